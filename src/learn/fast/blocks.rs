//! A layer on many points, in blocks of a few rows by a few points: small enough that the sums stay in registers, and large
//! enough that a value, once loaded, is used several times.
//!
//! Blocks are laid to the last vector of a row, padding included. An inner loop takes one row or one vector at a time: two
//! need more registers than there are, which costs a quarter of the speed.

use std::ops::Range;
use std::slice::ChunksExact;

use super::size::Size;
use super::vector::{LANES, Vector};

/// Some of the points of some rows.
struct Band {
    first: usize, // the first of its rows
    points: Range<usize>,
    size: Size,
}

/// As `layer::forward`.
pub(super) fn forward(weights: &[f32], biases: &[f32], x: &[f32], size: Size, z: &mut [f32]) {
    let x = x.chunks_exact(size.stride());
    for_bands(biases.len(), size, |height, band| {
        let o = band.first;
        let (w, b, z) = (&weights[o * size.inputs..], &biases[o..], &mut z[o * size.stride()..]);
        match height {
            4 => forward_band::<4>(w, b, &x, band, z),
            2 => forward_band::<2>(w, b, &x, band, z),
            _ => forward_band::<1>(w, b, &x, band, z),
        }
    });
}

/// [`forward`] for the first H units, at the points of a band.
#[inline(always)]
fn forward_band<const H: usize>(weights: &[f32], biases: &[f32], x: &ChunksExact<f32>, band: Band, z: &mut [f32]) {
    let Band { points, size, .. } = band;
    let (inputs, stride) = (size.inputs, size.stride());
    let w: [&[f32]; H] = std::array::from_fn(|h| &weights[h * inputs..][..inputs]);
    let b: [f32; H] = std::array::from_fn(|h| biases[h]);
    let mut z = rows_mut::<H>(z, stride);
    let mut p = points.start;
    while p + 2 * LANES <= points.end {
        forward_block::<H, 2>(w, b, x, p, &mut z);
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
    x: &ChunksExact<f32>,
    p: usize,
    z: &mut [&mut [f32]; H],
) {
    if !has_block::<W>(z[0].len(), p) {
        return;
    }
    let mut sums: [[Vector; W]; H] = b.map(|b| [Vector::splat(b); W]);
    let mut x = x.clone();
    #[expect(clippy::needless_range_loop, reason = "i runs along all H rows at once")]
    for i in 0..w[0].len() {
        let Some(x) = x.next() else { return };
        multiply_add(&mut sums, |h| w[h][i], load(x, p));
    }
    store(sums, z, p);
}

/// As `layer::backward_inputs`.
pub(super) fn backward_inputs(weights: &[f32], delta: &[f32], size: Size, dx: &mut [f32]) {
    let (w, delta) = (weights.chunks_exact(size.inputs), delta.chunks_exact(size.stride()));
    for_bands(size.inputs, size, |height, band| {
        let dx = &mut dx[band.first * size.stride()..];
        match height {
            4 => backward_inputs_band::<4>(&w, &delta, band, dx),
            2 => backward_inputs_band::<2>(&w, &delta, band, dx),
            _ => backward_inputs_band::<1>(&w, &delta, band, dx),
        }
    });
}

/// [`backward_inputs`] for the first H inputs of a band, at its points.
#[inline(always)]
fn backward_inputs_band<const H: usize>(w: &ChunksExact<f32>, delta: &ChunksExact<f32>, band: Band, dx: &mut [f32]) {
    let Band { first: i, points, size } = band;
    let mut dx = rows_mut::<H>(dx, size.stride());
    let mut p = points.start;
    while p + 2 * LANES <= points.end {
        backward_inputs_block::<H, 2>(w, i, delta, p, &mut dx);
        p += 2 * LANES;
    }
    if p < points.end {
        backward_inputs_block::<H, 1>(w, i, delta, p, &mut dx);
    }
}

/// [`backward_inputs`] for H inputs from i on and W vectors of points from p on.
#[inline(always)]
fn backward_inputs_block<const H: usize, const W: usize>(
    w: &ChunksExact<f32>,
    i: usize,
    delta: &ChunksExact<f32>,
    p: usize,
    dx: &mut [&mut [f32]; H],
) {
    if !has_block::<W>(dx[0].len(), p) {
        return;
    }
    let mut sums: [[Vector; W]; H] = [[Vector::ZERO; W]; H];
    for (w, d) in w.clone().zip(delta.clone()) {
        let w: &[f32] = &w[i..][..H];
        multiply_add(&mut sums, |h| w[h], load(d, p));
    }
    store(sums, dx, p);
}

/// Some of the inputs.
struct Panel {
    inputs: Range<usize>,
    size: Size,
    real: Vector, // masks the last vector of a row
}

/// As `layer::backward_parameters`.
pub(super) fn backward_parameters(delta: &[f32], x: &[f32], size: Size, dw: &mut [f32], db: &mut [f32]) {
    let (inputs, stride, real) = (size.inputs, size.stride(), size.real());
    // So many inputs at a time as stay in the cache while all units go past them.
    let panel = (4096 / stride).max(2) & !1;
    for start in (0..inputs.max(1)).step_by(panel) {
        let end = inputs.min(start + panel);
        for_heights(db.len(), |o, height| {
            let d = &delta[o * stride..];
            let (dw, db) = (&mut dw[o * inputs..], &mut db[o..]);
            let panel = Panel { inputs: start..end, size, real };
            match height {
                4 => backward_parameters_band::<4>(d, x, panel, dw, db),
                2 => backward_parameters_band::<2>(d, x, panel, dw, db),
                _ => backward_parameters_band::<1>(d, x, panel, dw, db),
            }
        });
    }
}

/// [`backward_parameters`] for the first H units and the inputs of a panel; the biases with the first of them.
#[inline(always)]
fn backward_parameters_band<const H: usize>(delta: &[f32], x: &[f32], panel: Panel, dw: &mut [f32], db: &mut [f32]) {
    let Panel { inputs: panel, size, real } = panel;
    let (inputs, stride) = (size.inputs, size.stride());
    let d: [&[f32]; H] = std::array::from_fn(|h| &delta[h * stride..][..stride]);
    if panel.start == 0 {
        db[..H].copy_from_slice(&sums(d, real));
    }
    let mut i = panel.start;
    while i + 2 <= panel.end {
        let x = [&x[i * stride..][..stride], &x[(i + 1) * stride..][..stride]];
        let dots = dot_products::<H, 2>(d, x, real);
        for h in 0..H {
            dw[h * inputs + i..][..2].copy_from_slice(&dots[h]);
        }
        i += 2;
    }
    if i < panel.end {
        let dots = dot_products::<H, 1>(d, [&x[i * stride..][..stride]], real);
        for h in 0..H {
            dw[h * inputs + i] = dots[h][0];
        }
    }
}

/// The dot product of each of H rows with each of W rows.
#[inline(always)]
fn dot_products<const H: usize, const W: usize>(d: [&[f32]; H], x: [&[f32]; W], real: Vector) -> [[f32; W]; H] {
    let mut sums: [[Vector; W]; H] = [[Vector::ZERO; W]; H];
    let mut add = |d: [Vector; H], x: [Vector; W]| {
        for h in 0..H {
            for w in 0..W {
                sums[h][w] = sums[h][w] + d[h] * x[w];
            }
        }
    };
    let (d, x) = (split(d), split(x));
    for p in 0..d.body[0].len() {
        add(d.body.map(|d| Vector::from_array(d[p])), x.body.map(|x| Vector::from_array(x[p])));
    }
    add(d.last.map(|d| d.and(real)), x.last.map(|x| x.and(real)));
    let mut totals = [[0.0; W]; H];
    total(sums.as_flattened(), totals.as_flattened_mut());
    totals
}

/// The sum of each of H rows.
#[inline(always)]
fn sums<const H: usize>(d: [&[f32]; H], real: Vector) -> [f32; H] {
    let mut sums: [Vector; H] = [Vector::ZERO; H];
    let mut add = |d: [Vector; H]| {
        for (sum, d) in sums.iter_mut().zip(d) {
            *sum = *sum + d;
        }
    };
    let Rows { body, last } = split(d);
    for p in 0..body[0].len() {
        add(body.map(|d| Vector::from_array(d[p])));
    }
    add(last.map(|d| d.and(real)));
    let mut totals = [0.0; H];
    total(&sums, &mut totals);
    totals
}

/// The sum of each vector's lanes, four vectors at a time.
#[inline(always)]
pub fn total(sums: &[Vector], totals: &mut [f32]) {
    for (sums, totals) in sums.chunks(LANES).zip(totals.chunks_mut(LANES)) {
        let four = std::array::from_fn(|n| sums.get(n).copied().unwrap_or(Vector::ZERO));
        totals.copy_from_slice(&Vector::totals(four).to_array()[..totals.len()]);
    }
}

/// H rows, vector by vector.
struct Rows<'a, const H: usize> {
    body: [&'a [[f32; LANES]]; H],
    last: [Vector; H], // the last vector of each, with the padding in it
}

#[inline(always)]
fn split<const H: usize>(rows: [&[f32]; H]) -> Rows<'_, H> {
    let last = rows.map(|row| Vector::from_array(row.last_chunk().copied().unwrap_or_default()));
    Rows { body: rows.map(|row| row[..row.len().saturating_sub(LANES)].as_chunks().0), last }
}

