//! How wrong the model is on a batch, and how that depends on each of its answers.
//!
//! ŷ is what the last layer gives, y the target, r = ŷ − y. All are means over the points, and where each output is judged
//! by itself, over the outputs too, as in PyTorch. Only real points count; a NaN among them makes the loss NaN.

use super::batch::Batch;
use super::functions::{exp, ln, ln_1_plus, sigmoid};
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

impl Loss {
    /// Every loss, in the order in which they are taught.
    pub const ALL: [Loss; 5] = [Loss::MeanSquared, Loss::MeanAbsolute, Loss::Huber, Loss::Logistic, Loss::CrossEntropy];

    /// The loss after `forward`; 0 without points.
    pub fn value(self, batch: &Batch, ws: &Workspace) -> f32 {
        let zero = Vector::ZERO;
        match self {
            Loss::MeanSquared => mse(batch, ws),
            Loss::MeanAbsolute => mean(batch, ws, |y_hat, y| (y_hat - y).abs()),
            Loss::Huber => mean(batch, ws, |y_hat, y| {
                let (half, size) = (Vector::splat(0.5), (y_hat - y).abs());
                Vector::splat(1.0).if_at_most(size, size - half, half * size * size)
            }),
            // ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|), where nothing overflows.
            Loss::Logistic => mean(batch, ws, |z, y| {
                zero.if_below(z, z, z.if_at_most(zero, zero, z)) - z * y + ln_1_plus(exp(-z.abs()))
            }),
            Loss::CrossEntropy => cross_entropy(batch, ws.output()),
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
            Loss::Logistic => each(1.0, batch, prediction, delta, |z, y| sigmoid(z) - y),
            Loss::CrossEntropy => cross_entropy_backward(batch, prediction, delta),
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
fn mean(batch: &Batch, ws: &Workspace, term: impl Fn(Vector, Vector) -> Vector) -> f32 {
    let mut sum = 0.0;
    if batch.stride() == 0 {
        return sum;
    }
    let targets = batch.padded_targets().chunks_exact(batch.stride());
    for (prediction, target) in ws.output().chunks_exact(batch.stride()).zip(targets) {
        let mut sums = Vector::ZERO;
        let terms = prediction.as_chunks().0.iter().zip(target.as_chunks().0);
        for (v, (y_hat, y)) in terms.enumerate() {
            let term = term(Vector::from_array(*y_hat), Vector::from_array(*y));
            sums = sums + real(batch, v, term);
        }
        let [a, b, c, d] = sums.to_array();
        sum += (a + b) + (c + d);
    }
    sum / (batch.count() * batch.target_count()) as f32
}

/// The v-th vector of a row with 0 in the place of padding.
#[inline(always)]
fn real(batch: &Batch, v: usize, values: Vector) -> Vector {
    let left = batch.count() - v * LANES;
    if left >= LANES {
        return values;
    }
    let values = values.to_array();
    Vector::from_array(std::array::from_fn(|lane| if lane < left { values[lane] } else { 0.0 }))
}

/// δ = `factor` / (points · outputs) times the slope of a term.
#[inline(always)]
fn each(factor: f32, batch: &Batch, prediction: &[f32], delta: &mut [f32], slope: impl Fn(Vector, Vector) -> Vector) {
    let factor = Vector::splat(factor / (batch.count() * batch.target_count()).max(1) as f32);
    let targets = batch.padded_targets().as_chunks().0;
    for ((d, y_hat), y) in delta.as_chunks_mut().0.iter_mut().zip(prediction.as_chunks().0).zip(targets) {
        *d = (factor * slope(Vector::from_array(*y_hat), Vector::from_array(*y))).to_array();
    }
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

fn cross_entropy(batch: &Batch, logits: &[f32]) -> f32 {
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
        sums = sums + real(batch, p / LANES, term);
    }
    let [a, b, c, d] = sums.to_array();
    ((a + b) + (c + d)) / batch.count() as f32
}

/// ∂L/∂ŷ_k = (p_k Σy − y_k) / points.
fn cross_entropy_backward(batch: &Batch, logits: &[f32], delta: &mut [f32]) {
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
