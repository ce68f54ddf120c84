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
    told.extend([
        Tell::text("before", headline.before),
        Tell::text("number", headline.number),
        Tell::text("after", headline.after),
        Tell::text("beside", headline.beside),
        Tell::mark("headline", "data-tone", if headline.lost { "lost" } else { "found" }),
        Tell::mark("", "data-state", if session.playing { "running" } else { "paused" }),
        Tell::mark("", "data-mood", mood(session, headline.lost)),
        Tell::mark("", "data-front", session.tabs.0.key()),
        Tell::mark("", "data-below", session.tabs.1.key()),
        Tell::mark("", "data-tool", session.tool.key()),
        Tell::mark("", "data-own", if is_own(session) { "yes" } else { "no" }),
        Tell::mark("", "data-poked", if session.hand.is_poked() { "yes" } else { "no" }),
    ]);
    for view in View::FRONT.into_iter().chain(View::BELOW) {
        let shown = session.tabs.0 == view || session.tabs.1 == view;
        told.push(Tell::flag(&["tab-", view.key()].concat(), "aria-selected", shown));
    }
    told.push(Tell::flag("chart-right", "aria-pressed", !session.charts_loss));
    told.push(Tell::flag("chart-losses", "aria-pressed", session.charts_loss));
    for tool in Tool::ALL.into_iter().filter(|tool| *tool != Tool::Look) {
        told.push(Tell::flag(&["tool-", tool.key()].concat(), "aria-pressed", session.tool == tool));
    }
    for pace in Pace::ALL {
        told.push(Tell::flag(&["tempo-", pace.key()].concat(), "aria-pressed", session.pace == pace));
    }
    settings(session, told);
    timeline(session, told);
    drawing(session, told);
    told.push(Tell::flag("hurts", "aria-pressed", session.shows_hurts));
    for view in View::ALL {
        told.push(Tell::mark(&["picture-", view.key()].concat(), "aria-label", crate::draw::spoken(session, view)));
    }
    let (can_undo, can_redo) = session.undo.can();
    told.push(Tell::flag("undo", "aria-disabled", !can_undo));
    told.push(Tell::flag("redo", "aria-disabled", !can_redo));
    told.extend((0..GOALS).filter(|goal| session.goals >> goal & 1 == 1).map(Tell::Goal));
    if let Some(right) = session.right {
        told.push(Tell::Right(right as usize));
    }
    told.append(&mut session.said);
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
    told.push(Tell::value("variety", conditions.slider));
    for (name, field) in VARIES {
        let value = *field(&mut series.variety);
        told.push(Tell::value(name, value));
        told.push(Tell::text(&["value-", name].concat(), varied(name, value)));
    }
    for (name, first) in COUNTS {
        told.push(Tell::flag(name, "aria-pressed", series.first == first));
    }
    told.push(Tell::flag("human", "aria-pressed", series.manners == Manners::Both));
    told.push(Tell::text("seed", plain(series.seed as usize)));
    told.push(Tell::text("own", words::own::count(conditions.own.len(), chinese)));
    let known = session.right().filter(|(step, _)| *step > 0);
    let right = known.map_or_else(String::new, |(_, right)| {
        let right = percent(right[Whose::Line as usize], crate::exam::DRAWINGS as u32);
        words::say(chinese, "a line: {0}", "直线：{0}", &[&right])
    });
    told.push(Tell::text("line-right", right));
}

/// A value in its unit.
fn varied(name: &str, value: f32) -> String {
    match name {
        "place" => ["± ", &fixed(value, 1), " px"].concat(),
        "turn" => ["± ", &fixed(value, 0), "°"].concat(),
        "size" => ["± ", &fixed(100.0 * value, 0), " %"].concat(),
        _ => [&fixed(100.0 * value, 0), " %"].concat(),
    }
}

fn timeline(session: &Session, told: &mut Told) {
    let chinese = session.chinese;
    // On the way to a step it is the one that was asked for.
    let (step, end) = (session.run.wanted().unwrap_or(session.run.step()), session.run.end());
    told.push(Tell::mark("timeline", "max", plain(end as usize)));
    told.push(Tell::value("timeline", step as f32));
    let text = match end == step {
        true => words::say(chinese, "step {0}", "第 {0} 步", &[&whole(step)]),
        false => words::say(chinese, "step {0} of {1}", "第 {0} 步，共 {1} 步", &[&whole(step), &whole(end)]),
    };
    told.push(Tell::text("step-text", text));
    told.push(Tell::flag("latest", "aria-disabled", end == step));
    told.push(Tell::mark("timeline", "aria-disabled", if end == 0 { "true" } else { "false" }));
}

/// The drawing in hand: what it is of, and what can be done with it.
fn drawing(session: &mut Session, told: &mut Told) {
    let chinese = session.chinese;
    let own = session.own.len();
    let text = match session.hand.origin {
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
    let text = if session.shows_hurts { words::picture::hurts_note(chinese).to_owned() } else { text };
    told.push(Tell::text("caption", text));
    told.push(Tell::flag("restore", "aria-disabled", !session.hand.is_poked()));
    told.push(Tell::flag("teach-cat", "aria-disabled", !session.hand.has_ink()));
    told.push(Tell::flag("teach-no", "aria-disabled", !session.hand.has_ink()));
    let is_own = matches!(session.hand.origin, Origin::Own(at) if at < own);
    told.push(Tell::flag("forget", "hidden", !is_own));
    told.push(Tell::flag("next-own", "hidden", own == 0));
    let unit = session.unit();
    let switched = session.hand.is_off(unit);
    told.push(Tell::flag("switch", "aria-pressed", switched));
    let known = session.losses.as_ref().map_or(crate::others::CATS, |(_, losses)| losses.known);
    told.push(Tell::text("cats-note", words::picture::cats_note(known, chinese)));
    told.push(Tell::text("unit-name", words::units::name(unit, chinese)));
}
