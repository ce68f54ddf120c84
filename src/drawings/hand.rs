//! The hand that draws: it takes strokes in measures of a head to their place on the paper.
//!
//! A head's middle is (0, 0) and its radius about 1; y points down. Where on the paper it lies, how large, how much turned and
//! how steadily it is drawn is decided once a drawing. All chance is drawn whatever the variety, so that a drawing stays itself.

use learn::fast::functions::{cosine_of_few_turns, sine_of_few_turns};
use learn::fast::vector::Vector;

use super::chance::Chance;
use super::kind::Place;
use super::pen::{Point, SIDE};
use super::variety::Variety;

/// A straight stroke with round ends; a dot where both ends are one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where it begins, in pixels.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Its width in pixels.
    pub width: f32,
    /// Where on the head it lies.
    pub place: Place,
    /// It is seen only where the ears are rubbed out: the outline closes below them.
    pub closing: bool,
}

impl Mark {
    /// How far from its middle line a place lies, in pixels.
    pub fn off(&self, (x, y): Point) -> f32 {
        let (along_x, along_y) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let square = along_x * along_x + along_y * along_y;
        let share = ((x - self.from.0) * along_x + (y - self.from.1) * along_y) / square.max(f32::MIN_POSITIVE);
        let share = share.clamp(0.0, 1.0);
        let (off_x, off_y) = (x - self.from.0 - share * along_x, y - self.from.1 - share * along_y);
        (off_x * off_x + off_y * off_y).sqrt()
    }

    const NONE: Mark = Mark { from: (0.0, 0.0), to: (0.0, 0.0), width: 0.0, place: Place::Crown, closing: false };
}

/// The most strokes of a drawing.
const MOST: usize = 128;

/// The strokes of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    all: [Mark; MOST],
    count: usize,
}

impl Marks {
    /// Those that were drawn.
    pub fn all(&self) -> &[Mark] {
        &self.all[..self.count]
    }

    fn push(&mut self, mark: Mark) {
        if let Some(next) = self.all.get_mut(self.count) {
            *next = mark;
            self.count += 1;
        }
    }
}

/// A radius of a head in pixels, where sizes do not vary.
const RADIUS: f32 = 7.5;
/// By how much a head lies below the middle of the paper, so that its ears have room.
const BELOW: f32 = 1.6;
/// The width of a stroke in pixels, and how far it varies to either side.
const WIDTH: (f32, f32) = (1.55, 0.65);
/// How far a loose hand leads a stroke astray, in radii: in waves over the paper, and each stroke by itself.
const ASTRAY: (f32, f32) = (0.05, 0.04);

/// A hand at work.
pub struct Hand {
    /// Chance for whatever is drawn next.
    pub chance: Chance,
    marks: Marks,
    middle: Point,
    /// The radius of a head times the cosine and the sine of its turn.
    turned: (f32, f32),
    width: f32,
    wobble: f32,
    waves: [f32; 4],
    closing: bool,
}

impl Hand {
    /// A hand over an empty paper.
    pub fn new(variety: &Variety, mut chance: Chance) -> Hand {
        let middle = 0.5 * SIDE as f32;
        let middle = (middle + variety.place * chance.sway(), middle + BELOW + variety.place * chance.sway());
        let radius = RADIUS * (1.0 + variety.size * chance.sway());
        let (sine, cosine) = circle(variety.turn.to_radians() * chance.sway());
        let width = WIDTH.0 + WIDTH.1 * variety.stroke * chance.sway();
        let waves = std::array::from_fn(|_| chance.within(0.0, std::f32::consts::TAU));
        let marks = Marks { all: [Mark::NONE; MOST], count: 0 };
        let turned = (radius * cosine, radius * sine);
        Hand { chance, marks, middle, turned, width, wobble: variety.wobble, waves, closing: false }
    }

    /// A stroke through places, as wide as `share` of an outline's, led astray as a whole.
    pub fn stroke(&mut self, place: Place, share: f32, through: &[Point]) {
        let astray = (self.astray(), self.astray());
        self.along(place, share, astray, through);
    }

    /// A stretch of an outline, which goes on where another ends.
    pub fn stretch(&mut self, place: Place, through: &[Point]) {
        self.along(place, 1.0, (0.0, 0.0), through);
    }

    fn along(&mut self, place: Place, share: f32, astray: Point, through: &[Point]) {
        let at = through.iter().map(|&(x, y)| (x + astray.0, y + astray.1));
        let mut last = None;
        for point in at {
            let to = self.on_paper(point);
            if let Some(from) = last {
                self.mark(place, share * self.width, from, to);
            }
            last = Some(to);
        }
    }

    /// A dot of a radius in measures of a head, and never smaller than can be seen.
    pub fn dot(&mut self, place: Place, radius: f32, at: Point) {
        let at = (at.0 + self.astray(), at.1 + self.astray());
        let at = self.on_paper(at);
        let (cosine, sine) = self.turned;
        let width = 2.0 * radius * (cosine * cosine + sine * sine).sqrt();
        self.mark(place, width.max(1.2), at, at);
    }

    /// A stroke of the outline that is seen only where ears are rubbed out.
    pub fn closing(&mut self, through: &[Point]) {
        self.closing = true;
        self.stretch(Place::Crown, through);
        self.closing = false;
    }

    /// Moves all that is drawn from now on, in measures of a head.
    pub fn move_down(&mut self, by: f32) {
        let (cosine, sine) = self.turned;
        self.middle = (self.middle.0 - sine * by, self.middle.1 + cosine * by);
    }

    /// All that was drawn.
    pub fn done(self) -> Marks {
        self.marks
    }

    fn astray(&mut self) -> f32 {
        ASTRAY.1 * self.wobble * self.chance.sway()
    }

    fn mark(&mut self, place: Place, width: f32, from: Point, to: Point) {
        let closing = self.closing;
        self.marks.push(Mark { from, to, width: width.max(0.8), place, closing });
    }

    fn on_paper(&self, (x, y): Point) -> Point {
        let [a, b, c, d] = self.waves;
        let waves =
            sine_of_few_turns(Vector::from_array([2.1 * y + a, 3.7 * y + b, 2.3 * x + c, 3.5 * x + d])).to_array();
        let x = x + ASTRAY.0 * self.wobble * (waves[0] + waves[1]);
        let y = y + ASTRAY.0 * self.wobble * (waves[2] + waves[3]);
        let (cosine, sine) = self.turned;
        (self.middle.0 + cosine * x - sine * y, self.middle.1 + sine * x + cosine * y)
    }
}

/// Sine and cosine of an angle, the same bits everywhere.
pub fn circle(angle: f32) -> (f32, f32) {
    let [sine, ..] = sine_of_few_turns(Vector::splat(angle)).to_array();
    let [cosine, ..] = cosine_of_few_turns(Vector::splat(angle)).to_array();
    (sine, cosine)
}
