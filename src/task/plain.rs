//! A moment of training as plain numbers, for whoever trains on elsewhere, without this program.

use super::Task;
use super::classes::Column;
use super::kept::{Conditions, Moment};
use super::learner::Learner;
use super::spec::Spec;
use crate::data::{Point, Stream};
use crate::learn::{Basis, OptimizerState, Order, Scaling, Shape};
use std::mem::discriminant;

/// In which coordinates a model sees its samples.
#[derive(Clone, Debug)]
pub enum Coordinates {
    /// y of one x.
    Curve {
        /// Between the user's units and the model's own.
        scaling: Scaling,
        /// A polynomial's inputs; `None` where x itself is the input.
        basis: Option<Basis>,
    },
    /// One of two classes, by these inputs.
    Classes(Vec<Column>),
}

/// Where a stream of chance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The state of its generator, a `Pcg32`.
    pub state: u64,
    /// What is added to it at each step.
    pub increment: u64,
}

/// All on which the steps after a moment depend.
#[derive(Clone, Debug)]
pub struct Plain<'a> {
    /// What is asked for, and how it is trained.
    pub spec: &'a Spec,
    /// Inputs and layers.
    pub shape: Shape,
    /// The samples, held out or not.
    pub samples: &'a [Point],
    /// How the model sees them.
    pub coordinates: Coordinates,
    /// All parameters, flat.
    pub parameters: &'a [f32],
    /// What the optimizer remembers.
    pub optimizer: OptimizerState,
    /// The training samples in the order of this epoch, and which is next; at the end, where an epoch begins.
    pub order: Order,
    /// From which the order of batches is drawn.
    pub shuffling: Place,
    /// From which dropout is drawn.
    pub dropping: Place,
    /// The steps that the schedule has counted.
    pub steps: u64,
    /// Epochs that have come to their end.
    pub epochs: u64,
}

impl Plain<'_> {
    /// How many samples training sees.
    pub fn training_samples(&self) -> usize {
        self.order.count()
    }

    /// How many of them a step sees, where these are not all.
    pub fn batch(&self) -> Option<usize> {
        self.spec.recipe.batch_size.filter(|size| *size < self.training_samples())
    }

    /// Epochs that have come to their end so many steps later.
    pub fn epochs_after(&self, steps: u64) -> u64 {
        let Some(size) = self.batch() else { return self.epochs + steps };
        let steps_of = |samples: usize| samples.div_ceil(size.max(1)) as u64;
        let (count, next) = (self.order.count(), self.order.place().1);
        // Of the epoch that has begun this is left.
        let left = steps_of(count - next);
        match steps.checked_sub(left) {
            Some(more) => self.epochs + u64::from(left > 0) + more / steps_of(count),
            None => self.epochs,
        }
    }
}

/// What these conditions and this moment of theirs are made of.
pub fn plain<'a>(conditions: &'a Conditions, moment: &'a Moment) -> Plain<'a> {
    let Conditions { spec, samples, task } = conditions;
    let Moment { parameters, progress, streams, optimizer } = moment;
    let training = samples.iter().filter(|sample| sample.is_trained_on()).count();
    // What another optimizer remembers is forgotten, and so is an order of another number of samples.
    let kin = discriminant(optimizer) == discriminant(&spec.recipe.optimizer);
    let state = progress.optimizer_state();
    let fits = progress.order().count() == training;
    Plain {
        shape: spec.shape(),
        spec,
        samples,
        coordinates: coordinates(task),
        parameters,
        optimizer: if kin { state.clone() } else { OptimizerState::new(parameters.len()) },
        order: if fits { progress.order().clone() } else { Order::new(training) },
        shuffling: place(Stream::Order, &streams.order),
        dropping: place(Stream::Dropout, &streams.dropout),
        steps: progress.steps(),
        epochs: progress.epochs(),
    }
}

/// In which coordinates a model sees its samples.
pub fn seen_by(learner: &Learner) -> Coordinates {
    coordinates(&learner.task)
}

fn coordinates(task: &Task) -> Coordinates {
    match task {
        Task::Curve(curve) => Coordinates::Curve { scaling: curve.scaling, basis: curve.basis.clone() },
        Task::Classes(classes) => Coordinates::Classes(classes.columns.clone()),
    }
}

fn place(stream: Stream, rng: &rand_pcg::Pcg32) -> Place {
    Place { state: stream.state_of(rng), increment: stream.increment() }
}
