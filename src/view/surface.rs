//! The loss surface: what its picture is given.

use super::span::Span;

/// What the two axes of the loss surface are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// All of a line's parameters. u: slope w, v: intercept b, both in the user's units.
    Exact,
    /// As `Exact`, but of standardized data: u is the slope w in the user's units, v the line's height at the mean x.
    Centred,
    /// A slice through today's parameters along the path's two principal directions (Li et al. 2018); u and v count
    /// distance in parameter space from today's parameters.
    Path {
        /// How many parameters the model has.
        dimensions: usize,
    },
    /// A slice through today's parameters along two of them; u and v are their values.
    Weights {
        /// Index of the parameter along u, in the flat order of `parameters()`.
        u: usize,
        /// Index of the parameter along v.
        v: usize,
        /// How many parameters the model has.
        dimensions: usize,
    },
}

/// What training makes small, over a plane of parameters.
#[derive(Clone, Debug)]
pub struct Surface<'a> {
    /// The objective, loss and penalty, in the units of the loss, at `side * side` places, row by row, the row of the least v first, at the
    /// centres of equal cells; empty before the first is ready. A non-finite loss is non-finite here.
    pub grid: &'a [f32],
    /// Cells along each axis.
    pub side: usize,
    /// What the u axis shows.
    pub u: Span,
    /// What the v axis shows.
    pub v: Span,
    /// What u and v are.
    pub plane: Plane,
    /// Where training has been, oldest first, as (u, v); a slice shows it projected.
    pub trail: &'a [(f64, f64)],
    /// Today's parameters; `None` when not finite.
    pub here: Option<(f64, f64)>,
    /// The best parameters, where they are known in closed form.
    pub best: Option<(f64, f64)>,
    /// Grows by one whenever `grid`, `u`, `v` or `plane` change.
    pub generation: u64,
}
