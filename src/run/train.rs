//! Steps: how they are taken and recorded, when training stops by itself, and the way back after a divergence.

use super::gain::Reason;
use super::model::{Kept, Losses, Model};
use super::record::LastGood;
use super::run::Run;
use super::state::{Event, State, divergence, greatest_useful};
use super::trend::{goes_through_all, is_best};
use std::rc::Rc;

/// Before a training loss has come down to this share of the samples' spread, a model cannot go through all of them: its R² is
/// 0.9999 where the mean square is a ten-thousandth of the variance, and so the mean absolute error at most a hundredth of the
/// deviation.
const NEAR: f64 = 0.02;

/// What losses are compared with, in their units.
pub(super) struct Bounds {
    /// A training loss above this is of no use.
    most: f64,
    /// Above this a model does not go through all its samples.
    near: f64,
    /// The least objective that there can be, where it is known.
    least: Option<f64>,
}

impl<M: Model, C: Kept> Run<M, C> {
    /// Trains at every tick from now on, until a step if one is given that lies ahead. Does nothing after a divergence or
    /// without samples.
    pub fn play(&mut self, until: Option<u64>) {
        if !self.has_diverged() && self.model.can_learn() {
            self.state = State::Running;
            self.record.rests = false;
            self.record.until = until.filter(|until| *until > self.record.step);
        }
    }

    /// Waits.
    pub fn pause(&mut self) {
        self.record.until = None;
        self.record.rests = false;
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
        let bounds = self.bounds();
        self.editions.parameters += 1;
        for taken in 0..steps {
            let epoch_ended = self.model.step();
            self.record.step += 1;
            if epoch_ended && self.end_epoch(&bounds) {
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

    /// Records the losses at the end of an epoch and, unless they have diverged, the place on the path. Returns whether training
    /// stops here.
    #[inline]
    fn end_epoch(&mut self, bounds: &Bounds) -> bool {
        let losses = self.note_epoch();
        self.note_best(losses);
        self.go_on_path(losses, bounds.most) || self.stops_early() || self.stops_for_good(losses, bounds)
    }

    /// Where there is nothing more to gain training pauses. Who asked for a number of steps gets them, and so does a hand that
    /// still changes something.
    #[inline]
    fn stops_for_good(&mut self, losses: Losses, bounds: &Bounds) -> bool {
        if !self.may_stop() {
            return false;
        }
        let reason = self.has_gained_all(losses, bounds);
        if let Some(reason) = reason {
            self.pause();
            self.record.rests = true;
            self.event = Some(match reason {
                Reason::Solved => Event::Solved,
                Reason::Flat => Event::NothingToGain,
            });
        }
        reason.is_some()
    }

    fn may_stop(&self) -> bool {
        self.state == State::Running && self.record.until.is_none() && !self.insists
    }

    /// Whether there is nothing more to gain at this end of an epoch, if that has not been told before.
    #[inline]
    pub(super) fn has_gained_all(&mut self, losses: Losses, bounds: &Bounds) -> Option<Reason> {
        let (model, objective) = (&self.model, losses.objective());
        self.record.recent.gain.is_over(self.record.step, || {
            // R² costs a pass over all samples.
            let near = f64::from(losses.train) <= bounds.near;
            is_best(objective, bounds.least) || near && goes_through_all(objective, model.explained())
        })
    }

    /// What the losses of the next steps are compared with.
    pub(super) fn bounds(&self) -> Bounds {
        let spread = self.model.spread();
        let stops = self.record.target.is_some() || self.may_stop();
        Bounds {
            most: greatest_useful(self.record.reference.loss, spread),
            near: NEAR * spread,
            least: if stops { self.model.least_objective() } else { None },
        }
    }

    /// Within an epoch of mini-batches losses and activations are behind; whoever looks now sees them as they are.
    fn catch_up(&mut self) {
        if self.model.is_behind() {
            self.model.catch_up();
            let (losses, most) = (self.model.losses(), self.greatest_useful());
            // Where it has diverged in the midst of an epoch, it stops at the end of that, whoever looks when.
            if self.state == State::Running && divergence(losses.train.into(), most).is_some() {
                self.train(1);
                while self.model.is_behind() && self.state == State::Running {
                    self.train(1);
                }
                return self.catch_up();
            }
            // What is taken again has been recorded.
            if !self.looks_back() {
                self.record.ledger.record_look(self.record.step, losses);
                self.go_on_path(losses, most);
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
        self.record.recent.record(self.record.step, losses.objective());
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
    pub(super) fn save_if_good(&mut self) {
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
