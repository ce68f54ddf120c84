//! A step downhill: each way of descending is one loop over the flat slices.
//!
//! θ are the parameters, g the gradient, η the learning rate. All are as PyTorch defines them, so that a lesson learnt here
//! holds there.

use super::vector::{LANES, Vector};

/// Plain gradient descent: θ ← θ − η g. Both slices have one length.
#[inline]
pub fn gradient_descent(parameters: &mut [f32], gradients: &[f32], learning_rate: f32) {
    debug_assert_eq!(parameters.len(), gradients.len());
    for (parameter, gradient) in parameters.iter_mut().zip(gradients) {
        *parameter -= learning_rate * gradient;
    }
}

/// A way of descending.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Optimizer {
    /// θ ← θ − η g.
    #[default]
    Descent,
    /// v ← μ v + g, θ ← θ − η v: a heavy ball (Polyak 1964).
    Momentum {
        /// μ, from 0 to less than 1; usually 0.9.
        momentum: f32,
    },
    /// v ← μ v + g, θ ← θ − η (g + μ v): it looks ahead to where the ball is rolling (Nesterov 1983; in this form Sutskever
    /// et al. 2013).
    Nesterov {
        /// μ, from 0 to less than 1; usually 0.9.
        momentum: f32,
    },
    /// s ← α s + (1 − α) g², θ ← θ − η g / (√s + ε), with α = 0.99 and ε = 1e-8: each parameter has its own pace (Hinton
    /// 2012).
    RmsProp,
    /// m ← β₁ m + (1 − β₁) g, s ← β₂ s + (1 − β₂) g², and with t steps done, θ ← θ − η m̂ / (√ŝ + ε), where m̂ = m / (1 − β₁^t)
    /// and ŝ = s / (1 − β₂^t) make up for the start at 0; β₁ = 0.9, β₂ = 0.999, ε = 1e-8 (Kingma and Ba 2015).
    Adam,
}

/// α of RMSProp, and 1 − α.
const RMS_KEPT: f32 = 0.99;
const RMS_NEW: f32 = 0.01;
/// β₁ and β₂ of Adam, and 1 less each.
const ADAM_KEPT: [f32; 2] = [0.9, 0.999];
const ADAM_NEW: [f32; 2] = [0.1, 0.001];
/// ε of both: what a square root is kept away from 0 by.
const EPSILON: f32 = 1e-8;

/// What an optimizer remembers from step to step.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    velocity: Vec<f32>, // [parameters]: v, or Adam's m
    squares: Vec<f32>,  // [parameters]: s
    left: [f64; 2],     // β₁^t and β₂^t
}

impl Memory {
    /// Room for so many parameters, and nothing remembered.
    pub fn new(parameters: usize) -> Memory {
        Memory { velocity: vec![0.0; parameters], squares: vec![0.0; parameters], left: [1.0; 2] }
    }

    /// As after `new`.
    pub fn forget(&mut self) {
        self.velocity.fill(0.0);
        self.squares.fill(0.0);
        self.left = [1.0; 2];
    }

    /// As `other`, which has as many parameters.
    pub fn copy(&mut self, other: &Memory) {
        self.velocity.clone_from(&other.velocity);
        self.squares.clone_from(&other.squares);
        self.left = other.left;
    }

    /// The velocity v of momentum and Nesterov, or Adam's mean m of the gradients, one for each parameter.
    pub fn velocity(&self) -> &[f32] {
        &self.velocity
    }

    /// The mean s of the squared gradients of RMSProp and Adam, one for each parameter.
    pub fn squares(&self) -> &[f32] {
        &self.squares
    }
}

