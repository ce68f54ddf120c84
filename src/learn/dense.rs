//! One dense layer on a batch: forward, and backward directly under it.
//!
//! A layer has `units` rows of weights, `[units][inputs]`, and sees `x`, `[inputs][stride]`. Each function goes through
//! its output in blocks of a few rows by a few points, small enough that the sums stay in registers and large enough that
//! a value, once loaded, is used several times. Blocks are laid to the last vector of a row, padding included.

use std::ops::Range;
use std::slice::ChunksExact;

use super::vector::{LANES, Vector};

/// z[o][p] = b[o] + Σ_i w[o][i] · x[i][p], for all units o and points p.
///
/// Shapes: weights `[units][inputs]`, biases `[units]`, x `[inputs][stride]`, z `[units][stride]`.
pub fn forward(weights: &[f32], biases: &[f32], x: &[f32], stride: usize, z: &mut [f32]) {
    if stride == 0 {
        return;
    }
    let inputs = x.chunks_exact(stride);
    for_bands(biases.len(), stride, |o, height, points| {
        let (b, z) = (&biases[o..], &mut z[o * stride..]);
        let w = &weights[o * inputs.len()..];
        match height {
            4 => forward_band::<4>(w, b, inputs.clone(), z, stride, points),
            2 => forward_band::<2>(w, b, inputs.clone(), z, stride, points),
            _ => forward_band::<1>(w, b, inputs.clone(), z, stride, points),
        }
    });
}

/// [`forward`] for the first H units, at some of the points.
#[inline(always)]
fn forward_band<const H: usize>(
    weights: &[f32],
    biases: &[f32],
    x: ChunksExact<f32>,
    z: &mut [f32],
    stride: usize,
    points: Range<usize>,
) {
    let mut w = weights.chunks_exact(x.len().max(1));
    let w: [&[f32]; H] = std::array::from_fn(|_| w.next().unwrap_or_default());
    let b: [f32; H] = std::array::from_fn(|h| biases[h]);
    let mut z = rows_mut::<H>(z, stride);
    let mut p = points.start;
    while p + 2 * LANES <= points.end {
        forward_block::<H, 2>(w, b, x.clone(), p, &mut z);
        p += 2 * LANES;
    }
    if p < points.end {
        forward_block::<H, 1>(w, b, x, p, &mut z);
    }
}

/// [`forward`] for H units and W vectors of points from p on.
#[inline(always)]
fn forward_block<const H: usize, const W: usize>(
    w: [&[f32]; H],
    b: [f32; H],
    mut x: ChunksExact<f32>,
    p: usize,
    z: &mut [&mut [f32]; H],
) {
    let mut sums: [[Vector; W]; H] = b.map(|b| [Vector::splat(b); W]);
    // Inputs by fours, so that the addresses of the weights are reckoned once for four of them.
    let w = w.map(|row| row.as_chunks::<4>());
    for four in 0..w[0].0.len() {
        let w = w.map(|(fours, _)| fours[four]);
        for i in 0..4 {
            let Some(x) = x.next() else { return };
            multiply_add(&mut sums, w.map(|w| w[i]), load(x, p));
        }
    }
    for (i, x) in x.enumerate() {
        multiply_add(&mut sums, w.map(|(_, rest)| rest[i]), load(x, p));
    }
    store(sums, z, p);
}

/// ∂L/∂x[i][p] = Σ_o w[o][i] · δ[o][p]: what [`forward`] sent up through w comes down through the same w.
///
/// Shapes: weights `[units][inputs]`, delta = ∂L/∂z `[units][stride]`, dx `[inputs][stride]`.
pub fn backward_inputs(weights: &[f32], inputs: usize, delta: &[f32], stride: usize, dx: &mut [f32]) {
    if inputs == 0 || stride == 0 {
        return;
    }
    let (w, delta) = (weights.chunks_exact(inputs), delta.chunks_exact(stride));
    for_bands(inputs, stride, |i, height, points| {
        let dx = &mut dx[i * stride..];
        match height {
            4 => backward_inputs_band::<4>(w.clone(), delta.clone(), i, dx, stride, points),
            2 => backward_inputs_band::<2>(w.clone(), delta.clone(), i, dx, stride, points),
            _ => backward_inputs_band::<1>(w.clone(), delta.clone(), i, dx, stride, points),
        }
    });
}

