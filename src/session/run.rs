//! A run: where it begins, how it steps, when it stops by itself and where it leads back to.

use super::Session;
use super::history::{History, Losses};
use super::learner::{Learner, Moment};
use super::look_inside::Inside;
use super::status::{self, Notice, State};

/// A moment to go back to after a divergence.
#[derive(Default)]
pub struct Checkpoint {
    step: u64,
    moment: Moment,
    history: History,
}

impl Session {
    /// Step 0 at the learner's present parameters.
    pub(super) fn begin(&mut self) {
        self.step = 0;
        self.learner.begin(&self.settings);
        self.last_good = Checkpoint::default();
        self.edited = false;
        self.readout = None;
        self.history.clear();
        self.path.restart(self.step, self.learner.parameters());
        self.recent.restart(0);
        self.record();
        self.note_first();
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
        let losses = Losses {
            train: self.learner.train_loss(),
            held_out: self.learner.held_out_loss(),
            penalty: self.learner.penalty(),
        };
        self.recent.record(f64::from(losses.train) + losses.penalty.map_or(0.0, f64::from));
        self.history.record(self.step, losses);
    }

    /// What later losses are compared with.
    fn note_first(&mut self) {
        self.first_loss = self.learner.train_loss().into();
        (self.first_error, _) = self.learner.typical_errors();
    }

    pub(super) fn save(&mut self) {
        self.last_good.step = self.step;
        self.learner.keep(&mut self.last_good.moment);
        self.last_good.history.clone_from(&self.history);
    }

    /// A moment is worth going back to while training has not made things worse than they were at its start.
    pub(super) fn save_if_good(&mut self) {
        if f64::from(self.learner.train_loss()) <= self.first_loss.max(self.spread()) {
            self.save();
        }
    }

    /// What the loss would be if the model answered with the mean of all y.
    fn spread(&self) -> f64 {
        self.learner.as_loss(self.points.spread())
    }

    /// A new model from the seed, and a new run.
    pub(super) fn restart_model(&mut self) {
        self.learner = Learner::new(&self.settings, self.points.all());
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
            self.path.restart(self.step, self.learner.parameters());
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
        self.note_first();
        if self.step == 0 {
            self.start = self.learner.start();
        } else {
            // Compared with other points the start means nothing any more.
            self.edited = true;
        }
        self.another_objective();
    }

    /// What training makes small is another from here on: what was recorded before says nothing of where it is heading.
    pub(super) fn another_objective(&mut self) {
        self.recent.restart(self.step);
        if self.step == 0 {
            self.history.clear();
            self.record();
        }
        // After a divergence the last good moment stays the one to go back to.
        if !self.diverged() {
            self.save();
        }
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
            self.learner.go_back(&self.last_good.moment);
            self.history.clone_from(&self.last_good.history);
            // What was done since is undone: it says nothing of where training is heading, nor is it part of the path.
            self.recent.restart(self.step);
            self.path.go_back(self.step);
            self.surface.data_changed();
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
        let worst = self.worst();
        for taken in 0..steps {
            let epoch_ended = self.learner.step();
            self.step += 1;
            if epoch_ended && self.note(worst) {
                return taken + 1;
            }
        }
        steps
    }

    /// Within an epoch of mini-batches losses and activations are behind; whoever looks now sees them as they are.
    pub(super) fn catch_up(&mut self) {
        if self.learner.is_behind() {
            self.learner.catch_up();
            self.note(self.worst());
        }
    }

    /// Takes down the losses of this moment and, unless they have diverged, its place on the path. Returns whether they have.
    fn note(&mut self, worst: f64) -> bool {
        self.record();
        let diverged = self.judge_by(worst);
        if !diverged {
            self.path.record(self.step, self.learner.parameters());
        }
        diverged
    }

    /// A forward pass of the points at today's parameters, as a step ends with one. It changes nothing.
    pub fn pass(&mut self) {
        self.learner.refresh();
    }

    /// The loss from which on the training is of no use: far above its start and above the spread of the points.
    fn worst(&self) -> f64 {
        status::worst(self.first_loss, self.spread())
    }

    pub(super) fn judge(&mut self) {
        self.judge_by(self.worst());
    }

    /// Stops a run that has diverged; returns whether it has.
    fn judge_by(&mut self, worst: f64) -> bool {
        let divergence = status::divergence(self.learner.train_loss().into(), worst);
        if let Some(divergence) = divergence {
            self.state = State::Diverged(divergence);
        }
        divergence.is_some()
    }

    /// After the steps of a frame: remembers a moment to go back to, and brings the pictures up to date.
    pub fn after_steps(&mut self) {
        self.catch_up();
        if self.state == State::Running {
            self.save_if_good();
        }
        self.refresh_views();
    }
}
