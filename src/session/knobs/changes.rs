//! Changes of single knobs to a value that is known, and those that were written by an earlier version.

use super::interval::interval_text;
use super::knob::Value;
use super::parse::{Change, parse};
use super::ranges::ranges_text;
use super::table::{ACTIVATION, DATASET, FROZEN, INIT, LAYERS, MODEL, PACE, POINTS, UNSEEN};
use super::widths::widths_text;
use super::words::Word;
use crate::data::decimal;
use crate::learn::{Activation, Frozen, Init};
use crate::session::pace::MOST_PACE;
use crate::session::settings::{Dataset, Interval, Model, Settings};

/// The seed after this one, and after the greatest the least.
pub fn next_seed(settings: &Settings) -> Option<Change> {
    let next = |seed: u32| parse("seed", &Value::Number(seed.into())).ok();
    next(settings.seed + 1).or_else(|| next(0))
}

/// Points from here.
pub fn dataset(dataset: Dataset) -> Option<Change> {
    parse(DATASET, &Value::Text(dataset.word().to_owned())).ok()
}

/// The parameter at this place frozen, or free again.
pub fn freeze(settings: &Settings, at: usize, on: bool) -> Option<Change> {
    freeze_just(&settings.frozen.with(at, on))
}

/// These parameters frozen, and no others.
pub fn freeze_just(frozen: &Frozen) -> Option<Change> {
    parse(FROZEN, &Value::Text(ranges_text(frozen))).ok()
}

/// Hidden layers of these widths.
pub fn layers(widths: &[usize]) -> Option<Change> {
    parse(LAYERS, &Value::Text(widths_text(widths))).ok()
}

/// A model of this kind.
pub fn model(model: Model) -> Option<Change> {
    parse(MODEL, &Value::Text(model.word().to_owned())).ok()
}

/// Neurons with this activation.
pub fn activation(activation: Activation) -> Option<Change> {
    parse(ACTIVATION, &Value::Text(activation.word().to_owned())).ok()
}

/// First weights drawn in this way.
pub fn first_weights(init: Init) -> Option<Change> {
    parse(INIT, &Value::Text(init.word().to_owned())).ok()
}

/// So many points.
pub fn points(count: usize) -> Option<Change> {
    parse(POINTS, &Value::Number(count as f64)).ok()
}

/// Training sees nothing of this stretch of x.
pub fn unseen(interval: Interval) -> Option<Change> {
    parse(UNSEEN, &Value::Text(interval_text(interval))).ok()
}

/// So many steps a second.
pub fn pace(steps: u32) -> Option<Change> {
    parse(PACE, &Value::Number(steps.into())).ok()
}

/// A knob and its value as they were written once, also by an earlier version. It had a speed in steps a frame, of which there
/// were mostly 60 a second.
pub fn read(key: &str, text: &str) -> Option<Change> {
    let given = match key {
        "speed" => return pace((decimal::read(text)? * 60.0).min(MOST_PACE.into()) as u32),
        _ => Value::Text(text.to_owned()),
    };
    parse(key, &given).ok()
}
