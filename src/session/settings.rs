//! What the user has chosen: one value for each knob.

use super::pace::FREE_PLAY;
use crate::data::{Law, Pattern};
use crate::learn::{Activation, Dropout, Frozen, Init, Layer, Loss, LossUnit, Optimizer, Penalty, Recipe, Schedule};
use crate::task::{Feature, Form, Question, Spec};
use crate::text::Lang;
use crate::view::{Quantity, Units};

/// Where the points come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dataset {
    /// Drawn around a true law from the seed.
    Law(Law),
    /// Samples of two classes, drawn in a pattern from the seed.
    Pattern(Pattern),
    /// Drawn around a law of the user's own, a formula, from the seed.
    Formula,
    /// The user's own points of a curve: dragged, added, pasted or given by script.
    Own,
    /// The user's own samples of two classes.
    OwnClasses,
}

impl Dataset {
    /// Whether the points are the user's own.
    pub fn is_own(self) -> bool {
        match self {
            Dataset::Own | Dataset::OwnClasses => true,
            Dataset::Law(_) | Dataset::Formula | Dataset::Pattern(_) => false,
        }
    }

    /// Whether a class is asked for, and not y.
    pub fn tells_classes(self) -> bool {
        match self {
            Dataset::Pattern(_) | Dataset::OwnClasses => true,
            Dataset::Law(_) | Dataset::Formula | Dataset::Own => false,
        }
    }
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

/// What training makes small, of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a `Loss` of `learn`, where it is defined")]
pub enum LossKind {
    MeanSquared,
    MeanAbsolute,
    Huber,
}

/// How the gradient becomes a step; the numbers that it needs are knobs of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is an `Optimizer` of `learn`, where it is defined")]
pub enum OptimizerKind {
    /// Gradient descent for a line or a polynomial, Adam for a network.
    Suited,
    Descent,
    Momentum,
    Nesterov,
    RmsProp,
    Adam,
}

/// How the learning rate changes over a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a `Schedule` of `learn`, where it is defined")]
pub enum ScheduleKind {
    Constant,
    Step,
    Cosine,
    WarmUp,
}

/// What large weights cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is a `Penalty` of `learn`, where it is defined")]
pub enum PenaltyKind {
    None,
    L1,
    L2,
}

/// What the learning rate is multiplied by at each drop of the step schedule.
pub const STEP_FACTOR: f32 = 0.5;
/// The factor with which a warm-up begins.
pub const WARM_UP_FROM: f32 = 0.1;

/// Both ends of a stretch of x, the less one first; `None` for none.
pub type Interval = Option<(f64, f64)>;

/// The range of x of a typed law where none is named.
pub const X_RANGE: (f64, f64) = (0.0, 10.0);

/// One value for each knob; ranges and meanings stand in `knobs`.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field is a knob; its meaning stands in the table")]
pub struct Settings {
    pub dataset: Dataset,
    /// A text that [`crate::data::Formula`] reads.
    pub formula: String,
    /// `None` for [`X_RANGE`].
    pub x_range: Interval,
    pub points: usize,
    pub noise: f64,
    pub held_out: f64,
    pub unseen: Interval,
    pub seed: u32,
    pub standardize: bool,
    pub x_unit: u32,
    pub y_unit: u32,
    /// What a model that tells classes apart is given; never empty, in the order of `Feature::ALL`.
    pub features: Vec<Feature>,
    pub model: Model,
    pub degree: usize,
    pub layers: Vec<usize>,
    pub activation: Activation,
    /// Of each hidden layer, where it is another than `activation`.
    pub activations: Vec<Option<Activation>>,
    pub init: Init,
    pub loss: LossKind,
    pub learning_rate: f64,
    pub optimizer: OptimizerKind,
    pub momentum: f64,
    pub frozen: Frozen,
    /// `None` for all points.
    pub batch: Option<usize>,
    pub schedule: ScheduleKind,
    pub schedule_steps: u32,
    pub penalty: PenaltyKind,
    pub penalty_strength: f64,
    pub dropout: f64,
    pub early_stopping: bool,
    /// Steps a second.
    pub pace: u32,
    pub lang: Lang,
    pub theme: Theme,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            dataset: Dataset::Law(Law::Houses),
            formula: "x*sin(x)".to_owned(),
            x_range: Some(X_RANGE),
            points: 20,
            noise: 0.3,
            held_out: 0.2,
            unseen: None,
            seed: 1,
            standardize: true,
            x_unit: 1,
            y_unit: 1,
            features: vec![Feature::X1, Feature::X2],
            model: Model::Line,
            degree: 3,
            layers: vec![8, 8],
            activation: Activation::Gelu,
            activations: Vec::new(),
            init: Init::Suited,
            loss: LossKind::MeanSquared,
            learning_rate: 0.03,
            optimizer: OptimizerKind::Suited,
            momentum: 0.9,
            frozen: Frozen::default(),
            batch: None,
            schedule: ScheduleKind::Constant,
            schedule_steps: 1000,
            penalty: PenaltyKind::None,
            penalty_strength: 0.01,
            dropout: 0.0,
            early_stopping: false,
            pace: FREE_PLAY.normal,
            lang: Lang::En,
            theme: Theme::Auto,
        }
    }
}

