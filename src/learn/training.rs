//! A step of training, from the points that it sees to the parameters that it changes.

use rand_core::Rng;
use rand_pcg::Pcg32;

use super::batch::Batch;
use super::descent::{Memory, Optimizer};
use super::dropout::Dropout;
use super::loss::Loss;
use super::network::{backward, forward_dropping};
use super::order::Order;
use super::penalty::Penalty;
use super::schedule::Schedule;
use super::shape::Shape;
use super::workspace::Workspace;

/// How a model is taught. The default is plain gradient descent on all points at once, on the mean squared error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// What is made small.
    pub loss: Loss,
    /// What large weights cost on top of it.
    pub penalty: Penalty,
    /// The part of the hidden units that is silenced in training.
    pub dropout: Dropout,
    /// How the gradient becomes a step.
    pub optimizer: Optimizer,
    /// The learning rate η, before the schedule.
    pub learning_rate: f32,
    /// What the learning rate is multiplied by, step by step.
    pub schedule: Schedule,
    /// How many points a step sees; `None`, or as many as there are or more, for all, in their own order.
    pub batch_size: Option<usize>,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe {
            loss: Loss::default(),
            penalty: Penalty::default(),
            dropout: Dropout::default(),
            optimizer: Optimizer::default(),
            learning_rate: 0.1,
            schedule: Schedule::default(),
            batch_size: None,
        }
    }
}

/// The random streams of training, each its own, so that neither disturbs the other. Nothing is drawn from `order` when a
/// step sees all points, nor from `dropout` when nothing is silenced.
#[derive(Clone, Debug)]
pub struct Chance<R> {
    /// For the order of the points.
    pub order: R,
    /// For who is silenced.
    pub dropout: R,
}

/// What training has in hand from step to step. Everything is allocated at the start, or when there are more points.
#[derive(Clone, Debug)]
pub struct Training {
    gradients: Vec<f32>,
    seen: Batch, // the points of a mini-batch
    seen_ws: Workspace,
    progress: Progress,
}

/// How far training has come: all of it on which the next steps depend, beside the parameters and the random streams.
#[derive(Clone, Debug)]
pub struct Progress {
    memory: Memory,
    order: Order,
    steps: u64,
    epochs: u64,
}

impl Training {
    /// At the start of a run; `points` say how many rows there are to see.
    #[inline]
    pub fn new(shape: &Shape, points: &Batch) -> Training {
        let seen = Batch::new(points.input_count(), points.target_count(), 0);
        Training {
            gradients: vec![0.0; shape.parameter_count()],
            seen_ws: Workspace::new(shape, &seen),
            seen,
            progress: Progress {
                memory: Memory::new(shape.parameter_count()),
                order: Order::new(points.count()),
                steps: 0,
                epochs: 0,
            },
        }
    }

    /// One step.
    ///
    /// `ws` holds a `forward` of all `points` at these parameters. A step that sees them all and silences none goes back
    /// through it; any other step makes a pass of its own on its points and leaves `ws` alone. Either way `ws` is
    /// out of date then. Preconditions: all is of one shape; the optimizer is the same since `new` or [`Training::forget`].
    ///
    /// Its generator is known here, and it is never copied into whoever calls it. So all of it is compiled as the rest of the
    /// core is, for speed: a shuffle keeps the generator's state in a register, and loops over parameters become vectors.
    #[inline(never)]
    pub fn step(
        &mut self,
        recipe: &Recipe,
        shape: &Shape,
        parameters: &mut [f32],
        points: &Batch,
        ws: &mut Workspace,
        chance: &mut Chance<Pcg32>,
    ) {
        self.step_by(recipe, shape, parameters, points, ws, chance);
    }

    /// [`Training::step`] by any generator, compiled with whoever names it.
    pub fn step_by<R: Rng>(
        &mut self,
        recipe: &Recipe,
        shape: &Shape,
        parameters: &mut [f32],
        points: &Batch,
        ws: &mut Workspace,
        chance: &mut Chance<R>,
    ) {
        let size = recipe.batch_size.unwrap_or(usize::MAX);
        let Training { gradients, seen, seen_ws, progress: Progress { memory, order, steps, epochs } } = self;
        if size < points.count() {
            if order.count() != points.count() {
                *order = Order::new(points.count());
            }
            seen.gather(points, order.next_batch(size, &mut chance.order));
            forward_dropping(shape, parameters, seen, seen_ws, recipe.dropout, &mut chance.dropout);
            backward(shape, parameters, seen, recipe.loss, seen_ws, gradients);
            *epochs += u64::from(order.is_at_end());
        } else {
            if !recipe.dropout.is_off() {
                forward_dropping(shape, parameters, points, ws, recipe.dropout, &mut chance.dropout);
            }
            backward(shape, parameters, points, recipe.loss, ws, gradients);
            *epochs += 1;
        }
        recipe.penalty.add_gradient(shape, parameters, gradients);
        let learning_rate = recipe.learning_rate * recipe.schedule.factor(*steps);
        recipe.optimizer.step(parameters, gradients, learning_rate, memory);
        *steps += 1;
    }

    /// How far it has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Goes on from where another training of the same shape and as many points stood.
    #[inline]
    pub fn resume(&mut self, progress: &Progress) {
        self.progress.copy(progress);
    }

    /// Goes on from where another training of as many points stood, maybe of another shape: what its optimizer remembers is
    /// of no use.
    pub fn succeed(&mut self, progress: &Progress) {
        self.progress.order.clone_from(&progress.order);
        (self.progress.steps, self.progress.epochs) = (progress.steps, progress.epochs);
    }

    /// The gradient of the last step: of the loss on the points that it saw, and of the penalty.
    pub fn gradients(&self) -> &[f32] {
        &self.gradients
    }

    /// What the optimizer remembers.
    pub fn memory(&self) -> &Memory {
        &self.progress.memory
    }

    /// Steps since the start, on which the schedule depends.
    pub fn steps(&self) -> u64 {
        self.progress.steps
    }

    /// Epochs that have come to their end: how often every point has been seen.
    pub fn epochs(&self) -> u64 {
        self.progress.epochs
    }

    /// The optimizer starts anew, where the parameters were set by hand, or for another optimizer. Steps and order go on.
    pub fn forget(&mut self) {
        self.progress.memory.forget();
    }
}

impl Progress {
    /// As `other`, in the room that there is.
    #[inline]
    pub fn copy(&mut self, other: &Progress) {
        self.memory.copy(&other.memory);
        self.order.clone_from(&other.order);
        (self.steps, self.epochs) = (other.steps, other.epochs);
    }

    /// How many points there are in the order.
    pub fn points(&self) -> usize {
        self.order.count()
    }
}
