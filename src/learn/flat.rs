//! Vectors in the space of all parameters, each a flat slice: scalar products and distances.
//!
//! They are asked for at every step, so they are computed four numbers at a time; the lanes are added in f64.

use super::fast::vector::{LANES, Vector};

/// Scalar product.
pub fn dot(a: &[f32], b: &[f32]) -> f64 {
    offset_dot(a, a, 0.0, b)
}

/// (position − share · origin) · axis; taken again in f64 where f32 has overflowed or underflowed.
pub fn offset_dot(position: &[f32], origin: &[f32], share: f32, axis: &[f32]) -> f64 {
    let shares = Vector::splat(share);
    let sum = total(position, origin, axis, |p, o, a| (p - o * shares) * a);
    if (1e-30..1e30).contains(&sum.abs()) {
        return sum;
    }
    let at = |row: &[f32], i: usize| row.get(i).copied().map_or(0.0, f64::from);
    (0..axis.len()).map(|i| (at(position, i) - f64::from(share) * at(origin, i)) * at(axis, i)).sum()
}

/// |a − b|².
pub fn squared_distance(a: &[f32], b: &[f32]) -> f64 {
    total(a, b, b, |a, b, _| (a - b) * (a - b))
}

/// Σ term(a_i, b_i, c_i) in eight independent lanes, which are added in f64. The term of zeros is zero.
#[inline(always)]
fn total(a: &[f32], b: &[f32], c: &[f32], term: impl Fn(Vector, Vector, Vector) -> Vector) -> f64 {
    let mut sums = [Vector::ZERO; 2];
    let [(a, a_rest), (b, b_rest), (c, c_rest)] = [a, b, c].map(|row| row.as_chunks::<{ 2 * LANES }>());
    for ((a, b), c) in a.iter().zip(b).zip(c) {
        let [a, b, c] = [a, b, c].map(|row| row.as_chunks().0);
        for half in 0..2 {
            let [a, b, c] = [a, b, c].map(|row| Vector::from_array(row[half]));
            sums[half] = sums[half] + term(a, b, c);
        }
    }
    let rests = a_rest.chunks(LANES).zip(b_rest.chunks(LANES)).zip(c_rest.chunks(LANES));
    for (sum, ((a, b), c)) in sums.iter_mut().zip(rests) {
        *sum = *sum + term(Vector::from_rest(a), Vector::from_rest(b), Vector::from_rest(c));
    }
    let mut sum = 0.0;
    for lanes in sums {
        lanes.to_array().into_iter().for_each(|value| sum += f64::from(value));
    }
    sum
}
