//! Mouse, pen and touch on the pictures.

use super::app::{App, Shared, with};
use super::listen::Listener;
use crate::scene::chart::bounded;
use crate::scene::{Picture, fit, layers, losses, surface};
use crate::session::Msg;
use crate::text::sentences;
use web_sys::{Event, HtmlElement, MouseEvent, PointerEvent};

/// How near, in CSS px, a mouse or a finger has to be to take something.
const REACH: (f64, f64) = (12.0, 22.0);
/// A press that moves less than this is a click.
const STILL: f64 = 4.0;

/// What the pointer holds.
#[derive(Clone)]
enum Held {
    /// A point, by index: where it was, and how far from its middle it was taken, in CSS px.
    /// Its index holds good as long as the list's edition is the same.
    Point { index: usize, edition: u64, from: (f64, f64), off: (f64, f64) },
    /// The probe's line, or the empty ground once the pointer has moved: ask at the pointer's x.
    Probe { before: Option<f64> },
    /// The empty ground, pressed here.
    Ground { at: (f64, f64) },
    /// The marker of the loss surface: the parameters before.
    Marker { before: Vec<f32> },
}

/// Listens at the pictures.
pub fn listen(app: &App, shared: &Shared) -> Vec<Listener> {
    let place = |picture: Picture| app.views[picture as usize].place.clone();
    let mut all = listen_holding(&place(Picture::Fit), shared, Picture::Fit, press_fit);
    all.extend(listen_holding(&place(Picture::Surface), shared, Picture::Surface, press_surface));
    all.push(removing(&place(Picture::Fit), shared));
    all.extend(reading(&place(Picture::Losses), shared));
    let on = shared.clone();
    all.push(Listener::new(&place(Picture::Layers), "click", move |event: MouseEvent| {
        with(&on, |app| {
            let view = &app.views[Picture::Layers as usize];
            let (x, y) = view.px(event.client_x().into(), event.client_y().into());
            let neuron = layers::neuron_at(&app.session.snapshot(), view.look(), x, y);
            app.send(Msg::SelectNeuron(neuron));
        });
    }));
    all
}

type Press = fn(&App, (f64, f64), f64) -> Option<Held>;

/// Press, move, release and cancel on a picture in which something can be held.
fn listen_holding(place: &HtmlElement, shared: &Shared, picture: Picture, press: Press) -> Vec<Listener> {
    let held: std::rc::Rc<std::cell::RefCell<Option<(i32, Held)>>> = std::rc::Rc::default();
    let mut all = Vec::new();

    // A touch on something that can be held must not scroll the page; only its start can still say so.
    let on = shared.clone();
    all.push(Listener::new(place, "touchstart", move |event: Event| {
        with(&on, |app| {
            if let Some(at) = touch_px(&event, app, picture)
                && press(app, at, REACH.1).is_some_and(|held| !matches!(held, Held::Ground { .. }))
            {
                event.prevent_default();
            }
        });
    }));

    let (on, hold, target) = (shared.clone(), held.clone(), place.clone());
    all.push(Listener::new(place, "pointerdown", move |event: PointerEvent| {
        if event.button() != 0 || hold.borrow().is_some() {
            return;
        }
        with(&on, |app| {
            app.settle();
            let at = px(&event, app, picture);
            let reach = if event.pointer_type() == "touch" { REACH.1 } else { REACH.0 };
            let Some(taken) = press(app, at, reach) else { return };
            let _ = target.set_pointer_capture(event.pointer_id());
            let _ = target.focus();
            match &taken {
                Held::Point { index, .. } => app.send(Msg::SelectPoint(Some(*index))),
                Held::Marker { .. } => {
                    app.holding = true;
                    drag(app, &taken, at);
                }
                _ => {}
            }
            *hold.borrow_mut() = Some((event.pointer_id(), taken));
        });
    }));

    let (on, hold) = (shared.clone(), held.clone());
    all.push(Listener::new(place, "pointermove", move |event: PointerEvent| {
        let mut hold = hold.borrow_mut();
        let Some((id, taken)) = hold.as_mut() else { return };
        if *id != event.pointer_id() {
            return;
        }
        with(&on, |app| {
            // What is queued may change which point is which.
            app.settle();
            let at = px(&event, app, picture);
            if let Held::Ground { at: from } = taken
                && (at.0 - from.0).hypot(at.1 - from.1) > STILL
            {
                *taken = Held::Probe { before: app.session.snapshot().fit.probe.map(|p| p.x) };
            }
            drag(app, taken, at);
        });
    }));

    // A capture that is lost without a word is as good as cancelled.
    for kind in ["pointerup", "pointercancel", "lostpointercapture"] {
        let (on, hold) = (shared.clone(), held.clone());
        all.push(Listener::new(place, kind, move |event: PointerEvent| {
            let mine = hold.borrow().as_ref().is_some_and(|(id, _)| *id == event.pointer_id());
            // Of a press beside the chart, or by another button, nothing is held.
            let Some((_, taken)) = mine.then(|| hold.take()).flatten() else { return };
            with(&on, |app| {
                app.holding = false;
                if kind == "pointerup" { release(app, &taken) } else { cancel(app, taken) }
            });
        }));
    }
    all
}

