//! A network on pictures in burn, written as its users write one: convolutions, maxima and a linear layer, on the CPU backend
//! with SIMD.

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::loss::{CrossEntropyLoss, CrossEntropyLossConfig};
use burn::nn::pool::{MaxPool2d, MaxPool2dConfig};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer, SgdConfig};
use burn::tensor::{Device, Int, Tensor, TensorData, activation};
use wasm_bindgen::prelude::*;

/// Height and width of a picture.
const SIDE: usize = 28;
/// Filters of both convolutions, and how large they are in both directions.
const FILTERS: [usize; 2] = [8, 16];
const K: usize = 5;
/// What the linear layer sees: 28 − 4 = 24, half of it 12, 12 − 4 = 8, half of it 4.
const FEATURES: usize = FILTERS[1] * 4 * 4;
const CLASSES: usize = 10;

#[derive(Module, Debug)]
struct Net {
    convolutions: [Conv2d; 2],
    pool: MaxPool2d,
    linear: Linear,
}

impl Net {
    fn forward(&self, mut x: Tensor<4>) -> Tensor<2> {
        for convolution in &self.convolutions {
            x = self.pool.forward(activation::relu(convolution.forward(x)));
        }
        self.linear.forward(x.flatten(1, 3))
    }
}

/// Pictures `[count][1][28][28]` and the numbers of their classes.
type Points = (Tensor<4>, Tensor<1, Int>);

/// A network in training.
#[wasm_bindgen]
pub struct BurnPictures {
    net: Option<Net>,
    loss: CrossEntropyLoss,
    optimizer: ModuleOptimizer,
    learning_rate: f64,
    batches: Vec<Points>,
    all: Points,
    at: usize,
}

/// Takes the next numbers of all that are left.
fn next<'a>(rest: &mut &'a [f32], count: usize) -> &'a [f32] {
    let (numbers, behind) = rest.split_at(count);
    *rest = behind;
    numbers
}

#[wasm_bindgen]
impl BurnPictures {
    /// `parameters` layer by layer, weights and then biases, as PyTorch has them; x picture by picture; the number of
    /// pictures is a multiple of `batch`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        parameters: Vec<f32>,
        x: Vec<f32>,
        y: Vec<f32>,
        batch: usize,
        learning_rate: f64,
        adam: bool,
    ) -> BurnPictures {
        let device = Device::flex().autodiff();
        let mut rest = &parameters[..];
        let mut convolution = |channels: [usize; 2]| {
            let mut made = Conv2dConfig::new(channels, [K, K]).init(&device);
            let weights = next(&mut rest, channels[0] * channels[1] * K * K).to_vec();
            let weights = TensorData::new(weights, [channels[1], channels[0], K, K]);
            made.weight = Param::from_data(weights, &device);
            let biases = next(&mut rest, channels[1]).to_vec();
            made.bias = Some(Param::from_data(TensorData::new(biases, [channels[1]]), &device));
            made
        };
        let convolutions = [convolution([1, FILTERS[0]]), convolution(FILTERS)];
        let weights = next(&mut rest, CLASSES * FEATURES);
        // burn keeps weights of linear layers as [in][out].
        let turned: Vec<f32> =
            (0..weights.len()).map(|at| weights[at % CLASSES * FEATURES + at / CLASSES]).collect();
        let linear = Linear {
            weight: Param::from_data(TensorData::new(turned, [FEATURES, CLASSES]), &device),
            bias: Some(Param::from_data(TensorData::new(rest.to_vec(), [CLASSES]), &device)),
        };
        let points = |(x, y): (&[f32], &[f32])| {
            let classes: Vec<i32> = y.iter().map(|class| *class as i32).collect();
            let pictures = TensorData::new(x.to_vec(), [y.len(), 1, SIDE, SIDE]);
            (Tensor::from_data(pictures, &device), Tensor::from_data(TensorData::new(classes, [y.len()]), &device))
        };
        BurnPictures {
            net: Some(Net { convolutions, pool: MaxPool2dConfig::new([2, 2]).with_strides([2, 2]).init(), linear }),
            loss: CrossEntropyLossConfig::new().init(&device),
            optimizer: if adam { AdamConfig::new().with_epsilon(1e-8).init() } else { SgdConfig::new().init() },
            learning_rate,
            batches: x.chunks(batch * SIDE * SIDE).zip(y.chunks(batch)).map(points).collect(),
            all: points((&x, &y)),
            at: 0,
        }
    }

    /// Trains so many steps.
    pub fn run(&mut self, steps: u32) {
        for _ in 0..steps {
            let (x, y) = self.batches[self.at].clone();
            self.at = (self.at + 1) % self.batches.len();
            // Handed over and not cloned, so that burn may change the parameters in place.
            if let Some(net) = self.net.take() {
                let loss = self.loss.forward(net.forward(x), y);
                let gradients = GradientsParams::from_grads(loss.backward(), &net);
                self.net = Some(self.optimizer.step(self.learning_rate, net, gradients));
            }
        }
    }

    /// The loss on all pictures.
    pub fn loss(&self) -> f32 {
        let (x, y) = self.all.clone();
        self.net.as_ref().map_or(f32::NAN, |net| self.loss.forward(net.forward(x), y).into_scalar())
    }
}
