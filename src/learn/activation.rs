//! Activations: what a neuron does to its weighted sum, each beside its derivative.
//!
//! `z` is the weighted sum (unbounded), `a = f(z)` the activation. A NaN stays NaN everywhere. Training takes these functions
//! over whole rows at once, in [`super::fast`].

/// The function that every unit of a layer applies to its weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// f(z) = z.
    Linear,
    /// f(z) = max(z, 0); its derivative at 0 is taken as 0.
    Relu,
    /// f(z) = z above 0, 0.01 z below (Maas, Hannun and Ng 2013); its derivative at 0 is taken as 0.01.
    LeakyRelu,
    /// f(z) = tanh z, between −1 and 1.
    Tanh,
    /// f(z) = 1 / (1 + e^−z), between 0 and 1.
    Sigmoid,
    /// f(z) = z above 0, e^z − 1 below (Clevert, Unterthiner and Hochreiter 2016, with α = 1).
    Elu,
    /// f(z) = z Φ(z), where Φ(z) = ½ + ½ erf(z/√2) is the chance that a normal number is below z (Hendrycks and Gimpel
    /// 2016): the exact form and not the one by tanh. NaN at −∞.
    Gelu,
    /// f(z) = z / (1 + e^−z), also called swish (Elfwing, Uchibe and Doya 2018). NaN at −∞.
    Silu,
    /// f(z) = sin z (Sitzmann et al. 2020); NaN at ±∞.
    Sine,
}

/// The slope of [`Activation::LeakyRelu`] below zero.
pub const LEAK: f32 = 0.01;

impl Activation {
    /// Every activation, in the order in which they are taught.
    pub const ALL: [Activation; 9] = [
        Activation::Linear,
        Activation::Relu,
        Activation::LeakyRelu,
        Activation::Tanh,
        Activation::Sigmoid,
        Activation::Elu,
        Activation::Gelu,
        Activation::Silu,
        Activation::Sine,
    ];

    /// f(z) and f′(z) as their formulas say, in f64.
    pub fn value_and_slope(self, z: f64) -> (f64, f64) {
        let sigmoid = |z: f64| 1.0 / (1.0 + libm::exp(-z));
        match self {
            Activation::Linear => (z, 1.0),
            Activation::Relu => {
                if z <= 0.0 {
                    (0.0, 0.0)
                } else {
                    (z, 1.0)
                }
            }
            Activation::LeakyRelu => {
                if z <= 0.0 {
                    (f64::from(LEAK) * z, f64::from(LEAK))
                } else {
                    (z, 1.0)
                }
            }
            Activation::Tanh => {
                let a = libm::tanh(z);
                (a, 1.0 - a * a)
            }
            Activation::Sigmoid => {
                let a = sigmoid(z);
                (a, a * (1.0 - a))
            }
            Activation::Elu => {
                if z < 0.0 {
                    (libm::expm1(z), libm::exp(z))
                } else {
                    (z, 1.0)
                }
            }
            Activation::Gelu => {
                let below = 0.5 + 0.5 * libm::erf(z * std::f64::consts::FRAC_1_SQRT_2); // Φ(z)
                let density = libm::exp(-0.5 * z * z) / f64::sqrt(std::f64::consts::TAU); // Φ′(z)
                (z * below, below + z * density)
            }
            Activation::Silu => {
                let s = sigmoid(z);
                (z * s, s + z * (s * (1.0 - s)))
            }
            Activation::Sine => (libm::sin(z), libm::cos(z)),
        }
    }

    /// Whether the derivative is taken from z, since a does not determine it.
    #[inline]
    pub fn needs_z(self) -> bool {
        matches!(self, Activation::Gelu | Activation::Silu | Activation::Sine)
    }
}
