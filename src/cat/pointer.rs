//! What pointer and keys do on a picture.

use crate::acts::{lay_cover, switch};
use crate::change::{keep_hand, take};
use crate::draw::{kinds, ladder, unit};
use crate::hand::{Hand, Origin, Tool, firing_at};
use crate::session::{Session, View};
use crate::undo::Pressed;
use crate::units::{LAYERS, UNITS, first, unit_of};
use crate::words;
use drawings::{Point, SIDE};
use lab::{Phase, Tell};

/// A pointer does something at a place of a picture, in px of it. What a press is for is often known only where it ends: a finger may
/// be about to scroll.
pub fn point(session: &mut Session, view: View, phase: Phase, (at, touch): ((f32, f32), bool)) {
    match phase {
        Phase::Over | Phase::Out => return,
        Phase::Cancel => return give_back(session),
        Phase::Down => {
            session.undo.let_go();
            let looked_at = (session.chosen, session.place);
            let (hand, undo) = (session.hand.clone(), session.undo.clone());
            session.pressed = Some(Pressed { picture: view as usize, at, hand, undo, looked_at });
        }
        Phase::Drag | Phase::Up => {}
    }
    let Some(begun) =
        session.pressed.as_ref().filter(|pressed| pressed.picture == view as usize).map(|pressed| pressed.at)
    else {
        return;
    };
    if phase == Phase::Up {
        session.pressed = None;
    }
    match view {
        View::Hand => on_hand(session, phase, (at, touch)),
        View::Unit if phase != Phase::Up => {
            if let Some(place) = unit::place_at(session, at) {
                session.place = Some(place);
                session.touch();
            }
        }
        View::Ladder | View::Unit if phase == Phase::Up => {
            let find = if view == View::Unit { unit::unit_at } else { ladder::unit_at };
            if let Some(unit) = find(session, at)
                && find(session, begun) == Some(unit)
            {
                choose(session, unit);
            }
        }
        View::Kinds if phase == Phase::Up => {
            if let Some(number) = kinds::drawing_at(session, at)
                && kinds::drawing_at(session, begun) == Some(number)
            {
                take_held_out(session, number);
            }
        }
        View::Ladder | View::Unit | View::Kinds | View::Chart | View::Cats => {}
    }
}

/// Takes a drawing of the exam in hand, as it is seen there, also where drawings are made in another way by now.
fn take_held_out(session: &mut Session, number: usize) {
    let Some(paper) = session.results().map(|results| results.paper.clone()) else { return };
    let origin = Origin::HeldOut(number as u32, paper.kinds()[number]);
    keep_hand(session, None);
    take(session, Hand::new(origin, paper.pictures()[number]));
    let said = words::verdict::spoken(session);
    session.say(said);
}

/// A unit is chosen; where units are to be switched off, it is switched. One that is chosen already is looked at more closely.
fn choose(session: &mut Session, unit: usize) {
    if session.tool == Tool::SwitchOff {
        switch(session, &[unit]);
    } else if session.chosen == Some(unit) {
        session.tabs.0 = View::Unit;
    }
    (session.chosen, session.place) = (Some(unit), None);
    let said = words::units::spoken(session, unit);
    session.say(said);
    session.touch();
}

/// Where a place on the picture of the drawing is in the drawing, in pixels.
fn pixel(session: &Session, at: (f32, f32)) -> Point {
    let (width, height) = session.sizes[View::Hand as usize];
    let scale = SIDE as f32 / width.min(height).max(1.0);
    (at.0 * scale, at.1 * scale)
}

