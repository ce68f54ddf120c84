//! What of a session is taken home: the moment from which its run can be taken again, and its losses step by step.

use super::Session;
use crate::run::Origin;
use crate::task::Learner;
use crate::task::plain::plain;
use crate::view::LossEntry;

/// From where the step that is looked at can be reached: the start, or the moment at which something was changed last.
pub fn origin(session: &Session) -> Origin<Learner> {
    session.run.origin(u64::MAX)
}

/// The losses that were recorded until the step that is looked at, oldest first.
pub fn losses(session: &Session) -> &[LossEntry] {
    let entries = session.run.entries();
    &entries[..entries.partition_point(|entry| entry.from <= session.run.step())]
}

/// How many epochs have come to their end at each of these steps, which rise.
pub fn epochs(session: &Session, steps: &[u64]) -> Vec<u64> {
    let changes: Vec<_> = session.run.changes().map(|(from, on, at)| (from, plain(on, at))).collect();
    let epochs = |step: &u64| {
        let last = changes.iter().rev().find(|(from, _)| from <= step).or(changes.first());
        last.map_or(0, |(from, moment)| moment.epochs_after(step.saturating_sub(*from)))
    };
    steps.iter().map(epochs).collect()
}
