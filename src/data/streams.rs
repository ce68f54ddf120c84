//! Streams of chance: one seed, and for each purpose a stream of its own, so that none disturbs another.

use rand_pcg::Pcg32;

/// What numbers are drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Where points lie.
    Points = 1,
    /// Which points are held out.
    Split = 2,
    /// Starting weights.
    Weights = 3,
    /// A direction of the loss surface that the path does not give.
    Slice = 4,
    /// The order of mini-batches.
    Order = 5,
    /// Which neurons dropout silences.
    Dropout = 6,
    /// The folds of a sweep.
    Folds = 7,
}

impl Stream {
    /// The stream of a seed, from its beginning.
    pub fn of(self, seed: u32) -> Pcg32 {
        Pcg32::new(seed.into(), self as u64)
    }
}
