//! One dense layer on a batch: forward, and backward directly under it.
//!
//! A layer has `units` rows of weights, `[units][inputs]`, and sees `x`, `[inputs][stride]`. What is written here as one sum is
//! taken in one of three ways: on few points without any loop over them ([`super::few`]), else in blocks of points and units
//! ([`super::blocks`]), for which a wide layer is laid out first ([`super::tiles`]). Each value is summed in the same order in
//! all of them, so the bits do not depend on the way. Sums over the points mask the padding; elsewhere it is worked on and
//! stays in its lanes.

use super::tiles::Scratch;
use super::vector::{LANES, Vector};
use super::{blocks, few};

/// `z[o][p] = b[o] + Σ_i w[o][i] · x[i][p]`, for all units o and points p.
///
/// Shapes: weights `[units][inputs]`, biases `[units]`, x `[inputs][stride]`, z `[units][stride]`.
#[inline(always)]
pub fn forward(
    weights: &[f32],
    inputs: usize,
    biases: &[f32],
    x: &[f32],
    stride: usize,
    scratch: &mut Scratch,
    z: &mut [f32],
) {
    if stride == 0 {
        return;
    }
    match stride / LANES {
        1 => few::forward::<1>(weights, inputs, biases, x, z),
        2 => few::forward::<2>(weights, inputs, biases, x, z),
        3 => few::forward::<3>(weights, inputs, biases, x, z),
        few::MOST => few::forward::<4>(weights, inputs, biases, x, z),
        _ => blocks::forward(weights, inputs, biases, x, stride, scratch, z),
    }
}

/// `∂L/∂x[i][p] = Σ_o w[o][i] · δ[o][p]`: what [`forward`] sent up through w comes down through the same w.
///
/// Shapes: weights `[units][inputs]`, delta = ∂L/∂z `[units][stride]`, dx `[inputs][stride]`.
#[inline(always)]
pub fn backward_inputs(
    weights: &[f32],
    (units, inputs): (usize, usize),
    delta: &[f32],
    stride: usize,
    scratch: &mut Scratch,
    dx: &mut [f32],
) {
    if inputs == 0 || stride == 0 {
        return;
    }
    match stride / LANES {
        1 => few::backward_inputs::<1>(weights, inputs, delta, dx),
        2 => few::backward_inputs::<2>(weights, inputs, delta, dx),
        3 => few::backward_inputs::<3>(weights, inputs, delta, dx),
        few::MOST => few::backward_inputs::<4>(weights, inputs, delta, dx),
        _ => blocks::backward_inputs(weights, (units, inputs), delta, stride, scratch, dx),
    }
}

/// `∂L/∂w[o][i] = Σ_p δ[o][p] · x[i][p]` and `∂L/∂b[o] = Σ_p δ[o][p]`, summed over the `count` real points only.
///
/// Shapes: delta `[units][stride]`, x `[inputs][stride]`, dw `[units][inputs]`, db `[units]`.
#[inline(always)]
pub fn backward_parameters(
    delta: &[f32],
    (x, inputs): (&[f32], usize),
    (count, stride): (usize, usize),
    dw: &mut [f32],
    db: &mut [f32],
) {
    if stride == 0 {
        dw.fill(0.0);
        db.fill(0.0);
        return;
    }
    let last = Vector::first_lanes(count + LANES - stride); // which of a row's last vector hold points
    match stride / LANES {
        1 => few::backward_parameters::<1>(delta, (x, inputs), last, dw, db),
        2 => few::backward_parameters::<2>(delta, (x, inputs), last, dw, db),
        3 => few::backward_parameters::<3>(delta, (x, inputs), last, dw, db),
        few::MOST => few::backward_parameters::<4>(delta, (x, inputs), last, dw, db),
        _ => blocks::backward_parameters(delta, (x, inputs), stride, last, dw, db),
    }
}
