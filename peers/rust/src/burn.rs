//! The network in burn, written as its users write one: linear layers, its own loss, its own optimizers, on the CPU backend
//! with SIMD.

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::nn::loss::{BinaryCrossEntropyLoss, BinaryCrossEntropyLossConfig, MseLoss, Reduction};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer, SgdConfig};
use burn::tensor::{Device, Int, Tensor, TensorData, activation};
use wasm_bindgen::prelude::*;

use crate::Task;

#[derive(Module, Debug)]
struct Net {
    layers: Vec<Linear>,
    relu: bool,
}

impl Net {
    fn forward(&self, mut a: Tensor<2>) -> Tensor<2> {
        for (i, layer) in self.layers.iter().enumerate() {
            a = layer.forward(a);
            if i + 1 < self.layers.len() {
                a = if self.relu { activation::relu(a) } else { activation::tanh(a) };
            }
        }
        a
    }
}

/// What is asked for each point: a number, or a class, which burn wants as a whole number.
#[derive(Clone)]
enum Targets {
    Numbers(Tensor<2>),
    Classes(Tensor<2, Int>, BinaryCrossEntropyLoss),
}

impl Targets {
    fn new(task: &Task, y: &[f32], device: &Device) -> Targets {
        if !task.logistic {
            return Targets::Numbers(rows(y, 1, device));
        }
        let classes: Vec<i32> = y.iter().map(|class| *class as i32).collect();
        let classes = Tensor::from_data(TensorData::new(classes, [y.len(), 1]), device);
        Targets::Classes(classes, BinaryCrossEntropyLossConfig::new().with_logits(true).init(device))
    }

    fn loss(&self, answers: Tensor<2>) -> Tensor<1> {
        match self {
            Targets::Numbers(y) => MseLoss::new().forward(answers, y.clone(), Reduction::Mean),
            Targets::Classes(y, loss) => loss.forward(answers, y.clone()),
        }
    }
}

/// A network in training.
#[wasm_bindgen]
pub struct Burn {
    net: Net,
    optimizer: ModuleOptimizer,
    learning_rate: f64,
    batches: Vec<(Tensor<2>, Targets)>,
    all: (Tensor<2>, Targets),
    at: usize,
}

fn rows(values: &[f32], width: usize, device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(values.to_vec(), [values.len() / width, width]), device)
}

#[wasm_bindgen]
impl Burn {
    /// See `Task`.
    #[wasm_bindgen(constructor)]
    pub fn new(task: &Task) -> Burn {
        let device = Device::flex().autodiff();
        let layer = |layer: crate::Layer| {
            // burn keeps weights as [in][out].
            let turned: Vec<f32> = (0..layer.inputs * layer.outputs)
                .map(|at| layer.weights[at % layer.outputs * layer.inputs + at / layer.outputs])
                .collect();
            Linear {
                weight: Param::from_data(TensorData::new(turned, [layer.inputs, layer.outputs]), &device),
                bias: Some(Param::from_data(TensorData::new(layer.biases.to_vec(), [layer.outputs]), &device)),
            }
        };
        let points = |(x, y): (&[f32], &[f32])| (rows(x, task.inputs(), &device), Targets::new(task, y, &device));
        Burn {
            net: Net { layers: task.layers().into_iter().map(layer).collect(), relu: task.relu },
            optimizer: if task.adam { AdamConfig::new().with_epsilon(1e-8).init() } else { SgdConfig::new().init() },
            learning_rate: task.learning_rate,
            batches: task.batches().map(points).collect(),
            all: points((&task.x, &task.y)),
            at: 0,
        }
    }

    /// Trains so many steps.
    pub fn run(&mut self, steps: u32) {
        for _ in 0..steps {
            let (x, y) = self.batches[self.at].clone();
            self.at = (self.at + 1) % self.batches.len();
            let loss = y.loss(self.net.forward(x));
            let gradients = GradientsParams::from_grads(loss.backward(), &self.net);
            // Handed over and not cloned, so that burn may change the parameters in place.
            let nothing = Net { layers: Vec::new(), relu: self.net.relu };
            let net = std::mem::replace(&mut self.net, nothing);
            self.net = self.optimizer.step(self.learning_rate, net, gradients);
        }
    }

    /// The loss on all points.
    pub fn loss(&self) -> f32 {
        let (x, y) = self.all.clone();
        y.loss(self.net.forward(x)).into_scalar()
    }
}
