//! A walk through one training step: which sample goes through the model, how far it has come, and which parameter is looked at.
//! It changes nothing of the run; the step at its end is an ordinary one.

use super::Session;
use super::msg::{Move, Msg};
use super::status::Stale;
use crate::learn::{Explained, Optimizer, Penalty};
use crate::probe::{self, Asked, Walked, Walks, checked, loss_at, tried};
use crate::run::Model as _;
use crate::view::{self, Checked, Phase, WalkLayer};

/// Takes steps by hand; one at the end of a walk is its own.
pub(super) fn step_by_hand(session: &mut Session, steps: u32) {
    let learner = session.run.model();
    let at_end = session.walking.moves(learner) == Phase::moves_back(learner.shape().layers().len());
    let before = (steps == 1 && at_end).then(|| learner.parameters().to_vec());
    session.run.step_by_hand(steps);
    if let Some(before) = before {
        session.walking.has_stepped(before, session.run.model());
    }
}

/// Moves on, or looks at something else.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn go(session: &mut Session, to: Move) -> Stale {
    let learner = session.run.model();
    let samples = training(session).len();
    match to {
        Move::To(moves) => {
            session.walking.moves = moves.min(Phase::moves_back(learner.shape().layers().len()));
        }
        Move::Sample(farther) => {
            if samples > 0 {
                let now = session.walking.sample.min(samples - 1) as isize;
                session.walking.sample = (now + farther).rem_euclid(samples as isize) as usize;
            }
        }
        Move::Choose(parameter) => {
            if parameter < learner.parameters().len() {
                session.walking.parameter = parameter;
            }
        }
        Move::Stroll(on) => session.walking.strolls = on,
        Move::Try(by) => session.walking.nudge = Some(by).filter(|by| by.is_finite() && *by != 0.0),
        Move::Check => {
            if let Some(walked) = walked(session) {
                let found = checked(learner, walked);
                let (parameters, sample) =
                    (learner.parameters().to_vec(), asked(session).map_or(0, |asked| asked.sample));
                session.walking.checked = Some((parameters, sample, found));
            }
        }
    }
    session.probes.walks.forget();
    Stale::LAYERS
}

/// The message by which a walk that goes on by itself takes its next move: after its step it stays, as it does
/// without a sample.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn strolling(session: &Session) -> Msg {
    let ends = Msg::Walk(Move::Stroll(false));
    match view(session).map(|_| onward(session)) {
        Some(Msg::Walk(Move::To(0))) | None => ends,
        Some(next) => next,
    }
}

/// The message that takes a walk one phase farther.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn onward(session: &Session) -> Msg {
    let learner = session.run.model();
    let back = Phase::moves_back(learner.shape().layers().len());
    match session.walking.moves(learner) {
        moves if moves == back => Msg::Step(1),
        moves if moves > back => Msg::Walk(Move::To(0)),
        moves => Msg::Walk(Move::To(moves + 1)),
    }
}

/// The message that takes a walk one phase back; `None` at its beginning.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn backward(session: &Session) -> Option<Msg> {
    let learner = session.run.model();
    match session.walking.moves(learner) {
        0 => None,
        moves if moves > Phase::moves_back(learner.shape().layers().len()) => {
            session.run.step().checked_sub(1).map(Msg::Seek)
        }
        moves => Some(Msg::Walk(Move::To(moves - 1))),
    }
}

/// The indices of the training samples.
fn training(session: &Session) -> Vec<usize> {
    let samples = session.run.model().samples().iter().enumerate();
    samples.filter(|(_, sample)| sample.is_trained_on()).map(|(at, _)| at).collect()
}

fn asked(session: &Session) -> Option<Asked> {
    let (samples, walking) = (training(session), &session.walking);
    let sample = *samples.get(walking.sample).or(samples.last())?;
    let parameter = walking.parameter.min(session.run.model().parameters().len().checked_sub(1)?);
    Some(Asked { sample, parameter })
}

fn walked(session: &Session) -> Option<&Walked> {
    session.probes.walks.walked(session.run.model(), asked(session)?)
}

/// One sample on its way; `None` without a training sample.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn view(session: &Session) -> Option<view::Walk<'_>> {
    let (learner, walking) = (session.run.model(), &session.walking);
    let (asked, walked) = (asked(session)?, walked(session)?);
    let (shape, parameters) = (learner.shape(), learner.parameters());
    let phase = Phase::after(walking.moves(learner), shape.layers().len());
    let layers = shape.views().zip(&walked.explained.layers).map(|(view, layer)| WalkLayer {
        weights: &parameters[view.weights],
        biases: &parameters[view.biases],
        z: &layer.z,
        a: &layer.a,
        slope: &layer.slope,
        da: &layer.da,
        delta: &layer.delta,
    });
    let step = walking.step.as_ref().filter(|_| phase == Phase::Stepped);
    let samples = training(session);
    let sample = &learner.samples()[asked.sample];
    let is_here = |(at, sample, _): &&(Vec<f32>, usize, Checked)| *sample == asked.sample && at == parameters;
    let gradient = walked.gradient[asked.parameter];
    let mean = walked.mean.as_ref().map(|mean| mean[asked.parameter]);
    Some(view::Walk {
        phase,
        inputs: &walked.inputs,
        layers: layers.collect(),
        target: walked.target,
        loss: walked.explained.loss,
        before: step.map(|step| loss_at(learner, walked, &step.before)),
        chosen: walked.site,
        value: parameters[asked.parameter].into(),
        gradient,
        mean,
        next: next(session, mean.unwrap_or(gradient), asked.parameter),
        paths: &walked.paths,
        trial: walking.nudge.and_then(|by| tried(learner, walked, by)),
        checked: walking.checked.as_ref().filter(is_here).map(|(.., found)| *found),
        reach: walked.curve.0,
        curve: &walked.curve.1,
        sample: (sample.x, sample.y),
        answer: learner.answer_of(walked.explained.answer()[0]),
        class: learner.tells_classes().then(|| sample.kind.label() > 0.5),
        place: (samples.iter().position(|at| *at == asked.sample)?, samples.len()),
        quantity: session.board.points.quantity(),
    })
}

