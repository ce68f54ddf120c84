//! Looking back: any step of a run can be returned to, and training can go on from there; and a run that was put aside can take the
//! place of another.

use super::aside::Aside;
use super::model::{Kept, Model};
use super::origin::Origin;
use super::record::{Ahead, Record};
use super::run::{Editions, Run};
use super::state::{Event, State};
use super::timeline::{Bests, Position, Reference, SegmentConditions};
use std::rc::Rc;

/// Early stopping waits for as many steps as the best one took, but at least for this many.
const PATIENCE: u64 = 200;

impl<M: Model, C: Kept> Run<M, C> {
    /// The last step of the run, also while somebody looks back.
    pub fn last_step(&self) -> u64 {
        self.record.ahead.as_ref().map_or(self.record.step, |ahead| ahead.end.step)
    }

    /// On what the steps of the run have depended so far, oldest first, each with the step from which on.
    pub fn conditions(&self) -> Vec<(u64, Rc<SegmentConditions<M, C>>)> {
        self.record.timeline.conditions()
    }

    /// The model at the earliest step that can be gone back to.
    pub fn beginning(&self) -> M {
        let made = |(conditions, first): (&SegmentConditions<M, C>, &M::Moment)| M::made(&conditions.model, first);
        self.record.timeline.beginning().map_or_else(|| M::made(&self.model.conditions(), &self.model.moment()), made)
    }

    /// The earliest step of the run that can be gone back to.
    pub fn first_step(&self) -> u64 {
        self.record.timeline.first()
    }

    /// The step at which the segment begins that is looked at: since then nothing was changed.
    pub fn segment_begins(&self) -> u64 {
        let record = &self.record;
        record.timeline.begins(record.ahead.as_ref().map_or(record.timeline.latest(), |ahead| ahead.segment))
    }

    /// The step of the least held-out loss of the whole run, if it can be returned to.
    pub fn best_step(&self) -> Option<u64> {
        let least = self.record.ahead.as_ref().map_or(self.record.least, |ahead| ahead.end.least);
        least.of_run.map(|least| least.step).filter(|step| *step >= self.first_step())
    }

    /// Whether an earlier step than the last is looked at, or the run is on its way to one.
    pub fn looks_back(&self) -> bool {
        self.record.ahead.is_some()
    }

    /// The step that is looked at, or that the run is on its way to.
    pub fn sought_step(&self) -> u64 {
        self.record.target.unwrap_or(self.record.step)
    }

    /// How many steps have to be taken until a step is reached that was asked for: again, if it lies in the run, or now.
    pub fn steps_to_go(&self) -> Option<u64> {
        self.record.target.or(self.record.until).map(|step| step.saturating_sub(self.record.step))
    }

    /// Where the held-out loss has not come down for long, neither in all the run nor since the last change, training goes
    /// back to where it was least.
    #[inline]
    pub(super) fn stops_early(&mut self) -> bool {
        // Who asked for a number of steps gets them.
        if !self.early_stopping || self.record.until.is_some() {
            return false;
        }
        let Some(best) = self.where_to_stop(self.record.step, self.record.least) else { return false };
        self.seek(best);
        self.event = Some(Event::StoppedEarly);
        true
    }

    /// The step of the least held-out loss, of a run with so many steps, if it has been waited for a lower one for long enough.
    #[inline]
    fn where_to_stop(&self, steps: u64, least: Bests) -> Option<u64> {
        let Bests { of_run: Some(best), of_segment: Some(lately), .. } = least else { return None };
        let change = self.record.timeline.latest_change().map_or(0, |change| change.step);
        let waited = steps - lately.step >= lately.step.saturating_sub(change).max(PATIENCE);
        waited.then_some(best.step)
    }

