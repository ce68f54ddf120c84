//! Losses over a whole batch: [`Loss::value_and_slope`] of every point, four points at a time.

use super::super::batch::Batch;
use super::super::loss::Loss;
use super::super::workspace::Workspace;
use super::classes;
use super::means::{mean, slopes};
use super::vector::Vector;

impl Loss {
    /// The loss after `forward`; 0 without points, NaN where a real point has one.
    #[inline]
    pub fn value(self, batch: &Batch, ws: &Workspace) -> f32 {
        self.value_of(batch, ws.output())
    }

    /// The same of any predictions, `[outputs][stride]`.
    #[inline]
    pub fn value_of(self, batch: &Batch, prediction: &[f32]) -> f32 {
        match self {
            Loss::MeanSquared => mse_of(batch, prediction),
            Loss::MeanAbsolute => mean(batch, prediction, |y_hat, y| (y_hat - y).abs()),
            Loss::Huber => mean(batch, prediction, |y_hat, y| {
                let (half, size) = (Vector::splat(0.5), (y_hat - y).abs());
                Vector::splat(1.0).if_at_most(size, size - half, half * size * size)
            }),
            Loss::Logistic => classes::logistic(batch, prediction),
            Loss::CrossEntropy => classes::cross_entropy(batch, prediction),
        }
    }

    /// ∂L/∂ŷ into `delta`. Shapes: prediction = ŷ and delta `[outputs][stride]`.
    #[inline]
    pub fn backward(self, batch: &Batch, prediction: &[f32], delta: &mut [f32]) {
        let (zero, one) = (Vector::ZERO, Vector::splat(1.0));
        match self {
            Loss::MeanSquared => slopes(2.0, batch, prediction, delta, |y_hat, y| y_hat - y),
            Loss::MeanAbsolute => slopes(1.0, batch, prediction, delta, |y_hat, y| {
                let r = y_hat - y;
                zero.if_below(r, one, r.if_below(zero, -one, r))
            }),
            Loss::Huber => slopes(1.0, batch, prediction, delta, |y_hat, y| (y_hat - y).clamp(-1.0, 1.0)),
            Loss::Logistic => classes::logistic_backward(batch, prediction, delta),
            Loss::CrossEntropy => classes::cross_entropy_backward(batch, prediction, delta),
        }
    }
}

/// The mean over points and outputs of (ŷ − y)², after `forward`; 0 without points.
pub fn mse(batch: &Batch, ws: &Workspace) -> f32 {
    mse_of(batch, ws.output())
}

#[inline(always)]
fn mse_of(batch: &Batch, prediction: &[f32]) -> f32 {
    mean(batch, prediction, |y_hat, y| {
        let r = y_hat - y;
        r * r
    })
}