fn on_hand(session: &mut Session, phase: Phase, (at, touch): ((f32, f32), bool)) {
    let at = pixel(session, at);
    match (session.tool, phase) {
        (Tool::Draw | Tool::Rub, Phase::Down) => {
            keep_hand(session, None);
            session.tip = Some(at);
            ink(session, at);
        }
        (Tool::Draw | Tool::Rub, Phase::Drag) => ink(session, at),
        (Tool::Draw | Tool::Rub, Phase::Up) => session.tip = None,
        (Tool::Cover, Phase::Down | Phase::Drag) => {
            // A finger hides what is below it: the square lies above it.
            let lifted = if touch { (at.0, at.1 - 3.0) } else { at };
            lay_cover(session, lifted);
        }
        (Tool::SwitchOff, Phase::Down) => {
            let (before, now) = session.traces();
            let full = session.full();
            // What is off already does not fire; pressed again, it is switched on by what fired there before.
            let trace = if session.hand.off == 0 { now } else { before };
            let firing = firing_at(&trace, 1, at, &full);
            switch(session, &firing);
        }
        (Tool::Look, Phase::Down | Phase::Drag) => look(session, at),
        (Tool::Draw | Tool::Rub | Tool::Cover | Tool::SwitchOff | Tool::Look, _) => {}
    }
}

/// What a second finger or the page's own scrolling interrupts was not meant: everything is as it was before it was pressed.
fn give_back(session: &mut Session) {
    session.tip = None;
    let Some(Pressed { hand, undo, looked_at, .. }) = session.pressed.take() else { return };
    session.undo = undo;
    (session.chosen, session.place) = looked_at;
    if session.hand != hand {
        session.hand = hand;
        session.poked();
    }
    session.touch();
}

fn ink(session: &mut Session, to: Point) {
    let Some(from) = session.tip else { return };
    session.hand.stroke(from, to, session.tool == Tool::Rub);
    session.tip = Some(to);
    session.poked();
}

/// The part that fires most at a place is looked at, there.
fn look(session: &mut Session, at: Point) {
    let (_, now) = session.traces();
    let full = session.full();
    let Some(&found) = firing_at(&now, 1, at, &full).first() else { return };
    let side = LAYERS[1].side;
    let map = now.map(found);
    let near = |place: &usize| {
        let (x, y) = LAYERS[1].middle((place / side, place % side));
        let off = (x - at.0).abs().max((y - at.1).abs());
        if off <= 4.0 { map[*place] } else { -off }
    };
    let place = (0..map.len()).max_by(|a, b| near(a).total_cmp(&near(b))).unwrap_or(0);
    (session.chosen, session.place) = (Some(found), Some((place / side, place % side)));
    session.touch();
}

/// A key is pressed on a picture.
pub fn key(session: &mut Session, view: View, key: &str) {
    session.undo.let_go();
    let step = match key {
        "ArrowLeft" => Some((-1, 0)),
        "ArrowRight" => Some((1, 0)),
        "ArrowUp" => Some((0, -1)),
        "ArrowDown" => Some((0, 1)),
        _ => None,
    };
    match view {
        View::Hand => hand_key(session, step, key),
        View::Ladder => ladder_key(session, step, key),
        View::Unit => unit_key(session, step, key),
        View::Kinds => kinds_key(session, step, key),
        View::Chart | View::Cats => {}
    }
    session.touch();
}

/// Arrows lead the pen, the eraser or the square; Space or Enter puts the pen down and takes it up; Escape lets go.
fn hand_key(session: &mut Session, step: Option<(i32, i32)>, key: &str) {
    let sets = matches!(key, " " | "Enter");
    if key == "Escape" {
        session.cursor = None;
    }
    if step.is_none() && !sets {
        return;
    }
    let middle = SIDE as f32 / 2.0;
    let (at, down) = session.cursor.unwrap_or(((middle, middle), false));
    let at = session.hand.cover_at().unwrap_or(at);
    let moved = step.map_or(at, |(right, below)| {
        let along = |at: f32, by: i32| (at + by as f32).clamp(0.5, SIDE as f32 - 0.5);
        (along(at.0, right), along(at.1, below))
    });
    let down = down != (sets && matches!(session.tool, Tool::Draw | Tool::Rub));
    match session.tool {
        Tool::Cover if step.is_some() => lay_cover(session, moved),
        Tool::Draw | Tool::Rub if down => {
            if session.cursor.is_none_or(|(_, before)| !before) {
                keep_hand(session, None);
            }
            session.hand.stroke(at, moved, session.tool == Tool::Rub);
            session.poked();
        }
        Tool::SwitchOff if sets => {
            let (before, _) = session.traces();
            let full = session.full();
            switch(session, &firing_at(&before, 1, moved, &full));
        }
        Tool::Look => look(session, moved),
        Tool::Draw | Tool::Rub | Tool::SwitchOff | Tool::Cover => {}
    }
    session.cursor = Some((moved, down));
}

