//! Where a run begins: random weights, wide enough that signals and gradients keep their size from layer to layer.

use rand_core::Rng;

use super::activation::Activation;
use super::shape::Shape;

/// How widely the weights are spread at the start. n_in and n_out are the inputs and units of their layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    /// Standard deviation √(2 / (n_in + n_out)): for tanh and sigmoid (Glorot and Bengio 2010).
    Xavier,
    /// Standard deviation √(2 / n_in): for ReLU, which sets half of its inputs to 0 (He et al. 2015).
    He,
    /// Standard deviation √(1 / n_in): sums keep the spread of the inputs (LeCun et al. 1998).
    LeCun,
    /// Standard deviation 0.01, whatever the layer (Krizhevsky, Sutskever and Hinton 2012): too small in a deep network, as a
    /// learner should see.
    Small,
    /// Standard deviation 1, whatever the layer: the first thing that comes to mind, and too large in a deep network, where each
    /// layer multiplies sums and gradients by about √n_in times what the activation leaves of them (Glorot and Bengio 2010).
    Large,
    /// All weights 0: the units of a layer stay equal for ever, as a learner should see.
    Zero,
    /// What suits each layer's activation: He for those that flatten one side (and for the sine, where it agrees with Sitzmann et
    /// al. 2020), Xavier for the others and the output.
    Suited,
}

impl Init {
    /// Every way, in the order in which they are taught.
    pub const ALL: [Init; 7] =
        [Init::Xavier, Init::He, Init::LeCun, Init::Small, Init::Large, Init::Zero, Init::Suited];

    /// The standard deviation of one layer's weights.
    #[inline]
    pub fn deviation(self, inputs: usize, outputs: usize, activation: Activation) -> f64 {
        let of = |gain: f64, fan: usize| f64::sqrt(gain / fan.max(1) as f64);
        match self {
            Init::Xavier => of(2.0, inputs + outputs),
            Init::He => of(2.0, inputs),
            Init::LeCun => of(1.0, inputs),
            Init::Small => 0.01,
            Init::Large => 1.0,
            Init::Zero => 0.0,
            Init::Suited => match activation {
                Activation::Linear | Activation::Tanh | Activation::Sigmoid => of(2.0, inputs + outputs),
                Activation::Relu
                | Activation::LeakyRelu
                | Activation::Elu
                | Activation::Gelu
                | Activation::Silu
                | Activation::Sine => of(2.0, inputs),
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

/// A normal number of mean 0 and deviation 1, from a point drawn within the unit circle (Marsaglia and Bray 1964).
///
/// In f64 with the logarithm of `libm`, which is the same everywhere, unlike that of the platform. The data have a generator
/// of their own, by Box and Muller, which always takes two draws. Both are pinned: with the other, every link would start from
/// other weights.
pub fn normal(rng: &mut impl Rng) -> f64 {
    loop {
        let (x, y) = (uniform(rng), uniform(rng));
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            return x * f64::sqrt(-2.0 * libm::log(square) / square);
        }
    }
}

/// Uniform from −1 to below 1, in steps of 2^−52.
fn uniform(rng: &mut impl Rng) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 52) as f64;
    (rng.next_u64() >> 11) as f64 * STEP - 1.0
}
