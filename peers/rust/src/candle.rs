//! The network in candle, written as its users write one: linear layers over variables, its own loss, its own optimizers.

use candle_core::{Device, Result, Tensor, Var};
use candle_nn::{AdamW, Linear, Module, Optimizer, ParamsAdamW, SGD, loss::mse};
use wasm_bindgen::prelude::*;

use crate::Task;

enum Descent {
    Plain(SGD),
    Adam(AdamW),
}

/// A network in training.
#[wasm_bindgen]
pub struct Candle {
    layers: Vec<Linear>,
    relu: bool,
    descent: Descent,
    batches: Vec<(Tensor, Tensor)>,
    all: (Tensor, Tensor),
    at: usize,
}

fn column(values: &[f32]) -> Result<Tensor> {
    Tensor::from_slice(values, (values.len(), 1), &Device::Cpu)
}

fn build(task: &Task) -> Result<Candle> {
    let (mut layers, mut variables) = (Vec::new(), Vec::new());
    for layer in task.layers() {
        let weight = Var::from_slice(layer.weights, (layer.outputs, layer.inputs), &Device::Cpu)?;
        let bias = Var::from_slice(layer.biases, layer.outputs, &Device::Cpu)?;
        layers.push(Linear::new(weight.as_tensor().clone(), Some(bias.as_tensor().clone())));
        variables.extend([weight, bias]);
    }
    let lr = task.learning_rate;
    let descent = if task.adam {
        // Without its weight decay AdamW is Adam.
        Descent::Adam(AdamW::new(variables, ParamsAdamW { lr, weight_decay: 0.0, ..ParamsAdamW::default() })?)
    } else {
        Descent::Plain(SGD::new(variables, lr)?)
    };
    let batches = task.batches().map(|(x, y)| Ok((column(x)?, column(y)?))).collect::<Result<_>>()?;
    Ok(Candle { layers, relu: task.relu, descent, batches, all: (column(&task.x)?, column(&task.y)?), at: 0 })
}

impl Candle {
    fn loss_on(&self, (x, y): &(Tensor, Tensor)) -> Result<Tensor> {
        let mut a = x.clone();
        for (i, layer) in self.layers.iter().enumerate() {
            a = layer.forward(&a)?;
            if i + 1 < self.layers.len() {
                a = if self.relu { a.relu()? } else { a.tanh()? };
            }
        }
        mse(&a, y)
    }

    fn step(&mut self) -> Result<()> {
        let loss = self.loss_on(&self.batches[self.at])?;
        self.at = (self.at + 1) % self.batches.len();
        match &mut self.descent {
            Descent::Plain(sgd) => sgd.backward_step(&loss),
            Descent::Adam(adam) => adam.backward_step(&loss),
        }
    }
}

#[wasm_bindgen]
impl Candle {
    /// See `Task`.
    #[wasm_bindgen(constructor)]
    pub fn new(task: &Task) -> std::result::Result<Candle, JsError> {
        Ok(build(task)?)
    }

    /// Trains so many steps.
    pub fn run(&mut self, steps: u32) -> std::result::Result<(), JsError> {
        for _ in 0..steps {
            self.step()?;
        }
        Ok(())
    }

    /// The mean squared error on all points.
    pub fn loss(&self) -> std::result::Result<f32, JsError> {
        Ok(self.loss_on(&self.all)?.to_scalar()?)
    }
}
