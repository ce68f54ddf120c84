//! A point that a click has just added, or a drag has moved, can be taken back by one press beside the picture, until the next
//! gesture.

use super::announce;
use super::app::App;
use super::ids::Id;
use crate::session::Msg;
use crate::text::Lang;
use crate::view::{Picture, Quantity};
use crate::web::kit::listen::target;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// Shows the button that takes back what a text says.
pub fn offer_undo(app: &App, text: fn(&Quantity, Lang) -> String) {
    app.page.write(Id::PointUndo, text(&app.session.quantity(), app.session.settings().lang));
    app.page.get(Id::PointUndo).set_hidden(false);
}

/// The button is pressed.
pub fn undo(app: &mut App, _: &Event) {
    // A button that is hidden has no focus any more.
    let _ = app.canvas(Picture::Fit).place.focus();
    app.page.get(Id::PointUndo).set_hidden(true);
    announce::take_back(app, Msg::Undo);
}

/// Something is pressed somewhere: the offer ends, unless it is taken, or the keyboard is on its way to it.
pub fn ends_offer(app: &mut App, event: &Event) {
    let button = app.page.get(Id::PointUndo);
    let taken = target(event).is_some_and(|at| button.contains(Some(&at)));
    let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
    if !taken && !key.is_some_and(|key| key == "Tab" || key == "Shift") {
        button.set_hidden(true);
    }
}
