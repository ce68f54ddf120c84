//! The answer that descent on a linear model should find, and how steep the way there is, computed at once.

use super::batch::Batch;

/// What is known of a linear model's objective without descending.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// `[w_1 … w_d, b]` where the objective is least.
    pub parameters: Vec<f64>,
    /// The largest eigenvalue of the objective's Hessian, above 0, on which the limit of the learning rate depends: see
    /// [`super::descent::Optimizer::rate_limit`].
    pub curvature: f64,
}

/// The least mean squared error of a linear model on the batch, with the penalty ½ λ w·w on top of it (ridge, Hoerl and
/// Kennard 1970); the bias is free of it. `strength` is λ, 0 or more. In f64.
///
/// Where many parameters are equally good (fewer points than parameters, equal points) these are the ones of least
/// w·w + b·b, to which descent from zero also converges. None when there are no points, not exactly one target, or a value
/// is not finite.
///
/// The points make a matrix A, one row each, of inputs and a final 1. n times the objective is the squared error of n + d
/// points: each weight stands alone in one more row, times √(λ n / 2), and is to be 0 there. One-sided Jacobi rotations
/// (Hestenes 1958; Golub and Van Loan §8.6) turn the columns of A until they are orthogonal, A V = U Σ. Then the answer is
/// V Σ⁻¹ Uᵀ y, where singular values below rounding are left out, and the Hessian 2/n AᵀA has the eigenvalues 2/n σ². A is
/// never squared, so a ravine costs half the digits that it costs the normal equations.
#[inline]
pub fn solve(batch: &Batch, strength: f64) -> Option<Solution> {
    if batch.count() == 0 || batch.target_count() != 1 {
        return None;
    }
    let wide = |row: &[f32]| row.iter().map(|&v| f64::from(v)).collect::<Vec<f64>>();
    let mut y = wide(batch.target(0));
    let mut columns: Vec<Vec<f64>> = (0..batch.input_count()).map(|i| wide(batch.input(i))).collect(); // [d + 1][count]
    columns.push(vec![1.0; y.len()]);
    if strength > 0.0 {
        let pull = f64::sqrt(0.5 * strength * y.len() as f64);
        y.resize(batch.count() + batch.input_count(), 0.0);
        for (i, column) in columns.iter_mut().enumerate() {
            column.resize(y.len(), 0.0);
            if let Some(own) = column.get_mut(batch.count() + i) {
                *own = pull;
            }
        }
    }
    if !(columns.iter().flatten().all(|v| v.is_finite()) && y.iter().all(|v| v.is_finite())) {
        return None;
    }
    let size = columns.len();
    // V, [d + 1][d + 1], column by column: the rotations so far.
    let mut turned = vec![vec![0.0; size]; size];
    for (i, column) in turned.iter_mut().enumerate() {
        column[i] = 1.0;
    }
    orthogonalize(&mut columns, &mut turned);

    let largest = columns.iter().map(|u| dot(u, u)).fold(0.0, f64::max);
    let negligible = f64::EPSILON * size.max(y.len()) as f64; // as a part of the largest singular value
    let mut parameters = vec![0.0; size];
    for (u, v) in columns.iter().zip(&turned) {
        let square = dot(u, u); // σ², since u is σ times a unit vector
        if square > negligible * negligible * largest {
            let along = dot(u, &y) / square;
            parameters.iter_mut().zip(v).for_each(|(p, v)| *p += along * v);
        }
    }
    let curvature = 2.0 / batch.count() as f64 * largest;
    let known = parameters.iter().all(|p| p.is_finite()) && curvature > 0.0 && curvature.is_finite();
    known.then_some(Solution { parameters, curvature })
}

/// Rotates pairs of columns until all are orthogonal up to rounding, and the columns of `turned` with them.
#[inline]
fn orthogonalize(columns: &mut [Vec<f64>], turned: &mut [Vec<f64>]) {
    const SWEEPS: usize = 40; // 3 to 10 are enough; the bound only makes sure that it ends
    for _ in 0..SWEEPS {
        let mut done = true;
        for j in 1..columns.len() {
            for i in 0..j {
                let (before, from_j) = columns.split_at_mut(j);
                let (p, q) = (&mut before[i], &mut from_j[0]);
                let (pp, qq, pq) = (dot(p, p), dot(q, q), dot(p, q));
                if pq.abs() <= 1e-14 * f64::sqrt(pp * qq) {
                    continue;
                }
                done = false;
                // The smaller root t = tan θ of t² + 2 ζ t − 1 = 0 makes the turned columns orthogonal.
                let zeta = (qq - pp) / (2.0 * pq);
                let t = 1.0_f64.copysign(zeta) / (zeta.abs() + f64::sqrt(1.0 + zeta * zeta));
                let cos = 1.0 / f64::sqrt(1.0 + t * t);
                rotate(p, q, cos, cos * t);
                let (before, from_j) = turned.split_at_mut(j);
                rotate(&mut before[i], &mut from_j[0], cos, cos * t);
            }
        }
        if done {
            return;
        }
    }
}

/// (p, q) ← (cos p − sin q, sin p + cos q).
#[inline]
fn rotate(p: &mut [f64], q: &mut [f64], cos: f64, sin: f64) {
    for (p, q) in p.iter_mut().zip(q) {
        (*p, *q) = (cos * *p - sin * *q, sin * *p + cos * *q);
    }
}

#[inline]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
