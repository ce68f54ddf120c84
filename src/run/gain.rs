//! When training has nothing more to gain: told from the objective at the ends of epochs, and from nothing else, so that a run
//! stops at the same step however it is cut into frames.

/// A fall of the objective by less than this share is no gain.
const GAIN: f64 = 1e-3;
/// A run is given up after so many steps without a gain, or after half of the run so far, if that is more.
const PATIENCE: u64 = 2_000;
/// And not before so many epochs: one of them says little where it is made of many steps.
const EPOCHS: u64 = 20;

/// Why training has nothing more to gain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The best parameters have been found, or the model goes through all its samples.
    Solved,
    /// The objective has not come down for long.
    Flat,
}

/// Since when there has been no gain.
#[derive(Clone, Copy, Debug)]
pub struct Gain {
    /// What counts begins at this step.
    begin: u64,
    /// The objective at the last gain.
    low: f64,
    /// The step of the last gain.
    at: u64,
    /// Epochs since then.
    epochs: u64,
    /// What has been told already: training goes on beyond it.
    told: Option<Reason>,
}

impl Default for Gain {
    fn default() -> Self {
        Gain::new(0)
    }
}

impl Gain {
    /// What counts begins at this step.
    pub fn new(step: u64) -> Gain {
        Gain { begin: step, low: f64::INFINITY, at: step, epochs: 0, told: None }
    }

    /// Takes in the objective at the end of an epoch.
    #[inline]
    pub fn record(&mut self, step: u64, objective: f64) {
        self.epochs += 1;
        if objective < self.low * (1.0 - GAIN) {
            (self.low, self.at, self.epochs) = (objective, step, 0);
        }
    }

    /// Whether there is nothing more to gain at this step, the end of an epoch, and why. Each reason is told once.
    #[inline]
    pub fn is_over(&mut self, step: u64, solved: impl FnOnce() -> bool) -> Option<Reason> {
        if self.told == Some(Reason::Solved) {
            return None;
        }
        let flat = || {
            let patience = PATIENCE.max((step - self.begin.min(step)) / 2);
            self.told.is_none() && self.epochs >= EPOCHS && step - self.at.min(step) >= patience
        };
        let reason = if solved() { Some(Reason::Solved) } else { flat().then_some(Reason::Flat) };
        self.told = reason.or(self.told);
        reason
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The step at which a run of these losses stops, one epoch each so many steps, and why.
    fn end(loss: impl Fn(f64) -> f64, epoch: u64, solved: impl Fn(u64) -> bool) -> Option<(u64, Reason)> {
        let mut gain = Gain::new(0);
        gain.record(0, loss(0.0));
        (1..=200_000 / epoch).map(|n| n * epoch).find_map(|step| {
            gain.record(step, loss(step as f64));
            gain.is_over(step, || solved(step)).map(|reason| (step, reason))
        })
    }

    #[test]
    fn a_run_ends_when_it_has_been_flat_for_long() {
        let never = |_| false;
        assert_eq!(end(|_| 1.0, 1, never), Some((2_000, Reason::Flat)));
        assert_eq!(end(|_| 0.0, 1, never), Some((2_000, Reason::Flat)));
        assert_eq!(end(|_| f64::NAN, 1, never), Some((2_000, Reason::Flat)));
        // Twenty epochs at least.
        assert_eq!(end(|_| 1.0, 500, never), Some((10_000, Reason::Flat)));
        // Half of the run at least: it came down for 10,000 steps.
        let slope = |t: f64| 2.0 - t.min(10_000.0) / 10_000.0;
        assert!(end(slope, 1, never).is_some_and(|(at, _)| (19_970..=20_000).contains(&at)));
        // What falls by a thousandth in that time goes on.
        assert_eq!(end(|t| 1.0 / (1.0 + t), 1, never), None);
        assert_eq!(end(|t| (-t / 1.9e6).exp(), 1, never), None);
        assert!(end(|t| (-t / 2.1e6).exp(), 1, never).is_some());
    }

    #[test]
    fn each_reason_is_told_once() {
        let mut gain = Gain::new(0);
        let told: Vec<(u64, Reason)> = (0..9_000)
            .filter_map(|step| {
                gain.record(step, 1.0);
                gain.is_over(step, || step >= 5_000).map(|reason| (step, reason))
            })
            .collect();
        assert_eq!(told, [(2_000, Reason::Flat), (5_000, Reason::Solved)]);
        assert_eq!(end(|t| 1.0 / (1.0 + t), 1, |step| step >= 77), Some((77, Reason::Solved)));
    }
}
