//! When training is of no use any more, and the way back from there.

use super::Session;
use super::history::History;
use super::learner::{Learner, Moment};
use super::status::{self, Notice, State};
use super::timeline::Bests;

/// A moment to go back to after a divergence.
#[derive(Clone)]
pub struct Checkpoint {
    step: u64,
    moment: Moment,
    history: History,
    least: Bests,
}

impl Checkpoint {
    /// At the start of a run.
    pub fn new(learner: &Learner) -> Checkpoint {
        Checkpoint { step: 0, moment: learner.moment(), history: History::default(), least: Bests::default() }
    }
}

impl Session {
    /// The loss from which on the training is of no use: far above its start and above the spread of the points.
    pub(super) fn worst(&self) -> f64 {
        status::worst(self.run.reference.loss, self.spread())
    }

    pub(super) fn judge(&mut self) {
        self.judge_by(self.learner.train_loss(), self.worst());
    }

    /// Stops a run that has diverged; returns whether it has.
    pub(super) fn judge_by(&mut self, train_loss: f32, worst: f64) -> bool {
        let divergence = status::divergence(train_loss.into(), worst);
        if let Some(divergence) = divergence {
            self.state = State::Diverged(divergence);
            self.run.until = None;
        }
        divergence.is_some()
    }

    pub(super) fn save(&mut self) {
        let last_good = &mut self.run.last_good;
        last_good.step = self.run.step;
        last_good.least = self.run.least;
        self.learner.keep(&mut last_good.moment);
        last_good.history.clone_from(&self.run.history);
    }

    /// A moment is worth going back to while training has not made things worse than they were at its start.
    pub(super) fn save_if_good(&mut self) {
        if f64::from(self.learner.train_loss()) <= self.run.reference.loss.max(self.spread()) {
            self.save();
        }
    }

    /// What the loss would be if the model answered with the mean of all y.
    fn spread(&self) -> f64 {
        self.learner.as_loss(self.points.spread())
    }

    /// After a divergence: back to the last good step.
    pub(super) fn recover(&mut self) {
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
            self.notice = Notice::Recovered;
            let run = &mut self.run;
            run.step = run.last_good.step;
            self.learner.go_back(&run.last_good.moment);
            run.history.clone_from(&run.last_good.history);
            // What was done since is undone: it says nothing of where training is heading, nor is it part of the path.
            run.recent.restart(run.step);
            run.path.go_back(run.step);
            run.timeline.cut(run.step);
            run.least = run.last_good.least;
            // The knobs may be others than they were then.
            self.again = false;
            self.begin_stretch();
            self.surface.data_changed();
            self.readout = self.readout.map(|at| at.min(self.run.step));
            self.judge();
            self.refresh_views();
        }
    }
}
