//! What is said in either direction.

use nanoserde::{DeBin, SerBin};

/// What a pointer does on a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SerBin, DeBin)]
pub enum Phase {
    /// It moves above it and is not pressed.
    Over,
    /// It is pressed.
    Down,
    /// It moves and is pressed.
    Drag,
    /// It lets go.
    Up,
    /// The browser took it away: what the gesture has changed is to be as before.
    Cancel,
    /// It has left the picture.
    Out,
}

/// What a laboratory hears.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub enum Message {
    /// A control was pressed: its name.
    Press(String),
    /// A control was set to a value: its name and the value.
    Set(String, f32),
    /// A pointer did something on a picture, in px of the picture.
    Point {
        /// The picture.
        picture: usize,
        /// What it did.
        phase: Phase,
        /// Where.
        at: (f32, f32),
        /// A finger did it, which hides what is below it.
        touch: bool,
    },
    /// A key was pressed on a picture, by the name that the browser has for it.
    Key {
        /// The picture.
        picture: usize,
        /// The key.
        key: String,
    },
    /// Something else is about to be pressed or focused: a control that was held is let go of.
    LetGo,
    /// The words are Chinese from now on, or English.
    Chinese(bool),
    /// What was kept on the device at an earlier visit.
    Kept(Vec<u8>),
    /// The page is left or another chapter is opened: training pauses.
    Rest,
}

/// A thing that the page is to write or to show, by the role of the element in the laboratory's own piece of the page.
#[derive(Clone, Debug, PartialEq, SerBin, DeBin)]
pub enum Tell {
    /// The text of an element.
    Text {
        /// Its role.
        role: String,
        /// The text.
        text: String,
    },
    /// An attribute of an element.
    Mark {
        /// Its role.
        role: String,
        /// The attribute.
        name: String,
        /// What it is.
        value: String,
    },
    /// The value of a control.
    Value {
        /// Its role.
        role: String,
        /// The value.
        value: f32,
    },
    /// A goal of the chapter that is reached, by its place.
    Goal(usize),
    /// The answer that the numbers give to the chapter's question, by its place.
    Right(usize),
    /// To be said to who cannot see, once.
    Say(String),
    /// The keyboard goes on at an element, by its role, once.
    Focus(String),
    /// To be kept on the device.
    Keep(Vec<u8>),
}

/// All that is told.
pub type Told = Vec<Tell>;

impl Tell {
    /// The text of an element.
    pub fn text(role: &str, text: impl Into<String>) -> Tell {
        Tell::Text { role: role.to_owned(), text: text.into() }
    }

    /// An attribute of an element.
    pub fn mark(role: &str, name: &str, value: impl Into<String>) -> Tell {
        Tell::Mark { role: role.to_owned(), name: name.to_owned(), value: value.into() }
    }

    /// An attribute that is `true` or `false`.
    pub fn flag(role: &str, name: &str, on: bool) -> Tell {
        Tell::mark(role, name, if on { "true" } else { "false" })
    }

    /// The value of a control.
    pub fn value(role: &str, value: f32) -> Tell {
        Tell::Value { role: role.to_owned(), value }
    }
}

/// What a script is answered: numbers by name, in their order.
#[derive(Clone, Debug, Default, PartialEq, SerBin, DeBin)]
pub struct Answer {
    /// Each with its name.
    pub fields: Vec<(String, Vec<f32>)>,
}
