//! A mean over points and outputs, and its slopes: what the losses have in common. Only real points count.
//!
//! Shapes: prediction = ŷ `[outputs][stride]`, and so the batch's targets.

use super::super::batch::Batch;
use super::vector::{LANES, Vector};

/// The mean of a term over real points and outputs, summed lane by lane, output by output.
#[inline(always)]
pub(super) fn mean(batch: &Batch, prediction: &[f32], term: impl Fn(Vector, Vector) -> Vector) -> f32 {
    let mut sum = 0.0;
    if batch.stride() == 0 {
        return sum;
    }
    let real = Vector::first_lanes(batch.count() + LANES - batch.stride()); // of a row's last vector
    let targets = batch.padded_targets().chunks_exact(batch.stride());
    for (prediction, target) in prediction.chunks_exact(batch.stride()).zip(targets) {
        let (mut sums, mut last) = (Vector::ZERO, Vector::ZERO);
        for (y_hat, y) in prediction.as_chunks().0.iter().zip(target.as_chunks().0) {
            sums = sums + last;
            last = term(Vector::from_array(*y_hat), Vector::from_array(*y));
        }
        let [a, b, c, d] = (sums + last.and(real)).to_array();
        sum += (a + b) + (c + d);
    }
    sum / (batch.count() * batch.target_count()) as f32
}

/// δ = `factor` / (points · outputs) times the slope of a term.
#[inline(always)]
pub(super) fn slopes(
    factor: f32,
    batch: &Batch,
    prediction: &[f32],
    delta: &mut [f32],
    slope: impl Fn(Vector, Vector) -> Vector,
) {
    let factor = Vector::splat(factor / (batch.count() * batch.target_count()).max(1) as f32);
    let targets = batch.padded_targets().as_chunks().0;
    for ((d, y_hat), y) in delta.as_chunks_mut().0.iter_mut().zip(prediction.as_chunks().0).zip(targets) {
        *d = (factor * slope(Vector::from_array(*y_hat), Vector::from_array(*y))).to_array();
    }
}
