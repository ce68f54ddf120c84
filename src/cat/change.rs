//! What every change has in common: how things were is kept, and what no longer is so is found anew.

use crate::conditions::Conditions;
use crate::hand::{Hand, Origin};
use crate::session::{Session, held_out};
use crate::undo::Before;

/// How things are.
pub fn before(session: &Session, with_run: bool) -> Before {
    let run = with_run.then(|| session.run.past());
    Before { hand: session.hand.clone(), tool: session.tool, own: session.own.clone(), run }
}

/// The drawing in hand is about to change. A stroke of the keyboard's pen ends by that, so that each has a beginning that is kept.
pub fn keep_hand(session: &mut Session, gesture: Option<&'static str>) {
    keep(session, gesture, false);
}

/// The run is about to change.
pub fn keep_run(session: &mut Session, gesture: Option<&'static str>) {
    keep(session, gesture, true);
}

fn keep(session: &mut Session, gesture: Option<&'static str>, with_run: bool) {
    let now = before(session, with_run);
    session.undo.keep(now, gesture);
    lift_pen(session);
}

/// The drawings are made in another way from here on. One's own stay among them.
pub fn change(session: &mut Session, gesture: Option<&'static str>, edit: impl FnOnce(&mut Conditions)) {
    let mut conditions = Conditions { own: session.own.clone(), ..session.conditions().clone() };
    edit(&mut conditions);
    if conditions != *session.conditions() {
        keep_run(session, gesture);
        under(session, conditions);
        follow(session);
    }
}

/// A held-out drawing in hand that nobody has drawn on is the same one, made in the new way.
pub fn follow(session: &mut Session) {
    if let Origin::HeldOut(number, _) = session.hand.origin
        && !session.hand.is_drawn_on()
    {
        let Hand { cover, off, .. } = session.hand;
        session.hand = Hand { cover, off, ..held_out(&session.conditions().series, number, None) };
        session.poked();
    }
}

/// The run goes on under these conditions.
pub fn under(session: &mut Session, conditions: Conditions) {
    session.run.change(conditions);
    session.exam.forget_after(session.run.step());
    session.learnt();
}

/// The run is another one.
pub fn replaced(session: &mut Session) {
    session.exam.forget();
    session.exam_due = 0;
    session.learnt();
}

/// Takes a drawing in hand. Units that are off stay off: it is the network that is changed by them, and not the drawing.
pub fn take(session: &mut Session, hand: Hand) {
    let off = session.hand.off;
    session.hand = Hand { off, ..hand };
    session.place = None;
    session.poked();
}

/// The pen of the keyboard is taken up.
fn lift_pen(session: &mut Session) {
    session.cursor = session.cursor.map(|(at, _)| (at, false));
}

/// Something else is done: a press that goes on does nothing more, and the pen is up.
pub fn break_off(session: &mut Session) {
    (session.pressed, session.tip) = (None, None);
    lift_pen(session);
}
