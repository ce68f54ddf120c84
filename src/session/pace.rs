//! How fast a run goes: in steps a second, and in words. What a step does never depends on it.

/// The pace that stands for as fast as it goes, in steps a second.
pub const MOST_PACE: u32 = 100_000;

/// Seconds between two frames that count at most: where a page was hidden or stuck, nothing has to be caught up with.
const LONGEST: f64 = 0.1;

/// A pace in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaceWord {
    /// Slow enough to see each step.
    Slow,
    /// The usual pace.
    Normal,
    /// For those who want the end.
    Fast,
}

impl PaceWord {
    /// All of them, from the slowest to the fastest.
    pub const ALL: [PaceWord; 3] = [PaceWord::Slow, PaceWord::Normal, PaceWord::Fast];
}

/// What the words mean, in steps a second as the knob takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paces {
    /// [`PaceWord::Slow`].
    pub slow: u32,
    /// [`PaceWord::Normal`].
    pub normal: u32,
    /// [`PaceWord::Fast`].
    pub fast: u32,
}

/// What they mean in free play.
pub const FREE_PLAY: Paces = Paces { slow: 8, normal: 120, fast: MOST_PACE };

impl Paces {
    /// Steps a second.
    pub fn of(&self, word: PaceWord) -> u32 {
        match word {
            PaceWord::Slow => self.slow,
            PaceWord::Normal => self.normal,
            PaceWord::Fast => self.fast,
        }
    }

    /// The word for so many steps a second, if there is one.
    pub fn word(&self, pace: u32) -> Option<PaceWord> {
        PaceWord::ALL.into_iter().find(|word| self.of(*word) == pace)
    }
}

/// The steps that are due, by a clock that it is told of. It gives the same pace at any rate of frames, however irregular.
#[derive(Debug, Default)]
pub struct StepsDue {
    owed: f64,
    before: Option<f64>,
}

impl StepsDue {
    /// How many steps are due in the frame that begins at `now`, in seconds of any clock, at this many steps a second. The first
    /// is due at once. The greatest pace is as fast as it goes.
    pub fn at(&mut self, now: f64, pace: u32) -> u32 {
        let before = self.before.replace(now);
        if pace >= MOST_PACE {
            self.owed = 0.0;
            return u32::MAX;
        }
        let elapsed = before.map(|before| (now - before).min(LONGEST));
        // A clock may go back.
        let fresh = elapsed.map_or(1.0, |elapsed| elapsed * f64::from(pace)).max(0.0);
        // What a frame had no time for is caught up with in the next one or never.
        self.owed = self.owed.min(fresh.max(1.0)) + fresh;
        self.owed as u32
    }

    /// So many have been taken.
    pub fn taken(&mut self, steps: u32) {
        self.owed = (self.owed - f64::from(steps)).max(0.0);
    }

    /// Nothing runs: the clock begins anew with the next frame that trains.
    pub fn rest(&mut self) {
        *self = StepsDue::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps in a second of frames that are so far apart, after the first, each of which has time for at most so many.
    fn in_a_second(pace: u32, frames: impl Iterator<Item = f64>, most: u32) -> u32 {
        let (mut due, mut now, mut all) = (StepsDue::default(), 7.0, 0);
        let first = due.at(now, pace).min(most);
        due.taken(first);
        for apart in frames {
            now += apart;
            if now > 8.0 {
                break;
            }
            let steps = due.at(now, pace).min(most);
            due.taken(steps);
            all += steps;
        }
        all
    }

    #[test]
    fn every_screen_gives_the_same_pace() {
        for pace in [2, 8, 50, 120, 1_000, 99_999] {
            for rate in [30.0, 59.94, 60.0, 75.0, 90.0, 144.0, 240.0] {
                let steps = in_a_second(pace, std::iter::repeat(1.0 / rate), u32::MAX);
                let off = (f64::from(steps) - f64::from(pace)).abs();
                assert!(off <= 1.0 + f64::from(pace) / rate, "{pace} at {rate} Hz: {steps}");
            }
            let irregular = [0.004, 0.031, 0.0167, 0.09, 0.0001, 0.02, 0.0].into_iter().cycle();
            let steps = in_a_second(pace, irregular, u32::MAX);
            assert!((f64::from(steps) - f64::from(pace)).abs() <= 1.0 + 0.09 * f64::from(pace), "{pace}: {steps}");
        }
    }

    #[test]
    fn slow_steps_are_evenly_apart_and_the_first_is_taken_at_once() {
        for rate in [60.0, 144.0] {
            let (mut due, mut at) = (StepsDue::default(), Vec::new());
            for frame in 0..(2.0 * rate) as u32 {
                let steps = due.at(f64::from(frame) / rate, 8);
                due.taken(steps);
                assert!(steps <= 1, "never two in a frame");
                at.extend((steps == 1).then_some(frame));
            }
            assert_eq!((at.len(), at[0]), (16, 0));
            assert!(at.windows(2).all(|w| (f64::from(w[1] - w[0]) / rate - 0.125).abs() < 1.01 / rate), "{at:?}");
        }
    }

    #[test]
    fn what_there_was_no_time_for_is_not_piled_up() {
        let mut due = StepsDue::default();
        let first = due.at(0.0, 6_000);
        due.taken(first);
        for frame in 1..600 {
            assert!(due.at(f64::from(frame) / 60.0, 6_000) <= 201);
            due.taken(3);
        }
        // A frame that had time again is a full one, and the next an ordinary one.
        let first = due.at(10.0, 6_000);
        due.taken(first);
        assert!(due.at(10.0 + 1.0 / 60.0, 6_000) <= 101);
    }

    #[test]
    fn a_page_that_was_hidden_does_not_burst() {
        let mut due = StepsDue::default();
        let first = due.at(0.0, 120);
        due.taken(first);
        assert_eq!(due.at(3_600.0, 120), 12);
        due.rest();
        assert_eq!(due.at(9_000.0, 120), 1);
        // A clock that goes back is no reason to stand still for ever.
        due.taken(1);
        assert_eq!(due.at(8_000.0, 120), 0);
        assert_eq!(due.at(8_000.1, 120), 12);
    }

    #[test]
    fn the_greatest_pace_is_whatever_fits() {
        let mut due = StepsDue::default();
        assert_eq!(due.at(0.0, MOST_PACE), u32::MAX);
        due.taken(12_345);
        assert_eq!(due.at(0.001, MOST_PACE), u32::MAX);
        due.taken(1);
        assert_eq!(due.at(0.101, 8), 0, "nothing is left over of it");
    }

    #[test]
    fn words_are_those_of_their_paces() {
        for word in PaceWord::ALL {
            assert_eq!(FREE_PLAY.word(FREE_PLAY.of(word)), Some(word));
        }
        assert_eq!(FREE_PLAY.word(77), None);
    }
}
