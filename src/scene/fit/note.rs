//! Places for small texts among points and lines.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};

/// What texts should not cover, CSS px.
pub(super) struct Obstacles {
    /// Middles of points.
    pub dots: Vec<Px>,
    /// Places along the model's curve.
    pub curve: Vec<Px>,
    /// Handles, tips and texts.
    pub rects: Vec<Rect>,
}

impl Obstacles {
    /// How much a rectangle would cover.
    pub fn cost(&self, rect: &Rect) -> f64 {
        let near = rect.grown(5.0);
        let hidden = |all: &[Px]| all.iter().filter(|p| near.holds(**p)).count() as f64;
        let overlaps = self.rects.iter().filter(|other| rect.overlaps(other)).count() as f64;
        5.0 * hidden(&self.dots) + hidden(&self.curve) + OVERLAP * overlaps
    }

    /// Draws a text at the place of these where it covers least, of equal ones the first; the text itself is covered no more.
    pub fn write(&mut self, pen: &Pen, f: &Frame, (text, color): (&str, Shade), places: &[(Px, Side)]) {
        let width = text_width(text, FONT);
        let rect = |&(at, side): &(Px, Side)| {
            let left = match side {
                Side::Start => at.0,
                Side::Middle => at.0 - width / 2.0,
                Side::End => at.0 - width,
            };
            Rect { left, top: at.1 - 8.0, width, height: 16.0 }
        };
        let mut best: Option<(f64, (Px, Side))> = None;
        for (i, place) in places.iter().enumerate() {
            let rect = rect(place);
            let inside = f.holds((rect.left, rect.top), 0.0) && f.holds((rect.right(), rect.bottom()), 0.0);
            let cost = self.cost(&rect) + 0.4 * i as f64 + if inside { 0.0 } else { 100.0 };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, *place));
            }
        }
        if let Some((_, place)) = best.filter(|(cost, _)| *cost < OVERLAP) {
            let around = rect(&place);
            // A veil, where a line runs behind it.
            if self.curve.iter().any(|p| around.holds(*p)) {
                pen.fill(&rounded(around.grown(-1.0), 4.0), pen.colors().panel.mix(0.75));
            }
            self.rects.push(around);
            pen.text(text, place.0, place.1, FONT, color);
        }
    }
}

/// What it costs to stand on a handle, a tip or another text: more than to stand on points, and than the text is worth.
const OVERLAP: f64 = 60.0;
/// The font of these texts.
const FONT: Font = Font { size: 12.0, bold: true };