/// Where plain gradient descent takes a parameter in the next step, and the learning rate of that.
fn next(session: &Session, gradient: f64, parameter: usize) -> Option<(f64, f64)> {
    let learner = session.run.model();
    let recipe = &learner.spec().recipe;
    let plain = recipe.optimizer == Optimizer::Descent && recipe.penalty == Penalty::None && recipe.dropout.is_off();
    let whole = recipe.batch_size.is_none_or(|size| size >= learner.train().batch.count());
    let free = !learner.frozen().iter().any(|range| range.contains(&parameter));
    let rate = learner.rate();
    let now = f64::from(learner.parameters()[parameter]);
    (plain && whole && free).then_some((now - rate * gradient, rate))
}

/// One training step on one sample alone, in the model's own units.
pub struct OneStep {
    /// Every number on the way.
    pub explained: Explained,
    /// The loss of the sample after the step.
    pub loss_after: f64,
    /// How much each parameter changes, in the order of the flat list.
    pub update: Vec<f64>,
}

/// What a step on the sample with this index alone would be, with all that the optimizer remembers; the run stays as it is. `None`
/// where there is no such sample.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn one_step(session: &Session, sample: usize) -> Option<OneStep> {
    let learner = session.run.model();
    let after = learner.after_a_step_on(learner.samples().get(sample)?);
    let walked = Walks::default();
    let walked = walked.walked(learner, Asked { sample, parameter: 0 })?;
    let change = |(after, before): (&f32, &f32)| f64::from(*after) - f64::from(*before);
    Some(OneStep {
        explained: walked.explained.clone(),
        loss_after: loss_at(learner, walked, &after),
        update: after.iter().zip(learner.parameters()).map(change).collect(),
    })
}

/// A layer in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerNumbers {
    /// How many units it has.
    pub units: usize,
    /// The length of the gradient of its weights, of the loss over all training samples, in the model's own units.
    pub gradient_norm: f64,
    /// The length of its weights.
    pub weight_norm: f64,
    /// How many of its units are a ReLU that is 0 at every training sample.
    pub dead: usize,
}

/// Every layer in numbers, the output last.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn layers(session: &Session) -> Vec<LayerNumbers> {
    let learner = session.run.model();
    let (gradients, inside) = (learner.mean_gradients(), session.layers());
    let mut dead = inside.dead.iter().skip(learner.shape().inputs());
    let length = |squares: f64| squares.sqrt();
    let of = |view: crate::learn::shape::View| LayerNumbers {
        units: view.outputs,
        gradient_norm: length(gradients[view.weights.clone()].iter().map(|g| g * g).sum()),
        weight_norm: length(learner.parameters()[view.weights].iter().map(|w| f64::from(*w).powi(2)).sum()),
        dead: dead.by_ref().take(view.outputs).filter(|dead| **dead).count(),
    };
    learner.shape().views().map(of).collect()
}

/// Whether a walk has left its beginning.
pub fn is_under_way(session: &Session) -> bool {
    session.walking.moves > 0
}

/// Whether the walk goes on by itself.
pub fn strolls(session: &Session) -> bool {
    session.walking.strolls
}

/// The place in the flat list of a parameter that stands here.
pub fn place(session: &Session, site: view::Site) -> Option<usize> {
    probe::place(session.run.model().shape(), site)
}

/// The parameter so many places after the one that is looked at, round at the ends.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn beside(session: &Session, farther: isize) -> usize {
    let count = session.run.model().parameters().len().max(1) as isize;
    (session.walking.parameter as isize + farther).rem_euclid(count) as usize
}

/// Whether the gradient of the parameter that is looked at has been reached, and what the loss does where it grows.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn found(session: &Session) -> Option<f64> {
    let walk = view(session)?;
    walk.phase.knows_gradients(walk.chosen.layer, walk.layers.len()).then_some(walk.gradient)
}

/// Whether a gradient that has been reached was tried out.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn is_tried(session: &Session) -> bool {
    session.walking.nudge.is_some() && found(session).is_some()
}

/// Whether a step was taken at the end of a walk, and the loss is less by it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn has_fallen(session: &Session) -> bool {
    session.walking.step.is_some()
        && view(session).is_some_and(|walk| walk.before.is_some_and(|before| walk.loss < before))
}
