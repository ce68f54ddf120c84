//! The sizes of one layer's sums.

use super::vector::{LANES, Vector};

/// How many values each unit sees, and of how many points. Two numbers, so that both are passed in registers.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Values that come in for each point: the row length of the weights.
    pub inputs: usize,
    /// How many points there are.
    pub count: usize,
}

impl Size {
    /// The row length of everything that has a value for each point: `count` rounded up to a multiple of [`LANES`].
    #[inline(always)]
    pub(super) fn stride(self) -> usize {
        self.count.next_multiple_of(LANES)
    }

    /// A mask of the lanes that hold points in the last vector of a row.
    #[inline(always)]
    pub(super) fn real(self) -> Vector {
        Vector::first_lanes(self.count + LANES - self.stride())
    }
}
