//! The page's own functions and activations, in Rust.

use crate::export::code::facts::Functions;
use crate::export::code::lines::filled;
use crate::learn::Activation;
use crate::text::Lang;

/// The functions of the page's own that are needed.
pub fn functions(needed: &Functions, lang: Lang) -> String {
    let mut text = String::new();
    for (is_needed, function) in [
        (needed.any(), POLYNOMIAL),
        (needed.exp || needed.sine, ROUND),
        (needed.tanh, TANH),
        (needed.exp, EXP_PARTS),
        // Sigmoid and GELU are made of e^z, ELU of e^z − 1.
        (needed.sigmoid || needed.erf, EXP),
        (needed.exp_minus_1, EXP_MINUS_1),
        (needed.sigmoid, SIGMOID),
        (needed.erf, ERF),
        (needed.sine, SINE),
        (needed.cosine, COSINE),
        (needed.logarithm, LOGARITHM),
    ] {
        if is_needed {
            text += &filled(function, lang, &[]);
        }
    }
    text
}

const POLYNOMIAL: &str = "
/// c[0] + c[1] x + c[2] x² + …
fn polynomial(x: f32, c: &[f32]) -> f32 {
    c.iter().rev().copied().reduce(|value, c| c + x * value).unwrap_or(0.0)
}
";
const ROUND: &str = "
/// ‹Added to an f32 and taken off again, this leaves the nearest integer.¦给 f32 加上它再减去，就得到最近的整数。›
const ROUND: f32 = 12_582_912.0;
";
const TANH: &str = "
fn tanh(z: f32) -> f32 {
    let z = z.clamp(-7.5, 7.5);
    let s = z * z;
    let above = polynomial(s, &[0.9999999, 0.12968863, 2.997916e-3, 1.1949938e-5]);
    let below = polynomial(s, &[1.0, 0.46302126, 2.4006e-2, 2.453774e-4, 2.6293783e-7]);
    z * above / below
}
";
const EXP_PARTS: &str = "
/// ‹e^r − 1 and two powers of two, whose product with e^r is e^z.¦e^r − 1 与两个 2 的幂；它们与 e^r 的积就是 e^z。›
fn exp_parts(z: f32) -> (f32, f32, f32) {
    let z = z.clamp(-104.0, 89.0);
    let n = (z * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = (z - n * (355.0 / 512.0)) - n * -2.1219444e-4;
    let square = polynomial(r, &[0.49999994, 0.1666652, 0.0416684, 8.3688e-3, 1.38144e-3]);
    let (half, n) = (n as i32 >> 1, n as i32);
    let power = |n: i32| f32::from_bits(((n + 127) as u32) << 23);
    (r + r * r * square, power(half), power(n - half))
}
";
const EXP: &str = "
fn exp(z: f32) -> f32 {
    let (e, p, q) = exp_parts(z);
    (1.0 + e) * p * q
}
";
const EXP_MINUS_1: &str = "
fn exp_minus_1(z: f32) -> f32 {
    let (e, p, q) = exp_parts(z);
    e * p * q + (p * q - 1.0)
}
";
const SIGMOID: &str = "
fn sigmoid(z: f32) -> f32 {
    1.0 / (1.0 + exp(-z))
}
";
const ERF: &str = "
fn erf(z: f32) -> f32 {
    let s = z * z;
    let above = polynomial(s, &[1.1283792, 0.18790007, 5.248001e-2, 3.674029e-3, 2.856765e-4, 2.1082563e-6]);
    let below = polynomial(s, &[1.0, 0.49985497, 0.11312993, 1.4785091e-2, 1.1455238e-3, 3.873176e-5]);
    if z.abs() > 3.85 { z.signum() } else { (z * above / below).clamp(-1.0, 1.0) }
}

/// ‹The chance that a normal number is below z.¦正态随机数小于 z 的概率。›
fn normal_below(z: f32) -> f32 {
    0.5 + 0.5 * erf(z * std::f32::consts::FRAC_1_SQRT_2)
}

fn normal_at(z: f32) -> f32 {
    0.3989423 * exp(-0.5 * z * z)
}
";
const SINE: &str = "
/// ‹sin r, with the other sign where n is odd.¦sin r；n 为奇数时取相反的符号。›
fn alternate(r: f32, n: f32) -> f32 {
    let p = polynomial(r * r, &[1.0, -0.16666656, 8.333025e-3, -1.980742e-4, 2.6019038e-6]);
    let sign = if n as i64 % 2 == 0 { 1.0 } else { -1.0 };
    (sign * r * p).clamp(-1.0, 1.0)
}

/// z - n π
fn beyond(z: f32, n: f32) -> f32 {
    [201.0 / 64.0, 2029.0 / 2097152.0, 1.509958e-7].iter().fold(z, |r, part| r - n * part)
}

fn sine(z: f32) -> f32 {
    let n = (z * std::f32::consts::FRAC_1_PI + ROUND) - ROUND;
    alternate(beyond(z, n), n)
}
";
const COSINE: &str = "
fn cosine(z: f32) -> f32 {
    let n = ((z * std::f32::consts::FRAC_1_PI - 0.5) + ROUND) - ROUND;
    alternate(-beyond(z, n + 0.5), n)
}
";
const LOGARITHM: &str = "
fn ln_1_plus(t: f32) -> f32 {
    let s = t / (2.0 + t);
    s * polynomial(s * s, &[2.0, 0.66666315, 0.4002491, 0.2796061, 0.281783])
}
";

/// An activation and its slope, of its sum z and its value a.
pub fn activation_and_slope(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => {
            "\nfn linear(z: f32) -> f32 {\n    z\n}\n\nfn linear_slope(_: f32, _: f32) -> f32 {\n    1.0\n}\n"
        }
        Activation::Relu => {
            "\nfn relu(z: f32) -> f32 {\n    if z < 0.0 { 0.0 } else { z }\n}\n\n\
             fn relu_slope(_: f32, a: f32) -> f32 {\n    if a <= 0.0 { 0.0 } else { 1.0 }\n}\n"
        }
        Activation::LeakyRelu => {
            "\nfn leaky_relu(z: f32) -> f32 {\n    if z < 0.0 { 0.01 * z } else { z }\n}\n\n\
             fn leaky_relu_slope(_: f32, a: f32) -> f32 {\n    if a <= 0.0 { 0.01 } else { 1.0 }\n}\n"
        }
        Activation::Tanh => "\nfn tanh_slope(_: f32, a: f32) -> f32 {\n    1.0 - a * a\n}\n",
        Activation::Sigmoid => "\nfn sigmoid_slope(_: f32, a: f32) -> f32 {\n    a * (1.0 - a)\n}\n",
        Activation::Elu => {
            "\nfn elu(z: f32) -> f32 {\n    if z < 0.0 { exp_minus_1(z) } else { z }\n}\n\n\
             fn elu_slope(_: f32, a: f32) -> f32 {\n    if a < 0.0 { a + 1.0 } else { 1.0 }\n}\n"
        }
        Activation::Gelu => {
            "\nfn gelu(z: f32) -> f32 {\n    z * normal_below(z)\n}\n\n\
             fn gelu_slope(z: f32, _: f32) -> f32 {\n    normal_below(z) + z * normal_at(z)\n}\n"
        }
        Activation::Silu => {
            "\nfn silu(z: f32) -> f32 {\n    z * sigmoid(z)\n}\n\n\
             fn silu_slope(z: f32, _: f32) -> f32 {\n    let s = sigmoid(z);\n    s + z * (s * (1.0 - s))\n}\n"
        }
        Activation::Sine => "\nfn sine_slope(z: f32, _: f32) -> f32 {\n    cosine(z)\n}\n",
    }
}
