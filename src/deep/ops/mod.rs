//! The operations: each in a file of its own, on plain slices, backward directly under forward.
//!
//! A further one is a file here, and a method of the builder. A plan knows none of them, so that a program carries only those
//! that its models are built of. This is why the one activation and the one loss that most models need stand beside those
//! that can be any.

mod act;

mod conv;

mod flatten;

mod losses;

mod max_over;

mod max_pool;

pub use act::{Act, Relu};
pub use conv::Conv;
pub use flatten::Flatten;
pub use losses::{AnyLoss, Logistic};
pub use max_over::MaxOver;
pub use max_pool::MaxPool;

use super::sheet::Sheet;
use learn::Batch;
use std::fmt::{Debug, Formatter};

/// What is done to one or more sheets, with the result in another.
pub trait Operation {
    /// Fills y, `[rows][columns]` of its output.
    fn forward(&self, seen: &Seen, y: &mut [f32]);

    /// `dx = ∂L/∂x` of its n-th sheet, from y and `dy = ∂L/∂y`. `scratch` has room for the weights.
    fn backward_input(&self, n: usize, seen: &Seen, above: (&[f32], &[f32]), dx: &mut [f32], scratch: &mut [f32]);

    /// The gradients of its block from `dy = ∂L/∂y`, weights and then biases. It is not asked for without a block.
    fn backward_parameters(&self, _seen: &Seen, _dy: &[f32], _gradients: &mut [f32]) {}
}

// Not asked of each operation: its text would be in every program.
impl Debug for dyn Operation {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("Operation")
    }
}

/// What an operation sees.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Of its block, `[rows][columns]`; empty without one.
    pub weights: &'a [f32],
    /// Of its block, `[rows]`.
    pub biases: &'a [f32],
    /// The sheets that it takes.
    pub inputs: &'a [Sheet],
    /// The numbers of all sheets up to these at least.
    pub values: &'a [f32],
    /// Of all losses of the plan.
    pub targets: &'a [Batch],
}

impl Seen<'_> {
    /// The numbers of its n-th sheet, `[rows][columns]`.
    fn x(&self, n: usize) -> &[f32] {
        self.inputs.get(n).map_or(&[], |sheet| &self.values[sheet.range()])
    }
}
