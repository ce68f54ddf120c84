//! The knob table: each knob's key, kind, range and meaning stand here and nowhere else; its default in `Settings`.

use super::interval::{interval, interval_text};
use super::knob::{Effect, Kind, Knob, Value};
use super::ranges::{LAST_PLACE, ranges, ranges_text};
use super::values::{choice, number, text, turn};
use super::widths::{MOST_LAYERS, MOST_UNITS, widths, widths_text};
use super::words::{
    ACTIVATIONS, DATASETS, FEATURES, INITS, LANGS, LOSSES, MODELS, OPTIMIZERS, PENALTIES, SCHEDULES, THEMES, Word,
};
use crate::learn::Activation;
use crate::session::pace::MOST_PACE;
use crate::task::Feature;

const X_UNITS: &[&str] = &["1", "10"];
const Y_UNITS: &[&str] = &["1", "100"];
const BATCHES: &[&str] = &["all", "1", "2", "4", "8", "10", "16", "32", "64", "128", "256"];

/// The highest degree that a polynomial may have.
pub const MOST_DEGREE: usize = 15;
/// The key of the language, which a first visit takes from the browser.
pub const LANG: &str = "lang";
/// The key of the number of points, under which a link has the points themselves where they are the user's own.
pub const POINTS: &str = "points";
/// The key of what is frozen.
pub const FROZEN: &str = "frozen";
/// The key of early stopping.
const EARLY_STOPPING: &str = "early-stopping";

/// The key of where the points come from.
pub const DATASET: &str = "dataset";
/// The key of the formula of a law of one's own.
pub const FORMULA: &str = "formula";
/// The key of the stretch of x that training does not see.
pub const UNSEEN: &str = "unseen";
/// The key of what is fitted.
pub const MODEL: &str = "model";
/// The key of what neurons do.
pub const ACTIVATION: &str = "activation";
/// The key of the hidden layers.
pub const LAYERS: &str = "layers";
/// The key of the first weights.
pub const INIT: &str = "init";
/// The key of the pace.
pub const PACE: &str = "pace";

/// The least learning rate.
pub const LEAST_RATE: f64 = 0.000_01;

