//! Where a run begins: random weights, wide enough that signals and gradients keep their size from layer to layer.

use rand_core::Rng;

use super::activation::Activation;
use super::shape::Shape;

/// How far weights are spread at the start. n_in and n_out are the inputs and units of their layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    /// Standard deviation √(2 / (n_in + n_out)): for tanh and sigmoid (Glorot and Bengio 2010).
    Xavier,
    /// Standard deviation √(2 / n_in): for ReLU, which silences half of its inputs (He et al. 2015).
    He,
    /// Standard deviation √(1 / n_in): sums keep the spread of the inputs (LeCun et al. 1998).
    LeCun,
    /// Standard deviation 0.01, whatever the layer (Krizhevsky, Sutskever and Hinton 2012): in a deep network too small, which
    /// is to be seen.
    Small,
    /// All weights 0: the units of a layer stay equal for ever, which is to be seen.
    Zero,
    /// What suits each layer's activation: He for those that silence or bend one side (and the sine, where it agrees with
    /// Sitzmann et al. 2020), Xavier for the others and the output.
    Suited,
}

impl Init {
    /// Every way, in the order in which they are taught.
    pub const ALL: [Init; 6] = [Init::Xavier, Init::He, Init::LeCun, Init::Small, Init::Zero, Init::Suited];

    /// The standard deviation of one layer's weights.
    pub fn deviation(self, inputs: usize, outputs: usize, activation: Activation) -> f64 {
        let of = |gain: f64, fan: usize| f64::sqrt(gain / fan.max(1) as f64);
        match self {
            Init::Xavier => of(2.0, inputs + outputs),
            Init::He => of(2.0, inputs),
            Init::LeCun => of(1.0, inputs),
            Init::Small => 0.01,
            Init::Zero => 0.0,
            Init::Suited => match activation {
                Activation::Linear | Activation::Tanh | Activation::Sigmoid => of(2.0, inputs + outputs),
                _ => of(2.0, inputs),
            },
        }
    }
}

/// Normal weights with the deviation of `init`, and biases 0. `parameters` has `shape.parameter_count()` values. Nothing is
/// drawn for [`Init::Zero`].
pub fn initialize(shape: &Shape, init: Init, rng: &mut impl Rng, parameters: &mut [f32]) {
    debug_assert_eq!(parameters.len(), shape.parameter_count());
    parameters.fill(0.0);
    if init == Init::Zero {
        return;
    }
    for (view, layer) in shape.views().zip(shape.layers()) {
        let deviation = init.deviation(view.inputs, view.outputs, layer.activation);
        for weight in &mut parameters[view.weights] {
            *weight = (deviation * normal(rng)) as f32;
        }
    }
}

/// A normal number of mean 0 and deviation 1, always from two draws (Box and Muller 1958).
///
/// In f64 with the logarithm and cosine of `libm`, which are the same everywhere, unlike those of the platform.
fn normal(rng: &mut impl Rng) -> f64 {
    let radius = f64::sqrt(-2.0 * libm::log(unit(rng)));
    radius * libm::cos(std::f64::consts::TAU * unit(rng))
}

/// Uniform above 0 and up to 1, in steps of 2^−53.
fn unit(rng: &mut impl Rng) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    ((rng.next_u64() >> 11) + 1) as f64 * STEP
}
