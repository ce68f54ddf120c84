//! Sliders under a finger: one that starts to scroll on a slider has moved it before the browser knows that it scrolls. Such a
//! move is taken back.

use crate::session::knobs::{self, Value};
use crate::session::{Msg, State};
use crate::web::kit::listen::{around, listen, target};
use crate::web::page::app::{App, Shared};
use crate::web::page::ids::{Id, Page};
use crate::web::page::state::Before;
use web_sys::Event;

/// Listens at all sliders.
pub fn listen_all(page: &Page, shared: Shared) {
    listen(shared, page.document(), "pointerdown", pressed);
    listen(shared, page.document(), "pointerup", released);
    listen(shared, page.document(), "pointercancel", cancelled);
}

fn key(event: &Event) -> Option<String> {
    Some(around(event, "[type=range]")?.get_attribute("data-slider").unwrap_or_default())
}

fn pressed(app: &mut App, event: &Event) {
    let session = &app.session;
    app.hands.slider = key(event).map(|key| Before {
        value: knobs::value(&key, session.settings()),
        step: session.sought_step(),
        running: session.state() == State::Running,
    });
}

fn released(app: &mut App, _: &Event) {
    if app.hands.slider.take().is_some() {
        app.send(Msg::LetGo);
    }
}

fn cancelled(app: &mut App, event: &Event) {
    let Some((key, Before { value, step, running })) = key(event).zip(app.hands.slider.take()) else { return };
    app.settle();
    if app.session.is_touched() {
        app.act_now(Msg::Undo);
    } else if let Ok(change) = knobs::parse(&key, &Value::Text(value)) {
        app.act_now(Msg::Set(change));
    } else if target(event).is_some_and(|slider| &slider == app.page.get(Id::Timeline).as_ref()) {
        app.act_now(Msg::Seek(step));
        if running {
            app.act_now(Msg::Play);
        }
    }
}
