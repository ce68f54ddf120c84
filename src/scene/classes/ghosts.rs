//! The boundaries of pinned runs: each a thin line with the colour, the pattern of dashes and the letter that a pinned curve has.

use super::map::boundary;
use super::room::Room;
use crate::scene::fit::ghosts::{BEAD, PATTERNS, WIDTH, draw_letter};
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, distance};
use crate::scene::key::Key;
use crate::scene::pen::Pen;
use crate::view::{AnswerMap, Classes, GhostMap};

/// About so many places along a boundary are tried for its letter: this is done at each drawing.
const PLACES: usize = 32;

/// Adds what the lines depend on.
pub(super) fn key(key: Key, ghosts: &[GhostMap]) -> Key {
    let with = |key: Key, ghost: &GhostMap| {
        let key = key.word(ghost.letter as u64).word(ghost.side as u64);
        ghost.logits.iter().fold(key, |key, logit| key.word(u64::from(logit.to_bits())))
    };
    ghosts.iter().fold(key, with)
}

/// The boundary of a pinned run, CSS px.
fn lines(ghost: &GhostMap, f: &Frame) -> Vec<Vec<Px>> {
    let GhostMap { side, ref logits, .. } = *ghost;
    let whole = side >= 2 && side.checked_mul(side) == Some(logits.len());
    if whole { boundary(AnswerMap { side, logits }, f) } else { Vec::new() }
}

/// Draws the lines. They do not move while training runs, so they belong to the base, below today's boundary.
pub(super) fn draw_lines(pen: &Pen, view: &Classes, f: &Frame) {
    for ghost in view.ghosts {
        let (Some(color), Some(pattern)) = (pen.colors().ghosts.get(ghost.letter), PATTERNS.get(ghost.letter)) else {
            continue;
        };
        for line in lines(ghost, f) {
            pen.dashed(&line, *color, WIDTH, pattern);
        }
    }
}

/// Draws the letters, each on a line of its own where no sample and no other letter is near, and keeps words off both. A run
/// whose boundary is nowhere in the frame has none.
pub(super) fn draw_letters(pen: &Pen, view: &Classes, f: &Frame, room: &mut Room) {
    let samples: Vec<Px> = view.samples.iter().map(|sample| f.to_px(sample.x, sample.y)).collect();
    let mut beads: Vec<Px> = Vec::new();
    for ghost in view.ghosts {
        let all = lines(ghost, f);
        all.iter().for_each(|line| room.keep_line_free(line));
        let inside: Vec<Px> = all.into_iter().flatten().filter(|at| f.holds(*at, -BEAD)).collect();
        let near = |at: Px, others: &[Px]| others.iter().fold(3.0 * BEAD, |least, p| least.min(distance(at, *p)));
        let mut best: Option<(f64, Px)> = None;
        for at in inside.iter().copied().step_by(inside.len() / PLACES + 1) {
            let worth = 2.0 * near(at, &beads) + near(at, &samples);
            if best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, at));
            }
        }
        let Some((_, at)) = best else { continue };
        draw_letter(pen, ghost.letter, at);
        room.keep_point_free(at, BEAD + 1.0);
        beads.push(at);
    }
}