/// Arrows go from unit to unit; Enter looks more closely, Delete or Backspace switches off.
fn ladder_key(session: &mut Session, step: Option<(i32, i32)>, key: &str) {
    let unit = session.unit();
    let (layer, row) = unit_of(unit);
    match (step, key) {
        (Some((right, 0)), _) => {
            let next = (unit as i32 + right).clamp(0, UNITS as i32 - 1) as usize;
            (session.chosen, session.place) = (Some(next), None);
        }
        (Some((_, down)), _) => {
            let next = (layer as i32 + down).clamp(0, LAYERS.len() as i32 - 1) as usize;
            (session.chosen, session.place) = (Some(first(next) + row.min(LAYERS[next].units - 1)), None);
        }
        (None, "Enter" | " ") => {
            session.tabs.0 = View::Unit;
            session.said.push(Tell::Focus("picture-unit".to_owned()));
        }
        (None, "Delete" | "Backspace") => switch(session, &[unit]),
        (None, "Escape") => (session.chosen, session.place) = (None, None),
        (None, _) => return,
    }
    let unit = session.unit();
    let said = words::units::spoken(session, unit);
    session.say(said);
}

/// Arrows slide the window. Enter goes to the units below, where arrows go from one to the next and Enter opens it; Escape goes back.
fn unit_key(session: &mut Session, step: Option<(i32, i32)>, key: &str) {
    let (layer, _) = unit_of(session.unit());
    let from = session.keyed.filter(|(view, unit)| *view == View::Unit && unit_of(*unit).0 + 1 == layer);
    let sets = matches!(key, " " | "Enter");
    let moved = |at: usize, by: i32, count: usize| at.saturating_add_signed(by as isize).min(count - 1);
    let below = match (from, step) {
        (None, Some((right, down))) => {
            let (side, (row, column)) = (LAYERS[layer].side, session.place());
            session.place = Some((moved(row, down, side), moved(column, right, side)));
            return;
        }
        (None, None) if sets && layer > 0 => 0,
        (None, None) if key == "Escape" => {
            session.tabs.0 = View::Ladder;
            session.said.push(Tell::Focus("picture-ladder".to_owned()));
            return;
        }
        (Some((_, unit)), Some((right, down))) => moved(unit_of(unit).1, right + down, LAYERS[layer - 1].units),
        (Some((_, unit)), None) if sets => {
            session.keyed = None;
            return choose(session, unit);
        }
        (Some(_), None) if key == "Escape" => {
            session.keyed = None;
            return;
        }
        (Some(_) | None, None) => return,
    };
    let unit = first(layer - 1) + below;
    session.keyed = Some((View::Unit, unit));
    let said = words::units::spoken(session, unit);
    session.say(said);
}

/// Arrows go from drawing to drawing; Enter takes it.
fn kinds_key(session: &mut Session, step: Option<(i32, i32)>, key: &str) {
    let from = session.keyed.filter(|(view, _)| *view == View::Kinds).map(|(_, number)| number);
    let Some(step) = step else {
        match (from, key) {
            (Some(number), " " | "Enter") => take_held_out(session, number),
            (Some(_), "Escape") => session.keyed = None,
            _ => {}
        }
        return;
    };
    let Some(number) = kinds::beside(session, from, step) else { return };
    session.keyed = Some((View::Kinds, number));
    let said = words::spoken::drawing(session, number);
    session.say(said);
}
