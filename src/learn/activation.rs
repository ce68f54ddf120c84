//! Activations: what a neuron does to its weighted sum, each beside its derivative.
//!
//! `z` is the weighted sum (unbounded), `a = f(z)` the activation. Derivatives are taken from `a`, so `z` is not stored.
//! tanh, sigmoid and exp are written here from additions, multiplications and one division, each correctly rounded on
//! every machine, so that a link gives the same run everywhere; and without a branch, so that they run on whole vectors.

use super::vector::{LANES, Vector};

/// The function that every unit of a layer applies to its weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// f(z) = z.
    Linear,
    /// f(z) = max(z, 0); its derivative at 0 is taken as 0.
    Relu,
    /// f(z) = z above 0, 0.01 z below (Maas, Hannun and Ng 2013); its derivative at 0 is taken as 0.01.
    LeakyRelu,
    /// f(z) = tanh z, between −1 and 1.
    Tanh,
    /// f(z) = 1 / (1 + e^−z), between 0 and 1.
    Sigmoid,
}

/// The slope of [`Activation::LeakyRelu`] below zero.
pub const LEAK: f32 = 0.01;

impl Activation {
    /// Every activation, in the order in which they are taught.
    pub const ALL: [Activation; 5] =
        [Activation::Linear, Activation::Relu, Activation::LeakyRelu, Activation::Tanh, Activation::Sigmoid];

    /// a = f(z), in place over whole vectors of values, as rows of points are.
    #[inline]
    pub fn apply(self, values: &mut [f32]) {
        match self {
            Activation::Linear => {}
            // Both comparisons are false for a NaN, which therefore passes through.
            Activation::Relu => each(values, |z| if z < 0.0 { 0.0 } else { z }),
            Activation::LeakyRelu => each(values, |z| if z < 0.0 { LEAK * z } else { z }),
            Activation::Tanh => {
                for vector in values.as_chunks_mut().0 {
                    *vector = tanh_of(Vector::from_array(*vector)).to_array();
                }
            }
            Activation::Sigmoid => each(values, sigmoid),
        }
    }

    /// δ ← δ · f′(z), where `a` holds f(z): the chain rule through the activation. Both slices have one length, of whole
    /// vectors.
    #[inline]
    pub fn apply_derivative(self, a: &[f32], delta: &mut [f32]) {
        match self {
            Activation::Linear => {}
            Activation::Relu => each_with(a, delta, |a, d| if a <= 0.0 { 0.0 } else { d }),
            Activation::LeakyRelu => each_with(a, delta, |a, d| if a <= 0.0 { LEAK * d } else { d }),
            Activation::Tanh => each_with(a, delta, |a, d| d * (1.0 - a * a)),
            Activation::Sigmoid => each_with(a, delta, |a, d| d * (a * (1.0 - a))),
        }
    }
}

/// Maps vector by vector.
#[inline(always)]
fn each(values: &mut [f32], f: impl Fn(f32) -> f32) {
    for vector in values.as_chunks_mut::<LANES>().0 {
        *vector = vector.map(&f);
    }
}

/// As [`each`], with the value beside it.
#[inline(always)]
fn each_with(a: &[f32], delta: &mut [f32], f: impl Fn(f32, f32) -> f32) {
    for (a, d) in a.as_chunks::<LANES>().0.iter().zip(delta.as_chunks_mut::<LANES>().0) {
        *d = std::array::from_fn(|lane| f(a[lane], d[lane]));
    }
}

/// Hyperbolic tangent, absolute error below 8e-7, never beyond ±1; tanh(±∞) = ±1 to that error, NaN stays NaN.
///
/// z·P(z²)/Q(z²) on |z| ≤ 7.5, where 1 − tanh z has fallen to 6.1e-7, and constant beyond. P and Q, of degree 3 and 4, were
/// fitted to the least greatest relative error (8e-8) by Lawson's reweighted least squares.
#[inline]
pub fn tanh(z: f32) -> f32 {
    tanh_of(Vector::splat(z)).to_array()[0]
}

/// [`tanh`] of each lane.
#[inline(always)]
fn tanh_of(z: Vector) -> Vector {
    const P: [f32; 4] = [0.999_999_9, 0.129_688_63, 2.997_916e-3, 1.194_993_8e-5];
    const Q: [f32; 5] = [1.0, 0.463_021_26, 2.400_6e-2, 2.453_774e-4, 2.629_378_3e-7];
    let (p, q) = (P.map(Vector::splat), Q.map(Vector::splat));
    let z = z.clamp(-7.5, 7.5);
    let s = z * z;
    let above = z * (p[0] + s * (p[1] + s * (p[2] + s * p[3])));
    let below = q[0] + s * (q[1] + s * (q[2] + s * (q[3] + s * q[4])));
    above / below
}

