//! Loss over steps: the losses of a step are read.

use super::row::Row;
use crate::scene::range::bounded;
use crate::session::{Msg, Session, Stale};
use crate::text::sentences;
use crate::view::Picture;
use crate::web::kit::elements::flag;
use crate::web::page::app::App;
use crate::web::page::hold::px;
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys;
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

/// The picture. It is among the dearest and the slowest to change: it takes turns with the layers.
pub const ROW: Row = Row {
    picture: Picture::Losses,
    name: "losses",
    place: Id::Losses,
    scroller: None,
    stale: Stale::LOSSES,
    every: 2,
    on_picture: &[
        ("pointerdown", read),
        ("pointermove", read),
        ("pointerleave", leave),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: &[
        (Id::LossesLog, "click", |app, _| app.send(Msg::LogLosses(true))),
        (Id::LossesLinear, "click", |app, _| app.send(Msg::LogLosses(false))),
    ],
    words,
    echo: |_, _| {},
};

/// The losses at the step under the pointer.
fn read(app: &mut App, event: &Event) {
    let at = px(app, Picture::Losses, event);
    let Some(frame) = app.canvas(Picture::Losses).frame() else { return };
    let step = frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0;
    app.send(Msg::ReadLosses(Some(step.max(0.0).round() as u64)));
}

fn leave(app: &mut App, event: &Event) {
    if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
        app.send(Msg::ReadLosses(None));
    }
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let last = app.session.last_step();
    let at = app.session.losses().readout.unwrap_or_else(|| app.session.sought_step());
    let step = match key {
        "ArrowLeft" => at.saturating_sub(stride as u64),
        "ArrowRight" => (at + stride as u64).min(last),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            app.act_now(Msg::ReadLosses(None));
            return true;
        }
        _ => return false,
    };
    app.act_now(Msg::ReadLosses(Some(step)));
    let losses = app.session.losses();
    if let Some(entry) = losses.entries.iter().find(|e| (e.from..=e.to).contains(&step)) {
        app.page.announce(sentences::losses_at(step, entry, &losses.units, app.session.settings().lang));
    }
    true
}

/// Which axis is chosen.
fn words(page: &Page, session: &Session) {
    let log = session.losses().log;
    flag(page.get(Id::LossesLog), "aria-pressed", log);
    flag(page.get(Id::LossesLinear), "aria-pressed", !log);
}
