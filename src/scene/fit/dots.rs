//! The points of the data.

use crate::scene::frame::Frame;
use crate::scene::geometry::Rect;
use crate::scene::pen::Pen;
use crate::view::Dot;

/// Up to this many points each has its own halo.
const FEW: usize = 60;
/// Above this many points they are drawn smaller and without a halo.
pub(super) const MANY: usize = 300;
/// Above this many points they are also drawn lighter.
pub(super) const CROWD: usize = 800;

/// The points in the order in which they are drawn.
pub(super) struct Dots<'a> {
    dots: Vec<&'a Dot>,
    frame: &'a Frame,
    /// Radius of a dot, CSS px.
    pub radius: f64,
    /// How much of its colour a dot has, 0 to 1.
    strength: f64,
}

impl<'a> Dots<'a> {
    /// In a picture of this width in CSS px; those held out are left out before the exam.
    pub fn new(points: &'a [Dot], exam: bool, frame: &'a Frame, width: f64) -> Self {
        let count = points.len();
        let (radius, strength) = match count {
            _ if count > CROWD => (2.0, 0.55),
            _ if count > MANY => (2.5, 0.8),
            _ if count > FEW || width < 480.0 => (4.0, 1.0),
            _ => (5.0, 1.0),
        };
        // The training points, then the others: a browser is quicker when colours do not alternate.
        let mut dots = Vec::with_capacity(count);
        for trained in [true, false] {
            dots.extend(points.iter().filter(|dot| dot.is_trained_on() == trained && (exam || trained)));
        }
        Dots { dots, frame, radius, strength }
    }

    /// Draws the training points, or the others, with halos, which separate a dot from the one below it. Among many points
    /// all halos lie under all dots: they would cut each other to slivers otherwise.
    pub fn draw(&self, pen: &Pen, trained: bool) {
        let few = self.dots.len() <= FEW;
        let kind = || self.dots.iter().filter(|dot| dot.is_trained_on() == trained);
        for dot in kind().filter(|_| !few && self.dots.len() <= MANY) {
            self.draw_halo(pen, dot);
        }
        for dot in kind() {
            if few {
                self.draw_halo(pen, dot);
            }
            self.draw_dot(pen, dot);
        }
    }

    /// Draws one of them once more, above whatever lies on it.
    pub fn draw_one(&self, pen: &Pen, dot: &Dot) {
        self.draw_halo(pen, dot);
        self.draw_dot(pen, dot);
    }

    fn draw_halo(&self, pen: &Pen, dot: &Dot) {
        let (c, (x, y)) = (pen.colors(), self.frame.to_px(dot.x, dot.y));
        if !self.frame.holds((x, y), 6.0) {
            return;
        }
        if dot.held_out && !dot.unseen {
            let half = self.radius + 0.5;
            let square = Rect { left: x - half, top: y - half, width: 2.0 * half, height: 2.0 * half };
            return pen.rect(square, c.panel);
        }
        pen.disc((x, y), self.radius + 1.5, c.panel);
    }

    /// A disc; an open square where the point is held out, an open circle where training sees nothing.
    fn draw_dot(&self, pen: &Pen, dot: &Dot) {
        let (c, (x, y)) = (pen.colors(), self.frame.to_px(dot.x, dot.y));
        if !self.frame.holds((x, y), 6.0) {
            return;
        }
        if dot.unseen {
            pen.disc((x, y), self.radius - 0.5, c.panel);
            return pen.ring((x, y), self.radius - 0.5, c.held_out.mix(self.strength), self.width());
        }
        if !dot.held_out {
            return pen.disc((x, y), self.radius, c.ink.mix(self.strength));
        }
        let r = self.radius - 0.5;
        let square = [
            (x - r, y - r),
            (x + r, y - r),
            (x + r, y + r),
            (x - r, y + r),
            (x - r, y - r),
            // Once more along the first side, so that its corner is closed.
            (x + r, y - r),
        ];
        pen.line(&square, c.held_out.mix(self.strength), self.width())
    }

    /// Of the outline of an open dot.
    fn width(&self) -> f64 {
        if self.dots.len() > MANY { 1.25 } else { 2.0 }
    }
}
