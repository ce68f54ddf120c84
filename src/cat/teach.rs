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
    let mut conditions = session.conditions().clone();
    let too_many = (conditions.own.len() + 1).saturating_sub(MOST_OWN);
    let mut own = conditions.own[too_many..].to_vec();
    session.hand.origin = Origin::Own(own.len());
    own.push(Own { picture: session.hand.shown(), cat });
    conditions.own = Rc::new(own);
    under(session, conditions);
    keep_own(session);
    play(session);
}

/// Takes an own drawing in hand.
pub fn take_own(session: &mut Session, at: usize) {
    if let Some(own) = session.conditions().own.get(at).cloned() {
        keep_hand(session, None);
        take(session, Hand::new(Origin::Own(at), own.picture));
    }
}

/// The own drawing in hand is no longer learnt from.
pub fn forget_own(session: &mut Session) {
    let Origin::Own(at) = session.hand.origin else { return };
    let mut conditions = session.conditions().clone();
    if at < conditions.own.len() {
        keep_run(session, None);
        conditions.own = Rc::new([&conditions.own[..at], &conditions.own[at + 1..]].concat());
        session.hand.origin = Origin::Blank;
        under(session, conditions);
        keep_own(session);
    }
}

/// The own drawings are to be kept on the device.
pub fn keep_own(session: &mut Session) {
    let bytes = keep::write(&session.conditions().own);
    session.said.push(Tell::Keep(bytes));
}

/// Own drawings of an earlier visit: a run that has begun learns from them from now on.
pub fn bring_own(session: &mut Session, bytes: &[u8]) {
    let own = keep::read(bytes);
    if !own.is_empty() {
        let conditions = Conditions { own: Rc::new(own), ..session.conditions().clone() };
        under(session, conditions);
    }
}
