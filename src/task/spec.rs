//! What is asked for: a model, how it starts and how it is trained.

use crate::learn::{Activation, Frozen, Init, Layer, Recipe, Shape};

/// Which function is fitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// ŷ = w·x + b.
    Line,
    /// ŷ = c₀ + c₁·x + … + c_d·x^d.
    Polynomial {
        /// d, at least 1.
        degree: usize,
    },
    /// Hidden layers and a linear output.
    Network {
        /// From the first to the last.
        hidden: Vec<Layer>,
        /// How widely starting weights are spread.
        init: Init,
    },
}

/// A model, how it starts and how it is trained. The same on the same samples is the same run, bit for bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Which function is fitted.
    pub form: Form,
    /// The model sees samples of mean 0 and standard deviation 1.
    pub standardize: bool,
    /// How much of the samples' x makes one unit of the model's where it is not standardized; never 0.
    pub x_unit: u32,
    /// How much of the samples' y makes one unit of the model's where it is not standardized; never 0.
    pub y_unit: u32,
    /// How it is trained.
    pub recipe: Recipe,
    /// What training leaves as it is.
    pub frozen: Frozen,
    /// From which weights, order and dropout are drawn.
    pub seed: u32,
}

impl Spec {
    /// Inputs and layers of the model.
    pub fn shape(&self) -> Shape {
        match &self.form {
            Form::Line => Shape::linear(1),
            Form::Polynomial { degree } => Shape::linear(*degree),
            Form::Network { hidden, .. } => {
                let mut layers = hidden.clone();
                layers.push(Layer { units: 1, activation: Activation::Linear });
                Shape::new(1, &layers)
            }
        }
    }
}
