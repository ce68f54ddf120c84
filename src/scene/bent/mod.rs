//! The plane as the last hidden layer sees it: bent, with the samples on it, and cut where the answer changes. Up to two
//! neurons have a flat picture, more are seen in a room that turns.

mod clip;
mod deep;
mod flat;
mod marks;
pub mod room;

use super::frame::Frame;
use super::key::Key;
use super::look::Look;
use super::pen::Pen;
use crate::view::{Bent, Directions};
use room::Room;

/// The picture laid out.
#[derive(Clone, Debug, PartialEq)]
pub enum Space {
    /// Two axes.
    Flat(Frame),
    /// Three axes.
    Deep(Room),
}

impl Space {
    /// The room, which a drag turns.
    pub fn room(&self) -> Option<&Room> {
        match self {
            Space::Flat(_) => None,
            Space::Deep(room) => Some(room),
        }
    }
}

/// Works out where everything stands.
pub fn lay_out(view: &Bent, look: &Look) -> Space {
    match view.directions {
        Directions::Inputs | Directions::One | Directions::Two => Space::Flat(flat::frame(view, look)),
        Directions::Three => Space::Deep(Room::new(view.spans, view.camera, 0.0, look)),
        Directions::Main { .. } => Space::Deep(Room::new(view.spans, view.camera, deep::HEAD, look)),
    }
}

/// Adds what the base shows: the axes, and what they are called.
pub fn base_key(key: Key, view: &Bent, space: &Space) -> Key {
    let key = match view.directions {
        Directions::Inputs => key.word(0),
        Directions::One => key.word(1),
        Directions::Two => key.word(2),
        Directions::Three => key.word(3),
        Directions::Main { .. } => key.word(4),
    };
    let key = key.word(u64::from(view.bend > 0.0)).word(u64::from(view.bend >= 1.0)).quantity(&view.quantity);
    match space {
        Space::Flat(frame) => key.frame(frame),
        Space::Deep(room) => room.corners().iter().fold(key, |key, corner| {
            let at = room.to_px(*corner);
            key.number(at.0).number(at.1)
        }),
    }
}

/// The axes with their names.
pub fn draw_base(pen: &Pen, view: &Bent, space: &Space) {
    match space {
        Space::Flat(frame) => flat::draw_base(pen, view, frame),
        Space::Deep(room) => deep::draw_base(pen, view, room),
    }
}

/// The plane, the cut, the samples, and what is said of them.
pub fn draw_marks(pen: &Pen, view: &Bent, space: &Space) {
    match space {
        Space::Flat(frame) => flat::draw_marks(pen, view, frame),
        Space::Deep(room) => deep::draw_marks(pen, view, room),
    }
}

#[cfg(test)]
mod tests;
