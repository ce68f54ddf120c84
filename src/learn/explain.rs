//! One sample's way through a model, slowly: every number of a forward pass and of the chain rule backward, in f64.
//!
//! This is the textbook's loop (Rumelhart, Hinton and Williams 1986; Bishop 2006, section 5.3) for a single sample, to be read and
//! to be shown. Training takes the same sums for many samples at once, in [`super::network`]; a test holds the two together.

use super::activation::Activation;
use super::loss::Loss;
use super::shape::{Shape, View};

/// What one layer does with a sample, and what the error asks of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerPass {
    /// What comes in, `[inputs]`.
    pub inputs: Vec<f64>,
    /// The weighted sums z = W · inputs + b, `[units]`.
    pub z: Vec<f64>,
    /// The activations a = f(z), `[units]`.
    pub a: Vec<f64>,
    /// How steep the activation is there, f′(z), `[units]`.
    pub slope: Vec<f64>,
    /// ∂L/∂a, `[units]`.
    pub da: Vec<f64>,
    /// δ = ∂L/∂z = ∂L/∂a · f′(z), `[units]`.
    pub delta: Vec<f64>,
    /// ∂L/∂W = δ · inputs, `[units][inputs]` row by row.
    pub dw: Vec<f64>,
    /// ∂L/∂b = δ, `[units]`.
    pub db: Vec<f64>,
}

/// A sample's way through all layers, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The layers, the first hidden one first; the last one is the output.
    pub layers: Vec<LayerPass>,
    /// The loss of the sample.
    pub loss: f64,
}

impl Explained {
    /// The model's answer ŷ, `[outputs]`.
    pub fn answer(&self) -> &[f64] {
        self.layers.last().map_or(&[], |output| &output.a)
    }

    /// ∂L/∂θ of every parameter, in the order of the flat slice.
    pub fn gradient(&self) -> Vec<f64> {
        self.layers.iter().flat_map(|layer| layer.dw.iter().chain(&layer.db)).copied().collect()
    }
}

/// Sends one sample forward through a model and its error backward through it.
///
/// Shapes: parameters `[shape.parameter_count()]` in the order of the flat slice, x `[shape.inputs()]`, y `[shape.outputs()]`.
pub fn explained(shape: &Shape, parameters: &[f64], x: &[f64], y: &[f64], loss: Loss) -> Explained {
    let (layers, value, slope) = forward(shape, parameters, x, y, loss);
    let mut explained = Explained { layers, loss: value };
    // What the layer above hands down: ∂L/∂a of the layer that is next.
    let mut handed = slope;
    let views: Vec<View> = shape.views().collect();
    for ((layer, view), of) in explained.layers.iter_mut().zip(&views).zip(shape.layers()).rev() {
        let weights = &parameters[view.weights.clone()];
        layer.slope = layer.z.iter().map(|z| of.activation.value_and_slope(*z).1).collect();
        layer.da = handed;
        layer.delta = layer.da.iter().zip(&layer.slope).map(|(da, slope)| da * slope).collect();
        layer.dw = layer.delta.iter().flat_map(|delta| layer.inputs.iter().map(move |input| delta * input)).collect();
        layer.db = layer.delta.clone();
        let to =
            |i: usize| layer.delta.iter().zip(weights.chunks(view.inputs)).map(|(delta, row)| delta * row[i]).sum();
        handed = (0..view.inputs).map(to).collect();
    }
    explained
}

/// The loss of one sample, forward only.
pub fn loss_of(shape: &Shape, parameters: &[f64], x: &[f64], y: &[f64], loss: Loss) -> f64 {
    sent_forward(shape, parameters, x, y, loss).loss
}

/// Sends one sample forward only: of the layers, all that the way back would find is left empty.
pub fn sent_forward(shape: &Shape, parameters: &[f64], x: &[f64], y: &[f64], loss: Loss) -> Explained {
    let (layers, loss, _) = forward(shape, parameters, x, y, loss);
    Explained { layers, loss }
}

