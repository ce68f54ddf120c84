//! What the neurons of the last hidden layer say of each place of a plane: what their picture is given.

use super::fit::Quantity;
use super::sample::{Group, Sample};
use super::span::Span;

/// What one neuron says, as the output weighs it: its activation times its weight. Their sum with the bias is the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// Its activation times its weight at the places of a grid, row by row from the least x₂ up: `[side][side]`. May be non-finite.
    pub votes: Vec<f32>,
    /// The neuron's weighted sum at these places, before its activation: where it is 0, the neuron bends. May be non-finite.
    pub sums: Vec<f32>,
    /// The groups of samples that are nearly all beyond the line on which it bends, where those of the class that is asked for are
    /// not, and for which its vote is lower.
    pub keeps_out: Vec<Group>,
    /// A ReLU that is 0 at every training sample.
    pub dead: bool,
}

/// What every neuron of the last hidden layer says over the plane of two measures.
#[derive(Clone, Debug)]
pub struct Votes<'a> {
    /// One for each neuron.
    pub of: &'a [Vote],
    /// How many places there are along a side of a grid; at least 2. The first and the last lie on the edges of the plane.
    pub side: usize,
    /// The range of x₁, in the user's units.
    pub x: Span,
    /// The range of x₂, in the user's units.
    pub y: Span,
    /// The place of the sample in hand, or else of the user's question, (x₁, x₂).
    pub at: Option<(f64, f64)>,
    /// What each votes there; empty if there is no such place, may be non-finite.
    pub here: Vec<f32>,
    /// What the sample in hand is.
    pub in_hand: Option<Group>,
    /// Every sample, in the user's order.
    pub samples: &'a [Sample],
    /// The neuron that the user holds, by its place.
    pub held: Option<usize>,
    /// Whether the held-out samples are shown.
    pub exam: bool,
    /// What the two measures are.
    pub quantity: Quantity<'a>,
    /// The output's bias, which is added to the votes; may be non-finite.
    pub bias: f32,
}
