//! The shape of a model: how many inputs, how many units in each layer, and where the numbers lie that it learns.

use std::ops::Range;

use super::activation::Activation;

/// One dense layer: every unit sees every output of the layer before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// How many neurons.
    pub units: usize,
    /// What each does to its weighted sum.
    pub activation: Activation,
}

/// The inputs and layers of a model; the last layer is its output.
///
/// All parameters stand in one flat slice, layer by layer: weights `[out][in]` row by row, then biases `[out]`; the
/// gradients likewise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    inputs: usize,
    layers: Vec<Layer>,
}

/// Where one layer's parameters lie in the flat slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Values that come in: the row length of the weights.
    pub inputs: usize,
    /// Units: the number of rows.
    pub outputs: usize,
    /// `[outputs][inputs]`, row by row.
    pub weights: Range<usize>,
    /// `[outputs]`.
    pub biases: Range<usize>,
}

impl Shape {
    /// One linear output on the inputs: the line (one input) and the polynomial (one input for each power).
    #[inline]
    pub fn linear(inputs: usize) -> Shape {
        Shape::network(inputs, &[], Activation::Linear, 1)
    }

    /// Hidden layers of the given widths, all with one activation, then a linear output layer.
    #[inline]
    pub fn network(inputs: usize, hidden: &[usize], activation: Activation, outputs: usize) -> Shape {
        let mut layers: Vec<Layer> = hidden.iter().map(|&units| Layer { units, activation }).collect();
        layers.push(Layer { units: outputs, activation: Activation::Linear });
        Shape { inputs, layers }
    }

    /// Layers of any widths, each with its own activation; the last one is the output.
    #[inline]
    pub fn new(inputs: usize, layers: &[Layer]) -> Shape {
        Shape { inputs, layers: layers.to_vec() }
    }

    /// Values in one point's x.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Values in one point's y.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(self.inputs, |output| output.units)
    }

    /// Hidden layers in order, then the output layer.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Weights and biases together: the length of the flat slices.
    #[inline]
    pub fn parameter_count(&self) -> usize {
        self.views().last().map_or(0, |view| view.biases.end)
    }

    /// Where the parameters of layer `layer` lie. Precondition: `layer < layers().len()`.
    #[inline]
    pub fn view(&self, layer: usize) -> View {
        debug_assert!(layer < self.layers.len());
        let nothing = View { inputs: 0, outputs: 0, weights: 0..0, biases: 0..0 };
        self.views().nth(layer).unwrap_or(nothing)
    }

    /// The views of all layers, in order.
    pub fn views(&self) -> impl Iterator<Item = View> + '_ {
        let mut inputs = self.inputs;
        let mut start = 0;
        self.layers.iter().map(move |layer| {
            let outputs = layer.units;
            let weights = start..start + outputs * inputs;
            let biases = weights.end..weights.end + outputs;
            start = biases.end;
            View { inputs: std::mem::replace(&mut inputs, outputs), outputs, weights, biases }
        })
    }
}
