//! Models that learn the same points, side by side: the curve or the map of each, and how much of the error arrives in each of
//! its layers.

mod bars;
pub mod plan;

use super::axes;
use super::classes::map::{Tones, boundary};
use super::frame::Frame;
use super::geometry::{Px, Rect, closed, rounded};
use super::key::Key;
use super::layout::Image;
use super::lettering::{Font, fitted, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::shading::{Grid, shade_all};
use super::ticks::x_ticks;
use crate::text::{quantity, race as words};
use crate::view::{AnswerMap, Lane, Race, Sample};
use plan::{LINE, Lanes};

/// The lanes.
pub(super) fn lay_out(view: &Race, look: &Look) -> Lanes {
    Lanes::new(view, look)
}

/// Adds what the base depends on.
pub(super) fn base_key(key: Key, view: &Race) -> Key {
    let key = [view.x.lo, view.x.hi, view.y.lo, view.y.hi].into_iter().fold(key, Key::number).quantity(&view.quantity);
    let dot = |key: Key, dot: &crate::view::Dot| key.number(dot.x).number(dot.y).word(u64::from(!dot.is_trained_on()));
    let key = view.points.iter().fold(key, dot);
    let sample = |key: Key, s: &Sample| key.number(s.x).number(s.y).word(u64::from(s.group.is_positive()));
    let key = view.samples.iter().fold(key.word(view.lanes.len() as u64), sample);
    view.line.iter().fold(key, |key, ((left, right), error)| key.number(*left).number(*right).number(*error))
}

/// Adds what the image below depends on, besides the look.
pub(super) fn image_key(key: Key, view: &Race, look: &Look) -> Key {
    let logits = view.lanes.iter().filter_map(|lane| lane.map).flat_map(|map| map.logits);
    let key = key.number(look.width).number(look.height).word(view.lanes.len() as u64);
    logits.fold(key, |key, logit| key.word(u64::from(logit.to_bits())))
}

/// The answers of all lanes, of two classes.
pub(super) fn raster(view: &Race, lanes: &Lanes, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    fn grid(map: AnswerMap<'_>) -> Grid<'_> {
        Grid { values: map.logits, side: map.side, to_the_edges: true }
    }
    let maps = view.lanes.iter().zip(&lanes.frames);
    let plates: Vec<_> = maps.filter_map(|(lane, f)| Some((f.rect(), lane.map.map(grid)?))).collect();
    let tones = Tones::new(look);
    let (first, last) = (lanes.frames.first()?.rect(), lanes.frames.last()?.rect());
    let left = first.left.floor();
    let place = Rect { left, top: first.top.floor(), width: (last.right() - left).ceil(), height: first.height.ceil() };
    let size = shade_all(&plates, place, rgba, (&|logit| tones.of(logit), look.colors().no_value))?;
    Some(Image { size, place })
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
        let mut ticks = x_ticks(&view.quantity, f.x, f.width);
        // At its right end a lane would name what the next one names at its left.
        ticks.retain(|tick| {
            !lanes.narrow || at + 1 == lanes.frames.len() || f.to_px(tick.at, f.y.lo).0 < f.right() - 6.0
        });
        axes::draw_x(pen, f, &ticks, f64::INFINITY);
        if let Some(((left, right), _)) = view.line {
            for piece in f.clip(&[(f.x.lo, left), (f.x.hi, right)]) {
                pen.dashed(&piece, c.model.mix(0.6), 1.25, &[6.0, 4.0]);
            }
        }
        draw_points(pen, view, f, lanes.narrow);
        draw_samples(pen, view, f, lanes.narrow);
    }
    if let Some(f) = lanes.frames.last() {
        let ticks = x_ticks(&view.quantity, f.x, f.width);
        let name = axes::title(&quantity::x_axis(&view.quantity, lang), &ticks, &quantity::x_common, f.width);
        pen.label(&name, (f.right(), f.bottom() + 29.0), Side::End, c.soft);
    }
}

/// Samples of the class that is asked for are filled, the others hollow; those held out are squares.
fn draw_samples(pen: &Pen, view: &Race, f: &Frame, narrow: bool) {
    let (c, radius) = (pen.colors(), if narrow { 1.6 } else { 2.4 });
    for sample in view.samples.iter().filter(|sample| !sample.held_out) {
        let at = f.to_px(sample.x, sample.y);
        if f.holds(at, 1.0) && sample.group.is_positive() {
            pen.disc(at, radius, c.ink);
        } else if f.holds(at, 1.0) {
            pen.disc(at, radius, c.panel);
            pen.ring(at, radius, c.soft, 1.1);
        }
    }
    for sample in view.samples.iter().filter(|sample| sample.held_out) {
        let at = f.to_px(sample.x, sample.y);
        if !f.holds(at, 1.0) {
            continue;
        }
        let square = Rect { left: at.0 - radius, top: at.1 - radius, width: 2.0 * radius, height: 2.0 * radius };
        pen.rect(square, if sample.group.is_positive() { c.held_out } else { c.panel });
        pen.line(&closed(rounded(square, 0.0)), c.held_out, 1.25);
    }
}

/// Points to learn from are filled, those held out are hollow squares.
fn draw_points(pen: &Pen, view: &Race, f: &Frame, narrow: bool) {
    let (c, radius) = (pen.colors(), if narrow { 2.0 } else { 3.0 });
    let inside = |trained: bool| {
        let own = view.points.iter().filter(move |dot| dot.is_trained_on() == trained);
        own.map(|dot| f.to_px(dot.x, dot.y)).filter(|at| f.holds(*at, 1.0))
    };
    for at in inside(true) {
        pen.disc(at, radius + 1.0, c.panel);
        pen.disc(at, radius, c.ink);
    }
    for (x, y) in inside(false) {
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
        draw_head(pen, view, at, lanes);
        if let Some(before) = lane.before {
            f.clip(&before.curve).iter().for_each(|piece| pen.line(piece, c.model.mix(0.5), 1.5));
        }
        if let Some(map) = lane.map {
            boundary(map, f).iter().for_each(|line| pen.line(line, c.model, if lanes.narrow { 2.0 } else { 2.5 }));
        }
        for piece in f.clip(lane.curve) {
            pen.line(&piece, c.model, if lanes.narrow { 2.5 } else { 3.0 });
        }
        if !lanes.narrow {
            write_names(pen, view, lane, f);
        }
        bars::draw(pen, view, lanes, at);
    }
}

/// What a lane is, how large, how well it does, and how its training differs from that of the others.
fn draw_head(pen: &Pen, view: &Race, at: usize, lanes: &Lanes) {
    let (c, lang, lane, f) = (pen.colors(), pen.look.lang, &view.lanes[at], &lanes.frames[at]);
    let narrow = lanes.narrow;
    let [long, brief] = words::made_of(lane, lang);
    let name = words::name(view, at, lang);
    let left = match narrow {
        true => [name.to_owned(), brief],
        false => [[name, lang.pick(": ", "："), &long].concat(), words::parameters(lane, lang)],
    };
    let right =
        words::errors(lane, &view.quantity, lang).map(|texts| texts.map(|texts| texts[usize::from(narrow)].clone()));
    let font = if narrow { Font::HEAD_NARROW } else { Font::HEAD };
    let line = |place: usize| 10.0 + LINE * place as f64;
    for (place, text) in left.iter().enumerate() {
        let (font, color) = if place == 0 { (font, c.ink) } else { (Font::SMALL, c.soft) };
        pen.text(text, (f.left, line(place)), Side::Start, font, color);
    }
    let shown = right.into_iter().zip([c.held_out, c.model]).filter_map(|(text, color)| Some((text?, color)));
    for (place, (text, color)) in shown.enumerate() {
        let font = if place == 0 && !lanes.stacked { font } else { Font::SMALL_BOLD };
        match lanes.stacked {
            true => pen.text(&text, (f.left, line(place + 2)), Side::Start, font, color),
            false => pen.text(&text, (f.right(), line(place)), Side::End, font, color),
        }
    }
    let recipe = fitted(&words::recipe(view, at, lang), f.width);
    if !recipe.is_empty() {
        pen.label(&recipe, (f.left, line(if lanes.stacked { 4 } else { 2 })), Side::Start, c.soft);
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
    if let Some((before, place)) = lane.before.and_then(|before| Some((before, before.activation?))) {
        write(&words::with(place, before.error, &view.quantity, lang), &before.curve[..]);
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
