//! Where training is heading, told from the losses at the ends of epochs and from nothing else: so it does not depend on when
//! somebody looked.

use super::gain::Gain;
use crate::view::LossEntry;

/// Epochs that are looked at for ups and downs.
const RECENT: usize = 32;
/// Before this many epochs nothing is said.
const FEWEST: usize = 20;
/// A fall of less than this share over the last quarter of the run does not count.
const FLAT: f64 = 0.01;
/// Ups and downs of less than this share of the loss an epoch do not count, nor does a fall of less in a quarter of the
/// run beside them.
const CALM: f64 = 0.05;
/// Of the recent epochs at least this share go up, and as many down, where a loss oscillates.
const BOTH_WAYS: f64 = 0.2;
/// An objective this close to the best that there is counts as the best, as a share of it.
const REACHED: f64 = 1e-3;
/// R² from which on a model counts as going through all its points.
const THROUGH_ALL: f64 = 0.9999;

/// Where training is heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trend {
    /// There are too few epochs to say.
    Unknown,
    /// The objective keeps reaching new lows.
    Improving,
    /// It has fallen by less than a hundredth over the last quarter of the run.
    Flat {
        /// That quarter, in steps.
        steps: u64,
    },
    /// It goes up and down without getting anywhere.
    Oscillating {
        /// How far it goes in an epoch, up or down, as a share of the loss; the mean over the recent ones.
        swing: f64,
    },
    /// Each step leaps across the valley and comes down where it was as high.
    Bouncing,
    /// It rises and rises.
    Rising,
    /// The best parameters that there are have been found; they are known in closed form.
    Best,
    /// The model goes through all its training points.
    ThroughAll,
}

/// The objectives at the last ends of epochs, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    values: Vec<f64>, // a ring once it is full
    next: usize,
    since: u64,
    /// Since when there has been no gain.
    pub gain: Gain,
}

impl Recent {
    /// About how many bytes they take.
    pub const BYTES: usize = RECENT * size_of::<f64>();

    /// Forgets everything: what counts begins at this step.
    pub fn restart(&mut self, step: u64) {
        self.values.clear();
        (self.next, self.since, self.gain) = (0, step, Gain::new(step));
    }

    /// Takes one in.
    #[inline]
    pub fn record(&mut self, step: u64, objective: f64) {
        self.gain.record(step, objective);
        match self.values.get_mut(self.next) {
            Some(oldest) => *oldest = objective,
            None => self.values.push(objective),
        }
        self.next = (self.next + 1) % RECENT;
    }

    /// The last one.
    pub fn last(&self) -> Option<f64> {
        let at = self.next.checked_sub(1).unwrap_or(RECENT - 1);
        self.values.get(at).copied()
    }

    /// How these losses go, with those of the whole run beside them. `best` is the least objective that there can be, where
    /// it is known; `r_squared` that of the training points; `leaps` whether its steps are as long as the valley is wide.
    pub fn trend(&self, entries: &[LossEntry], best: Option<f64>, r_squared: Option<f64>, leaps: bool) -> Trend {
        let (recent, oldest) = self.values.split_at(if self.values.len() < RECENT { 0 } else { self.next });
        let recent = [oldest, recent].concat();
        let Some(&now) = recent.last() else { return Trend::Unknown };
        if is_best(now, best) {
            return Trend::Best;
        }
        if goes_through_all(now, r_squared) {
            return Trend::ThroughAll;
        }
        if recent.len() < FEWEST {
            return Trend::Unknown;
        }
        let fall = Fall::of(entries, self.since);
        let waves = Waves::of(&recent);
        let rising = waves.ups >= 1.0 - BOTH_WAYS && recent[0] * (1.0 + FLAT) < now;
        let both_ways = waves.ups >= BOTH_WAYS && waves.downs >= BOTH_WAYS && waves.swing >= CALM;
        match fall {
            _ if rising => Trend::Rising,
            Fall { share, .. } if both_ways && share < CALM => Trend::Oscillating { swing: waves.swing },
            Fall { share, .. } if share >= FLAT => Trend::Improving,
            Fall { .. } if leaps => Trend::Bouncing,
            Fall { steps, .. } => Trend::Flat { steps },
        }
    }
}

/// Whether an objective counts as the least that there can be.
#[inline]
pub fn is_best(objective: f64, least: Option<f64>) -> bool {
    least.is_some_and(|least| objective <= least * (1.0 + REACHED))
}

/// Whether a model of this R² and objective goes through all its points. Where y does not vary there is no R², but no loss is
/// no loss.
#[inline]
pub fn goes_through_all(objective: f64, r_squared: Option<f64>) -> bool {
    objective == 0.0 || r_squared.is_some_and(|r| r >= THROUGH_ALL)
}

/// How much lower the objective has come in the last quarter of the run than it had ever been before.
struct Fall {
    share: f64,
    steps: u64,
}

