//! Everything that can be done on the pictures with a pointer, by keys.

use super::app::{App, Shared};
use super::controls::{announce_verdict, at_probe, take_back};
use super::listen::{Act, around, listen};
use super::pointer::announce_point;
use super::sweep;
use crate::scene::range::bounded;
use crate::session::{Msg, knobs};
use crate::text::{question, sentences};
use crate::view::Picture;
use crate::view::{self, Span};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

/// An arrow moves by this share of an axis; with Shift by ten times as much.
const NUDGE: f64 = 0.005;

/// Listens at the pictures.
pub fn listen_all(app: &App, shared: Shared) {
    for view in &app.views {
        let act: Act = match view.picture {
            Picture::Fit => |app, event| pressed(app, event, on_fit),
            Picture::Surface => |app, event| pressed(app, event, on_surface),
            Picture::Losses => |app, event| pressed(app, event, on_losses),
            Picture::Layers => |app, event| pressed(app, event, on_layers),
            Picture::Sweep => |app, event| pressed(app, event, sweep::on_key),
        };
        listen(shared, &view.place, "keydown", act);
    }
    listen(shared, app.page.document(), "keydown", undo);
}

/// Ctrl or Cmd with Z, and with Shift and Z or with Y. In a field that is written in, the browser's own undo is meant.
fn undo(app: &mut App, event: &Event) {
    let keys: &KeyboardEvent = event.unchecked_ref();
    // A text area has name and value as an input has.
    let field = around(event, "textarea, [type=text], [type=number]").map(JsCast::unchecked_into::<HtmlInputElement>);
    let value = |app: &App, field: &HtmlInputElement| knobs::value(&field.name(), app.session.settings());
    // What has been taken over already is for our undo.
    let elsewhere = field.as_ref().is_some_and(|f| f.name().is_empty() || value(app, f) != f.value());
    if !(keys.ctrl_key() || keys.meta_key()) || keys.alt_key() || elsewhere {
        return;
    }
    let msg = match (keys.key().to_ascii_lowercase().as_str(), keys.shift_key()) {
        ("z", false) => Msg::Undo,
        ("z", true) | ("y", false) => Msg::Redo,
        _ => return,
    };
    event.prevent_default();
    take_back(app, msg);
    if let Some(field) = field {
        // It has the focus, and is not written to else.
        field.set_value(&value(app, &field));
    }
}

/// What a key does; says whether it does anything. A stride is 1, or 10 with Shift.
type Press = fn(&mut App, &str, f64) -> bool;

fn pressed(app: &mut App, event: &Event, press: Press) {
    let event: &KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    app.settle();
    if press(app, &event.key(), if event.shift_key() { 10.0 } else { 1.0 }) {
        event.prevent_default();
    }
}

/// (right, up) of an arrow key.
fn arrow(key: &str) -> Option<(f64, f64)> {
    match key {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, 1.0)),
        "ArrowDown" => Some((0.0, -1.0)),
        _ => None,
    }
}

fn moved(span: Span, by: f64) -> f64 {
    by * NUDGE * (span.hi - span.lo)
}

fn on_fit(app: &mut App, key: &str, stride: f64) -> bool {
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
            Msg::MovePoint(at, (point.x + moved(x, right * stride), point.y + moved(y, up * stride)))
        }
        (_, Some((right, _)), None) if right != 0.0 => {
            let at = at_probe(app).0 + moved(x, right * stride);
            Msg::Probe(Some(bounded(at, x.lo, x.hi)))
        }
        _ => return false,
    };
    let asked = matches!(msg, Msg::Probe(_));
    app.act_now(msg);
    if asked {
        announce_probe(app);
    } else {
        announce_point(app);
    }
    true
}

fn announce_probe(app: &App) {
    if let Some(probe) = app.session.fit().probe {
        let lang = app.session.settings().lang;
        app.page.announce(question::spoken(&app.session.quantity(), &probe, lang));
    }
}

fn on_surface(app: &mut App, key: &str, stride: f64) -> bool {
    let surface = app.session.surface();
    let (Some((right, up)), Some((u, v))) = (arrow(key), surface.here) else { return false };
    let to = (u + moved(surface.u, right * stride), v + moved(surface.v, up * stride));
    let to = (bounded(to.0, surface.u.lo, surface.u.hi), bounded(to.1, surface.v.lo, surface.v.hi));
    app.act_now(Msg::MoveTo(to));
    announce_verdict(app);
    true
}

fn on_losses(app: &mut App, key: &str, stride: f64) -> bool {
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
        app.page.announce(sentences::losses_at(step, entry, app.session.settings().lang));
    }
    true
}

fn on_layers(app: &mut App, key: &str, stride: f64) -> bool {
    let Some((right, up)) = arrow(key) else { return false };
    let layers = app.session.layers();
    let widths = layers.widths;
    let next = match layers.selected {
        None => (usize::from(widths.len() > 1), 0),
        Some((column, row)) => {
            let column = column.saturating_add_signed(right as isize).min(widths.len() - 1);
            let row = row.saturating_add_signed((-up * stride) as isize).min(widths[column] - 1);
            (column, row)
        }
    };
    app.act_now(Msg::SelectNeuron(Some(next)));
    if let Some(held) = app.session.held_neuron() {
        let polynomial = app.session.layers().polynomial;
        app.page.announce(sentences::neuron(&held, polynomial, app.session.settings().lang));
    }
    true
}
