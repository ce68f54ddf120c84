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

    /// Multiplications by weights for one answer: as many as there are weights, since each is used once.
    pub fn multiplications(&self) -> usize {
        self.views().map(|view| view.weights.len()).sum()
    }

    /// Multiplications by weights that one sample takes in a step of gradient descent: forward; backward for the gradient of each
    /// weight; and backward once more to hand the error down, which no layer does to the inputs. What the activations, the loss
    /// and the optimizer multiply is not counted.
    pub fn multiplications_of_a_step(&self) -> usize {
        let first = self.views().next().map_or(0, |view| view.weights.len());
        3 * self.multiplications() - first
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

#[cfg(test)]
mod tests {
    use super::super::activation::Activation;
    use super::{Layer, Shape};

    #[test]
    fn multiplications_are_those_of_the_loops() {
        let layer = |units| Layer { units, activation: Activation::Tanh };
        for (inputs, widths) in [(1, &[1][..]), (2, &[4, 2, 1]), (7, &[64, 64, 64, 1]), (3, &[])] {
            let layers: Vec<Layer> = widths.iter().map(|units| layer(*units)).collect();
            let shape = Shape::new(inputs, &layers);
            let (mut answer, mut step, mut below) = (0, 0, inputs);
            for (place, units) in widths.iter().enumerate() {
                for _ in 0..units * below {
                    answer += 1; // wᵢ aᵢ
                    step += 2; // the same, and ∂L/∂wᵢ
                    step += usize::from(place > 0); // ∂L/∂aᵢ
                }
                below = *units;
            }
            assert_eq!((shape.multiplications(), shape.multiplications_of_a_step()), (answer, step), "{widths:?}");
        }
    }
}