impl Settings {
    /// The defaults that a link of the first version leaves out.
    pub fn first() -> Settings {
        Settings {
            points: 60,
            noise: 0.15,
            activation: Activation::Tanh,
            init: Init::Xavier,
            optimizer: OptimizerKind::Descent,
            ..Settings::default()
        }
    }

    /// The hidden layers of a network, each with its activation.
    pub fn hidden_layers(&self) -> impl Iterator<Item = Layer> {
        self.layers.iter().enumerate().map(|(l, &units)| {
            let own = self.activations.get(l).copied().flatten();
            Layer { units, activation: own.unwrap_or(self.activation) }
        })
    }

    /// Whether the model bends anywhere because its neurons do.
    pub fn bends(&self) -> bool {
        self.model == Model::Network && self.hidden_layers().any(|layer| layer.activation != Activation::Linear)
    }

    /// The model, how it starts and how it is trained.
    pub fn spec(&self) -> Spec {
        let question = match self.dataset.tells_classes() {
            false => Question::Curve,
            true => Question::Classes { features: self.features.clone() },
        };
        let form = match self.model {
            Model::Line => Form::Line,
            // Of two measures there are other inputs to choose.
            Model::Polynomial if question != Question::Curve => Form::Line,
            Model::Polynomial => Form::Polynomial { degree: self.degree },
            Model::Network => Form::Network { hidden: self.hidden_layers().collect(), init: self.init },
        };
        // Standardized numbers have no unit. The numbers of a line and of a polynomial are those of the user's y.
        let x_unit = if self.standardize { 1 } else { self.x_unit };
        let y_unit = if self.standardize || self.model != Model::Network { 1 } else { self.y_unit };
        let (recipe, frozen) = (self.recipe(), self.frozen.clone());
        Spec { question, form, standardize: self.standardize, x_unit, y_unit, recipe, frozen, seed: self.seed }
    }

    /// In which units the model's numbers count, where x and y measure this.
    pub fn units<'a>(&self, quantity: Quantity<'a>) -> Units<'a> {
        let squared = match self.recipe().loss.unit() {
            LossUnit::SquaredTarget => true,
            LossUnit::Target | LossUnit::Nats => false,
        };
        Units { quantity, squared }
    }

    /// How the model is trained.
    pub fn recipe(&self) -> Recipe {
        let momentum = self.momentum as f32;
        let strength = self.penalty_strength as f32;
        Recipe {
            loss: match self.loss {
                _ if self.dataset.tells_classes() => Loss::Logistic,
                LossKind::MeanSquared => Loss::MeanSquared,
                LossKind::MeanAbsolute => Loss::MeanAbsolute,
                LossKind::Huber => Loss::Huber,
            },
            penalty: match self.penalty {
                PenaltyKind::None => Penalty::None,
                PenaltyKind::L1 => Penalty::L1 { strength },
                PenaltyKind::L2 => Penalty::L2 { strength },
            },
            dropout: Dropout { rate: self.dropout as f32 },
            optimizer: match (self.optimizer, self.model) {
                (OptimizerKind::Suited, Model::Line | Model::Polynomial) | (OptimizerKind::Descent, _) => {
                    Optimizer::Descent
                }
                (OptimizerKind::Suited, Model::Network) | (OptimizerKind::Adam, _) => Optimizer::Adam,
                (OptimizerKind::Momentum, _) => Optimizer::Momentum { momentum },
                (OptimizerKind::Nesterov, _) => Optimizer::Nesterov { momentum },
                (OptimizerKind::RmsProp, _) => Optimizer::RmsProp,
            },
            learning_rate: self.learning_rate as f32,
            schedule: match self.schedule {
                ScheduleKind::Constant => Schedule::Constant,
                ScheduleKind::Step => Schedule::Step { every: self.schedule_steps, factor: STEP_FACTOR },
                ScheduleKind::Cosine => Schedule::Cosine { over: self.schedule_steps },
                ScheduleKind::WarmUp => Schedule::WarmUp { over: self.schedule_steps, from: WARM_UP_FROM },
            },
            batch_size: self.batch,
        }
    }
}
