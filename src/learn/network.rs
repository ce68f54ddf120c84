//! All layers: forward through them, and backward through the same layers in the other order.

use super::batch::Batch;
use super::shape::Shape;
use super::{dense, loss};

/// What one pass leaves behind: the activation of every unit at every point, and how the loss depends on it.
///
/// Everything is allocated here, for the largest batch that it has seen, and nothing in a step.
#[derive(Clone, Debug)]
pub struct Workspace {
    stride: usize,
    starts: Vec<usize>,    // [layers + 1]: units in the layers before
    activations: Vec<f32>, // layer by layer [units][stride]: a = f(z)
    deltas: Vec<f32>,      // likewise: δ = ∂L/∂z
}

impl Workspace {
    /// Room for this shape on batches up to the size of this one; a larger one makes it grow once.
    pub fn new(shape: &Shape, batch: &Batch) -> Workspace {
        let mut starts = vec![0];
        starts.extend(shape.layers().iter().scan(0, |units, layer| {
            *units += layer.units;
            Some(*units)
        }));
        let mut workspace = Workspace { stride: 0, starts, activations: Vec::new(), deltas: Vec::new() };
        workspace.fit(batch);
        workspace
    }

    /// Takes on the stride of a batch; values become 0 when it is another one.
    #[inline]
    fn fit(&mut self, batch: &Batch) {
        if self.stride == batch.stride() {
            return;
        }
        self.stride = batch.stride();
        let length = self.starts.last().unwrap_or(&0) * self.stride;
        for values in [&mut self.activations, &mut self.deltas] {
            values.clear();
            values.resize(length, 0.0);
        }
    }

    /// The row length of the last batch.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// a of every unit of a layer, `[units][stride]`, after `forward`. Precondition, here and below: there is such a layer.
    pub fn activations(&self, layer: usize) -> &[f32] {
        &self.activations[self.starts[layer] * self.stride..self.starts[layer + 1] * self.stride]
    }

    /// δ = ∂L/∂z of every unit of a layer, `[units][stride]`, after `backward`.
    pub fn deltas(&self, layer: usize) -> &[f32] {
        &self.deltas[self.starts[layer] * self.stride..self.starts[layer + 1] * self.stride]
    }

    /// ŷ: the activations of the last layer, `[outputs][stride]`.
    #[inline]
    pub fn output(&self) -> &[f32] {
        let start = self.starts.len().checked_sub(2).map_or(0, |last| self.starts[last]);
        &self.activations[start * self.stride..]
    }
}

/// a_l = f_l(W_l a_{l−1} + b_l), layer by layer, with a_0 the batch's inputs.
///
/// Preconditions, here and below: `ws` was made for this shape, the batch has its inputs and outputs, and `parameters` and
/// `gradients` have `shape.parameter_count()` values.
pub fn forward(shape: &Shape, parameters: &[f32], batch: &Batch, ws: &mut Workspace) {
    ws.fit(batch);
    let stride = ws.stride;
    let mut x = batch.padded_inputs(); // [inputs][stride]
    let mut inputs = shape.inputs();
    let mut parameters = parameters;
    let mut activations = &mut ws.activations[..];
    for layer in shape.layers() {
        let (weights, rest) = parameters.split_at(layer.units * inputs); // [units][inputs]
        let (biases, rest) = rest.split_at(layer.units); // [units]
        let (a, above) = activations.split_at_mut(layer.units * stride); // [units][stride]
        dense::forward(weights, inputs, biases, x, stride, a);
        layer.activation.apply(a);
        (x, inputs, parameters, activations) = (a, layer.units, rest, above);
    }
}

/// The gradient of [`loss::mse`] with respect to every parameter, after `forward` with the same arguments. Overwrites
/// `gradients`.
///
/// δ_l = ∂L/∂a_l ⊙ f′_l, then ∂L/∂W_l = δ_l a_{l−1}ᵀ, ∂L/∂b_l = Σ δ_l and ∂L/∂a_{l−1} = W_lᵀ δ_l, from the last layer down
/// (Rumelhart, Hinton and Williams 1986).
pub fn backward(shape: &Shape, parameters: &[f32], batch: &Batch, ws: &mut Workspace, gradients: &mut [f32]) {
    ws.fit(batch);
    let stride = ws.stride;
    let below = ws.activations.len() - ws.output().len();
    let (mut deltas, mut delta) = ws.deltas.split_at_mut(below);
    let (mut activations, mut a) = ws.activations.split_at(below);
    let (mut parameters, mut gradients) = (parameters, gradients);
    loss::mse_backward(batch, a, delta);
    for (l, layer) in shape.layers().iter().enumerate().rev() {
        let inputs = if l == 0 { shape.inputs() } else { shape.layers()[l - 1].units };
        layer.activation.apply_derivative(a, delta); // δ_l: [units][stride]
        let (rest, biases) = gradients.split_at_mut(gradients.len() - layer.units);
        let (rest, weights) = rest.split_at_mut(rest.len() - layer.units * inputs);
        if l == 0 {
            dense::backward_parameters(delta, batch.padded_inputs(), (batch.count(), stride), weights, biases);
            return;
        }
        let (deltas_below, delta_below) = deltas.split_at_mut(deltas.len() - inputs * stride);
        let (activations_below, a_below) = activations.split_at(activations.len() - inputs * stride);
        dense::backward_parameters(delta, a_below, (batch.count(), stride), weights, biases);
        let (parameters_below, weights) = parameters.split_at(parameters.len() - layer.units * (inputs + 1));
        dense::backward_inputs(&weights[..layer.units * inputs], inputs, delta, stride, delta_below);
        (gradients, parameters, deltas, activations) = (rest, parameters_below, deltas_below, activations_below);
        (delta, a) = (delta_below, a_below);
    }
}
