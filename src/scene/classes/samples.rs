//! The samples: a cat's head where it is of the class that is asked for, else a circle, a diamond or a triangle, which are
//! hollow. Those held out are told by shape too: a hollow head, or a dot in the middle.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, closed};
use crate::scene::palette::Shade;
use crate::scene::pen::Pen;
use crate::view::{Classes, Group, Sample};

/// In a frame lower than this, CSS px, samples are small, as in an overview.
pub(super) const LOW: f64 = 90.0;
/// Up to this many samples each has its own halo.
const FEW: usize = 80;
/// Above this many they have no halo.
const HALOS: usize = 200;
/// Above this many they are drawn smaller.
const MANY: usize = 300;
/// Above this many they are also drawn lighter.
const CROWD: usize = 800;
/// Up to this many that are wrong have a ring with room around the sample; of more, each has a narrow one.
const RINGS: usize = 40;
/// Above this many that are wrong each is only struck through: so many rings would be all that is seen.
const STRUCK: usize = 300;

/// A cat's head: ears, cheeks, chin. In radii.
const CAT: [Px; 10] = [
    (-0.95, -1.1),
    (-0.4, -0.62),
    (0.4, -0.62),
    (0.95, -1.1),
    (1.05, 0.1),
    (0.8, 0.65),
    (0.32, 0.95),
    (-0.32, 0.95),
    (-0.8, 0.65),
    (-1.05, 0.1),
];
const DIAMOND: [Px; 4] = [(0.0, -1.2), (0.9, 0.0), (0.0, 1.2), (-0.9, 0.0)];
const TRIANGLE: [Px; 3] = [(0.0, -1.05), (1.0, 0.75), (-1.0, 0.75)];

/// An outline around a place.
fn around(shape: &[Px], (x, y): Px, radius: f64) -> Vec<Px> {
    shape.iter().map(|(dx, dy)| (x + radius * dx, y + radius * dy)).collect()
}

/// The samples of a picture as they are drawn.
pub(super) struct Samples<'a> {
    view: &'a Classes<'a>,
    f: &'a Frame,
    /// About half their width, CSS px.
    pub radius: f64,
    /// Those that are shown.
    shown: usize,
    /// How much of its colour each has, 0 to 1.
    strength: f64,
}

impl<'a> Samples<'a> {
    /// In a picture of this width in CSS px.
    pub fn new(view: &'a Classes<'a>, f: &'a Frame, width: f64) -> Self {
        let shown = view.samples.iter().filter(|sample| is_shown(view, sample)).count();
        let (radius, strength) = match shown {
            _ if f.height < LOW => (2.2, 1.0),
            _ if shown > CROWD => (2.2, 0.6),
            _ if shown > MANY => (3.0, 0.85),
            _ if shown > HALOS => (4.2, 1.0),
            _ if shown > FEW || width < 480.0 => (5.0, 1.0),
            _ => (6.0, 1.0),
        };
        Samples { view, f, radius, shown, strength }
    }

    /// Those that are in sight, with their places.
    fn all(&self) -> impl Iterator<Item = (&'a Sample, Px)> {
        let (view, f) = (self.view, self.f);
        let shown = view.samples.iter().filter(move |sample| is_shown(view, sample));
        shown.map(move |sample| (sample, f.to_px(sample.x, sample.y))).filter(move |(_, at)| f.holds(*at, 2.0))
    }

    /// Where they are, CSS px.
    pub fn places(&self) -> impl Iterator<Item = Px> {
        self.all().map(|(_, at)| at)
    }

    /// Where those are that the model takes for what they are not.
    pub fn wrong(&self) -> Vec<Px> {
        self.all().filter(|(sample, _)| sample.is_wrong() == Some(true)).map(|(_, at)| at).collect()
    }

    /// Whether each that is wrong has a ring.
    pub fn has_rings(&self) -> bool {
        self.shown <= MANY && self.wrong().len() <= RINGS
    }

    /// How large a ring is, CSS px.
    pub fn ring(&self) -> f64 {
        self.radius + if self.has_rings() { 5.0 } else { 2.0 }
    }

