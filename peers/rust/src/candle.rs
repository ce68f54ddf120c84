//! The network in candle, written as its users write one: linear layers over variables, its own loss, its own optimizers.

use candle_core::{Device, Result, Tensor, Var};
use candle_nn::loss::{binary_cross_entropy_with_logit, mse};
use candle_nn::{AdamW, Linear, Module, Optimizer, ParamsAdamW, SGD};
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
    logistic: bool,
    descent: Descent,
    batches: Vec<(Tensor, Tensor)>,
    all: (Tensor, Tensor),
    at: usize,
}

fn rows(values: &[f32], width: usize) -> Result<Tensor> {
    Tensor::from_slice(values, (values.len() / width, width), &Device::Cpu)
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
    let points = |(x, y): (&[f32], &[f32])| Ok((rows(x, task.inputs())?, rows(y, 1)?));
    let batches = task.batches().map(points).collect::<Result<_>>()?;
    let all = points((&task.x, &task.y))?;
    Ok(Candle { layers, relu: task.relu, logistic: task.logistic, descent, batches, all, at: 0 })
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
        if self.logistic { binary_cross_entropy_with_logit(&a, y) } else { mse(&a, y) }
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

    /// The loss on all points.
    pub fn loss(&self) -> std::result::Result<f32, JsError> {
        Ok(self.loss_on(&self.all)?.to_scalar()?)
    }
}
