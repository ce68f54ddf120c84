//! Curves of models that were tried before: thin, in the model's colour, each with its name at its higher end.

use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::key::Key;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::spread::spread;
use crate::text::labels;
use crate::view::{Freedom, Try};

/// The dashes of a line, as long as it is straight; what bends is drawn through.
const DASHES: &[f64] = &[7.0, 4.0];
/// How much of the model's colour the lines have.
const STRENGTH: f64 = 0.55;
/// How far the names are from each other at least, CSS px.
const APART: f64 = 14.0;

/// Adds what the lines depend on.
pub(super) fn key(key: Key, tried: &[Try]) -> Key {
    tried.iter().fold(key.text("tried"), |key, each| {
        each.curve.iter().fold(key.word(1), |key, &(x, y)| key.number(x).number(y))
    })
}

/// Draws the lines. They do not move while training runs, so they belong to the base, below the present curve.
pub(super) fn draw(pen: &Pen, tried: &[Try], f: &Frame) {
    let color = pen.colors().model.mix(STRENGTH);
    for each in tried {
        for piece in f.clip(&each.curve) {
            match each.freedom {
                Freedom::Line | Freedom::Layers(0) | Freedom::Degree(1) => pen.dashed(&piece, color, 1.5, DASHES),
                Freedom::Degree(_) | Freedom::Layers(_) => pen.line(&piece, color, 1.5),
            }
        }
    }
    let names: Vec<(String, Px)> = tried.iter().filter_map(|each| named(each, f, pen)).collect();
    let placed = spread(&names.iter().map(|(_, at)| at.1).collect::<Vec<_>>(), APART, f.top + 6.0, f.bottom() - 6.0);
    for ((name, at), y) in names.iter().zip(placed) {
        pen.label(name, (at.0, y), Side::End, pen.colors().model);
    }
}

/// The name of a curve, left of where it leaves the frame on the right.
fn named(of: &Try, f: &Frame, pen: &Pen) -> Option<(String, Px)> {
    let name = labels::freedom(of.freedom, pen.look.lang);
    let fits = text_width(&name, Font::SMALL) < f.width / 3.0;
    let end = of.curve.iter().rev().map(|&(x, y)| f.to_px(x, y)).find(|at| f.holds(*at, -8.0))?;
    fits.then_some((name, (end.0 - 2.0, end.1 - 11.0)))
}
