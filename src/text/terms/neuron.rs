//! a = tanh(1.23·x − 0.45) = tanh(−0.168) = −0.166, and what x is there.

use super::digits::{Printed, decimals, enclosed, is_plain, rough, signed};
use crate::learn::{Activation, Scaling};
use crate::session::HeldNeuron;
use crate::text::join::joined;
use crate::text::labels;
use crate::text::lang::Lang;
use crate::text::number::subscript;
use crate::text::quantity::{self, column_names};
use crate::view::Quantity;

/// Up to so many weights are written out in a formula; more stand in the list alone.
const MOST: usize = 16;
/// Digits that may be added until the printed numbers give the printed ones.
const MORE: i32 = 4;

/// What a neuron computes, as printed.
pub struct Neuron {
    /// "tanh(1.23·x − 0.45) = tanh(−0.168) = −0.166"
    pub formula: String,
    /// The sentence that says what its inputs are at the probe; empty where nobody asks.
    pub inputs: String,
}

/// A neuron of a hidden layer or the output. `names` is what its inputs are called, `bent` its activation, unless it is linear.
pub fn neuron(held: &HeldNeuron, names: &str, bent: Option<&str>, lang: Lang) -> Neuron {
    let whole = |inner: &str| whole(bent, inner);
    if held.weights.len() > MOST {
        return many(held, bent, lang);
    }
    let sum = |digits: i32| sum(held, names, digits);
    let bare = |value: &str| Neuron { formula: whole(&sum(3).0) + value, inputs: String::new() };
    let Some(value) = held.value.map(f64::from) else { return bare("") };
    let numbers = held.weights.iter().chain(&held.inputs).chain([&held.bias]);
    if held.inputs.len() != held.weights.len() || !numbers.copied().all(|n| is_plain(n.into())) {
        return bare(&[" = ", &rough(value)].concat());
    }
    let total = Total::of(held, value);
    let mut tried = None;
    for (more, of_sum) in (0..=MORE).flat_map(|more| (0..=more).map(move |of_sum| (more, of_sum))) {
        let (written, weights) = sum(3 + more);
        let seen = input(held, 3 + more, lang).filter(|_| names == "x");
        let inputs: Vec<Printed> = match &seen {
            Some((_, x)) => vec![Printed::significant(*x, 9)],
            None => held.inputs.iter().map(|x| significant(*x, 3 + more)).collect(),
        };
        let printed =
            weights.iter().zip(&inputs).map(|(w, x)| w * x.value).sum::<f64>() + weights.last().unwrap_or(&0.0);
        let (between, answer, known) = total.printed(held.activation, of_sum);
        let right = match bent {
            Some(_) => between.is_of(printed) && known,
            None => answer.is_of(printed),
        };
        let sign = if right { " = " } else { " ≈ " };
        let mut formula = whole(&written);
        if bent.is_some() {
            formula += &[sign, &whole(&between.text)].concat();
        }
        formula += &[sign, &answer.text].concat();
        let told = match seen {
            Some((seen, _)) => seen,
            None => {
                let name = |i: usize| input_name(held, names, i);
                let each = inputs.iter().enumerate().map(|(i, x)| [&name(i), " = ", &x.text].concat());
                joined(&each.collect::<Vec<_>>(), lang.pick(", ", "，")) + lang.pick(".", "。")
            }
        };
        let neuron = Neuron { formula, inputs: told };
        if right {
            return neuron;
        }
        tried = tried.or(Some(neuron));
    }
    tried.unwrap_or_else(|| bare(""))
}

/// Around the sum stands its activation, unless it is linear.
fn whole(bent: Option<&str>, inner: &str) -> String {
    bent.map_or_else(|| inner.to_owned(), |bent| [bent, "(", inner, ")"].concat())
}

/// What a neuron's terms come to.
pub(super) struct Total {
    /// Their sum.
    pub z: f64,
    /// The largest of them, without its sign.
    pub largest: f64,
    /// What the neuron answers.
    value: f64,
}

impl Total {
    /// Of a neuron that is asked and answers so.
    pub fn of(held: &HeldNeuron, value: f64) -> Total {
        let bias = f64::from(held.bias);
        let products = held.weights.iter().zip(&held.inputs).map(|(w, x)| f64::from(*w) * f64::from(*x));
        let largest = products.clone().map(f64::abs).fold(bias.abs(), f64::max);
        Total { z: products.sum::<f64>() + bias, largest, value }
    }

