//! What large weights cost on top of the loss. The penalty pulls them towards 0, so that the model stays simple.

use super::shape::Shape;

/// A penalty on all weights and on no bias, since a bias makes no curve steeper. λ is 0 or more; a λ of 0 is no penalty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Penalty {
    /// No penalty.
    #[default]
    None,
    /// λ Σ|w| (lasso, Tibshirani 1996): it drives weights to 0 altogether.
    L1 {
        /// λ.
        strength: f32,
    },
    /// ½ λ Σw² (ridge, Hoerl and Kennard 1970), of which weight decay is the gradient: it shrinks large weights most.
    L2 {
        /// λ.
        strength: f32,
    },
}

impl Penalty {
    /// λ, 0 for none.
    pub fn strength(self) -> f32 {
        match self {
            Penalty::None => 0.0,
            Penalty::L1 { strength } | Penalty::L2 { strength } => strength,
        }
    }

    /// What is added to the loss, in the loss's units. Summed in f64, layer by layer.
    pub fn value(self, shape: &Shape, parameters: &[f32]) -> f32 {
        let sum = |of: fn(f64) -> f64| -> f64 {
            shape.views().map(|view| parameters[view.weights].iter().map(|&w| of(w.into())).sum::<f64>()).sum()
        };
        let value = match self {
            Penalty::None => return 0.0,
            Penalty::L1 { .. } => sum(f64::abs),
            Penalty::L2 { .. } => 0.5 * sum(|w| w * w),
        };
        (f64::from(self.strength()) * value) as f32
    }

    /// Adds its gradient to that of the loss: λ sign w, with 0 at 0, or λ w. A NaN weight gives a NaN.
    #[inline]
    pub fn add_gradient(self, shape: &Shape, parameters: &[f32], gradients: &mut [f32]) {
        if self.strength() == 0.0 {
            return;
        }
        match self {
            Penalty::None => {}
            Penalty::L1 { strength } => for_weights(shape, parameters, gradients, |w, g| {
                *g += if w > 0.0 {
                    strength
                } else if w < 0.0 {
                    -strength
                } else {
                    0.0 * w
                };
            }),
            Penalty::L2 { strength } => for_weights(shape, parameters, gradients, |w, g| *g += strength * w),
        }
    }
}

#[inline(always)]
fn for_weights(shape: &Shape, parameters: &[f32], gradients: &mut [f32], f: impl Fn(f32, &mut f32)) {
    for view in shape.views() {
        for (&w, g) in parameters[view.weights.clone()].iter().zip(&mut gradients[view.weights]) {
            f(w, g);
        }
    }
}