/// 1 / (1 + e^−z), absolute error below 2e-7; sigmoid(−∞) = 0, sigmoid(∞) = 1, NaN stays NaN.
#[inline(always)]
pub fn sigmoid(z: f32) -> f32 {
    1.0 / (1.0 + exp(-z))
}

/// e^z, relative error below 2e-7 where the result is a normal number; ∞ above 88.73, 0 below −103.98, NaN stays NaN.
///
/// e^z = 2^n · e^r with n the integer next to z/ln 2 and |r| ≤ ln 2 / 2 (Cody and Waite 1980); e^r by a polynomial of
/// degree 6 fitted to the least greatest relative error (3e-9).
#[inline(always)]
pub fn exp(z: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2^23: adding it rounds to an integer, which then stands in the low bits
    const LN_2_HIGH: f32 = 355.0 / 512.0; // few bits, so that n · LN_2_HIGH is exact
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let z = clamp(z, -104.0, 89.0);
    let shifted = z * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (z - n * LN_2_HIGH) - n * LN_2_LOW;
    let square = 0.499_999_94 + r * (0.166_665_2 + r * (0.041_668_4 + r * (8.368_8e-3 + r * 1.381_44e-3)));
    let e_r = 1.0 + (r + r * r * square);
    // 2^n as two factors, since n reaches from −150 to 128 and an exponent only from −126 to 127.
    let n = (shifted.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32);
    let half = n >> 1;
    e_r * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// 2^n for n from −126 to 127: n is put where a float keeps its exponent.
#[inline(always)]
fn power_of_two(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}

/// As f32::clamp; written as two selections, each of which is one machine instruction, and a NaN passes both.
#[inline(always)]
fn clamp(z: f32, low: f32, high: f32) -> f32 {
    let z = if z < low { low } else { z };
    if z > high { high } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every 1009th bit pattern of the floats: all signs and exponents, 8,000 mantissas each.
    fn sampled() -> impl Iterator<Item = f32> {
        (0..=u32::MAX).step_by(1009).map(f32::from_bits).filter(|z| z.is_finite())
    }

    #[test]
    fn tanh_is_within_its_stated_error() {
        for z in sampled() {
            let error = (f64::from(tanh(z)) - libm::tanh(f64::from(z))).abs();
            assert!(error < 8e-7, "tanh({z:e}) is off by {error:e}");
            assert!(error <= 8e-7 * f64::from(z.abs()), "tanh({z:e}) is off by {error:e}, too much for so small a z");
            assert!(tanh(z).abs() <= 1.0, "tanh({z:e}) lies beyond 1");
            assert_eq!(tanh(-z), -tanh(z));
        }
    }

    #[test]
    fn sigmoid_is_within_its_stated_error() {
        for z in sampled() {
            let error = (f64::from(sigmoid(z)) - 1.0 / (1.0 + libm::exp(-f64::from(z)))).abs();
            assert!(error < 2e-7, "sigmoid({z:e}) is off by {error:e}");
            assert!((0.0..=1.0).contains(&sigmoid(z)));
        }
    }

    #[test]
    fn exp_is_within_its_stated_error() {
        for z in sampled() {
            let right = libm::exp(f64::from(z));
            if right < f64::from(f32::MIN_POSITIVE) {
                assert!((f64::from(exp(z)) - right).abs() < 2e-45, "exp({z:e})");
            } else if right < 3.402_823e38 {
                let error = (f64::from(exp(z)) / right - 1.0).abs();
                assert!(error < 2e-7, "exp({z:e}) is off by {error:e}, relatively");
            } else if z > 88.73 {
                assert_eq!(exp(z), f32::INFINITY);
            }
        }
    }

    #[test]
    fn infinities_and_nan_are_right() {
        for f in [tanh, sigmoid, exp] {
            assert!(f(f32::NAN).is_nan());
        }
        assert!((tanh(f32::INFINITY) - 1.0).abs() < 8e-7 && (tanh(f32::NEG_INFINITY) + 1.0).abs() < 8e-7);
        assert_eq!((sigmoid(f32::NEG_INFINITY), sigmoid(f32::INFINITY)), (0.0, 1.0));
        assert_eq!((exp(f32::NEG_INFINITY), exp(f32::INFINITY), exp(0.0)), (0.0, f32::INFINITY, 1.0));
        for activation in Activation::ALL {
            let mut values = [f32::NAN; 2 * LANES];
            activation.apply(&mut values);
            assert!(values.iter().all(|a| a.is_nan()), "{activation:?}");
        }
    }
}