    /// z with so many digits more than its largest term has, a, and whether f of that z is printed like this.
    pub fn printed(&self, activation: Activation, more: i32) -> (Printed, Printed, bool) {
        let Total { z, largest, value } = *self;
        // Where large terms cancel, fewer digits are known of what is left.
        let known = decimals(value, 3).min((decimals(largest, 3) + 1).max(decimals(value, 1)));
        let (between, answer) = (Printed::new(z, decimals(largest, 3) + more), Printed::new(value, known));
        let apart = steepness(activation, z, value) * (between.value - z).abs();
        let right = answer.is_of_all(value, apart);
        (between, answer, right)
    }

    /// The same with as few digits as it takes for f of z to be what is printed; with the fewest, where that is not found.
    pub fn briefest(&self, activation: Activation) -> (Printed, Printed, bool) {
        let tries = || (0..=MORE).map(|more| self.printed(activation, more));
        tries().find(|(.., right)| *right).unwrap_or_else(|| self.printed(activation, 0))
    }
}

/// A neuron whose terms are too many for a formula: they stand in the list.
fn many(held: &HeldNeuron, bent: Option<&str>, lang: Lang) -> Neuron {
    let mut formula = whole(bent, "z");
    let plain = |total: &Total| is_plain(total.z) && is_plain(total.largest);
    if let Some(value) = held.value.map(f64::from) {
        let total = Some(Total::of(held, value)).filter(plain);
        if let (Some(total), Some(_)) = (&total, bent) {
            let (z, _, right) = total.briefest(held.activation);
            formula += &[if right { " = " } else { " ≈ " }, &whole(bent, &z.text)].concat();
        }
        let answer = total.map_or_else(|| rough(value), |total| total.printed(held.activation, 0).1.text);
        formula += &[" = ", &answer].concat();
    }
    let inputs = lang.say(
        "z is the sum of {0} terms and the bias, listed below.",
        "z 是 {0} 项与偏置之和，逐项列在下面。",
        &[&held.weights.len().to_string()],
    );
    Neuron { formula, inputs }
}

/// The output, where it says y itself, with the numbers as y is told; any other neuron as it is.
pub fn told(held: &HeldNeuron, quantity: &Quantity, lang: Lang) -> HeldNeuron {
    if !answers(held) {
        return held.clone();
    }
    let told = |y: f32| quantity::told(y.into(), quantity, lang) as f32;
    HeldNeuron {
        weights: held.weights.iter().map(|w| told(*w)).collect(),
        bias: told(held.bias),
        value: held.value.map(told),
        ..held.clone()
    }
}

/// Whether a neuron says y itself.
pub(super) fn answers(held: &HeldNeuron) -> bool {
    held.column + 1 == held.columns && held.scaling.keeps_y() && held.features.is_empty()
}

/// What a neuron's inputs are called: x, φ with a number, or a with one.
pub fn names(held: &HeldNeuron, polynomial: bool) -> &'static str {
    match held.column {
        1 if polynomial => "φ",
        // Each has a name of its own.
        1 if !held.features.is_empty() => "",
        1 => "x",
        _ => "a",
    }
}

/// What one of its inputs is called.
pub fn input_name(held: &HeldNeuron, names: &str, at: usize) -> String {
    match (names, held.features.get(at)) {
        ("", Some(feature)) => labels::input(*feature).to_owned(),
        ("x", _) => names.to_owned(),
        _ => names.to_owned() + &subscript(at + 1),
    }
}

/// About how steep an activation is at most near z, where it answers a.
fn steepness(activation: Activation, z: f64, a: f64) -> f64 {
    match activation {
        Activation::Linear | Activation::Sine => 1.0,
        Activation::Relu => {
            if z < 0.0 {
                0.0
            } else {
                1.0
            }
        }
        Activation::LeakyRelu => {
            if z < 0.0 {
                0.01
            } else {
                1.0
            }
        }
        Activation::Elu => (a + 1.01).min(1.0),
        Activation::Tanh => 1.01 - a * a,
        Activation::Sigmoid => 1.01 * a,
        // At most 1.129; where they have almost come to 0, not much more than that.
        Activation::Gelu | Activation::Silu => {
            if z < -4.0 {
                1.1 * a.abs() * (1.0 - z)
            } else {
                1.13
            }
        }
    }
}

