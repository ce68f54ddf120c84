//! The run in NumPy: every sum written out, in the page's order and by the page's formulas, so that its digits are the page's.

mod functions;
mod training;

use self::functions::{activation_and_slope, functions};
use super::facts::{Facts, name};
use super::lines::{filled, list};
use super::shared;
use crate::export::digits::single;

/// The program.
pub fn program(facts: &Facts) -> String {
    let lang = facts.lang;
    let mut text = filled(HEAD, lang, &[("HEAD", &shared::head(facts)), ("WHY", &shared::why_equal(facts))]);
    text += &shared::points(facts);
    text += &shared::coordinates(facts);
    text += &model(facts);
    text += &functions(&facts.functions(), lang);
    for activation in facts.activations() {
        text += &filled(activation_and_slope(activation), lang, &[]);
    }
    text += &training::passes(facts);
    text += &shared::schedule(facts, "sine(f32(np.pi / 2 * left))");
    text += &shared::chance(facts);
    text += &training::dropout(facts);
    text += &training::training(facts);
    text
}

const HEAD: &str = "\"\"\"@HEAD@

@WHY@

‹Run it with Python 3 and NumPy.¦运行需要 Python 3 和 NumPy。›
\"\"\"

import numpy as np

f32 = np.float32
np.seterr(all=\"ignore\")

";

/// Layers and first parameters.
fn model(facts: &Facts) -> String {
    let (shape, parameters) = (&facts.plain.shape, facts.plain.parameters);
    let (mut layers, mut numbers) = (String::new(), String::new());
    for (at, (view, layer)) in shape.views().zip(shape.layers()).enumerate() {
        let [inputs, units] = [view.inputs, view.outputs].map(|count| count.to_string());
        let name = name(layer.activation);
        layers += &["        (", &inputs, ", ", &units, ", ", name, ", ", name, "_slope),\n"].concat();
        let told = [("AT", &*(at + 1).to_string()), ("UNITS", &units), ("INPUTS", &inputs)];
        numbers += &filled(WEIGHTS, facts.lang, &told);
        numbers += &list(parameters[view.weights].iter().copied().map(single), 4);
        numbers += &filled("    # ‹its biases¦它的偏置›\n", facts.lang, &[]);
        numbers += &list(parameters[view.biases].iter().copied().map(single), 4);
    }
    // The activations are defined further below.
    filled(MODEL, facts.lang, &[("LAYERS", &layers), ("NUMBERS", &numbers)])
}

const WEIGHTS: &str = "    # ‹layer¦第› @AT@‹: weights¦ 层：权重› [@UNITS@][@INPUTS@]\n";

const MODEL: &str = "

# ‹The parameters with which it begins.¦起点处的参数。›
PARAMETERS = np.array([
@NUMBERS@], f32)


def layers():
    \"\"\"‹Inputs, units, activation and its slope of each layer.¦每一层的输入数、单元数、激活函数及其斜率。›\"\"\"
    return [
@LAYERS@    ]


def split(flat):
    \"\"\"‹Weights [units][inputs] and biases [units] of each layer, as views of the flat numbers.¦把一长串数看作各层的权重 [单元][输入] 与偏置 [单元]。›\"\"\"
    parts, at = [], 0
    for inputs, units, _, _ in layers():
        weights = flat[at:at + units * inputs].reshape(units, inputs)
        at += units * inputs
        parts.append((weights, flat[at:at + units]))
        at += units
    return parts


def quarters(terms):
    \"\"\"‹Four sums over the points: of every fourth term each.¦对所有点分四路求和：每路隔四个取一个。›\"\"\"
    room = np.zeros(terms.shape[:-1] + (-terms.shape[-1] % 4,), f32)
    fours = np.concatenate([terms, room], axis=-1).reshape(*terms.shape[:-1], -1, 4)
    return np.moveaxis(np.add.accumulate(fours, axis=-2)[..., -1, :], -1, 0)


def total(terms):
    a, b, c, d = quarters(terms)
    return (a + c) + (b + d)


def mean(terms):
    a, b, c, d = quarters(terms)
    return ((a + b) + (c + d)) / f32(terms.shape[-1])
";
