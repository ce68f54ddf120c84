//! Samples on their way through a model.

use super::Task;
use crate::data::{Point, Role};
use crate::learn::{self, Batch, Shape, Workspace};

/// A batch of samples with room for the activations of a forward pass.
pub struct Pass {
    /// Inputs and targets.
    pub batch: Batch,
    /// Activations after a forward pass.
    pub work: Workspace,
}

impl Pass {
    /// Room for `count` samples.
    pub fn new(shape: &Shape, count: usize) -> Self {
        let batch = Batch::new(shape.inputs(), shape.outputs(), count);
        Pass { work: Workspace::new(shape, &batch), batch }
    }

    /// Becomes those of the samples that are used for this, as a task lets the model see them. The room stays while their number
    /// does.
    pub(super) fn write(&mut self, shape: &Shape, task: &Task, samples: &[Point], role: Role) {
        let samples = samples.iter().filter(|sample| sample.role() == role);
        let count = samples.clone().count();
        if self.batch.count() != count {
            *self = Pass::new(shape, count);
        }
        let mut inputs = vec![0.0; shape.inputs()];
        for (at, sample) in samples.enumerate() {
            let target = task.encode(sample, &mut inputs);
            for (i, input) in inputs.iter().enumerate() {
                self.batch.input_mut(i)[at] = *input as f32;
            }
            self.batch.target_mut(0)[at] = target as f32;
        }
    }

    /// One forward pass.
    pub fn forward(&mut self, parameters: &[f32]) {
        learn::forward(parameters, &self.batch, &mut self.work);
    }

    /// Mean squared error of the last forward pass, in the model's own units.
    pub fn mse(&self) -> f32 {
        learn::mse(&self.batch, &self.work)
    }
}