fn press_fit(app: &App, at: (f64, f64), reach: f64) -> Option<Held> {
    let snapshot = app.session.snapshot();
    let frame = fit::frame(&snapshot, app.views[Picture::Fit as usize].look());
    let far = |p: (f64, f64)| (p.0 - at.0).hypot(p.1 - at.1);
    let places = snapshot.fit.points.iter().map(|p| frame.to_px(p.x, p.y));
    let nearest = places.enumerate().map(|(i, p)| (i, p, far(p))).min_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((index, p, distance)) = nearest
        && distance <= reach
    {
        let point = &snapshot.fit.points[index];
        let (edition, from, off) = (app.session.edition(), (point.x, point.y), (p.0 - at.0, p.1 - at.1));
        return Some(Held::Point { index, edition, from, off });
    }
    let inside = (frame.left..=frame.left + frame.width).contains(&at.0)
        && (frame.top..=frame.top + frame.height).contains(&at.1);
    if !inside {
        return None;
    }
    let probe = snapshot.fit.probe.map(|p| p.x);
    if probe.is_some_and(|x| (frame.to_px(x, 0.0).0 - at.0).abs() <= reach / 3.0) {
        return Some(Held::Probe { before: probe });
    }
    Some(Held::Ground { at })
}

fn press_surface(app: &App, at: (f64, f64), reach: f64) -> Option<Held> {
    let snapshot = app.session.snapshot();
    if snapshot.surface.grid.is_empty() {
        return None;
    }
    let frame = surface::frame(&snapshot, app.views[Picture::Surface as usize].look());
    let inside = (frame.left..=frame.left + frame.width).contains(&at.0)
        && (frame.top..=frame.top + frame.height).contains(&at.1);
    let near = snapshot.surface.here.is_some_and(|(u, v)| {
        let p = frame.to_px(u, v);
        (p.0 - at.0).hypot(p.1 - at.1) <= reach
    });
    (inside || near).then(|| Held::Marker { before: app.session.parameters().to_vec() })
}

fn drag(app: &mut App, held: &Held, at: (f64, f64)) {
    let snapshot = app.session.snapshot();
    let msg = match held {
        Held::Point { index, edition, off, .. } if *edition == app.session.edition() => {
            let frame = fit::frame(&snapshot, app.views[Picture::Fit as usize].look());
            Msg::MovePoint(*index, frame.from_px(at.0 + off.0, at.1 + off.1))
        }
        Held::Probe { .. } => {
            let frame = fit::frame(&snapshot, app.views[Picture::Fit as usize].look());
            let x = bounded(at.0, frame.left, frame.right());
            Msg::Probe(Some(frame.from_px(x, at.1).0))
        }
        Held::Marker { .. } => {
            let frame = surface::frame(&snapshot, app.views[Picture::Surface as usize].look());
            let x = bounded(at.0, frame.left, frame.right());
            let y = bounded(at.1, frame.top, frame.bottom());
            Msg::MoveTo(frame.from_px(x, y))
        }
        Held::Ground { .. } | Held::Point { .. } => return,
    };
    app.send(msg);
}

