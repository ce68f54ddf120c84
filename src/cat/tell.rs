//! All that the page writes and shows of the laboratory.

use crate::acts::{COUNTS, VARIES};
use crate::goals::{GOALS, knows_cats};
use crate::hand::{Origin, Tool};
use crate::learners::Kind as Whose;
use crate::session::{Pace, Session, View};
use crate::words;
use crate::words::number::{fixed, percent, plain, whole};
use drawings::Manners;
use lab::{Tell, Told};

/// Tells all.
pub fn tell(session: &mut Session, told: &mut Told) {
    let headline = words::verdict::headline(session);
    text(told, "before", headline.before);
    text(told, "number", headline.number);
    text(told, "after", headline.after);
    text(told, "beside", headline.beside);
    mark(told, "headline", "data-tone", if headline.lost { "lost" } else { "found" });
    mark(told, "", "data-state", if session.playing { "running" } else { "paused" });
    mark(told, "", "data-mood", mood(session, headline.lost));
    mark(told, "", "data-front", session.tabs.0.key());
    mark(told, "", "data-below", session.tabs.1.key());
    mark(told, "", "data-tool", session.tool.key());
    mark(told, "", "data-own", if is_own(session) { "yes" } else { "no" });
    mark(told, "", "data-poked", if session.hand.is_poked() { "yes" } else { "no" });
    for view in View::FRONT.into_iter().chain(View::BELOW) {
        let shown = session.tabs.0 == view || session.tabs.1 == view;
        flag(told, &words::joined(&["tab-", view.key()]), "aria-selected", shown);
    }
    flag(told, "chart-right", "aria-pressed", !session.charts_loss);
    flag(told, "chart-losses", "aria-pressed", session.charts_loss);
    for tool in Tool::ALL.into_iter().filter(|tool| *tool != Tool::Look) {
        flag(told, &words::joined(&["tool-", tool.key()]), "aria-pressed", session.tool == tool);
    }
    for pace in Pace::ALL {
        flag(told, &words::joined(&["tempo-", pace.key()]), "aria-pressed", session.pace == pace);
    }
    settings(session, told);
    timeline(session, told);
    drawing(session, told);
    flag(told, "hurts", "aria-pressed", session.shows_hurts);
    for view in View::ALL {
        mark(told, &words::joined(&["picture-", view.key()]), "aria-label", &crate::draw::spoken(session, view));
    }
    let (can_undo, can_redo) = session.undo.can();
    flag(told, "undo", "aria-disabled", !can_undo);
    flag(told, "redo", "aria-disabled", !can_redo);
    told.extend((0..GOALS).filter(|goal| session.goals >> goal & 1 == 1).map(Tell::Goal));
    if let Some(right) = session.right {
        told.push(Tell::Right(right as usize));
    }
    told.append(&mut session.said);
}

fn text(told: &mut Told, role: &str, text: String) {
    told.push(Tell::text(role, text));
}

fn mark(told: &mut Told, role: &str, name: &str, value: &str) {
    told.push(Tell::mark(role, name, value));
}

fn flag(told: &mut Told, role: &str, name: &str, on: bool) {
    told.push(Tell::flag(role, name, on));
}

fn value(told: &mut Told, role: &str, value: f32) {
    told.push(Tell::value(role, value));
}

/// Whether the drawing in hand is the visitor's, or is about to be.
fn is_own(session: &Session) -> bool {
    session.tool == Tool::Draw || !matches!(session.hand.origin, Origin::HeldOut(..))
}

fn mood(session: &Session, lost: bool) -> &'static str {
    match session.run.step() {
        _ if lost => "puzzled",
        _ if session.playing => "watching",
        0 => "curious",
        _ if knows_cats(session) => "purring",
        _ => "watching",
    }
}

