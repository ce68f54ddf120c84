//! One point of the learner's data, in the units the learner sees.

/// A point (x, y), and which side of the split it stands on.
///
/// Both coordinates are in the learner's own units (kilometres and thousands for houses), never standardized.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where the point lies: what the model is given.
    pub x: f64,
    /// What was measured there: what the model should answer.
    pub y: f64,
    /// Kept out of training, and used only to judge it.
    pub held_out: bool,
}
