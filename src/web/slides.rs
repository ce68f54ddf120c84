//! A finger that begins to scroll on a slider has moved it before the browser knows what it wants: that is taken back.

use super::app::{App, Shared};
use super::listen::{around, listen};
use super::page::Page;
use crate::session::knobs::{self, Value};
use crate::session::{Msg, State};
use web_sys::Event;

/// How things were when a slider was pressed.
#[derive(Default)]
pub struct Before {
    /// Its knob's value; empty for one that is no knob's.
    value: String,
    /// The step that was looked at.
    step: u64,
    running: bool,
}

/// Listens at all sliders.
pub fn listen_all(page: &Page, shared: Shared) {
    listen(shared, page.document(), "pointerdown", pressed);
    listen(shared, page.document(), "pointercancel", cancelled);
}

fn key(event: &Event) -> Option<String> {
    Some(around(event, "[type=range]")?.get_attribute("data-slider").unwrap_or_default())
}

fn pressed(app: &mut App, event: &Event) {
    let Some(key) = key(event) else { return };
    let session = &app.session;
    let value = knobs::value(&key, session.settings());
    app.slid_from = Before { value, step: session.sought_step(), running: session.state() == State::Running };
}

fn cancelled(app: &mut App, event: &Event) {
    let Some(key) = key(event) else { return };
    app.settle();
    let Before { value, step, running } = std::mem::take(&mut app.slid_from);
    if app.session.is_touched() {
        app.act_now(Msg::Undo);
    } else if let Ok(change) = knobs::parse(&key, &Value::Text(value)) {
        app.act_now(Msg::Set(change));
    } else {
        app.act_now(Msg::Seek(step));
        if running {
            app.act_now(Msg::Play);
        }
    }
}
