//! A run and what its owner may change of it.

use super::gain::Gain;
use super::model::{Kept, Model};
use super::path::Path;
use super::record::Record;
use super::state::{Event, State};
use super::timeline::{Bests, Checkpoint, Reference, SegmentConditions};
use super::trend::Trend;
use crate::view::LossEntry;
use std::rc::Rc;

/// A model in training, and what is recorded of it. `C` is whatever its owner wants kept with each moment: the run hands it
/// back when an earlier one is looked at.
pub struct Run<M: Model, C: Kept> {
    pub(super) model: M,
    pub(super) context: Rc<C>,
    pub(super) record: Record<M, C>,
    pub(super) state: State,
    pub(super) early_stopping: bool,
    /// It goes on where there is nothing more to gain.
    pub(super) insists: bool,
    pub(super) event: Option<Event>,
    pub(super) editions: Editions,
}

/// What has changed: each of these grows whenever something of its kind does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Editions {
    /// What the parameters mean: another shape, or other coordinates.
    pub space: u64,
    /// What training makes small: samples, split, loss, penalty.
    pub objective: u64,
    /// The parameters.
    pub parameters: u64,
    /// The path, other than by growing.
    pub path: u64,
}

/// How a run begins, and what its owner may change of it.
///
/// What `continued` says of a change: it goes on with the one before, as within a drag, and what was trained in between cannot
/// be taken again.
impl<M: Model, C: Kept> Run<M, C> {
    /// Step 0 of a model at its present parameters, paused.
    pub fn new(model: M, context: Rc<C>) -> Self {
        let mut run = Run {
            record: Record::new(&model),
            model,
            context,
            state: State::Paused,
            early_stopping: false,
            insists: false,
            event: None,
            editions: Editions::default(),
        };
        run.begin();
        run
    }

    /// Step 0 at the model's present parameters. What was running goes on running.
    fn begin(&mut self) {
        self.model.begin();
        self.record = Record::new(&self.model);
        let losses = self.note_epoch();
        self.note_best(losses);
        if self.has_diverged() {
            self.state = State::Paused;
        }
        self.save();
        self.begin_segment(false);
        self.stop_if_diverged();
        self.editions.parameters += 1;
        self.editions.path += 1;
    }

    /// Another model takes the place of this one, and a new run begins.
    pub fn replace(&mut self, model: M, context: Rc<C>) {
        self.set_model(model);
        self.context = context;
        self.begin();
    }

    /// A new run begins after a change of the model's parameters.
    pub fn restart(&mut self, change: impl FnOnce(&mut M)) {
        change(&mut self.model);
        self.begin();
    }

    /// A new run of the same model at its start, paused. Where the samples have outgrown the start's coordinates, those chosen
    /// for them are the start's from now on, so that the next rewind leads here again.
    pub fn rewind(&mut self) {
        self.state = State::Paused;
        let start = Rc::clone(&self.record.start);
        if self.model.return_to(&start) {
            self.editions.space += 1;
        }
        self.begin();
    }

    /// A change of how steps are taken.
    pub fn change_training(&mut self, context: Rc<C>, continued: bool, change: impl FnOnce(&mut M)) {
        change(&mut self.model);
        self.context = context;
        self.begin_segment(continued);
    }

    /// A change of what training makes small.
    pub fn change_objective(&mut self, context: Rc<C>, continued: bool, change: impl FnOnce(&mut M)) {
        change(&mut self.model);
        self.context = context;
        self.another_objective(continued);
    }

    /// Other samples; the run goes on. `change` says whether the parameters mean something else now.
    pub fn change_samples(&mut self, context: Rc<C>, continued: bool, change: impl FnOnce(&mut M) -> bool) {
        let rewritten = change(&mut self.model);
        self.context = context;
        self.another_samples(rewritten, continued);
    }

    fn another_samples(&mut self, rewritten: bool, continued: bool) {
        if rewritten {
            self.restart_path();
        }
        self.editions.parameters += 1;
        self.compare_anew(continued);
        self.stop_if_diverged();
    }

    /// A model that goes on from this one takes its place; the run is the same. `change` says where a run of it would have
    /// begun.
    pub fn grow(&mut self, context: Rc<C>, continued: bool, change: impl FnOnce(&mut M) -> M::Start) {
        self.record.start = Rc::new(change(&mut self.model));
        self.context = context;
        self.editions.parameters += 1;
        self.restart_path();
        self.another_objective(continued);
        self.stop_if_diverged();
    }

    /// Parameters are set by hand, and the run goes on with them. At step 0 it begins with them; later its start stays what it
    /// was. What leaves all use by this is no moment to go back to: that is the one before.
    pub fn edit(&mut self, context: Rc<C>, continued: bool, change: impl FnOnce(&mut M)) {
        // Then there is no good moment to go back to.
        let lost = self.has_diverged();
        if lost {
            self.state = State::Paused;
        } else {
            self.save_if_good();
        }
        change(&mut self.model);
        self.context = context;
        self.editions.parameters += 1;
        let step = self.record.step;
        self.record.least.forget(step);
        self.record.recent.restart(step);
        if step == 0 && self.model.losses().train.is_finite() {
            self.start_here();
        }
        self.stop_if_diverged();
        if lost || !self.has_diverged() {
            // Descent does not lead here.
            self.record.path.restart(step, self.model.parameters());
            self.editions.path += 1;
            self.save();
        }
        self.begin_segment(continued);
    }

