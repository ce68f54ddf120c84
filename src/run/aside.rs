//! A run that is put aside, for undo or to be compared with: all of it but the model, which is made again when it is wanted.

use super::model::{Kept, Model};
use super::origin::Origin;
use super::record::Record;
use super::state::State;
use super::tally::Tally;
use crate::view::LossEntry;
use std::rc::Rc;

/// A run that is put aside. What it can it shares with the run that it was taken of.
pub struct Aside<M: Model, C> {
    pub(super) record: Record<M, C>,
    pub(super) conditions: M::Conditions,
    pub(super) moment: M::Moment,
    pub(super) context: Rc<C>,
    pub(super) state: State,
}

impl<M: Model, C> Clone for Aside<M, C> {
    fn clone(&self) -> Self {
        Aside {
            record: self.record.clone(),
            conditions: self.conditions.clone(),
            moment: self.moment.clone(),
            context: Rc::clone(&self.context),
            state: self.state,
        }
    }
}

impl<M: Model, C: Kept> Aside<M, C> {
    /// The model as it was.
    pub fn model(&self) -> M {
        M::made(&self.conditions, &self.moment)
    }

    /// What its owner gave it.
    pub fn context(&self) -> &Rc<C> {
        &self.context
    }

    /// The losses that were recorded, oldest first.
    pub fn entries(&self) -> &[LossEntry] {
        self.record.ledger.entries()
    }

    /// Its step.
    pub fn step(&self) -> u64 {
        self.record.step
    }

    /// Its own moment, from which it can be taken up again elsewhere.
    pub fn origin(&self) -> Origin<M> {
        Origin {
            step: self.record.step,
            moment: self.moment.clone(),
            conditions: self.conditions.clone(),
            start: (*self.record.start).clone(),
            reference: self.record.reference,
            to: self.record.step,
        }
    }

    /// Leaves only the checkpoints at which something was changed; every step can still be reached, if not as quickly. Says
    /// whether that has left something out.
    pub fn thin_out(&mut self) -> bool {
        self.record.timeline.thin_out()
    }

    /// Tells what is kept of it.
    pub fn tell(&self, tally: &mut Tally) {
        let Record { start, ledger, path, recent: _, timeline, last_good, ahead, .. } = &self.record;
        tally.own(size_of::<Self>() + self.conditions.bytes() + self.moment.bytes());
        tally.own(ledger.bytes() + last_good.ledger.bytes() + last_good.moment.bytes());
        tally.shared(start, start.bytes());
        tally.shared(&self.context, self.context.bytes());
        timeline.tell(tally);
        path.tell(tally);
        if let Some(ahead) = ahead {
            tally.shared(&ahead.end, ahead.end.bytes());
            tally.shared(&ahead.context, ahead.context.bytes());
        }
    }
}
