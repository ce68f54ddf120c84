//! Where a run begins: random weights, wide enough that signals and gradients keep their size from layer to layer.

use rand_core::Rng;

use super::shape::Shape;

/// How far weights are spread at the start. n_in and n_out are the inputs and units of their layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    /// Standard deviation √(2 / (n_in + n_out)): for tanh and sigmoid (Glorot and Bengio 2010).
    Xavier,
    /// Standard deviation √(2 / n_in): for ReLU, which silences half of its inputs (He et al. 2015).
    He,
}

impl Init {
    /// The standard deviation of one layer's weights.
    pub fn deviation(self, inputs: usize, outputs: usize) -> f64 {
        let fan = match self {
            Init::Xavier => inputs + outputs,
            Init::He => inputs,
        };
        f64::sqrt(2.0 / fan.max(1) as f64)
    }
}

/// Normal weights with the deviation of `init`, and biases 0. `parameters` has `shape.parameter_count()` values.
pub fn initialize(shape: &Shape, init: Init, rng: &mut impl Rng, parameters: &mut [f32]) {
    debug_assert_eq!(parameters.len(), shape.parameter_count());
    for view in shape.views() {
        let deviation = init.deviation(view.inputs, view.outputs);
        for weight in &mut parameters[view.weights] {
            *weight = (deviation * normal(rng)) as f32;
        }
        parameters[view.biases].fill(0.0);
    }
}

/// A normal number of mean 0 and deviation 1, from a point drawn within the unit circle (Marsaglia and Bray 1964).
///
/// In f64 with the logarithm of `libm`, which is the same everywhere, unlike that of the platform.
fn normal(rng: &mut impl Rng) -> f64 {
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