/// Every knob, in the order in which `settings()` lists them.
pub const KNOBS: &[Knob] = &[
    Knob {
        // Where the points come from.
        key: DATASET,
        kind: Kind::Choice(DATASETS),
        effect: Effect::Data,
        get: |s| choice(s.dataset),
        set: |s, v| turn(&mut s.dataset, v),
    },
    Knob {
        // The law of one's own from which points are drawn, y of x, such as 900 - 24*x, x*sin(x) or abs(x-1).
        key: FORMULA,
        kind: Kind::Formula,
        effect: Effect::Law,
        get: |s| Value::Text(s.formula.clone()),
        set: |s, v| text(v).clone_into(&mut s.formula),
    },
    Knob {
        // The range of x from which points of that law are drawn, such as 0..30; empty for 0..10.
        key: "x-range",
        kind: Kind::Interval,
        effect: Effect::Law,
        get: |s| Value::Text(interval_text(s.x_range)),
        set: |s, v| s.x_range = interval(text(v)).flatten(),
    },
    Knob {
        // How many points are made.
        key: POINTS,
        kind: Kind::Whole { min: 1.0, max: crate::data::MOST_POINTS as f64, log: true },
        effect: Effect::Points,
        get: |s| Value::Number(s.points as f64),
        set: |s, v| s.points = number(v) as usize,
    },
    Knob {
        // How far the points stray from the true law, as a share of the law's own spread.
        key: "noise",
        kind: Kind::Real { min: 0.0, max: 1.0, step: Some(0.01) },
        effect: Effect::Points,
        get: |s| Value::Number(s.noise),
        set: |s, v| s.noise = number(v),
    },
    Knob {
        // The share of the points that training never sees.
        key: "held-out",
        kind: Kind::Real { min: 0.0, max: 0.5, step: Some(0.05) },
        effect: Effect::Split,
        get: |s| Value::Number(s.held_out),
        set: |s, v| s.held_out = number(v),
    },
    Knob {
        // The stretch of x of a curve that training never sees, such as 20..30; empty for none.
        key: UNSEEN,
        kind: Kind::Interval,
        effect: Effect::Unseen,
        get: |s| Value::Text(interval_text(s.unseen)),
        set: |s, v| s.unseen = interval(text(v)).flatten(),
    },
    Knob {
        // The number from which points, split and starting weights are drawn.
        key: "seed",
        kind: Kind::Whole { min: 0.0, max: 999_999.0, log: false },
        effect: Effect::Data,
        get: |s| Value::Number(s.seed.into()),
        set: |s, v| s.seed = number(v) as u32,
    },
    Knob {
        // Train on x and y shifted to mean 0 and scaled to standard deviation 1.
        key: "standardize",
        kind: Kind::Switch,
        effect: Effect::Model,
        get: |s| Value::Switch(s.standardize),
        set: |s, v| s.standardize = *v == Value::Switch(true),
    },
    Knob {
        // How much of x counts as 1 where it is not standardized: kilometres, or tens of them.
        key: "x-unit",
        kind: Kind::Choice(X_UNITS),
        effect: Effect::Model,
        get: |s| Value::Text(s.x_unit.to_string()),
        set: |s, v| s.x_unit = text(v).parse().unwrap_or(1),
    },
    Knob {
        // How much of y counts as 1 for a network where it is not standardized: thousands, or hundreds of them.
        key: "y-unit",
        kind: Kind::Choice(Y_UNITS),
        effect: Effect::Model,
        get: |s| Value::Text(s.y_unit.to_string()),
        set: |s, v| s.y_unit = text(v).parse().unwrap_or(1),
    },
    Knob {
        // What a model that tells two classes apart is given of their two measures, such as x1,x2,x1-squared; at least one.
        key: "inputs",
        kind: Kind::Set(FEATURES),
        effect: Effect::Model,
        get: |s| Value::Text(s.features.iter().map(|feature| feature.word()).collect::<Vec<_>>().join(",")),
        set: |s, v| s.features = text(v).split(',').filter_map(Feature::read).collect(),
    },
    Knob {
        // What is fitted: w·x + b, a polynomial, or a neural network.
        key: MODEL,
        kind: Kind::Choice(MODELS),
        effect: Effect::Model,
        get: |s| choice(s.model),
        set: |s, v| turn(&mut s.model, v),
    },
    Knob {
        // The polynomial's highest power of x.
        key: "degree",
        kind: Kind::Whole { min: 1.0, max: MOST_DEGREE as f64, log: false },
        effect: Effect::Degree,
        get: |s| Value::Number(s.degree as f64),
        set: |s, v| s.degree = number(v) as usize,
    },
    Knob {
        // Neurons in each hidden layer of the network, such as 8,8; empty for none.
        key: LAYERS,
        kind: Kind::Widths { layers: MOST_LAYERS, units: MOST_UNITS },
        effect: Effect::Model,
        get: |s| Value::Text(widths_text(&s.layers)),
        set: |s, v| s.layers = widths(text(v)).unwrap_or_default(),
    },
    Knob {
        // How each hidden neuron bends its sum.
        key: ACTIVATION,
        kind: Kind::Choice(ACTIVATIONS),
        effect: Effect::Model,
        get: |s| choice(s.activation),
        set: |s, v| turn(&mut s.activation, v),
    },
    Knob {
        // Another activation for single layers, such as relu,,tanh; empty where it is the same.
        key: "activations",
        kind: Kind::Choices(ACTIVATIONS, MOST_LAYERS),
        effect: Effect::Model,
        get: |s| {
            let word = |own: &Option<Activation>| own.map_or("", Activation::word);
            Value::Text(s.activations.iter().map(word).collect::<Vec<_>>().join(","))
        },
        set: |s, v| {
            let Value::Text(text) = v else { return };
            s.activations = if text.is_empty() { Vec::new() } else { text.split(',').map(Activation::read).collect() };
        },
    },
    Knob {
        // How widely the starting weights are spread.
        key: INIT,
        kind: Kind::Choice(INITS),
        effect: Effect::Model,
        get: |s| choice(s.init),
        set: |s, v| turn(&mut s.init, v),
    },
    Knob {
        // What training makes small: the mean of the squared errors, of the absolute ones, or Huber's between.
        key: "loss",
        kind: Kind::Choice(LOSSES),
        effect: Effect::Model,
        get: |s| choice(s.loss),
        set: |s, v| turn(&mut s.loss, v),
    },
    Knob {
        // How far a step goes against the gradient.
        key: "learning-rate",
        kind: Kind::Real { min: LEAST_RATE, max: 10.0, step: None },
        effect: Effect::Training,
        get: |s| Value::Number(s.learning_rate),
        set: |s, v| s.learning_rate = number(v),
    },
    Knob {
        // How the gradient becomes a step, or what suits the model; a change lets it forget what it remembers.
        key: "optimizer",
        kind: Kind::Choice(OPTIMIZERS),
        effect: Effect::Training,
        get: |s| choice(s.optimizer),
        set: |s, v| turn(&mut s.optimizer, v),
    },
    Knob {
        // How much of its velocity momentum or Nesterov keeps from step to step.
        key: "momentum",
        kind: Kind::Real { min: 0.0, max: 0.99, step: Some(0.01) },
        effect: Effect::Training,
        get: |s| Value::Number(s.momentum),
        set: |s, v| s.momentum = number(v),
    },
    Knob {
        // Which parameters training leaves as they are, by their places, such as 0-3,7; empty for none.
        key: FROZEN,
        kind: Kind::Ranges { last: LAST_PLACE },
        effect: Effect::Training,
        get: |s| Value::Text(ranges_text(&s.frozen)),
        set: |s, v| s.frozen = ranges(text(v)).unwrap_or_default(),
    },
    Knob {
        // How many points a step sees; all if there are no more.
        key: "batch",
        kind: Kind::Choice(BATCHES),
        effect: Effect::Training,
        get: |s| {
            let size = s.batch.map(|size| size.to_string());
            Value::Text(size.unwrap_or_else(|| "all".to_owned()))
        },
        set: |s, v| s.batch = text(v).parse().ok(),
    },
    Knob {
        // How the learning rate changes over a run: stays, halves step by step, fades out, or warms up.
        key: "schedule",
        kind: Kind::Choice(SCHEDULES),
        effect: Effect::Training,
        get: |s| choice(s.schedule),
        set: |s, v| turn(&mut s.schedule, v),
    },
    Knob {
        // The schedule's length in steps: between two halvings, until it has faded out, or until it is warm.
        key: "schedule-steps",
        kind: Kind::Whole { min: 1.0, max: 100_000.0, log: true },
        effect: Effect::Training,
        get: |s| Value::Number(s.schedule_steps.into()),
        set: |s, v| s.schedule_steps = number(v) as u32,
    },
    Knob {
        // What large weights cost on top of the loss.
        key: "penalty",
        kind: Kind::Choice(PENALTIES),
        effect: Effect::Objective,
        get: |s| choice(s.penalty),
        set: |s, v| turn(&mut s.penalty, v),
    },
    Knob {
        // Λ, the weight of the penalty.
        key: "penalty-strength",
        kind: Kind::Real { min: 0.000_1, max: 10.0, step: None },
        effect: Effect::Objective,
        get: |s| Value::Number(s.penalty_strength),
        set: |s, v| s.penalty_strength = number(v),
    },
    Knob {
        // The share of the hidden neurons that each step silences.
        key: "dropout",
        kind: Kind::Real { min: 0.0, max: 0.9, step: Some(0.05) },
        effect: Effect::Training,
        get: |s| Value::Number(s.dropout),
        set: |s, v| s.dropout = number(v),
    },
    Knob {
        // Stop where the held-out loss has not come down for long, and go back to its least.
        key: EARLY_STOPPING,
        kind: Kind::Switch,
        effect: Effect::Pace,
        get: |s| Value::Switch(s.early_stopping),
        set: |s, v| s.early_stopping = *v == Value::Switch(true),
    },
    Knob {
        // Steps of training a second; the greatest is as fast as it goes.
        key: PACE,
        kind: Kind::Whole { min: 2.0, max: MOST_PACE as f64, log: true },
        effect: Effect::Pace,
        get: |s| Value::Number(s.pace.into()),
        set: |s, v| s.pace = number(v) as u32,
    },
    Knob {
        // The language of the page.
        key: LANG,
        kind: Kind::Choice(LANGS),
        effect: Effect::View,
        get: |s| choice(s.lang),
        set: |s, v| turn(&mut s.lang, v),
    },
    Knob {
        // The page's colours; auto follows the system.
        key: "theme",
        kind: Kind::Choice(THEMES),
        effect: Effect::View,
        get: |s| choice(s.theme),
        set: |s, v| turn(&mut s.theme, v),
    },
];

/// Whether a link has this knob: not what belongs to the reader, who keeps language, theme and pace.
pub fn is_shared(knob: &Knob) -> bool {
    match knob.effect {
        Effect::View => false,
        Effect::Pace => knob.key == EARLY_STOPPING,
        Effect::Data
        | Effect::Points
        | Effect::Law
        | Effect::Split
        | Effect::Unseen
        | Effect::Model
        | Effect::Degree
        | Effect::Training
        | Effect::Objective => true,
    }
}
