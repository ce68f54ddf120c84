//! A layer on a few points, as a mini-batch has them: a row is V vectors, and V is known when this is compiled.
//!
//! So there is no loop over points, and with it none of what surrounds a loop, which would take longer than the sums. These
//! are the sums of `layer`, in the same order.

use super::size::Size;
use super::vector::{LANES, Vector};

/// V vectors as they lie in memory.
type Row<const V: usize> = [[f32; LANES]; V];

/// As `layer::forward`.
#[inline(always)]
pub(super) fn forward<const V: usize>(weights: &[f32], inputs: usize, biases: &[f32], x: &[f32], z: &mut [f32]) {
    let (x, mut weights) = (rows::<V>(x), weights);
    for (z, &bias) in rows_mut::<V>(z).iter_mut().zip(biases) {
        let (w, rest) = weights.split_at(inputs);
        let mut sums = [Vector::splat(bias); V];
        for (&w, x) in w.iter().zip(x) {
            add(&mut sums, w, x);
        }
        (*z, weights) = (sums.map(Vector::to_array), rest);
    }
}

/// As `layer::backward_inputs`.
#[inline(always)]
pub(super) fn backward_inputs<const V: usize>(weights: &[f32], inputs: usize, delta: &[f32], dx: &mut [f32]) {
    let delta = rows::<V>(delta);
    for (i, dx) in rows_mut::<V>(dx).iter_mut().enumerate().take(inputs) {
        let mut sums = [Vector::ZERO; V];
        for (&w, delta) in weights[i..].iter().step_by(inputs).zip(delta) {
            add(&mut sums, w, delta);
        }
        *dx = sums.map(Vector::to_array);
    }
}

/// `sums += w · x`.
#[inline(always)]
fn add<const V: usize>(sums: &mut [Vector; V], w: f32, x: &Row<V>) {
    let w = Vector::splat(w);
    for (sum, x) in sums.iter_mut().zip(x) {
        *sum = *sum + w * Vector::from_array(*x);
    }
}

/// As `layer::backward_parameters`; the last vector of a row is masked.
#[inline(always)]
pub(super) fn backward_parameters<const V: usize>(
    delta: &[f32],
    x: &[f32],
    size: Size,
    dw: &mut [f32],
    db: &mut [f32],
) {
    let (inputs, real) = (size.inputs, size.real());
    let (x, mut dw) = (&rows::<V>(x)[..inputs], dw);
    for (delta, db) in rows::<V>(delta).iter().zip(db) {
        let delta = delta.map(Vector::from_array);
        let (row, rest) = dw.split_at_mut(inputs);
        *db = total(delta, real);
        for (dw, x) in row.iter_mut().zip(x) {
            *dw = total::<V>(std::array::from_fn(|v| delta[v] * Vector::from_array(x[v])), real);
        }
        dw = rest;
    }
}

/// The sum over a row's real points.
#[inline(always)]
fn total<const V: usize>(row: [Vector; V], real: Vector) -> f32 {
    let mut sum = Vector::ZERO;
    for (v, value) in row.into_iter().enumerate() {
        sum = sum + if v + 1 == V { value.and(real) } else { value };
    }
    sum.total()
}

#[inline(always)]
fn rows<const V: usize>(values: &[f32]) -> &[Row<V>] {
    values.as_chunks().0.as_chunks().0
}

#[inline(always)]
fn rows_mut<const V: usize>(values: &mut [f32]) -> &mut [Row<V>] {
    values.as_chunks_mut().0.as_chunks_mut().0
}
