//! The rules of training as formulas, in the notation of textbooks: the one place from which the page shows them.
//!
//! They are read by people, and by a test that computes what they say and compares it with what the engine does. The
//! notation is that of arithmetic: · and / go before + and −, e^z, ln z, √z, |z| and z², max(a, b) and min(a, b), tanh, sin, σ (the
//! sigmoid) and Φ (the chance that a normal number is smaller); ← gives a new value to a name; parts are separated by
//! semicolons.

use super::join::joined;
use super::lang::Lang;
use super::number::power_of;
use crate::data::decimal::shortest;
use crate::learn::{Activation, Layer, Loss, LossUnit, Optimizer, Penalty, Recipe, Schedule};
use crate::session::{Model, Settings};

/// a from z, a neuron's weighted sum.
pub fn activation(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => "a = z",
        Activation::Relu => "a = max(z, 0)",
        Activation::LeakyRelu => "a = max(z, 0) + 0.01·min(z, 0)",
        Activation::Tanh => "a = tanh(z)",
        Activation::Sigmoid => "a = 1 / (1 + e^(−z))",
        Activation::Elu => "a = max(z, 0) + e^min(z, 0) − 1",
        Activation::Gelu => "a = z·Φ(z)",
        Activation::Silu => "a = z / (1 + e^(−z))",
        Activation::Sine => "a = sin(z)",
    }
}

/// What one point costs, from r = ŷ − y, or of classes from ŷ and y; the loss is the mean over the points.
pub fn loss(loss: Loss) -> &'static str {
    match loss {
        Loss::MeanSquared => "r²",
        Loss::MeanAbsolute => "|r|",
        // ½ r² up to an error of 1, from there on |r| − ½.
        Loss::Huber => "m·(|r| − m/2); m = min(|r|, 1)",
        Loss::Logistic => "ln(1 + e^ŷ) − y·ŷ",
        // For people only: the notation has no sum over classes.
        Loss::CrossEntropy => "−Σ y·ln(p), p = e^ŷ / Σ e^ŷ",
    }
}

/// What is added to the loss.
pub fn penalty(penalty: Penalty) -> String {
    match penalty {
        Penalty::None => String::new(),
        Penalty::L1 { strength } => number(strength) + "·Σ|w|",
        Penalty::L2 { strength } => number(strength) + "/2·Σw²",
    }
}

/// How a parameter w changes in a step, from its gradient g, the rate η of the step and the number t of steps before it.
pub fn optimizer(optimizer: Optimizer) -> String {
    match optimizer {
        Optimizer::Descent => "w ← w − η·g".to_owned(),
        Optimizer::Momentum { momentum } => ["v ← ", &number(momentum), "·v + g; w ← w − η·v"].concat(),
        Optimizer::Nesterov { momentum } => {
            let mu = number(momentum);
            ["v ← ", &mu, "·v + g; w ← w − η·(g + ", &mu, "·v)"].concat()
        }
        Optimizer::RmsProp => "s ← 0.99·s + 0.01·g²; w ← w − η·g / (√s + 10⁻⁸)".to_owned(),
        Optimizer::Adam => "m ← 0.9·m + 0.1·g; s ← 0.999·s + 0.001·g²; \
                            w ← w − η·(m / (1 − 0.9^(t + 1))) / (√(s / (1 − 0.999^(t + 1))) + 10⁻⁸)"
            .to_owned(),
    }
}

/// The rate η of a step from the number t of steps before it.
pub fn rate(recipe: &Recipe) -> String {
    let rate = number(recipe.learning_rate);
    match recipe.schedule {
        Schedule::Constant => ["η = ", &rate].concat(),
        Schedule::Step { every, factor } => {
            ["η = ", &rate, "·", &number(factor), "^⌊t/", &every.to_string(), "⌋"].concat()
        }
        Schedule::Cosine { over } => {
            let over = over.to_string();
            ["η = ", &rate, "·(1 + cos(π·min(t/", &over, ", 1)))/2"].concat()
        }
        Schedule::WarmUp { over, from } => {
            let (from, rest) = (number(from), number(1.0 - from));
            ["η = ", &rate, "·(", &from, " + ", &rest, "·min(t/", &over.to_string(), ", 1))"].concat()
        }
    }
}

/// What training does, rule by rule, for people to read: the neurons, the objective, the rate, and the step.
pub fn all(settings: &Settings, lang: Lang) -> String {
    let recipe = settings.recipe();
    let mut rules = match settings.model {
        Model::Line | Model::Polynomial => Vec::new(),
        Model::Network => neurons(settings, lang),
    };
    let (en, zh) = match recipe.loss.unit() {
        LossUnit::SquaredTarget | LossUnit::Target => {
            ("loss: the mean of {0}, where r = ŷ − y", "损失：{0} 的平均值，其中 r = ŷ − y")
        }
        LossUnit::Nats => ("loss: the mean of {0}", "损失：{0} 的平均值"),
    };
    rules.push(lang.say(en, zh, &[loss(recipe.loss)]));
    let penalty = penalty(recipe.penalty);
    if !penalty.is_empty() {
        rules.push(lang.say("penalty: {0}", "惩罚项：{0}", &[&penalty]));
    }
    rules.push(rate(&recipe));
    rules.extend(optimizer(recipe.optimizer).split(';').map(|part| part.trim_start().to_owned()));
    if names_steps(&recipe) {
        rules.push(lang.pick("t: the steps before this one", "t：此前的步数").to_owned());
    }
    joined(&rules, "\n")
}

/// What a neuron computes: one rule where all layers have the same activation, else one for each layer.
fn neurons(settings: &Settings, lang: Lang) -> Vec<String> {
    let layers: Vec<Layer> = settings.hidden_layers().collect();
    let equal = layers.windows(2).all(|pair| pair[0].activation == pair[1].activation);
    let mut rules = Vec::new();
    for (i, layer) in layers.iter().enumerate().take(if equal { 1 } else { layers.len() }) {
        let rule = activation(layer.activation);
        rules.push(if equal {
            lang.say("neurons: z = w·inputs + b, {0}", "神经元：z = w·输入 + b，{0}", &[rule])
        } else {
            lang.say("layer {1}: {0}", "第 {1} 层：{0}", &[rule, &(i + 1).to_string()])
        });
    }
    rules
}

/// Whether the number of steps, t, appears in the rules of rate and step.
fn names_steps(recipe: &Recipe) -> bool {
    let rate = match recipe.schedule {
        Schedule::Constant => false,
        Schedule::Step { .. } | Schedule::Cosine { .. } | Schedule::WarmUp { .. } => true,
    };
    let step = match recipe.optimizer {
        Optimizer::Adam => true,
        Optimizer::Descent | Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } | Optimizer::RmsProp => false,
    };
    rate || step
}

/// A number of the recipe, in the seven digits that an f32 has.
fn number(value: f32) -> String {
    let value = f64::from(value);
    if value == 0.0 {
        return "0".to_owned();
    }
    let unit = 10f64.powi(6 - power_of(value.abs()));
    shortest((value * unit).round() / unit)
}