fn release(app: &mut App, held: &Held) {
    match held {
        Held::Ground { at } => {
            let frame = fit::frame(&app.session.snapshot(), app.views[Picture::Fit as usize].look());
            app.act_now(Msg::AddPoint(frame.from_px(at.0, at.1)));
            app.just_added = true;
            announce_point(app);
        }
        Held::Point { .. } => {
            app.settle();
            announce_point(app);
        }
        Held::Probe { .. } | Held::Marker { .. } => {}
    }
}

/// Puts back what a gesture has changed that the browser took away.
fn cancel(app: &mut App, held: Held) {
    match held {
        Held::Point { index, edition, from, .. } => {
            if edition == app.session.edition() {
                app.send(Msg::MovePoint(index, from));
            }
        }
        Held::Probe { before } => app.send(Msg::Probe(before)),
        Held::Marker { before } => app.send(Msg::SetParameters(before)),
        Held::Ground { .. } => {}
    }
}

/// Says where the point that is held stands.
pub fn announce_point(app: &App) {
    if let Some(index) = app.session.selected_point()
        && let Some(point) = app.session.points().get(index)
    {
        app.page.announce(sentences::point(index, point.x, point.y, app.session.settings().lang));
    }
}

/// A double click on a point takes it away, unless its first click has only just put it there.
fn removing(place: &HtmlElement, shared: &Shared) -> Listener {
    let on = shared.clone();
    let count_at_first = std::cell::Cell::new(0);
    Listener::new(place, "click", move |event: MouseEvent| {
        with(&on, |app| {
            app.settle();
            let count = app.session.points().len();
            if event.detail() < 2 {
                let added = std::mem::take(&mut app.just_added);
                count_at_first.set(if added { usize::MAX } else { count });
                return;
            }
            app.just_added = false;
            let view = &app.views[Picture::Fit as usize];
            let at = view.px(event.client_x().into(), event.client_y().into());
            if count_at_first.get() == count
                && let Some(Held::Point { index, .. }) = press_fit(app, at, REACH.0)
            {
                app.send(Msg::RemovePoint(index));
            }
        });
    })
}

/// The losses at the step under the pointer.
fn reading(place: &HtmlElement, shared: &Shared) -> Vec<Listener> {
    let mut all = Vec::new();
    for kind in ["pointerdown", "pointermove"] {
        let on = shared.clone();
        all.push(Listener::new(place, kind, move |event: PointerEvent| {
            with(&on, |app| {
                let at = px(&event, app, Picture::Losses);
                let frame = losses::frame(&app.session.snapshot(), app.views[Picture::Losses as usize].look());
                let step = frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0;
                app.send(Msg::ReadLosses(Some(step.max(0.0).round() as u64)));
            });
        }));
    }
    let on = shared.clone();
    all.push(Listener::new(place, "pointerleave", move |event: PointerEvent| {
        if event.pointer_type() == "mouse" {
            with(&on, |app| app.send(Msg::ReadLosses(None)));
        }
    }));
    all
}

fn px(event: &PointerEvent, app: &App, picture: Picture) -> (f64, f64) {
    // PointerEvent's own coordinates are fractions of a CSS px, but web-sys reads them as whole ones.
    let exact = |name: &str, whole: i32| {
        js_sys::Reflect::get(event, &name.into()).ok().and_then(|v| v.as_f64()).unwrap_or(whole.into())
    };
    app.views[picture as usize].px(exact("clientX", event.client_x()), exact("clientY", event.client_y()))
}

fn touch_px(event: &Event, app: &App, picture: Picture) -> Option<(f64, f64)> {
    let touches = js_sys::Reflect::get(event, &"changedTouches".into()).ok()?;
    let touch = js_sys::Reflect::get_u32(&touches, 0).ok()?;
    let read = |name: &str| js_sys::Reflect::get(&touch, &name.into()).ok()?.as_f64();
    Some(app.views[picture as usize].px(read("clientX")?, read("clientY")?))
}
