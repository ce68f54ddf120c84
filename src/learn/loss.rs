//! How wrong the model is, and how that depends on each of its answers.
//!
//! ŷ is what the last layer gives, y the target, r = ŷ − y. A loss is a mean over the points, and where each output is judged
//! by itself, over the outputs too, as in PyTorch. A NaN among them makes it NaN. Training takes it over a whole batch at
//! once, in [`super::fast`].

use super::batch::Batch;
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
    /// Mean of ln(1 + e^ŷ) − y ŷ: the cross-entropy of a yes or no, y = 1 or 0 or a probability between. ŷ is the logarithm
    /// of the odds, and sigmoid(ŷ) the model's probability (Bishop 2006, §4.3.2).
    Logistic,
    /// Mean over the points of −Σ y_k ln p_k, where p = softmax(ŷ) are the model's probabilities of the classes (Bishop 2006,
    /// §4.3.4).
    ///
    /// y has a probability for each output, of sum 1; or one target for several outputs, the number k of the class, counted
    /// from 0. A number that names no output makes the loss NaN.
    CrossEntropy,
}

/// What a loss is measured in: how it changes when the targets are written in other units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossUnit {
    /// The square of the targets' unit: with targets s times as large it is s² times as large. Huber's loss counts as this,
    /// which it is for small errors.
    SquaredTarget,
    /// The targets' own unit.
    Target,
    /// Nats, the natural unit of information. Targets are classes or probabilities and have no unit.
    Nats,
}

impl Loss {
    /// Every loss, in the order in which they are taught.
    pub const ALL: [Loss; 5] = [Loss::MeanSquared, Loss::MeanAbsolute, Loss::Huber, Loss::Logistic, Loss::CrossEntropy];

    /// What it is measured in.
    #[inline]
    pub fn unit(self) -> LossUnit {
        match self {
            Loss::MeanSquared | Loss::Huber => LossUnit::SquaredTarget,
            Loss::MeanAbsolute => LossUnit::Target,
            Loss::Logistic | Loss::CrossEntropy => LossUnit::Nats,
        }
    }

    /// The loss of one point, and its slope ∂L/∂ŷ_k for each output, as their formulas say, in f64.
    ///
    /// Shapes: prediction = ŷ, target = y and slope `[outputs]`; a class is told by its probabilities.
    pub fn value_and_slope(self, prediction: &[f64], target: &[f64], slope: &mut [f64]) -> f64 {
        match self {
            Loss::MeanSquared => mean(prediction, target, slope, |y_hat, y| {
                let r = y_hat - y;
                (r * r, 2.0 * r)
            }),
            Loss::MeanAbsolute => mean(prediction, target, slope, |y_hat, y| {
                let r = y_hat - y;
                (r.abs(), sign(r))
            }),
            Loss::Huber => mean(prediction, target, slope, |y_hat, y| {
                let r = y_hat - y;
                if r.abs() < 1.0 { (0.5 * r * r, r) } else { (r.abs() - 0.5, sign(r)) }
            }),
            Loss::Logistic => mean(prediction, target, slope, |y_hat, y| {
                let e = libm::exp(-y_hat.abs()); // never overflows
                let softplus = y_hat.max(0.0) + libm::log1p(e); // ln(1 + e^ŷ)
                let sigmoid = if y_hat < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) };
                (softplus - y * y_hat, sigmoid - y)
            }),
            Loss::CrossEntropy => cross_entropy(prediction, target, slope),
        }
    }
}

/// The mean over the outputs of a term of (ŷ_k, y_k), which comes with its slope.
fn mean(prediction: &[f64], target: &[f64], slope: &mut [f64], term: impl Fn(f64, f64) -> (f64, f64)) -> f64 {
    let outputs = prediction.len() as f64;
    let mut sum = 0.0;
    for ((y_hat, y), slope) in prediction.iter().zip(target).zip(slope) {
        let (value, along) = term(*y_hat, *y);
        sum += value;
        *slope = along / outputs;
    }
    sum / outputs
}

/// −Σ y_k ln p_k with p_k = e^ŷ_k / Σ_j e^ŷ_j, and its slopes p_k Σ_j y_j − y_k. All ŷ are taken less the largest, which
/// leaves p as it is and lets nothing overflow.
fn cross_entropy(prediction: &[f64], target: &[f64], slope: &mut [f64]) -> f64 {
    let largest = prediction.iter().fold(f64::NEG_INFINITY, |largest, z| largest.max(*z));
    let total: f64 = prediction.iter().map(|z| libm::exp(z - largest)).sum();
    let given: f64 = target.iter().sum();
    let mut loss = 0.0;
    for ((z, y), slope) in prediction.iter().zip(target).zip(slope) {
        let ln_p = z - largest - libm::log(total);
        loss -= y * ln_p;
        *slope = libm::exp(ln_p) * given - y;
    }
    loss
}

/// 1, −1, or 0 at 0.
fn sign(r: f64) -> f64 {
    if r == 0.0 { 0.0 } else { r.signum() }
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
