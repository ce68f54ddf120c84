//! What controls do, by their names.

use crate::change::{before, break_off, change, keep_hand, keep_run, replaced, take};
use crate::conditions::Conditions;
use crate::hand::{Hand, Origin, Tool};
use crate::session::{Pace, Session, View, held_out};
use crate::teach::{forget_own, keep_own, take_own, teach};
use crate::undo::Before;
use crate::units::UNITS;
use crate::words::{self, number::read};
use crate::work::{before_a_step, play, rest};
use drawings::{Kind, Manners, Point, Variety};
use lab::Message;

/// How many drawings there are to learn from, by the names of the controls; fresh ones without end is the last.
pub const COUNTS: [(&str, Option<u32>); 4] =
    [("count-100", Some(100)), ("count-300", Some(300)), ("count-1000", Some(1000)), ("count-endless", None)];

/// A field of what drawings vary in.
type Field = fn(&mut Variety) -> &mut f32;

/// Of what drawings vary in, each by itself: the control's name and the field.
pub const VARIES: [(&str, Field); 6] = [
    ("place", |variety| &mut variety.place),
    ("size", |variety| &mut variety.size),
    ("turn", |variety| &mut variety.turn),
    ("wobble", |variety| &mut variety.wobble),
    ("stroke", |variety| &mut variety.stroke),
    ("inversion", |variety| &mut variety.inversion),
];

/// Whether a message is about the run at the step that is looked at, and so waits until that is there.
pub fn is_of_the_run(message: &Message) -> bool {
    let of_the_run = ["play", "step", "again", "reseed", "undo", "redo", "teach", "forget", "human", "count"];
    match message {
        Message::Press(name) => of_the_run.contains(&parts_of(name).0),
        Message::Set(name, _) => name != "timeline",
        // One slider moved twice on the way is two changes.
        Message::LetGo => true,
        Message::Point { .. } | Message::Key { .. } | Message::Chinese(_) | Message::Kept(_) | Message::Rest => false,
    }
}

/// The name of a control up to its first hyphen, and what follows.
fn parts_of(name: &str) -> (&str, &str) {
    let end = name.bytes().position(|byte| byte == b'-').unwrap_or(name.len());
    (name.get(..end).unwrap_or(name), name.get(end + 1..).unwrap_or(""))
}

/// A control is pressed.
pub fn press(session: &mut Session, name: &str) {
    break_off(session);
    session.undo.let_go();
    let (kind, rest_of) = parts_of(name);
    match kind {
        "play" if session.playing => rest(session),
        "play" => play(session),
        "step" => step(session),
        "again" => again(session),
        "reseed" => new_seed(session),
        "latest" => seek(session, session.run.end()),
        "undo" => take_back(session, false),
        "redo" => take_back(session, true),
        "tool" => choose_tool(session, rest_of),
        "tab" => {
            let named = |view: &View| view.key() == rest_of;
            session.tabs.0 = View::FRONT.into_iter().find(named).unwrap_or(session.tabs.0);
            session.tabs.1 = View::BELOW.into_iter().find(named).unwrap_or(session.tabs.1);
        }
        "chart" => session.charts_loss = rest_of == "losses",
        "tempo" => {
            session.pace = Pace::ALL.into_iter().find(|pace| pace.key() == rest_of).unwrap_or(session.pace);
        }
        "another" => another(session, None),
        "kind" => another(session, read(rest_of).and_then(|at| Kind::ALL.get(at).copied())),
        "blank" => blank(session),
        "restore" => restore(session),
        "hurts" => session.shows_hurts = !session.shows_hurts,
        "switch" => {
            let unit = session.unit();
            switch(session, &[unit]);
        }
        "unit" => {
            let beside = if rest_of == "next" { session.unit() + 1 } else { session.unit() + UNITS - 1 };
            (session.chosen, session.place) = (Some(beside % UNITS), None);
        }
        "teach" => teach(session, rest_of == "cat"),
        "own" if rest_of == "next" => take_own(session),
        "forget" => forget_own(session),
        "human" => human(session),
        "count" => count(session, name),
        _ => return,
    }
    session.touch();
}

/// A control is set to a value.
pub fn set(session: &mut Session, name: &str, value: f32) {
    if !value.is_finite() {
        return;
    }
    break_off(session);
    match name {
        "timeline" => seek(session, value.max(0.0) as u32),
        "variety" => {
            let slider = value.clamp(0.0, 1.0);
            change(session, Some("variety"), |conditions| {
                (conditions.slider, conditions.series.variety) = (slider, Variety::at(slider));
            });
        }
        _ => {
            if let Some((name, field)) = VARIES.iter().find(|(known, _)| *known == name) {
                change(session, Some(name), |conditions| *field(&mut conditions.series.variety) = value.max(0.0));
            }
        }
    }
    session.touch();
}

