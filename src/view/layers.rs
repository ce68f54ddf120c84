//! Inside a model, layer by layer: what its picture is given.

use super::span::Span;

/// Inside, layer by layer. Columns are the inputs (x, or a polynomial's basis functions), each hidden layer, the output.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// Neurons in each column, input column first, output column (1) last.
    pub widths: &'a [usize],
    /// `samples` x positions in the user's units, from left to right, over the range of the points.
    pub x: Span,
    /// How many samples a response has.
    pub samples: usize,
    /// Each neuron's activation over x, `[neuron of all columns][samples]`, column by column; may be non-finite.
    pub responses: &'a [f32],
    /// Where the user asks for ŷ, in the user's units.
    pub probe: Option<f64>,
    /// Each neuron's activation at the probe, `[neuron of all columns]`; empty without a probe.
    pub at_probe: &'a [f32],
    /// Neurons whose ReLU is zero at every training point, `[neuron of all columns]`.
    pub dead: &'a [bool],
    /// The model's parameters, layer by layer: weights `[out][in]` row by row, then biases.
    pub parameters: &'a [f32],
    /// (column, neuron) that the user holds, if any. Column 0 is the inputs.
    pub selected: Option<(usize, usize)>,
    /// The inputs are a polynomial's basis functions and not x itself.
    pub polynomial: bool,
}
