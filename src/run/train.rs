//! Steps: how they are taken and recorded, when training stops by itself, and the way back after a divergence.

use super::model::{Kept, Losses, Model};
use super::record::LastGood;
use super::run::Run;
use super::state::{Event, State, divergence, greatest_useful};
use std::rc::Rc;

impl<M: Model, C: Kept> Run<M, C> {
    /// Trains at every tick from now on, until a step if one is given that lies ahead. Does nothing after a divergence or
    /// without samples.
    pub fn play(&mut self, until: Option<u64>) {
        if !self.has_diverged() && self.model.can_learn() {
            self.state = State::Running;
            self.record.until = until.filter(|until| *until > self.record.step);
        }
    }

    /// Waits.
    pub fn pause(&mut self) {
        self.record.until = None;
        self.state = State::Paused;
    }

    /// Trains at most this many steps if running, or takes this many of those that lead to where somebody wants to look. Returns
    /// how many were taken: fewer only where it stops by itself.
    pub fn tick(&mut self, most: u32) -> u32 {
        if self.record.target.is_some() {
            self.replay(most)
        } else if self.state == State::Running {
            self.train(most)
        } else {
            0
        }
    }

    /// Takes this many steps at once and waits. Checkpoints are kept as in frames.
    pub fn step_by_hand(&mut self, steps: u32) {
        if self.has_diverged() || !self.model.can_learn() {
            return;
        }
        self.pause();
        self.save_if_good();
        let mut left = steps;
        while left > 0 {
            let asked = left.min(self.record.timeline.spacing());
            // Early stopping may lead back.
            if self.train(asked) < asked || self.looks_back() {
                break;
            }
            left -= asked;
            self.keep_checkpoint();
        }
        self.catch_up();
    }

    fn train(&mut self, steps: u32) -> u32 {
        if self.has_diverged() {
            return 0;
        }
        let left = self.record.until.map_or(u64::MAX, |until| until.saturating_sub(self.record.step));
        let steps = u64::from(steps).min(left) as u32;
        let most = self.greatest_useful();
        self.editions.parameters += 1;
        for taken in 0..steps {
            let epoch_ended = self.model.step();
            self.record.step += 1;
            if epoch_ended && (self.end_epoch(most) || self.stops_early()) {
                return taken + 1;
            }
        }
        if self.record.until.is_some_and(|until| until <= self.record.step) {
            self.pause();
            self.event = Some(Event::Reached);
        }
        steps
    }

    /// After the steps of a frame: losses are brought up to date, and a moment to go back to is kept.
    pub fn after_steps(&mut self) {
        self.catch_up();
        if self.state == State::Running {
            self.save_if_good();
        }
        self.keep_checkpoint();
    }

    /// Records the losses at the end of an epoch and, unless they have diverged, the place on the path. Returns whether they
    /// have.
    #[inline]
    fn end_epoch(&mut self, most: f64) -> bool {
        let losses = self.note_epoch();
        self.note_best(losses);
        self.go_on_path(losses, most)
    }

    /// Within an epoch of mini-batches losses and activations are behind; whoever looks now sees them as they are.
    fn catch_up(&mut self) {
        if self.model.is_behind() {
            self.model.catch_up();
            // What is taken again has been recorded.
            if !self.looks_back() {
                let losses = self.model.losses();
                self.record.ledger.record_look(self.record.step, losses);
                self.go_on_path(losses, self.greatest_useful());
            }
        }
    }

    #[inline]
    fn go_on_path(&mut self, losses: Losses, most: f64) -> bool {
        let diverged = self.diverges(losses.train, most);
        if !diverged {
            self.record.path.record(self.record.step, self.model.parameters());
        }
        diverged
    }

    /// Records the losses of this moment, which is the end of an epoch.
    #[inline]
    pub(super) fn note_epoch(&mut self) -> Losses {
        let losses = self.model.losses();
        self.record.recent.record(losses.objective());
        self.record.ledger.record_epoch(self.record.step, losses);
        losses
    }

    /// At the end of an epoch, and never in between, where it would depend on when somebody looked.
    #[inline]
    pub(super) fn note_best(&mut self, losses: Losses) {
        if let Some(loss) = losses.held_out {
            self.record.least.note(self.record.step, loss);
        }
    }

    /// The loss above which training is of no use: far above its start and above the spread of the samples.
    fn greatest_useful(&self) -> f64 {
        greatest_useful(self.record.reference.loss, self.model.spread())
    }

    /// Stops a run that has diverged.
    pub(super) fn stop_if_diverged(&mut self) {
        self.diverges(self.model.losses().train, self.greatest_useful());
    }

    #[inline]
    fn diverges(&mut self, train_loss: f32, most: f64) -> bool {
        let divergence = divergence(train_loss.into(), most);
        if let Some(divergence) = divergence {
            self.state = State::Diverged(divergence);
            self.record.until = None;
        }
        divergence.is_some()
    }

    /// After a divergence this moment is gone back to.
    pub(super) fn save(&mut self) {
        let LastGood { step, moment, ledger, least } = &mut self.record.last_good;
        *step = self.record.step;
        *least = self.record.least;
        self.model.keep(moment);
        ledger.copy(&self.record.ledger);
    }

    /// A moment is worth going back to while training has not made things worse than they were at its start.
    fn save_if_good(&mut self) {
        if f64::from(self.model.losses().train) <= self.record.reference.loss.max(self.model.spread()) {
            self.save();
        }
    }

    /// After a divergence: back to the last good step, paused. Returns whether there was one.
    pub fn recover(&mut self) -> bool {
        if !self.has_diverged() {
            return false;
        }
        self.state = State::Paused;
        let record = &mut self.record;
        record.step = record.last_good.step;
        self.model.restore(&record.last_good.moment);
        record.ledger.copy(&record.last_good.ledger);
        // What was done since is undone: it says nothing of where training is heading, nor is it part of the path.
        record.recent.restart(record.step);
        record.path.go_back(record.step);
        record.timeline.cut(record.step);
        record.least = record.last_good.least;
        self.editions.parameters += 1;
        self.editions.objective += 1;
        // The conditions may have changed since then.
        self.begin_segment(false);
        self.stop_if_diverged();
        true
    }

    /// Keeps this moment of the run, if it is time for one.
    fn keep_checkpoint(&mut self) {
        let record = &self.record;
        if record.ahead.is_none() && !self.has_diverged() && record.timeline.is_due(record.step) {
            let checkpoint = Rc::new(self.checkpoint());
            self.record.timeline.keep(checkpoint);
        }
    }
}
