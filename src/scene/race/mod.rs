//! Two models that learn the same points, side by side: the curve of each, and how much of the error arrives in each of its layers.

mod bars;
pub mod plan;

use super::axes;
use super::frame::Frame;
use super::geometry::{Px, Rect, closed, rounded};
use super::key::Key;
use super::lettering::{Font, fitted, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::ticks::{named, ticks};
use crate::text::{number, quantity, race as words};
use crate::view::{Lane, Race};
use plan::Lanes;

/// The lanes.
pub(super) fn lay_out(view: &Race, look: &Look) -> Lanes {
    Lanes::new(view, look)
}

/// Adds what the base depends on.
pub(super) fn base_key(key: Key, view: &Race) -> Key {
    let key = [view.x.lo, view.x.hi, view.y.lo, view.y.hi].into_iter().fold(key, Key::number).quantity(&view.quantity);
    let dot = |key: Key, dot: &crate::view::Dot| key.number(dot.x).number(dot.y).word(u64::from(dot.held_out));
    let key = view.points.iter().fold(key, dot);
    view.line.iter().fold(key, |key, ((left, right), error)| key.number(*left).number(*right).number(*error))
}

/// Axes, the points, and the plain line.
pub(super) fn draw_base(pen: &Pen, view: &Race, lanes: &Lanes) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    for (at, f) in lanes.frames.iter().enumerate() {
        let unnamed: Vec<_> = lanes.y_ticks.iter().map(|tick| tick.at).collect();
        if at == 0 {
            axes::draw_y(pen, f, &lanes.y_ticks);
        } else {
            for y in unnamed {
                let y = f.to_px(f.x.lo, y).1;
                pen.line(&[(f.left, y), (f.right(), y)], c.hairline, 1.0);
            }
        }
        let (places, step) = ticks(f.x, (f.width / 72.0) as usize);
        axes::draw_x(pen, f, &named(places, &|t| number::ticked(t, step)), f64::INFINITY);
        if let Some(((left, right), _)) = view.line {
            for piece in f.clip(&[(f.x.lo, left), (f.x.hi, right)]) {
                pen.dashed(&piece, c.model.mix(0.6), 1.25, &[6.0, 4.0]);
            }
        }
        draw_points(pen, view, f, lanes.narrow);
    }
    let name = fitted(&quantity::x_axis(&view.quantity, lang), lanes.frames[1].width);
    pen.label(&name, (lanes.frames[1].right(), lanes.frames[1].bottom() + 29.0), Side::End, c.soft);
}

/// Points to learn from are filled, those held out are hollow squares.
fn draw_points(pen: &Pen, view: &Race, f: &Frame, narrow: bool) {
    let (c, radius) = (pen.colors(), if narrow { 2.0 } else { 3.0 });
    let inside = |held_out: bool| {
        let own = view.points.iter().filter(move |dot| dot.held_out == held_out);
        own.map(|dot| f.to_px(dot.x, dot.y)).filter(|at| f.holds(*at, 1.0))
    };
    for at in inside(false) {
        pen.disc(at, radius + 1.0, c.panel);
        pen.disc(at, radius, c.ink);
    }
    for (x, y) in inside(true) {
        let square = Rect {
            left: x - radius - 0.5,
            top: y - radius - 0.5,
            width: 2.0 * radius + 1.0,
            height: 2.0 * radius + 1.0,
        };
        pen.rect(square, c.panel);
        pen.line(&closed(rounded(square, 0.0)), c.held_out, 1.5);
    }
}

/// The heads, the curves, and the bars.
pub(super) fn draw_marks(pen: &Pen, view: &Race, lanes: &Lanes) {
    let c = pen.colors();
    for (at, (lane, f)) in view.lanes.iter().zip(&lanes.frames).enumerate() {
        draw_head(pen, view, at, (f, lanes.narrow));
        if let Some(before) = lane.before {
            f.clip(&before.curve).iter().for_each(|piece| pen.line(piece, c.model.mix(0.5), 1.5));
        }
        for piece in f.clip(&lane.curve) {
            pen.line(&piece, c.model, if lanes.narrow { 2.5 } else { 3.0 });
        }
        if !lanes.narrow {
            write_names(pen, view, lane, f);
        }
        bars::draw(pen, view, lanes, at);
    }
}

/// What a lane is, how large, and by how much it misses.
fn draw_head(pen: &Pen, view: &Race, at: usize, (f, narrow): (&Frame, bool)) {
    let (c, lang, lane) = (pen.colors(), pen.look.lang, &view.lanes[at]);
    let [long, brief] = words::layers(lane.layers, lang);
    let counted = words::parameters(lane, lang);
    let [unseen, own] = words::errors(lane, &view.quantity, lang);
    let pick = |texts: [String; 2]| if narrow { texts[1].clone() } else { texts[0].clone() };
    let name = words::name(view, at, lang);
    let first = if narrow { name.to_owned() } else { [name, lang.pick(": ", "："), &long].concat() };
    let second = if narrow { brief } else { counted };
    let judged = unseen.map(pick);
    let font = if narrow { Font::HEAD_NARROW } else { Font::HEAD };
    pen.text(&first, (f.left, 10.0), Side::Start, font, c.ink);
    pen.text(&second, (f.left, 28.0), Side::Start, Font::SMALL, c.soft);
    let mut rows = vec![(judged, c.held_out), (own.map(pick), c.model)].into_iter();
    for y in [10.0, 28.0] {
        if let Some((Some(text), color)) = rows.next() {
            pen.text(&text, (f.right(), y), Side::End, if y < 20.0 { font } else { Font::SMALL_BOLD }, color);
        }
    }
}

/// The names of the curve of before and of the plain line, where they cover no point.
fn write_names(pen: &Pen, view: &Race, lane: &Lane, f: &Frame) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let points: Vec<Px> = view.points.iter().map(|dot| f.to_px(dot.x, dot.y)).collect();
    let mut taken: Vec<Rect> = Vec::new();
    let mut write = |text: &str, curve: &[(f64, f64)]| {
        let half = text_width(text, Font::SMALL) / 2.0 + 3.0;
        let rect = |(x, y): Px| Rect { left: x - half, top: y - 8.0, width: 2.0 * half, height: 16.0 };
        let free = |at: Px, taken: &[Rect]| {
            let place = rect(at);
            let inside = place.left >= f.left
                && place.right() <= f.right()
                && place.top >= f.top
                && place.bottom() <= f.bottom();
            inside
                && !points.iter().any(|p| place.grown(3.0).holds(*p))
                && !taken.iter().any(|other| other.overlaps(&place))
        };
        let places = (1..19).flat_map(|i| {
            let (x, y) = curve.get(i * (curve.len() - 1) / 19).copied().unwrap_or((f64::NAN, f64::NAN));
            let (px, py) = f.to_px(x, y);
            [(px, py - 13.0), (px, py + 13.0)]
        });
        if let Some(at) = places.filter(|at| at.0.is_finite() && at.1.is_finite()).find(|at| free(*at, &taken)) {
            pen.text(text, at, Side::Middle, Font::SMALL, c.model);
            taken.push(rect(at));
        }
    };
    if let (Some(before), Some(place)) = (lane.before, view.before) {
        write(&words::with(place, before.error, &view.quantity, lang), &before.curve);
    }
    if let Some(((left, right), error)) = view.line {
        let along: Vec<(f64, f64)> = (0..=19)
            .map(|i| {
                let share = f64::from(i) / 19.0;
                (f.x.lo + share * (f.x.hi - f.x.lo), left + share * (right - left))
            })
            .collect();
        write(&words::line(error, &view.quantity, lang), &along);
    }
}
