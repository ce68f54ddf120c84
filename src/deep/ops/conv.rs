//! A convolution: small filters that slide over pictures, so that what is learnt at one place holds at all (LeCun et al. 1989).
//! As in PyTorch it is, strictly, a cross-correlation: filters are not turned over. A dense layer is one, too: its filters
//! are 1 × 1, and see all rows at one place.
//!
//! The sums are taken in blocks, as those of `learn`'s dense layer: a few channels by some pictures at one place, which stay
//! in registers while the filter's taps go by. Pictures lie side by side, so a vector of them is whole at every place.

use super::{Operation, Seen};
use learn::fast::blocks::{for_heights, load, multiply_add, total, write};
use learn::fast::vector::{LANES, Vector};

/// `z[o][y][x][n] = b[o] + Σ_i,u,v w[o][i][u][v] · x[i][y + u][x + v][n]`, where no filter reaches over the edge.
#[derive(Clone, Debug)]
pub struct Conv {
    inputs: usize, // channels that come in
    height: usize, // of the pictures that come in
    width: usize,
    k: usize,         // of the filters, in both directions
    stride: usize,    // pictures, rounded up to whole vectors
    taps: Vec<usize>, // [inputs · k · k]: how far each number that a filter sees lies behind the first
}

impl Conv {
    /// For `inputs` channels of `[height][width][stride]` and filters of k × k.
    pub fn new(inputs: usize, (height, width): (usize, usize), k: usize, stride: usize) -> Conv {
        let taps = (0..inputs * k * k).map(|t| ((t / (k * k) * height + t / k % k) * width + t % k) * stride).collect();
        Conv { inputs, height, width, k, stride, taps }
    }

    /// Height and width of what comes out.
    fn out(&self) -> (usize, usize) {
        (self.height + 1 - self.k, self.width + 1 - self.k)
    }

    /// Shapes: w `[filters][inputs][k][k]`, b `[filters]`, x `[inputs][height][width][stride]`,
    /// z `[filters][height + 1 − k][width + 1 − k][stride]`.
    fn forward(&self, w: &[f32], b: &[f32], x: &[f32], z: &mut [f32]) {
        let (height, width) = self.out();
        let plane = height * width * self.stride;
        for y in 0..height {
            for column in 0..width {
                let x = &x[(y * self.width + column) * self.stride..];
                let at = (y * width + column) * self.stride;
                for_blocks(b.len(), self.stride / LANES, |o, n, block| {
                    let (w, b) = (&w[o * self.taps.len()..], &b[o..]);
                    let (x, z) = (&x[n * LANES..], &mut z[o * plane + at + n * LANES..]);
                    match block {
                        (4, 2) => put(self.forward_block::<4, 2>(w, b, x), z, plane),
                        (2, 2) => put(self.forward_block::<2, 2>(w, b, x), z, plane),
                        _ => put(self.forward_block::<1, 1>(w, b, x), z, plane),
                    }
                });
            }
        }
    }

    /// The sums of the first H filters over W vectors of pictures, which x begins with.
    #[inline(always)]
    fn forward_block<const H: usize, const W: usize>(&self, w: &[f32], b: &[f32], x: &[f32]) -> [[Vector; W]; H] {
        let taps = self.taps.len();
        let w: [&[f32]; H] = std::array::from_fn(|h| &w[h * taps..][..taps]);
        let mut sums = std::array::from_fn(|h| [Vector::splat(b[h]); W]);
        for (t, tap) in self.taps.iter().enumerate() {
            multiply_add(&mut sums, |h| w[h][t], load(x, *tap));
        }
        sums
    }

    /// `dx[i][y][x][n] = Σ_o,u,v w[o][i][u][v] · dz[o][y − u][x − v][n]`, as far as there are such places: what came up
    /// through a tap goes down through the same one. Shapes as in [`Conv::forward`].
    ///
    /// `turned` has room for the weights in the order in which they are used, `[k][k][filters][inputs]`.
    fn backward_inputs(&self, w: &[f32], dz: &[f32], dx: &mut [f32], turned: &mut [f32]) {
        let (filters, kk) = (w.len() / self.taps.len(), self.k * self.k);
        for (o, w) in w.chunks_exact(self.taps.len()).enumerate() {
            for (t, w) in w.iter().enumerate() {
                turned[(t % kk * filters + o) * self.inputs + t / kk] = *w;
            }
        }
        let (w, plane) = (&turned[..w.len()], self.height * self.width * self.stride);
        for y in 0..self.height {
            for x in 0..self.width {
                let at = (y * self.width + x) * self.stride;
                for_blocks(self.inputs, self.stride / LANES, |i, n, block| {
                    let (w, dz) = (&w[i..], &dz[n * LANES..]);
                    let dx = &mut dx[i * plane + at + n * LANES..];
                    match block {
                        (4, 2) => put(self.backward_inputs_block::<4, 2>(w, dz, (y, x)), dx, plane),
                        (2, 2) => put(self.backward_inputs_block::<2, 2>(w, dz, (y, x)), dx, plane),
                        _ => put(self.backward_inputs_block::<1, 1>(w, dz, (y, x)), dx, plane),
                    }
                });
            }
        }
    }

