//! What the user has chosen: one value for each knob.

use crate::data::Law;
use crate::learn::{Activation, Init};
use crate::text::Lang;

/// Where the points come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dataset {
    /// Drawn around a true law from the seed.
    Law(Law),
    /// The user's own: dragged, added, pasted or given by script.
    Own,
}

/// What is fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// ŷ = w·x + b.
    Line,
    /// ŷ = c₀ + c₁·x + … + c_d·x^d.
    Polynomial,
    /// Hidden layers of neurons and a linear output.
    Network,
}

impl Model {
    /// In the order of the knob's words.
    pub const ALL: [Model; 3] = [Model::Line, Model::Polynomial, Model::Network];
}

/// The page's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// In the order of the knob's words.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];
}

/// One value for each knob; ranges and meanings stand in `knobs`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field is a knob; its meaning stands in the table")]
pub struct Settings {
    pub dataset: Dataset,
    pub points: usize,
    pub noise: f64,
    pub held_out: f64,
    pub seed: u32,
    pub standardize: bool,
    pub model: Model,
    pub degree: usize,
    pub layers: Vec<usize>,
    pub activation: Activation,
    pub init: Init,
    pub learning_rate: f64,
    pub speed: u32,
    pub lang: Lang,
    pub theme: Theme,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            dataset: Dataset::Law(Law::Houses),
            points: 60,
            noise: 0.15,
            held_out: 0.2,
            seed: 1,
            standardize: true,
            model: Model::Line,
            degree: 3,
            layers: vec![8, 8],
            activation: Activation::Tanh,
            init: Init::Xavier,
            learning_rate: 0.03,
            speed: 2,
            lang: Lang::En,
            theme: Theme::Auto,
        }
    }
}
