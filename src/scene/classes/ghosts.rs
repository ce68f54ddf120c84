//! The boundaries of other runs. Of pinned ones each is a thin line with the colour, the pattern of dashes and the letter that a
//! pinned curve has; that of the run before is pale, and that of the run of the other kind dashed, as their curves are.

use super::map::boundary;
use super::names::Names;
use super::room::Room;
use crate::scene::fit::ghosts::{BEAD, PATTERNS, WIDTH, draw_letter};
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, distance};
use crate::scene::key::Key;
use crate::scene::lettering::Font;
use crate::scene::pen::Pen;
use crate::text::{Lang, labels, stack};
use crate::view::{AnswerMap, Classes, GhostMap};

/// About so many places along a boundary are tried for its letter: this is done at each drawing.
const PLACES: usize = 32;

/// Adds what the lines depend on.
pub(super) fn key(key: Key, view: &Classes) -> Key {
    let with = |key: Key, ghost: &GhostMap| {
        let key = key.word(ghost.letter as u64).word(ghost.side as u64);
        ghost.logits.iter().fold(key, |key, logit| key.word(u64::from(logit.to_bits())))
    };
    let key = view.ghosts.iter().fold(key, with);
    let answer = |key: Key, map: AnswerMap| {
        map.logits.iter().fold(key.word(map.side as u64), |key, logit| key.word(u64::from(logit.to_bits())))
    };
    let key = view.before.into_iter().fold(key.word(1), answer);
    view.other.map(|other| other.map).into_iter().fold(key.word(2), answer)
}

/// The boundary of a pinned run, CSS px.
fn lines(ghost: &GhostMap, f: &Frame) -> Vec<Vec<Px>> {
    lines_of(AnswerMap { side: ghost.side, logits: &ghost.logits }, f)
}

/// The boundary of an answer, CSS px.
fn lines_of(map: AnswerMap, f: &Frame) -> Vec<Vec<Px>> {
    let whole = map.side >= 2 && map.side.checked_mul(map.side) == Some(map.logits.len());
    if whole { boundary(map, f) } else { Vec::new() }
}

/// The boundary of the run before, or of the run of the other kind.
pub(super) struct Unpinned {
    lines: Vec<Vec<Px>>,
    name: &'static str,
    look: Look,
}

/// Those that there are.
pub(super) fn unpinned(view: &Classes, f: &Frame, lang: Lang) -> Vec<Unpinned> {
    let before = view.before.map(|map| (map, labels::run_before(lang), PALE));
    let other = view.other.map(|other| (other.map, stack::other(other.bends, other.trained, lang), DASHED));
    let all = before.into_iter().chain(other);
    all.map(|(map, name, look)| Unpinned { lines: lines_of(map, f), name, look }).collect()
}

/// How strong a line is, and whether it is dashed.
#[derive(Clone, Copy)]
struct Look {
    strength: f64,
    dashes: &'static [f64],
}

const PALE: Look = Look { strength: 0.45, dashes: &[] };
const DASHED: Look = Look { strength: 0.75, dashes: &[6.0, 4.0] };
/// Places along such a line at which its name may stand, and how far from it, CSS px.
const NAMES: usize = 24;
const AWAY: f64 = 12.0;

/// Keeps words off these lines.
pub(super) fn keep_free(room: &mut Room, unpinned: &[Unpinned]) {
    unpinned.iter().flat_map(|each| &each.lines).for_each(|line| room.keep_line_free(line));
}

/// Writes the names of these lines, where there is room for them.
pub(super) fn write_names(names: &mut Names, unpinned: &[Unpinned]) {
    for Unpinned { lines, name, look } in unpinned {
        let line: Vec<Px> = lines.iter().flatten().copied().collect();
        let color = names.pen.colors().model.mix((look.strength + 0.35).min(1.0));
        let places = line.iter().step_by(line.len() / NAMES + 1);
        let beside = places
            .clone()
            .flat_map(|&(x, y)| [(x, y - AWAY), (x, y + AWAY)])
            .any(|at| names.write(name, at, (Font::SMALL, color)));
        // Else on the line itself.
        let _ = beside || places.into_iter().any(|at| names.write_above_lines(name, *at, (Font::SMALL, color)));
    }
}

/// Draws the lines. They do not move while training runs, so they belong to the base, below today's boundary.
pub(super) fn draw_lines(pen: &Pen, view: &Classes, f: &Frame) {
    for Unpinned { lines, look, .. } in unpinned(view, f, pen.look.lang) {
        let color = pen.colors().model.mix(look.strength);
        for line in lines {
            if look.dashes.is_empty() {
                pen.line(&line, color, WIDTH)
            } else {
                pen.dashed(&line, color, WIDTH, look.dashes)
            }
        }
    }
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
