//! What is asked for: a model, how it starts and how it is trained.

use std::f64::consts::FRAC_PI_2;

use crate::data::sine;
use crate::learn::{Activation, Frozen, Init, Layer, Recipe, Shape};

/// Which function is fitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// ŷ = w·x + b.
    Line,
    /// ŷ = c₀ + c₁·x + … + c_d·x^d. Where a class is asked for, it is a line.
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

/// What a model may be given of a sample's two measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// x₁.
    X1,
    /// x₂.
    X2,
    /// x₁².
    X1Squared,
    /// x₂².
    X2Squared,
    /// x₁·x₂.
    Product,
    /// sin x₁, of an angle in radians.
    SinX1,
    /// sin x₂.
    SinX2,
}

impl Feature {
    /// Every feature, in the order in which a model is given them.
    pub const ALL: [Feature; 7] = [
        Feature::X1,
        Feature::X2,
        Feature::X1Squared,
        Feature::X2Squared,
        Feature::Product,
        Feature::SinX1,
        Feature::SinX2,
    ];

    /// Of a place of the plane, in the user's units.
    pub fn of(self, x1: f64, x2: f64) -> f64 {
        match self {
            Feature::X1 => x1,
            Feature::X2 => x2,
            Feature::X1Squared => x1 * x1,
            Feature::X2Squared => x2 * x2,
            Feature::Product => x1 * x2,
            Feature::SinX1 => sine(x1 / FRAC_PI_2),
            Feature::SinX2 => sine(x2 / FRAC_PI_2),
        }
    }
}

/// What is asked of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What is y at x?
    Curve,
    /// Which class is it at (x₁, x₂)?
    Classes {
        /// What the model is given, in this order; at least one.
        features: Vec<Feature>,
    },
}

/// A model, how it starts and how it is trained. The same on the same samples is the same run, bit for bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// What is asked of it.
    pub question: Question,
    /// Which function is fitted.
    pub form: Form,
    /// The model sees samples of mean 0 and standard deviation 1.
    pub standardize: bool,
    /// How much of the samples' x makes one unit of the model's where it is not standardized; never 0. Only of a curve, as is the
    /// next.
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
        let inputs = match (&self.question, &self.form) {
            (Question::Classes { features }, Form::Line | Form::Polynomial { .. } | Form::Network { .. }) => {
                features.len()
            }
            (Question::Curve, Form::Polynomial { degree }) => *degree,
            (Question::Curve, Form::Line | Form::Network { .. }) => 1,
        };
        match &self.form {
            Form::Line | Form::Polynomial { .. } => Shape::linear(inputs),
            Form::Network { hidden, .. } => {
                let mut layers = hidden.clone();
                layers.push(Layer { units: 1, activation: Activation::Linear });
                Shape::new(inputs, &layers)
            }
        }
    }
}
