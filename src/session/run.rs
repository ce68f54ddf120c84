//! A run: where it begins, how it steps, when it stops by itself and where it leads back to.

use super::history::History;
use super::learner::Learner;
use super::look_inside::Inside;
use super::status::{self, Notice, State};
use super::{Session, Stream, generator};

/// A moment to go back to after a divergence.
#[derive(Default)]
pub struct Checkpoint {
    step: u64,
    parameters: Vec<f32>,
    history: History,
}

impl Session {
    /// Step 0 at the learner's present parameters.
    pub(super) fn begin(&mut self) {
        self.step = 0;
        self.edited = false;
        self.readout = None;
        self.history.clear();
        self.path.restart(self.learner.parameters());
        self.record();
        self.first_loss = self.learner.train_loss().into();
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
        }
        self.save();
        self.judge();
    }

    /// Without a training point there is nothing to learn from, and a step would be none.
    pub(super) fn can_learn(&self) -> bool {
        self.points.all().iter().any(|p| !p.held_out)
    }

    fn record(&mut self) {
        self.history.record(self.step, self.learner.train_loss(), self.learner.held_out_loss());
    }

    pub(super) fn save(&mut self) {
        self.last_good.step = self.step;
        self.last_good.parameters.clear();
        self.last_good.parameters.extend_from_slice(self.learner.parameters());
        self.last_good.history.clone_from(&self.history);
    }

    /// A moment is worth going back to while training has not made things worse than they were at its start.
    pub(super) fn save_if_good(&mut self) {
        if f64::from(self.learner.train_loss()) <= self.first_loss.max(self.points.spread()) {
            self.save();
        }
    }

    /// A new model from the seed, and a new run.
    pub(super) fn restart_model(&mut self) {
        self.learner = Learner::new(&self.settings, self.points.all(), generator(&self.settings, Stream::Weights));
        self.start = self.learner.start();
        self.surface.restart();
        self.inside = Inside::new(&self.learner, &self.points);
        self.begin();
    }

    /// A new run of the same model at its start. Where the points have outgrown the start's coordinates, those chosen for
    /// them are the start's from now on, so that the next rewind leads here again.
    pub(super) fn restart_run(&mut self) {
        if self.learner.return_to(&self.start, &self.settings, self.points.all()) {
            self.surface.restart();
        }
        self.start = self.learner.start();
        self.begin();
        self.refresh_views();
    }

    /// The points have changed in place: model, losses and pictures follow, the run goes on.
    pub(super) fn follow_points(&mut self) {
        // A diverged curve is none to keep: the way back has to lead to numbers.
        self.recover();
        if self.learner.follow(&self.settings, self.points.all()) {
            self.path.restart(self.learner.parameters());
            self.surface.restart();
        } else {
            self.surface.data_changed();
        }
        self.rewrite_start();
        self.refresh_views();
        self.judge();
    }

    /// Before the first step the run's start is what the model is now, in whatever coordinates.
    pub(super) fn rewrite_start(&mut self) {
        if self.step == 0 {
            self.history.clear();
            self.record();
            self.first_loss = self.learner.train_loss().into();
            self.start = self.learner.start();
        } else {
            // Compared with other points the start means nothing any more.
            self.edited = true;
            self.first_loss = self.learner.train_loss().into();
        }
        self.save();
    }

    pub(super) fn refresh_views(&mut self) {
        self.inside.refresh(&self.learner, &self.points);
        self.surface.moved(&self.learner, &self.path);
    }

    /// After a divergence: back to the last good step.
    pub(super) fn recover(&mut self) {
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
            self.notice = Notice::Recovered;
            self.step = self.last_good.step;
            let parameters = std::mem::take(&mut self.last_good.parameters);
            self.learner.set_parameters(&parameters);
            self.last_good.parameters = parameters;
            self.history.clone_from(&self.last_good.history);
            self.readout = self.readout.map(|at| at.min(self.step));
            self.judge();
            self.refresh_views();
        }
    }

    /// Trains at most so many steps if running. Returns how many were taken: fewer only after a divergence.
    pub fn tick(&mut self, most: u32) -> u32 {
        if self.state != State::Running { 0 } else { self.train(most) }
    }

    pub(super) fn train(&mut self, steps: u32) -> u32 {
        if matches!(self.state, State::Diverged(_)) {
            return 0;
        }
        let rate = self.settings.learning_rate as f32;
        for taken in 0..steps {
            self.learner.step(rate);
            self.step += 1;
            self.record();
            let divergence = status::divergence(self.learner.train_loss().into(), self.worst());
            if divergence.is_some() {
                self.judge();
                return taken + 1;
            }
            self.path.record(self.learner.parameters());
        }
        steps
    }

    /// The loss from which on the training is of no use: far above its start and above the spread of the points.
    fn worst(&self) -> f64 {
        status::TOO_MUCH * self.first_loss.max(self.points.spread()).max(status::LEAST_LOSS)
    }

    pub(super) fn judge(&mut self) {
        if let Some(divergence) = status::divergence(self.learner.train_loss().into(), self.worst()) {
            self.state = State::Diverged(divergence);
        }
    }

    /// After the steps of a frame: remembers a moment to go back to, and brings the pictures up to date.
    pub fn after_steps(&mut self) {
        if self.state == State::Running {
            self.save_if_good();
        }
        self.refresh_views();
    }
}
