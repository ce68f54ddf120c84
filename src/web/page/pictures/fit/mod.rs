//! Data and fit: points are dragged, added and removed; a line is tilted by its ends; the probe asks the model.

mod grip;
mod neuron;
pub mod plane;

use self::grip::{Grip, frame, grip, point_at};
use super::row::Row;
use crate::scene::classes;
use crate::scene::fit::reach;
use crate::scene::range::bounded;
use crate::session::{Msg, Session, Stale};
use crate::text::quantity::told;
use crate::text::{question, sentences};
use crate::view::{self, End, ErrorMarks, Picture, Pointer};
use crate::web::kit::elements::{disable, flag};
use crate::web::page::added;
use crate::web::page::announce::{self, at_probe};
use crate::web::page::app::{App, Held};
use crate::web::page::hold::{self, REACH_OF_MOUSE, px};
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, along, arrow};
use crate::web::page::numbers::plain;
use crate::web::page::point_form;
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Fit,
    name: "fit",
    place: Id::Fit,
    scroller: None,
    stale: Stale::FIT,
    every: 1,
    on_picture: &[
        ("touchstart", hold::touched),
        ("touchmove", hold::touched),
        ("touchend", hold::touched),
        ("pointerdown", |app, event| hold::pressed(app, event, Picture::Fit, press)),
        ("pointermove", moved),
        ("pointerleave", left),
        ("pointerup", hold::released),
        ("pointercancel", hold::cancelled),
        ("lostpointercapture", hold::released),
        ("click", remove_by_two),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: point_form::CONTROLS,
    words,
    echo,
};

/// What a press takes hold of.
fn press(app: &App, at: (f64, f64), reach: f64) -> Option<Box<dyn Held>> {
    match app.session.settings().dataset.tells_classes() {
        false => grip::press(app, at, reach),
        true => Some(Box::new(plane::grip(app, at, reach)?)),
    }
}

/// A double click on a point takes it away, unless its first click has only just put it there.
fn remove_by_two(app: &mut App, event: &Event) {
    app.settle();
    let count = app.session.points().len();
    let added = std::mem::take(&mut app.hands.just_added);
    if event.unchecked_ref::<PointerEvent>().detail() < 2 {
        app.hands.count_at_first = if added { usize::MAX } else { count };
    } else if app.hands.count_at_first == count
        && let Some(index) = point_under(app, px(app, Picture::Fit, event))
    {
        app.send(Msg::RemovePoint(index));
    }
}

/// The point that a mouse is on.
fn point_under(app: &App, at: (f64, f64)) -> Option<usize> {
    if app.session.settings().dataset.tells_classes() {
        return match plane::grip(app, at, REACH_OF_MOUSE)? {
            plane::Grip::Sample { index, .. } => Some(index),
            plane::Grip::Question { .. } | plane::Grip::Ground { .. } => None,
        };
    }
    match grip(app, at, REACH_OF_MOUSE)? {
        Grip::Point { index, .. } => Some(index),
        Grip::Handle { .. }
        | Grip::Line { .. }
        | Grip::Kink { .. }
        | Grip::Slope { .. }
        | Grip::Base { .. }
        | Grip::Probe { .. }
        | Grip::Ground { .. } => None,
    }
}

/// A pointer moves: what it holds goes along; a mouse that holds nothing is shown what it could hold.
fn moved(app: &mut App, event: &Event) {
    hold::moved(app, event);
    let pointer: &PointerEvent = event.unchecked_ref();
    if pointer.pointer_type() == "touch" || app.hands.held.iter().any(|hold| hold.picture == Picture::Fit) {
        return;
    }
    let Some(frame) = frame(app) else { return };
    let at = px(app, Picture::Fit, event);
    let part = match app.session.settings().dataset.tells_classes() {
        false => reach::part_at(&app.session.fit(), &frame, at, REACH_OF_MOUSE),
        true => classes::reach::part_at(&app.session.classes(), &frame, at, REACH_OF_MOUSE),
    };
    point_at(app, part.map_or(Pointer::Away, Pointer::Over));
}

