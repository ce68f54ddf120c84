//! A number that stands for everything that a drawing depends on.

use super::frame::Frame;
use crate::view::{Quantity, Units};

/// Collects what a picture depends on into one number (FNV-1a over 64-bit words).
#[derive(Clone, Copy, Debug)]
pub struct Key(u64);

impl Key {
    /// Begins a key with a number that tells kinds of pictures apart.
    pub fn new(tag: u64) -> Self {
        Key(0xcbf2_9ce4_8422_2325).word(tag)
    }

    /// Adds a word.
    pub fn word(self, w: u64) -> Self {
        let mixed = (self.0 ^ w).wrapping_mul(0x0000_0100_0000_01b3);
        Key(mixed ^ (mixed >> 29))
    }

    /// Adds a number.
    pub fn number(self, x: f64) -> Self {
        self.word(x.to_bits())
    }

    /// Adds a text.
    pub fn text(self, s: &str) -> Self {
        s.bytes().fold(self.word(s.len() as u64), |k, b| k.word(u64::from(b)))
    }

    /// Adds what x and y measure.
    pub fn quantity(self, quantity: &Quantity) -> Self {
        match quantity {
            Quantity::Houses => self.word(1),
            Quantity::Plain => self.word(2),
            Quantity::Animals => self.word(3),
            Quantity::Inputs => self.word(4),
            Quantity::Named(x, y) => self.text(x).text(y),
            Quantity::Dated(x, y) => self.word(5).text(x).text(y),
        }
    }

    /// Adds in which units numbers count.
    pub fn units(self, units: &Units) -> Self {
        self.quantity(&units.quantity).word(u64::from(units.squared))
    }

    /// Adds a frame.
    pub fn frame(self, f: &Frame) -> Self {
        [f.left, f.top, f.width, f.height, f.x.lo, f.x.hi, f.y.lo, f.y.hi]
            .into_iter()
            .fold(self.word(u64::from(f.log_y.is_some())), Key::number)
    }

    /// The number.
    pub fn value(self) -> u64 {
        self.0
    }
}
