//! A convolution: small filters that slide over pictures, so that what is learnt at one place holds at all (LeCun et al. 1989).
//! As in PyTorch it is, strictly, a cross-correlation: filters are not turned over.
//!
//! The sums are taken in blocks, as those of `learn`'s dense layer: a few channels by some pictures at one place, which stay
//! in registers while the filter's taps go by. Pictures lie side by side, so a vector of them is whole at every place.

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
    pub fn forward(&self, w: &[f32], b: &[f32], x: &[f32], z: &mut [f32]) {
        let (height, width) = self.out();
        let plane = height * width * self.stride;
        for y in 0..height {
            for column in 0..width {
                let x = &x[(y * self.width + column) * self.stride..];
                let at = (y * width + column) * self.stride;
                for_heights(b.len(), |o, tall| {
                    let (w, b, z) = (&w[o * self.taps.len()..], &b[o..], &mut z[o * plane + at..]);
                    match tall {
                        4 => self.forward_place::<4>(w, b, x, z),
                        2 => self.forward_place::<2>(w, b, x, z),
                        _ => self.forward_place::<1>(w, b, x, z),
                    }
                });
            }
        }
    }

    /// [`Conv::forward`] of the first H filters at one place: x and z begin there.
    #[inline(always)]
    fn forward_place<const H: usize>(&self, w: &[f32], b: &[f32], x: &[f32], z: &mut [f32]) {
        let (height, width) = self.out();
        let taps = self.taps.len();
        let w: [&[f32]; H] = std::array::from_fn(|h| &w[h * taps..][..taps]);
        let b: [f32; H] = std::array::from_fn(|h| b[h]);
        let plane = height * width * self.stride;
        let mut n = 0;
        while n + 2 * LANES <= self.stride {
            self.forward_block::<H, 2>(w, b, &x[n..]).into_iter().enumerate().for_each(|(h, sums)| {
                write(sums, &mut z[h * plane + n..]);
            });
            n += 2 * LANES;
        }
        if n < self.stride {
            self.forward_block::<H, 1>(w, b, &x[n..]).into_iter().enumerate().for_each(|(h, sums)| {
                write(sums, &mut z[h * plane + n..]);
            });
        }
    }

    /// The sums of H filters over W vectors of pictures, which x begins with.
    #[inline(always)]
    fn forward_block<const H: usize, const W: usize>(
        &self,
        w: [&[f32]; H],
        b: [f32; H],
        x: &[f32],
    ) -> [[Vector; W]; H] {
        let mut sums = b.map(|b| [Vector::splat(b); W]);
        for (t, tap) in self.taps.iter().enumerate() {
            multiply_add(&mut sums, |h| w[h][t], load(x, *tap));
        }
        sums
    }

    /// `dx[i][y][x][n] = Σ_o,u,v w[o][i][u][v] · dz[o][y − u][x − v][n]`, as far as there are such places: what came up
    /// through a tap goes down through the same one. Shapes as in [`Conv::forward`].
    ///
    /// `turned` has room for the weights in the order in which they are used, `[k][k][filters][inputs]`.
    pub fn backward_inputs(&self, w: &[f32], dz: &[f32], dx: &mut [f32], turned: &mut [f32]) {
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
                for_heights(self.inputs, |i, tall| {
                    let (w, dx) = (&w[i..], &mut dx[i * plane + at..]);
                    match tall {
                        4 => self.backward_inputs_place::<4>(w, dz, (y, x), dx),
                        2 => self.backward_inputs_place::<2>(w, dz, (y, x), dx),
                        _ => self.backward_inputs_place::<1>(w, dz, (y, x), dx),
                    }
                });
            }
        }
    }

    /// [`Conv::backward_inputs`] of H channels at one place: w and dx begin with these channels.
    #[inline(always)]
    fn backward_inputs_place<const H: usize>(&self, w: &[f32], dz: &[f32], place: (usize, usize), dx: &mut [f32]) {
        let plane = self.height * self.width * self.stride;
        let mut n = 0;
        while n + 2 * LANES <= self.stride {
            self.backward_inputs_block::<H, 2>(w, &dz[n..], place).into_iter().enumerate().for_each(|(h, sums)| {
                write(sums, &mut dx[h * plane + n..]);
            });
            n += 2 * LANES;
        }
        if n < self.stride {
            self.backward_inputs_block::<H, 1>(w, &dz[n..], place).into_iter().enumerate().for_each(|(h, sums)| {
                write(sums, &mut dx[h * plane + n..]);
            });
        }
    }

    /// The sums of H channels at place (y, x), over W vectors of pictures, which dz begins with.
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
    pub fn backward_parameters(&self, dz: &[f32], x: &[f32], dw: &mut [f32], db: &mut [f32]) {
        let ((height, width), taps) = (self.out(), self.taps.len());
        let row = width * self.stride;
        dw.fill(0.0);
        let band = (1024 / row).max(1);
        for y in (0..height).step_by(band) {
            let rows = band.min(height - y);
            let x = &x[y * self.width * self.stride..];
            for_heights(db.len(), |o, tall| {
                let (dz, dw) = (&dz[(o * height + y) * row..], &mut dw[o * taps..]);
                match tall {
                    4 => self.backward_parameters_band::<4>(dz, x, rows, dw),
                    2 => self.backward_parameters_band::<2>(dz, x, rows, dw),
                    _ => self.backward_parameters_band::<1>(dz, x, rows, dw),
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

    /// Adds to the weights of H filters what some rows say, which dz and x begin with.
    #[inline(always)]
    fn backward_parameters_band<const H: usize>(&self, dz: &[f32], x: &[f32], rows: usize, dw: &mut [f32]) {
        let taps = &self.taps[..];
        let (pairs, last) = taps.as_chunks::<2>();
        for (t, pair) in pairs.iter().enumerate() {
            let sums = self.dot_products::<H, 2>(dz, pair.map(|tap| &x[tap..]), rows);
            add_totals(sums, &mut dw[2 * t..], taps.len());
        }
        for tap in last {
            let sums = self.dot_products::<H, 1>(dz, [&x[*tap..]], rows);
            add_totals(sums, &mut dw[taps.len() - 1..], taps.len());
        }
    }

    /// The products of H channels of dz with what W taps saw, summed over some rows, lane by lane.
    #[inline(always)]
    fn dot_products<const H: usize, const W: usize>(
        &self,
        dz: &[f32],
        x: [&[f32]; W],
        rows: usize,
    ) -> [[Vector; W]; H] {
        let (height, width) = self.out();
        let row = width * self.stride;
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

/// Adds the totals of H rows of W sums to the first W of each row of dw.
#[inline(always)]
fn add_totals<const H: usize, const W: usize>(sums: [[Vector; W]; H], dw: &mut [f32], row: usize) {
    let mut totals = [[0.0; W]; H];
    total(sums.as_flattened(), totals.as_flattened_mut());
    for (h, totals) in totals.iter().enumerate() {
        dw[h * row..][..W].iter_mut().zip(totals).for_each(|(dw, total)| *dw += *total);
    }
}
