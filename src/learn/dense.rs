//! One dense layer on a batch: forward, and backward directly under it.
//!
//! A layer has `units` rows of weights, `[units][inputs]`, and sees `x`, `[inputs][stride]`. Each function goes through
//! its output in blocks of a few rows by a few points, small enough that the sums stay in registers and large enough that
//! a value, once loaded, is used several times. Blocks are laid to the last vector of a row, padding included.

use super::batch::LANES;

/// One vector of points.
type Vector = [f32; LANES];

/// z[o][p] = b[o] + Σ_i w[o][i] · x[i][p], for all units o and points p.
///
/// Shapes: weights `[units][inputs]`, biases `[units]`, x `[inputs][stride]`, z `[units][stride]`.
pub fn forward(weights: &[f32], biases: &[f32], x: &[f32], stride: usize, z: &mut [f32]) {
    let (units, inputs) = (biases.len(), x.len().checked_div(stride).unwrap_or(0));
    for_blocks(units, stride, |o, p, height, width| match (height, width) {
        (4, 2) => forward_block::<4, 2>(weights, biases, x, (inputs, stride), (o, p), z),
        (4, _) => forward_block::<4, 1>(weights, biases, x, (inputs, stride), (o, p), z),
        (2, 2) => forward_block::<2, 2>(weights, biases, x, (inputs, stride), (o, p), z),
        (2, _) => forward_block::<2, 1>(weights, biases, x, (inputs, stride), (o, p), z),
        (_, 2) => forward_block::<1, 2>(weights, biases, x, (inputs, stride), (o, p), z),
        (_, _) => forward_block::<1, 1>(weights, biases, x, (inputs, stride), (o, p), z),
    });
}

/// [`forward`] for H units from o on and W vectors of points from p on.
#[inline(always)]
fn forward_block<const H: usize, const W: usize>(
    weights: &[f32],
    biases: &[f32],
    x: &[f32],
    (inputs, stride): (usize, usize),
    (o, p): (usize, usize),
    z: &mut [f32],
) {
    let w: [&[f32]; H] = std::array::from_fn(|h| &weights[(o + h) * inputs..][..inputs]);
    let b: &[f32] = &biases[o..][..H];
    let mut sums: [[Vector; W]; H] = std::array::from_fn(|h| [[b[h]; LANES]; W]);
    for i in 0..inputs {
        let x = vectors::<W>(x, i * stride + p);
        for h in 0..H {
            multiply_add(&mut sums[h], w[h][i], x);
        }
    }
    for h in 0..H {
        z[(o + h) * stride + p..][..W * LANES].copy_from_slice(sums[h].as_flattened());
    }
}

/// ∂L/∂x[i][p] = Σ_o w[o][i] · δ[o][p]: what [`forward`] sent up through w comes down through the same w.
///
/// Shapes: weights `[units][inputs]`, delta = ∂L/∂z `[units][stride]`, dx `[inputs][stride]`.
pub fn backward_inputs(weights: &[f32], delta: &[f32], stride: usize, dx: &mut [f32]) {
    let (Some(inputs), Some(units)) = (dx.len().checked_div(stride), delta.len().checked_div(stride)) else { return };
    for_blocks(inputs, stride, |i, p, height, width| match (height, width) {
        (4, 2) => backward_inputs_block::<4, 2>(weights, delta, (units, inputs, stride), (i, p), dx),
        (4, _) => backward_inputs_block::<4, 1>(weights, delta, (units, inputs, stride), (i, p), dx),
        (2, 2) => backward_inputs_block::<2, 2>(weights, delta, (units, inputs, stride), (i, p), dx),
        (2, _) => backward_inputs_block::<2, 1>(weights, delta, (units, inputs, stride), (i, p), dx),
        (_, 2) => backward_inputs_block::<1, 2>(weights, delta, (units, inputs, stride), (i, p), dx),
        (_, _) => backward_inputs_block::<1, 1>(weights, delta, (units, inputs, stride), (i, p), dx),
    });
}

/// [`backward_inputs`] for H inputs from i on and W vectors of points from p on.
#[inline(always)]
fn backward_inputs_block<const H: usize, const W: usize>(
    weights: &[f32],
    delta: &[f32],
    (units, inputs, stride): (usize, usize, usize),
    (i, p): (usize, usize),
    dx: &mut [f32],
) {
    let mut sums: [[Vector; W]; H] = [[[0.0; LANES]; W]; H];
    for o in 0..units {
        let d = vectors::<W>(delta, o * stride + p);
        let w: &[f32] = &weights[o * inputs + i..][..H];
        for h in 0..H {
            multiply_add(&mut sums[h], w[h], d);
        }
    }
    for h in 0..H {
        dx[(i + h) * stride + p..][..W * LANES].copy_from_slice(sums[h].as_flattened());
    }
}

