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
    if session.exam.under_way().is_some_and(|asked| !is_due(asked)) {
        // It was begun while training rested.
        session.exam.drop_under_way();
    }
    if let Some(asked) = session.exam.under_way()
        && (session.exam_due > 0 || is_due(step) && asked != step)
    {
        session.exam_due = session.exam_due.saturating_sub(1);
        examine(session);
        return Work::Goes;
    }
    if begin_exam(session) {
        return Work::Goes;
    }
    if session.due < 1.0 {
        return Work::Waits;
    }
    if session.run.work() {
        session.due -= 1.0;
        session.exam_due = SLICES_A_STEP;
        session.learnt();
        if session.run.step() >= session.stop {
            rest(session);
            let said = words::verdict::spoken(session);
            session.say(said);
        }
    }
    Work::Goes
}

/// Whether an exam belongs to a step.
fn is_due(step: u32) -> bool {
    step.is_multiple_of(EVERY)
}

/// Begins the exam that belongs to this step, if one does and there was none; whether it did.
pub fn begin_exam(session: &mut Session) -> bool {
    let step = session.run.step();
    let begins = is_due(step) && session.exam.under_way() != Some(step) && !session.is_examined();
    if begins {
        session.exam.begin(step, &session.run.learners);
        // The first one there is before anything is learnt.
        session.exam_due = if step == 0 { SLICES } else { 0 };
    }
    begins
}

/// Before a step is taken at once: the exam that belongs to this one begins, and the one before that is finished.
pub fn before_a_step(session: &mut Session) {
    let step = session.run.step();
    if !is_due(step) || session.is_examined() {
        return;
    }
    while !session.exam.is_ready() {
        session.exam.prepare();
    }
    while session.exam.under_way().is_some_and(|asked| is_due(asked) && asked != step) {
        examine(session);
    }
    begin_exam(session);
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
        if is_due(marks.step) {
            session.run.mark(marks);
        }
        goals::by_exam(session);
        session.touch();
    }
}

/// At rest: an exam of what was learnt, then other cats, then what hurts.
fn look_closer(session: &mut Session) -> Work {
    let step = session.run.step();
    if session.exam.under_way().is_some_and(|asked| asked == step || is_due(asked)) {
        examine(session);
        return Work::Goes;
    }
    if !session.is_examined() {
        session.exam.begin(step, &session.run.learners);
        return Work::Goes;
    }
    let model = &session.run.learners.get(Kind::Cnn).model;
    let wanted = (step, session.hand.off);
    if session.shows_hurts && session.hurts.is_none() {
        let covering = session.covering.get_or_insert_with(|| Hurts::new(session.hand.drawn, session.hand.off, model));
        if let Some(hurts) = covering.work(model) {
            session.hurts = Some(hurts);
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