impl Fall {
    fn of(entries: &[LossEntry], since: u64) -> Fall {
        let last = entries.last().map_or(0, |e| e.to);
        let steps = (last - since.min(last)).div_ceil(4);
        let (mut before, mut lately) = (f64::INFINITY, f64::INFINITY);
        // What was recorded at the change itself, or together with it, is of before.
        for entry in entries.iter().filter(|e| e.from > since || since == 0) {
            let objective = f64::from(entry.train.min) + entry.penalty.map_or(0.0, |p| f64::from(p.min));
            let least = if entry.from > last - steps { &mut lately } else { &mut before };
            *least = least.min(objective);
        }
        let share = if before > 0.0 && before.is_finite() { (before - lately) / before } else { 0.0 };
        Fall { share, steps }
    }
}

/// How often and how far the recent losses went up and down.
struct Waves {
    ups: f64,
    downs: f64,
    swing: f64,
}

impl Waves {
    fn of(recent: &[f64]) -> Waves {
        // What rounding moves is no wave.
        const ROUNDING: f64 = 1e-6;
        let changes = (recent.len() - 1).max(1) as f64;
        let share =
            |counts: fn(f64, f64) -> bool| recent.windows(2).filter(|w| counts(w[0], w[1])).count() as f64 / changes;
        let mean = recent.iter().sum::<f64>() / recent.len() as f64;
        let way = recent.windows(2).map(|w| (w[1] - w[0]).abs()).sum::<f64>() / changes;
        Waves {
            ups: share(|a, b| b > a * (1.0 + ROUNDING)),
            downs: share(|a, b| b < a * (1.0 - ROUNDING)),
            swing: if mean > 0.0 { way / mean } else { 0.0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::history::History;
    use crate::run::model::Losses;

    /// The trend of a run with these losses, one a step.
    fn of(loss: impl Fn(u64) -> f64, steps: u64) -> Trend {
        trend(loss, steps, None, None)
    }

    fn trend(loss: impl Fn(u64) -> f64, steps: u64, best: Option<f64>, r_squared: Option<f64>) -> Trend {
        let (mut history, mut recent) = (History::new(), Recent::default());
        for step in 0..=steps {
            history.record(step, Losses { train: loss(step) as f32, held_out: None, penalty: None });
            recent.record(step, loss(step));
        }
        recent.trend(history.until(u64::MAX), best, r_squared, false)
    }

    #[test]
    fn each_way_a_loss_can_go_has_its_name() {
        assert_eq!(of(|t| 1.0 / (1.0 + t as f64), 10), Trend::Unknown);
        for steps in [30, 300, 30_000] {
            assert_eq!(of(|t| 1.0 / (1.0 + t as f64), steps), Trend::Improving, "{steps}");
            assert_eq!(
                of(|t| 2.0 + (-(t as f64) * 0.5).exp(), steps + 70),
                Trend::Flat { steps: (steps + 70).div_ceil(4) }
            );
            assert_eq!(of(|t| (0.03 * t as f64).exp().min(1e30), steps.min(1500)), Trend::Rising, "{steps}");
        }
        let waves = |t: u64| if t.is_multiple_of(2) { 1.5 } else { 0.5 };
        assert_eq!(of(waves, 200), Trend::Oscillating { swing: 1.0 });
        // Small waves on a steep way down are no oscillation, and neither is rounding on a flat one.
        assert_eq!(of(|t| waves(t) / (1.0 + t as f64), 200), Trend::Improving);
        assert_eq!(of(|t| 1.0 + 1e-7 * waves(t), 200), Trend::Flat { steps: 50 });
    }

    #[test]
    fn what_is_reached_is_told_at_once() {
        assert_eq!(trend(|_| 1.0, 0, Some(0.9995), None), Trend::Best);
        assert_eq!(trend(|_| 1.0, 0, Some(0.99), None), Trend::Unknown);
        assert_eq!(trend(|_| 1.0, 0, None, Some(0.99995)), Trend::ThroughAll);
        assert_eq!(trend(|_| 0.0, 0, None, None), Trend::ThroughAll);
    }

    #[test]
    fn a_loss_that_is_no_number_has_no_trend_but_flat_or_none() {
        assert!(matches!(of(|_| f64::NAN, 100), Trend::Flat { .. }));
        assert_eq!(Recent::default().trend(&[], None, None, false), Trend::Unknown);
    }

    #[test]
    fn only_what_came_since_the_points_were_changed_counts() {
        let (mut history, mut recent) = (History::new(), Recent::default());
        for step in 0..=400 {
            if step == 200 {
                recent.restart(200);
            }
            let loss = if step < 200 { 0.1 } else { 5.0 / (step - 190) as f64 };
            history.record(step, Losses { train: loss as f32, held_out: None, penalty: None });
            recent.record(step, loss);
        }
        assert_eq!(recent.trend(history.until(u64::MAX), None, None, false), Trend::Improving);
    }
}
