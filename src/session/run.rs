//! A run: where it begins, how it steps, when it stops by itself and where it leads back to.

use super::Session;
use super::divergence::Checkpoint;
use super::history::{History, Losses};
use super::learner::{Learner, Start};
use super::look_back::Ahead;
use super::look_inside::Inside;
use super::path::Path;
use super::status::{Notice, State};
use super::timeline::{Bests, Mark, Reference, Timeline, World};
use super::trend::Recent;
use std::rc::Rc;

/// Frames for which one can read what happened last.
const NEWS: u32 = 120;

/// All that begins anew with a run.
#[derive(Clone)]
pub struct Run {
    /// Where it began.
    pub start: Start,
    pub step: u64,
    pub history: History,
    pub path: Path,
    /// The losses recorded last.
    pub recent: Recent,
    pub reference: Reference,
    /// The least held-out losses so far.
    pub least: Bests,
    pub timeline: Timeline,
    pub last_good: Checkpoint,
    /// While one looks back: what lies ahead.
    pub ahead: Option<Ahead>,
    /// The step that is being gone to, back or forth.
    pub target: Option<u64>,
    /// Training stops by itself after this step.
    pub until: Option<u64>,
}

impl Run {
    /// Step 0 at the learner's present parameters; what is recorded of it is still to come.
    pub fn new(learner: &Learner) -> Run {
        let mut path = Path::default();
        path.restart(0, learner.parameters());
        let (error, _) = learner.typical_errors();
        Run {
            start: learner.start(),
            step: 0,
            history: History::new(),
            path,
            recent: Recent::default(),
            reference: Reference { loss: learner.train_loss().into(), error, edited: false },
            least: Bests::default(),
            timeline: Timeline::default(),
            last_good: Checkpoint::new(learner),
            ahead: None,
            target: None,
            until: None,
        }
    }
}

