//! How many bytes are kept in all, where what is shared counts once.

use std::collections::BinaryHeap;
use std::rc::Rc;

/// Adds up what is kept.
#[derive(Default)]
pub struct Tally {
    owned: usize,
    /// By address.
    shared: BinaryHeap<(*const u8, usize)>,
}

impl Tally {
    /// So many bytes that nobody else holds.
    pub fn own(&mut self, bytes: usize) {
        self.owned += bytes;
    }

    /// Something of this many bytes that others may tell of as well.
    pub fn shared<T: ?Sized>(&mut self, what: &Rc<T>, bytes: usize) {
        self.shared.push((Rc::as_ptr(what).cast(), bytes));
    }

    /// All of it.
    pub fn total(self) -> usize {
        // A heap is no slower for so few, and much less code to download than the sort of the standard library.
        let mut shared = self.shared.into_sorted_vec();
        shared.dedup_by_key(|(address, _)| *address);
        self.owned + shared.iter().map(|(_, bytes)| bytes).sum::<usize>()
    }
}