/// ∂L/∂w[o][i] = Σ_p δ[o][p] · x[i][p] and ∂L/∂b[o] = Σ_p δ[o][p], summed over the `count` real points only.
///
/// Shapes: delta `[units][stride]`, x `[inputs][stride]`, dw `[units][inputs]`, db `[units]`.
pub fn backward_parameters(delta: &[f32], x: &[f32], (count, stride): (usize, usize), dw: &mut [f32], db: &mut [f32]) {
    let (units, inputs) = (db.len(), x.len().checked_div(stride).unwrap_or(0));
    if stride == 0 {
        dw.fill(0.0);
        db.fill(0.0);
        return;
    }
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
    let mut sums: [[Vector; W]; H] = [[[0.0; LANES]; W]; H];
    let d = d.map(|row| row.as_chunks::<LANES>().0);
    let x = x.map(|row| row.as_chunks::<LANES>().0);
    let body = d[0].len() - 1;
    let mut add = |d: [Vector; H], x: [Vector; W]| {
        for h in 0..H {
            for w in 0..W {
                for lane in 0..LANES {
                    sums[h][w][lane] += d[h][lane] * x[w][lane];
                }
            }
        }
    };
    for p in 0..body {
        add(d.map(|d| d[p]), x.map(|x| x[p]));
    }
    add(d.map(|d| keep(d[body], last)), x.map(|x| keep(x[body], last)));
    sums.map(|row| row.map(total))
}

/// The sum of each of H rows.
#[inline(always)]
fn sums<const H: usize>(d: [&[f32]; H], last: [u32; LANES]) -> [f32; H] {
    let ones = [[1.0; LANES]];
    let mut sums: [Vector; H] = [[0.0; LANES]; H];
    let d = d.map(|row| row.as_chunks::<LANES>().0);
    let body = d[0].len() - 1;
    for p in 0..body {
        for h in 0..H {
            multiply_add(std::array::from_mut(&mut sums[h]), 1.0, &[d[h][p]]);
        }
    }
    let _ = ones;
    for h in 0..H {
        multiply_add(std::array::from_mut(&mut sums[h]), 1.0, &[keep(d[h][body], last)]);
    }
    sums.map(total)
}

/// All ones for a lane of a row's last vector that holds a point, zero for one that is padding.
fn last_is_real(count: usize, stride: usize) -> [u32; LANES] {
    std::array::from_fn(|lane| if stride - LANES + lane < count { u32::MAX } else { 0 })
}

/// The vector with 0 where the mask is 0, whatever stood there.
#[inline(always)]
fn keep(vector: Vector, mask: [u32; LANES]) -> Vector {
    std::array::from_fn(|lane| f32::from_bits(vector[lane].to_bits() & mask[lane]))
}

/// Always in this order, so that the sum is the same on every machine.
#[inline(always)]
fn total(v: Vector) -> f32 {
    (v[0] + v[1]) + (v[2] + v[3])
}

/// sums += w · x
#[inline(always)]
fn multiply_add<const W: usize>(sums: &mut [Vector; W], w: f32, x: &[Vector; W]) {
    for (sum, x) in sums.iter_mut().zip(x) {
        for lane in 0..LANES {
            sum[lane] += w * x[lane];
        }
    }
}

/// W vectors from `start` on.
#[inline(always)]
fn vectors<const W: usize>(values: &[f32], start: usize) -> &[Vector; W] {
    values[start..].as_chunks::<LANES>().0.first_chunk().expect("in range")
}

/// The blocks of `rows` rows: fours while there are four, then a two, then a one.
#[inline(always)]
fn height(rows: usize) -> usize {
    match rows {
        4.. => 4,
        2.. => 2,
        _ => 1,
    }
}

/// Calls `block(row, column, height, width in vectors)` for blocks that cover `rows` by `stride`, one column of blocks
/// after the other, so that the points of a column stay in the cache.
#[inline(always)]
fn for_blocks(rows: usize, stride: usize, mut block: impl FnMut(usize, usize, usize, usize)) {
    let mut p = 0;
    while p < stride {
        let width = if stride - p >= 2 * LANES { 2 } else { 1 };
        let mut row = 0;
        while row < rows {
            let height = height(rows - row);
            block(row, p, height, width);
            row += height;
        }
        p += width * LANES;
    }
}
