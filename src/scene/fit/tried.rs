//! Curves of models that were tried before: thin, in the model's colour, each with its name beside it.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::key::Key;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::labels;
use crate::view::{Dot, Try};

/// The dashes of a line, as long as it is straight; what bends is drawn through.
const DASHES: &[f64] = &[7.0, 4.0];
/// How much of the model's colour the lines have.
const STRENGTH: f64 = 0.55;
/// How far a name stands above or below its line, CSS px.
const BESIDE: f64 = 14.0;
/// Farther from everything than this is no better, CSS px.
const ENOUGH: f64 = 24.0;

/// Adds what the lines and their names depend on.
pub(super) fn key(key: Key, tried: &[Try], points: &[Dot]) -> Key {
    if tried.is_empty() {
        return key;
    }
    let key = points.iter().fold(key.text("tried"), |key, dot| key.number(dot.x).number(dot.y));
    tried.iter().fold(key, |key, each| each.curve.iter().fold(key.word(1), |key, &(x, y)| key.number(x).number(y)))
}

/// Draws the lines with their names. They do not move while training runs, so they belong to the base, below the present curve.
pub(super) fn draw(pen: &Pen, tried: &[Try], points: &[Dot], f: &Frame) {
    let color = pen.colors().model.mix(STRENGTH);
    for each in tried {
        for piece in f.clip(&each.curve) {
            if each.freedom.is_straight() {
                pen.dashed(&piece, color, 1.5, DASHES);
            } else {
                pen.line(&piece, color, 1.5);
            }
        }
    }
    let lines: Vec<Vec<Px>> =
        tried.iter().map(|each| each.curve.iter().map(|&(x, y)| f.to_px(x, y)).collect()).collect();
    let mut taken = Taken { dots: points.iter().map(|dot| f.to_px(dot.x, dot.y)).collect(), names: Vec::new() };
    for (own, each) in tried.iter().enumerate() {
        let name = labels::freedom(each.freedom, pen.look.lang);
        let half = text_width(&name, Font::SMALL) / 2.0;
        if let Some(at) = place(&lines, own, &taken, half, f) {
            pen.label(&name, at, Side::Middle, pen.colors().model);
            taken.names.push(around(at, half));
        }
    }
}

/// Where something stands already.
struct Taken {
    /// Middles of points.
    dots: Vec<Px>,
    /// Names.
    names: Vec<Rect>,
}

/// What a name covers.
fn around(at: Px, half: f64) -> Rect {
    Rect { left: at.0 - half, top: at.1 - 7.0, width: 2.0 * half, height: 14.0 }
}

/// Where the name of a line stands: above or below it, wherever points, other lines and other names are farthest, and never on
/// another name.
fn place(lines: &[Vec<Px>], own: usize, taken: &Taken, half: f64, f: &Frame) -> Option<Px> {
    let mut best: Option<(f64, Px)> = None;
    for &(x, y) in lines[own].iter().step_by(8) {
        for at in [(x, y - BESIDE), (x, y + BESIDE)] {
            if !f.holds((at.0 - half, at.1), -4.0) || !f.holds((at.0 + half, at.1), -4.0) {
                continue;
            }
            let rect = around(at, half + 2.0);
            if taken.names.iter().any(|name| name.overlaps(&rect)) {
                continue;
            }
            // A name is wider than it is high.
            let far = |p: &Px| {
                ((p.0 - at.0) * (p.0 - at.0) / (half * half / 64.0).max(1.0) + (p.1 - at.1) * (p.1 - at.1)).sqrt()
            };
            let others =
                lines.iter().enumerate().flat_map(|(i, line)| line.iter().step_by(if i == own { 2 } else { 4 }));
            let names = taken.names.iter().map(|name| far(&name.middle()));
            let room = taken.dots.iter().chain(others).map(far).chain(names).fold(ENOUGH, f64::min);
            if best.is_none_or(|(before, _)| room > before + 0.5) {
                best = Some((room, at));
            }
        }
    }
    best.map(|(_, at)| at)
}