/// `sums[h] += w(h) · x`, for each of H weights and W vectors of points.
#[inline(always)]
pub fn multiply_add<const H: usize, const W: usize>(
    sums: &mut [[Vector; W]; H],
    w: impl Fn(usize) -> f32,
    x: [Vector; W],
) {
    for (h, sums) in sums.iter_mut().enumerate() {
        let w = Vector::splat(w(h));
        for (sum, x) in sums.iter_mut().zip(x) {
            *sum = *sum + w * x;
        }
    }
}

/// Whether a row of this length has W vectors from p on: asked once for a block, so that no row has to ask again.
#[inline(always)]
fn has_block<const W: usize>(stride: usize, p: usize) -> bool {
    p <= stride && stride - p >= W * LANES
}

/// W vectors of a row, from p on.
#[inline(always)]
pub fn load<const W: usize>(row: &[f32], p: usize) -> [Vector; W] {
    let values = &row[p..][..W * LANES];
    std::array::from_fn(|v| Vector::from_array(std::array::from_fn(|lane| values[v * LANES + lane])))
}

/// W vectors into each of H rows, from p on.
#[inline(always)]
fn store<const H: usize, const W: usize>(sums: [[Vector; W]; H], rows: &mut [&mut [f32]; H], p: usize) {
    for (row, sums) in rows.iter_mut().zip(sums) {
        write(sums, &mut row[p..]);
    }
}

