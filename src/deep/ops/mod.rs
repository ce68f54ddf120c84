//! The operations: each in a file of its own, on plain slices, backward directly under forward.
//!
//! A further one is a file here, a case of [`Operation`], and a method of the builder.

mod conv;

mod linear;

mod losses;

mod max_over;

mod max_pool;

pub use conv::Conv;
pub use linear::Linear;
pub use max_over::MaxOver;
pub use max_pool::MaxPool;

use super::sheet::Sheet;
use learn::{Activation, Batch};

/// What is done to one or more sheets, with the result in another.
#[derive(Clone, Debug)]
pub enum Operation {
    /// `z = W x + b` at each column.
    Linear(Linear),
    /// Filters that slide over pictures.
    Conv(Conv),
    /// The maximum of each few places.
    MaxPool(MaxPool),
    /// The maximum over each picture.
    MaxOver(MaxOver),
    /// `a = f(z)`.
    Act(Activation),
    /// Places become rows. Pictures lie side by side, so every number stays where it is.
    Flatten,
    /// How wrong the predictions are.
    Loss {
        /// Of these.
        loss: learn::Loss,
        /// The number of its targets.
        target: usize,
    },
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

impl Operation {
    /// Fills y, `[rows][columns]` of its output.
    pub fn forward(&self, seen: &Seen, y: &mut [f32]) {
        let (w, b, x) = (seen.weights, seen.biases, seen.x(0));
        match self {
            Operation::Linear(linear) => linear.forward(w, b, x, y),
            Operation::Conv(conv) => conv.forward(w, b, x, y),
            Operation::MaxPool(pool) => pool.forward(x, y),
            Operation::MaxOver(max) => max.forward(x, y),
            Operation::Act(activation) => {
                y.copy_from_slice(x);
                activation.apply(y);
            }
            Operation::Flatten => y.copy_from_slice(x),
            Operation::Loss { loss, target } => losses::forward(*loss, &seen.targets[*target], x, y),
        }
    }

    /// `dx = ∂L/∂x` of its n-th sheet, from `dy = ∂L/∂y`. `scratch` has room for the weights.
    pub fn backward_input(
        &self,
        n: usize,
        seen: &Seen,
        (y, dy): (&[f32], &[f32]),
        dx: &mut [f32],
        scratch: &mut [f32],
    ) {
        let (w, x) = (seen.weights, seen.x(n));
        match self {
            Operation::Linear(linear) => linear.backward_inputs(w, dy, dx),
            Operation::Conv(conv) => conv.backward_inputs(w, dy, dx, scratch),
            Operation::MaxPool(pool) => pool.backward(x, y, dy, dx),
            Operation::MaxOver(max) => max.backward(x, y, dy, dx),
            Operation::Act(activation) => {
                dx.copy_from_slice(dy);
                activation.apply_derivative(x, y, dx);
            }
            Operation::Flatten => dx.copy_from_slice(dy),
            Operation::Loss { loss, target } => losses::backward(*loss, &seen.targets[*target], x, dy, dx),
        }
    }

    /// The gradients of its block from `dy = ∂L/∂y`, weights and then biases.
    pub fn backward_parameters(&self, seen: &Seen, dy: &[f32], gradients: &mut [f32]) {
        let (dw, db) = gradients.split_at_mut(seen.weights.len());
        match self {
            Operation::Linear(linear) => linear.backward_parameters(dy, seen.x(0), dw, db),
            Operation::Conv(conv) => conv.backward_parameters(dy, seen.x(0), dw, db),
            Operation::MaxPool(_)
            | Operation::MaxOver(_)
            | Operation::Act(_)
            | Operation::Flatten
            | Operation::Loss { .. } => {}
        }
    }
}
