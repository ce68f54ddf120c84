//! What the module of a laboratory does when the page calls it: bytes in, bytes out. The package that exports it as plain functions
//! has nothing left to do but to hand over addresses.

use crate::Laboratory;
use crate::message::{Message, Told};
use crate::sketch::Sketch;
use crate::wire::{read, write};

/// A laboratory and the bytes that go in and out.
#[derive(Debug, Default)]
pub struct Ports<L> {
    laboratory: L,
    input: Vec<u8>,
    output: Vec<u8>,
    sketch: Sketch,
    told: Told,
}

impl<L: Laboratory> Ports<L> {
    /// Room for so many bytes that the page is about to write.
    pub fn room(&mut self, length: usize) -> *mut u8 {
        self.input.resize(length, 0);
        self.input.as_mut_ptr()
    }

    /// How many bytes there are to be read.
    pub fn length(&self) -> usize {
        self.output.len()
    }

    /// Hears the message that was written.
    pub fn hear(&mut self) {
        if let Some(message) = read::<Message>(&self.input) {
            self.laboratory.hear(message);
        }
    }

    /// Time has passed, in milliseconds.
    pub fn pass(&mut self, milliseconds: f32) {
        self.laboratory.pass(milliseconds);
    }

    /// Does a slice of what is due; the place of what is left to do in `Work::ALL`.
    pub fn work(&mut self) -> u32 {
        self.laboratory.work() as u32
    }

    /// Which pictures no longer show what is.
    pub fn stale(&mut self) -> u32 {
        self.laboratory.stale()
    }

    /// Draws a picture, to be read.
    pub fn draw(&mut self, picture: u32, width: f32, height: f32) -> *const u8 {
        self.sketch.clear();
        self.laboratory.draw(picture as usize, (width, height), &mut self.sketch);
        write(&self.sketch, &mut self.output);
        self.output.as_ptr()
    }

    /// Tells everything, to be read.
    pub fn tell(&mut self) -> *const u8 {
        self.told.clear();
        self.laboratory.tell(&mut self.told);
        write(&self.told, &mut self.output);
        self.output.as_ptr()
    }

    /// Answers the question that was written, a name and numbers; the answer is to be read.
    pub fn answer(&mut self) -> *const u8 {
        let asked: Option<(String, Vec<f32>)> = read(&self.input);
        let answer = asked.and_then(|(question, numbers)| self.laboratory.answer(&question, &numbers));
        write(&answer, &mut self.output);
        self.output.as_ptr()
    }
}
