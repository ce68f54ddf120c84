//! The lines on which the neurons of the last hidden layer bend, each with its number.

use super::room::Room;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, distance};
use crate::scene::lettering::Font;
use crate::scene::pen::{Pen, Side};
use crate::scene::surface::contour::contours;
use crate::view::{Classes, Vote};

/// Radius of the disc behind a number, CSS px.
pub const BEAD: f64 = 7.5;
/// Places along a line that are tried for its number.
const PLACES: usize = 32;

/// Where a neuron's weighted sum is 0, in a rectangle that shows the whole plane, CSS px. Nowhere, if it is dead.
pub fn bend(vote: &Vote, place: Rect) -> Vec<Vec<Px>> {
    let side = vote.sums.len().isqrt();
    let last = (side.max(2) - 1) as f64;
    let to_px = |(i, j): (f64, f64)| (place.left + place.width * i / last, place.bottom() - place.height * j / last);
    let lines = if vote.dead { Vec::new() } else { contours(&vote.sums, side, side, &[0.0]) };
    lines.into_iter().map(|(_, line)| line.into_iter().map(to_px).collect()).collect()
}

/// Draws a neuron's number on its disc.
pub fn draw_number(pen: &Pen, neuron: usize, at: Px, held: bool) {
    let c = pen.colors();
    let (ground, text) = if held { (c.ink, c.panel) } else { (c.panel, c.ink) };
    pen.disc(at, BEAD, ground);
    pen.ring(at, BEAD, c.ink.mix(0.6), 1.0);
    pen.text(&(neuron + 1).to_string(), at, Side::Middle, Font::SMALL_BOLD, text);
}

/// Draws the lines; that of the neuron that is held is stronger.
pub(super) fn draw_lines(pen: &Pen, view: &Classes, f: &Frame) {
    let c = pen.colors();
    for (neuron, vote) in view.bends.iter().enumerate() {
        let held = view.held == Some(neuron);
        let (color, width) = if held { (c.ink, 2.0) } else { (c.ink.mix(0.5), 1.25) };
        for line in bend(vote, f.rect()) {
            pen.dashed(&line, color, width, &[5.0, 4.0]);
        }
    }
}

/// Draws the numbers, each on its line where no sample and no other number is near, and keeps words off them.
pub(super) fn draw_numbers(pen: &Pen, view: &Classes, f: &Frame, room: &mut Room) {
    let samples: Vec<Px> = if view.bends.is_empty() {
        Vec::new()
    } else {
        view.samples.iter().map(|sample| f.to_px(sample.x, sample.y)).collect()
    };
    let mut beads: Vec<Px> = Vec::new();
    for (neuron, vote) in view.bends.iter().enumerate() {
        let all = bend(vote, f.rect());
        all.iter().for_each(|line| room.keep_line_free(line));
        let inside: Vec<Px> = all.into_iter().flatten().filter(|at| f.holds(*at, -BEAD - 2.0)).collect();
        let near = |at: Px, others: &[Px]| others.iter().fold(4.0 * BEAD, |least, p| least.min(distance(at, *p)));
        let worth = |at: Px| 2.0 * near(at, &beads) + near(at, &samples);
        let tried = inside.iter().copied().step_by(inside.len() / PLACES + 1);
        let Some(at) = tried.max_by(|a, b| worth(*a).total_cmp(&worth(*b))) else { continue };
        draw_number(pen, neuron, at, view.held == Some(neuron));
        room.keep_point_free(at, BEAD + 1.0);
        beads.push(at);
    }
}
