//! The loss surface: the marker of today's parameters is dragged over it.

use super::row::Row;
use crate::scene::frame::Frame;
use crate::scene::range::bounded;
use crate::session::{Axes, Msg, Session, Stale};
use crate::text::sentences;
use crate::view::Picture;
use crate::web::kit::elements::{choose, disable, set};
use crate::web::page::announce;
use crate::web::page::app::{App, Held};
use crate::web::page::formulas;
use crate::web::page::hold::{self, apart, inside};
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, along, arrow};
use web_sys::Event;

/// The words of the list of axes.
const PATH: &str = "path";
const WEIGHTS: &str = "weights";

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Surface,
    name: "surface",
    place: Id::Surface,
    scroller: None,
    stale: Stale::SURFACE,
    every: 1,
    on_picture: &[
        ("touchstart", |app, event| hold::touched(app, event, Picture::Surface, press)),
        ("pointerdown", |app, event| hold::pressed(app, event, Picture::Surface, press)),
        ("pointermove", hold::moved),
        ("pointerup", hold::released),
        ("pointercancel", hold::cancelled),
        ("lostpointercapture", hold::cancelled),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: &[
        (Id::SurfaceAxes, "change", choose_axes),
        (Id::SurfaceU, "change", choose_axes),
        (Id::SurfaceV, "change", choose_axes),
    ],
    words,
    echo: |_, _| {},
};

/// The marker is held: training waits, and the parameters go along.
struct Marker;

impl Held for Marker {
    fn stops_training(&self) -> bool {
        true
    }

    fn taken(&mut self, app: &mut App, at: (f64, f64)) {
        self.dragged(app, at);
    }

    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        let Some(frame) = frame(app) else { return };
        let x = bounded(at.0, frame.left, frame.right());
        let y = bounded(at.1, frame.top, frame.bottom());
        app.send(Msg::MoveTo(frame.from_px(x, y)));
    }

    fn cancelled(&mut self, app: &mut App) {
        if app.session.is_touched() {
            app.send(Msg::Undo);
        }
    }
}

/// The frame of the picture that is seen.
fn frame(app: &App) -> Option<Frame> {
    app.canvas(Picture::Surface).frame()
}

fn press(app: &App, at: (f64, f64), reach: f64) -> Option<Box<dyn Held>> {
    let surface = app.session.surface();
    if surface.grid.is_empty() {
        return None;
    }
    let frame = frame(app)?;
    let near = surface.here.is_some_and(|(u, v)| apart(frame.to_px(u, v), at) <= reach);
    if near || inside(&frame, at) { Some(Box::new(Marker)) } else { None }
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let surface = app.session.surface();
    let (Some((right, up)), Some((u, v))) = (arrow(key), surface.here) else { return false };
    let to = (u + along(surface.u, right * stride), v + along(surface.v, up * stride));
    let to = (bounded(to.0, surface.u.lo, surface.u.hi), bounded(to.1, surface.v.lo, surface.v.hi));
    app.act_now(Msg::MoveTo(to));
    announce::verdict(app);
    true
}

fn choose_axes(app: &mut App, _: &Event) {
    let last = app.session.parameters().len().saturating_sub(1);
    let read = |id: Id| (app.page.input(id).value_as_number().max(0.0) as usize).min(last);
    let axes = if app.page.input(Id::SurfaceAxes).value() == WEIGHTS {
        let (u, v) = (read(Id::SurfaceU), read(Id::SurfaceV));
        // Two different ones, where there are two.
        Axes::Weights(u, if v == u { if u == 0 { 1.min(last) } else { u - 1 } } else { v })
    } else {
        Axes::Path
    };
    app.send(Msg::SurfaceAxes(axes));
}

/// What kind of plane is shown, and along what.
fn words(page: &Page, session: &Session) {
    page.write(Id::SurfaceCaption, sentences::surface_caption(session.surface().plane, session.settings().lang));
    let (word, u, v) = match session.axes() {
        Axes::Path => (PATH, 0, 1),
        Axes::Weights(u, v) => (WEIGHTS, u, v),
    };
    choose(page.input(Id::SurfaceAxes), word);
    let last = session.parameters().len().saturating_sub(1).to_string();
    for (id, value) in [(Id::SurfaceU, u), (Id::SurfaceV, v)] {
        set(page.get(id), "max", &last);
        disable(page.get(id), word == PATH);
        page.fill(page.input(id), &value.to_string());
    }
    formulas::write(page, session);
}
