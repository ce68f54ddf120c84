//! What a laboratory and the page say to each other. It names nothing of ours.
//!
//! A laboratory is an application without a screen, in a module with a memory of its own: it hears messages, works in slices,
//! and draws sketches. The page gives it a place, brings it what the hand does, and shows what it draws and tells; it knows
//! nothing of what the laboratory is about. In reading order: what a sketch is made of ([`sketch`]), what is said in either
//! direction ([`message`]), what every laboratory can do ([`Laboratory`]), how all of it is written as bytes ([`wire`]), and
//! what the module of one does when the page calls it ([`ports`]).

pub mod sketch;

pub mod message;

pub mod wire;

pub mod ports;

pub use message::{Answer, Message, Phase, Tell, Told};
pub use ports::Ports;
pub use sketch::{Letters, Paint, Raster, Rect, Scale, Shape, Side, Sketch, Tone};

/// A laboratory, as the page knows it. Pictures are numbered from 0.
pub trait Laboratory {
    /// Something was pressed, moved, typed or changed.
    fn hear(&mut self, message: Message);

    /// Time has passed, in milliseconds: what is due by it is done by [`Laboratory::work`].
    fn pass(&mut self, milliseconds: f32);

    /// Does a slice of what is due, short enough for several in a frame.
    fn work(&mut self) -> Work;

    /// Which pictures no longer show what is, by their bits, and the highest bit for what is told; asked once a frame.
    fn stale(&mut self) -> u32;

    /// Draws a picture of this size in CSS px, on a sketch without anything.
    fn draw(&mut self, picture: usize, size: (f32, f32), sketch: &mut Sketch);

    /// Tells all that the page is to write and to show.
    fn tell(&mut self, told: &mut Told);

    /// Answers a script; `None` if it is no question of this laboratory's, or not with these numbers.
    fn answer(&mut self, question: &str, numbers: &[f32]) -> Option<Answer>;
}

/// What there is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing, until something is heard.
    Rests,
    /// Nothing, until time has passed.
    Waits,
    /// More, now.
    Goes,
}

impl Work {
    /// All of them, in their order.
    pub const ALL: [Work; 3] = [Work::Rests, Work::Waits, Work::Goes];
}

/// The bit of [`Laboratory::stale`] for what is told.
pub const WORDS: u32 = 1 << 31;
