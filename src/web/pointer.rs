//! Mouse, pen and touch on the pictures.

use super::app::{App, Shared};
use super::canvas::Canvas;
use super::listen::{Act, listen};
use crate::scene::Layout;
use crate::scene::frame::Frame;
use crate::scene::range::bounded;
use crate::session::Msg;
use crate::text::sentences;
use crate::view::Picture;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, PointerEvent};

/// How near, in CSS px, a mouse or a finger has to be to take something.
const REACH: (f64, f64) = (12.0, 22.0);
/// A press that moves less than this is a click.
const STILL: f64 = 4.0;

/// What the pointers are about to do.
#[derive(Default)]
pub struct Gestures {
    /// What each pointer holds, by its id, and on which picture.
    held: Vec<(i32, Picture, Held)>,
    /// The click that is under way has put a point in place.
    just_added: bool,
    /// How many points there were at the first click of two.
    count_at_first: usize,
}

/// What the pointer holds.
#[derive(Clone)]
enum Held {
    /// A point, by index, and how far from its middle it was taken, in CSS px.
    /// Its index holds good as long as the list's edition is the same.
    Point { index: usize, edition: u64, off: (f64, f64) },
    /// The probe's line, or the empty ground once the pointer has moved: ask at the pointer's x.
    Probe { before: Option<f64> },
    /// The empty ground, pressed here.
    Ground { at: (f64, f64) },
    /// The marker of the loss surface.
    Marker,
}

/// Where, the event, and what it does.
const ALL: &[(Picture, &str, Act)] = &[
    (Picture::Fit, "touchstart", |app, event| touched(app, event, Picture::Fit)),
    (Picture::Fit, "pointerdown", |app, event| pressed(app, event.unchecked_ref(), Picture::Fit)),
    (Picture::Fit, "click", remove_by_two),
    (Picture::Surface, "touchstart", |app, event| touched(app, event, Picture::Surface)),
    (Picture::Surface, "pointerdown", |app, event| pressed(app, event.unchecked_ref(), Picture::Surface)),
    (Picture::Losses, "pointerdown", read_losses),
    (Picture::Losses, "pointermove", read_losses),
    (Picture::Losses, "pointerleave", leave_losses),
    (Picture::Layers, "click", hold_neuron),
];

/// The same where something can be held.
const HOLDING: &[(&str, Act)] = &[
    ("pointermove", |app, event| moved(app, event.unchecked_ref())),
    ("pointerup", |app, event| ended(app, event.unchecked_ref(), release)),
    ("pointercancel", |app, event| ended(app, event.unchecked_ref(), cancel)),
    // A capture that is lost without a word is as good as cancelled.
    ("lostpointercapture", |app, event| ended(app, event.unchecked_ref(), cancel)),
];

/// Listens at the pictures.
pub fn listen_all(app: &App, shared: Shared) {
    for &(picture, kind, act) in ALL {
        listen(shared, &view(app, picture).place, kind, act);
    }
    for &(kind, act) in HOLDING {
        for picture in [Picture::Fit, Picture::Surface] {
            listen(shared, &view(app, picture).place, kind, act);
        }
    }
}

/// A picture and where it stands.
pub fn view(app: &App, picture: Picture) -> &Canvas {
    &app.views[picture as usize]
}

/// Where an event or a touch is on a picture, in CSS px. Its own coordinates are fractions, but web-sys reads whole ones.
pub fn px(app: &App, picture: Picture, event: &JsValue) -> (f64, f64) {
    let read = |name: &str| Reflect::get(event, &name.into()).ok().and_then(|at| at.as_f64()).unwrap_or(f64::NAN);
    view(app, picture).px(read("clientX"), read("clientY"))
}

/// A touch on something that can be held must not scroll the page; only its start can still say so.
fn touched(app: &mut App, event: &Event, picture: Picture) {
    let first = Reflect::get(event, &"changedTouches".into()).and_then(|touches| Reflect::get(&touches, &0.into()));
    if let Ok(touch) = first
        && press(app, picture, px(app, picture, &touch), REACH.1)
            .is_some_and(|held| !matches!(held, Held::Ground { .. }))
    {
        event.prevent_default();
    }
}