/// The weighted inputs and the bias, and the numbers that stand there, the bias last.
fn sum(held: &HeldNeuron, names: &str, digits: i32) -> (String, Vec<f64>) {
    let (mut text, mut values) = (String::new(), Vec::new());
    for (i, w) in held.weights.iter().enumerate() {
        let printed = significant(*w, digits);
        text += &signed(i == 0, (*w).into(), printed.text.trim_start_matches('−'));
        text += "·";
        text += &input_name(held, names, i);
        values.push(printed.value);
    }
    let bias = significant(held.bias, digits);
    text += &signed(false, held.bias.into(), bias.text.trim_start_matches('−'));
    values.push(bias.value);
    (text, values)
}

/// A number of the model's to so many digits; one that cannot be written out as `rough` writes it.
fn significant(value: f32, digits: i32) -> Printed {
    let value = f64::from(value);
    if is_plain(value) { Printed::new(value, decimals(value, digits)) } else { Printed::rough(value) }
}

/// What the input x is at the probe, as a sentence: "x = (16.8 − 14.9) / 8.31 = 0.229: in deviations from the mean." And the
/// number that stands there. `None` where nobody asks.
pub fn input(held: &HeldNeuron, digits: i32, lang: Lang) -> Option<(String, f64)> {
    let Scaling { x_mean, x_scale, .. } = held.scaling;
    let question = held.question.filter(|x| is_plain(*x) && is_plain(x_mean) && is_plain(x_scale))?;
    let seen = held.scaling.x_in(question);
    let (result, brief) = (Printed::new(seen, decimals(seen, digits)), Printed::significant(seen, digits));
    // Zeros at the end say nothing of a number that is exact without them.
    let result = if brief.value == seen { brief } else { result };
    let (raw, unit) = (x_mean == 0.0, x_scale);
    if raw && unit == 1.0 {
        let x = Printed::significant(question, digits);
        return Some((["x = ", &x.text, lang.pick(".", "。")].concat(), x.value));
    }
    let written = |more: i32| {
        let [x, mean, scale] = [question, x_mean, x_scale].map(|n| Printed::significant(n, 3 + more));
        let right = result.is_of((x.value - mean.value) / scale.value);
        let above = match raw {
            true => x.text,
            false => ["(", &x.text, if x_mean < 0.0 { " + " } else { " − " }, mean.text.trim_start_matches('−'), ")"]
                .concat(),
        };
        let (en, zh) = match raw {
            true => ("x = {0} / {1} = {2}.", "x = {0} / {1} = {2}。"),
            false => (
                "x = {0} / {1} = {2}: standardized, in deviations from the mean.",
                "x = {0} / {1} = {2}：标准化后的 x，即偏离平均值几个标准差。",
            ),
        };
        (right, lang.say(en, zh, &[&above, &scale.text, &result.text]))
    };
    let mut tries = (0..=2 * MORE).map(written);
    let text = tries.clone().find(|(right, _)| *right).or_else(|| tries.next())?.1;
    Some((text, result.value))
}

/// What the output says in the units of y: "price = 478 + 157 · 0.42 = 544."
pub fn answer(held: &HeldNeuron, quantity: &Quantity, lang: Lang) -> Option<String> {
    let Scaling { y_mean, y_scale, .. } = held.scaling;
    let value = held.value.map(f64::from).filter(|a| [*a, y_mean, y_scale].iter().all(|n| is_plain(*n)))?;
    if held.scaling.keeps_y() {
        return None;
    }
    let (_, name) = column_names(quantity, lang);
    let [exact, y_mean, y_scale] =
        [held.scaling.y_out(value), y_mean, y_scale].map(|y| quantity::told(y, quantity, lang));
    let output = Printed::new(value, decimals(value, 3));
    let written = |more: i32| {
        let [mean, scale] = [y_mean, y_scale].map(|n| Printed::significant(n, 3 + more / 2));
        // What the printed output is worth; where that is not known so well, fewer digits are told.
        let result = Printed::new(exact, decimals(exact, 3) - more % 2);
        let right = result.is_of(mean.value + scale.value * output.value);
        (
            right,
            [name, " = ", &mean.text, " + ", &scale.text, " · ", &enclosed(&output.text), " = ", &result.text].concat(),
        )
    };
    let mut tries = (0..=2 * MORE).map(written);
    let text = tries.clone().find(|(right, _)| *right).or_else(|| tries.next())?.1;
    Some(text + lang.pick(".", "。"))
}