    /// Draws them all. Among many, all of a kind come after another: a browser is quicker when colours do not alternate.
    pub fn draw(&self, pen: &Pen) {
        if self.shown <= FEW {
            for (sample, at) in self.all() {
                self.draw_halo(pen, sample, at);
                self.draw_sample(pen, sample, at);
            }
        } else {
            if self.shown <= HALOS {
                self.all().for_each(|(sample, at)| self.draw_halo(pen, sample, at));
            }
            for held_out in [false, true] {
                for positive in [false, true] {
                    let kind = |s: &Sample| s.held_out == held_out && s.group.is_positive() == positive;
                    self.all().filter(|(s, _)| kind(s)).for_each(|(sample, at)| self.draw_sample(pen, sample, at));
                }
            }
        }
        self.mark_wrong(pen);
    }

    /// Marks those that are wrong.
    fn mark_wrong(&self, pen: &Pen) {
        let (c, ring, wide, wrong) = (pen.colors(), self.ring(), self.has_rings(), self.wrong());
        for &(x, y) in &wrong {
            if wrong.len() > STRUCK {
                let r = self.radius + 0.5;
                pen.line(&[(x - r, y + r), (x + r, y - r)], c.held_out, 1.1);
                continue;
            }
            if wide {
                pen.ring((x, y), ring, c.panel.mix(0.8), 4.0);
            }
            pen.ring((x, y), ring, c.held_out, if wide { 2.0 } else { 1.25 });
        }
    }

    /// Draws one of them once more, above whatever lies on it; returns where it is. `None` if it is not in sight.
    pub fn draw_one(&self, pen: &Pen, index: usize) -> Option<Px> {
        let sample = self.view.samples.get(index).filter(|sample| is_shown(self.view, sample))?;
        let at = self.f.to_px(sample.x, sample.y);
        self.f.holds(at, 2.0).then(|| {
            self.draw_halo(pen, sample, at);
            self.draw_sample(pen, sample, at);
            at
        })
    }

    fn draw_halo(&self, pen: &Pen, sample: &Sample, at: Px) {
        let (panel, radius) = (pen.colors().panel, self.radius);
        match sample.group {
            Group::Positive => pen.fill(&around(&CAT, at, radius + 1.6), panel),
            Group::First => pen.disc(at, 0.85 * radius + 1.6, panel),
            Group::Second => pen.fill(&around(&DIAMOND, at, radius + 1.6), panel),
            Group::Third => pen.fill(&around(&TRIANGLE, at, radius + 2.2), panel),
        }
    }

    fn draw_sample(&self, pen: &Pen, sample: &Sample, at: Px) {
        let (c, r) = (pen.colors(), self.radius);
        let color = if sample.held_out { c.held_out } else { c.ink }.mix(self.strength);
        match sample.group {
            Group::Positive => return self.draw_cat(pen, sample.held_out, at, color),
            Group::First => pen.ring(at, 0.85 * r, color, self.width()),
            Group::Second => self.draw_outline(pen, around(&DIAMOND, at, r), color),
            Group::Third => self.draw_outline(pen, around(&TRIANGLE, at, r), color),
        }
        if sample.held_out {
            pen.disc(at, 0.36 * r, color);
        }
    }

    /// A head, and where it is large enough a face.
    fn draw_cat(&self, pen: &Pen, held_out: bool, at: Px, color: Shade) {
        let (c, r) = (pen.colors(), self.radius);
        if held_out {
            self.draw_outline(pen, around(&CAT, at, r - 0.4), color);
        } else {
            pen.fill(&around(&CAT, at, r), color);
        }
        if self.shown <= MANY {
            for side in [-0.42, 0.42] {
                pen.disc((at.0 + side * r, at.1 + 0.1 * r), 0.18 * r, if held_out { color } else { c.panel });
            }
        }
    }

    fn draw_outline(&self, pen: &Pen, outline: Vec<Px>, color: Shade) {
        let second = outline.get(1).copied();
        let mut line = closed(outline);
        // Once more along the first side, so that its corner is closed.
        line.extend(second);
        pen.line(&line, color, self.width());
    }

    /// Width of the outlines, CSS px.
    fn width(&self) -> f64 {
        if self.shown > MANY { 1.1 } else { 1.6 }
    }
}

/// Whether a sample is shown at all: those held out are kept for the exam.
pub(super) fn is_shown(view: &Classes, sample: &Sample) -> bool {
    view.exam || !sample.held_out
}
