//! The curve of the run before this one: thin, pale, and named where the points leave room.

use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::key::Key;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::labels;
use crate::view::Fit;

/// Width of the line, CSS px.
const WIDTH: f64 = 1.5;
/// How strong it and its name are.
const LINE: f64 = 0.45;
const NAME: f64 = 0.8;
/// Places along the curve at which its name may stand, above or below it.
const PLACES: usize = 12;
/// How far from the line, CSS px.
const AWAY: f64 = 12.0;

/// Adds what the line depends on.
pub(super) fn key(key: Key, view: &Fit) -> Key {
    let before = view.before.unwrap_or_default();
    before.iter().fold(key.word(before.len() as u64), |key, &(x, y)| key.number(x).number(y))
}

/// Draws the line. It does not move while training runs, so it belongs to the base.
pub(super) fn draw_line(pen: &Pen, view: &Fit, f: &Frame) {
    for piece in f.clip(view.before.unwrap_or_default()) {
        pen.line(&piece, pen.colors().model.mix(LINE), WIDTH);
    }
}

/// Draws its name where it is farthest from the points and from the letters of pins; returns where that is.
pub(super) fn draw_name(pen: &Pen, view: &Fit, f: &Frame, letters: &[Option<Px>]) -> Option<Px> {
    let curve = view.before?;
    let name = labels::run_before(pen.look.lang);
    let half = text_width(name, Font::SMALL) / 2.0;
    let dots = view.points.iter().map(|d| f.to_px(d.x, d.y)).chain(letters.iter().flatten().copied());
    let dots: Vec<Px> = dots.collect();
    let line: Vec<Px> = curve.iter().map(|&(x, y)| f.to_px(x, y)).collect();
    let mut best: Option<(f64, Px)> = None;
    for place in 1..2 * PLACES {
        let Some(&(x, y)) = line.get(line.len() * (place / 2) / PLACES) else { continue };
        let up = if place % 2 == 0 { -1.0 } else { 1.0 };
        // Clear of the line over the whole width of the name.
        let beside = line.iter().filter(|p| (p.0 - x).abs() <= half + 2.0);
        let clear = beside.map(|p| up * (p.1 - y)).fold(0.0, f64::max);
        let at = (x, y + up * (clear + AWAY));
        if !f.holds((x - half, at.1), -8.0) || !f.holds((x + half, at.1), -8.0) {
            continue;
        }
        let room = dots.iter().fold(24.0 * 24.0, |room: f64, d| {
            let (dx, dy) = (((d.0 - at.0).abs() - half).max(0.0), d.1 - at.1);
            room.min(dx * dx + dy * dy)
        });
        // Near to the line that it names; of places that are as good the last one, where the curve is seen best.
        let worth = room.sqrt() - 0.5 * clear;
        if best.is_none_or(|(most, _)| worth >= most) {
            best = Some((worth, at));
        }
    }
    let (_, at) = best?;
    pen.label(name, at, Side::Middle, pen.colors().model.mix(NAME));
    Some(at)
}
