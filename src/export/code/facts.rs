//! What of a run is written into a program, in the words of every language.

use super::lines::on_one_line;
use crate::data::Role;
use crate::export::digits::{double, float, single};
use crate::learn::{Activation, Loss, Optimizer, Schedule};
use crate::task::Feature;
use crate::task::plain::{Coordinates, Plain};
use crate::text::Lang;

/// What a program is written from.
pub struct Facts<'a> {
    /// The moment at which it begins.
    pub plain: &'a Plain<'a>,
    /// Of the comments.
    pub lang: Lang,
    /// What x and y are called.
    pub names: (&'a str, &'a str),
    /// The step of the run at which it begins.
    pub from: u64,
    /// The step of the run to which it trains.
    pub to: u64,
    /// The losses there, on the training points and on those held out.
    pub losses: (f32, Option<f32>),
    /// What a loss of the model's own units is multiplied by.
    pub unit: f32,
}

impl Facts<'_> {
    /// The samples of a role, in the numbers of a row.
    pub fn samples(&self, role: Role) -> impl Iterator<Item = Vec<f64>> {
        let classes = self.tells_classes();
        let wanted = self.plain.samples.iter().filter(move |sample| sample.role() == role);
        wanted.map(move |p| if classes { vec![p.x, p.y, p.kind.label()] } else { vec![p.x, p.y] })
    }

    /// Whether a class is asked for.
    pub fn tells_classes(&self) -> bool {
        match self.plain.coordinates {
            Coordinates::Curve { .. } => false,
            Coordinates::Classes(_) => true,
        }
    }

    /// Whether any sample is held out.
    pub fn holds_out(&self) -> bool {
        self.plain.samples.iter().any(|sample| sample.role() == Role::HeldOut)
    }

    /// What the numbers of a row are.
    pub fn columns(&self) -> String {
        let (x, y) = (on_one_line(self.names.0), on_one_line(self.names.1));
        let last = if self.tells_classes() { self.lang.pick(", class", "，类别") } else { "" };
        [&x, self.lang.pick(", ", "，"), &y, last].concat()
    }

    /// The activations of the hidden layers, each once.
    pub fn activations(&self) -> Vec<Activation> {
        let layers = self.plain.shape.layers();
        Activation::ALL.into_iter().filter(|wanted| layers.iter().any(|layer| layer.activation == *wanted)).collect()
    }

    /// Whether neurons are dropped.
    pub fn drops(&self) -> bool {
        !self.plain.spec.recipe.dropout.is_off() && self.plain.shape.layers().len() > 1
    }

    /// Whether something is drawn in its course.
    pub fn draws(&self) -> bool {
        self.drops() || self.plain.batch().is_some()
    }

    /// Whether the optimizer remembers something already.
    pub fn remembers(&self) -> bool {
        let state = &self.plain.optimizer;
        state.velocity().iter().chain(state.squares()).any(|number| *number != 0.0)
    }

    /// The places of frozen parameters.
    pub fn frozen(&self) -> Vec<usize> {
        let count = self.plain.parameters.len();
        self.plain.spec.frozen.ranges().iter().flat_map(Clone::clone).filter(|at| *at < count).collect()
    }

    /// Which of the page's own functions are needed.
    pub fn functions(&self) -> Functions {
        let used = self.activations();
        let has = |any: &[Activation]| any.iter().any(|one| used.contains(one));
        let logistic = self.plain.spec.recipe.loss == Loss::Logistic;
        let cosine = has(&[Activation::Sine]);
        let erf = has(&[Activation::Gelu]);
        let sigmoid = has(&[Activation::Sigmoid, Activation::Silu]) || logistic;
        Functions {
            tanh: has(&[Activation::Tanh]),
            exp: sigmoid || erf || has(&[Activation::Elu]),
            exp_minus_1: has(&[Activation::Elu]),
            sigmoid,
            erf,
            sine: cosine || matches!(self.plain.spec.recipe.schedule, Schedule::Cosine { .. }),
            cosine,
            logarithm: logistic,
        }
    }

    /// η, an f32.
    pub fn rate(&self) -> String {
        single(self.plain.spec.recipe.learning_rate)
    }

    /// μ of the optimizer, an f32.
    pub fn momentum(&self) -> String {
        match self.plain.spec.recipe.optimizer {
            Optimizer::Momentum { momentum } | Optimizer::Nesterov { momentum } => single(momentum),
            Optimizer::Descent | Optimizer::RmsProp | Optimizer::Adam => "0".to_owned(),
        }
    }
}

/// Which of the page's own functions a program needs.
pub struct Functions {
    /// tanh.
    pub tanh: bool,
    /// e^z.
    pub exp: bool,
    /// e^z − 1.
    pub exp_minus_1: bool,
    /// 1 / (1 + e^−z).
    pub sigmoid: bool,
    /// The error function.
    pub erf: bool,
    /// sin z.
    pub sine: bool,
    /// cos z.
    pub cosine: bool,
    /// ln(1 + t).
    pub logarithm: bool,
}

impl Functions {
    /// Whether any of them is made of a polynomial.
    pub fn any(&self) -> bool {
        self.tanh || self.exp || self.erf || self.sine || self.logarithm
    }
}

/// What is computed of x₁ and x₂, with the sine as a language has it.
pub fn feature(feature: Feature, sine: fn(&str) -> String) -> String {
    match feature {
        Feature::X1 => "x1".to_owned(),
        Feature::X2 => "x2".to_owned(),
        Feature::X1Squared => "x1 * x1".to_owned(),
        Feature::X2Squared => "x2 * x2".to_owned(),
        Feature::Product => "x1 * x2".to_owned(),
        Feature::SinX1 => sine("x1"),
        Feature::SinX2 => sine("x2"),
    }
}

/// The name of an activation in a program.
pub fn name(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => "linear",
        Activation::Relu => "relu",
        Activation::LeakyRelu => "leaky_relu",
        Activation::Tanh => "tanh",
        Activation::Sigmoid => "sigmoid",
        Activation::Elu => "elu",
        Activation::Gelu => "gelu",
        Activation::Silu => "silu",
        Activation::Sine => "sine",
    }
}

/// An f64 for Rust.
pub fn rust_double(value: f64) -> String {
    float(double(value), "f64")
}

/// An f32 for Rust.
pub fn rust_single(value: f32) -> String {
    float(single(value), "f32")
}
