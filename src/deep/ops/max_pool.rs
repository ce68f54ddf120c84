//! The maximum of each few places: less to look at, and a feature may lie a little to the side.

use super::{Operation, Seen};
use learn::fast::vector::{LANES, Vector};

/// `y[c][y][x][n] = max over dy, dx < K of x[c][K·y + dy][K·x + dx][n]`, for each channel c and picture n. K is known when it is
/// compiled, so that the short loops over a square are written out.
#[derive(Clone, Copy, Debug)]
pub struct MaxPool<const K: usize> {
    /// Of the pictures that come in.
    pub height: usize,
    /// Of the pictures that come in.
    pub width: usize,
    /// Pictures, rounded up to whole vectors.
    pub stride: usize,
}

type Four = [f32; LANES];

impl<const K: usize> MaxPool<K> {
    /// Vectors from one place to the next, in a row that comes in, and in one that goes out.
    fn steps(&self) -> (usize, usize, usize) {
        let step = self.stride / LANES;
        (step, self.width * step, self.width / K * step)
    }

    /// Vectors of a channel that comes in, and of one that goes out.
    fn planes(&self) -> (usize, usize) {
        let (_, row, row_out) = self.steps();
        (self.height * row, self.height / K * row_out)
    }

    /// Shapes: x `[channels][height][width][stride]`, y `[channels][height / K][width / K][stride]`.
    fn forward(&self, x: &[f32], y: &mut [f32]) {
        let (x, y): (&[Four], &mut [Four]) = (x.as_chunks().0, y.as_chunks_mut().0);
        let ((step, row, row_out), (plane, plane_out)) = (self.steps(), self.planes());
        for (x, y) in x.chunks_exact(plane).zip(y.chunks_exact_mut(plane_out)) {
            for (x, y) in x.chunks_exact(K * row).zip(y.chunks_exact_mut(row_out)) {
                for (square, y) in y.chunks_exact_mut(step).enumerate() {
                    for (n, y) in y.iter_mut().enumerate() {
                        let corner = square * K * step + n;
                        let mut most = Vector::from_array(x[corner]);
                        for place in 0..K * K {
                            most = most.max(Vector::from_array(x[corner + place / K * row + place % K * step]));
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
        if self.height % K + self.width % K > 0 {
            dx.fill(0.0); // what is left over at the edges
        }
        let (x, dx): (&[Four], &mut [Four]) = (x.as_chunks().0, dx.as_chunks_mut().0);
        let (y, dy): (&[Four], &[Four]) = (y.as_chunks().0, dy.as_chunks().0);
        let ((step, row, row_out), (plane, plane_out)) = (self.steps(), self.planes());
        let above = y.chunks_exact(plane_out).zip(dy.chunks_exact(plane_out));
        for ((x, dx), (y, dy)) in x.chunks_exact(plane).zip(dx.chunks_exact_mut(plane)).zip(above) {
            let above = y.chunks_exact(row_out).zip(dy.chunks_exact(row_out));
            for ((x, dx), (y, dy)) in x.chunks_exact(K * row).zip(dx.chunks_exact_mut(K * row)).zip(above) {
                for (square, (y, dy)) in y.chunks_exact(step).zip(dy.chunks_exact(step)).enumerate() {
                    for (n, (y, dy)) in y.iter().zip(dy).enumerate() {
                        let (y, mut left) = (Vector::from_array(*y), Vector::from_array(*dy));
                        for place in 0..K * K {
                            let at = square * K * step + n + place / K * row + place % K * step;
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

impl<const K: usize> Operation for MaxPool<K> {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        self.forward(seen.x(0), y);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (y, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        self.backward(seen.x(n), y, dy, dx);
    }
}
