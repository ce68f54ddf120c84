//! How much fits into a frame: how much work a slice of time holds, what pictures and browser leave, and whose turn it is.

use crate::scene::range::bounded;

/// Milliseconds of a frame that are to be filled; what is left of 16.7 is for what nobody foresees.
const FRAME: f64 = 14.5;
/// Milliseconds that training takes of a frame: what pictures and browser leave, but no less and no more than this.
const TRAINING: (f64, f64) = (1.0, 6.0);
/// Milliseconds between two looks at the clock.
const SLICE: f64 = 0.5;
/// Multiplications in the first slice: little for any machine.
const FIRST: f64 = 100_000.0;

/// Multiplications of one kind of work that fit into a slice of time.
pub struct Pace(f64);

impl Default for Pace {
    fn default() -> Self {
        Pace(FIRST)
    }
}

impl Pace {
    /// How many pieces that cost so much fit into a slice; at least one.
    pub fn amount(&self, cost: f64) -> u32 {
        bounded(self.0 / cost, 1.0, 1e6) as u32
    }

    /// Milliseconds that so much work is likely to take.
    pub fn time(&self, work: f64) -> f64 {
        SLICE * work / self.0
    }

    /// Learns from work that took so long: as much faster or slower as it takes to fill a slice. The pace may fall at once,
    /// but grows by no more than four times, since the clock is coarse; and work smaller than the pace allows says little.
    pub fn learn(&mut self, work: f64, took: f64) {
        let measured = work * SLICE / took.max(0.05);
        if measured < self.0 {
            self.0 = measured.max(1.0);
        } else if work >= 0.5 * self.0 {
            self.0 = measured.min(4.0 * self.0).min(1e9);
        }
    }
}

/// How long a step takes, measured over all steps since their cost changed; of many only the late ones count.
#[derive(Default)]
pub struct StepTime {
    cost: f64,
    steps: f64,
    milliseconds: f64,
}

impl StepTime {
    /// Less time than this is no measure, since the clock is coarse.
    const LEAST: f64 = 10.0;
    /// From here on what came before counts half.
    const MOST: f64 = 1_000.0;

    /// So many steps, of which each costs so much, took so long.
    pub fn learn(&mut self, cost: f64, steps: u32, took: f64) {
        if self.cost != cost {
            *self = StepTime { cost, ..StepTime::default() };
        }
        self.steps += f64::from(steps);
        self.milliseconds += took;
        if self.milliseconds > Self::MOST {
            self.steps /= 2.0;
            self.milliseconds /= 2.0;
        }
    }

    /// Milliseconds of a step that costs so much; `None` until enough of them are measured.
    pub fn of(&self, cost: f64) -> Option<f64> {
        (self.cost == cost && self.milliseconds >= Self::LEAST).then(|| self.milliseconds / self.steps)
    }
}

/// The present frame, and what the ones before were busy with.
#[derive(Default)]
pub struct Turn {
    count: u32,
    began: f64,
    stepped: f64,
    /// Milliseconds from a frame's begin until the browser was done with it, the steps of training apart; on average, for
    /// each turn.
    busy: [f64; 2],
}

impl Turn {
    /// A frame begins.
    pub fn begin(&mut self, now: f64) {
        self.count = self.count.wrapping_add(1);
        self.began = now;
    }

    /// Whether it is the turn of something that comes in one of this many frames; what differs in `place` takes turns.
    pub fn is(&self, place: usize, every: u32) -> bool {
        (self.count + place as u32).is_multiple_of(every)
    }

    /// Milliseconds for training in this frame.
    pub fn for_training(&self) -> f64 {
        let (least, most) = TRAINING;
        bounded(FRAME - self.busy[(self.count % 2) as usize], least, most)
    }

    /// The steps of this frame are done.
    pub fn stepped(&mut self, now: f64) {
        self.stepped = now - self.began;
    }

    /// The browser is done with the frame: it is on the screen, or with those who put it there.
    pub fn end(&mut self, now: f64) {
        let busy = &mut self.busy[(self.count % 2) as usize];
        *busy += 0.1 * ((now - self.began - self.stepped).min(FRAME) - *busy);
    }
}