/// W vectors to the beginning of a row.
#[inline(always)]
pub fn write<const W: usize>(vectors: [Vector; W], row: &mut [f32]) {
    row[..W * LANES].copy_from_slice(vectors.map(Vector::to_array).as_flattened());
}

/// The first H rows.
#[inline(always)]
fn rows_mut<const H: usize>(values: &mut [f32], stride: usize) -> [&mut [f32]; H] {
    let mut values = values;
    std::array::from_fn(|_| {
        let (row, rest) = std::mem::take(&mut values).split_at_mut(stride);
        values = rest;
        row
    })
}

/// Calls `work(height, band)` until all of `rows` by `stride` is covered. The points come in stretches of 64, of which even
/// wide layers stay in the cache from one band to the next.
#[inline(always)]
fn for_bands(rows: usize, size: Size, mut work: impl FnMut(usize, Band)) {
    let stride = size.stride();
    for start in (0..stride).step_by(64) {
        let end = stride.min(start + 64);
        for_heights(rows, |first, height| work(height, Band { first, points: start..end, size }));
    }
}

/// Calls `block(row, height)` until all rows are covered: by fours while there are four, then a two, then a one.
#[inline(always)]
pub fn for_heights(rows: usize, mut block: impl FnMut(usize, usize)) {
    let mut row = 0;
    while row < rows {
        let height = match rows - row {
            4.. => 4,
            2.. => 2,
            _ => 1,
        };
        block(row, height);
        row += height;
    }
}
