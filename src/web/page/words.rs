//! Words that style sheets and scripts go by.

use crate::session::{State, Verdict};

/// The word of a state.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Paused => "paused",
        State::Diverged(_) => "diverged",
    }
}

/// The word of a verdict on the fit.
pub fn fit(fit: Verdict) -> &'static str {
    match fit {
        Verdict::Unknown(_) => "unknown",
        Verdict::Underfit { .. } => "underfit",
        Verdict::Vanished { .. } => "vanished",
        Verdict::Good { .. } => "good",
        Verdict::Overfit { .. } => "overfit",
    }
}
