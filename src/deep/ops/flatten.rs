//! Places become rows. Pictures lie side by side, so every number stays where it is.

use super::{Operation, Seen};

/// `y = x`, `[rows · places][1]` of what was `[rows][places]`.
#[derive(Clone, Copy, Debug)]
pub struct Flatten;

impl Operation for Flatten {
    fn forward(&self, seen: &Seen, y: &mut [f32]) {
        y.copy_from_slice(seen.x(0));
    }

    fn backward_input(&self, _: usize, _: &Seen, (_, dy): (&[f32], &[f32]), dx: &mut [f32], _: &mut [f32]) {
        dx.copy_from_slice(dy);
    }
}
