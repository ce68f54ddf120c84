//! Losses of `learn`, which are means over all columns, and over rows where each is judged by itself.
//!
//! The loss stands in the first cell of y, and zeros behind it. Shapes: prediction `[rows][columns]`, y `[1][columns]`.

use super::{Operation, Seen};
use learn::fast::vector::LANES;
use learn::{Batch, Loss};

/// The cross-entropy of a yes or no.
#[derive(Clone, Copy, Debug)]
pub struct Logistic {
    /// The number of its targets.
    pub target: usize,
}

impl Operation for Logistic {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        forward(Loss::Logistic, &seen.targets[self.target], seen.x(0), y);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (_, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        backward(Loss::Logistic, &seen.targets[self.target], seen.x(n), dy, dx);
    }
}

/// Any of them.
#[derive(Clone, Copy, Debug)]
pub struct AnyLoss {
    /// Which.
    pub loss: Loss,
    /// The number of its targets.
    pub target: usize,
}

impl Operation for AnyLoss {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        forward(self.loss, &seen.targets[self.target], seen.x(0), y);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (_, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        backward(self.loss, &seen.targets[self.target], seen.x(n), dy, dx);
    }
}

#[inline(always)]
fn forward(loss: Loss, targets: &Batch, prediction: &[f32], y: &mut [f32]) {
    y.fill(0.0);
    if let Some(value) = y.first_mut() {
        *value = loss.value_of(targets, prediction);
    }
}

/// ∂L/∂ŷ, times what depends on the loss itself, the first cell of `seed`; 0 in the padding.
#[inline(always)]
fn backward(loss: Loss, targets: &Batch, prediction: &[f32], seed: &[f32], delta: &mut [f32]) {
    loss.backward(targets, prediction, delta);
    let seed = seed.first().copied().unwrap_or_default();
    for row in delta.chunks_exact_mut(targets.stride().max(LANES)) {
        let (real, padding) = row.split_at_mut(targets.count());
        real.iter_mut().for_each(|d| *d *= seed);
        padding.fill(0.0);
    }
}
