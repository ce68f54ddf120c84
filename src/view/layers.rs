//! Inside a model, layer by layer: what its picture is given.

use super::fit::Quantity;
use super::span::Span;
use std::ops::Range;

/// What a network of two inputs is given of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// x₁
    X1,
    /// x₂
    X2,
    /// x₁²
    X1Squared,
    /// x₂²
    X2Squared,
    /// x₁x₂
    Product,
    /// sin x₁
    Sin1,
    /// sin x₂
    Sin2,
}

/// The plane of two inputs, over which responses are sampled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Over {
    /// How many samples there are along a side; at least 2. The first and the last lie on the edges of the plane.
    pub side: usize,
    /// The range of x₁, in the user's units.
    pub x: Span,
    /// The range of x₂, in the user's units.
    pub y: Span,
    /// The place at which the user asks, (x₁, x₂) in the user's units; what each neuron says there is in `at_probe`.
    pub at: Option<(f64, f64)>,
}

/// Inside, layer by layer. Columns are the inputs (x, or a polynomial's basis functions), each hidden layer, the output.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// Neurons in each column, input column first, output column (1) last.
    pub widths: &'a [usize],
    /// The range of x over which responses are sampled, from left to right, in the user's units: that of the points.
    pub x: Span,
    /// How many samples a response has.
    pub samples: usize,
    /// Each neuron's activation over x, `[neuron of all columns][samples]`, column by column; may be non-finite. Over a plane
    /// `[neuron of all columns][side · side]`, row by row from the least x₂ up; then `samples` is side · side, and the output is
    /// in log-odds.
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
    /// The plane over which responses are sampled, where there are two inputs; `x` and `probe` mean nothing then.
    pub plane: Option<Over>,
    /// What the neurons of the first column are, where responses are over a plane; else empty.
    pub inputs: &'a [Input],
}
