//! The loss surface: what its picture is given.

use super::fit::Quantity;
use super::span::Span;

/// What the two axes of the loss surface are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// All of a line's parameters as the model has them, of data that are not standardized. u: slope w, v: intercept b, in
    /// the user's units of y; the slope for `x_unit` of x.
    Exact {
        /// How much of x the slope is for.
        x_unit: u32,
    },
    /// All of a line's parameters of standardized data: u is the slope w in the user's units, v the line's height at the mean x.
    Centred,
    /// A slice through the present parameters along the path's two principal directions (Li et al. 2018); u and v count
    /// distance in parameter space from the present parameters.
    Path {
        /// How many parameters the model has.
        dimensions: usize,
    },
    /// A slice through the present parameters along two of them; u and v are their values.
    Weights {
        /// Index of the parameter along u, in the flat order of `parameters()`.
        u: usize,
        /// Index of the parameter along v.
        v: usize,
        /// How many parameters the model has.
        dimensions: usize,
    },
}

/// The objective, which training minimizes, over a plane of parameters.
#[derive(Clone, Debug)]
pub struct Surface<'a> {
    /// Loss and penalty together, in units of the loss, at the centres of `side * side` equal cells: row by row, the row of
    /// the least v first. Empty before the first surface is ready; non-finite where the loss is.
    pub grid: &'a [f32],
    /// Cells along each axis.
    pub side: usize,
    /// The range of the u axis.
    pub u: Span,
    /// The range of the v axis.
    pub v: Span,
    /// What u and v are.
    pub plane: Plane,
    /// What x and y measure.
    pub quantity: Quantity<'a>,
    /// The (u, v) that training has been at, oldest first; projected, where the plane is a slice.
    pub trail: &'a [(f64, f64)],
    /// The present parameters as (u, v); `None` if they are not finite.
    pub here: Option<(f64, f64)>,
    /// The best parameters as (u, v), where they are known in closed form.
    pub best: Option<(f64, f64)>,
    /// Grows by one whenever `grid`, `u`, `v` or `plane` change.
    pub generation: u64,
}
