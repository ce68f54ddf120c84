//! Labels that find a place: beside what they name, inside the picture, and not one upon the other.

use super::geometry::{Px, Rect, closed, rounded};
use super::lettering::{Font, text_width};
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::bounded;

/// Height of a label in a box, CSS px, and the room on either side of its text.
const TALL: f64 = 19.0;
const PAD: f64 = 6.0;

/// How far from a point a label still stands beside it, CSS px.
const BESIDE: f64 = 12.0;

/// The places that are taken in a picture.
pub(super) struct Labels {
    bounds: Rect,
    taken: Vec<Rect>,
}

impl Labels {
    /// None are, in a whole picture.
    pub fn new(pen: &Pen) -> Self {
        Labels {
            bounds: Rect { left: 0.0, top: 0.0, width: pen.look.width, height: pen.look.height },
            taken: Vec::new(),
        }
    }

    /// None are; labels stay in this part of the picture.
    pub fn within(bounds: Rect) -> Self {
        Labels { bounds, taken: Vec::new() }
    }

    /// Whether nothing is there.
    pub fn is_free(&self, place: &Rect) -> bool {
        self.taken.iter().all(|other| !other.overlaps(place))
    }

    /// Takes a place if nothing is there.
    pub fn take(&mut self, place: Rect) -> bool {
        let free = self.is_free(&place);
        if free {
            self.taken.push(place);
        }
        free
    }

    /// Keeps a place free of labels.
    pub fn keep_free(&mut self, place: Rect) {
        self.taken.push(place);
    }

    /// Keeps the way along a line free.
    pub fn keep_line_free(&mut self, line: &[Px]) {
        for pair in line.windows(2) {
            for k in 0..8 {
                let t = (f64::from(k) + 0.5) / 8.0;
                let at = (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
                self.taken.push(Rect { left: at.0 - 1.5, top: at.1 - 1.5, width: 3.0, height: 3.0 });
            }
        }
    }

    /// A place for a label of this size around a point: the first of these directions in which it is inside and free, near
    /// before far; where there is none, that which covers the least. And whether it is as good as it can be.
    fn find(&self, at: Px, size: (f64, f64), gap: f64, ways: &[Px]) -> (Rect, bool) {
        let mut best = (f64::INFINITY, Rect { left: at.0, top: at.1, width: size.0, height: size.1 });
        for far in [1.0, 1.9, 2.8, 4.0, 6.0] {
            for way in ways {
                let middle = (at.0 + way.0 * (gap * far + size.0 / 2.0), at.1 + way.1 * (gap * far + size.1 / 2.0));
                let b = &self.bounds;
                let rect = Rect {
                    left: bounded(middle.0 - size.0 / 2.0, b.left, (b.right() - size.0).max(b.left)),
                    top: bounded(middle.1 - size.1 / 2.0, b.top, (b.bottom() - size.1).max(b.top)),
                    width: size.0,
                    height: size.1,
                };
                let moved = (rect.middle().0 - middle.0).abs() + (rect.middle().1 - middle.1).abs();
                let covered: f64 = self.taken.iter().map(|other| overlap(&rect, other)).sum();
                let cost = covered + 4.0 * moved;
                if cost < best.0 {
                    best = (cost, rect);
                }
                if cost <= 0.0 {
                    return (rect, far * gap <= BESIDE);
                }
            }
        }
        (best.1, false)
    }

    /// Writes a label in a box with this border around a point.
    pub fn boxed(&mut self, pen: &Pen, text: &str, (at, gap): (Px, f64), ways: &[Px], border: Shade) {
        let width = text_width(text, Font::SMALL_BOLD) + 2.0 * PAD;
        let (rect, _) = self.find(at, (width, TALL), gap, ways);
        let outline = rounded(rect, 5.0);
        pen.fill(&outline, pen.colors().panel.mix(0.94));
        pen.line(&closed(outline), border, 1.3);
        pen.text(text, rect.middle(), Side::Middle, Font::SMALL_BOLD, border);
        self.taken.push(rect);
    }

    /// Writes a label without a box around a point, on a ground of its own.
    pub fn plain(&mut self, pen: &Pen, text: &str, (at, gap): (Px, f64), ways: &[Px], color: Shade) {
        let (rect, _) = self.find(at, size_of(text), gap, ways);
        self.write(pen, text, rect, color);
    }

    /// Writes what the picture is about around a point: the same in a larger font.
    pub fn loud(&mut self, pen: &Pen, text: &str, (at, gap): (Px, f64), ways: &[Px]) {
        let (rect, _) = self.find(at, (text_width(text, Font::HEAD) + 8.0, 18.0), gap, ways);
        pen.fill(&rounded(rect, 5.0), pen.colors().panel.mix(0.86));
        pen.text(text, rect.middle(), Side::Middle, Font::HEAD, pen.colors().ink);
        self.taken.push(rect);
    }

    /// The same as `plain`, if there is room right beside the point.
    pub fn beside(&mut self, pen: &Pen, text: &str, (at, gap): (Px, f64), ways: &[Px], color: Shade) {
        if let (rect, true) = self.find(at, size_of(text), gap, ways) {
            self.write(pen, text, rect, color);
        }
    }

    fn write(&mut self, pen: &Pen, text: &str, rect: Rect, color: Shade) {
        pen.fill(&rounded(rect, 4.0), pen.colors().panel.mix(0.82));
        pen.text(text, rect.middle(), Side::Middle, Font::SMALL_BOLD, color);
        self.taken.push(rect);
    }
}

/// The size of a label without a box, CSS px.
fn size_of(text: &str) -> (f64, f64) {
    (text_width(text, Font::SMALL_BOLD) + 6.0, 15.0)
}

/// The area that two rectangles have in common.
fn overlap(a: &Rect, b: &Rect) -> f64 {
    let width = a.right().min(b.right()) - a.left.max(b.left);
    let height = a.bottom().min(b.bottom()) - a.top.max(b.top);
    width.max(0.0) * height.max(0.0)
}