    /// The sums of H channels at place (y, x), over W vectors of pictures, which dz begins with; w begins with these channels.
    #[inline(always)]
    fn backward_inputs_block<const H: usize, const W: usize>(
        &self,
        w: &[f32],
        dz: &[f32],
        (y, x): (usize, usize),
    ) -> [[Vector; W]; H] {
        let ((height, width), k) = (self.out(), self.k);
        let plane = height * width * self.stride;
        let filters = dz.len().div_ceil(plane);
        let mut sums = [[Vector::ZERO; W]; H];
        for u in (y + 1).saturating_sub(height)..k.min(y + 1) {
            for v in (x + 1).saturating_sub(width)..k.min(x + 1) {
                let mut from = ((y - u) * width + x - v) * self.stride;
                let w = &w[(u * k + v) * filters * self.inputs..];
                for o in 0..filters {
                    let w: &[f32] = &w[o * self.inputs..][..H];
                    multiply_add(&mut sums, |h| w[h], load(dz, from));
                    from += plane;
                }
            }
        }
        sums
    }

    /// `dw[o][i][u][v] = Σ_y,x,n dz[o][y][x][n] · x[i][y + u][x + v][n]` and `db[o] = Σ_y,x,n dz[o][y][x][n]`. Shapes as in
    /// [`Conv::forward`].
    ///
    /// A row of dz lies side by side, and so does what a tap saw of it. Rows are taken in bands that stay in the cache while
    /// all taps go past them.
    fn backward_parameters(&self, dz: &[f32], x: &[f32], dw: &mut [f32], db: &mut [f32]) {
        let ((height, width), taps) = (self.out(), self.taps.len());
        let row = width * self.stride;
        dw.fill(0.0);
        let band = (1024 / row).max(1);
        for y in (0..height).step_by(band) {
            let rows = band.min(height - y);
            let x = &x[y * self.width * self.stride..];
            for_blocks(db.len(), taps, |o, t, block| {
                let (dz, dw) = (&dz[(o * height + y) * row..], &mut dw[o * taps + t..]);
                match block {
                    (4, 2) => add_totals(self.dot_products::<4, 2>(dz, x, t, rows), dw, taps),
                    (2, 2) => add_totals(self.dot_products::<2, 2>(dz, x, t, rows), dw, taps),
                    _ => add_totals(self.dot_products::<1, 1>(dz, x, t, rows), dw, taps),
                }
            });
        }
        for (dz, db) in dz.chunks_exact(height * row).zip(db) {
            let mut sum = Vector::ZERO;
            for dz in dz.as_chunks().0 {
                sum = sum + Vector::from_array(*dz);
            }
            *db = sum.total();
        }
    }

    /// The products of H channels of dz with what W taps saw, from the t-th on, summed over some rows, lane by lane.
    #[inline(always)]
    fn dot_products<const H: usize, const W: usize>(
        &self,
        dz: &[f32],
        x: &[f32],
        t: usize,
        rows: usize,
    ) -> [[Vector; W]; H] {
        let (height, width) = self.out();
        let row = width * self.stride;
        let x: [&[f32]; W] = std::array::from_fn(|w| &x[self.taps[t + w]..]);
        let mut sums = [[Vector::ZERO; W]; H];
        for y in 0..rows {
            let d: [&[[f32; LANES]]; H] = std::array::from_fn(|h| dz[(h * height + y) * row..][..row].as_chunks().0);
            let x = x.map(|x| x[y * self.width * self.stride..][..row].as_chunks::<LANES>().0);
            for p in 0..row / LANES {
                let x = x.map(|x| Vector::from_array(x[p]));
                for (sums, d) in sums.iter_mut().zip(d) {
                    let d = Vector::from_array(d[p]);
                    for (sum, x) in sums.iter_mut().zip(x) {
                        *sum = *sum + d * x;
                    }
                }
            }
        }
        sums
    }
}

impl Operation for Conv {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        self.forward(seen.weights, seen.biases, seen.x(0), y);
    }

    fn backward_input(&self, _: usize, seen: &Seen, (_, dy): (&[f32], &[f32]), dx: &mut [f32], scratch: &mut [f32]) {
        self.backward_inputs(seen.weights, dy, dx, scratch);
    }

    fn backward_parameters(&self, seen: &Seen, dy: &[f32], gradients: &mut [f32]) {
        let (dw, db) = gradients.split_at_mut(seen.weights.len());
        self.backward_parameters(dy, seen.x(0), dw, db);
    }
}

/// Adds the totals of H rows of W sums to the first W of each row of dw.
#[inline(always)]
fn add_totals<const H: usize, const W: usize>(sums: [[Vector; W]; H], dw: &mut [f32], row: usize) {
    let mut totals = [[0.0; W]; H];
    total(sums.as_flattened(), totals.as_flattened_mut());
    for (h, totals) in totals.iter().enumerate() {
        dw[h * row..][..W].iter_mut().zip(totals).for_each(|(dw, total)| *dw += *total);
    }
}

/// Writes H rows of W sums to the beginnings of rows.
#[inline(always)]
fn put<const H: usize, const W: usize>(sums: [[Vector; W]; H], values: &mut [f32], row: usize) {
    for (h, sums) in sums.into_iter().enumerate() {
        write(sums, &mut values[h * row..]);
    }
}

/// Calls `work(row, column, block)` until all of `rows` by `columns` is covered: in blocks of 4 or 2 rows by 2 columns, and one by
/// one where a row or a column is left over.
#[inline(always)]
fn for_blocks(rows: usize, columns: usize, mut work: impl FnMut(usize, usize, (usize, usize))) {
    for_heights(rows, |first, high| {
        let end = first + high;
        let mut column = 0;
        while column < columns {
            let (high, wide) = if high > 1 && columns - column > 1 { (high, 2) } else { (1, 1) };
            let mut row = first;
            while row < end {
                work(row, column, (high, wide));
                row += high;
            }
            column += wide;
        }
    });
}
