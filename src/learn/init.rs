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
