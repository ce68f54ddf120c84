//! Words that style sheets and scripts go by.

use crate::session::{RateZone, State, Verdict};

/// The word of a state.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Paused => "paused",
        State::Diverged(_) => "diverged",
    }
}

/// The word of how far a learning rate goes.
pub fn zone(zone: Option<RateZone>) -> &'static str {
    match zone {
        Some(RateZone::Crawls) => "crawls",
        Some(RateZone::Good) => "good",
        Some(RateZone::Leaps) => "leaps",
        Some(RateZone::Out) => "out",
        None => "unknown",
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
