//! The answer that descent on a linear model should find, computed at once.

use super::batch::Batch;

/// `[w_1 … w_d, b]` of the linear model with the least mean squared error on the batch, in f64.
///
/// Where many are equally good (fewer points than parameters, equal points) it is the one of least w·w + b·b, to which
/// descent from zero also converges. None when there are no points, not exactly one target, or a value is not finite.
///
/// The points make a matrix A, one row each, of inputs and a final 1. One-sided Jacobi rotations (Hestenes 1958; Golub and
/// Van Loan §8.6) turn its columns until they are orthogonal, A V = U Σ; then the answer is V Σ⁻¹ Uᵀ y, where singular
/// values below rounding are left out. A is never squared, so a ravine costs half the digits that it costs the normal
/// equations.
#[inline]
pub fn least_squares(batch: &Batch) -> Option<Vec<f64>> {
    ridge(batch, 0.0)
}

/// As [`least_squares`], with the penalty ½ λ w·w on top of the mean squared error (ridge, Hoerl and Kennard 1970); the bias
/// goes free. λ is 0 or more.
///
/// n times that sum is the square error of n + d points: each weight stands alone in one more of them, times √(λ n / 2), and
/// is to be 0 there.
#[inline]
pub fn ridge(batch: &Batch, strength: f64) -> Option<Vec<f64>> {
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
    // [d + 1][d + 1], column by column: the rotations so far.
    let mut turned = vec![vec![0.0; size]; size];
    for (i, column) in turned.iter_mut().enumerate() {
        column[i] = 1.0;
    }
    orthogonalize(&mut columns, &mut turned);

    let largest = columns.iter().map(|u| dot(u, u)).fold(0.0, f64::max);
    let negligible = f64::EPSILON * size.max(y.len()) as f64; // as a part of the largest singular value
    let mut answer = vec![0.0; size];
    for (u, v) in columns.iter().zip(&turned) {
        let square = dot(u, u); // σ², since u is σ times a unit vector
        if square > negligible * negligible * largest {
            let along = dot(u, &y) / square;
            answer.iter_mut().zip(v).for_each(|(a, v)| *a += along * v);
        }
    }
    answer.iter().all(|a| a.is_finite()).then_some(answer)
}

/// Rotates pairs of columns until all are orthogonal to rounding, and the columns of `turned` along with them.
#[inline]
fn orthogonalize(columns: &mut [Vec<f64>], turned: &mut [Vec<f64>]) {
    const SWEEPS: usize = 40; // it takes 3 to 10; the bound is for what cannot be foreseen
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

/// The largest eigenvalue of the Hessian of a linear model's mean squared error, 2/n·AᵀA, on which the limit of the
/// learning rate depends: see [`super::descent::Optimizer::rate_limit`]. None when there are no points or a value is not
/// finite.
///
/// It comes from power iteration, from below; 200 rounds leave less than a percent even between neighbours.
#[inline]
pub fn largest_eigenvalue(batch: &Batch) -> Option<f64> {
    largest_curvature(batch, 0.0)
}

/// As [`largest_eigenvalue`], with the penalty ½ λ w·w on top of the mean squared error, which adds λ for each weight and
/// nothing for the bias.
#[inline]
pub fn largest_curvature(batch: &Batch, strength: f64) -> Option<f64> {
    let rows: Vec<&[f32]> = (0..batch.input_count()).map(|i| batch.input(i)).collect(); // [d][count]
    let n = batch.count();
    let mut direction = vec![1.0; rows.len() + 1];
    let mut point = vec![1.0; rows.len() + 1]; // its inputs and a final 1
    let mut eigenvalue = 0.0;
    for _ in 0..200 {
        let mut next = vec![0.0; direction.len()];
        for p in 0..n {
            for (input, row) in point.iter_mut().zip(&rows) {
                *input = f64::from(row[p]);
            }
            let along = 2.0 / n as f64 * dot(&point, &direction);
            next.iter_mut().zip(&point).for_each(|(s, a)| *s += along * a);
        }
        next.iter_mut().zip(&direction).take(rows.len()).for_each(|(s, d)| *s += strength * d);
        let length = dot(&next, &next).sqrt();
        let before = std::mem::replace(&mut eigenvalue, length);
        if !(length > 0.0 && length.is_finite()) {
            return None;
        }
        direction = next.into_iter().map(|d| d / length).collect();
        if (eigenvalue - before).abs() <= 1e-9 * eigenvalue {
            break;
        }
    }
    (eigenvalue > 0.0).then_some(eigenvalue)
}