/// How drawings differ, how many there are, and how fast it goes.
fn settings(session: &Session, told: &mut Told) {
    let chinese = session.chinese;
    let conditions = session.conditions();
    let mut series = conditions.series;
    value(told, "variety", conditions.slider);
    for (name, field) in VARIES {
        let varies = *field(&mut series.variety);
        value(told, name, varies);
        text(told, &words::joined(&["value-", name]), varied(name, varies));
    }
    for (name, first) in COUNTS {
        flag(told, name, "aria-pressed", series.first == first);
    }
    flag(told, "human", "aria-pressed", series.manners == Manners::Both);
    text(told, "seed", plain(series.seed as usize));
    text(told, "own", words::own::count(conditions.own.len(), chinese));
    let known = session.right().filter(|(step, _)| *step > 0);
    let right = known.map_or_else(String::new, |(_, right)| {
        let right = percent(right[Whose::Line as usize], crate::exam::DRAWINGS as u32);
        words::say(chinese, "a line: {0}", "直线：{0}", &[&right])
    });
    text(told, "line-right", right);
}

/// A value in its unit.
fn varied(name: &str, value: f32) -> String {
    match name {
        "place" => words::joined(&["± ", &fixed(value, 1), " px"]),
        "turn" => words::joined(&["± ", &fixed(value, 0), "°"]),
        "size" => words::joined(&["± ", &fixed(100.0 * value, 0), " %"]),
        _ => words::joined(&[&fixed(100.0 * value, 0), " %"]),
    }
}

fn timeline(session: &Session, told: &mut Told) {
    let chinese = session.chinese;
    // On the way to a step it is the one that was asked for.
    let (step, end) = (session.run.wanted().unwrap_or(session.run.step()), session.run.end());
    mark(told, "timeline", "max", &plain(end as usize));
    value(told, "timeline", step as f32);
    let said = match end == step {
        true => words::say(chinese, "step {0}", "第 {0} 步", &[&whole(step)]),
        false => words::say(chinese, "step {0} of {1}", "第 {0} 步，共 {1} 步", &[&whole(step), &whole(end)]),
    };
    text(told, "step-text", said);
    flag(told, "latest", "aria-disabled", end == step);
    flag(told, "timeline", "aria-disabled", end == 0);
}

/// The drawing in hand: what it is of, and what can be done with it.
fn drawing(session: &mut Session, told: &mut Told) {
    let chinese = session.chinese;
    let own = session.own.len();
    let said = match session.hand.origin {
        Origin::HeldOut(_, kind) => words::say(
            chinese,
            "28 × 28 pixels, one of the {0}",
            "28 × 28 像素，画的是{0}",
            &[words::kinds::several(kind, chinese)],
        ),
        Origin::Own(at) if at < own => {
            words::say(chinese, "your drawing {0} of {1}", "你画的第 {0} 张，共 {1} 张", &[&plain(at + 1), &plain(own)])
        }
        // Also one that was taught later than at the step that is looked back upon.
        Origin::Blank | Origin::Given | Origin::Own(_) => {
            words::pick(chinese, "28 × 28 pixels, yours", "28 × 28 像素，你画的").to_owned()
        }
    };
    let said = if session.shows_hurts { words::picture::hurts_note(chinese).to_owned() } else { said };
    text(told, "caption", said);
    flag(told, "restore", "aria-disabled", !session.hand.is_poked());
    flag(told, "teach-cat", "aria-disabled", !session.hand.has_ink());
    flag(told, "teach-no", "aria-disabled", !session.hand.has_ink());
    let is_own = matches!(session.hand.origin, Origin::Own(at) if at < own);
    flag(told, "forget", "hidden", !is_own);
    flag(told, "next-own", "hidden", own == 0);
    let unit = session.unit();
    let switched = session.hand.is_off(unit);
    flag(told, "switch", "aria-pressed", switched);
    let known = session.losses.as_ref().map_or(crate::others::CATS, |(_, losses)| losses.known);
    text(told, "cats-note", words::picture::cats_note(known, chinese));
    text(told, "unit-name", words::units::name(unit, chinese));
}
