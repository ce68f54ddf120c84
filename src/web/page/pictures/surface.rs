//! The loss surface: the marker of today's parameters is dragged over it.

use super::row::Row;
use crate::data::decimal::shortest;
use crate::scene::Layout;
use crate::scene::frame::Frame;
use crate::scene::landscape::terrain::Terrain;
use crate::scene::range::bounded;
use crate::session::{Axes, Msg, Session, Stale};
use crate::text::quantity::Scale;
use crate::text::{Lang, number, sentences};
use crate::view::{Camera, Picture, Surface};
use crate::web::kit::elements::{choose, disable, fill, flag, set};
use crate::web::kit::listen::around;
use crate::web::page::announce;
use crate::web::page::app::{App, Held};
use crate::web::page::formulas;
use crate::web::page::hold::{self, apart, inside};
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, along, arrow};
use crate::web::page::turning::{KEY_TURN, Turning};
use web_sys::Event;

/// The words of the list of axes.
const PATH: &str = "path";
const WEIGHTS: &str = "weights";
/// How near to the middle of its ball it is taken, whatever the pointer; CSS px.
const BALL: f64 = 20.0;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Surface,
    name: "surface",
    place: Id::Surface,
    scroller: None,
    stale: Stale::SURFACE,
    every: 1,
    on_picture: &[
        ("touchstart", hold::touched),
        ("touchmove", hold::touched),
        ("touchend", hold::touched),
        ("pointerdown", |app, event| hold::pressed(app, event, Picture::Surface, press)),
        ("pointermove", hold::moved),
        ("pointerup", hold::released),
        ("pointercancel", hold::cancelled),
        ("lostpointercapture", hold::released),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: &[
        (Id::SurfaceMap, "click", |app, _| app.send(Msg::Relief(false))),
        (Id::SurfaceLandscape, "click", |app, _| app.send(Msg::Relief(true))),
        (Id::SurfaceArrows, "click", |app, _| app.send(Msg::ShowDescent(!app.session.shows_descent()))),
        (Id::SurfaceAxes, "change", choose_axes),
        (Id::SurfaceU, "change", choose_axes),
        (Id::SurfaceV, "change", choose_axes),
        (Id::LayU, "input", lay),
        (Id::LayV, "input", lay),
    ],
    words,
    echo: |_, _| {},
};

/// The marker is held: training waits, and the parameters go along.
struct Marker {
    /// How far from its middle it was taken, in CSS px; on a map it comes to the pointer.
    off: (f64, f64),
}

impl Held for Marker {
    fn stops_training(&self) -> bool {
        true
    }

    fn taken(&mut self, app: &mut App, at: (f64, f64)) {
        if landscape(app).is_none() {
            self.dragged(app, at);
        }
    }

    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        if let Some(land) = landscape(app) {
            // It goes on from where the last move has put it, and that may still be queued.
            app.settle();
            let here = app.session.surface().here;
            let to = land.pointed((at.0 + self.off.0, at.1 + self.off.1), here);
            return app.send(Msg::MoveTo(to));
        }
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

/// The frame of the map that is seen.
fn frame(app: &App) -> Option<Frame> {
    app.canvas(Picture::Surface).frame()
}

/// The landscape that is seen.
fn landscape(app: &App) -> Option<Terrain> {
    app.canvas(Picture::Surface).layout()?.landscape().cloned()
}

fn press(app: &App, at: (f64, f64), reach: f64) -> Option<Box<dyn Held>> {
    let surface = app.session.surface();
    if surface.grid.is_empty() {
        return None;
    }
    if let Some(land) = app.canvas(Picture::Surface).layout()?.landscape() {
        let ball = surface.here.map(|here| land.seen.to_px(land.lies(here)));
        if let Some(ball) = ball.filter(|ball| apart(*ball, at) <= reach.max(BALL)) {
            return Some(Box::new(Marker { off: (ball.0 - at.0, ball.1 - at.1) }));
        }
        return Some(Box::new(Turning::new(at, app.session.camera(), Msg::TurnLandscape)));
    }
    let frame = frame(app)?;
    let near = surface.here.is_some_and(|(u, v)| apart(frame.to_px(u, v), at) <= reach);
    if near || inside(&frame, at) { Some(Box::new(Marker { off: (0.0, 0.0) })) } else { None }
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let surface = app.session.surface();
    let Some((mut right, mut up)) = arrow(key) else { return false };
    if let Some(land) = app.canvas(Picture::Surface).layout().and_then(Layout::landscape) {
        if stride > 1.0 {
            let Camera { azimuth, elevation } = app.session.camera();
            app.act_now(Msg::TurnLandscape(azimuth + KEY_TURN * right, elevation + KEY_TURN * up));
            return true;
        }
        (right, up) = land.way(right, up);
    }
    let Some((u, v)) = surface.here else { return false };
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

/// A slider of one of the two parameters is moved: the ball goes along.
fn lay(app: &mut App, event: &Event) {
    app.settle();
    let Some((u, v)) = app.session.surface().here else { return };
    let (across, up) = (app.page.input(Id::LayU), app.page.input(Id::LayV));
    let to = if around(event, "#lay-v").is_some() { (u, up.value_as_number()) } else { (across.value_as_number(), v) };
    app.send(Msg::MoveTo(to));
}

/// A power of ten of which a few hundred make this length: what an arrow key moves a slider by.
fn notch(long: f64) -> f64 {
    let mut step = 1.0;
    while step * 1000.0 < long {
        step *= 10.0;
    }
    while step * 100.0 > long && step > f64::MIN_POSITIVE {
        step /= 10.0;
    }
    step
}

/// Puts the sliders of both parameters where the ball is.
fn write_lay(page: &Page, surface: &Surface, lang: Lang) {
    let (Some((u, v)), false) = (surface.here, page.get(Id::Lay).hidden()) else { return };
    let scale = Scale::new(&surface.units, lang).on(&surface.plane);
    for (id, text, span, at) in [(Id::LayU, Id::LayUText, surface.u, u), (Id::LayV, Id::LayVText, surface.v, v)] {
        let (slider, said) = (page.input(id), number::short(scale.y(at)));
        let step = notch(span.hi - span.lo);
        set(slider, "step", &shortest(step));
        set(slider, "min", &shortest((span.lo / step).ceil() * step));
        set(slider, "max", &shortest((span.hi / step).floor() * step));
        set(slider, "aria-valuetext", &said);
        page.fill(slider, &shortest(at));
        fill(slider, bounded((at - span.lo) / (span.hi - span.lo), 0.0, 1.0));
        page.write(text, said);
    }
}

/// What kind of plane is shown, and along what.
fn words(page: &Page, session: &Session) {
    let surface = session.surface();
    let lang = session.settings().lang;
    page.write(Id::SurfaceCaption, sentences::surface_caption(surface.plane, lang));
    write_lay(page, &surface, lang);
    flag(page.get(Id::SurfaceMap), "aria-pressed", surface.relief.is_none());
    flag(page.get(Id::SurfaceLandscape), "aria-pressed", surface.relief.is_some());
    flag(page.get(Id::SurfaceArrows), "aria-pressed", session.shows_descent());
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
