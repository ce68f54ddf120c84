//! Keys: what a picture does with one, and undo anywhere on the page.

use super::announce::take_back;
use super::app::App;
use super::laboratory::ask::press;
use crate::session::{Msg, knobs};
use crate::view::Span;
use crate::web::kit::listen::around;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

/// An arrow moves by this share of an axis; with Shift by ten times as much.
const NUDGE: f64 = 0.005;

/// What a key does; says whether it does anything. A stride is 1, or 10 with Shift.
pub type Press = fn(&mut App, &str, f64) -> bool;

/// A key is pressed on a picture.
pub fn pressed(app: &mut App, event: &Event, press: Press) {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    app.settle();
    if press(app, &event.key(), if event.shift_key() { 10.0 } else { 1.0 }) {
        event.prevent_default();
    }
}

/// (right, up) of an arrow key.
pub fn arrow(key: &str) -> Option<(f64, f64)> {
    match key {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, 1.0)),
        "ArrowDown" => Some((0.0, -1.0)),
        _ => None,
    }
}

/// How far this many strides lead along an axis.
pub fn along(span: Span, by: f64) -> f64 {
    by * NUDGE * (span.hi - span.lo)
}

/// Ctrl or Cmd with Z, and with Shift and Z or with Y. In a field that is written in, the browser's own undo is meant.
pub fn undo(app: &mut App, event: &Event) {
    let keys: &KeyboardEvent = event.unchecked_ref();
    // A text area has name and value as an input has.
    let field = around(event, "textarea, [type=text], [type=number]").map(JsCast::unchecked_into::<HtmlInputElement>);
    // What is behind a dialog stays as the dialog shows it.
    if app.page.document().query_selector("dialog[open]").is_ok_and(|open| open.is_some()) {
        return;
    }
    let value = |app: &App, field: &HtmlInputElement| knobs::value(&field.name(), app.session.settings());
    // What has been taken over already is for our undo.
    let elsewhere = field.as_ref().is_some_and(|f| f.name().is_empty() || value(app, f) != f.value());
    if !(keys.ctrl_key() || keys.meta_key()) || keys.alt_key() || elsewhere {
        return;
    }
    let msg = match (keys.key().to_ascii_lowercase().as_str(), keys.shift_key()) {
        ("z", false) => Msg::Undo,
        ("z", true) | ("y", false) => Msg::Redo,
        _ => return,
    };
    event.prevent_default();
    if app.lab.open {
        return press(app, if msg == Msg::Undo { "undo" } else { "redo" });
    }
    take_back(app, msg);
    if let Some(field) = field {
        // It has the focus, and is not written to otherwise.
        field.set_value(&value(app, &field));
    }
}
