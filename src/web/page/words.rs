//! Words that style sheets and scripts go by.

use crate::session::{Model, RateZone, Settings, State, Status, Third, Verdict};

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

/// The word of whether a network can bend: one whose layers come to a line cannot.
pub fn bend(settings: &Settings, status: &Status) -> &'static str {
    match settings.model {
        Model::Network if status.coefficients.is_some() && !settings.layers.is_empty() => "none",
        Model::Line | Model::Polynomial | Model::Network => "some",
    }
}

/// The word of what is asked of the model.
pub fn task(settings: &Settings) -> &'static str {
    if settings.dataset.tells_classes() { "classes" } else { "curve" }
}

/// The third of a word.
pub fn third(word: &str) -> Option<Third> {
    match word {
        "left" => Some(Third::Left),
        "middle" => Some(Third::Middle),
        "right" => Some(Third::Right),
        _ => None,
    }
}

/// The word of a verdict on the fit.
pub fn fit(fit: Verdict) -> &'static str {
    match fit {
        Verdict::Unknown(_) => "unknown",
        Verdict::Underfit { .. } | Verdict::Mixes { .. } => "underfit",
        Verdict::Vanished { .. } => "vanished",
        Verdict::Exploded { .. } => "exploded",
        Verdict::Good { .. } | Verdict::Sorts { .. } => "good",
        Verdict::Overfit { .. } | Verdict::ByHeart { .. } => "overfit",
    }
}
