//! What is frozen belongs to one shape: places of its parameters.

use super::settings::{Model, Settings};
use crate::learn::Frozen;

/// In a model of another shape than before a place is another parameter's: nothing is frozen there, but what was asked for in
/// the same change.
pub fn follow(settings: &mut Settings, before: &Settings, asked: bool) {
    if settings.frozen.is_empty() {
        return;
    }
    if !asked && shape(settings) != shape(before) {
        settings.frozen = Frozen::default();
    }
    fit(settings);
}

/// Leaves out what the model does not have. Says whether there was anything.
pub fn fit(settings: &mut Settings) -> bool {
    let last = settings.frozen.ranges().last().map_or(0, |range| range.end);
    let count = if last > 0 { settings.spec().shape().parameter_count() } else { 0 };
    if last > count {
        settings.frozen = settings.frozen.below(count);
    }
    last > count
}

/// What the places of the parameters depend on.
fn shape(settings: &Settings) -> (Model, &[usize], usize) {
    match settings.model {
        Model::Line => (Model::Line, &[], 1),
        Model::Polynomial => (Model::Polynomial, &[], settings.degree),
        Model::Network => (Model::Network, &settings.layers, 1),
    }
}
