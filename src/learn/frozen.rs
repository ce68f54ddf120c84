//! Which parameters training leaves as they are.

use std::ops::Range;

/// The parameters that training leaves as they are, by their places in the flat slice.
///
/// What is frozen has its part in the model and in its loss, but no step changes it, nor what the optimizer remembers of it, and
/// no penalty pulls at it. So it is in PyTorch with `requires_grad=False` and no gradient. Of Adam, PyTorch counts the steps of
/// each parameter; here they are counted once for all, those too that a frozen one has not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// In rising order, none empty; between any two of them something is free.
    ranges: Vec<Range<usize>>,
}

impl Frozen {
    /// All of these, in whatever order and however they overlap.
    pub fn of(ranges: impl IntoIterator<Item = Range<usize>>) -> Frozen {
        let mut frozen = Frozen::default();
        ranges.into_iter().for_each(|range| frozen.freeze(range));
        frozen
    }

    /// Ranges in rising order that neither overlap nor touch.
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// Whether nothing is frozen.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many parameters are frozen.
    pub fn count(&self) -> usize {
        self.ranges.iter().map(Range::len).sum()
    }

    /// Whether the parameter at this place is frozen.
    pub fn is_frozen(&self, at: usize) -> bool {
        self.ranges.iter().any(|range| range.contains(&at))
    }

    /// The same with the parameter at this place frozen, or free.
    pub fn with(&self, at: usize, on: bool) -> Frozen {
        let one = at..at.saturating_add(1);
        let mut frozen = self.clone();
        if on {
            frozen.freeze(one)
        } else {
            frozen.thaw(one)
        }
        frozen
    }

    /// What of it lies below a place, as where a model has no more parameters.
    pub fn below(&self, count: usize) -> Frozen {
        let mut frozen = self.clone();
        frozen.thaw(count..usize::MAX);
        frozen
    }

    /// Of `count` parameters the ranges that training moves, in rising order.
    #[inline]
    pub fn free(&self, count: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let starts = std::iter::once(0).chain(self.ranges.iter().map(move |range| range.end.min(count)));
        let ends = self.ranges.iter().map(move |range| range.start.min(count)).chain(std::iter::once(count));
        starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty())
    }

    fn freeze(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        // What it overlaps or touches becomes one with it.
        let from = self.ranges.partition_point(|other| other.end < range.start);
        let to = self.ranges.partition_point(|other| other.start <= range.end);
        let met = &self.ranges[from..to];
        let start = met.first().map_or(range.start, |first| first.start.min(range.start));
        let end = met.last().map_or(range.end, |last| last.end.max(range.end));
        self.ranges.splice(from..to, std::iter::once(start..end));
    }

    fn thaw(&mut self, range: Range<usize>) {
        let halves = |frozen: &Range<usize>| {
            [frozen.start..frozen.end.min(range.start), frozen.start.max(range.end)..frozen.end]
        };
        let left = self.ranges.iter().flat_map(halves).filter(|left| !left.is_empty());
        self.ranges = left.collect();
    }
}
