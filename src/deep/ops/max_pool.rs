//! The maximum of each few places: less to look at, and a feature may lie a little to the side.

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
    /// Vectors from one place to the next.
    fn step(&self) -> usize {
        self.stride / LANES
    }

    /// Where the vectors of the first place of each square stand, channel by channel.
    fn corners(&self, channels: usize) -> impl Iterator<Item = usize> + use<> {
        let MaxPool { height, width, k, .. } = *self;
        let step = self.step();
        (0..channels).flat_map(move |c| {
            (0..height / k).flat_map(move |y| {
                (0..width / k).flat_map(move |x| {
                    let corner = ((c * height + y * k) * width + x * k) * step;
                    corner..corner + step
                })
            })
        })
    }

    /// Shapes: x `[channels][height][width][stride]`, y `[channels][height / k][width / k][stride]`.
    pub fn forward(&self, x: &[f32], y: &mut [f32]) {
        let (x, k): (&[Four], usize) = (x.as_chunks().0, self.k);
        let channels = x.len() / (self.height * self.width * self.step()).max(1);
        for (y, corner) in y.as_chunks_mut().0.iter_mut().zip(self.corners(channels)) {
            let mut most = Vector::from_array(x[corner]);
            for dy in 0..k {
                for dx in 0..k {
                    most = most.max(Vector::from_array(x[corner + (dy * self.width + dx) * self.step()]));
                }
            }
            *y = most.to_array();
        }
    }

    /// All of dy goes to the place that had the maximum, row by row the first one if there are several. Shapes as in
    /// [`MaxPool::forward`].
    pub fn backward(&self, x: &[f32], y: &[f32], dy: &[f32], dx: &mut [f32]) {
        dx.fill(0.0); // what is left over at the edges
        let (x, k): (&[Four], usize) = (x.as_chunks().0, self.k);
        let slopes: &mut [Four] = dx.as_chunks_mut().0;
        let channels = x.len() / (self.height * self.width * self.step()).max(1);
        let above = y.as_chunks().0.iter().zip(dy.as_chunks().0);
        for ((y, dy), corner) in above.zip(self.corners(channels)) {
            let (y, mut left) = (Vector::from_array(*y), Vector::from_array(*dy));
            for row in 0..k {
                for column in 0..k {
                    let at = corner + (row * self.width + column) * self.step();
                    let x = Vector::from_array(x[at]);
                    slopes[at] = y.if_at_most(x, left, Vector::ZERO).to_array();
                    left = y.if_at_most(x, Vector::ZERO, left);
                }
            }
        }
    }
}
