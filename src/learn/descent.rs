//! A step downhill: each way of descending is one loop over the flat slices.
//!
//! θ are the parameters, g the gradient, η the learning rate. All are defined as in PyTorch, so that what is learnt here holds
//! there.

use super::fast::elementwise::update;
use super::fast::vector::Vector;
use super::frozen::Frozen;

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

/// α of RMSProp (how much of the old is kept) and 1 − α (how much of the new comes in).
const RMS_KEPT: f32 = 0.99;
const RMS_NEW: f32 = 0.01;
/// β₁ and β₂ of Adam, and 1 − β₁ and 1 − β₂.
const ADAM_KEPT: [f32; 2] = [0.9, 0.999];
const ADAM_NEW: [f32; 2] = [0.1, 0.001];
/// ε of both, which keeps the divisor away from 0.
const EPSILON: f32 = 1e-8;

/// What an optimizer keeps from step to step.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimizerState {
    velocity: Vec<f32>,    // [parameters]: v, or Adam's m
    squares: Vec<f32>,     // [parameters]: s
    beta_powers: [f64; 2], // β₁^t and β₂^t
}

impl OptimizerState {
    /// For this many parameters, at the start of a run.
    pub fn new(parameters: usize) -> OptimizerState {
        OptimizerState { velocity: vec![0.0; parameters], squares: vec![0.0; parameters], beta_powers: [1.0; 2] }
    }

    /// This state: v, s (as many), and β₁^t and β₂^t.
    pub fn of(velocity: Vec<f32>, squares: Vec<f32>, beta_powers: [f64; 2]) -> OptimizerState {
        OptimizerState { velocity, squares, beta_powers }
    }

    /// As after `new`.
    pub fn reset(&mut self) {
        self.velocity.fill(0.0);
        self.squares.fill(0.0);
        self.beta_powers = [1.0; 2];
    }

    /// As `other`, which has as many parameters.
    pub fn copy_from(&mut self, other: &OptimizerState) {
        self.velocity.clone_from(&other.velocity);
        self.squares.clone_from(&other.squares);
        self.beta_powers = other.beta_powers;
    }

    /// The velocity v of momentum and Nesterov, or Adam's mean m of the gradients, one for each parameter.
    pub fn velocity(&self) -> &[f32] {
        &self.velocity
    }

    /// The mean s of the squared gradients of RMSProp and Adam, one for each parameter.
    pub fn squares(&self) -> &[f32] {
        &self.squares
    }

    /// β₁^t and β₂^t of Adam; 1 of the others.
    pub fn beta_powers(&self) -> [f64; 2] {
        self.beta_powers
    }

    /// One step more, whatever is frozen.
    #[inline]
    fn count_step(&mut self, optimizer: Optimizer) {
        match optimizer {
            Optimizer::Adam => {
                self.beta_powers[0] *= 0.9;
                self.beta_powers[1] *= 0.999;
            }
            Optimizer::Descent | Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } | Optimizer::RmsProp => {}
        }
    }
}

impl Optimizer {
    /// One step. The slices have one length, for which `state` was made; no other optimizer has used it since.
    #[inline]
    pub fn step(self, parameters: &mut [f32], gradients: &[f32], learning_rate: f32, state: &mut OptimizerState) {
        self.step_free(parameters, gradients, learning_rate, state, &Frozen::default());
    }

    /// The same step of those parameters that are free; what is frozen stays as it is, and so does what is remembered of it.
    #[inline]
    pub fn step_free(
        self,
        parameters: &mut [f32],
        gradients: &[f32],
        learning_rate: f32,
        state: &mut OptimizerState,
        frozen: &Frozen,
    ) {
        state.count_step(self);
        let powers = state.beta_powers;
        if frozen.is_empty() {
            let all = (&mut state.velocity[..], &mut state.squares[..]);
            return self.step_range(parameters, gradients, learning_rate, all, powers);
        }
        for free in frozen.free(parameters.len()) {
            let (velocity, squares) = (&mut state.velocity[free.clone()], &mut state.squares[free.clone()]);
            let (parameters, gradients) = (&mut parameters[free.clone()], &gradients[free]);
            self.step_range(parameters, gradients, learning_rate, (velocity, squares), powers);
        }
    }

    /// The step of parameters that lie side by side, with their v and s; `powers` are β₁^t and β₂^t after this step.
    #[inline(never)] // it stands once in the program, for all parameters and for some
    fn step_range(
        self,
        parameters: &mut [f32],
        gradients: &[f32],
        learning_rate: f32,
        (velocity, squares): (&mut [f32], &mut [f32]),
        powers: [f64; 2],
    ) {
        let rate = Vector::splat(learning_rate);
        match self {
            Optimizer::Descent => gradient_descent(parameters, gradients, learning_rate),
            Optimizer::Momentum { momentum } => {
                let mu = Vector::splat(momentum);
                update(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let v = mu * v + g;
                    (theta - rate * v, v, s)
                });
            }
            Optimizer::Nesterov { momentum } => {
                let mu = Vector::splat(momentum);
                update(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let v = mu * v + g;
                    (theta - rate * (g + mu * v), v, s)
                });
            }
            Optimizer::RmsProp => {
                let [kept, new, epsilon] = [RMS_KEPT, RMS_NEW, EPSILON].map(Vector::splat);
                update(parameters, gradients, velocity, squares, |theta, g, v, s| {
                    let s = kept * s + new * (g * g);
                    (theta - rate * (g / (s.sqrt() + epsilon)), v, s)
                });
            }
            Optimizer::Adam => {
                let step = Vector::splat((f64::from(learning_rate) / (1.0 - powers[0])) as f32);
                let root = Vector::splat((1.0 / (1.0 - powers[1]).sqrt()) as f32);
                let ([kept_m, kept_s], [new_m, new_s]) = (ADAM_KEPT.map(Vector::splat), ADAM_NEW.map(Vector::splat));
                let epsilon = Vector::splat(EPSILON);
                update(parameters, gradients, velocity, squares, |theta, g, m, s| {
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