fn pressed(app: &mut App, event: &PointerEvent, picture: Picture) {
    if event.button() != 0 || app.gestures.held.iter().any(|held| held.1 == picture) {
        return;
    }
    app.settle();
    let at = px(app, picture, event);
    let reach = if event.pointer_type() == "touch" { REACH.1 } else { REACH.0 };
    let Some(taken) = press(app, picture, at, reach) else { return };
    let place = &view(app, picture).place;
    let _ = place.set_pointer_capture(event.pointer_id());
    let _ = place.focus();
    match &taken {
        Held::Point { index, .. } => app.send(Msg::SelectPoint(Some(*index))),
        Held::Marker => {
            app.holding = true;
            drag(app, &taken, at);
        }
        _ => {}
    }
    app.gestures.held.push((event.pointer_id(), picture, taken));
}

/// Takes what a pointer holds out of its hand.
fn taken(app: &mut App, event: &PointerEvent) -> Option<(i32, Picture, Held)> {
    let at = app.gestures.held.iter().position(|held| held.0 == event.pointer_id())?;
    Some(app.gestures.held.swap_remove(at))
}

fn moved(app: &mut App, event: &PointerEvent) {
    let Some((id, picture, mut held)) = taken(app, event) else { return };
    // What is queued may change which point is which.
    app.settle();
    let at = px(app, picture, event);
    if let Held::Ground { at: from } = held
        && apart(at, from) > STILL
    {
        held = Held::Probe { before: app.session.fit().probe.map(|p| p.x) };
    }
    drag(app, &held, at);
    app.gestures.held.push((id, picture, held));
}

fn ended(app: &mut App, event: &PointerEvent, end: fn(&mut App, Held)) {
    // Of a press beside the chart, or by another button, nothing is held.
    if let Some((_, _, held)) = taken(app, event) {
        app.holding = app.gestures.held.iter().any(|other| matches!(other.2, Held::Marker));
        app.settle();
        end(app, held);
        app.send(Msg::LetGo);
    }
}

/// How far two places are from each other.
fn apart(p: (f64, f64), q: (f64, f64)) -> f64 {
    ((p.0 - q.0) * (p.0 - q.0) + (p.1 - q.1) * (p.1 - q.1)).sqrt()
}

fn press(app: &App, picture: Picture, at: (f64, f64), reach: f64) -> Option<Held> {
    if picture == Picture::Surface { press_surface(app, at, reach) } else { press_fit(app, at, reach) }
}

fn press_fit(app: &App, at: (f64, f64), reach: f64) -> Option<Held> {
    let fit = app.session.fit();
    let frame = view(app, Picture::Fit).frame()?;
    let mut nearest = (reach, None);
    for (index, point) in fit.points.iter().enumerate() {
        let p = frame.to_px(point.x, point.y);
        let far = apart(p, at);
        if far < nearest.0 || (far == nearest.0 && nearest.1.is_none()) {
            let off = (p.0 - at.0, p.1 - at.1);
            nearest = (far, Some(Held::Point { index, edition: app.session.edition(), off }));
        }
    }
    if nearest.1.is_some() || !inside(&frame, at) {
        return nearest.1;
    }
    let before = fit.probe.map(|p| p.x);
    let on_line = before.is_some_and(|x| (frame.to_px(x, 0.0).0 - at.0).abs() <= reach / 3.0);
    Some(if on_line { Held::Probe { before } } else { Held::Ground { at } })
}

fn press_surface(app: &App, at: (f64, f64), reach: f64) -> Option<Held> {
    let surface = app.session.surface();
    if surface.grid.is_empty() {
        return None;
    }
    let frame = view(app, Picture::Surface).frame()?;
    let near = surface.here.is_some_and(|(u, v)| apart(frame.to_px(u, v), at) <= reach);
    (near || inside(&frame, at)).then_some(Held::Marker)
}

