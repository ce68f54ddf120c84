//! What the buttons of notices do: points that only another tab has are shown here.

use super::app::App;
use super::{chapters, kept, notices};
use crate::session::Msg;
use crate::session::story::Chapter;
use crate::text::notices::Told;
use crate::web::kit::listen::around;
use web_sys::{Element, Event};

/// A click anywhere.
pub fn pressed(app: &mut App, event: &Event) {
    if let Some(button) = around(event, "[data-notice]") {
        answered(app, &button);
    }
}

#[inline(never)] // in the second part
fn answered(app: &mut App, button: &Element) {
    let is_taken = button.get_attribute("data-notice").as_deref() == Some("do");
    match notices::close(button) {
        Some(Told::Others) => take(app, is_taken),
        Some(Told::Broken | Told::Full | Told::Denied | Told::Simplified) | None => {}
    }
}

/// The points of another tab take the place of those of free play, and Undo brings these back; or they are not offered again.
fn take(app: &mut App, is_taken: bool) {
    let Some((id, own)) = kept::other_points(&app.keeping) else { return };
    kept::no_more_of(&app.keeping, &id);
    if is_taken {
        let classes = own.source.tells_classes();
        chapters::open(app, Chapter::Free);
        app.act_now(Msg::Import { points: own.points, names: own.names, split: true, classes });
    }
}