impl Optimizer {
    /// One step. The slices have one length, for which `memory` was made and which no other optimizer has used since.
    #[inline]
    pub fn step(self, parameters: &mut [f32], gradients: &[f32], learning_rate: f32, memory: &mut Memory) {
        let rate = Vector::splat(learning_rate);
        let Memory { velocity, squares, left } = memory;
        match self {
            Optimizer::Descent => gradient_descent(parameters, gradients, learning_rate),
            Optimizer::Momentum { momentum } => {
                let mu = Vector::splat(momentum);
                each(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let v = mu * v + g;
                    (theta - rate * v, v, s)
                });
            }
            Optimizer::Nesterov { momentum } => {
                let mu = Vector::splat(momentum);
                each(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let v = mu * v + g;
                    (theta - rate * (g + mu * v), v, s)
                });
            }
            Optimizer::RmsProp => {
                let [kept, new, epsilon] = [RMS_KEPT, RMS_NEW, EPSILON].map(Vector::splat);
                each(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let s = kept * s + new * (g * g);
                    (theta - rate * (g / (s.sqrt() + epsilon)), v, s)
                });
            }
            Optimizer::Adam => {
                left[0] *= 0.9;
                left[1] *= 0.999;
                let step = Vector::splat((f64::from(learning_rate) / (1.0 - left[0])) as f32);
                let root = Vector::splat((1.0 / (1.0 - left[1]).sqrt()) as f32);
                let ([kept_m, kept_s], [new_m, new_s]) = (ADAM_KEPT.map(Vector::splat), ADAM_NEW.map(Vector::splat));
                let epsilon = Vector::splat(EPSILON);
                each(parameters, gradients, velocity, squares, |theta, g, m, s| {
                    let m = kept_m * m + new_m * g;
                    let s = kept_s * s + new_s * (g * g);
                    (theta - step * (m / (s.sqrt() * root + epsilon)), m, s)
                });
            }
        }
    }

    /// The learning rate from which on a quadratic whose Hessian has the largest eigenvalue `curvature` = λ diverges: 2/λ
    /// for descent (Goodfellow, Bengio, Courville 2016, §4.3), 2 (1 + μ)/λ with momentum (Polyak 1964), and
    /// 2 (1 + μ)/((1 + 2μ) λ) with Nesterov's, where z² − (1 + μ)(1 − ηλ) z + μ (1 − ηλ) gets a root of −1. None for RMSProp
    /// and Adam, which change their pace and have no one limit, and for a curvature that is not above 0 or not finite.
    pub fn rate_limit(self, curvature: f64) -> Option<f64> {
        let limit = match self {
            Optimizer::Descent => 2.0 / curvature,
            Optimizer::Momentum { momentum } => 2.0 * (1.0 + f64::from(momentum)) / curvature,
            Optimizer::Nesterov { momentum } => {
                2.0 * (1.0 + f64::from(momentum)) / ((1.0 + 2.0 * f64::from(momentum)) * curvature)
            }
            Optimizer::RmsProp | Optimizer::Adam => return None,
        };
        (curvature > 0.0 && curvature.is_finite()).then_some(limit)
    }
}

/// (θ, v, s) ← f(θ, g, v, s), vector by vector; the last one filled up with zeros, which stay.
///
/// A v below all normal numbers becomes 0. Where a unit has died, v fades and would stay among the subnormal ones for ever,
/// which a processor is slow at; they are far too small to move a θ.
#[inline(always)]
fn each(
    parameters: &mut [f32],
    gradients: &[f32],
    velocity: &mut [f32],
    squares: &mut [f32],
    f: impl Fn(Vector, Vector, Vector, Vector) -> (Vector, Vector, Vector),
) {
    let least = Vector::splat(f32::MIN_POSITIVE);
    let f = |theta, g, v, s| {
        let (theta, v, s) = f(theta, g, v, s);
        (theta, v.abs().if_below(least, Vector::ZERO, v), s)
    };
    debug_assert!([gradients.len(), velocity.len(), squares.len()] == [parameters.len(); 3]);
    let (theta, theta_rest) = parameters.as_chunks_mut::<LANES>();
    let (g, g_rest) = gradients.as_chunks::<LANES>();
    let (v, v_rest) = velocity.as_chunks_mut::<LANES>();
    let (s, s_rest) = squares.as_chunks_mut::<LANES>();
    for (((theta, g), v), s) in theta.iter_mut().zip(g).zip(v).zip(s) {
        let (new_theta, new_v, new_s) = f(whole(theta), whole(g), whole(v), whole(s));
        (*theta, *v, *s) = (new_theta.to_array(), new_v.to_array(), new_s.to_array());
    }
    let (new_theta, new_v, new_s) = f(
        Vector::from_rest(theta_rest),
        Vector::from_rest(g_rest),
        Vector::from_rest(v_rest),
        Vector::from_rest(s_rest),
    );
    for (to, from) in [(theta_rest, new_theta), (v_rest, new_v), (s_rest, new_s)] {
        to.iter_mut().zip(from.to_array()).for_each(|(to, from)| *to = from);
    }
}

#[inline(always)]
fn whole(values: &[f32; LANES]) -> Vector {
    Vector::from_array(*values)
}
