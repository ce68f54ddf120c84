//! The plane of two measures as the last hidden layer bends it: turned by hand where it has three axes, and bent by a slider.

use super::row::Row;
use crate::scene::Layout;
use crate::session::classes::room;
use crate::session::{Msg, Session, Stale};
use crate::text::sentences::sorting::percent;
use crate::view::{Camera, Picture};
use crate::web::kit::elements::{fill, set};
use crate::web::page::app::{App, Held};
use crate::web::page::hold;
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, arrow};
use crate::web::page::turning::{KEY_TURN, Turning};
use web_sys::Event;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Bent,
    name: "bent",
    place: Id::Bent,
    scroller: None,
    stale: Stale::LAYERS,
    every: 2,
    on_picture: &[
        ("touchstart", hold::touched),
        ("touchmove", hold::touched),
        ("touchend", hold::touched),
        ("pointerdown", |app, event| hold::pressed(app, event, Picture::Bent, press)),
        ("pointermove", hold::moved),
        ("pointerup", hold::released),
        ("pointercancel", hold::cancelled),
        ("lostpointercapture", hold::released),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: &[(Id::BendPlane, "input", bend)],
    words,
    echo: |_, _| {},
};

fn press(app: &App, at: (f64, f64), _: f64) -> Option<Box<dyn Held>> {
    app.canvas(Picture::Bent).layout().and_then(Layout::room)?;
    let (camera, _) = room(&app.session);
    Some(Box::new(Turning::new(at, camera, Msg::TurnRoom)))
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let turns = app.canvas(Picture::Bent).layout().and_then(Layout::room).is_some();
    let Some((right, up)) = arrow(key).filter(|_| turns) else { return false };
    let (Camera { azimuth, elevation }, _) = room(&app.session);
    app.act_now(Msg::TurnRoom(azimuth + KEY_TURN * stride * right, elevation + KEY_TURN * stride * up));
    true
}

fn bend(app: &mut App, _: &Event) {
    let share = app.page.input(Id::BendPlane).value_as_number();
    app.send(Msg::BendPlane(share));
}

/// How far it is bent.
fn words(page: &Page, session: &Session) {
    let (_, share) = room(session);
    let (slider, text) = (page.input(Id::BendPlane), percent(share, session.settings().lang));
    page.fill(slider, &crate::data::decimal::shortest(share));
    fill(slider, share);
    set(slider, "aria-valuetext", &text);
    page.write(Id::BendShare, text);
}
