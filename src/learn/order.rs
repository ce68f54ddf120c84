//! Which points a step sees: an epoch goes through all of them once, in a new random order each time.

use rand_core::Rng;

/// A shuffled order of the points, and how far the epoch has come in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    indices: Vec<u32>,
    next: usize, // where the next batch begins
}

impl Order {
    /// Before the first epoch of this many points; the order is drawn with the first batch.
    pub fn new(count: usize) -> Order {
        Order { indices: (0..count as u32).collect(), next: count }
    }

    /// In the middle of an epoch that goes by these indices, before the one at `next`. `None` unless they are each of as many
    /// points once.
    pub fn at(indices: Vec<u32>, next: usize) -> Option<Order> {
        let mut seen = vec![false; indices.len()];
        for index in &indices {
            let seen = seen.get_mut(*index as usize)?;
            if std::mem::replace(seen, true) {
                return None;
            }
        }
        (next <= indices.len()).then_some(Order { indices, next })
    }

    /// The points in the order of this epoch, and where in it the next batch begins.
    pub fn place(&self) -> (&[u32], usize) {
        (&self.indices, self.next)
    }

    /// How many points.
    #[inline]
    pub fn count(&self) -> usize {
        self.indices.len()
    }

    /// Whether the last batch was the last of its epoch; true at the start.
    #[inline]
    pub fn is_at_end(&self) -> bool {
        self.next == self.indices.len()
    }

    /// The next `size` points, or what is left of the epoch; a `size` of 0 is taken as 1. A new epoch first shuffles all
    /// points, with one draw for each but one. Empty when there are no points.
    #[inline]
    pub fn next_batch(&mut self, size: usize, rng: &mut impl Rng) -> &[u32] {
        if self.is_at_end() {
            shuffle(&mut self.indices, rng);
            self.next = 0;
        }
        let start = self.next;
        self.next = self.indices.len().min(start.saturating_add(size.max(1)));
        &self.indices[start..self.next]
    }
}

/// Every order is equally probable (Fisher and Yates 1938; in place, Durstenfeld 1964).
///
/// An index below n is the upper half of a 32-bit draw times n (Lemire 2019). Some are more probable than others by less
/// than n/2^32, which nobody can see.
fn shuffle(indices: &mut [u32], rng: &mut impl Rng) {
    for last in (1..indices.len()).rev() {
        let other = (u64::from(rng.next_u32()) * (last as u64 + 1)) >> 32;
        indices.swap(last, other as usize);
    }
}
