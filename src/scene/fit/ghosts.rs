//! Pinned curves: each a thin line with a colour, a pattern of dashes and a letter of its own.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::key::Key;
use crate::scene::lettering::Font;
use crate::scene::pen::{Pen, Side};
use crate::text::labels;
use crate::view::{Dot, Ghost};

/// The pattern of each letter's line, dash, gap, dash, gap …, CSS px; the page's style sheet draws the legend with the same.
pub const PATTERNS: [&[f64]; 4] = [&[9.0, 4.0], &[2.0, 3.0], &[9.0, 3.0, 2.0, 3.0], &[5.0, 3.0, 2.0, 3.0, 2.0, 3.0]];

/// Width of the lines, CSS px: less than that of the present curve.
pub const WIDTH: f64 = 1.75;
/// Radius of the disc in which a letter stands.
pub const BEAD: f64 = 7.5;
/// Places along a curve at which its letter may stand.
const PLACES: usize = 16;

/// Adds what the lines depend on.
pub(super) fn key(key: Key, ghosts: &[Ghost]) -> Key {
    let with = |key: Key, ghost: &Ghost| {
        ghost.curve.iter().fold(key.word(ghost.letter as u64), |key, &(x, y)| key.number(x).number(y))
    };
    ghosts.iter().fold(key, with)
}

/// Draws the lines. They do not move while training runs, so they belong to the base, below the present curve.
pub(super) fn draw_lines(pen: &Pen, ghosts: &[Ghost], f: &Frame) {
    for ghost in ghosts {
        let (Some(color), Some(pattern)) = (pen.colors().ghosts.get(ghost.letter), PATTERNS.get(ghost.letter)) else {
            continue;
        };
        for piece in f.clip(&ghost.curve) {
            pen.dashed(&piece, *color, WIDTH, pattern);
        }
    }
}

/// Draws the letters, each at the place that `letters` has found for it.
pub(super) fn draw_letters(pen: &Pen, ghosts: &[Ghost], places: &[Option<Px>]) {
    for (ghost, at) in ghosts.iter().zip(places) {
        at.iter().for_each(|at| draw_letter(pen, ghost.letter, *at));
    }
}

/// Draws the letter of a pinned run here.
pub fn draw_letter(pen: &Pen, letter: usize, at: Px) {
    let c = pen.colors();
    let Some(color) = c.ghosts.get(letter) else { return };
    pen.disc(at, BEAD, c.panel);
    pen.ring(at, BEAD, *color, 1.25);
    pen.text(labels::letter(letter), at, Side::Middle, Font::SMALL_BOLD, c.ink);
}

/// Where the letters stand: at the right end of each curve or at the left one, or between, where no point and no other letter
/// is in the way and the other curves are farthest. `None` for a curve that is nowhere in the frame. It does not depend on the
/// present curve, which moves while the letters should not. `taken` is where the answer to the user's question stands.
pub fn letters(f: &Frame, ghosts: &[Ghost], points: &[Dot], taken: Option<Rect>) -> Vec<Option<Px>> {
    // Every few places of a line are enough to know what is near.
    let line = |g: &Ghost| g.curve.iter().step_by(4).map(|&(x, y)| f.to_px(x, y)).collect::<Vec<Px>>();
    let lines: Vec<Vec<Px>> = ghosts.iter().map(line).collect();
    let dots: Vec<Px> = points.iter().map(|d| f.to_px(d.x, d.y)).collect();
    let (mut placed, mut beads) = (Vec::new(), Vec::new());
    for (own, line) in lines.iter().enumerate() {
        let inside: Vec<Px> = line.iter().copied().filter(|p| f.holds(*p, -BEAD)).collect();
        let mut best: Option<(f64, Px)> = None;
        for i in 0..=PLACES {
            // From the right end, then from the left one, and so on to the middle.
            let along = if i % 2 == 0 { PLACES - i / 2 } else { i / 2 };
            let Some(&at) = inside.get(inside.len().saturating_sub(1) * along / PLACES) else { break };
            let room = |all: &[Px], most: f64| {
                let square = |p: &Px| (p.0 - at.0) * (p.0 - at.0) + (p.1 - at.1) * (p.1 - at.1);
                all.iter().fold(most * most, |least, p| least.min(square(p))).sqrt()
            };
            let mut apart = 1.5 * BEAD;
            for (_, line) in lines.iter().enumerate().filter(|(other, _)| *other != own) {
                apart = apart.min(room(line, 1.5 * BEAD));
            }
            let under = taken.is_some_and(|question| question.grown(BEAD).holds(at));
            // Nothing is worse than a letter on another or below the answer, then a letter on a point.
            let worth = 8.0 * room(&beads, 2.0 * BEAD + 3.0) + 2.0 * room(&dots, 2.0 * BEAD) + apart
                - if under { 100.0 } else { 0.0 }
                - 0.5 * i as f64;
            if best.is_none_or(|(b, _)| worth > b + 0.5) {
                best = Some((worth, at));
            }
        }
        let best = best.map(|(_, at)| at);
        beads.extend(best);
        placed.push(best);
    }
    placed
}
