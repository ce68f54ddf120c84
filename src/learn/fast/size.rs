//! The sizes of one layer's sums.

use super::vector::{LANES, Vector};

/// How many values each unit sees, and how the points lie in a row of values.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Values that come in: the row length of the weights.
    pub inputs: usize,
    /// How many points there are.
    pub count: usize,
    /// The row length of everything that has a value for each point: `count` rounded up to a multiple of [`LANES`].
    pub stride: usize,
}

impl Size {
    /// A mask of the lanes that hold points in the last vector of a row.
    #[inline(always)]
    pub(super) fn real(self) -> Vector {
        Vector::first_lanes(self.count + LANES - self.stride)
    }
}
