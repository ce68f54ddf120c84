//! The field's Rust libraries as WebAssembly, each a network that the benchmark hands its start and its points to, and a
//! loop that shows what one thread of this machine can do at most.

mod burn;
mod candle;
mod peak;
mod pictures;

use wasm_bindgen::prelude::*;

/// What the benchmark asks for, the same for every contender.
#[wasm_bindgen]
pub struct Task {
    /// Units of each layer, the inputs first, the output last.
    widths: Vec<usize>,
    /// `relu` or else tanh, in the hidden layers.
    relu: bool,
    /// Adam or else plain gradient descent.
    adam: bool,
    /// The logistic loss, or else the mean squared error.
    logistic: bool,
    learning_rate: f64,
    /// Layer by layer: weights `[out][in]` row by row, then biases.
    parameters: Vec<f32>,
    /// Point by point, all inputs of one side by side.
    x: Vec<f32>,
    y: Vec<f32>,
    /// Points of a step, in their own order; the number of points is a multiple of it.
    batch: usize,
}

/// A layer's weights `[out][in]` and biases.
struct Layer<'a> {
    inputs: usize,
    outputs: usize,
    weights: &'a [f32],
    biases: &'a [f32],
}

#[wasm_bindgen]
impl Task {
    /// See the fields.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::too_many_arguments, reason = "they come one by one from a script, which names them")]
    pub fn new(
        widths: Vec<usize>,
        relu: bool,
        adam: bool,
        logistic: bool,
        learning_rate: f64,
        parameters: Vec<f32>,
        x: Vec<f32>,
        y: Vec<f32>,
        batch: usize,
    ) -> Task {
        Task { widths, relu, adam, logistic, learning_rate, parameters, x, y, batch }
    }
}

impl Task {
    fn layers(&self) -> Vec<Layer<'_>> {
        let mut rest = &self.parameters[..];
        let mut all = Vec::new();
        for pair in self.widths.windows(2) {
            let (weights, behind) = rest.split_at(pair[0] * pair[1]);
            let (biases, behind) = behind.split_at(pair[1]);
            all.push(Layer { inputs: pair[0], outputs: pair[1], weights, biases });
            rest = behind;
        }
        all
    }

    /// Numbers in one point's x.
    fn inputs(&self) -> usize {
        self.widths.first().copied().unwrap_or(1)
    }

    /// x and y of each batch.
    fn batches(&self) -> impl Iterator<Item = (&[f32], &[f32])> {
        self.x.chunks(self.batch * self.inputs()).zip(self.y.chunks(self.batch))
    }
}
