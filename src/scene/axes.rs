//! The axes that the charts share: ticks with their names, and room for them.

use super::chart::Frame;
use super::look::Look;
use super::pen::{Pen, SMALL, Side, text_width};

/// A tick: its value and its name.
pub(super) type Tick = (f64, String);

/// Ticks at these places with their names.
pub(super) fn named(places: Vec<f64>, name: &dyn Fn(f64) -> String) -> Vec<Tick> {
    places.into_iter().map(|t| (t, name(t))).collect()
}

/// Room for the names of y's ticks in a picture, CSS px.
pub(super) fn room(ticks: &[Tick], look: &Look) -> f64 {
    let widest = ticks.iter().fold(0.0, |w: f64, (_, name)| w.max(text_width(name, SMALL, false)));
    widest.min(look.width * 0.3)
}

/// A grid line and a name for each tick of y.
pub(super) fn draw_y(pen: &Pen, look: &Look, f: &Frame, ticks: &[Tick]) {
    let c = look.colors();
    for (value, name) in ticks {
        let (_, y) = f.to_px(f.x.lo, *value);
        pen.line(&[(f.left, y), (f.right(), y)], c.hairline, 1.0);
        pen.label(name, (f.left - 8.0, y), Side::End, c.soft);
    }
}

/// The axis of x with its ticks; names that would reach beyond `free` are left out.
pub(super) fn draw_x(pen: &Pen, look: &Look, f: &Frame, ticks: &[Tick], free: f64) {
    let (axis, bottom) = (look.colors().soft.mix(0.6), f.bottom());
    pen.line(&[(f.left, bottom), (f.right(), bottom)], axis, 1.0);
    for (value, _) in ticks {
        let (x, _) = f.to_px(*value, f.y.lo);
        pen.line(&[(x, bottom), (x, bottom + 4.0)], axis, 1.0);
    }
    name_x(pen, look, f, ticks, 14.0, free);
}

/// The names of x's ticks, `below` the frame, that do not reach beyond `free`.
pub(super) fn name_x(pen: &Pen, look: &Look, f: &Frame, ticks: &[Tick], below: f64, free: f64) {
    for (value, name) in ticks {
        let (x, _) = f.to_px(*value, f.y.lo);
        if x + text_width(name, SMALL, false) / 2.0 < free {
            pen.label(name, (x, f.bottom() + below), Side::Middle, look.colors().soft);
        }
    }
}

/// A dotted line at this x, CSS px, with a text at its top.
pub(super) fn flag(pen: &Pen, look: &Look, f: &Frame, x: f64, text: &str) {
    let soft = look.colors().soft;
    pen.dashed(&[(x, f.top - 14.0), (x, f.bottom())], soft, 1.0, 2.0, 3.0);
    let fits = x + text_width(text, SMALL, false) + 6.0 < look.width;
    let (at, side) = if fits { (x + 6.0, Side::Start) } else { (x - 6.0, Side::End) };
    pen.label(text, (at, f.top - 9.0), side, soft);
}
