//! The curve of the run with the bend that today's has not, or without it: dashed, and named where it leaves room.

use super::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::key::Key;
use crate::scene::pen::{Pen, Side};
use crate::text::stack as words;
use crate::view::{Fit, Other};

/// How strong the line is.
const STRENGTH: f64 = 0.75;
/// How far its name is from it, CSS px.
const AWAY: f64 = 13.0;

/// Adds what the line depends on.
pub(super) fn key(key: Key, view: &Fit) -> Key {
    let curve = view.other.map_or(&[][..], |other| other.curve);
    curve.iter().fold(key.word(curve.len() as u64), |key, &(x, y)| key.number(x).number(y))
}

/// Draws the line. It does not move while training runs, so it belongs to the base.
pub(super) fn draw_line(pen: &Pen, view: &Fit, f: &Frame) {
    for piece in f.clip(view.other.map_or(&[][..], |other| other.curve)) {
        pen.dashed(&piece, pen.colors().model.mix(STRENGTH), 1.5, &[6.0, 4.0]);
    }
}

/// Writes its name.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(super) fn write(pen: &Pen, Other { curve, bends, trained }: &Other, f: &Frame, obstacles: &mut Obstacles) {
    let mut places = Vec::new();
    for share in [0.7, 0.55, 0.85, 0.4, 0.25] {
        let Some(&(x, y)) = curve.get((share * curve.len() as f64) as usize) else { continue };
        let at = f.to_px(x, y);
        places.extend([((at.0 + 6.0, at.1 - AWAY), Side::Start), ((at.0 - 6.0, at.1 + AWAY), Side::End)]);
    }
    obstacles.write(pen, f, (words::other(*bends, *trained, pen.look.lang), pen.colors().model), &places);
}
