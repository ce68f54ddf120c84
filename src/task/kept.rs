//! What is kept of a model, so that it can be made again: where it began, under which conditions it stood, one of its moments.

use super::Task;
use super::spec::Spec;
use crate::data::Point;
use crate::learn::{Optimizer, Progress, RngStreams};
use crate::run::Kept;
use rand_pcg::Pcg32;
use std::rc::Rc;

/// Where a run begins: parameters, and the coordinates in which they are written.
#[derive(Clone)]
pub struct Start {
    pub(super) parameters: Vec<f32>,
    pub(super) task: Task,
}

impl Kept for Start {
    fn bytes(&self) -> usize {
        size_of::<Start>() + size_of_val(&self.parameters[..])
    }
}

/// What the steps of a model depend on beside its moment.
#[derive(Clone)]
pub struct Conditions {
    pub(super) spec: Rc<Spec>,
    pub(super) samples: Rc<Vec<Point>>,
    pub(super) task: Task,
}

impl Kept for Conditions {
    fn bytes(&self) -> usize {
        let frozen = size_of_val(self.spec.frozen.ranges());
        size_of::<Conditions>() + size_of::<Spec>() + frozen + size_of_val(&self.samples[..])
    }
}

/// A moment of training to go back to: all on which the next steps depend, but for the conditions.
#[derive(Clone)]
pub struct Moment {
    pub(super) parameters: Vec<f32>,
    pub(super) progress: Progress,
    pub(super) streams: RngStreams<Pcg32>,
    /// Whose state the progress holds.
    pub(super) optimizer: Optimizer,
}

impl Kept for Moment {
    fn bytes(&self) -> usize {
        4 * (3 * self.parameters.len() + self.progress.points()) + size_of::<Moment>()
    }
}
