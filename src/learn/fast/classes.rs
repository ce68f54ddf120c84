//! The losses of models that tell classes apart, over a whole batch. ŷ are logits.
//!
//! None of these functions is copied into its caller: a step on numbers should not grow by what only classes need.

use super::super::batch::Batch;
use super::functions::{exp, ln, ln_1_plus, sigmoid};
use super::means::{mean, slopes};
use super::vector::{LANES, Vector};

/// ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|), where nothing overflows.
#[inline(never)]
pub(super) fn logistic(batch: &Batch, prediction: &[f32]) -> f32 {
    let zero = Vector::ZERO;
    mean(batch, prediction, |z, y| zero.if_below(z, z, z.if_at_most(zero, zero, z)) - z * y + ln_1_plus(exp(-z.abs())))
}

/// ∂L/∂ŷ = (σ(ŷ) − y) / (points · outputs).
#[inline(never)]
pub(super) fn logistic_backward(batch: &Batch, prediction: &[f32], delta: &mut [f32]) {
    slopes(1.0, batch, prediction, delta, |z, y| sigmoid(z) - y);
}

/// The classes of four points: their logits and targets, read row by row.
#[derive(Clone, Copy)]
struct Classes<'a> {
    logits: &'a [f32],  // [outputs][stride]
    targets: &'a [f32], // [outputs][stride], or [1][stride] with the numbers of the classes
    outputs: usize,
    stride: usize,
    numbered: bool,
}

impl<'a> Classes<'a> {
    #[inline(always)]
    fn new(batch: &'a Batch, logits: &'a [f32]) -> Classes<'a> {
        let stride = batch.stride().max(1);
        let outputs = logits.len() / stride;
        let numbered = batch.target_count() < outputs;
        Classes { logits, targets: batch.padded_targets(), outputs, stride, numbered }
    }

    #[inline(always)]
    fn logit(&self, k: usize, p: usize) -> Vector {
        load(self.logits, k * self.stride + p)
    }

    /// The probability that the target gives to class k.
    #[inline(always)]
    fn target(&self, k: usize, p: usize) -> Vector {
        if !self.numbered {
            return load(self.targets, k * self.stride + p);
        }
        let (number, k) = (load(self.targets, p), Vector::splat(k as f32));
        let not_above = number.if_at_most(k, Vector::splat(1.0), Vector::ZERO);
        number.if_below(k, Vector::ZERO, not_above)
    }

    /// The largest logit; taken from all, so that no exponential overflows and one of them is 1.
    #[inline(always)]
    fn largest(&self, p: usize) -> Vector {
        (1..self.outputs).fold(self.logit(0, p), |largest, k| largest.max(self.logit(k, p)))
    }
}

/// The mean over the points of −Σ_k y_k ln p_k.
#[inline(never)]
pub(super) fn cross_entropy(batch: &Batch, logits: &[f32]) -> f32 {
    let classes = Classes::new(batch, logits);
    if batch.count() == 0 || classes.outputs == 0 {
        return 0.0;
    }
    let mut sums = Vector::ZERO;
    for p in (0..batch.stride()).step_by(LANES) {
        let largest = classes.largest(p);
        let (mut total, mut given, mut along) = (Vector::ZERO, Vector::ZERO, Vector::ZERO);
        for k in 0..classes.outputs {
            let (z, y) = (classes.logit(k, p) - largest, classes.target(k, p));
            (total, given, along) = (total + exp(z), given + y, along + y * z);
        }
        if classes.numbered {
            given = given.if_at_most(Vector::ZERO, Vector::splat(f32::NAN), given); // where no class has this number
        }
        // −Σ y_k (z_k − ln Σ e^z), with z less the largest.
        let term = given * Vector::from_array(total.to_array().map(ln)) - along;
        sums = sums + term.and(Vector::first_lanes(batch.count() - p));
    }
    let [a, b, c, d] = sums.to_array();
    ((a + b) + (c + d)) / batch.count() as f32
}

/// ∂L/∂ŷ_k = (p_k Σy − y_k) / points.
#[inline(never)]
pub(super) fn cross_entropy_backward(batch: &Batch, logits: &[f32], delta: &mut [f32]) {
    let classes = Classes::new(batch, logits);
    let factor = Vector::splat(1.0 / batch.count().max(1) as f32);
    for p in (0..batch.stride()).step_by(LANES) {
        let largest = classes.largest(p);
        let (mut total, mut given) = (Vector::ZERO, Vector::ZERO);
        for k in 0..classes.outputs {
            let e = exp(classes.logit(k, p) - largest);
            (total, given) = (total + e, given + classes.target(k, p));
            store(e, delta, k * classes.stride + p);
        }
        let share = given / total;
        for k in 0..classes.outputs {
            let at = k * classes.stride + p;
            store(factor * (load(delta, at) * share - classes.target(k, p)), delta, at);
        }
    }
}

#[inline(always)]
fn load(values: &[f32], at: usize) -> Vector {
    Vector::from_array(values[at..].first_chunk().copied().unwrap_or_default())
}

#[inline(always)]
fn store(vector: Vector, values: &mut [f32], at: usize) {
    values[at..][..LANES].copy_from_slice(&vector.to_array());
}
