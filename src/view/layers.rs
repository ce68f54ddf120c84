//! Inside a model, layer by layer: what its picture is given.

use super::fit::Quantity;
use super::span::Span;
use std::ops::Range;

/// Inside, layer by layer. Columns are the inputs (x, or a polynomial's basis functions), each hidden layer, the output.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// Neurons in each column, input column first, output column (1) last.
    pub widths: &'a [usize],
    /// The range of x over which responses are sampled, from left to right, in the user's units: that of the points.
    pub x: Span,
    /// How many samples a response has.
    pub samples: usize,
    /// Each neuron's activation over x, `[neuron of all columns][samples]`, column by column; may be non-finite.
    pub responses: &'a [f32],
    /// The x at which the user asks for ŷ, in the user's units.
    pub probe: Option<f64>,
    /// Each neuron's activation at the probe, `[neuron of all columns]`; empty without a probe, may be non-finite.
    pub at_probe: &'a [f32],
    /// Whether a neuron is a ReLU that is zero at every training point, `[neuron of all columns]`.
    pub dead: &'a [bool],
    /// The model's parameters, layer by layer: weights `[out][in]` row by row, then biases; in the model's own units, may be
    /// non-finite.
    pub parameters: &'a [f32],
    /// The places of those that training leaves as they are, in rising order.
    pub frozen: &'a [Range<usize>],
    /// (column, neuron) that the user holds, if any. Column 0 is the inputs.
    pub selected: Option<(usize, usize)>,
    /// The inputs are a polynomial's basis functions and not x itself.
    pub polynomial: bool,
    /// What the output's activation measures as y; `None` where y is standardized.
    pub output: Option<Quantity<'a>>,
}
