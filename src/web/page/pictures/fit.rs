//! Data and fit: points are dragged, added and removed; the probe asks the model.

use super::row::Row;
use crate::scene::frame::Frame;
use crate::scene::range::bounded;
use crate::session::{Msg, Session, Stale};
use crate::text::{question, sentences};
use crate::view::{self, Picture};
use crate::web::kit::elements::{disable, flag};
use crate::web::page::announce::{self, at_probe};
use crate::web::page::app::{App, Held};
use crate::web::page::hold::{self, REACH_OF_MOUSE, apart, inside, px};
use crate::web::page::ids::{Id, Page};
use crate::web::page::keys::{self, along, arrow};
use crate::web::page::numbers::plain;
use crate::web::page::point_form;
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

/// A press that moves less than this is a click.
const STILL: f64 = 4.0;

/// The picture.
pub const ROW: Row = Row {
    picture: Picture::Fit,
    name: "fit",
    place: Id::Fit,
    scroller: None,
    stale: Stale::FIT,
    every: 1,
    on_picture: &[
        ("touchstart", |app, event| hold::touched(app, event, Picture::Fit, press)),
        ("pointerdown", |app, event| hold::pressed(app, event, Picture::Fit, press)),
        ("pointermove", hold::moved),
        ("pointerup", hold::released),
        ("pointercancel", hold::cancelled),
        ("lostpointercapture", hold::cancelled),
        ("click", remove_by_two),
        ("keydown", |app, event| keys::pressed(app, event, on_key)),
    ],
    in_panel: point_form::CONTROLS,
    words,
};

/// What a pointer holds here.
enum Grip {
    /// A point, by index, and how far from its middle it was taken, in CSS px. Its index holds good as long as the list's
    /// edition is the same.
    Point { index: usize, edition: u64, off: (f64, f64) },
    /// The probe's line, or the empty ground once the pointer has moved: ask at the pointer's x.
    Probe { before: Option<f64> },
    /// The empty ground, pressed here.
    Ground { at: (f64, f64) },
}

impl Held for Grip {
    fn is_firm(&self) -> bool {
        !matches!(self, Grip::Ground { .. })
    }

    fn taken(&mut self, app: &mut App, _: (f64, f64)) {
        if let Grip::Point { index, .. } = self {
            app.send(Msg::SelectPoint(Some(*index)));
        }
    }

    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        if let Grip::Ground { at: from } = self
            && apart(at, *from) > STILL
        {
            *self = Grip::Probe { before: app.session.fit().probe.map(|p| p.x) };
        }
        let Some(frame) = frame(app) else { return };
        match self {
            Grip::Point { index, edition, off } if *edition == app.session.edition() => {
                app.send(Msg::MovePoint(*index, frame.from_px(at.0 + off.0, at.1 + off.1)));
            }
            Grip::Probe { .. } => {
                app.send(Msg::Probe(Some(frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0)));
            }
            Grip::Ground { .. } | Grip::Point { .. } => {}
        }
    }

    fn let_go(&mut self, app: &mut App) {
        match self {
            Grip::Ground { at } => {
                let Some(frame) = frame(app) else { return };
                app.act_now(Msg::AddPoint(frame.from_px(at.0, at.1)));
                app.hands.just_added = true;
                announce::point(app);
            }
            Grip::Point { .. } => {
                app.settle();
                announce::point(app);
            }
            Grip::Probe { .. } => {}
        }
    }

    fn cancelled(&mut self, app: &mut App) {
        match self {
            Grip::Probe { before } => app.send(Msg::Probe(*before)),
            Grip::Point { .. } if app.session.is_touched() => app.send(Msg::Undo),
            Grip::Ground { .. } | Grip::Point { .. } => {}
        }
    }
}

/// The frame of the picture that is seen.
fn frame(app: &App) -> Option<Frame> {
    app.canvas(Picture::Fit).frame()
}

fn press(app: &App, at: (f64, f64), reach: f64) -> Option<Box<dyn Held>> {
    Some(Box::new(grip(app, at, reach)?))
}

