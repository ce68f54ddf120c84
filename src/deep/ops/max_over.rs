//! The maximum over each picture: is it there, wherever it is?

use super::{Operation, Seen};
use learn::fast::vector::{LANES, Vector};

/// `y[c][n] = max over all places q of x[c][q][n]`, for each channel c and picture n.
#[derive(Clone, Copy, Debug)]
pub struct MaxOver {
    /// Pictures, rounded up to whole vectors.
    pub stride: usize,
}

impl MaxOver {
    /// Shapes: x `[channels][places][stride]`, y `[channels][stride]`.
    fn forward(&self, x: &[f32], y: &mut [f32]) {
        if y.is_empty() {
            return;
        }
        let row = x.len() * self.stride / y.len();
        for (x, y) in x.chunks_exact(row).zip(y.chunks_exact_mut(self.stride)) {
            y.copy_from_slice(&x[..self.stride]);
            for x in x.chunks_exact(self.stride) {
                for (x, y) in x.as_chunks::<LANES>().0.iter().zip(y.as_chunks_mut().0) {
                    *y = Vector::from_array(*y).max(Vector::from_array(*x)).to_array();
                }
            }
        }
    }

    /// All of dy goes to the place that had the maximum, the first one if there are several. Shapes as in
    /// [`MaxOver::forward`].
    fn backward(&self, x: &[f32], y: &[f32], dy: &[f32], dx: &mut [f32]) {
        if y.is_empty() {
            return;
        }
        let row = x.len() * self.stride / y.len();
        let above = y.chunks_exact(self.stride).zip(dy.chunks_exact(self.stride));
        for ((x, dx), (y, dy)) in x.chunks_exact(row).zip(dx.chunks_exact_mut(row)).zip(above) {
            for (n, (y, dy)) in y.as_chunks().0.iter().zip(dy.as_chunks().0).enumerate() {
                let (y, mut left) = (Vector::from_array(*y), Vector::from_array(*dy));
                let vectors = self.stride / LANES;
                let (x, dx) = (x.as_chunks().0.iter(), dx.as_chunks_mut().0.iter_mut());
                for (x, dx) in x.zip(dx).skip(n).step_by(vectors) {
                    let x = Vector::from_array(*x);
                    *dx = y.if_at_most(x, left, Vector::ZERO).to_array();
                    left = y.if_at_most(x, Vector::ZERO, left);
                }
            }
        }
    }
}

impl Operation for MaxOver {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        self.forward(seen.x(0), y);
    }

    fn backward_input(&self, n: usize, seen: &Seen, (y, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        self.backward(seen.x(n), y, dy, dx);
    }
}
