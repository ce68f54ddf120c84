//! One sample on its way through a model and back, phase by phase: what its picture is given.

use super::fit::Quantity;

/// How far a walk through one training step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Forward, through so many layers; with 0 only the inputs are known.
    Forward(usize),
    /// The loss is known.
    Loss,
    /// Backward, through so many layers from the output down.
    Back(usize),
    /// The step is taken, and the sample has gone forward once more.
    Stepped,
}

impl Phase {
    /// The phase of a model of so many layers after so many moves.
    pub fn after(moves: usize, layers: usize) -> Phase {
        match moves {
            _ if moves <= layers => Phase::Forward(moves),
            _ if moves == layers + 1 => Phase::Loss,
            _ if moves <= Phase::moves_back(layers) => Phase::Back(moves - layers - 1),
            _ => Phase::Stepped,
        }
    }

    /// How many moves lead to where all layers have been walked back.
    pub fn moves_back(layers: usize) -> usize {
        2 * layers + 1
    }

    /// Whether the activations of a layer are known, counted from 0.
    pub fn knows_activations(self, layer: usize) -> bool {
        match self {
            Phase::Forward(layers) => layer < layers,
            Phase::Loss | Phase::Back(_) | Phase::Stepped => true,
        }
    }

    /// Whether the gradients of a layer are known, of so many layers.
    pub fn knows_gradients(self, layer: usize, layers: usize) -> bool {
        match self {
            Phase::Forward(_) | Phase::Loss | Phase::Stepped => false,
            Phase::Back(back) => layer + back >= layers,
        }
    }

    /// Whether the loss is known.
    pub fn knows_loss(self) -> bool {
        match self {
            Phase::Forward(_) => false,
            Phase::Loss | Phase::Back(_) | Phase::Stepped => true,
        }
    }
}

/// What one layer does with the sample, and what the error asks of it. All in the model's own units, may be non-finite.
#[derive(Clone, Copy, Debug)]
pub struct WalkLayer<'a> {
    /// `[units][inputs]`, row by row.
    pub weights: &'a [f32],
    /// `[units]`.
    pub biases: &'a [f32],
    /// The weighted sums, `[units]`.
    pub z: &'a [f64],
    /// The activations, `[units]`.
    pub a: &'a [f64],
    /// How steep the activation is at z, `[units]`.
    pub slope: &'a [f64],
    /// ∂L/∂a, `[units]`.
    pub da: &'a [f64],
    /// δ = ∂L/∂z, `[units]`.
    pub delta: &'a [f64],
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// The layer that it belongs to, counted from 0.
    pub layer: usize,
    /// The unit of that layer.
    pub unit: usize,
    /// The input that it weighs; `None` for the bias.
    pub input: Option<usize>,
}

/// A factor of a product of the chain rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Factor {
    /// ∂L/∂ŷ.
    Loss(f64),
    /// A weight on the way.
    Weight(f64),
    /// The slope of an activation on the way.
    Slope(f64),
    /// What the parameter is multiplied by: an input or an activation.
    Input(f64),
}

impl Factor {
    /// Its value.
    pub fn value(self) -> f64 {
        match self {
            Factor::Loss(value) | Factor::Weight(value) | Factor::Slope(value) | Factor::Input(value) => value,
        }
    }
}

/// One way by which a parameter reaches the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The units on it, from the parameter's own layer to the output.
    pub units: Vec<usize>,
    /// What is multiplied along it, from the loss back.
    pub factors: Vec<Factor>,
    /// What that comes to.
    pub product: f64,
}

/// The ways by which a parameter reaches the loss.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// Those that carry most.
    pub shown: Vec<Path>,
    /// How many there are in all; of large models too many to be told exactly.
    pub ways: f64,
    /// No activation on any of them has another slope than 1.
    pub straight: bool,
    /// What these come to together.
    pub rest: f64,
}

/// A parameter changed a little by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// By how much.
    pub by: f64,
    /// The loss before.
    pub before: f64,
    /// The loss after.
    pub after: f64,
    /// Between the two some unit passes its kink, where no slope is the slope.
    pub kink: bool,
}

impl Trial {
    /// How much the loss changes for each unit of the parameter.
    pub fn quotient(&self) -> f64 {
        (self.after - self.before) / self.by
    }
}

/// All gradients beside differences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checked {
    /// How many were compared.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The worst distance, as a share of the largest gradient.
    pub worst: f64,
}

/// One sample on its way.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// How far it has come.
    pub phase: Phase,
    /// What the model is given.
    pub inputs: &'a [f64],
    /// The layers, the output last.
    pub layers: Vec<WalkLayer<'a>>,
    /// What the answer should be, in the model's own units.
    pub target: f64,
    /// The loss of the sample, in the model's own units.
    pub loss: f64,
    /// The loss before the step, where it is taken.
    pub before: Option<f64>,
    /// The parameter that is looked at.
    pub chosen: Site,
    /// Its value today.
    pub value: f64,
    /// ∂L/∂θ of it, for this sample.
    pub gradient: f64,
    /// The same as the mean over all training samples; `None` where this is the only one.
    pub mean: Option<f64>,
    /// Its value after the next step, by plain gradient descent, with the learning rate; `None` where the step is another.
    pub next: Option<(f64, f64)>,
    /// The ways by which it reaches the loss.
    pub paths: &'a Paths,
    /// What trying it out came to.
    pub trial: Option<Trial>,
    /// What checking all of them came to.
    pub checked: Option<Checked>,
    /// The chosen unit's activation over z: from `reach.0` to `reach.1`, evenly; empty for the output.
    pub curve: &'a [f64],
    /// The range of z of that curve.
    pub reach: (f64, f64),
    /// The sample, in the user's units: x and y, or x₁ and x₂.
    pub sample: (f64, f64),
    /// The answer, in the units of y; a probability where a class is asked for.
    pub answer: f64,
    /// The class that the sample is of, where one is asked for.
    pub class: Option<bool>,
    /// Which of the training samples it is, counted from 0, and how many there are.
    pub place: (usize, usize),
    /// What x and y are.
    pub quantity: Quantity<'a>,
}

impl Walk<'_> {
    /// Units in each column, the inputs first.
    pub fn widths(&self) -> Vec<usize> {
        std::iter::once(self.inputs.len()).chain(self.layers.iter().map(|layer| layer.a.len())).collect()
    }

    /// How many values come into a layer, counted from 0.
    pub fn inputs_of(&self, layer: usize) -> usize {
        match layer.checked_sub(1).and_then(|below| self.layers.get(below)) {
            Some(below) => below.a.len(),
            None => self.inputs.len(),
        }
    }
}
