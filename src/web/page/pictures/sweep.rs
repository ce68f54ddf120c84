//! Loss against capacity: what was measured is read, and the model of a capacity is taken over.

use super::row::Row;
use crate::scene::sweep;
use crate::session::{Msg, Session, Stale};
use crate::text::capacity;
use crate::view::Picture;
use crate::web::page::app::App;
use crate::web::page::hold::px;
use crate::web::page::ids::{Id, Page};
use crate::web::page::{announce, keys, measuring};
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Sweep,
    name: "sweep",
    place: Id::Sweep,
    scroller: None,
    stale: Stale::SWEEP,
    every: 1,
    on_picture: &[
        ("pointerdown", point),
        ("pointermove", point),
        ("pointerleave", leave),
        ("click", |app, event| {
            if let Some(index) = under(app, event) {
                take(app, index);
            }
        }),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: &[(Id::SweepMeasure, "click", measuring::pressed)],
    words,
    echo: |_, _| {},
};

/// The capacity under an event.
fn under(app: &App, event: &Event) -> Option<usize> {
    let frame = app.canvas(Picture::Sweep).frame()?;
    sweep::capacity_at(&app.session.sweep(), &frame, px(app, Picture::Sweep, event))
}

fn point(app: &mut App, event: &Event) {
    let at = under(app, event);
    if app.session.sweep().reading != at {
        app.send(Msg::ReadCapacity(at));
    }
}

fn leave(app: &mut App, event: &Event) {
    if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
        app.send(Msg::ReadCapacity(None));
    }
}

/// Makes the model of a capacity the present one.
fn take(app: &mut App, index: usize) {
    app.act_now(Msg::ReadCapacity(Some(index)));
    app.act_now(Msg::LoadCapacity(index));
    announce::verdict(app);
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let sweep = app.session.sweep();
    let Some(last) = sweep.results.len().checked_sub(1) else { return false };
    let (reading, from) = (sweep.reading, sweep.reading.or(sweep.today).or(sweep.best()).unwrap_or(0).min(last));
    let stride = if reading.is_some() { stride as usize } else { 0 };
    let at = match key {
        "ArrowLeft" => from.saturating_sub(stride),
        "ArrowRight" => (from + stride).min(last),
        "Home" => 0,
        "End" => last,
        "Enter" | " " => {
            take(app, from);
            return true;
        }
        "Escape" => {
            app.act_now(Msg::ReadCapacity(None));
            return true;
        }
        _ => return false,
    };
    app.act_now(Msg::ReadCapacity(Some(at)));
    app.page.announce(capacity::spoken(&app.session.sweep(), at, app.session.settings().lang));
    true
}

/// How far measuring has come, and what it has found.
fn words(page: &Page, session: &Session) {
    page.write(Id::SweepProgress, capacity::progress(&session.sweep(), session.settings().lang));
    page.write(Id::SweepWords, measuring::found(session));
}
