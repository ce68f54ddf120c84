//! A step of training: from the points that it sees to the parameters that it changes.

use rand_core::Rng;
use rand_pcg::Pcg32;

use super::batch::Batch;
use super::descent::{Optimizer, OptimizerState};
use super::dropout::Dropout;
use super::frozen::Frozen;
use super::loss::Loss;
use super::network::{backward, forward_dropping};
use super::order::Order;
use super::penalty::Penalty;
use super::schedule::Schedule;
use super::shape::Shape;
use super::workspace::Workspace;

/// How a model is trained. The default is plain gradient descent on all points at once, on the mean squared error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// What is made small.
    pub loss: Loss,
    /// What large weights cost on top of it.
    pub penalty: Penalty,
    /// The share of the hidden units that is dropped at each step.
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
/// step sees all points, nor from `dropout` when nothing is dropped.
#[derive(Clone, Debug)]
pub struct RngStreams<R> {
    /// For the order of the points.
    pub order: R,
    /// For which units are dropped.
    pub dropout: R,
}

/// What training has in hand from step to step. Everything is allocated at the start, or when there are more points.
#[derive(Clone, Debug)]
pub struct Training {
    gradients: Vec<f32>,
    mini_batch: Batch,
    mini_batch_ws: Workspace,
    frozen: Frozen,
    progress: Progress,
}

/// How far training has come: all of it on which the next steps depend, beside the parameters and the random streams.
#[derive(Clone, Debug)]
pub struct Progress {
    optimizer: OptimizerState,
    order: Order,
    steps: u64,
    epochs: u64,
}

impl Training {
    /// At the start of a run of a model of this shape; `points` say how many rows there are to see.
    #[inline]
    pub fn new(shape: &Shape, points: &Batch) -> Training {
        let mini_batch = Batch::new(points.input_count(), points.target_count(), 0);
        Training {
            gradients: vec![0.0; shape.parameter_count()],
            mini_batch_ws: Workspace::new(shape, &mini_batch),
            mini_batch,
            frozen: Frozen::default(),
            progress: Progress {
                optimizer: OptimizerState::new(shape.parameter_count()),
                order: Order::new(points.count()),
                steps: 0,
                epochs: 0,
            },
        }
    }

    /// Leaves these parameters as they are from the next step on, and moves all others.
    pub fn freeze(&mut self, frozen: Frozen) {
        self.frozen = frozen;
    }

    /// One step.
    ///
    /// `ws` holds a `forward` of all `points` at these parameters. A step that sees them all and drops no unit goes back
    /// through it; any other step makes a forward pass of its own on its points and leaves `ws` alone. Either way `ws` is out
    /// of date afterwards. Preconditions: all is of one shape; the optimizer is the same since `new` or
    /// [`Training::reset_optimizer`].
    ///
    /// The type of its generator is fixed, and it is never copied into whoever calls it. So all of it is compiled as the rest
    /// of the core is, for speed: a shuffle keeps the generator's state in a register, and loops over parameters become
    /// vectors.
    #[inline(never)]
    pub fn step(
        &mut self,
        recipe: &Recipe,
        parameters: &mut [f32],
        points: &Batch,
        ws: &mut Workspace,
        rngs: &mut RngStreams<Pcg32>,
    ) {
        self.step_by(recipe, parameters, points, ws, rngs);
    }

    /// [`Training::step`] by any generator, compiled with whoever names it.
    pub fn step_by<R: Rng>(
        &mut self,
        recipe: &Recipe,
        parameters: &mut [f32],
        points: &Batch,
        ws: &mut Workspace,
        rngs: &mut RngStreams<R>,
    ) {
        let size = recipe.batch_size.unwrap_or(usize::MAX);
        let Training { gradients, mini_batch, mini_batch_ws, frozen, progress } = self;
        let Progress { optimizer, order, steps, epochs } = progress;
        if size < points.count() {
            if order.count() != points.count() {
                *order = Order::new(points.count());
            }
            mini_batch.gather(points, order.next_batch(size, &mut rngs.order));
            forward_dropping(parameters, mini_batch, mini_batch_ws, recipe.dropout, &mut rngs.dropout);
            backward(parameters, mini_batch, recipe.loss, mini_batch_ws, gradients);
            *epochs += u64::from(order.is_at_end());
        } else {
            if !recipe.dropout.is_off() {
                forward_dropping(parameters, points, ws, recipe.dropout, &mut rngs.dropout);
            }
            backward(parameters, points, recipe.loss, ws, gradients);
            *epochs += 1;
        }
        recipe.penalty.add_gradient(ws.shape(), parameters, gradients);
        let learning_rate = recipe.learning_rate * recipe.schedule.factor(*steps);
        recipe.optimizer.step_free(parameters, gradients, learning_rate, optimizer, frozen);
        *steps += 1;
    }

    /// How far it has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Goes on from where another training of the same shape and as many points stood.
    #[inline]
    pub fn resume(&mut self, progress: &Progress) {
        self.progress.copy_from(progress);
    }

    /// Goes on from where another training of as many points stood, maybe of another shape, with an optimizer at its start:
    /// the state of the other would not fit.
    pub fn resume_with_new_optimizer(&mut self, progress: &Progress) {
        self.progress.order.clone_from(&progress.order);
        (self.progress.steps, self.progress.epochs) = (progress.steps, progress.epochs);
    }

    /// The gradient of the last step: of the loss on the points that it saw, and of the penalty.
    pub fn gradients(&self) -> &[f32] {
        &self.gradients
    }

    /// What the optimizer keeps from step to step.
    pub fn optimizer_state(&self) -> &OptimizerState {
        &self.progress.optimizer
    }

    /// The learning rate of the next step by this recipe.
    pub fn rate(&self, recipe: &Recipe) -> f64 {
        f64::from(recipe.learning_rate * recipe.schedule.factor(self.progress.steps))
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
    pub fn reset_optimizer(&mut self) {
        self.progress.optimizer.reset();
    }
}

impl Progress {
    /// Becomes equal to `other`, in the memory that it has.
    #[inline]
    pub fn copy_from(&mut self, other: &Progress) {
        self.optimizer.copy_from(&other.optimizer);
        self.order.clone_from(&other.order);
        (self.steps, self.epochs) = (other.steps, other.epochs);
    }

    /// How many points there are in the order.
    pub fn points(&self) -> usize {
        self.order.count()
    }

    /// This far, with this in hand.
    pub fn new(optimizer: OptimizerState, order: Order, steps: u64, epochs: u64) -> Progress {
        Progress { optimizer, order, steps, epochs }
    }

    /// What the optimizer keeps from step to step.
    pub fn optimizer_state(&self) -> &OptimizerState {
        &self.optimizer
    }

    /// Which points are next.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Steps since the start.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Epochs that have come to their end.
    pub fn epochs(&self) -> u64 {
        self.epochs
    }
}
