//! Activations over many values at once, each beside its derivative: [`Activation::value_and_slope`], vector by vector.
//!
//! Where a says what the derivative is, it is taken from a; the others, which bend back so that two z have one a, are given
//! z, which is kept for them. A NaN stays NaN everywhere.

use super::super::activation::{Activation, LEAK};
use super::elementwise::{map, map_with};
use super::functions::{cosine, erf, exp, exp_minus_1, sigmoid, sine, tanh_over_many};
use super::vector::{LANES, Vector};

impl Activation {
    /// a = f(z), in place over any number of values.
    #[inline]
    pub fn apply(self, values: &mut [f32]) {
        let (vectors, rest) = values.as_chunks_mut::<LANES>();
        self.apply_whole(vectors);
        if !rest.is_empty() {
            let mut last = Vector::from_rest(rest).to_array();
            self.apply_whole(std::slice::from_mut(&mut last));
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }

    #[inline(never)]
    fn apply_whole(self, values: &mut [[f32; LANES]]) {
        let zero = Vector::ZERO;
        match self {
            Activation::Linear => {}
            Activation::Relu => map(values, |z| z.if_below(zero, zero, z)),
            Activation::LeakyRelu => map(values, |z| z.if_below(zero, Vector::splat(LEAK) * z, z)),
            Activation::Tanh => map(values, tanh_over_many()),
            Activation::Sigmoid => map(values, sigmoid),
            Activation::Elu => map(values, |z| z.if_below(zero, exp_minus_1(z), z)),
            Activation::Gelu => map(values, |z| z * normal_below(z)),
            Activation::Silu => map(values, |z| z * sigmoid(z)),
            Activation::Sine => map(values, sine),
        }
    }

    /// δ ← δ · f′(z): the chain rule through the activation, where `a` holds f(z) and `z`, if [`Activation::needs_z`],
    /// holds z; else it may be empty. All slices have one length.
    #[inline]
    pub fn apply_derivative(self, z: &[f32], a: &[f32], delta: &mut [f32]) {
        // What the derivative is taken from.
        let (from, from_rest) = if self.needs_z() { z } else { a }.as_chunks::<LANES>();
        let (vectors, rest) = delta.as_chunks_mut::<LANES>();
        self.apply_derivative_whole(from, vectors);
        if !rest.is_empty() {
            let mut last = Vector::from_rest(rest).to_array();
            self.apply_derivative_whole(&[Vector::from_rest(from_rest).to_array()], std::slice::from_mut(&mut last));
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }

    #[inline(never)]
    fn apply_derivative_whole(self, from: &[[f32; LANES]], delta: &mut [[f32; LANES]]) {
        let (zero, one) = (Vector::ZERO, Vector::splat(1.0));
        match self {
            Activation::Linear => {}
            Activation::Relu => map_with(from, delta, |a, d| a.if_at_most(zero, zero, d)),
            Activation::LeakyRelu => map_with(from, delta, |a, d| a.if_at_most(zero, Vector::splat(LEAK) * d, d)),
            Activation::Tanh => map_with(from, delta, |a, d| d * (one - a * a)),
            Activation::Sigmoid => map_with(from, delta, |a, d| d * (a * (one - a))),
            // e^z = a + 1.
            Activation::Elu => map_with(from, delta, |a, d| a.if_below(zero, d * (a + one), d)),
            Activation::Gelu => map_with(from, delta, |z, d| d * (normal_below(z) + z * normal_at(z))),
            Activation::Silu => map_with(from, delta, |z, d| {
                let s = sigmoid(z);
                d * (s + z * (s * (one - s)))
            }),
            Activation::Sine => map_with(from, delta, |z, d| d * cosine(z)),
        }
    }
}

/// Φ(z), absolute error below 2e-7: 0 far below 0, 1 far above.
#[inline(always)]
fn normal_below(z: Vector) -> Vector {
    let half = Vector::splat(0.5);
    half + half * erf(z * Vector::splat(std::f32::consts::FRAC_1_SQRT_2))
}

/// Φ′(z) = e^(−z²/2) / √(2π).
#[inline(always)]
fn normal_at(z: Vector) -> Vector {
    const FRAC_1_SQRT_TAU: f32 = 0.398_942_3;
    Vector::splat(FRAC_1_SQRT_TAU) * exp(Vector::splat(-0.5) * z * z)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// f(z) and f′(z) of a lone number.
    fn both(activation: Activation, z: f32) -> (f32, f32) {
        let (mut a, mut d) = ([z], [1.0]);
        activation.apply(&mut a);
        activation.apply_derivative(&[z], &a, &mut d);
        (a[0], d[0])
    }

    #[test]
    fn nan_stays_nan() {
        for activation in Activation::ALL {
            let mut values = [f32::NAN; 5]; // a whole vector and one left over
            activation.apply(&mut values);
            assert!(values.iter().all(|a| a.is_nan()), "{activation:?}");
            let mut delta = [f32::NAN; 5];
            activation.apply_derivative(&[0.5; 5], &[0.5; 5], &mut delta);
            assert!(delta.iter().all(|d| d.is_nan()), "{activation:?}");
        }
    }

    #[test]
    fn far_out_there_is_nothing_surprising() {
        for z in [1e3, 1e10, 1e30, f32::MAX] {
            for activation in
                [Activation::Relu, Activation::LeakyRelu, Activation::Elu, Activation::Gelu, Activation::Silu]
            {
                assert_eq!(both(activation, z), (z, 1.0), "{activation:?} at {z:e}");
            }
            for (activation, a, slope) in [
                (Activation::Relu, 0.0, 0.0),
                (Activation::LeakyRelu, LEAK * -z, LEAK),
                (Activation::Elu, -1.0, 0.0),
                (Activation::Gelu, 0.0, 0.0),
                (Activation::Silu, 0.0, 0.0),
            ] {
                assert_eq!(both(activation, -z), (a, slope), "{activation:?} at {:e}", -z);
            }
        }
        assert_eq!(both(Activation::Relu, 0.0), (0.0, 0.0));
        assert_eq!(both(Activation::LeakyRelu, 0.0), (0.0, LEAK));
        assert_eq!(both(Activation::Elu, 0.0), (0.0, 1.0));
        assert_eq!(both(Activation::Sine, 0.0), (0.0, 1.0));
    }

    /// GELU and SiLU in f64, the former by Simpson's rule for Φ.
    #[test]
    fn gelu_and_silu_are_their_exact_forms() {
        let normal = |t: f64| (-0.5 * t * t).exp() / std::f64::consts::TAU.sqrt();
        for i in -1000..=1000 {
            let z = i as f32 / 100.0;
            let x = f64::from(z);
            let h = x / 400.0;
            let simpson: f64 = (0..=400)
                .map(|k| normal(h * f64::from(k)) * if k == 0 || k == 400 { 1.0 } else { f64::from(2 + 2 * (k % 2)) })
                .sum();
            let below = 0.5 + simpson * h / 3.0;
            let s = 1.0 / (1.0 + (-x).exp());
            for (activation, f, slope) in
                [(Activation::Gelu, x * below, below + x * normal(x)), (Activation::Silu, x * s, s + x * s * (1.0 - s))]
            {
                let (found, found_slope) = both(activation, z);
                assert!(
                    (f64::from(found) - f).abs() < 4e-7 * x.abs().max(1.0),
                    "{activation:?}({z}) = {found} for {f}"
                );
                assert!(
                    (f64::from(found_slope) - slope).abs() < 4e-7 * x.abs().max(1.0),
                    "{activation:?}'({z}) = {found_slope} for {slope}"
                );
            }
        }
    }
}
