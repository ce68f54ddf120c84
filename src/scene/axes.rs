//! The axes that the charts share: ticks with their names, and room for them.

use super::frame::Frame;
use super::lettering::{Font, fitted, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::ticks::{Tick, common};

/// Room for the names of y's ticks in a picture, CSS px.
pub(super) fn room(ticks: &[Tick], look: &Look) -> f64 {
    let widest = ticks.iter().fold(0.0, |widest: f64, tick| widest.max(text_width(&tick.name, Font::SMALL)));
    widest.min(look.width * 0.3)
}

/// The name of an axis, as far as there is room for it, CSS px; and what the names of its ticks leave out, which `number` writes.
pub(super) fn title(name: &str, ticks: &[Tick], number: &dyn Fn(f64) -> String, room: f64) -> String {
    let places: Vec<f64> = ticks.iter().map(|tick| tick.at).collect();
    let common = common(&places);
    if common == 0.0 {
        return fitted(name, room);
    }
    let less = if common < 0.0 { " + " } else { " − " }.to_owned() + &number(common.abs());
    fitted(name, room - text_width(&less, Font::SMALL)) + &less
}

/// A grid line and a name for each tick of y.
pub(super) fn draw_y(pen: &Pen, f: &Frame, ticks: &[Tick]) {
    draw_y_apart(pen, f, ticks, 8.0);
}

/// The same with the names this far from the frame, CSS px.
pub(super) fn draw_y_apart(pen: &Pen, f: &Frame, ticks: &[Tick], gap: f64) {
    let c = pen.colors();
    for tick in ticks {
        let (_, y) = f.to_px(f.x.lo, tick.at);
        pen.line(&[(f.left, y), (f.right(), y)], c.hairline, 1.0);
        pen.label(&tick.name, (f.left - gap, y), Side::End, c.soft);
    }
}

/// The axis of x with its ticks; names that would reach beyond `free`, CSS px from the left, are left out.
pub(super) fn draw_x(pen: &Pen, f: &Frame, ticks: &[Tick], free: f64) {
    let (axis, bottom) = (pen.colors().soft.mix(0.6), f.bottom());
    pen.line(&[(f.left, bottom), (f.right(), bottom)], axis, 1.0);
    for tick in ticks {
        let (x, _) = f.to_px(tick.at, f.y.lo);
        pen.line(&[(x, bottom), (x, bottom + 4.0)], axis, 1.0);
    }
    name_x(pen, f, ticks, 14.0, free);
}

/// The names of x's ticks, this far `below` the frame; those that would reach beyond `free` are left out. CSS px.
pub(super) fn name_x(pen: &Pen, f: &Frame, ticks: &[Tick], below: f64, free: f64) {
    for tick in ticks {
        let (x, _) = f.to_px(tick.at, f.y.lo);
        if x + text_width(&tick.name, Font::SMALL) / 2.0 < free {
            pen.label(&tick.name, (x, f.bottom() + below), Side::Middle, pen.colors().soft);
        }
    }
}

/// A dotted line at this x, CSS px, with a text at its top.
pub(super) fn flag(pen: &Pen, f: &Frame, x: f64, text: &str) {
    let soft = pen.colors().soft;
    pen.dashed(&[(x, f.top - 14.0), (x, f.bottom())], soft, 1.0, &[2.0, 3.0]);
    let fits = x + text_width(text, Font::SMALL) + 6.0 < pen.look.width;
    let (at, side) = if fits { (x + 6.0, Side::Start) } else { (x - 6.0, Side::End) };
    pen.label(text, (at, f.top - 9.0), side, soft);
}
