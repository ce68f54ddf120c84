//! What is done in slices: the exam's drawings, the way to a step that somebody wants to look at, training with its exams, and at
//! rest all that is known of the drawing in hand.

use crate::exam::{EVERY, SLICES, SLICES_A_STEP};
use crate::goals;
use crate::hurts::Hurts;
use crate::learners::Kind;
use crate::others::Others;
use crate::session::{REST, Session};
use crate::words;
use lab::Work;

/// Frames are not made up for beyond so many steps.
const MOST_DUE: f32 = 4.0;

/// Time has passed.
pub fn pass(session: &mut Session, milliseconds: f32) {
    session.undo.pass(milliseconds);
    if session.playing {
        let due = session.due + milliseconds / 1000.0 * session.pace.steps();
        session.due = due.min(MOST_DUE.max(milliseconds / 1000.0 * session.pace.steps()));
    }
}

/// Does a slice of what is due.
pub fn work(session: &mut Session) -> Work {
    if !session.exam.is_ready() {
        session.exam.prepare();
        if session.exam.is_ready() {
            session.touch();
        }
        return Work::Goes;
    }
    if session.run.wanted().is_some() {
        if session.run.work() && session.run.wanted().is_none() {
            session.learnt();
        }
        return Work::Goes;
    }
    if session.playing { train(session) } else { look_closer(session) }
}

/// A slice of training, or of the exam that belongs to its steps.
fn train(session: &mut Session) -> Work {
    let step = session.run.step();
    let asked = session.exam.under_way();
    let known = session.results().is_some_and(|results| results.step == step);
    if session.exam_due > 0 && session.exam.under_way().is_some() {
        session.exam_due -= 1;
        examine(session);
        return Work::Goes;
    }
    if step.is_multiple_of(EVERY) && asked != Some(step) && !known {
        session.exam.begin(step, &session.run.learners);
        // The first one there is before anything is learnt.
        session.exam_due = if step == 0 { SLICES } else { 0 };
    } else if asked.is_some_and(|asked| !asked.is_multiple_of(EVERY)) {
        // It was begun while training rested.
        session.exam.drop_under_way();
    }
    if session.exam_due > 0 && session.exam.under_way().is_some() {
        return Work::Goes;
    }
    if session.due < 1.0 {
        return Work::Waits;
    }
    if session.run.work() {
        session.due -= 1.0;
        session.exam_due = SLICES_A_STEP;
        // Other conditions may hold from here on, where the run was looked back upon.
        session.exam.change(session.run.conditions().series);
        session.learnt();
        if session.run.step() >= session.stop {
            rest(session);
            let said = words::verdict::spoken(session);
            session.say(said);
        }
    }
    Work::Goes
}

/// Training rests.
pub fn rest(session: &mut Session) {
    session.playing = false;
    session.due = 0.0;
    session.touch();
}

/// Training goes on, to the next place where it rests by itself.
pub fn play(session: &mut Session) {
    session.run.stay();
    session.playing = true;
    session.stop = (session.run.step() / REST + 1) * REST;
    session.touch();
}

/// A slice of the exam that is under way.
fn examine(session: &mut Session) {
    if let Some(marks) = session.exam.work() {
        if marks.step.is_multiple_of(EVERY) {
            session.run.mark(marks);
        }
        goals::by_exam(session);
        session.touch();
    }
}

/// At rest: an exam of what was learnt, then other cats, then what hurts.
fn look_closer(session: &mut Session) -> Work {
    let step = session.run.step();
    if session.exam.under_way().is_some_and(|asked| asked == step || asked.is_multiple_of(EVERY)) {
        examine(session);
        return Work::Goes;
    }
    if session.results().is_none_or(|results| results.step != step || !session.exam.is_of_today(results)) {
        session.exam.begin(step, &session.run.learners);
        return Work::Goes;
    }
    let model = &session.run.learners.get(Kind::Cnn).model;
    let wanted = (step, session.hand.off);
    if session.shows_hurts && session.hurts.is_none() {
        let covering = session.covering.get_or_insert_with(|| Hurts::new(session.hand.drawn, session.hand.off, model));
        if let Some(left) = covering.work(model) {
            session.hurts = Some(left);
            session.covering = None;
            session.touch();
        }
        return Work::Goes;
    }
    if step > 0 && session.losses.as_ref().is_none_or(|(known, _)| *known != wanted) {
        let series = session.run.conditions().series;
        let fresh = || (wanted, Others::new(series, session.hand.off, model));
        let (_, others) = session.others.get_or_insert_with(fresh);
        if let Some(losses) = others.work(model) {
            session.losses = Some((wanted, losses));
            session.others = None;
            session.touch();
        }
        return Work::Goes;
    }
    Work::Rests
}
