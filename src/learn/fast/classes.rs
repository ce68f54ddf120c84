//! The losses of models that tell classes apart, over a whole batch. ŷ are logits.
//!
//! None of these functions is copied into its caller: a step on numbers should not grow by what only classes need.

use super::super::batch::Batch;
use super::functions::{self, ln, ln_1_plus};
use super::means::{mean, slopes};
use super::vector::{LANES, Vector};

/// e^z in one place for all of them, since each copy weighs a third of a kilobyte.
#[inline(never)]
fn exp(z: Vector) -> Vector {
    functions::exp(z)
}

/// ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|), where nothing overflows.
#[inline(never)]
pub(super) fn logistic(batch: &Batch, prediction: &[f32]) -> f32 {
    let zero = Vector::ZERO;
    mean(batch, prediction, |z, y| zero.if_below(z, z, z.if_at_most(zero, zero, z)) - z * y + ln_1_plus(exp(-z.abs())))
}

/// ∂L/∂ŷ = (σ(ŷ) − y) / (points · outputs).
#[inline(never)]
pub(super) fn logistic_backward(batch: &Batch, prediction: &[f32], delta: &mut [f32]) {
    let one = Vector::splat(1.0);
    slopes(1.0, batch, prediction, delta, |z, y| one / (one + exp(-z)) - y);
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

    /// Sums over the classes; with z less the largest logit, which is taken from all, so that no exponential overflows and one
    /// of them is 1. Each e^z goes into `powers`, where that has room for it.
    #[inline(never)]
    fn sums(&self, p: usize, powers: &mut [f32]) -> Sums {
        let largest = (1..self.outputs).fold(self.logit(0, p), |largest, k| largest.max(self.logit(k, p)));
        let (mut total, mut given, mut along) = (Vector::ZERO, Vector::ZERO, Vector::ZERO);
        for k in 0..self.outputs {
            let (z, y) = (self.logit(k, p) - largest, self.target(k, p));
            let e = exp(z);
            (total, given, along) = (total + e, given + y, along + y * z);
            store(e, powers, k * self.stride + p);
        }
        Sums { total, given, along }
    }
}

/// Σ e^z, Σ y and Σ y z over the classes.
struct Sums {
    total: Vector,
    given: Vector,
    along: Vector,
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
        let Sums { total, mut given, along } = classes.sums(p, &mut []);
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
        let Sums { total, given, .. } = classes.sums(p, delta);
        let share = given / total;
        for k in 0..classes.outputs {
            let at = k * classes.stride + p;
            store(factor * (load(delta, at) * share - classes.target(k, p)), delta, at);
        }
    }
}

#[inline(always)]
fn load(values: &[f32], at: usize) -> Vector {
    Vector::from_array(values.get(at..).and_then(<[f32]>::first_chunk).copied().unwrap_or_default())
}

#[inline(always)]
fn store(vector: Vector, values: &mut [f32], at: usize) {
    if let Some(room) = values.get_mut(at..).and_then(<[f32]>::first_chunk_mut) {
        *room = vector.to_array();
    }
}
