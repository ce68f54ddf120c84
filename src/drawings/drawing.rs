//! A drawing: its strokes, and the pixels that they make, with or without a part.

use super::chance::Chance;
use super::hand::{Hand, Mark, Marks};
use super::kind::{Kind, Manner, Part, Place};
use super::pen::{PIXELS, Picture, Point, SIDE, ink};
use super::sketch::sketch;
use super::variety::Variety;

/// The most that paper is grey where nothing is drawn.
const GREY: f32 = 0.06;
/// How near a stroke has to be to give its name to a place, in pixels.
const NEAR: f32 = 2.5;

/// A drawing of strokes.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What it shows.
    pub kind: Kind,
    /// How it is drawn.
    pub manner: Manner,
    /// Whether it is white on black.
    pub inverted: bool,
    marks: Marks,
    paper: u32,
}

/// A rectangle of pixels: the first column and row in it, and the first ones beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The first column.
    pub left: usize,
    /// The first row.
    pub top: usize,
    /// The first column to the right of it.
    pub right: usize,
    /// The first row below it.
    pub bottom: usize,
}

impl Drawing {
    /// One of a kind, of the chance that is left.
    pub fn new(kind: Kind, manner: Manner, variety: &Variety, mut chance: Chance) -> Drawing {
        let paper = chance.seed();
        let inverted = chance.holds(variety.inversion);
        let mut hand = Hand::new(variety, chance);
        sketch(&mut hand, kind, manner);
        Drawing { kind, manner, inverted, marks: hand.done(), paper }
    }

    /// Its strokes, among them those that are seen only where ears are rubbed out.
    pub fn marks(&self) -> &[Mark] {
        self.marks.all()
    }

    /// The whole drawing.
    pub fn render(&self, picture: &mut Picture) {
        self.render_without(None, picture);
    }

    /// The drawing without a part. Where that is the ears, the outline is closed below them.
    pub fn render_without(&self, part: Option<Part>, picture: &mut Picture) {
        picture.fill(0.0);
        for mark in self.marks() {
            let seen = if mark.closing { part == Some(Part::Ears) } else { part != Some(mark.place.part()) };
            if seen {
                ink(picture, mark.from, mark.to, mark.width);
            }
        }
        self.age(picture);
    }

    /// The drawing without a square in a corner, as large as the ears' pixels are many: a patch that tells nothing, to compare
    /// with.
    pub fn render_without_corner(&self, picture: &mut Picture) {
        self.render(picture);
        let mut without = *picture;
        self.render_without(Some(Part::Ears), &mut without);
        let lost = (0..PIXELS).filter(|&pixel| (picture[pixel] - without[pixel]).abs() > 0.1).count();
        let side = (lost as f32).sqrt().ceil() as usize;
        // Nothing but paper is there in what is without any stroke.
        let mut blank = [0.0; PIXELS];
        self.age(&mut blank);
        for row in SIDE - side.min(SIDE)..SIDE {
            let line = row * SIDE..row * SIDE + side.min(SIDE);
            picture[line.clone()].copy_from_slice(&blank[line]);
        }
    }

    /// Paper is not quite white, and half of the drawings may be white on black.
    fn age(&self, picture: &mut Picture) {
        let mut chance = Chance::of(self.paper, 0, 0);
        for pixels in picture.as_chunks_mut::<4>().0 {
            for (pixel, byte) in pixels.iter_mut().zip(chance.bytes()) {
                // Half of all pixels stay white.
                let grey = GREY / 127.0 * f32::from(byte.saturating_sub(128));
                *pixel = (*pixel + (1.0 - *pixel) * grey).min(1.0);
            }
        }
        if self.inverted {
            picture.iter_mut().for_each(|pixel| *pixel = 1.0 - *pixel);
        }
    }

    /// The pixels of a part, in a rectangle; none where it has none on the paper.
    pub fn bounds(&self, part: Part) -> Option<Bounds> {
        let mut all: Option<Bounds> = None;
        for mark in self.marks().iter().filter(|mark| mark.place.part() == part && !mark.closing) {
            let reach = 0.5 * mark.width;
            let low = |a: f32, b: f32| (a.min(b) - reach).max(0.0) as usize;
            let high = |a: f32, b: f32| ((a.max(b) + reach).ceil().max(0.0) as usize).min(SIDE);
            let (left, right) = (low(mark.from.0, mark.to.0), high(mark.from.0, mark.to.0));
            let (top, bottom) = (low(mark.from.1, mark.to.1), high(mark.from.1, mark.to.1));
            if left < right && top < bottom {
                let one = Bounds { left, top, right, bottom };
                all = Some(all.map_or(one, |all| all.with(one)));
            }
        }
        all
    }

    /// Where on the head a place in the picture lies, by the stroke that is nearest; none far from all.
    pub fn place_at(&self, at: Point) -> Option<Place> {
        let seen = self.marks().iter().filter(|mark| !mark.closing);
        let off = seen.map(|mark| (mark.off(at) - 0.5 * mark.width, mark.place)).filter(|(off, _)| *off < NEAR);
        off.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
    }

    /// The part at a place in the picture.
    pub fn part_at(&self, at: Point) -> Option<Part> {
        self.place_at(at).map(Place::part)
    }
}

impl Bounds {
    fn with(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}
