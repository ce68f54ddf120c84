//! The trail of training over the loss surface.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, closed, distance};
use crate::scene::pen::Pen;
use crate::view::Surface;

/// A trail of so few places is all wide: each of its legs is looked at.
const FEW: usize = 10;

/// Draws the trail; its last third is wider.
pub(super) fn draw(pen: &Pen, view: &Surface, f: &Frame) {
    let c = pen.colors();
    let mut line: Vec<Px> = Vec::new();
    for &(u, v) in view.trail {
        let p = f.to_px(u, v);
        // Steps of less than a px are drawn with the next.
        let near = |q: &Px| distance(p, *q) < 0.75;
        if !line.last().is_some_and(near) {
            line.push(p);
        }
    }
    line.extend(view.here.map(|(u, v)| f.to_px(u, v)));
    let recent = if line.len() <= FEW { 0 } else { line.len() * 2 / 3 };
    let old = f.clip_px(line.get(..=recent).unwrap_or(&line));
    let new = f.clip_px(&line[recent..]);
    for (pieces, width) in [(&old, 2.5), (&new, 4.2)] {
        for piece in pieces {
            pen.line(piece, c.casing.mix(0.7), width);
        }
    }
    for (pieces, width) in [(&old, 1.0), (&new, 2.3)] {
        for piece in pieces {
            pen.line(piece, c.trail, width);
        }
    }
}

/// Draws an arrow at the edge, toward a place outside the frame.
pub(super) fn draw_outside(pen: &Pen, f: &Frame, at: Px) {
    let c = pen.colors();
    let middle = (f.left + f.width / 2.0, f.top + f.height / 2.0);
    let Some((_, edge)) = f.clip_segment(middle, at) else {
        return;
    };
    let length = distance(at, middle).max(1e-9);
    let (dx, dy) = ((at.0 - middle.0) / length, (at.1 - middle.1) / length);
    let tip = (edge.0 - 4.0 * dx, edge.1 - 4.0 * dy);
    let foot = (tip.0 - 11.0 * dx, tip.1 - 11.0 * dy);
    let arrow = vec![tip, (foot.0 - 6.0 * dy, foot.1 + 6.0 * dx), (foot.0 + 6.0 * dy, foot.1 - 6.0 * dx)];
    pen.fill(&arrow, c.trail);
    pen.line(&closed(arrow), c.casing, 1.5)
}
