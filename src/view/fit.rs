//! Data and fit: what its picture is given.

use super::span::Span;
use super::tried::Try;

/// What x and y measure, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity<'a> {
    /// x: distance from the centre in km, y: price of a house in thousands.
    Houses,
    /// Bare numbers: x and y.
    Plain,
    /// Columns of the user's own table, named by its header: (x, y).
    Named(&'a str, &'a str),
}

/// One data point as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// In the user's units.
    pub x: f64,
    /// In the user's units.
    pub y: f64,
    /// Held out: not trained on.
    pub held_out: bool,
    /// The model's ŷ at x, in units of y; not finite after a divergence.
    pub predicted: f64,
}

/// The question that the user asks: what is y at x? With the answers that are known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// In the user's units.
    pub x: f64,
    /// The model's ŷ at x, in units of y; not finite after a divergence.
    pub predicted: f64,
    /// The true law's y at x, where a law is known.
    pub law: Option<f64>,
    /// The y at x of the least-squares line through the training points; `None` if the model is a line itself, or if there is
    /// more than one such line.
    pub line: Option<f64>,
}

/// The curve of a run that was pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// 0 for A, 1 for B and so on.
    pub letter: usize,
    /// (x, ŷ) as in [`Fit::curve`].
    pub curve: Vec<(f64, f64)>,
}

/// Data and fit. All in the user's units.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    /// Every point, in the user's order.
    pub points: &'a [Dot],
    /// Index of the point that the keyboard or the pointer holds.
    pub selected: Option<usize>,
    /// The range of the x axis.
    pub x: Span,
    /// The range of the y axis. The curve may leave it.
    pub y: Span,
    /// (x, ŷ) from left to right over `x`; ŷ may be non-finite, and the line breaks there.
    pub curve: &'a [(f64, f64)],
    /// (x, y) of the true law over `x`; empty where none is known.
    pub law: &'a [(f64, f64)],
    /// Pinned curves, in the order of their letters.
    pub ghosts: &'a [Ghost],
    /// Models that were tried before, with their curves; empty where none are compared.
    pub tried: &'a [Try],
    /// Whether the held-out points are shown: without, they are kept for an exam.
    pub exam: bool,
    /// The curve of the run before this one, as `curve`, if there is one to compare with.
    pub before: Option<&'a [(f64, f64)]>,
    /// The question that the user asks, if any.
    pub probe: Option<Probe>,
    /// What x and y measure.
    pub quantity: Quantity<'a>,
}