impl Session {
    /// Step 0 at the learner's present parameters.
    pub(super) fn begin(&mut self) {
        self.learner.begin(&self.settings);
        self.run = Run::new(&self.learner);
        self.readout = None;
        let losses = self.record();
        self.note_best(losses);
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
        }
        self.save();
        self.begin_stretch();
        self.judge();
    }

    /// What the next steps depend on, beside the moment.
    fn world(&self) -> World {
        World {
            settings: self.settings.clone(),
            points: self.points.clone(),
            coordinates: self.learner.coordinates(),
            start: self.run.start.clone(),
            reference: self.run.reference,
        }
    }

    /// This moment, to go back to.
    pub(super) fn mark(&self) -> Mark {
        let Run { step, least, .. } = self.run;
        Mark { step, moment: self.learner.moment(), recent: self.run.recent.clone(), least }
    }

    /// From here on the steps depend on something else than before.
    pub(super) fn begin_stretch(&mut self) {
        if self.again
            && let Some(change) = self.run.timeline.latest_change()
            && self.run.least.of_run.is_some_and(|least| least.step > change.step)
        {
            // It was found between two movements of the hand, where one cannot go back to.
            self.run.least = change.least;
        }
        self.run.least.of_stretch = None;
        self.run.timeline.pace(self.step_cost());
        let (world, mark) = (self.world(), self.mark());
        self.run.timeline.change(world, mark, self.again);
    }

    /// Without a training point there is nothing to learn from, and a step would be none.
    pub(super) fn can_learn(&self) -> bool {
        self.points.all().iter().any(|p| !p.held_out)
    }

    /// Takes down the losses of this moment.
    fn record(&mut self) -> Losses {
        let losses = self.note_losses();
        self.run.history.record(self.run.step, losses);
        losses
    }

    /// The losses of this moment.
    #[inline]
    pub(super) fn present_losses(&self) -> Losses {
        Losses {
            train: self.learner.train_loss(),
            held_out: self.learner.held_out_loss(),
            penalty: self.learner.penalty(),
        }
    }

    /// Looks at the losses of this moment, for where training is heading.
    #[inline]
    pub(super) fn note_losses(&mut self) -> Losses {
        let losses = self.present_losses();
        self.run.recent.record(f64::from(losses.train) + losses.penalty.map_or(0.0, f64::from));
        losses
    }

    /// At the end of an epoch, and never in between, where it would depend on when somebody looked.
    #[inline]
    pub(super) fn note_best(&mut self, losses: Losses) {
        if let Some(loss) = losses.held_out {
            self.run.least.note(self.run.step, loss);
        }
    }

    /// What later losses are compared with.
    fn note_first(&mut self) {
        self.run.reference.loss = self.learner.train_loss().into();
        (self.run.reference.error, _) = self.learner.typical_errors();
    }

    /// A new model from the seed, and a new run.
    pub(super) fn restart_model(&mut self) {
        self.learner = Learner::new(&self.settings, self.points.all());
        self.surface.restart();
        self.inside = Inside::new(&self.learner, &self.points);
        self.begin();
    }

    /// A polynomial of another degree goes on as far as it can: the run is the same, the curve keeps its lower powers.
    pub(super) fn regrow(&mut self) {
        self.run.start = self.learner.regrow(&self.settings, self.points.all());
        self.surface.restart();
        self.rebuild_inside();
        self.run.path.restart(self.run.step, self.learner.parameters());
        self.another_objective();
        self.judge();
    }

    /// A new run of the same model at its start. Where the points have outgrown the start's coordinates, those chosen for
    /// them are the start's from now on, so that the next rewind leads here again.
    pub(super) fn restart_run(&mut self) {
        if self.learner.return_to(&self.run.start, &self.settings, self.points.all()) {
            self.surface.restart();
        }
        self.begin();
        self.refresh_views();
    }

    /// The points have changed in place: model, losses and pictures follow, the run goes on.
    pub(super) fn follow_points(&mut self) {
        // A diverged curve is none to keep: the way back has to lead to numbers.
        self.recover();
        if self.learner.follow(&self.settings, self.points.all()) {
            self.run.path.restart(self.run.step, self.learner.parameters());
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
        // The loss of other points is another.
        self.run.least = Bests::default();
        if self.run.step == 0 {
            self.run.start = self.learner.start();
        } else {
            // Compared with other points the start means nothing any more.
            self.run.reference.edited = true;
        }
        self.another_objective();
    }

    /// What training makes small is another from here on: what was recorded before says nothing of where it is heading.
    pub(super) fn another_objective(&mut self) {
        self.run.recent.restart(self.run.step);
        if self.run.step == 0 {
            self.run.history.clear();
            let losses = self.record();
            self.note_best(losses);
        }
        // After a divergence the last good moment stays the one to go back to.
        if !self.diverged() {
            self.save();
        }
        self.begin_stretch();
    }

    /// Room for another model; the neuron that is held stays so, if there still is one in its place.
    pub(super) fn rebuild_inside(&mut self) {
        let held = self.inside.selected();
        self.inside = Inside::new(&self.learner, &self.points);
        self.inside.select(held);
    }

    pub(super) fn refresh_views(&mut self) {
        self.inside.refresh(&self.learner, &self.points);
        self.surface.moved(&self.learner, &self.run.path);
        self.pins_follow();
    }

    /// Trains at most so many steps if running, or takes so many of those that lead to where one wants to look. Returns how
    /// many were taken: fewer only where it stops by itself.
    pub fn tick(&mut self, most: u32) -> u32 {
        if self.run.target.is_some() {
            self.replay(most)
        } else if self.state == State::Running {
            self.train(most)
        } else {
            0
        }
    }

    /// Steps that were asked for one by one; in a long row of them moments are kept as frames do.
    pub(super) fn step_by_hand(&mut self, steps: u32) {
        self.run.until = None;
        self.save_if_good();
        let mut left = steps;
        while left > 0 {
            let asked = left.min(self.run.timeline.spacing());
            // Early stopping may lead back.
            if self.train(asked) < asked || self.looks_back() {
                break;
            }
            left -= asked;
            self.keep_moment();
        }
        self.catch_up();
    }

    pub(super) fn train(&mut self, steps: u32) -> u32 {
        if matches!(self.state, State::Diverged(_)) {
            return 0;
        }
        let left = self.run.until.map_or(u64::MAX, |until| until.saturating_sub(self.run.step));
        let steps = u64::from(steps).min(left) as u32;
        let worst = self.worst();
        for taken in 0..steps {
            let epoch_ended = self.learner.step();
            self.run.step += 1;
            if epoch_ended && (self.note(worst, true) || self.stops_early()) {
                return taken + 1;
            }
        }
        if self.run.until.is_some_and(|until| until <= self.run.step) {
            self.run.until = None;
            self.state = State::Paused;
            self.notice = Notice::Paused;
        }
        steps
    }

    /// Within an epoch of mini-batches losses and activations are behind; whoever looks now sees them as they are.
    pub(super) fn catch_up(&mut self) {
        if self.learner.is_behind() {
            self.learner.catch_up();
            // What is taken again has been recorded.
            if !self.looks_back() {
                self.note(self.worst(), false);
            }
        }
    }

    /// Takes down the losses of this moment and, unless they have diverged, its place on the path. Returns whether they have.
    fn note(&mut self, worst: f64, end_of_epoch: bool) -> bool {
        let losses = self.record();
        if end_of_epoch {
            self.note_best(losses);
        }
        let diverged = self.judge_by(losses.train, worst);
        if !diverged {
            self.run.path.record(self.run.step, self.learner.parameters());
        }
        diverged
    }

    /// A forward pass of the points at today's parameters, as a step ends with one. It changes nothing.
    pub fn pass(&mut self) {
        self.learner.refresh();
    }

    /// After the steps of a frame: remembers a moment to go back to, and brings the pictures up to date.
    pub fn after_steps(&mut self) {
        self.catch_up();
        if self.state == State::Running {
            self.save_if_good();
        }
        self.keep_moment();
        self.refresh_views();
        self.grow_old();
    }

    /// While training runs, what happened last is news for so many frames only.
    fn grow_old(&mut self) {
        if self.state == State::Running && self.notice != Notice::Playing {
            self.notice_age += 1;
            if self.notice_age > NEWS {
                self.notice = Notice::Playing;
                self.notice_age = 0;
            }
        }
    }

    /// Keeps this moment of the run, if it is time for one.
    pub(super) fn keep_moment(&mut self) {
        if self.run.ahead.is_none() && !self.diverged() && self.run.timeline.is_due(self.run.step) {
            self.run.timeline.keep(Rc::new(self.mark()));
        }
    }
}
