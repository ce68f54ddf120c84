//! Points on their way through a model.

use crate::learn::{self, Batch, Shape, Workspace};

/// A batch with room for its activations.
pub struct Columns {
    /// Inputs and targets.
    pub batch: Batch,
    /// Activations after a forward pass.
    pub work: Workspace,
}

impl Columns {
    /// Room for `count` columns.
    pub fn new(shape: &Shape, count: usize) -> Self {
        let batch = Batch::new(shape.inputs(), shape.outputs(), count);
        Columns { work: Workspace::new(shape, &batch), batch }
    }

    /// One forward pass.
    pub fn forward(&mut self, shape: &Shape, parameters: &[f32]) {
        debug_assert_eq!(self.work.shape(), shape);
        learn::forward(parameters, &self.batch, &mut self.work);
    }

    /// Mean squared error of the last forward pass, in the model's own units.
    pub fn mse(&self) -> f32 {
        learn::mse(&self.batch, &self.work)
    }
}
