//! Models that learn the same points step for step: what their picture is given.

use super::classes::AnswerMap;
use super::fit::{Dot, Quantity};
use super::sample::Sample;
use super::span::Span;

/// So many models race at most, today's run among them.
pub const MOST_LANES: usize = 3;

/// So little of the error arrives in the first layer that it counts as none, as a share of what the last one gets.
pub const FAINT: f64 = 1e-3;

/// What a lane came to under the settings before.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBefore {
    /// The activation of its neurons, by its place in the order in which they are taught; `None` without hidden layers.
    pub activation: Option<usize>,
    /// (x, ŷ) from end to end of the frame, in the user's units; may be non-finite. Empty where a class is asked for.
    pub curve: Vec<(f64, f64)>,
    /// The typical error on points that it had not seen, or else on its own, in the units of y.
    pub error: f64,
    /// The mean |∂L/∂W| of each layer at its first step, in the model's own units.
    pub first: Vec<f64>,
}

/// What kind of model a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneForm {
    /// ŷ = w·x + b; of two classes, a straight line between them.
    Line,
    /// A polynomial of this degree.
    Polynomial(usize),
    /// A network.
    Network,
}

/// How a lane begins and is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneRecipe {
    /// The activation of its neurons, by its place in the order in which they are taught.
    pub activation: usize,
    /// How its first weights are drawn, likewise.
    pub init: usize,
    /// Its optimizer: 0 for gradient descent, then momentum, Nesterov, RMSProp, Adam.
    pub optimizer: usize,
    /// Its learning rate.
    pub rate: f64,
    /// Its batch; `None` for all points.
    pub batch: Option<usize>,
}

/// One of the models.
#[derive(Clone, Debug)]
pub struct Lane<'a> {
    /// What kind of model it is.
    pub form: LaneForm,
    /// Neurons of each hidden layer, of a network.
    pub layers: &'a [usize],
    /// How it begins and is trained.
    pub recipe: LaneRecipe,
    /// Weights and biases.
    pub parameters: usize,
    /// (x, ŷ) from end to end of the frame, in the user's units; may be non-finite. Empty where a class is asked for.
    pub curve: &'a [(f64, f64)],
    /// Of two classes, its answer everywhere.
    pub map: Option<AnswerMap<'a>>,
    /// The typical error on the training points, in the units of y.
    pub own: f64,
    /// The typical error on those held out; `None` without any.
    pub unseen: Option<f64>,
    /// Of two classes, the shares that it takes for what they are: of its own, and of those held out.
    pub right: Option<(f64, Option<f64>)>,
    /// By what it is judged, the less the better: the typical error on points that it has not seen, where there are any, in the
    /// units of y; of two classes the share of them that it takes for what they are not. May be non-finite.
    pub fault: f64,
    /// The mean |∂L/∂W| of each layer at the first step, the output last, in the model's own units; may be non-finite.
    pub first: &'a [f64],
    /// The same at the last step.
    pub now: &'a [f64],
    /// What it came to under the settings before.
    pub before: Option<&'a LaneBefore>,
}

impl Lane<'_> {
    /// How much of the error arrives: the first layer's gradient at the first step, as a share of the last layer's. 0 where nothing
    /// does, whatever the last one gets.
    pub fn arrives(&self) -> f64 {
        match self.first {
            [0.0, .., _] => 0.0,
            [first, .., last] => first / last,
            [_] | [] => 1.0,
        }
    }
}

/// Which of some faults is the least; `None` where none is less than all others. What is no number is as bad as can be.
pub fn least(faults: &[f64]) -> Option<usize> {
    let known = |at: usize| if faults[at].is_finite() { faults[at] } else { f64::INFINITY };
    let is_least = |at: &usize| (0..faults.len()).all(|other| other == *at || known(*at) < known(other));
    (0..faults.len()).find(is_least)
}

/// Many races, over as many seeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many are over.
    pub done: usize,
    /// Of how many.
    pub of: usize,
    /// How many of them each lane has won.
    pub won: [usize; MOST_LANES],
}

impl Tally {
    /// One race more is over, with the fault of each lane.
    pub fn count(&mut self, faults: &[f64]) {
        self.done += 1;
        if let Some(won) = least(faults).and_then(|at| self.won.get_mut(at)) {
            *won += 1;
        }
    }
}

/// Models that learn the same points.
#[derive(Clone, Debug)]
pub struct Race<'a> {
    /// Today's run, and those beside it: two at least, at most [`MOST_LANES`].
    pub lanes: Vec<Lane<'a>>,
    /// How many steps all have taken.
    pub step: u64,
    /// At how many steps they are judged.
    pub end: u64,
    /// All have taken the same steps: none is still catching up.
    pub level: bool,
    /// The points of a curve.
    pub points: &'a [Dot],
    /// The samples of two classes.
    pub samples: &'a [Sample],
    /// What the x axis shows, in the user's units.
    pub x: Span,
    /// What the y axis shows, in the user's units.
    pub y: Span,
    /// The plain line of least squares: its heights at both ends of the frame, and its typical error on the points held out, or else
    /// on its own. `None` where one of the lanes is a line.
    pub line: Option<((f64, f64), f64)>,
    /// Many races, if any were asked for.
    pub tally: Option<Tally>,
    /// The lane that is to win, by the user's guess.
    pub guess: Option<usize>,
    /// What x and y are.
    pub quantity: Quantity<'a>,
}

impl Race<'_> {
    /// Whether they are at the step at which they are judged, or past it.
    pub fn is_over(&self) -> bool {
        self.step >= self.end && self.level
    }

    /// Which lane is ahead; `None` where no one is, and while one has not yet taken as many steps.
    pub fn leader(&self) -> Option<usize> {
        if !self.level {
            return None;
        }
        let faults: Vec<f64> = self.lanes.iter().map(|lane| lane.fault).collect();
        least(&faults)
    }
}
