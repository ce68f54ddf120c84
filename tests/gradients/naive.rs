//! The oracle of the gradients: a model in f64 that takes one point at a time, by the plainest way to write each formula.

use kittengrad::learn::{Activation, Loss, Penalty};

/// One point: x and y.
pub type Point = (Vec<f64>, Vec<f64>);

/// The oracle: widths from the inputs to the outputs, parameters in the documented order, one point at a time.
pub struct Naive {
    pub widths: Vec<usize>,
    pub activations: Vec<Activation>, // of each layer
    pub loss: Loss,
    pub penalty: Penalty,
    pub masks: Vec<Vec<f64>>, // of each point, for its hidden units from the first to the last; empty without dropout
}

impl Naive {
    pub fn parameter_count(&self) -> usize {
        self.widths.windows(2).map(|w| (w[0] + 1) * w[1]).sum()
    }

    /// ŷ at point p, and on which side of its kink every unit stands that has one.
    pub fn answer(&self, theta: &[f64], p: usize, x: &[f64], sides: &mut Vec<bool>) -> Vec<f64> {
        let (mut values, mut at, mut unit) = (x.to_vec(), 0, 0);
        for (l, pair) in self.widths.windows(2).enumerate() {
            let (n_in, n_out) = (pair[0], pair[1]);
            let mut next = Vec::new();
            for o in 0..n_out {
                let mut z = theta[at + n_out * n_in + o];
                for i in 0..n_in {
                    z += theta[at + o * n_in + i] * values[i];
                }
                if matches!(self.activations[l], Activation::Relu | Activation::LeakyRelu) {
                    sides.push(z > 0.0);
                }
                let mask = self.masks.get(p).and_then(|mask| mask.get(unit)).unwrap_or(&1.0);
                next.push(mask * bend(self.activations[l], z));
                unit += 1;
            }
            at += n_out * (n_in + 1);
            values = next;
        }
        values
    }

    /// The data term, the penalty, and all sides.
    pub fn loss(&self, theta: &[f64], points: &[Point]) -> (f64, f64, Vec<bool>) {
        let (mut total, mut sides) = (0.0, Vec::new());
        for (p, (x, y)) in points.iter().enumerate() {
            let y_hat = self.answer(theta, p, x, &mut sides);
            if self.loss == Loss::MeanAbsolute {
                sides.extend(y_hat.iter().zip(y).map(|(y_hat, y)| y_hat > y));
            }
            total += wrong(self.loss, &y_hat, y);
        }
        let (mut penalty, mut at) = (0.0, 0);
        for pair in self.widths.windows(2) {
            for w in &theta[at..at + pair[0] * pair[1]] {
                penalty += match self.penalty {
                    Penalty::None => 0.0,
                    Penalty::L1 { strength } => f64::from(strength) * w.abs(),
                    Penalty::L2 { strength } => 0.5 * f64::from(strength) * w * w,
                };
                sides.push(matches!(self.penalty, Penalty::L1 { .. }) && *w > 0.0);
            }
            at += (pair[0] + 1) * pair[1];
        }
        (total / points.len() as f64, penalty, sides)
    }

    /// Central differences; None where a kink lies within the step.
    pub fn gradient(&self, theta: &[f64], points: &[Point], only: &[usize]) -> Vec<Option<f64>> {
        const STEP: f64 = 1e-5;
        let mut theta = theta.to_vec();
        let at = |theta: &[f64]| {
            let (data, penalty, sides) = self.loss(theta, points);
            (data + penalty, sides)
        };
        only.iter()
            .map(|&k| {
                let here = theta[k];
                theta[k] = here + STEP;
                let (above, sides_above) = at(&theta);
                theta[k] = here - STEP;
                let (below, sides_below) = at(&theta);
                theta[k] = here;
                (sides_above == sides_below).then_some((above - below) / (2.0 * STEP))
            })
            .collect()
    }

    /// Moves a target away that the model hits to two digits or more, since their difference has lost as many in f32. So
    /// every case is compared within the same bounds.
    pub fn keep_apart(&self, theta: &[f64], points: &mut [Point]) {
        let near = self.loss(theta, points).0.sqrt() < 0.15;
        for (p, (x, y)) in points.iter_mut().enumerate() {
            let y_hat = self.answer(theta, p, x, &mut Vec::new());
            match self.loss {
                Loss::MeanSquared | Loss::Huber if near => y.iter_mut().for_each(|y| *y = f64::from((*y + 1.0) as f32)),
                Loss::MeanAbsolute => {
                    let close = y.iter_mut().zip(y_hat).filter(|(y, y_hat)| (**y - y_hat).abs() < 1e-3);
                    close.for_each(|(y, _)| *y = f64::from((*y + 1.0) as f32));
                }
                Loss::Logistic if near => y.iter_mut().for_each(|y| *y = 1.0 - *y),
                Loss::CrossEntropy if near => y.rotate_left(1),
                _ => {}
            }
        }
    }
}

fn bend(activation: Activation, z: f64) -> f64 {
    match activation {
        Activation::Linear => z,
        Activation::Relu => z.max(0.0),
        Activation::LeakyRelu => z.max(0.01 * z),
        Activation::Tanh => z.tanh(),
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Activation::Elu => z.max(z.min(0.0).exp_m1()),
        Activation::Gelu => 0.5 * z * libm::erfc(-z / 2.0_f64.sqrt()),
        Activation::Silu => z / (1.0 + (-z).exp()),
        Activation::Sine => z.sin(),
    }
}

/// The loss of one point.
fn wrong(loss: Loss, y_hat: &[f64], y: &[f64]) -> f64 {
    let mean = |term: fn(f64, f64) -> f64| y_hat.iter().zip(y).map(|(a, b)| term(*a, *b)).sum::<f64>() / y.len() as f64;
    match loss {
        Loss::MeanSquared => mean(|a, b| (a - b).powi(2)),
        Loss::MeanAbsolute => mean(|a, b| (a - b).abs()),
        Loss::Huber => mean(|a, b| if (a - b).abs() < 1.0 { 0.5 * (a - b).powi(2) } else { (a - b).abs() - 0.5 }),
        // −b ln p − (1 − b) ln(1 − p) with p = 1 / (1 + e^−a), written so that no digit is lost where p is next to 0 or 1.
        Loss::Logistic => mean(|a, b| a.max(0.0) + (-a.abs()).exp().ln_1p() - b * a),
        // −Σ y ln p with p = e^z / Σ e^z; the greatest z is taken off first, since e^z may overflow.
        Loss::CrossEntropy => {
            let greatest = y_hat.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let log_total = greatest + y_hat.iter().map(|z| (z - greatest).exp()).sum::<f64>().ln();
            y_hat.iter().zip(y).map(|(z, y)| y * (log_total - z)).sum()
        }
    }
}
