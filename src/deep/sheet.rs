//! Sheets: the tensors of a plan. Each is a table of numbers in one long slice that all of them share.

use learn::fast::vector::LANES;
use std::ops::Range;

/// A table `[rows][columns]`, and where it lies. It holds no numbers: those are asked of the plan.
///
/// A row is a unit or a channel. A column is one place of one of the `count` pictures (points, texts) that pass through
/// at once: `column = (y · width + x) · stride + picture`. So the pictures lie side by side, one instruction works on four of
/// them, and whatever width a picture has, a vector is never cut. `stride` is `count` rounded up to whole vectors; the
/// columns of padding hold whatever comes of zeros, and their gradients are 0.
///
/// Where there is one place, as in a dense layer, columns are points, laid out as in `learn`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its number in the plan, counted from 0 in the order in which sheets are filled.
    pub id: usize,
    /// Units or channels.
    pub rows: usize,
    /// Places from top to bottom.
    pub height: usize,
    /// Places from left to right.
    pub width: usize,
    /// Pictures.
    pub count: usize,
    /// Where it begins in the slice.
    pub(crate) start: usize,
}

impl Sheet {
    /// From one place to the next: `count` rounded up to a multiple of [`LANES`].
    pub fn stride(&self) -> usize {
        self.count.next_multiple_of(LANES)
    }

    /// `height · width`.
    pub fn places(&self) -> usize {
        self.height * self.width
    }

    /// The length of a row, padding included: `height · width · stride`.
    pub fn columns(&self) -> usize {
        self.places() * self.stride()
    }

    /// All numbers of it.
    pub fn size(&self) -> usize {
        self.rows * self.columns()
    }

    /// Where a place of a picture has its column.
    pub fn column(&self, picture: usize, y: usize, x: usize) -> usize {
        (y * self.width + x) * self.stride() + picture
    }

    /// Where it lies in the slice of all sheets.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.size()
    }
}
