//! A model on its samples: what it sees of them, its steps, and all on which these depend.

use super::Task;
use super::kept::{Conditions, Moment, Start};
use super::optimum::Optimum;
use super::pass::Pass;
use super::spec::{Form, Spec};
use crate::data::{Point, Role, Stream};
use crate::learn::{self, Init, Optimizer, RngStreams, Shape, Training};
use crate::run::{Losses, Model};
use rand_pcg::Pcg32;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// A model, its parameters, the samples as it sees them, and how it is trained.
pub struct Learner {
    pub(super) spec: Rc<Spec>,
    pub(super) samples: Rc<Vec<Point>>,
    pub(super) shape: Shape,
    pub(super) task: Task,
    pub(super) parameters: Vec<f32>,
    pub(super) gradients: Vec<f32>,
    pub(super) train: Pass,
    pub(super) held_out: Pass,
    pub(super) unseen: Pass,
    pub(super) training: Training,
    pub(super) streams: RngStreams<Pcg32>,
    /// The activations of the training samples are not of today's parameters: mini-batches have moved on.
    behind: bool,
    pub(super) optimum: OnceCell<Optimum>,
    pub(super) neighbours: OnceCell<Option<f64>>,
}

impl Learner {
    /// A model with starting weights drawn from the seed.
    pub fn new(spec: Spec, samples: Rc<Vec<Point>>) -> Self {
        let task = Task::suited(&spec, &samples);
        let mut learner = Learner::bare(Rc::new(spec), task);
        learner.draw_weights();
        learner.load(samples);
        learner
    }

    /// A model without samples whose parameters are all 0.
    fn bare(spec: Rc<Spec>, task: Task) -> Self {
        let shape = spec.shape();
        let train = Pass::new(&shape, 0);
        Learner {
            parameters: vec![0.0; shape.parameter_count()],
            gradients: vec![0.0; shape.parameter_count()],
            training: training(&spec, &shape, &train),
            streams: streams(&spec),
            behind: false,
            optimum: OnceCell::new(),
            neighbours: OnceCell::new(),
            held_out: Pass::new(&shape, 0),
            unseen: Pass::new(&shape, 0),
            samples: Rc::default(),
            train,
            task,
            shape,
            spec,
        }
    }

    fn draw_weights(&mut self) {
        let mut rng = Stream::Weights.of(self.spec.seed);
        match self.spec.form {
            Form::Network { init, .. } => learn::initialize(&self.shape, init, &mut rng, &mut self.parameters),
            Form::Line | Form::Polynomial { .. } if self.tells_classes() => {
                learn::initialize(&self.shape, Init::Xavier, &mut rng, &mut self.parameters);
            }
            // A polynomial starts as the same straight line: slope and height drawn, every higher power 0.
            Form::Line | Form::Polynomial { .. } => {
                for at in [0, self.shape.view(0).biases.start] {
                    let mut drawn = [0.0; 2];
                    learn::initialize(&Shape::linear(1), Init::Xavier, &mut rng, &mut drawn[..]);
                    self.parameters[at] = drawn[0];
                }
            }
        }
    }

    /// Trains as this spec asks for from the next step on, whatever model it asks for. Another optimizer starts without a state.
    pub fn train_by(&mut self, spec: &Spec) {
        let before = self.spec.recipe.optimizer;
        let (recipe, frozen) = (spec.recipe, spec.frozen.clone());
        self.spec = Rc::new(Spec { recipe, frozen, ..(*self.spec).clone() });
        self.training.freeze(self.spec.frozen.clone());
        self.forget_state_of(before);
        self.optimum.take();
    }

    fn forget_state_of(&mut self, optimizer: Optimizer) {
        if std::mem::discriminant(&optimizer) != std::mem::discriminant(&self.spec.recipe.optimizer) {
            self.training.reset_optimizer();
        }
    }

    /// Writes samples into the batches and refreshes activations and losses.
    pub(super) fn load(&mut self, samples: Rc<Vec<Point>>) {
        self.train.write(&self.shape, &self.task, &samples, Role::Training);
        self.held_out.write(&self.shape, &self.task, &samples, Role::HeldOut);
        self.unseen.write(&self.shape, &self.task, &samples, Role::Unseen);
        self.samples = samples;
        self.optimum.take();
        self.neighbours.take();
        self.refresh();
    }

    /// Sets the parameters. The lengths must be equal.
    pub fn set_parameters(&mut self, parameters: &[f32]) {
        self.parameters.copy_from_slice(parameters);
        self.refresh();
    }

    /// Sets single parameters, by their place; training goes on with all that it remembers.
    pub fn edit(&mut self, edits: &[(usize, f32)]) {
        for (at, value) in edits {
            if let Some(parameter) = self.parameters.get_mut(*at) {
                *parameter = *value;
            }
        }
        self.refresh();
    }

    /// A forward pass of all samples, as a step ends with one.
    pub fn refresh(&mut self) {
        self.behind = false;
        self.train.forward(&self.parameters);
        for apart in [&mut self.held_out, &mut self.unseen] {
            if apart.batch.count() > 0 {
                apart.forward(&self.parameters);
            }
        }
    }

    /// What was asked for.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The samples, held out or not.
    pub fn samples(&self) -> &[Point] {
        &self.samples
    }

    /// Epochs of this run that have come to their end.
    pub fn epochs(&self) -> u64 {
        self.training.epochs()
    }

    /// Whether the inputs are a polynomial's basis functions.
    pub fn is_polynomial(&self) -> bool {
        match &self.task {
            Task::Curve(curve) => curve.basis.is_some(),
            Task::Classes(_) => false,
        }
    }

