//! Words that style sheets and scripts go by.

use crate::session::{Fit, State};

/// The word of a state.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Paused => "paused",
        State::Diverged(_) => "diverged",
    }
}

/// The word of a verdict on the fit.
pub fn fit(fit: Fit) -> &'static str {
    match fit {
        Fit::Unknown(_) => "unknown",
        Fit::Underfit { .. } => "underfit",
        Fit::Good { .. } => "good",
        Fit::Overfit { .. } => "overfit",
    }
}
