//! One dense layer on a batch, as [`super::super::layer`] has it, forward and directly under it backward.
//!
//! What is written here as one sum is taken in one of three ways: on few points without a loop over them (`few`); where there
//! is one term to a sum, row by row; else in blocks of rows and points (`blocks`). Each value is summed in the same order in
//! all of them, so the bits do not depend on the way. Sums over the points mask the padding; elsewhere it is worked on and
//! stays in its lanes.

use super::size::Size;
use super::vector::{LANES, Vector};
use super::{blocks, few};

/// `z[o][p] = b[o] + Σ_i w[o][i] · x[i][p]`, for all units o and points p.
///
/// Shapes: weights `[units][inputs]`, biases `[units]`, x `[inputs][stride]`, z `[units][stride]`.
pub fn forward(weights: &[f32], biases: &[f32], x: &[f32], size: Size, z: &mut [f32]) {
    let (inputs, stride) = (size.inputs, size.stride());
    match stride / LANES {
        0 => {}
        1 => few::forward::<1>(weights, inputs, biases, x, z),
        2 => few::forward::<2>(weights, inputs, biases, x, z),
        3 => few::forward::<3>(weights, inputs, biases, x, z),
        4 => few::forward::<4>(weights, inputs, biases, x, z),
        _ if inputs == 1 => scale(weights, biases, x, z),
        _ => blocks::forward(weights, biases, x, size, z),
    }
}

/// `∂L/∂x[i][p] = Σ_o w[o][i] · δ[o][p]`: what [`forward`] sent up through w comes down through the same w.
///
/// Shapes: weights `[units][inputs]`, delta = ∂L/∂z `[units][stride]`, dx `[inputs][stride]`.
pub fn backward_inputs(weights: &[f32], delta: &[f32], size: Size, dx: &mut [f32]) {
    let (inputs, stride) = (size.inputs, size.stride());
    if weights.is_empty() {
        dx.fill(0.0); // no units: nothing depends on the inputs, if there are any
        return;
    }
    match stride / LANES {
        0 => {}
        1 => few::backward_inputs::<1>(weights, inputs, delta, dx),
        2 => few::backward_inputs::<2>(weights, inputs, delta, dx),
        3 => few::backward_inputs::<3>(weights, inputs, delta, dx),
        4 => few::backward_inputs::<4>(weights, inputs, delta, dx),
        _ if weights.len() == inputs => scale(weights, &[], delta, dx), // one unit
        _ => blocks::backward_inputs(weights, delta, size, dx),
    }
}

/// `out[r][p] = start[r] + w[r] · x[p]`; `start` may be empty, for zeros. Shapes: w `[rows]`, x `[stride]`, out
/// `[rows][stride]`.
fn scale(w: &[f32], start: &[f32], x: &[f32], out: &mut [f32]) {
    let x = x.as_chunks().0;
    for (r, (out, &w)) in out.as_chunks_mut().0.chunks_exact_mut(x.len()).zip(w).enumerate() {
        let (start, w) = (Vector::splat(start.get(r).copied().unwrap_or_default()), Vector::splat(w));
        for (out, x) in out.iter_mut().zip(x) {
            *out = (start + w * Vector::from_array(*x)).to_array();
        }
    }
}

/// `∂L/∂w[o][i] = Σ_p δ[o][p] · x[i][p]` and `∂L/∂b[o] = Σ_p δ[o][p]`, summed over the `count` real points only.
///
/// Shapes: delta `[units][stride]`, x `[inputs][stride]`, dw `[units][inputs]`, db `[units]`.
pub fn backward_parameters(delta: &[f32], x: &[f32], size: Size, dw: &mut [f32], db: &mut [f32]) {
    match size.stride() / LANES {
        0 => {
            dw.fill(0.0);
            db.fill(0.0);
        }
        1 => few::backward_parameters::<1>(delta, x, size, dw, db),
        2 => few::backward_parameters::<2>(delta, x, size, dw, db),
        3 => few::backward_parameters::<3>(delta, x, size, dw, db),
        4 => few::backward_parameters::<4>(delta, x, size, dw, db),
        _ => blocks::backward_parameters(delta, x, size, dw, db),
    }
}
