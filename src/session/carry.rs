//! A run on its way into a link, and out of one.

use super::board::{Board, KeptRun, Run};
use super::link::{Link, Unread};
use crate::data::bytes::{Reader, Writer};
use crate::run::{Origin, Reference};
use crate::task::{Learner, carried};
use std::rc::Rc;

/// What opening a link may cost in multiplications, where the link could as well hold a later moment of the run.
const MOST_REPLAYED: u64 = 10_000_000_000;
/// About what a step costs beside its multiplications, in multiplications.
const STEP_OVERHEAD: u64 = 2_000;
/// The most steps that are taken for a link that somebody may have written by hand.
const MOST_STEPS: u64 = 100_000_000;

/// The moment from which a run comes to where it is, and its step there; `None` for the moment where the seed gives it.
pub fn pack(run: &Run, step_cost: usize) -> (Option<Vec<u8>>, u64) {
    let most = MOST_REPLAYED / (step_cost as u64 + STEP_OVERHEAD);
    write(run.origin(most))
}

/// The very moment of a run that was put aside, and its step; `None` for the moment where the seed gives it.
pub fn pack_aside(run: &KeptRun) -> (Option<Vec<u8>>, u64) {
    write(run.origin())
}

fn write(origin: Origin<Learner>) -> (Option<Vec<u8>>, u64) {
    let Origin { step, moment, conditions, start, reference, to } = origin;
    let mut out = Writer::default();
    out.whole(step);
    if step > 0 {
        let Reference { loss, error, edited } = reference;
        [loss, error].into_iter().for_each(|number| out.double(if number.is_finite() { number } else { 0.0 }));
        out.byte(edited.into());
    }
    let differs = carried::write(&conditions, &start, &moment, &mut out);
    ((differs || step > 0).then(|| out.bytes()), to)
}

/// The run of a link on its board, at the moment from which it is to be trained to the link's step; and that step.
pub fn unpack(link: &Link, board: &Rc<Board>, unread: &mut Unread) -> (Run, u64) {
    let opened = match &link.moment {
        Some(bytes) => read(bytes, board),
        None => Some((Run::new(board.learner(), Rc::clone(board)), 0)),
    };
    let Some((run, from)) = opened else {
        // From another moment the steps would lead elsewhere.
        Link::tell_moment(unread);
        return (Run::new(board.learner(), Rc::clone(board)), 0);
    };
    if link.step < from || link.step - from > MOST_STEPS {
        if link.step > 0 {
            Link::tell_step(unread);
        }
        return (run, from);
    }
    (run, link.step)
}

fn read(bytes: &[u8], board: &Rc<Board>) -> Option<(Run, u64)> {
    let mut from = Reader::new(bytes);
    let step = from.whole().filter(|step| *step < u64::MAX / 2)?;
    let mut reference = Reference::default();
    if step > 0 {
        (reference.loss, reference.error) = (from.double()?, from.double()?);
        reference.edited = from.byte()? == 1;
    }
    let (model, start) = carried::read(board.settings.spec(), board.points.shared(), &mut from)?;
    from.is_at_end().then(|| (Run::opened(model, Rc::clone(board), step, start, reference), step))
}