fn inside(frame: &Frame, at: (f64, f64)) -> bool {
    (frame.left..=frame.right()).contains(&at.0) && (frame.top..=frame.bottom()).contains(&at.1)
}

fn drag(app: &mut App, held: &Held, at: (f64, f64)) {
    if let Some(msg) = dragged(app, held, at) {
        app.send(msg);
    }
}

/// What it means that something is held at a place, CSS px.
fn dragged(app: &App, held: &Held, at: (f64, f64)) -> Option<Msg> {
    match held {
        Held::Point { index, edition, off } if *edition == app.session.edition() => {
            let frame = view(app, Picture::Fit).frame()?;
            Some(Msg::MovePoint(*index, frame.from_px(at.0 + off.0, at.1 + off.1)))
        }
        Held::Probe { .. } => {
            let frame = view(app, Picture::Fit).frame()?;
            Some(Msg::Probe(Some(frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0)))
        }
        Held::Marker => {
            let frame = view(app, Picture::Surface).frame()?;
            let x = bounded(at.0, frame.left, frame.right());
            let y = bounded(at.1, frame.top, frame.bottom());
            Some(Msg::MoveTo(frame.from_px(x, y)))
        }
        Held::Ground { .. } | Held::Point { .. } => None,
    }
}

fn release(app: &mut App, held: Held) {
    match held {
        Held::Ground { at } => {
            let Some(frame) = view(app, Picture::Fit).frame() else { return };
            app.act_now(Msg::AddPoint(frame.from_px(at.0, at.1)));
            app.gestures.just_added = true;
            announce_point(app);
        }
        Held::Point { .. } => {
            app.settle();
            announce_point(app);
        }
        Held::Probe { .. } | Held::Marker => {}
    }
}

/// Puts back what a gesture has changed that the browser took away.
fn cancel(app: &mut App, held: Held) {
    let msg = match held {
        Held::Probe { before } => Msg::Probe(before),
        Held::Marker | Held::Point { .. } if app.session.is_touched() => Msg::Undo,
        _ => return,
    };
    app.send(msg);
}

/// Says where the point that is held stands, or how many there are when none is.
pub fn announce_point(app: &App) {
    let (points, lang) = (app.session.points(), app.session.settings().lang);
    let held = app.session.selected_point().and_then(|index| Some((index, points.get(index)?)));
    app.page.announce(match held {
        Some((index, point)) => sentences::point(index, point.x, point.y, lang),
        None => sentences::points(points.len(), lang),
    });
}

/// A double click on a point takes it away, unless its first click has only just put it there.
fn remove_by_two(app: &mut App, event: &Event) {
    app.settle();
    let count = app.session.points().len();
    let added = std::mem::take(&mut app.gestures.just_added);
    if event.unchecked_ref::<PointerEvent>().detail() < 2 {
        app.gestures.count_at_first = if added { usize::MAX } else { count };
    } else if app.gestures.count_at_first == count
        && let Some(Held::Point { index, .. }) = press_fit(app, px(app, Picture::Fit, event), REACH.0)
    {
        app.send(Msg::RemovePoint(index));
    }
}

/// The losses at the step under the pointer.
fn read_losses(app: &mut App, event: &Event) {
    let at = px(app, Picture::Losses, event);
    let Some(frame) = view(app, Picture::Losses).frame() else { return };
    let step = frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0;
    app.send(Msg::ReadLosses(Some(step.max(0.0).round() as u64)));
}

fn leave_losses(app: &mut App, event: &Event) {
    if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
        app.send(Msg::ReadLosses(None));
    }
}

fn hold_neuron(app: &mut App, event: &Event) {
    let at = px(app, Picture::Layers, event);
    let tiles = view(app, Picture::Layers).layout().and_then(Layout::tiles);
    let neuron = tiles.and_then(|tiles| tiles.neuron_at(at));
    app.send(Msg::SelectNeuron(neuron));
}
