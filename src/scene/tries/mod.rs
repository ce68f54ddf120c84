//! The errors of one model after another: a pair of bars for each, its own points filled, unseen ones hollow; today's on a wash.

use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::{Px, Rect, closed, rounded};
use super::key::Key;
use super::lettering::{Font, fitted, text_width};
use super::look::Look;
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::bounded;
use crate::text::{labels, quantity};
use crate::view::{Span, Tries, Try};

/// Room above for the name of the picture and the number of the highest bar, CSS px.
const HEAD: f64 = 66.0;
/// Room below for the names of the models, CSS px.
const FOOT: f64 = 28.0;
/// A bar is at most this wide, CSS px.
const WIDEST: f64 = 30.0;
/// A bar of nothing is still seen, CSS px.
const LEAST: f64 = 2.0;

/// A pair of bars, laid out.
struct Pair<'a> {
    of: &'a Try,
    /// The error of the highest bar, in the units of y.
    greatest: f64,
    middle: f64,
    width: f64,
    /// From one pair to the next, CSS px.
    room: f64,
    now: bool,
}

/// The frame; a model's x is its place, y is the error as a share of the greatest.
pub(super) fn lay_out(view: &Tries, look: &Look) -> Chart {
    let x = Span { lo: -0.5, hi: view.before.len().max(1) as f64 + 0.5 };
    let margins = Margins { left: 4.0, top: HEAD, right: 4.0, bottom: FOOT };
    Chart { frame: Frame::new((look.width, look.height), margins, x, Span { lo: 0.0, hi: 1.0 }), y_ticks: Vec::new() }
}

/// The greatest error that is told, in the units of y; above 0.
fn greatest(view: &Tries) -> f64 {
    let told = all(view).flat_map(|(each, _)| [Some(each.own), each.unseen.filter(|_| view.exam)]);
    let most = told.flatten().filter(|error| error.is_finite()).fold(0.0, f64::max);
    if most > 0.0 { most } else { 1.0 }
}

/// Every model in its place, and whether it is the present one.
fn all<'a>(view: &'a Tries) -> impl Iterator<Item = (&'a Try, bool)> {
    let (less, more) = view.before.split_at(view.at);
    let beside = |each: &'a Try| (each, false);
    less.iter().map(beside).chain([(&view.now, true)]).chain(more.iter().map(beside))
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Tries) -> Key {
    key.quantity(&view.quantity).word(u64::from(view.exam))
}

/// The name of the picture, and the ground on which the bars stand.
pub(super) fn draw_base(pen: &Pen, view: &Tries, chart: &Chart) {
    let (f, c, lang) = (&chart.frame, pen.colors(), pen.look.lang);
    let name = fitted(&labels::missed_by(&view.quantity, lang), f.width);
    pen.label(&name, (f.left, 9.0), Side::Start, c.soft);
    pen.rect(Rect { left: f.left, top: 23.0, width: 9.0, height: 9.0 }, c.model);
    pen.label(labels::own(lang), (f.left + 14.0, 28.0), Side::Start, c.model);
    if view.exam {
        let left = f.left + 14.0 + text_width(labels::own(lang), Font::SMALL) + 14.0;
        let key = Rect { left: left + 1.0, top: 24.0, width: 8.0, height: 8.0 };
        pen.line(&closed(rounded(key, 0.0)), c.held_out, 1.75);
        pen.label(labels::unseen(lang), (left + 14.0, 28.0), Side::Start, c.held_out);
    }
    pen.line(&[(f.left, f.bottom()), (f.right(), f.bottom())], c.soft, 1.0);
}

/// The bars with their numbers and names.
pub(super) fn draw_marks(pen: &Pen, view: &Tries, f: &Frame) {
    let (c, greatest) = (pen.colors(), greatest(view));
    for (i, (of, now)) in all(view).enumerate() {
        let room = f.width / (view.before.len().max(1) + 1) as f64;
        let width = bounded(room * 0.32, 4.0, WIDEST);
        let pair = Pair { of, greatest, middle: f.to_px(i as f64, 0.0).0, width, room, now };
        if now {
            let wash = Rect {
                left: pair.middle - room / 2.0 + 2.0,
                top: HEAD - 24.0,
                width: room - 4.0,
                height: f.height + 24.0 + FOOT,
            };
            pen.fill(&closed(rounded(wash, 8.0)), c.model.mix(0.09));
        }
        draw_pair(pen, view, f, &pair);
    }
}

fn draw_pair(pen: &Pen, view: &Tries, f: &Frame, pair: &Pair) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let exam = view.exam && pair.of.unseen.is_some();
    let shift = if exam { pair.width * 0.6 } else { 0.0 };
    let strength = if pair.now { 1.0 } else { 0.75 };
    let bar = |at: f64, error: f64| {
        let top =
            if error.is_finite() { f.to_px(0.0, error / pair.greatest).1.min(f.bottom() - LEAST) } else { f.bottom() };
        Rect { left: at - pair.width / 2.0, top, width: pair.width, height: f.bottom() - top }
    };
    let number = |error: f64, rect: Rect, color: Shade| {
        let font = if pair.now { Font::HEAD } else { Font::SMALL };
        let text = quantity::bare(error, &view.quantity, lang);
        let half = text_width(&text, font) / 2.0;
        let at: Px = (bounded(rect.left + rect.width / 2.0, f.left + half, f.right() - half), rect.top - 9.0);
        if pair.now || text_width(&text, font) <= pair.room * if exam { 0.5 } else { 1.0 } {
            pen.text(&text, at, Side::Middle, font, color);
        }
    };
    let own = bar(pair.middle - shift, pair.of.own);
    pen.rect(own, c.model.mix(strength));
    number(pair.of.own, own, if pair.now { c.model } else { c.soft });
    if let Some(error) = pair.of.unseen.filter(|_| exam) {
        let unseen = bar(pair.middle + shift, error);
        pen.rect(unseen, c.held_out.mix(if pair.now { 0.12 } else { 0.0 }));
        let inner = Rect {
            left: unseen.left + 1.0,
            top: unseen.top + 1.0,
            width: unseen.width - 2.0,
            height: (unseen.height - 1.0).max(0.0),
        };
        let Rect { left, top, .. } = inner;
        let outline = [(left, inner.bottom()), (left, top), (inner.right(), top), (inner.right(), inner.bottom())];
        pen.line(&outline, c.held_out.mix(strength), 2.0);
        number(error, unseen, if pair.now { c.held_out } else { c.soft });
    }
    let (font, color) = if pair.now { (Font::SMALL_BOLD, c.ink) } else { (Font::SMALL, c.soft) };
    // Where there is no room for the whole name, its number; today's stays whole while it fits.
    let name = labels::freedom(pair.of.freedom, lang);
    let fits = text_width(&name, font) <= pair.room;
    let name = if fits { name } else { name.chars().filter(char::is_ascii_digit).collect() };
    pen.text(&name, (pair.middle, f.bottom() + 14.0), Side::Middle, font, color);
}
