//! The maximum of each few places: less to look at, and a feature may lie a little to the side.

use super::{Operation, Seen};
use learn::fast::vector::{LANES, Vector};

/// `y[c][y][x][n] = max over dy, dx < k of x[c][k·y + dy][k·x + dx][n]`, for each channel c and picture n.
#[derive(Clone, Copy, Debug)]
pub struct MaxPool {
    /// Of the pictures that come in.
    pub height: usize,
    /// Of the pictures that come in.
    pub width: usize,
    /// Of each square, in both directions.
    pub k: usize,
    /// Pictures, rounded up to whole vectors.
    pub stride: usize,
}

type Four = [f32; LANES];

impl MaxPool {
    /// Vectors from one place to the next, in a row that comes in, and in one that goes out.
    fn steps(&self) -> (usize, usize, usize) {
        let step = self.stride / LANES;
        (step, self.width * step, self.width / self.k * step)
    }

    /// Vectors of a channel that comes in, and of one that goes out.
    fn planes(&self) -> (usize, usize) {
        let (_, row, row_out) = self.steps();
        (self.height * row, self.height / self.k * row_out)
    }

    /// Shapes: x `[channels][height][width][stride]`, y `[channels][height / k][width / k][stride]`.
    fn forward(&self, x: &[f32], y: &mut [f32]) {
        let (x, y) = (x.as_chunks().0, y.as_chunks_mut().0);
        match self.k {
            2 => self.forward_of(2, x, y), // a copy with short loops written out
            k => self.forward_of(k, x, y),
        }
    }

    #[inline(always)]
    fn forward_of(&self, k: usize, x: &[Four], y: &mut [Four]) {
        let ((step, row, row_out), (plane, plane_out)) = (self.steps(), self.planes());
        for (x, y) in x.chunks_exact(plane).zip(y.chunks_exact_mut(plane_out)) {
            for (x, y) in x.chunks_exact(k * row).zip(y.chunks_exact_mut(row_out)) {
                for (square, y) in y.chunks_exact_mut(step).enumerate() {
                    for (n, y) in y.iter_mut().enumerate() {
                        let corner = square * k * step + n;
                        let mut most = Vector::from_array(x[corner]);
                        for place in 0..k * k {
                            most = most.max(Vector::from_array(x[corner + place / k * row + place % k * step]));
                        }
                        *y = most.to_array();
                    }
                }
            }
        }
    }

    /// All of dy goes to the place that had the maximum, row by row the first one if there are several. Shapes as in
    /// [`MaxPool::forward`].
    fn backward(&self, x: &[f32], y: &[f32], dy: &[f32], dx: &mut [f32]) {
        if self.height % self.k + self.width % self.k > 0 {
            dx.fill(0.0); // what is left over at the edges
        }
        let (x, dx) = (x.as_chunks().0, dx.as_chunks_mut().0);
        let above = (y.as_chunks().0, dy.as_chunks().0);
        match self.k {
            2 => self.backward_of(2, x, above, dx),
            k => self.backward_of(k, x, above, dx),
        }
    }

    #[inline(always)]
    fn backward_of(&self, k: usize, x: &[Four], (y, dy): (&[Four], &[Four]), dx: &mut [Four]) {
        let ((step, row, row_out), (plane, plane_out)) = (self.steps(), self.planes());
        let above = y.chunks_exact(plane_out).zip(dy.chunks_exact(plane_out));
        for ((x, dx), (y, dy)) in x.chunks_exact(plane).zip(dx.chunks_exact_mut(plane)).zip(above) {
            let above = y.chunks_exact(row_out).zip(dy.chunks_exact(row_out));
            for ((x, dx), (y, dy)) in x.chunks_exact(k * row).zip(dx.chunks_exact_mut(k * row)).zip(above) {
                for (square, (y, dy)) in y.chunks_exact(step).zip(dy.chunks_exact(step)).enumerate() {
                    for (n, (y, dy)) in y.iter().zip(dy).enumerate() {
                        let (y, mut left) = (Vector::from_array(*y), Vector::from_array(*dy));
                        for place in 0..k * k {
                            let at = square * k * step + n + place / k * row + place % k * step;
                            let x = Vector::from_array(x[at]);
                            dx[at] = y.if_at_most(x, left, Vector::ZERO).to_array();
                            left = y.if_at_most(x, Vector::ZERO, left);
                        }
                    }
                }
            }
        }
    }
}

impl Operation for MaxPool {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        self.forward(seen.x(0), y);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (y, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        self.backward(seen.x(n), y, dy, dx);
    }
}