    /// What has become of the objective at the end of the run, as a multiple of today's, where this is the step of the least
    /// held-out loss and the run has gone on from it for as long as early stopping waits; `None` elsewhere.
    pub fn beyond_best(&self) -> Option<f64> {
        let end = &self.record.ahead.as_ref()?.end;
        let best = self.where_to_stop(end.step, end.least)?;
        let times = end.recent.last()? / self.model.losses().objective();
        (best == self.record.step).then_some(times)
    }

    /// Goes to a step of the run, or to the nearest that can be reached, paused. What was trained is not lost by looking. From
    /// the last checkpoint before it the steps are taken again, with `tick`. Where other conditions held then, the context is
    /// that of that time.
    pub fn seek(&mut self, step: u64) {
        let ahead = match self.record.ahead.take() {
            Some(ahead) => ahead,
            None => {
                let end = Rc::new(self.checkpoint());
                self.record.timeline.end(Rc::clone(&end));
                let context = Rc::clone(&self.context);
                Ahead { end, context, path: None, segment: self.record.timeline.latest() }
            }
        };
        let (segment, at_end) = (ahead.segment, Rc::clone(&ahead.context));
        self.record.ahead = Some(ahead);
        let Some(position) = self.record.timeline.find(step) else { return };
        self.pause();
        let Position { conditions, checkpoint, .. } = &position;
        let on_the_way = position.segment == segment && (checkpoint.step..=position.step).contains(&self.record.step);
        if position.segment != segment {
            self.set_model(M::made(&conditions.model, &checkpoint.moment));
            let is_last = position.segment == self.record.timeline.latest();
            self.context = if is_last { at_end } else { Rc::clone(&conditions.context) };
            self.record.start = Rc::clone(&conditions.start);
            self.record.reference = conditions.reference;
        } else if !on_the_way {
            self.model.restore(&checkpoint.moment);
            self.editions.parameters += 1;
        }
        if !on_the_way {
            self.record.step = checkpoint.step;
            self.record.recent = checkpoint.recent.clone();
            self.record.least = checkpoint.least;
        }
        if let Some(ahead) = &mut self.record.ahead {
            ahead.segment = position.segment;
        }
        self.record.target = Some(position.step);
        self.show_path();
        self.arrive();
    }

    /// The path as far as one has come on it; where parameters mean something else than at the run's end, one begins here.
    fn show_path(&mut self) {
        self.editions.path += 1;
        let record = &mut self.record;
        let Some(ahead) = &mut record.ahead else { return };
        if let Some(path) = ahead.path.take() {
            record.path = path;
        }
        if record.path.begins() <= record.step {
            record.path.look(Some(record.step));
        } else {
            ahead.path = Some(std::mem::take(&mut record.path));
            record.path.restart(record.step, self.model.parameters());
        }
    }

    /// Takes at most this many of the steps again that lead to the one that somebody wants to look at.
    pub(super) fn replay(&mut self, most: u32) -> u32 {
        let bounds = self.bounds();
        let left = self.record.target.map_or(0, |target| target.saturating_sub(self.record.step));
        let steps = left.min(most.into()) as u32;
        self.editions.parameters += 1;
        for _ in 0..steps {
            let epoch_ended = self.model.step();
            self.record.step += 1;
            if epoch_ended {
                let losses = self.model.losses();
                self.record.recent.record(self.record.step, losses.objective());
                self.note_best(losses);
                // It has gone on beyond that.
                self.has_gained_all(losses, &bounds);
            }
        }
        self.arrive();
        steps
    }

    fn arrive(&mut self) {
        if self.record.target != Some(self.record.step) {
            return;
        }
        self.record.target = None;
        if self.model.is_behind() {
            self.model.catch_up();
        }
        self.show_path();
        let record = &mut self.record;
        if let Some(ahead) = record.ahead.take_if(|ahead| ahead.end.step == record.step) {
            record.recent = ahead.end.recent.clone();
            record.least = ahead.end.least;
            record.path.look(None);
            record.timeline.go_on();
            self.event = Some(Event::BackAtEnd);
            self.stop_if_diverged();
        }
    }

