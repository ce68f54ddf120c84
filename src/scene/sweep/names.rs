//! The names of the lines.

use crate::scene::frame::Frame;
use crate::scene::geometry::Px;
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};
use crate::scene::spread::spread;
use crate::scene::tip::{self, Sample};

/// The end of a line, as far as it is in the frame, and what the line is.
pub(super) struct End {
    /// CSS px.
    pub at: Px,
    /// The name of the line.
    pub name: &'static str,
    /// Its colour.
    pub color: Shade,
    /// How it is drawn.
    pub sample: Sample,
}

/// Draws each name beside the end of its line.
pub(super) fn draw_beside(pen: &Pen, f: &Frame, ends: &[End]) {
    let want: Vec<f64> = ends.iter().map(|end| end.at.1).collect();
    let placed = spread(&want, 14.0, f.top + 4.0, f.bottom() - 7.0);
    for (end, y) in ends.iter().zip(placed) {
        pen.label(end.name, (end.at.0 + 13.0, y), Side::Start, end.color);
    }
}

/// Draws all names in a row at this height, CSS px, each behind a sample of its line.
pub(super) fn draw_in_a_row(pen: &Pen, y: f64, ends: &[End]) {
    let mut x = 4.0;
    for end in ends {
        tip::stroke(pen, end.sample, (x, y), end.color);
        pen.label(end.name, (x + tip::SAMPLE, y), Side::Start, end.color);
        x += tip::SAMPLE + text_width(end.name, Font::SMALL) + 14.0;
    }
}
