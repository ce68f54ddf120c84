//! What scripts ask, and are answered.

use crate::acts;
use crate::change::{keep_hand, take};
use crate::hand::{Hand, Origin};
use crate::learners::Kind;
use crate::session::Session;
use crate::units::{LAYERS, UNITS};
use crate::work::{play, rest, work};
use drawings::PIXELS;
use lab::{Answer, Work};

/// The most steps that can be asked for at once.
const MOST_STEPS: f32 = 100_000.0;

/// Answers; `None` for a question that is none here, or with these numbers.
pub fn answer(session: &mut Session, question: &str, numbers: &[f32]) -> Option<Answer> {
    match (question, numbers) {
        ("status", []) => status(session),
        ("play", []) => done(session, play),
        ("pause", []) => done(session, rest),
        ("step", []) => steps(session, 1.0),
        ("step", [steps_asked]) => steps(session, *steps_asked),
        ("seek", [step]) if *step >= 0.0 => {
            acts::set(session, "timeline", *step);
            arrive(session);
            status(session)
        }
        ("rewind" | "again", []) => pressed(session, "again"),
        ("newSeed", []) => pressed(session, "reseed"),
        ("undo", []) => pressed(session, "undo"),
        ("redo", []) => pressed(session, "redo"),
        ("variety", [value]) if value.is_finite() => {
            arrive(session);
            acts::set(session, "variety", *value);
            done(session, |_| ())
        }
        ("sheets", []) => Some(sheets()),
        ("sheet", [at]) => sheet(session, *at),
        ("mask", [unit, on]) => mask(session, *unit, *on != 0.0),
        ("draw", pixels) => draw(session, pixels),
        ("look", []) => look(session),
        _ => None,
    }
}

fn done(session: &mut Session, act: fn(&mut Session)) -> Option<Answer> {
    arrive(session);
    act(session);
    session.undo.let_go();
    session.touch();
    Some(Answer::default())
}

fn pressed(session: &mut Session, name: &str) -> Option<Answer> {
    arrive(session);
    acts::press(session, name);
    arrive(session);
    Some(Answer::default())
}

fn fields(fields: &[(&str, &[f32])]) -> Answer {
    Answer { fields: fields.iter().map(|(name, values)| ((*name).to_owned(), values.to_vec())).collect() }
}

/// Works until the step is there that was asked for.
fn arrive(session: &mut Session) {
    while session.run.wanted().is_some() || !session.exam.is_ready() {
        work(session);
    }
}

/// So many steps at once, with the exams that belong to them.
fn steps(session: &mut Session, steps: f32) -> Option<Answer> {
    if !(steps.fract() == 0.0 && (1.0..=MOST_STEPS).contains(&steps)) {
        return None;
    }
    arrive(session);
    let until = session.run.step() + steps as u32;
    play(session);
    session.stop = until;
    while session.playing {
        session.due = session.due.max(1.0);
        work(session);
    }
    status(session)
}

/// At rest all is known that the exam tells.
fn look(session: &mut Session) -> Option<Answer> {
    rest(session);
    while work(session) != Work::Rests {}
    status(session)
}

fn status(session: &mut Session) -> Option<Answer> {
    arrive(session);
    let (_, now) = session.traces();
    let step = session.run.step();
    let mut answer = fields(&[
        ("step", &[step as f32]),
        ("end", &[session.run.end() as f32]),
        ("playing", &[f32::from(u8::from(session.playing))]),
        ("seed", &[session.conditions().series.seed as f32]),
        ("variety", &[session.conditions().slider]),
        ("sum", &[now.sum]),
        ("enough", &[now.enough]),
        ("cat", &[f32::from(u8::from(now.is_cat()))]),
        ("evidence", &now.evidence),
    ]);
    if let Some(results) = session.results() {
        let right = Kind::ALL.map(|kind| results.right[kind as usize] as f32 / crate::exam::DRAWINGS as f32);
        answer.fields.push(("examined".to_owned(), vec![results.step as f32]));
        answer.fields.push(("right".to_owned(), right.to_vec()));
        answer.fields.push(("losses".to_owned(), results.losses.to_vec()));
    }
    if let Some((_, losses)) = &session.losses {
        answer.fields.push(("known".to_owned(), vec![losses.known as f32]));
        answer.fields.push(("lost".to_owned(), losses.lost.map(|lost| lost as f32).to_vec()));
    }
    Some(answer)
}

/// The sheets that can be read: how many rows and columns each has.
fn sheets() -> Answer {
    let mut answer = fields(&[("picture", &[28.0, 28.0])]);
    for (name, layer) in ["strokes", "parts", "faces"].into_iter().zip(LAYERS) {
        let columns = (layer.side * layer.side) as f32;
        answer.fields.push((name.to_owned(), vec![layer.units as f32, columns]));
    }
    answer.fields.push(("evidence".to_owned(), vec![1.0, LAYERS[2].units as f32]));
    answer
}

/// What stands in a sheet for the drawing in hand, row by row.
fn sheet(session: &mut Session, at: f32) -> Option<Answer> {
    let (_, now) = session.traces();
    let picture = session.hand.shown();
    let values: &[f32] = match at as usize {
        0 => &picture,
        at @ 1..=3 => &now.maps[at - 1],
        4 => &now.evidence,
        _ => return None,
    };
    (at.fract() == 0.0 && at >= 0.0).then(|| fields(&[("values", values)]))
}

/// Switches a unit off or on, counted through all.
fn mask(session: &mut Session, unit: f32, on: bool) -> Option<Answer> {
    if !(unit.fract() == 0.0 && (0.0..UNITS as f32).contains(&unit)) {
        return None;
    }
    if session.hand.is_off(unit as usize) == on {
        acts::switch(session, &[unit as usize]);
    }
    Some(Answer::default())
}

/// Takes a drawing in hand: 784 numbers from 0, paper, to 1, ink.
fn draw(session: &mut Session, pixels: &[f32]) -> Option<Answer> {
    let picture = <[f32; PIXELS]>::try_from(pixels).ok()?;
    if !picture.iter().all(|pixel| (0.0..=1.0).contains(pixel)) {
        return None;
    }
    keep_hand(session, None);
    take(session, Hand::new(Origin::Given, picture));
    Some(Answer::default())
}
