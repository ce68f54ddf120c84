//! Training as arithmetic: what the loss is made of, and the next step of plain gradient descent on a line, with all that it
//! is computed from.

use super::learner::Learner;
use super::pass::Pass;
use crate::learn::{self, Optimizer, Scaling};
use crate::run::Model as _;

/// How one parameter changes in the next step, in the model's own units: next = now − rate · slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UpdateTerm {
    /// Its letter: w, the weight of x, or b, the bias.
    pub name: &'static str,
    /// Its value today.
    pub now: f64,
    /// α, the learning rate of this step, as the schedule has it.
    pub rate: f64,
    /// The derivative of the objective, loss and penalty, by the parameter.
    pub slope: f64,
    /// Its value after the step, to the bit.
    pub next: f64,
}

/// Why the next step cannot be written as such an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoUpdate {
    /// The model is no line.
    NoLine,
    /// There is no point to learn from.
    NoPoints,
    /// The optimizer does more with the gradient than to go against it.
    Optimizer,
    /// A step sees only some of the points, which are drawn when it is taken.
    Batches,
    /// Training leaves one of them as it is, whatever its slope.
    Frozen,
    /// Parameters or gradient are no longer finite.
    Diverged,
}

/// The updates of w and b in the next step.
///
/// # Errors
/// Where the next step is none of plain gradient descent on all points of a line: why.
pub fn update_terms(learner: &Learner) -> Result<[UpdateTerm; 2], NoUpdate> {
    let (recipe, shape) = (&learner.spec().recipe, learner.shape());
    let train = &learner.train().batch;
    if !learner.is_line() {
        return Err(NoUpdate::NoLine);
    }
    if train.count() == 0 {
        return Err(NoUpdate::NoPoints);
    }
    match recipe.optimizer {
        Optimizer::Descent => {}
        Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } | Optimizer::RmsProp | Optimizer::Adam => {
            return Err(NoUpdate::Optimizer);
        }
    }
    if recipe.batch_size.is_some_and(|size| size < train.count()) {
        return Err(NoUpdate::Batches);
    }
    if learner.is_held() {
        return Err(NoUpdate::Frozen);
    }
    let mut pass = Pass::new(shape, train.count());
    pass.batch.clone_from(train);
    pass.forward(learner.parameters());
    let mut slopes = vec![0.0; learner.parameters().len()];
    learn::backward(learner.parameters(), &pass.batch, recipe.loss, &mut pass.work, &mut slopes);
    recipe.penalty.add_gradient(shape, learner.parameters(), &mut slopes);
    let rate = recipe.learning_rate * recipe.schedule.factor(learner.training.steps());
    let mut next = learner.parameters().to_vec();
    learn::gradient_descent(&mut next, &slopes, rate);
    let term = |name, at: usize| UpdateTerm {
        name,
        now: learner.parameters()[at].into(),
        rate: rate.into(),
        slope: slopes[at].into(),
        next: next[at].into(),
    };
    let terms = [term("w", 0), term("b", shape.view(0).biases.start)];
    let finite = |term: &UpdateTerm| term.now.is_finite() && term.slope.is_finite() && term.next.is_finite();
    if terms.iter().all(finite) { Ok(terms) } else { Err(NoUpdate::Diverged) }
}

/// What the loss is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Misses {
    /// How far the model's answer is above each training sample, in their order, in the units of y.
    pub all: Vec<f64>,
    /// The loss that comes of them, without the penalty, in the units of y: squared, unless errors are taken as they are.
    pub loss: f64,
    /// Between the user's units and the model's own, in which Huber's loss tells small misses from large ones.
    pub scaling: Scaling,
}

/// What the loss is made of.
pub fn misses(learner: &Learner) -> Misses {
    let answers = learner.answers().zip(learner.samples());
    let all = answers.filter(|(_, sample)| sample.is_trained_on()).map(|(answer, sample)| answer - sample.y).collect();
    Misses { all, loss: learner.train_loss().into(), scaling: *learner.scaling() }
}
