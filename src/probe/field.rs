//! The part of the plane of two measures that is looked at.

use crate::view::Span;

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Field {
    /// What the axis of x₁ shows.
    pub x: Span,
    /// What the axis of x₂ shows.
    pub y: Span,
    /// Where the user asks for the class.
    pub asked: Option<(f64, f64)>,
}

/// A place of a grid over the field, the first and the last of each side on its edge: row by row from the least x₂ up.
pub fn place(field: &Field, side: usize, at: usize) -> (f64, f64) {
    let along = |span: Span, i: usize| span.lo + (span.hi - span.lo) * i as f64 / (side - 1) as f64;
    (along(field.x, at % side), along(field.y, at / side))
}
