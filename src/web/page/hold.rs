//! Dragging by mouse, pen and touch: a press takes hold of something, moves drag it, a release lets go of it.

use super::app::{App, Held, Hold};
use crate::scene::frame::Frame;
use crate::session::Msg;
use crate::view::Picture;
use crate::web::kit::listen::client;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, PointerEvent};

/// How near a mouse, or a finger, has to be to something to take hold of it, in CSS px.
pub const REACH_OF_MOUSE: f64 = 12.0;
const REACH_OF_FINGER: f64 = 22.0;

/// What a press takes hold of: given the place and how far it reaches, both in CSS px of the picture.
pub type Press = fn(&App, (f64, f64), f64) -> Option<Box<dyn Held>>;

/// Where an event or a touch is on a picture, in CSS px.
pub fn px(app: &App, picture: Picture, event: &JsValue) -> (f64, f64) {
    let (x, y) = client(event);
    app.canvas(picture).px(x, y)
}

/// How far two places are from each other.
pub fn apart(p: (f64, f64), q: (f64, f64)) -> f64 {
    ((p.0 - q.0) * (p.0 - q.0) + (p.1 - q.1) * (p.1 - q.1)).sqrt()
}

/// Whether a place is within the frame of a chart.
pub fn inside(frame: &Frame, at: (f64, f64)) -> bool {
    (frame.left..=frame.right()).contains(&at.0) && (frame.top..=frame.bottom()).contains(&at.1)
}

/// A finger that drags something must not scroll the page. What prevents that is its first move, not its start: whoever prevents
/// the start prevents that a second finger zooms, and two that do not hold something together are for the page. What one of them
/// has begun comes to nothing.
pub fn touched(app: &mut App, event: &Event) {
    let fingers = Reflect::get(event, &"touches".into()).and_then(|touches| Reflect::get(&touches, &"length".into()));
    let fingers = fingers.ok().and_then(|count| count.as_f64()).unwrap_or(0.0);
    let is_ours = if fingers > 1.0 {
        app.hands.held.iter().any(|hold| hold.second.is_some())
    } else if fingers > 0.0 {
        app.hands.firm && !app.hands.held.is_empty() && event.type_() == "touchmove"
    } else {
        // No click follows.
        app.hands.firm
    };
    if is_ours && event.cancelable() {
        event.prevent_default();
    } else if fingers > 1.0 {
        escaped(app);
    }
}

/// A pointer is pressed.
pub fn pressed(app: &mut App, event: &Event, picture: Picture, press: Press) {
    let event: &PointerEvent = event.unchecked_ref();
    // With Ctrl it is the menu that a Mac opens.
    if event.button() != 0 || event.ctrl_key() {
        return;
    }
    app.settle();
    let at = px(app, picture, event);
    if let Some(hold) = app.hands.held.iter_mut().find(|hold| hold.picture == picture) {
        if hold.second.is_none() && hold.held.joined(at) {
            hold.second = Some(event.pointer_id());
            let _ = app.canvas(picture).place.set_pointer_capture(event.pointer_id());
        }
        return;
    }
    let reach = if event.pointer_type() == "touch" { REACH_OF_FINGER } else { REACH_OF_MOUSE };
    app.hands.firm = false;
    let Some(mut held) = press(app, at, reach) else { return };
    let place = &app.canvas(picture).place;
    let _ = place.set_pointer_capture(event.pointer_id());
    let _ = place.focus();
    app.hands.firm = held.is_firm();
    held.taken(app, at);
    app.hands.held.push(Hold { pointer: event.pointer_id(), second: None, picture, held });
}

fn id(event: &Event) -> i32 {
    event.unchecked_ref::<PointerEvent>().pointer_id()
}

/// Removes and returns what a pointer holds. It may hold nothing: a press beside the chart takes hold of nothing, nor
/// does another button.
fn taken(app: &mut App, pointer: i32) -> Option<Hold> {
    let at = app.hands.held.iter().position(|hold| hold.pointer == pointer || hold.second == Some(pointer))?;
    Some(app.hands.held.swap_remove(at))
}

/// A pointer has moved.
pub fn moved(app: &mut App, event: &Event) {
    // Nothing is pressed any more: it let go where nobody saw it, over a menu or another window.
    if event.unchecked_ref::<PointerEvent>().buttons() == 0 {
        return released(app, event);
    }
    let Some(mut hold) = taken(app, id(event)) else { return };
    app.settle_indices();
    let at = px(app, hold.picture, event);
    if hold.pointer == id(event) {
        hold.held.dragged(app, at)
    } else {
        hold.held.dragged_too(app, at)
    }
    app.hands.held.push(hold);
}

/// A pointer has let go, or its capture has ended without that: it let go where nobody saw it.
pub fn released(app: &mut App, event: &Event) {
    end(app, id(event), |app, held| held.let_go(app));
}

/// The browser has cancelled a pointer.
pub fn cancelled(app: &mut App, event: &Event) {
    end(app, id(event), |app, held| held.cancelled(app));
}

/// Everything is let go of, and what the gestures have changed is undone.
pub fn escaped(app: &mut App) {
    while let Some(pointer) = app.hands.held.first().map(|hold| hold.pointer) {
        end(app, pointer, |app, held| held.cancelled(app));
    }
}

fn end(app: &mut App, pointer: i32, end: fn(&mut App, &mut dyn Held)) {
    if let Some(mut hold) = taken(app, pointer) {
        if hold.pointer != pointer {
            hold.held.left();
            hold.second = None;
            return app.hands.held.push(hold);
        }
        app.settle();
        end(app, &mut *hold.held);
        app.send(Msg::LetGo);
    }
}