    /// Before the first step: the run begins with what the model is now.
    fn start_here(&mut self) {
        let Record { start, reference, least, ledger, .. } = &mut self.record;
        *start = Rc::new(self.model.start());
        *reference = Reference { loss: self.model.losses().train.into(), error: self.model.error(), edited: false };
        *least = Bests::default();
        ledger.clear();
        let losses = self.note_epoch();
        self.note_best(losses);
    }

    /// The context has changed in a way that no step depends on.
    pub fn set_context(&mut self, context: Rc<C>) {
        self.context = context;
    }

    /// Whether training stops by itself where the held-out loss has not come down for long, and goes back to its least.
    pub fn set_early_stopping(&mut self, on: bool) {
        self.early_stopping = on;
    }

    /// Whether training goes on for now where there is nothing more to gain, as while a hand still changes something.
    pub fn insist(&mut self, on: bool) {
        self.insists = on;
    }

    /// Whether it waits because there was nothing more to gain: what is changed may let it go on.
    pub fn rests(&self) -> bool {
        self.record.rests && self.state == State::Paused
    }

    pub(super) fn set_model(&mut self, model: M) {
        let before = std::mem::replace(&mut self.model, model);
        if !self.model.is_like(&before) {
            self.editions.space += 1;
        }
        self.editions.objective += 1;
        self.editions.parameters += 1;
    }

    fn restart_path(&mut self) {
        self.record.path.restart(self.record.step, self.model.parameters());
        self.editions.space += 1;
        self.editions.path += 1;
    }

    /// Other samples have other losses. Before the first step the run's start is what the model is now, in whatever
    /// coordinates.
    fn compare_anew(&mut self, continued: bool) {
        self.record.reference.loss = self.model.losses().train.into();
        self.record.reference.error = self.model.error();
        self.record.least = Bests::default();
        if self.record.step == 0 {
            self.record.start = Rc::new(self.model.start());
        } else {
            // Compared with other samples the start means nothing any more.
            self.record.reference.edited = true;
        }
        self.another_objective(continued);
    }

    /// What training makes small is another from here on: what was recorded before says nothing of where it is heading.
    fn another_objective(&mut self, continued: bool) {
        self.editions.objective += 1;
        self.record.recent.restart(self.record.step);
        if self.record.step == 0 {
            self.record.ledger.clear();
            let losses = self.note_epoch();
            self.note_best(losses);
        }
        // After a divergence the last good moment stays the one to go back to.
        if !self.has_diverged() {
            self.save();
        }
        self.begin_segment(continued);
    }

    /// From here on the steps depend on something else than before.
    pub(super) fn begin_segment(&mut self, continued: bool) {
        let record = &mut self.record;
        if continued
            && let Some(change) = record.timeline.latest_change()
            && record.least.of_run.is_some_and(|least| least.step > change.step)
        {
            // It was found in the middle of a drag, where no checkpoint leads back to.
            record.least = change.least;
        }
        record.least.of_segment = None;
        (record.recent.gain, record.rests) = (Gain::new(record.step), false);
        record.timeline.pace(self.model.step_cost());
        let conditions = SegmentConditions {
            model: self.model.conditions(),
            start: Rc::clone(&record.start),
            reference: record.reference,
            context: Rc::clone(&self.context),
        };
        let checkpoint = self.checkpoint();
        self.record.timeline.change(conditions, checkpoint, continued);
    }

    /// This moment, to go back to.
    pub(super) fn checkpoint(&self) -> Checkpoint<M> {
        let Record { step, least, .. } = self.record;
        Checkpoint { step, moment: self.model.moment(), recent: self.record.recent.clone(), least }
    }
}

/// What may be seen of it.
impl<M: Model, C: Kept> Run<M, C> {
    /// The model.
    pub fn model(&self) -> &M {
        &self.model
    }

    /// The model, for questions that need a forward pass of their own; nothing that training depends on may be changed.
    pub fn model_mut(&mut self) -> &mut M {
        &mut self.model
    }

    /// What its owner gave it for the moment that is looked at.
    pub fn context(&self) -> &Rc<C> {
        &self.context
    }

    /// What its owner gave it for its end, whatever moment is looked at.
    pub fn context_at_end(&self) -> &Rc<C> {
        self.record.ahead.as_ref().map_or(&self.context, |ahead| &ahead.context)
    }

    /// What has changed so far.
    pub fn editions(&self) -> Editions {
        self.editions
    }

    /// Whether training goes on.
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether it stopped because its loss was of no use any more.
    pub fn has_diverged(&self) -> bool {
        matches!(self.state, State::Diverged(_))
    }

    /// What it did by itself since this was asked last.
    pub fn take_event(&mut self) -> Option<Event> {
        self.event.take()
    }

    /// Updates of the parameters so far, or until the moment that is looked at.
    pub fn step(&self) -> u64 {
        self.record.step
    }

    /// The losses that were recorded, oldest first, also of what lies ahead while somebody looks back.
    pub fn entries(&self) -> &[LossEntry] {
        self.record.ledger.entries()
    }

    /// Where training has been.
    pub fn path(&self) -> &Path {
        &self.record.path
    }

    /// The typical error at step 0; `None` once the samples are no longer what they were then.
    pub fn first_error(&self) -> Option<f64> {
        let Reference { error, edited, .. } = self.record.reference;
        (!edited).then_some(error)
    }

    /// Where training is heading. `best` is the least objective that there can be, where it is known; `r_squared` that of the
    /// training samples.
    pub fn trend(&self, best: Option<f64>, r_squared: Option<f64>) -> Trend {
        let entries = self.record.ledger.epochs_until(self.record.step);
        self.record.recent.trend(entries, best, r_squared, self.model.leaps())
    }
}
