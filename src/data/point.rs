//! One point of the learner's data, in the units the learner sees.

use super::species::Species;

/// A point of the plane, what it is, and which side of the split it stands on.
///
/// Where a curve is asked for, y is what was measured at x, and what the model should answer. Where it is asked to which class a
/// sample belongs, x and y are its two measures, x₁ and x₂, and what it is tells its class. Both coordinates are in the
/// learner's own units (kilometres and thousands for houses), never standardized.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where the point lies: what the model is given.
    pub x: f64,
    /// What the model should answer there; or the second measure that it is given.
    pub y: f64,
    /// What it is, where a class is asked for.
    pub kind: Species,
    /// Kept out of training by the split, and used only to judge it.
    pub held_out: bool,
    /// Kept out of training because of where it lies, whatever the split says; the model is asked there for what it never saw.
    pub unseen: bool,
}

/// What a point is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Training learns from it.
    Training,
    /// It was drawn to judge training, from among the same places.
    HeldOut,
    /// It lies where training sees nothing.
    Unseen,
}

impl Point {
    /// A point of a curve, where no class is asked for.
    pub fn of_curve(x: f64, y: f64, held_out: bool) -> Point {
        Point { x, y, kind: Species::default(), held_out, unseen: false }
    }

    /// What it is used for.
    pub fn role(&self) -> Role {
        match (self.unseen, self.held_out) {
            (true, _) => Role::Unseen,
            (false, true) => Role::HeldOut,
            (false, false) => Role::Training,
        }
    }

    /// Whether training learns from it.
    pub fn is_trained_on(&self) -> bool {
        !self.held_out && !self.unseen
    }
}