fn grip(app: &App, at: (f64, f64), reach: f64) -> Option<Grip> {
    let fit = app.session.fit();
    let frame = frame(app)?;
    let mut nearest = (reach, None);
    for (index, point) in fit.points.iter().enumerate() {
        let p = frame.to_px(point.x, point.y);
        let far = apart(p, at);
        if far < nearest.0 || (far == nearest.0 && nearest.1.is_none()) {
            let off = (p.0 - at.0, p.1 - at.1);
            nearest = (far, Some(Grip::Point { index, edition: app.session.edition(), off }));
        }
    }
    if nearest.1.is_some() || !inside(&frame, at) {
        return nearest.1;
    }
    let before = fit.probe.map(|p| p.x);
    let on_line = before.is_some_and(|x| (frame.to_px(x, 0.0).0 - at.0).abs() <= reach / 3.0);
    Some(if on_line { Grip::Probe { before } } else { Grip::Ground { at } })
}

/// A double click on a point takes it away, unless its first click has only just put it there.
fn remove_by_two(app: &mut App, event: &Event) {
    app.settle();
    let count = app.session.points().len();
    let added = std::mem::take(&mut app.hands.just_added);
    if event.unchecked_ref::<PointerEvent>().detail() < 2 {
        app.hands.count_at_first = if added { usize::MAX } else { count };
    } else if app.hands.count_at_first == count
        && let Some(Grip::Point { index, .. }) = grip(app, px(app, Picture::Fit, event), REACH_OF_MOUSE)
    {
        app.send(Msg::RemovePoint(index));
    }
}

fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let view::Fit { x, y, points, selected, .. } = app.session.fit();
    let step = |forward: bool| {
        let n = points.len();
        match (n, selected) {
            (0, _) => None,
            (_, None) => Some(if forward { 0 } else { n - 1 }),
            (_, Some(at)) => Some((at + if forward { 1 } else { n - 1 }) % n),
        }
    };
    let msg = match (key, arrow(key), selected) {
        ("[", ..) => Msg::SelectPoint(step(false)),
        ("]", ..) => Msg::SelectPoint(step(true)),
        ("p" | "P", _, Some(_)) => Msg::SelectPoint(None),
        ("p" | "P", _, None) => Msg::SelectPoint(step(true)),
        ("Escape", _, Some(_)) => Msg::SelectPoint(None),
        ("Delete" | "Backspace", _, Some(at)) => Msg::RemovePoint(at),
        ("Enter" | "Insert", ..) => Msg::AddPoint(at_probe(app)),
        (_, Some((right, up)), Some(at)) => {
            let point = points[at];
            Msg::MovePoint(at, (point.x + along(x, right * stride), point.y + along(y, up * stride)))
        }
        (_, Some((right, _)), None) if right != 0.0 => {
            let at = at_probe(app).0 + along(x, right * stride);
            Msg::Probe(Some(bounded(at, x.lo, x.hi)))
        }
        _ => return false,
    };
    let asked = matches!(msg, Msg::Probe(_));
    app.act_now(msg);
    if asked {
        announce_probe(app);
    } else {
        announce::point(app);
    }
    true
}

fn announce_probe(app: &App) {
    if let Some(probe) = app.session.fit().probe {
        let lang = app.session.settings().lang;
        app.page.announce(question::spoken(&app.session.quantity(), &probe, lang));
    }
}

/// The exact place of the point that is held, and the answer to the question.
fn words(page: &Page, session: &Session) {
    let (fit, lang) = (session.fit(), session.settings().lang);
    let quantity = session.quantity();
    let selected = fit.selected.and_then(|i| fit.points.get(i));
    // While no point is held, what stands in the fields is the user's.
    let form = page.get(Id::PointForm);
    let held = selected.is_some();
    if held || form.get_attribute("data-held").as_deref() == Some("true") {
        for (id, value) in [(Id::PointX, selected.map(|p| p.x)), (Id::PointY, selected.map(|p| p.y))] {
            page.fill(page.input(id), &value.map_or_else(String::new, plain));
        }
        flag(form, "data-held", held);
    }
    disable(page.get(Id::PointRemove), selected.is_none());
    page.fill(page.input(Id::ProbeX), &fit.probe.map_or_else(String::new, |probe| plain(probe.x)));
    let answer = fit.probe.filter(|p| p.predicted.is_finite());
    page.write(Id::ProbeY, answer.map_or_else(|| "–".to_owned(), |p| sentences::amount(p.predicted, &quantity, lang)));
    let beside = fit.probe.map_or_else(String::new, |probe| question::beside(&quantity, &probe, lang));
    page.write(Id::ProbeBeside, beside);
}
