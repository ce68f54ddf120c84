//! The inputs of a polynomial: plain powers of x, or polynomials that are orthonormal on the points.
//!
//! Fitting y = w_1 φ_1(x) + … + w_d φ_d(x) + b is a linear model whose inputs are φ_1(x) … φ_d(x). With φ_k = x^k these
//! inputs are nearly copies of one another, the loss is a ravine, and descent creeps along it for ever. Polynomials that
//! are orthonormal on the points span the same curves, and the loss becomes a round bowl.

use super::scaling::Scaling;

/// φ_1 … φ_d, built one from another: φ_k = (x φ_{k−1} − Σ_{j<k} h_kj φ_j) / n_k, with φ_0 = 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    degree: usize,
    steps: Vec<Step>, // [rank]; φ_k with k > rank is 0 everywhere
}

/// How φ_k comes from those before it.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    projections: Vec<f64>, // h_kj for j = 0 … k−1; none for the plain powers
    norm: f64,             // n_k
}

impl Step {
    /// φ_k(x) from φ_1(x) … φ_{k−1}(x).
    #[inline]
    fn next(&self, x: f64, before: &[f64]) -> f64 {
        let (mut last, mut known) = (1.0, 0.0);
        if let Some((h, rest)) = self.projections.split_first() {
            known = rest.iter().zip(before).fold(*h, |known, (h, p)| known + h * p);
        }
        if let Some(before) = before.last() {
            last = *before;
        }
        (x * last - known) / self.norm
    }
}

impl Basis {
    /// The powers x, x², …, x^degree of whatever x is given.
    #[inline]
    pub fn raw(degree: usize) -> Basis {
        Basis { degree, steps: vec![Step { projections: Vec::new(), norm: 1.0 }; degree] }
    }

    /// Polynomials with mean(φ_j φ_k) = 1 if j = k, else 0, the mean taken over `xs`.
    ///
    /// So the Hessian of the mean squared error is twice the identity, and descent converges in a few steps. Forsythe's
    /// recurrence (1957), with all earlier polynomials projected out instead of the last two, and again from what is left,
    /// which keeps it accurate at high degrees (Brubeck, Nakatsukasa and Trefethen, Vandermonde with Arnoldi, 2021). What
    /// the points cannot determine, as a degree not below the number of distinct xs, is 0 everywhere.
    #[inline]
    pub fn orthonormal(degree: usize, xs: &[f64]) -> Basis {
        const UNDETERMINED: f64 = 1e-9; // what is left of x φ_{k−1} after projection, as a part of it
        let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / xs.len() as f64;
        let mut phi = vec![Vec::with_capacity(degree); xs.len()]; // [point][k − 1]
        let mut steps: Vec<Step> = Vec::new();
        for k in 1..=degree {
            let mut step = Step { projections: vec![0.0; k], norm: 1.0 };
            let left = |step: &Step| xs.iter().zip(&phi).map(|(&x, phi)| step.next(x, phi)).collect::<Vec<f64>>();
            let size = |left: &[f64]| f64::sqrt(mean(&mut left.iter().map(|l| l * l)));
            let whole = size(&left(&step));
            for _ in 0..3 {
                let left = left(&step);
                step.projections[0] += mean(&mut left.iter().copied());
                for j in 1..k {
                    step.projections[j] += mean(&mut left.iter().zip(&phi).map(|(l, phi)| l * phi[j - 1]));
                }
            }
            let left = left(&step);
            step.norm = size(&left);
            let determined = step.norm > UNDETERMINED * whole && step.norm.is_finite(); // false for NaN: no points at all
            if !determined {
                break;
            }
            phi.iter_mut().zip(left).for_each(|(phi, l)| phi.push(l / step.norm));
            steps.push(step);
        }
        Basis { degree, steps }
    }

    /// How many inputs the model has.
    pub fn degree(&self) -> usize {
        self.degree
    }

    /// How many of them are not 0 everywhere.
    pub fn rank(&self) -> usize {
        self.steps.len()
    }

    /// How each of these comes from those before it: h_k0 … h_k,k−1, none for the plain powers, and n_k.
    pub fn recurrence(&self) -> impl Iterator<Item = (&[f64], f64)> {
        self.steps.iter().map(|step| (&step.projections[..], step.norm))
    }

    /// φ_1(x) … φ_d(x) into `out`, `[degree]`.
    #[inline]
    pub fn evaluate(&self, x: f64, out: &mut [f64]) {
        out.fill(0.0);
        for (k, step) in self.steps.iter().enumerate().take(out.len()) {
            out[k] = step.next(x, &out[..k]);
        }
    }

    /// c_0 … c_d such that b + Σ w_k φ_k(x) = Σ c_k x^k. `weights` is `[degree]`.
    #[inline]
    pub fn coefficients(&self, weights: &[f32], bias: f32) -> Vec<f64> {
        let mut sum = vec![0.0; self.degree + 1];
        sum[0] = f64::from(bias);
        let mut phi = vec![vec![1.0]]; // [k][power]
        for (step, &weight) in self.steps.iter().zip(weights) {
            let mut next = vec![0.0; phi.len() + 1];
            next[1..].copy_from_slice(&phi[phi.len() - 1]); // times x
            for (h, p) in step.projections.iter().zip(&phi) {
                next.iter_mut().zip(p).for_each(|(n, p)| *n -= h * p);
            }
            next.iter_mut().for_each(|n| *n /= step.norm);
            sum.iter_mut().zip(&next).for_each(|(s, n)| *s += f64::from(weight) * n);
            phi.push(next);
        }
        sum
    }
}

/// The coefficients of the same curve in powers of the user's x, giving the user's y.
///
/// In the model's units y = Σ c_k z^k with z = (x − x_mean) / x_scale; the sum is expanded by Horner's rule.
#[inline]
pub fn in_user_units(coefficients: &[f64], scaling: &Scaling) -> Vec<f64> {
    let mut sum = vec![0.0; coefficients.len().max(1)];
    for c in coefficients.iter().rev() {
        // sum ← sum · z + c, from the highest power down since each needs the one below it.
        for power in (0..sum.len()).rev() {
            let below = if power == 0 { 0.0 } else { sum[power - 1] };
            sum[power] = (below - scaling.x_mean * sum[power]) / scaling.x_scale;
        }
        sum[0] += c;
    }
    sum.iter_mut().for_each(|c| *c *= scaling.y_scale);
    sum[0] += scaling.y_mean;
    sum
}