    /// From here on the step that is looked at is the last one; on the way to another step, the one that has been reached.
    pub fn go_on_from_here(&mut self) {
        if self.record.target.is_some() {
            self.record.target = Some(self.record.step);
            self.arrive();
        }
        let record = &mut self.record;
        let Some(ahead) = record.ahead.take() else { return };
        if ahead.path.is_none() {
            record.path.go_back(record.step);
        }
        record.timeline.cut(record.step);
        record.timeline.go_on();
        record.ledger.truncate(record.step);
        record.ledger.record_look(record.step, self.model.losses());
        self.editions.path += 1;
        self.save();
    }

    /// From where the step that is looked at can be reached elsewhere, with no more than `most` steps. After a divergence it
    /// diverges there again, or, if that cannot be, it is the last good step.
    pub fn origin(&self, most: u64) -> Origin<M> {
        let record = &self.record;
        let segment = record.ahead.as_ref().map_or(record.timeline.latest(), |ahead| ahead.segment);
        let mut to = self.sought_step();
        let checkpoint = record.timeline.origin(segment, to, most);
        // No step led away from the last good moment: the hand that set the parameters did.
        let by_hand = record.last_good.step == record.step;
        let (step, moment) = match checkpoint {
            Some(kept) if self.has_diverged() && (by_hand || kept.step > record.last_good.step) => {
                to = record.last_good.step;
                (to, record.last_good.moment.clone())
            }
            Some(kept) if to - kept.step <= most || to != record.step || self.has_diverged() => {
                (kept.step, kept.moment.clone())
            }
            Some(_) | None => (record.step, self.model.moment()),
        };
        let (start, reference) = ((*record.start).clone(), record.reference);
        Origin { step, moment, conditions: self.model.conditions(), start, reference, to }
    }

    /// Where something was changed in its course, its start included: the step, what the steps from there on depend on, and the
    /// moment. Oldest first.
    pub fn changes(&self) -> impl Iterator<Item = (u64, &M::Conditions, &M::Moment)> {
        self.record.timeline.changes()
    }

    /// A run of a model that stands at a moment after so many steps; where that is after none, it begins here.
    pub fn opened(model: M, context: Rc<C>, step: u64, start: M::Start, reference: Reference) -> Self {
        let mut record = Record::new(&model);
        (record.step, record.start) = (step, Rc::new(start));
        let (state, editions) = (State::Paused, Editions::default());
        let mut run =
            Run { model, context, record, state, early_stopping: false, event: None, insists: false, editions };
        if step == 0 {
            let losses = run.note_epoch();
            run.note_best(losses);
        } else {
            run.record.reference = reference;
            run.record.path.restart(step, run.model.parameters());
            run.record.recent.restart(step);
            let losses = run.model.losses();
            run.record.ledger.record_look(step, losses);
        }
        run.save();
        run.begin_segment(false);
        run.stop_if_diverged();
        run
    }

    /// All of it as it is now.
    pub fn put_aside(&self) -> Aside<M, C> {
        Aside {
            record: self.record.clone(),
            conditions: self.model.conditions(),
            moment: self.model.moment(),
            context: Rc::clone(&self.context),
            state: self.state,
        }
    }

    /// Goes on with a run that was put aside, in the place of this one. What runs goes on running where it can.
    pub fn resume(&mut self, aside: Aside<M, C>) {
        self.set_model(aside.model());
        let Aside { record, context, state, .. } = aside;
        self.record = record;
        self.record.until = None;
        self.context = context;
        self.show_path();
        self.state = match state {
            State::Diverged(_) => state,
            State::Running | State::Paused if self.could_run() && !self.record.rests => State::Running,
            State::Running | State::Paused => State::Paused,
        };
    }

    /// Whether it can go on as it did: nothing stops it and nobody looks back.
    fn could_run(&self) -> bool {
        self.state == State::Running && !self.looks_back() && self.model.can_learn()
    }
}
