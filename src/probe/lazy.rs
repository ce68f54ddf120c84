//! A value that is computed when it is asked for.

use std::cell::{Cell, OnceCell};

/// Computed when it is asked for first, in the room of the one before: nothing is computed that nobody looks at, and nothing
/// is allocated again.
pub struct Lazy<T> {
    value: OnceCell<T>,
    room: Cell<Option<T>>,
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Lazy { value: OnceCell::new(), room: Cell::new(None) }
    }
}

impl<T> Lazy<T> {
    /// The value. Where it has been forgotten, `make` gets the one before for its room.
    pub fn get(&self, make: impl FnOnce(Option<T>) -> T) -> &T {
        self.value.get_or_init(|| make(self.room.take()))
    }

    /// What it was made of has changed.
    pub fn forget(&mut self) {
        if let Some(value) = self.value.take() {
            self.room.set(Some(value));
        }
    }
}
