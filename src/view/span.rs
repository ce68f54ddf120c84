//! A range of an axis.

/// A closed interval of an axis, in the units of what it measures. `lo <= hi` when both are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}
