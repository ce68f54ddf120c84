//! Whether training goes on, and when it is of no use any more.

/// A loss above this many times the start's, or the points' own spread, is of no use any more.
const TOO_MUCH: f64 = 1e6;

/// A start and a spread below this count as this: rounding errors around a perfect fit are no divergence.
const LEAST_LOSS: f64 = 1e-9;

/// Whether training goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A few steps at every frame.
    Running,
    /// Waiting.
    Paused,
    /// Stopped by itself.
    Diverged(Divergence),
}

/// Why training stopped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// The loss is not a finite number.
    NonFinite,
    /// The loss has grown past all use.
    Exploded,
}

/// The loss above which a run is of no use: far above its start and above the spread of the points.
pub(super) fn greatest_useful(first_loss: f64, spread: f64) -> f64 {
    TOO_MUCH * first_loss.max(spread).max(LEAST_LOSS)
}

/// Whether training has to stop at this loss, and why; `most` is the greatest useful one, in the same units.
#[inline]
pub(super) fn divergence(loss: f64, most: f64) -> Option<Divergence> {
    if !loss.is_finite() {
        Some(Divergence::NonFinite)
    } else if loss > most {
        Some(Divergence::Exploded)
    } else {
        None
    }
}

/// What a run did by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It came to the step at which it was to pause.
    Reached,
    /// The held-out loss has not come down for long: it went back to its least.
    StoppedEarly,
    /// The best parameters have been found, or the model goes through all its samples: it has paused.
    Solved,
    /// The objective has not come down for long: it has paused.
    NothingToGain,
    /// Whoever looked back is at the run's end again.
    BackAtEnd,
}
