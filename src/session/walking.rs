//! How a walk through one training step stands.

use super::msg::Msg;
use crate::run::Model as _;
use crate::task::Learner;
use crate::view::{Checked, Phase};

/// How a walk stands.
#[derive(Debug, Default)]
pub struct Walking {
    /// How many moves it has taken, whatever has become of the model since.
    pub moves: usize,
    /// The sample's place among the training samples.
    pub sample: usize,
    /// The parameter that is looked at, by its place in the flat list.
    pub parameter: usize,
    /// It goes on by itself.
    pub strolls: bool,
    /// By how much it is changed to try it out.
    pub nudge: Option<f64>,
    /// What checking all gradients came to, at these parameters and for the sample with this index.
    pub checked: Option<(Vec<f32>, usize, Checked)>,
    /// The step that was taken last at the end of a walk.
    pub step: Option<Taken>,
}

/// A step that was taken at the end of a walk.
#[derive(Debug)]
pub struct Taken {
    /// The parameters before it.
    pub before: Vec<f32>,
    /// And after it.
    pub after: Vec<f32>,
}

impl Walking {
    /// A walk that goes on by itself ends where something else is asked for that trains, stops or goes elsewhere.
    pub fn heed(&mut self, msg: &Msg) {
        let elsewhere = matches!(
            msg,
            Msg::Play
                | Msg::PlayUntil(_)
                | Msg::Pause
                | Msg::Hide
                | Msg::Again
                | Msg::Rewind
                | Msg::Seek(_)
                | Msg::Reset
        );
        self.strolls &= !elsewhere;
    }

    /// How many moves it has come in a model that stands here.
    pub fn moves(&self, learner: &Learner) -> usize {
        let back = Phase::moves_back(learner.shape().layers().len());
        match &self.step {
            Some(step) if self.moves > back && step.after == learner.parameters() => back + 1,
            Some(step) if self.moves > back && step.before == learner.parameters() => back,
            Some(_) | None if self.moves > back => 0,
            Some(_) | None => self.moves,
        }
    }

    /// A step was taken where the walk was at its end.
    pub fn has_stepped(&mut self, before: Vec<f32>, learner: &Learner) {
        self.moves = Phase::moves_back(learner.shape().layers().len()) + 1;
        self.step = Some(Taken { before, after: learner.parameters().to_vec() });
    }
}
