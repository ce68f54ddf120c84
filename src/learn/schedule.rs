//! How the learning rate changes over a run: a factor that depends on the step and on nothing else.

use super::fast::functions::sine;
use super::fast::vector::Vector;

/// What the learning rate is multiplied by at a step. Steps are counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// 1: the rate stays.
    #[default]
    Constant,
    /// factor^⌊step / every⌋: a drop every so many steps (PyTorch's `StepLR`).
    Step {
        /// Steps between two drops; 0 is taken as 1.
        every: u32,
        /// What is left of the rate after a drop, such as 0.5.
        factor: f32,
    },
    /// ½ (1 + cos(π step / over)): half a wave from 1 to 0 (Loshchilov and Hutter 2017; PyTorch's `CosineAnnealingLR` with
    /// η_min = 0). From step `over` on it stays 0 and the model rests, where PyTorch's would rise again.
    Cosine {
        /// The horizon in steps; 0 is taken as 1.
        over: u32,
    },
    /// From `from` at step 0 along a line to 1 at step `over`, and 1 from there on (PyTorch's `LinearLR`, whose `from` is ⅓
    /// unless it is told).
    WarmUp {
        /// Steps until the full rate; 0 is none.
        over: u32,
        /// The factor at step 0.
        from: f32,
    },
}

impl Schedule {
    /// The factor at a step; between 0 and 1 as long as `factor` and `from` are.
    #[inline]
    pub fn factor(self, step: u64) -> f32 {
        match self {
            Schedule::Constant => 1.0,
            Schedule::Step { every, factor } => power(factor, step / u64::from(every.max(1))),
            Schedule::Cosine { over } => {
                // cos²(x/2) = sin²(π/2 − x/2): so it is precise near its end, too.
                let left = u64::from(over.max(1)).saturating_sub(step) as f64 / f64::from(over.max(1));
                let [half_wave, ..] = sine(Vector::splat((std::f64::consts::FRAC_PI_2 * left) as f32)).to_array();
                half_wave * half_wave
            }
            Schedule::WarmUp { over, .. } if step >= u64::from(over) => 1.0,
            Schedule::WarmUp { over, from } => {
                (f64::from(from) + (1.0 - f64::from(from)) * (step as f64 / f64::from(over))) as f32
            }
        }
    }
}

/// base^exponent by repeated squaring, in f64.
fn power(base: f32, exponent: u64) -> f32 {
    let (mut result, mut square, mut left) = (1.0, f64::from(base), exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result as f32
}