/// The layers on the way forward, the loss, and its slope by each output.
fn forward(shape: &Shape, parameters: &[f64], x: &[f64], y: &[f64], loss: Loss) -> (Vec<LayerPass>, f64, Vec<f64>) {
    let mut layers: Vec<LayerPass> = Vec::new();
    let mut inputs = x.to_vec();
    for (view, of) in shape.views().zip(shape.layers()) {
        let (weights, biases) = (&parameters[view.weights], &parameters[view.biases]);
        let sum = |(row, bias): (&[f64], &f64)| bias + row.iter().zip(&inputs).map(|(w, input)| w * input).sum::<f64>();
        let z: Vec<f64> = weights.chunks(view.inputs).zip(biases).map(sum).collect();
        let a: Vec<f64> = z.iter().map(|z| value(of.activation, *z)).collect();
        layers.push(LayerPass { inputs: std::mem::replace(&mut inputs, a.clone()), z, a, ..LayerPass::default() });
    }
    let mut slope = vec![0.0; inputs.len()];
    let loss = loss.value_and_slope(&inputs, y, &mut slope);
    (layers, loss, slope)
}

fn value(activation: Activation, z: f64) -> f64 {
    activation.value_and_slope(z).0
}

#[cfg(test)]
mod tests {
    use super::super::layer;
    use super::*;

    /// One sample of 1 → 2 → 2 → 1 with ReLU, worked out with a pocket calculator.
    #[test]
    fn a_calculator_comes_to_the_same() {
        let shape = Shape::network(1, &[2, 2], Activation::Relu, 1);
        let parameters = [
            0.5, -0.5, 0.4, 2.0, // layer 1: w, b
            0.8, 1.5, -0.6, 1.0, 0.1, 0.2, // layer 2: w row by row, b
            1.5, 0.5, -0.1, // output
        ];
        let found = explained(&shape, &parameters, &[1.2], &[6.1], Loss::MeanSquared);
        let near = |found: &[f64], right: &[f64]| {
            assert_eq!(found.len(), right.len());
            found.iter().zip(right).for_each(|(f, r)| assert!((f - r).abs() < 1e-12, "{found:?} for {right:?}"));
        };
        let [first, second, output] = &found.layers[..] else { panic!("three layers") };
        near(&first.a, &[1.0, 1.4]);
        near(&second.a, &[3.0, 1.0]);
        near(found.answer(), &[4.9]);
        near(&[found.loss], &[1.44]);
        near(&output.delta, &[-2.4]); // 2 (4.9 − 6.1)
        near(&second.delta, &[-3.6, -1.2]); // −2.4 · 1.5, −2.4 · 0.5
        near(&first.delta, &[-2.16, -6.6]); // −3.6 · 0.8 + 1.2 · 0.6, −3.6 · 1.5 − 1.2 · 1.0
        near(&first.dw, &[-2.592, -7.92]); // times 1.2
        near(&second.dw, &[-3.6, -5.04, -1.2, -1.68]);
        near(&found.gradient(), &[-2.592, -7.92, -2.16, -6.6, -3.6, -5.04, -1.2, -1.68, -3.6, -1.2, -7.2, -2.4, -2.4]);
        near(&[loss_of(&shape, &parameters, &[1.2], &[6.1], Loss::MeanSquared)], &[1.44]);
    }

    /// The textbook's layer, of one point, takes the same sums.
    #[test]
    fn its_layers_are_those_of_the_textbook() {
        let shape = Shape::network(2, &[], Activation::Linear, 2);
        let parameters = [1.0, 2.0, -3.0, 0.5, 0.25, -1.0];
        let found = explained(&shape, &parameters, &[1.5, -0.5], &[0.0, 0.0], Loss::MeanSquared);
        let narrow: Vec<f32> = parameters.iter().map(|p| *p as f32).collect();
        let (mut z, size) = ([0.0; 2], layer::Size { inputs: 2, units: 2, points: 1 });
        layer::forward(size, &narrow[..4], &narrow[4..], &[1.5, -0.5], &mut z);
        assert_eq!(z.map(f64::from).to_vec(), found.layers[0].z);
        let (delta, mut dw, mut db, mut dx) = (found.layers[0].delta.clone(), [0.0; 4], [0.0; 2], [0.0; 2]);
        let delta: Vec<f32> = delta.iter().map(|d| *d as f32).collect();
        let gradients = layer::Gradients { dw: &mut dw, db: &mut db, dx: &mut dx };
        layer::backward(size, &narrow[..4], &[1.5, -0.5], &delta, gradients);
        assert_eq!(
            (dw.map(f64::from).to_vec(), db.map(f64::from).to_vec()),
            (found.layers[0].dw.clone(), found.layers[0].db.clone())
        );
    }
}