/// [`backward_inputs`] for H inputs from i on, at some of the points.
#[inline(always)]
fn backward_inputs_band<const H: usize>(
    w: ChunksExact<f32>,
    delta: ChunksExact<f32>,
    i: usize,
    dx: &mut [f32],
    stride: usize,
    points: Range<usize>,
) {
    let mut dx = rows_mut::<H>(dx, stride);
    let mut p = points.start;
    while p + 2 * LANES <= points.end {
        backward_inputs_block::<H, 2>(w.clone(), delta.clone(), i, p, &mut dx);
        p += 2 * LANES;
    }
    if p < points.end {
        backward_inputs_block::<H, 1>(w, delta, i, p, &mut dx);
    }
}

/// [`backward_inputs`] for H inputs from i on and W vectors of points from p on.
#[inline(always)]
fn backward_inputs_block<const H: usize, const W: usize>(
    weights: ChunksExact<f32>,
    mut delta: ChunksExact<f32>,
    i: usize,
    p: usize,
    dx: &mut [&mut [f32]; H],
) {
    let mut sums: [[Vector; W]; H] = [[Vector::ZERO; W]; H];
    for w in weights {
        let Some(d) = delta.next() else { return };
        let w: &[f32] = &w[i..][..H];
        multiply_add(&mut sums, std::array::from_fn(|h| w[h]), load(d, p));
    }
    store(sums, dx, p);
}

/// ∂L/∂w[o][i] = Σ_p δ[o][p] · x[i][p] and ∂L/∂b[o] = Σ_p δ[o][p], summed over the `count` real points only.
///
/// Shapes: delta `[units][stride]`, x `[inputs][stride]`, dw `[units][inputs]`, db `[units]`.
pub fn backward_parameters(delta: &[f32], x: &[f32], (count, stride): (usize, usize), dw: &mut [f32], db: &mut [f32]) {
    if stride == 0 {
        dw.fill(0.0);
        db.fill(0.0);
        return;
    }
    let (units, inputs) = (db.len(), x.len() / stride);
    let last = last_is_real(count, stride);
    let mut o = 0;
    while o < units {
        let height = height(units - o);
        match height {
            4 => backward_parameters_rows::<4>(delta, x, (inputs, stride), last, o, dw, db),
            2 => backward_parameters_rows::<2>(delta, x, (inputs, stride), last, o, dw, db),
            _ => backward_parameters_rows::<1>(delta, x, (inputs, stride), last, o, dw, db),
        }
        o += height;
    }
}

/// [`backward_parameters`] for H units from o on.
#[inline(always)]
fn backward_parameters_rows<const H: usize>(
    delta: &[f32],
    x: &[f32],
    (inputs, stride): (usize, usize),
    last: [u32; LANES],
    o: usize,
    dw: &mut [f32],
    db: &mut [f32],
) {
    let d: [&[f32]; H] = std::array::from_fn(|h| &delta[(o + h) * stride..][..stride]);
    let mut i = 0;
    while i + 2 <= inputs {
        let x = [&x[i * stride..][..stride], &x[(i + 1) * stride..][..stride]];
        let dots = dot_products::<H, 2>(d, x, last);
        for h in 0..H {
            dw[(o + h) * inputs + i..][..2].copy_from_slice(&dots[h]);
        }
        i += 2;
    }
    if i < inputs {
        let dots = dot_products::<H, 1>(d, [&x[i * stride..][..stride]], last);
        for h in 0..H {
            dw[(o + h) * inputs + i] = dots[h][0];
        }
    }
    db[o..][..H].copy_from_slice(&sums(d, last));
}

/// The dot product of each of H rows with each of W rows.
#[inline(always)]
fn dot_products<const H: usize, const W: usize>(d: [&[f32]; H], x: [&[f32]; W], last: [u32; LANES]) -> [[f32; W]; H] {
    let mut sums: [[Vector; W]; H] = [[Vector::ZERO; W]; H];
    let mut add = |d: [Vector; H], x: [Vector; W]| {
        for h in 0..H {
            for w in 0..W {
                sums[h][w] = sums[h][w] + d[h] * x[w];
            }
        }
    };
    let ((d_pairs, d_one, d_last), (x_pairs, x_one, x_last)) = (split(d), split(x));
    for p in 0..d_pairs[0].len() {
        for half in 0..2 {
            add(d_pairs.map(|d| Vector::from_array(d[p][half])), x_pairs.map(|x| Vector::from_array(x[p][half])));
        }
    }
    if !d_one[0].is_empty() {
        add(d_one.map(|d| Vector::from_array(d[0])), x_one.map(|x| Vector::from_array(x[0])));
    }
    add(d_last.map(|d| keep(d, last)), x_last.map(|x| keep(x, last)));
    sums.map(|row| row.map(Vector::total))
}

