//! The products of a wide layer: what the inner loop reads is laid side by side first.
//!
//! So the loop has nothing to compute but the sums. Copying takes little beside the work that is done with the copies, from
//! a hundred weights on.

use super::vector::{LANES, Vector};

/// Where a layer's weights and some of its points are laid out for the inner loop. Made once for all layers.
#[derive(Clone, Debug)]
pub struct Scratch {
    weights: Vec<f32>, // block after block of up to four rows: [inner][height]
    points: Vec<f32>,  // [inner] by up to two vectors of points
}

impl Scratch {
    /// For layers of up to so many weights, and of up to so many inputs or units.
    pub fn new(weights: usize, widest: usize) -> Scratch {
        Scratch { weights: vec![0.0; weights], points: vec![0.0; 2 * LANES * widest] }
    }
}

/// One vector as it lies in memory.
pub(super) type Array = [f32; LANES];

/// How large a product is.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub(super) rows: usize,
    pub(super) inner: usize, // terms in each sum
    pub(super) stride: usize,
}

impl Scratch {
    /// Lays out weights `[rows][inner]`, as the way forward needs them.
    pub(super) fn lay_out(&mut self, weights: &[f32], inner: usize) {
        let Some(rows) = weights.len().checked_div(inner) else { return };
        for_heights(rows, |row, height| {
            let (rows, packed) = (&weights[row * inner..], &mut self.weights[row * inner..][..height * inner]);
            match height {
                4 => turn::<4>(rows, inner, packed),
                2 => turn::<2>(rows, inner, packed),
                _ => turn::<1>(rows, inner, packed),
            }
        });
    }

    /// Lays out weights `[inner][rows]`, as the way back needs them.
    pub(super) fn lay_out_transposed(&mut self, weights: &[f32], rows: usize) {
        let Some(inner) = weights.len().checked_div(rows) else { return };
        for_heights(rows, |row, height| {
            let packed = &mut self.weights[row * inner..][..height * inner];
            match height {
                4 => cut::<4>(&weights[row..], rows, packed),
                2 => cut::<2>(&weights[row..], rows, packed),
                _ => cut::<1>(&weights[row..], rows, packed),
            }
        });
    }
}

/// H rows of weights, `[H][inputs]` → `[inputs][H]`.
#[inline(always)]
fn turn<const H: usize>(weights: &[f32], inputs: usize, packed: &mut [f32]) {
    let rows: [&[f32]; H] = std::array::from_fn(|h| &weights[h * inputs..][..inputs]);
    for (i, packed) in packed.as_chunks_mut::<H>().0.iter_mut().enumerate().take(inputs) {
        *packed = rows.map(|row| row[i]);
    }
}

/// The first H of every `inputs` weights: `[units][inputs]` → `[units][H]`.
#[inline(always)]
fn cut<const H: usize>(weights: &[f32], inputs: usize, packed: &mut [f32]) {
    let mut at = 0;
    for packed in packed.as_chunks_mut::<H>().0 {
        *packed = first(&weights[at..]);
        at += inputs;
    }
}

/// `out[r][p] = start[r] + Σ_j w[j][r] · x[j][p]` for all rows r and points p, with the weights from the scratch; `start` may
/// be empty, for zeros. Shapes: x `[inner][stride]`, out `[rows][stride]`.
pub(super) fn multiply(scratch: &mut Scratch, start: &[f32], x: &[f32], sizes: Sizes, out: &mut [f32]) {
    let mut p = 0;
    while p + 2 * LANES <= sizes.stride {
        multiply_tile::<2>(scratch, start, &x[p..], sizes, &mut out[p..]);
        p += 2 * LANES;
    }
    if p < sizes.stride {
        multiply_tile::<1>(scratch, start, &x[p..], sizes, &mut out[p..]);
    }
}

/// [`multiply`] for the first W vectors of points.
#[inline(always)]
fn multiply_tile<const W: usize>(scratch: &mut Scratch, start: &[f32], x: &[f32], sizes: Sizes, out: &mut [f32]) {
    let Sizes { rows, inner, stride } = sizes;
    let tile = &mut scratch.points.as_chunks_mut::<LANES>().0.as_chunks_mut::<W>().0[..inner];
    let mut at = 0;
    for values in tile.iter_mut() {
        values.as_flattened_mut().copy_from_slice(&x[at..][..W * LANES]);
        at += stride;
    }
    for_heights(rows, |row, height| {
        let (w, out) = (&scratch.weights[row * inner..][..height * inner], &mut out[row * stride..]);
        let start = start.get(row..).unwrap_or_default();
        match height {
            4 => multiply_block::<4, W>(first(start), w, tile, out, stride),
            2 => multiply_block::<2, W>(first(start), w, tile, out, stride),
            _ => multiply_block::<1, W>(first(start), w, tile, out, stride),
        }
    });
}

/// [`multiply`] for H rows and W vectors of points.
#[inline(always)]
fn multiply_block<const H: usize, const W: usize>(
    start: [f32; H],
    w: &[f32],
    tile: &[[Array; W]],
    out: &mut [f32],
    stride: usize,
) {
    let mut sums: [[Vector; W]; H] = start.map(|start| [Vector::splat(start); W]);
    for (w, x) in w.as_chunks::<H>().0.iter().zip(tile) {
        let x = x.map(Vector::from_array);
        for (sums, &w) in sums.iter_mut().zip(w) {
            let w = Vector::splat(w);
            for (sum, x) in sums.iter_mut().zip(x) {
                *sum = *sum + w * x;
            }
        }
    }
    for (h, sums) in sums.into_iter().enumerate() {
        out[h * stride..][..W * LANES].copy_from_slice(sums.map(Vector::to_array).as_flattened());
    }
}

/// The first H values, or zeros where there are not as many.
#[inline(always)]
fn first<const H: usize>(values: &[f32]) -> [f32; H] {
    values.first_chunk().copied().unwrap_or([0.0; H])
}

/// The height of the next block: four rows while there are four, then two, then one.
#[inline(always)]
pub(super) fn height(rows: usize) -> usize {
    match rows {
        4.. => 4,
        2.. => 2,
        _ => 1,
    }
}

/// Calls `block(row, height)` until all rows are covered.
#[inline(always)]
pub(super) fn for_heights(rows: usize, mut block: impl FnMut(usize, usize)) {
    let mut row = 0;
    while row < rows {
        let height = height(rows - row);
        block(row, height);
        row += height;
    }
}
