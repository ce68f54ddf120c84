//! What a run is trained on, from some step on.

use drawings::{Picture, SIDE, Series, mixed, paper_of, shifted};
use std::rc::Rc;

/// Drawings of a step.
pub const BATCH: usize = 32;
/// The most drawings of one's own.
pub const MOST_OWN: usize = 20;
/// While there are own drawings, one of so many in a batch is one of them.
const OWN_OF: u64 = 16;
/// An own drawing is moved by at most so many pixels, to each side.
const SHIFT: i32 = 3;

/// A drawing by the visitor, with the label that they gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    /// Its pixels.
    pub picture: Picture,
    /// Whether it is a cat.
    pub cat: bool,
}

impl Own {
    /// A drawing with its label. Its pixels are as exact as they are kept on the device, so that a run with it is the same again.
    pub fn new(picture: &Picture, cat: bool) -> Own {
        Own { picture: picture.map(|pixel| f32::from(byte(pixel)) / 255.0), cat }
    }
}

/// A pixel as it is kept: from 0, paper, to 255, ink.
pub fn byte(pixel: f32) -> u8 {
    (255.0 * pixel.clamp(0.0, 1.0) + 0.5) as u8
}

/// What a run is trained on.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions {
    /// The drawings that the code makes, and the seed of all chance.
    pub series: Series,
    /// Where the slider of the variety stands; what varies may be set by itself, and then the slider says nothing of it.
    pub slider: f32,
    /// The visitor's own, in shifted copies among them.
    pub own: Rc<Vec<Own>>,
}

impl Conditions {
    /// Draws one of a step's drawings; whether it is a cat.
    pub fn draw(&self, step: u32, place: usize, picture: &mut Picture) -> bool {
        let number = u64::from(step) * BATCH as u64 + place as u64;
        if !self.own.is_empty() && number.is_multiple_of(OWN_OF) {
            let turn = number / OWN_OF;
            let own = &self.own[(turn % self.own.len() as u64) as usize];
            let (right, down) = shift(self.series.seed, turn);
            *picture = shifted(&own.picture, right, down);
            return own.cat;
        }
        // The code's own drawings go on without a gap beside them.
        let gone = if self.own.is_empty() { 0 } else { number / OWN_OF + 1 };
        let drawing = self.series.training(number - gone);
        drawing.render(picture);
        drawing.kind.is_cat()
    }
}

/// By how much an own drawing is moved, the `turn`th time that one is shown.
fn shift(seed: u32, turn: u64) -> (i32, i32) {
    let mixed = mixed(turn ^ u64::from(seed) << 32);
    let within = 2 * SHIFT as u64 + 1;
    ((mixed % within) as i32 - SHIFT, (mixed / within % within) as i32 - SHIFT)
}

/// A picture with a square laid over it, as if paper were there: `corner` is its left upper pixel.
pub fn covered(picture: &Picture, (left, top): (i32, i32), side: usize) -> Picture {
    let paper = paper_of(picture);
    let within = |at: usize, from: i32| (from..from + side as i32).contains(&(at as i32));
    let mut covered = *picture;
    for (at, pixel) in covered.iter_mut().enumerate() {
        if within(at % SIDE, left) && within(at / SIDE, top) {
            *pixel = paper;
        }
    }
    covered
}