/// The sum of each of H rows.
#[inline(always)]
fn sums<const H: usize>(d: [&[f32]; H], last: [u32; LANES]) -> [f32; H] {
    let mut sums: [Vector; H] = [Vector::ZERO; H];
    let d = d.map(|row| row.as_chunks::<LANES>().0);
    let body = d[0].len() - 1;
    for p in 0..body {
        for h in 0..H {
            sums[h] = sums[h] + Vector::from_array(d[h][p]);
        }
    }
    for h in 0..H {
        sums[h] = sums[h] + keep(&d[h][body], last);
    }
    sums.map(Vector::total)
}

type Array = [f32; LANES];

/// Each row as pairs of vectors, none or one vector left over, and the last vector.
#[inline(always)]
fn split<const H: usize>(rows: [&[f32]; H]) -> ([&[[Array; 2]]; H], [&[Array]; H], [&Array; H]) {
    let split = rows.map(|row| {
        let row = row.as_chunks::<LANES>().0;
        let (last, body) = row.split_last().expect("a row has at least one vector");
        let (pairs, one) = body.as_chunks::<2>();
        (pairs, one, last)
    });
    (split.map(|row| row.0), split.map(|row| row.1), split.map(|row| row.2))
}

/// All ones for a lane of a row's last vector that holds a point, zero for one that is padding.
fn last_is_real(count: usize, stride: usize) -> [u32; LANES] {
    std::array::from_fn(|lane| if stride - LANES + lane < count { u32::MAX } else { 0 })
}

/// The vector with 0 where the mask is 0, whatever stood there.
#[inline(always)]
fn keep(values: &[f32; LANES], mask: [u32; LANES]) -> Vector {
    Vector::from_array(std::array::from_fn(|lane| f32::from_bits(values[lane].to_bits() & mask[lane])))
}

/// sums[h] += w[h] · x, for each of H weights and W vectors of points.
#[inline(always)]
fn multiply_add<const H: usize, const W: usize>(sums: &mut [[Vector; W]; H], w: [f32; H], x: [Vector; W]) {
    for h in 0..H {
        let w = Vector::splat(w[h]);
        for v in 0..W {
            sums[h][v] = sums[h][v] + w * x[v];
        }
    }
}

/// W vectors of a row, from p on.
#[inline(always)]
fn load<const W: usize>(row: &[f32], p: usize) -> [Vector; W] {
    let values = &row[p..][..W * LANES];
    std::array::from_fn(|v| Vector::from_array(std::array::from_fn(|lane| values[v * LANES + lane])))
}

/// W vectors into each of H rows, from p on.
#[inline(always)]
fn store<const H: usize, const W: usize>(sums: [[Vector; W]; H], rows: &mut [&mut [f32]; H], p: usize) {
    for (row, sums) in rows.iter_mut().zip(sums) {
        row[p..][..W * LANES].copy_from_slice(sums.map(Vector::to_array).as_flattened());
    }
}

/// The first H rows.
#[inline(always)]
fn rows_mut<const H: usize>(values: &mut [f32], stride: usize) -> [&mut [f32]; H] {
    let mut rows = values.chunks_exact_mut(stride);
    std::array::from_fn(|_| rows.next().unwrap_or_default())
}

/// The height of the next block: four rows while there are four, then two, then one.
#[inline(always)]
fn height(rows: usize) -> usize {
    match rows {
        4.. => 4,
        2.. => 2,
        _ => 1,
    }
}

/// Calls `band(row, height, points)` until all of `rows` by `stride` is covered. The points come in stretches of 64, of
/// which even wide layers stay in the cache from one band to the next.
#[inline(always)]
fn for_bands(rows: usize, stride: usize, mut band: impl FnMut(usize, usize, Range<usize>)) {
    for start in (0..stride).step_by(64) {
        let end = stride.min(start + 64);
        let mut row = 0;
        while row < rows {
            let height = height(rows - row);
            band(row, height, start..end);
            row += height;
        }
    }
}
