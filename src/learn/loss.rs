//! How wrong the model is on a batch.

use super::batch::Batch;
use super::network::Workspace;
use super::vector::LANES;

/// The mean over points and outputs of (ŷ − y)², after `forward`; 0 without points.
pub fn mse(batch: &Batch, ws: &Workspace) -> f32 {
    let stride = batch.stride();
    let mut sum = 0.0;
    if stride == 0 {
        return sum;
    }
    for (prediction, o) in ws.output().chunks_exact(stride).zip(0..batch.target_count()) {
        let target = batch.target(o);
        let mut sums = [0.0; LANES];
        let (y_hat, y_hat_rest) = prediction[..batch.count()].as_chunks::<LANES>();
        let (y, y_rest) = target.as_chunks::<LANES>();
        for (y_hat, y) in y_hat.iter().zip(y) {
            for lane in 0..LANES {
                let residual = y_hat[lane] - y[lane];
                sums[lane] += residual * residual;
            }
        }
        for ((y_hat, y), lane) in y_hat_rest.iter().zip(y_rest).zip(&mut sums) {
            *lane += (y_hat - y) * (y_hat - y);
        }
        sum += (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
    sum / (batch.count() * batch.target_count()).max(1) as f32
}

/// ∂mse/∂ŷ = 2 (ŷ − y) / (points · outputs), into `delta`. Shapes: prediction = ŷ and delta `[outputs][stride]`.
pub(super) fn mse_backward(batch: &Batch, prediction: &[f32], delta: &mut [f32]) {
    let factor = 2.0 / (batch.count() * batch.target_count()).max(1) as f32;
    for ((d, y_hat), y) in delta.iter_mut().zip(prediction).zip(batch.padded_targets()) {
        *d = factor * (y_hat - y);
    }
}
