//! "Teach it yours": the visitor's own drawings among those that are learnt from.

use crate::change::{keep_hand, keep_run, take, under};
use crate::conditions::{Conditions, MOST_OWN, Own};
use crate::hand::{Hand, Origin};
use crate::keep;
use crate::session::Session;
use crate::words;
use crate::work::play;
use lab::Tell;
use std::rc::Rc;

/// The drawing in hand, with this label, is among those that are learnt from. The oldest own one goes where there are too many.
pub fn teach(session: &mut Session, cat: bool) {
    if !session.hand.has_ink() {
        session.say(words::own::no_ink(session.chinese).to_owned());
        return;
    }
    keep_run(session, None);
    let taught = Own::new(&session.hand.shown(), cat);
    let mut own = session.own.to_vec();
    match session.hand.origin {
        // It is among them already: its label is another one.
        Origin::Own(at) if own.get(at).is_some_and(|known| known.picture == taught.picture) => own[at].cat = cat,
        Origin::Own(_) | Origin::HeldOut(..) | Origin::Blank | Origin::Given => {
            let too_many = (own.len() + 1).saturating_sub(MOST_OWN);
            own = [&own[too_many..], &[taught]].concat();
            session.hand.origin = Origin::Own(own.len() - 1);
        }
    }
    session.own = Rc::new(own);
    learn_from_own(session);
    keep_own(session);
    play(session);
}

/// From here on the own drawings are those that there are.
fn learn_from_own(session: &mut Session) {
    let conditions = Conditions { own: session.own.clone(), ..session.conditions().clone() };
    under(session, conditions);
}

/// Takes an own drawing in hand: the one after that which is.
pub fn take_own(session: &mut Session) {
    let at = match session.hand.origin {
        Origin::Own(at) if at + 1 < session.own.len() => at + 1,
        Origin::Own(_) | Origin::HeldOut(..) | Origin::Blank | Origin::Given => 0,
    };
    if let Some(own) = session.own.get(at).cloned() {
        keep_hand(session, None);
        take(session, Hand::new(Origin::Own(at), own.picture));
    }
}

/// The own drawing in hand is no longer learnt from.
pub fn forget_own(session: &mut Session) {
    let Origin::Own(at) = session.hand.origin else { return };
    if at < session.own.len() {
        keep_run(session, None);
        session.own = Rc::new([&session.own[..at], &session.own[at + 1..]].concat());
        session.hand.origin = Origin::Given;
        learn_from_own(session);
        keep_own(session);
    }
}

/// The own drawings are to be kept on the device.
pub fn keep_own(session: &mut Session) {
    let bytes = keep::write(&session.own);
    session.said.push(Tell::Keep(bytes));
}

/// Own drawings of an earlier visit: a run that has begun learns from them from now on.
pub fn bring_own(session: &mut Session, bytes: &[u8]) {
    let own = keep::read(bytes);
    if !own.is_empty() {
        session.own = Rc::new(own);
        learn_from_own(session);
    }
}
