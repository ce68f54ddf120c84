//! Forward, backward and the loss, in Rust.

use crate::export::code::facts::{Facts, rust_single};
use crate::export::code::lines::filled;
use crate::learn::Loss;

/// Forward and backward, and the loss.
pub fn passes(facts: &Facts) -> String {
    let (given, given_back) = if facts.drops() { (", masks: &[Rows]", ", masks") } else { ("", "") };
    let (masked, unmasked) = if facts.drops() { (MASKED, UNMASKED) } else { ("", "") };
    let x = if facts.drops() { "let mut x" } else { "let x" };
    let mut text =
        filled(PASSES, facts.lang, &[("GIVEN", given), ("X", x), ("MASKED", masked), ("UNMASKED", unmasked)]);
    text += match facts.plain.spec.recipe.loss {
        Loss::MeanSquared => SQUARED,
        Loss::MeanAbsolute => ABSOLUTE,
        Loss::Huber => HUBER,
        // Two classes have one output.
        Loss::Logistic | Loss::CrossEntropy => LOGISTIC,
    };
    let none = if given_back.is_empty() { "" } else { ", &[]" };
    text + &filled(IN_UNITS, facts.lang, &[("UNIT", &rust_single(facts.unit)), ("NONE", none)])
}

const PASSES: &str = "
/// ‹What a layer was given, its sums and its values.¦一层的输入、加权和与输出。›
struct Pass {
    x: Rows,
    z: Rows,
    a: Rows,
}

/// ‹x [inputs][points] goes up through all layers.¦x [输入][点] 向前穿过各层。›
fn forward(parameters: &[f32], x: Rows@GIVEN@) -> Vec<Pass> {
    let mut passes: Vec<Pass> = Vec::new();
    for (layer, begin) in LAYERS.iter().zip(begins()) {
        @X@ = passes.last().map_or_else(|| x.clone(), |below| below.a.clone());
@MASKED@        let (weights, biases) = parameters[begin..].split_at(layer.units * layer.inputs);
        let sum = |unit: usize, p: usize| {
            let weights = &weights[unit * layer.inputs..][..layer.inputs];
            weights.iter().zip(&x).fold(biases[unit], |sum, (w, x)| sum + w * x[p])
        };
        let z: Rows = (0..layer.units).map(|unit| (0..x[0].len()).map(|p| sum(unit, p)).collect()).collect();
        let a = z.iter().map(|row| row.iter().map(|z| (layer.activation)(*z)).collect()).collect();
        passes.push(Pass { x, z, a });
    }
    passes
}

/// ‹The gradient of the loss: its slope at the answers comes down through all layers.¦损失的梯度：损失对输出的斜率向后穿过各层。›
fn backward(parameters: &[f32], passes: &[Pass], y: &[f32]@GIVEN@) -> Vec<f32> {
    let mut gradient = vec![0.0; parameters.len()];
    let (answers, points) = (&passes[passes.len() - 1].a[0], y.len() as f32);
    let mut delta: Rows = vec![answers.iter().zip(y).map(|(answer, y)| loss_slope(*answer, *y, points)).collect()];
    for (l, layer) in LAYERS.iter().enumerate().rev() {
        let (Pass { x, z, a }, begin) = (&passes[l], begins()[l]);
        for (unit, row) in delta.iter_mut().enumerate() {
            for (p, d) in row.iter_mut().enumerate() {
                *d *= (layer.slope)(z[unit][p], a[unit][p]);
            }
            for (i, x) in x.iter().enumerate() {
                gradient[begin + unit * layer.inputs + i] = total(row.iter().zip(x).map(|(d, x)| d * x));
            }
            gradient[begin + layer.units * layer.inputs + unit] = total(row.iter().copied());
        }
        let weight = |unit: usize, i: usize| parameters[begin + unit * layer.inputs + i];
        let below = |i: usize, p: usize| (0..layer.units).fold(0.0, |sum, unit| sum + weight(unit, i) * delta[unit][p]);
        delta = (0..layer.inputs).map(|i| (0..y.len()).map(|p| below(i, p)).collect()).collect();
@UNMASKED@    }
    gradient
}
";

const MASKED: &str = "        if let Some(masks) = passes.len().checked_sub(1).and_then(|below| masks.get(below)) {
            x.iter_mut().flatten().zip(masks.iter().flatten()).for_each(|(x, mask)| *x *= mask);
        }
";

const UNMASKED: &str = "        if let Some(masks) = l.checked_sub(1).and_then(|below| masks.get(below)) {
            delta.iter_mut().flatten().zip(masks.iter().flatten()).for_each(|(d, mask)| *d *= mask);
        }
";

const SQUARED: &str = "
fn loss(answer: f32, y: f32) -> f32 {
    (answer - y) * (answer - y)
}

fn loss_slope(answer: f32, y: f32, points: f32) -> f32 {
    2.0 / points * (answer - y)
}
";
const ABSOLUTE: &str = "
fn loss(answer: f32, y: f32) -> f32 {
    (answer - y).abs()
}

fn loss_slope(answer: f32, y: f32, points: f32) -> f32 {
    let r = answer - y;
    1.0 / points * if r == 0.0 { 0.0 } else { r.signum() }
}
";
const HUBER: &str = "
fn loss(answer: f32, y: f32) -> f32 {
    let size = (answer - y).abs();
    if size >= 1.0 { size - 0.5 } else { 0.5 * size * size }
}

fn loss_slope(answer: f32, y: f32, points: f32) -> f32 {
    1.0 / points * (answer - y).clamp(-1.0, 1.0)
}
";
const LOGISTIC: &str = "
fn loss(z: f32, y: f32) -> f32 {
    (if z > 0.0 { z } else { 0.0 }) - z * y + ln_1_plus(exp(-z.abs()))
}

fn loss_slope(z: f32, y: f32, points: f32) -> f32 {
    1.0 / points * (sigmoid(z) - y)
}
";

const IN_UNITS: &str = "
/// ‹The loss in the units of the points.¦以数据点的单位计的损失。›
fn loss_of(parameters: &[f32], points: &[Point]) -> f32 {
    let passes = forward(parameters, inputs(points)@NONE@);
    let answers = &passes[passes.len() - 1].a[0];
    let [a, b, c, d] = quarters(answers.iter().zip(targets(points)).map(|(answer, y)| loss(*answer, y)));
    ((a + b) + (c + d)) / points.len() as f32 * @UNIT@
}
";
