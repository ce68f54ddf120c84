//! How the picture of data and fit is shown, and what of it the hand is on. None of it belongs to a run.

use super::status::Stale;
use crate::data::Species;
use crate::view::{End, ErrorMarks, Pointer};

/// How the picture of data and fit is shown.
#[derive(Clone, Copy, Debug)]
pub struct Display {
    /// How the errors on the training points are drawn.
    pub errors: ErrorMarks,
    /// Whether those on the held-out points are drawn.
    pub errors_of_held_out: bool,
    /// Whether a line has handles.
    pub handles: bool,
    /// Whether the true law is shown, where one is known.
    pub law: bool,
    /// Whether the parts of which a network's curve is put together are shown.
    pub stack: bool,
    /// Whether the last hidden layer's neurons are shown by what they say of a class, where there are few.
    pub votes: bool,
    /// Of which kind samples are that are added.
    pub adds: Species,
    /// Whether the best straight line between two classes is shown.
    pub best_line: bool,
    /// The end of the line that the keyboard holds.
    pub held_end: Option<End>,
    /// The keyboard holds the chosen neuron.
    pub held_neuron: bool,
    /// What the pointer is over, or drags.
    pub pointer: Pointer,
}

impl Default for Display {
    fn default() -> Self {
        Display {
            errors: ErrorMarks::Hidden,
            errors_of_held_out: false,
            handles: true,
            law: true,
            stack: false,
            votes: false,
            adds: Species::Positive,
            best_line: false,
            held_end: None,
            held_neuron: false,
            pointer: Pointer::Away,
        }
    }
}

impl Display {
    pub(super) fn show_errors(&mut self, errors: ErrorMarks) -> Stale {
        self.errors = errors;
        Stale::FIT | Stale::FORM
    }

    pub(super) fn show_errors_of_held_out(&mut self, show: bool) -> Stale {
        self.errors_of_held_out = show;
        Stale::FIT | Stale::FORM
    }

    pub(super) fn show_handles(&mut self, show: bool) -> Stale {
        self.handles = show;
        Stale::FIT
    }

    pub(super) fn show_law(&mut self, show: bool) -> Stale {
        self.law = show;
        Stale::FIT
    }

    pub(super) fn show_stack(&mut self, show: bool) -> Stale {
        self.stack = show;
        Stale::FIT | Stale::FORM
    }

    pub(super) fn show_votes(&mut self, show: bool) -> Stale {
        self.votes = show;
        Stale::LAYERS
    }

    pub(super) fn add_kind(&mut self, kind: Species) -> Stale {
        self.adds = kind;
        Stale::FORM
    }

    pub(super) fn show_best_line(&mut self, show: bool) -> Stale {
        self.best_line = show;
        Stale::FIT | Stale::FORM
    }

    pub(super) fn hold_end(&mut self, end: Option<End>) -> Stale {
        self.held_end = end;
        Stale::FIT
    }

    pub(super) fn hold_neuron(&mut self, hold: bool) -> Stale {
        self.held_neuron = hold;
        Stale::FIT
    }

    pub(super) fn point_at(&mut self, pointer: Pointer) -> Stale {
        self.pointer = pointer;
        // The votes are told for what is under the pointer.
        if self.votes { Stale::FIT | Stale::LAYERS } else { Stale::FIT }
    }

    /// As it was before a reset; the pointer is where it is.
    pub(super) fn restored(self, then: Display) -> Display {
        Display { pointer: self.pointer, ..then }
    }
}
