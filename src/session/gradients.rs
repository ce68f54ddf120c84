//! How large the gradient is, layer by layer: what its picture is given, and what brings it back where it has vanished or exploded.

use super::Session;
use super::knobs::{self, Change};
use super::msg::Msg;
use super::news::Notice;
use crate::learn::{Activation, Init};
use crate::probe;
use crate::run::State;
use crate::task::judgement::{EXPLODES, REACHES};
use crate::task::{Form, Learner, Spec};
use crate::view::{self, FAINT, Flow, Idle, LeftModel, first_to_last};
use std::rc::Rc;

/// Today's model is left for the one that the board asks for: it is kept to be compared with, as long as the points are the same
/// and layers, activation or first weights are not.
pub(super) fn leave(session: &mut Session, notice: Notice) {
    let others = session.run.model().spec().form != session.board.settings.spec().form;
    if others || session.board.left.is_some() {
        compare(session, notice);
    }
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn compare(session: &mut Session, notice: Notice) {
    let (old, form) = (session.run.model(), session.board.settings.spec().form);
    let same_points = notice != Notice::Ready && *old.shared_samples() == *session.board.points.shared();
    // While a slider is dragged, what was there before it.
    let left = match session.board.left.clone() {
        Some(left) if session.continued || old.spec().form == form => left,
        Some(_) | None => Rc::new(old.spec().clone()),
    };
    session.board_mut().left = Some(left).filter(|left| same_points && left.form != form);
}

/// How large the gradient is, layer by layer; `None` of a model without hidden layers.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn view(session: &Session) -> Option<view::Gradients<'_>> {
    let (learner, profiles) = (session.run.model(), &session.probes.profiles);
    if !is_deep(learner) {
        return None;
    }
    let now = profiles.now(learner, session.run.state());
    let left = session.board.left.as_deref().and_then(|left| left_model(session, left));
    Some(view::Gradients {
        units: learner.shape().layers().iter().map(|layer| layer.units).collect(),
        now: &now.profile,
        idle: &now.idle,
        step: session.run.step(),
        earlier: profiles.earlier(&session.run),
        reach: now.reach,
        flow: flow_of(now),
        first: if left.is_some() { profiles.first(&session.run) } else { Vec::new() },
        left,
        tells_classes: learner.tells_classes(),
        quantity: session.quantity(),
    })
}

/// Whether there is a first layer beside the last one.
fn is_deep(learner: &Learner) -> bool {
    learner.shape().layers().len() > 1
}

/// How the gradient comes through, by what arrives at the first layer.
fn flow_of(flow: &probe::Flow) -> Flow {
    let arrives = first_to_last(&flow.profile);
    match (arrives, flow.reach) {
        (None, _) => Flow::Unknown,
        // Nothing is missed: there is nothing to hand back.
        (Some(_), None) if flow.is_asked => Flow::Unknown,
        (Some(_), Some(reach)) if reach > EXPLODES => Flow::Exploding,
        (Some(_), Some(reach)) if reach < REACHES => Flow::Vanishing,
        (Some(share), _) if share < FAINT => Flow::Vanishing,
        (Some(_), _) => Flow::Healthy,
    }
}

/// A model that was left, if it had hidden layers too.
fn left_model(session: &Session, left: &Spec) -> Option<LeftModel> {
    let Form::Network { hidden, init } = &left.form else { return None };
    let activation = hidden.first()?.activation;
    let place = |found: Option<usize>| found.unwrap_or(0);
    Some(LeftModel {
        activation: place(Activation::ALL.iter().position(|other| *other == activation)),
        init: place(Init::ALL.iter().position(|other| other == init)),
        layers: hidden.len(),
        first: session.probes.profiles.first_of_left(&session.run, left),
    })
}

/// What may bring a gradient back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// First weights that suit each layer's activation.
    Suited,
    /// Half as many layers.
    Half,
}

impl Cure {
    /// Every cure.
    pub const ALL: [Cure; 2] = [Cure::Suited, Cure::Half];

    fn change(self, session: &Session) -> Option<Change> {
        let layers = &session.settings().layers;
        match self {
            Cure::Suited => knobs::first_weights(Init::Suited),
            Cure::Half if layers.len() > 1 => knobs::layers(&layers[..layers.len() / 2]),
            Cure::Half => None,
        }
    }
}

/// The message that takes a cure: one change, which can be undone.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn cure(session: &Session, cure: Cure) -> Option<Msg> {
    Some(Msg::SetAll(vec![cure.change(session)?]))
}

/// Whether a cure would help: the gradient does not come through, and with it would at the first step.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn helps(session: &Session, cure: Cure) -> bool {
    let learner = session.run.model();
    let lost = is_deep(learner)
        && match flow_of(session.probes.profiles.now(learner, session.run.state())) {
            Flow::Vanishing | Flow::Exploding => true,
            Flow::Unknown | Flow::Healthy => false,
        };
    let Some(change) = cure.change(session).filter(|_| lost) else { return false };
    let mut settings = session.settings().clone();
    change.apply(&mut settings);
    let spec = settings.spec();
    spec.form != learner.spec().form
        && session.probes.profiles.tried(&session.run, cure as usize, || comes_through(spec, learner))
}

/// Whether the gradient comes through a model at its first step, on the samples of another.
fn comes_through(spec: Spec, on: &Learner) -> bool {
    flow_of(&probe::Flow::of(&Learner::new(spec, on.shared_samples()), State::Paused)) == Flow::Healthy
}

/// A layer in numbers, for scripts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerGradient {
    /// The mean |∂L/∂W|, in the model's own units.
    pub mean: f64,
    /// How many of its units are ReLUs that are 0 at every training sample; `None` of other activations.
    pub dead: Option<usize>,
    /// The share of its activations that are saturated; `None` of activations that do not saturate at both ends.
    pub saturated: Option<f64>,
}

/// How the gradient comes through, for scripts.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientFlow {
    /// Every layer, the output last.
    pub layers: Vec<LayerGradient>,
    /// The mean |∂L/∂W| of each at the first step.
    pub first: Vec<f64>,
    /// The first layer's as a multiple of the last one's; `None` where that is no number.
    pub ratio: Option<f64>,
}

/// Every layer's gradient in numbers.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn in_numbers(session: &Session) -> GradientFlow {
    let profiles = &session.probes.profiles;
    let flow = profiles.now(session.run.model(), session.run.state());
    let of = |(mean, idle): (&f64, &Idle)| {
        let (dead, saturated) = match *idle {
            Idle::None => (None, None),
            Idle::Dead { units } => (Some(units), None),
            Idle::Saturated { share } => (None, Some(share)),
        };
        LayerGradient { mean: *mean, dead, saturated }
    };
    GradientFlow {
        layers: flow.profile.iter().zip(&flow.idle).map(of).collect(),
        first: profiles.first(&session.run),
        ratio: first_to_last(&flow.profile),
    }
}
