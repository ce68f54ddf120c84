//! How wrong the model is on a batch, and how that depends on each of its answers.
//!
//! ŷ is what the last layer gives, y the target, r = ŷ − y. All are means over the points, and where each output is judged
//! by itself, over the outputs too, as in PyTorch. Only real points count; a NaN among them makes the loss NaN.

use super::batch::Batch;
use super::classes::{self, ClassLoss};
use super::vector::{LANES, Vector};
use super::workspace::Workspace;

/// What training makes small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loss {
    /// Mean of r²: the answer is drawn to the mean of the targets.
    #[default]
    MeanSquared,
    /// Mean of |r|: the answer is drawn to their median. The derivative at 0 is taken as 0.
    MeanAbsolute,
    /// Mean of ½ r² where |r| < 1 and |r| − ½ beyond (Huber 1964, δ = 1): outliers pull, but no harder than that.
    Huber,
    /// How far a model of classes is from the truth: [`Loss::LOGISTIC`] or [`Loss::CROSS_ENTROPY`]. Their code is reached
    /// through them alone, so that a program that names neither does not carry it.
    Classes(&'static ClassLoss),
}

impl Loss {
    /// Every loss, in the order in which they are taught.
    pub const ALL: [Loss; 5] =
        [Loss::MeanSquared, Loss::MeanAbsolute, Loss::Huber, Loss::LOGISTIC, Loss::CROSS_ENTROPY];
    /// Mean of ln(1 + e^ŷ) − y ŷ: the cross-entropy of a yes or no, y = 1 or 0 or a probability between. ŷ is the logarithm
    /// of the odds, and sigmoid(ŷ) the model's probability (Bishop 2006, §4.3.2).
    pub const LOGISTIC: Loss = Loss::Classes(&classes::LOGISTIC);
    /// Mean over the points of −Σ y_k ln p_k, where p = softmax(ŷ) are the model's probabilities of the classes (Bishop 2006,
    /// §4.3.4).
    ///
    /// y has a probability for each output, of sum 1; or one target for several outputs, the number k of the class, counted
    /// from 0. A number that names no output makes the loss NaN.
    pub const CROSS_ENTROPY: Loss = Loss::Classes(&classes::CROSS_ENTROPY);
    /// Those that judge numbers and not classes.
    pub const OF_NUMBERS: [Loss; 3] = [Loss::MeanSquared, Loss::MeanAbsolute, Loss::Huber];

    /// The loss after `forward`; 0 without points.
    #[inline]
    pub fn value(self, batch: &Batch, ws: &Workspace) -> f32 {
        match self {
            Loss::MeanSquared => mse(batch, ws),
            Loss::MeanAbsolute => mean(batch, ws, |y_hat, y| (y_hat - y).abs()),
            Loss::Huber => mean(batch, ws, |y_hat, y| {
                let (half, size) = (Vector::splat(0.5), (y_hat - y).abs());
                Vector::splat(1.0).if_at_most(size, size - half, half * size * size)
            }),
            Loss::Classes(loss) => (loss.value)(batch, ws),
        }
    }

    /// ∂L/∂ŷ into `delta`. Shapes: prediction = ŷ and delta `[outputs][stride]`.
    #[inline]
    pub(super) fn backward(self, batch: &Batch, prediction: &[f32], delta: &mut [f32]) {
        let (zero, one) = (Vector::ZERO, Vector::splat(1.0));
        match self {
            Loss::MeanSquared => each(2.0, batch, prediction, delta, |y_hat, y| y_hat - y),
            Loss::MeanAbsolute => each(1.0, batch, prediction, delta, |y_hat, y| {
                let r = y_hat - y;
                zero.if_below(r, one, r.if_below(zero, -one, r))
            }),
            Loss::Huber => each(1.0, batch, prediction, delta, |y_hat, y| (y_hat - y).clamp(-1.0, 1.0)),
            Loss::Classes(loss) => (loss.backward)(batch, prediction, delta),
        }
    }
}

/// The mean over points and outputs of (ŷ − y)², after `forward`; 0 without points.
pub fn mse(batch: &Batch, ws: &Workspace) -> f32 {
    mean(batch, ws, |y_hat, y| {
        let r = y_hat - y;
        r * r
    })
}

/// R², the part of the targets' variance that the model explains, after `forward`: 1 − Σ r² / Σ (y − ȳ)², with the mean ȳ of
/// each target by itself. 1 is a perfect fit, 0 no better than answering ȳ, and below 0 worse. None without points, or where
/// the targets do not vary; NaN where something is not finite. In f64.
#[inline]
pub fn r_squared(batch: &Batch, ws: &Workspace) -> Option<f64> {
    let (mut unexplained, mut variation) = (0.0, 0.0);
    let square = |v: f64| v * v;
    for (o, prediction) in ws.output().chunks_exact(batch.stride().max(1)).enumerate().take(batch.target_count()) {
        let wide = batch.target(o).iter().map(|&y| f64::from(y));
        let mean = wide.clone().sum::<f64>() / batch.count() as f64;
        variation += wide.clone().map(|y| square(y - mean)).sum::<f64>();
        unexplained += prediction.iter().zip(wide).map(|(&y_hat, y)| square(f64::from(y_hat) - y)).sum::<f64>();
    }
    (batch.count() > 0 && variation != 0.0).then(|| 1.0 - unexplained / variation)
}

/// The mean of a term over real points and outputs, summed lane by lane, output by output.
#[inline(always)]
pub(super) fn mean(batch: &Batch, ws: &Workspace, term: impl Fn(Vector, Vector) -> Vector) -> f32 {
    let mut sum = 0.0;
    if batch.stride() == 0 {
        return sum;
    }
    let real = Vector::first_lanes(batch.count() + LANES - batch.stride()); // of a row's last vector
    let targets = batch.padded_targets().chunks_exact(batch.stride());
    for (prediction, target) in ws.output().chunks_exact(batch.stride()).zip(targets) {
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
pub(super) fn each(
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
