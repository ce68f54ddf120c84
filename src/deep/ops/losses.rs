//! Losses of `learn`, which are means over all columns, and over rows where each is judged by itself.

use learn::fast::vector::LANES;
use learn::{Batch, Loss};

/// The loss in the first cell of `value`, and zeros behind it. Shapes: prediction `[rows][columns]`, value `[1][columns]`.
pub fn forward(loss: Loss, targets: &Batch, prediction: &[f32], value: &mut [f32]) {
    value.fill(0.0);
    if let Some(value) = value.first_mut() {
        *value = loss.value_of(targets, prediction);
    }
}

/// ∂L/∂ŷ, times what depends on the loss itself, the first cell of `seed`; 0 in the padding. Shapes: prediction and delta
/// `[rows][columns]`, seed `[1][columns]`.
pub fn backward(loss: Loss, targets: &Batch, prediction: &[f32], seed: &[f32], delta: &mut [f32]) {
    loss.backward(targets, prediction, delta);
    let seed = seed.first().copied().unwrap_or_default();
    for row in delta.chunks_exact_mut(targets.stride().max(LANES)) {
        let (real, padding) = row.split_at_mut(targets.count());
        real.iter_mut().for_each(|d| *d *= seed);
        padding.fill(0.0);
    }
}
