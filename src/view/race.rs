//! Two models that learn the same points step for step: what their picture is given.

use super::fit::{Dot, Quantity};
use super::span::Span;

/// So little of the error arrives in the first layer that it counts as none, as a share of what the last one gets.
pub const FAINT: f64 = 1e-3;

/// What a lane came to under the settings before.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBefore {
    /// (x, ŷ) from end to end of the frame, in the user's units; may be non-finite.
    pub curve: Vec<(f64, f64)>,
    /// The typical error on points that it had not seen, or else on its own, in the units of y.
    pub error: f64,
    /// The mean |∂L/∂W| of each layer at its first step, in the model's own units.
    pub first: Vec<f64>,
}

/// One of the two.
#[derive(Clone, Debug)]
pub struct Lane<'a> {
    /// Neurons of each hidden layer.
    pub layers: &'a [usize],
    /// Weights and biases.
    pub parameters: usize,
    /// (x, ŷ) from end to end of the frame, in the user's units; may be non-finite.
    pub curve: Vec<(f64, f64)>,
    /// The typical error on the training points, in the units of y.
    pub own: f64,
    /// The typical error on those held out; `None` without any.
    pub unseen: Option<f64>,
    /// The mean |∂L/∂W| of each layer at the first step, the output last, in the model's own units; may be non-finite.
    pub first: &'a [f64],
    /// The same at the last step.
    pub now: Vec<f64>,
    /// What it came to under the settings before.
    pub before: Option<&'a LaneBefore>,
}

impl Lane<'_> {
    /// The error by which it is judged: on points that it has not seen, where there are any.
    pub fn judged(&self) -> f64 {
        self.unseen.unwrap_or(self.own)
    }

    /// Whether it is less wrong than another. What is no number any more is as wrong as can be.
    pub fn beats(&self, other: &Lane) -> bool {
        let error = |lane: &Lane| if lane.judged().is_finite() { lane.judged() } else { f64::INFINITY };
        error(self) < error(other)
    }

    /// How much of the error arrives: the first layer's gradient at the first step, as a share of the last layer's. 0 where nothing
    /// does, whatever the last one gets.
    pub fn arrives(&self) -> f64 {
        match self.first {
            [0.0, .., _] => 0.0,
            [first, .., last] => first / last,
            [_] | [] => 1.0,
        }
    }
}

/// Many races, over as many seeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many are over.
    pub done: usize,
    /// Of how many.
    pub of: usize,
    /// How many of them the first lane has won.
    pub won: usize,
}

/// Two models that learn the same points.
#[derive(Clone, Debug)]
pub struct Race<'a> {
    /// Today's run, and the one beside it.
    pub lanes: [Lane<'a>; 2],
    /// How many steps both have taken.
    pub step: u64,
    /// At how many steps they are judged.
    pub end: u64,
    /// Both have taken the same steps: the one beside is not still catching up.
    pub level: bool,
    /// The activation of the race before, by its place in the order in which they are taught.
    pub before: Option<usize>,
    /// The points.
    pub points: &'a [Dot],
    /// What the x axis shows, in the user's units.
    pub x: Span,
    /// What the y axis shows, in the user's units.
    pub y: Span,
    /// The plain line of least squares: its heights at both ends of the frame, and its typical error on the points held out, or else
    /// on its own.
    pub line: Option<((f64, f64), f64)>,
    /// Many races, if any were asked for.
    pub tally: Option<Tally>,
    /// What x and y are.
    pub quantity: Quantity<'a>,
}