    /// Whether something of it is frozen: then training may not reach what the model could.
    pub fn is_held(&self) -> bool {
        !self.spec.frozen.is_empty()
    }

    /// The places of what is frozen, in rising order.
    pub fn frozen(&self) -> &[Range<usize>] {
        self.spec.frozen.ranges()
    }

    /// Whether it is w·x + b of one x: its two parameters are all that there is.
    pub fn is_line(&self) -> bool {
        self.is_straight() && !self.is_polynomial()
    }

    /// Whether whatever curve it learns is straight: a line, or a polynomial of degree 1.
    pub fn is_straight(&self) -> bool {
        self.shape.layers().len() == 1 && self.shape.inputs() == 1 && !self.tells_classes()
    }

    /// Whether a class is asked for, and not y.
    pub fn tells_classes(&self) -> bool {
        match &self.task {
            Task::Curve(_) => false,
            Task::Classes(_) => true,
        }
    }

    /// Shape of the model.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// How many training samples a step sees: a batch of them, or all.
    pub(super) fn samples_of_a_step(&self) -> usize {
        let all = self.train.batch.count();
        self.spec.recipe.batch_size.map_or(all, |size| size.min(all))
    }

    /// The training samples as the model sees them.
    pub fn train(&self) -> &Pass {
        &self.train
    }
}

impl Model for Learner {
    type Moment = Moment;
    type Conditions = Conditions;
    type Start = Start;

    #[inline]
    fn step(&mut self) -> bool {
        let epochs = self.training.epochs();
        let Learner { training, spec, parameters, train: Pass { batch, work }, streams, .. } = self;
        training.step(&spec.recipe, parameters, batch, work, streams);
        self.behind = true;
        let ended = training.epochs() != epochs;
        if ended {
            self.refresh();
        }
        ended
    }

    fn is_behind(&self) -> bool {
        self.behind
    }

    fn catch_up(&mut self) {
        if self.behind {
            self.refresh();
        }
    }

    #[inline]
    fn losses(&self) -> Losses {
        Losses { train: self.train_loss(), held_out: self.held_out_loss(), penalty: self.penalty() }
    }

    fn error(&self) -> f64 {
        self.typical_errors().train
    }

    fn spread(&self) -> f64 {
        self.as_loss(self.variance())
    }

    fn least_objective(&self) -> Option<f64> {
        let optimum = self.optimum();
        let within_reach = optimum.best.as_ref().filter(|_| !self.is_held());
        within_reach.map(|_| self.in_units(optimum.objective).into())
    }

    fn explained(&self) -> Option<f64> {
        self.r_squared().0
    }

    fn leaps(&self) -> bool {
        self.rate_limit().is_some_and(|limit| self.training.rate(&self.spec.recipe) >= LEAP * limit)
    }

    fn can_learn(&self) -> bool {
        self.train.batch.count() > 0
    }

    fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    fn step_cost(&self) -> usize {
        // Forward, and twice that backward, of the samples that a step sees; and a forward pass of all where an epoch ends.
        let seen = self.samples_of_a_step().max(1);
        let passes = if seen < self.train.batch.count() { 4 } else { 3 };
        passes * seen * self.pass_cost()
    }

    fn begin(&mut self) {
        self.training = training(&self.spec, &self.shape, &self.train);
        self.streams = streams(&self.spec);
    }

    fn start(&self) -> Start {
        Start { parameters: self.parameters.clone(), task: self.task.clone() }
    }

    fn return_to(&mut self, start: &Start) -> bool {
        self.go_to(start)
    }

    fn moment(&self) -> Moment {
        Moment {
            parameters: self.parameters.clone(),
            progress: self.training.progress().clone(),
            streams: self.streams.clone(),
            optimizer: self.spec.recipe.optimizer,
        }
    }

    fn keep(&self, moment: &mut Moment) {
        moment.parameters.clone_from(&self.parameters);
        moment.progress.copy_from(self.training.progress());
        moment.streams.clone_from(&self.streams);
        moment.optimizer = self.spec.recipe.optimizer;
    }

    fn restore(&mut self, moment: &Moment) {
        self.training.resume(&moment.progress);
        self.forget_state_of(moment.optimizer);
        self.streams.clone_from(&moment.streams);
        self.set_parameters(&moment.parameters);
    }

    fn conditions(&self) -> Conditions {
        let (spec, samples) = (Rc::clone(&self.spec), Rc::clone(&self.samples));
        Conditions { spec, samples, task: self.task.clone() }
    }

    fn made(conditions: &Conditions, moment: &Moment) -> Self {
        let mut learner = Learner::bare(Rc::clone(&conditions.spec), conditions.task.clone());
        learner.load(Rc::clone(&conditions.samples));
        learner.restore(moment);
        learner
    }

    fn is_like(&self, other: &Self) -> bool {
        self.shape == other.shape && self.task == other.task
    }
}

/// From this share of the learning rate's limit on, whatever is left to learn is leapt across.
const LEAP: f64 = 0.98;

/// Training from its start on.
fn training(spec: &Spec, shape: &Shape, train: &Pass) -> Training {
    let mut training = Training::new(shape, &train.batch);
    training.freeze(spec.frozen.clone());
    training
}

/// The random streams of a run, from their beginning.
pub(super) fn streams(spec: &Spec) -> RngStreams<Pcg32> {
    RngStreams { order: Stream::Order.of(spec.seed), dropout: Stream::Dropout.of(spec.seed) }
}