fn left(app: &mut App, _: &Event) {
    if !app.hands.held.iter().any(|hold| hold.picture == Picture::Fit) {
        point_at(app, Pointer::Away);
    }
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    if app.session.settings().dataset.tells_classes() {
        return plane::on_key(app, key, stride);
    }
    if on_key_of_line(app, key, stride) {
        announce::line_end(app);
        return true;
    }
    if app.session.display().stack && neuron::on_key(app, key, stride) {
        return true;
    }
    let view::Fit { x, y, points, selected, .. } = app.session.fit();
    let step = |forward: bool| {
        let n = points.len();
        match (n, selected) {
            (0, _) => None,
            (_, None) => Some(if forward { 0 } else { n - 1 }),
            (_, Some(at)) => Some((at + if forward { 1 } else { n - 1 }) % n),
        }
    };
    let msg = match (key, arrow(key), selected) {
        ("[", ..) => Msg::SelectPoint(step(false)),
        ("]", ..) => Msg::SelectPoint(step(true)),
        ("p" | "P", _, Some(_)) => Msg::SelectPoint(None),
        ("p" | "P", _, None) => Msg::SelectPoint(step(true)),
        ("Escape", _, Some(_)) => Msg::SelectPoint(None),
        ("Delete" | "Backspace", _, Some(at)) => Msg::RemovePoint(at),
        ("Enter" | "Insert", ..) => Msg::AddPoint(at_probe(app)),
        (_, Some((right, up)), Some(at)) => {
            let point = points[at];
            Msg::MovePoint(at, (point.x + along(x, right * stride), point.y + along(y, up * stride)))
        }
        (_, Some((right, _)), None) if right != 0.0 => {
            let at = at_probe(app).0 + along(x, right * stride);
            Msg::Probe(Some(bounded(at, x.lo, x.hi)))
        }
        _ => return false,
    };
    let asked = matches!(msg, Msg::Probe(_));
    let adds = matches!(msg, Msg::AddPoint(_));
    app.act_now(msg);
    if adds {
        added::offer_undo(app, sentences::undo_added);
    }
    if asked {
        announce_probe(app);
    } else {
        announce::point(app);
    }
    true
}

/// The ends of a line: H takes hold of one, then of the other; up and down move it, Escape lets go of it.
fn on_key_of_line(app: &mut App, key: &str, stride: f64) -> bool {
    let view::Fit { y, handles, held_end, .. } = app.session.fit();
    let by = arrow(key).map_or(0.0, |(_, up)| along(y, up * stride));
    if key == "h" || key == "H" {
        let next = match held_end {
            Some(End::Left) => End::Right,
            Some(End::Right) | None => End::Left,
        };
        app.act_now(Msg::HoldEnd(handles.map(|_| next)));
        return true;
    }
    let (Some(end), Some([(_, left), (_, right)])) = (held_end, handles) else { return false };
    if key == "Escape" {
        app.act_now(Msg::HoldEnd(None));
        app.act_now(Msg::LetGo);
    } else if by != 0.0 {
        app.act_now(match end {
            End::Left => Msg::PlaceLine { left: left + by, right },
            End::Right => Msg::PlaceLine { left, right: right + by },
        });
    }
    key == "Escape" || by != 0.0
}

fn announce_probe(app: &App) {
    if let Some(probe) = app.session.fit().probe {
        let lang = app.session.settings().lang;
        app.page.announce(question::spoken(&app.session.quantity(), &probe, lang));
    }
}

/// The exact place of the point that is held, and which errors are drawn.
fn words(page: &Page, session: &Session) {
    if session.settings().dataset.tells_classes() {
        return plane::words(page, session);
    }
    let fit = session.fit();
    let selected = fit.selected.and_then(|i| fit.points.get(i));
    // While no point is held, what stands in the fields is the user's.
    let form = page.get(Id::PointForm);
    let held = selected.is_some();
    if held || form.get_attribute("data-held").as_deref() == Some("true") {
        let y = |y: f64| told(y, &fit.quantity, session.settings().lang);
        for (id, value) in [(Id::PointX, selected.map(|p| p.x)), (Id::PointY, selected.map(|p| y(p.y)))] {
            page.fill(page.input(id), &value.map_or_else(String::new, plain));
        }
        flag(form, "data-held", held);
    }
    disable(page.get(Id::PointRemove), selected.is_none());
    for (id, marks) in [
        (Id::ErrorsHidden, ErrorMarks::Hidden),
        (Id::ErrorsLines, ErrorMarks::Lines),
        (Id::ErrorsSquares, ErrorMarks::Squares),
    ] {
        flag(page.get(id), "aria-pressed", fit.errors == marks);
    }
    for (id, shown) in [(Id::PartsHidden, false), (Id::PartsShown, true)] {
        flag(page.get(id), "aria-pressed", session.display().stack == shown);
    }
}

/// The answer to the question, as the picture says it.
fn echo(page: &Page, session: &Session) {
    if session.settings().dataset.tells_classes() {
        return plane::echo(page, session);
    }
    let (probe, lang, quantity) = (session.fit().probe, session.settings().lang, session.quantity());
    page.fill(page.input(Id::ProbeX), &probe.map_or_else(String::new, |probe| plain(probe.x)));
    let answer = probe.filter(|p| p.predicted.is_finite());
    page.write(Id::ProbeY, answer.map_or_else(|| "–".to_owned(), |p| sentences::amount(p.predicted, &quantity, lang)));
    page.write(Id::ProbeBeside, probe.map_or_else(String::new, |probe| question::beside(&quantity, &probe, lang)));
}