/// The run begins again, with the same first weights and drawings.
fn again(session: &mut Session) {
    let conditions = session.conditions().clone();
    if session.run.end() > 0 {
        keep_run(session, None);
    }
    begin(session, conditions);
}

/// Other first weights and other drawings.
fn new_seed(session: &mut Session) {
    keep_run(session, None);
    let mut conditions = session.conditions().clone();
    conditions.series.seed = conditions.series.seed.wrapping_add(1);
    begin(session, conditions);
    if matches!(session.hand.origin, Origin::HeldOut(..)) {
        take(session, held_out(&session.conditions().series, 0, Some(Kind::Cat)));
    }
}

/// A new run, which learns from all own drawings from its start.
fn begin(session: &mut Session, conditions: Conditions) {
    rest(session);
    session.run = crate::run::Run::new(Conditions { own: session.own.clone(), ..conditions });
    replaced(session);
}

/// One step, and then rest.
fn step(session: &mut Session) {
    rest(session);
    // What frames would do by themselves, at once: a step takes a few milliseconds, and no exam is left out.
    before_a_step(session);
    while !session.run.work() {}
    session.learnt();
}

/// A step is looked at.
fn seek(session: &mut Session, step: u32) {
    rest(session);
    session.undo.let_go();
    session.run.seek(step);
    session.learnt();
}

fn take_back(session: &mut Session, again: bool) {
    let now = before(session, false);
    let Some(Before { hand, tool, own, run }) = session.undo.take(again, now, &session.run) else { return };
    // The tool stays the one that is held, unless it belongs to another drawing or to the square.
    if hand.original != session.hand.original || hand.cover.is_some() != session.hand.cover.is_some() {
        session.tool = tool;
    }
    (session.hand, session.own) = (hand, own);
    session.poked();
    if let Some(past) = run {
        rest(session);
        session.run.return_to(past);
        replaced(session);
        keep_own(session);
    }
    let said = words::verdict::spoken(session);
    session.say(said);
}

/// The tool that is pressed again is laid down.
fn choose_tool(session: &mut Session, key: &str) {
    let tool = Tool::read(key).unwrap_or(Tool::Look);
    if session.hand.cover.is_some() {
        keep_hand(session, None);
        session.hand.cover = None;
        session.poked();
    }
    let tool = if session.tool == tool { Tool::Look } else { tool };
    if tool == Tool::Cover {
        lay_cover(session, (14.0, 8.0));
    }
    session.tool = tool;
}

/// Lays the square so that its middle is at a place, in pixels; that it lies there at all can be taken back.
pub fn lay_cover(session: &mut Session, at: Point) {
    if session.hand.cover.is_none() {
        keep_hand(session, None);
    }
    session.hand.lay_cover(at);
    session.poked();
}

/// Another drawing, of the same kind as this, or of one that was chosen.
fn another(session: &mut Session, kind: Option<Kind>) {
    keep_hand(session, None);
    if session.tool == Tool::Draw {
        session.tool = Tool::Look;
    }
    let (next, same) = match session.hand.origin {
        Origin::HeldOut(number, kind) => (number + 1, kind),
        Origin::Blank | Origin::Own(_) | Origin::Given => (0, Kind::Cat),
    };
    let series = session.conditions().series;
    take(session, held_out(&series, next, Some(kind.unwrap_or(same))));
}

/// An empty paper, and a pen.
fn blank(session: &mut Session) {
    if session.tool == Tool::Draw && !session.hand.has_ink() {
        return another(session, Some(Kind::Cat));
    }
    keep_hand(session, None);
    take(session, Hand::blank());
    session.tool = Tool::Draw;
}

/// The drawing as it came, with all units on.
fn restore(session: &mut Session) {
    if session.hand.is_poked() {
        keep_hand(session, None);
        session.hand = Hand::new(session.hand.origin, session.hand.original);
        session.poked();
    }
    session.tool = Tool::Look;
}

/// Switches units off; if all of them are, on again.
pub fn switch(session: &mut Session, units: &[usize]) {
    if units.is_empty() {
        return;
    }
    keep_hand(session, None);
    let all_off = units.iter().all(|unit| session.hand.is_off(*unit));
    for unit in units {
        if session.hand.is_off(*unit) == all_off {
            session.hand.switch(*unit);
        }
    }
    session.poked();
}

/// Half of the drawings in a human manner, or none.
fn human(session: &mut Session) {
    change(session, None, |conditions| {
        conditions.series.manners = match conditions.series.manners {
            Manners::Code => Manners::Both,
            Manners::Both => Manners::Code,
        };
    });
}

/// How many drawings there are to learn from.
fn count(session: &mut Session, name: &str) {
    if let Some((_, first)) = COUNTS.iter().find(|(known, _)| *known == name) {
        change(session, None, |conditions| conditions.series.first = *first);
    }
}
