//! The model on the points: what it sees of them, and its steps.

mod coordinates;
mod measures;

pub use self::coordinates::{Coordinates, Start};

use self::measures::Optimum;
use super::columns::Columns;
use super::settings::{Model, Settings};
use super::{Stream, generator};
use crate::data::Point;
use crate::learn::{
    self, Basis, Batch, Init, Layer, Optimizer, Progress, Recipe, RngStreams, Scaling, Shape, Training,
};
use rand_pcg::Pcg32;
use std::cell::OnceCell;

/// A model, its parameters, the points as it sees them, and how it is taught.
pub struct Learner {
    shape: Shape,
    scaling: Scaling,
    /// The polynomial's inputs; `None` for a line and a network, whose input is x itself.
    basis: Option<Basis>,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
    train: Columns,
    held_out: Columns,
    recipe: Recipe,
    training: Training,
    chance: RngStreams<Pcg32>,
    /// The activations of the training points are not of today's parameters: mini-batches have moved on.
    behind: bool,
    optimum: OnceCell<Optimum>,
}

/// A moment of training to go back to: all on which the next steps depend, but for points, settings and coordinates.
#[derive(Clone)]
pub struct Moment {
    parameters: Vec<f32>,
    progress: Progress,
    chance: RngStreams<Pcg32>,
    /// For which it remembers.
    optimizer: Optimizer,
}

impl Moment {
    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        4 * (3 * self.parameters.len() + self.progress.points()) + size_of::<Moment>()
    }
}

impl Learner {
    /// A model as the settings ask for, with starting weights drawn from the seed.
    pub fn new(settings: &Settings, points: &[Point]) -> Self {
        let mut rng = generator(settings, Stream::Weights);
        let shape = match settings.model {
            Model::Line => Shape::linear(1),
            Model::Polynomial => Shape::linear(settings.degree),
            Model::Network => {
                let output = Layer { units: 1, activation: learn::Activation::Linear };
                let mut layers: Vec<Layer> = settings.hidden_layers().collect();
                layers.push(output);
                Shape::new(1, &layers)
            }
        };
        let mut parameters = vec![0.0; shape.parameter_count()];
        match settings.model {
            Model::Network => learn::initialize(&shape, settings.init, &mut rng, &mut parameters),
            // A polynomial starts as the same straight line: slope and height drawn, every higher power 0.
            Model::Line | Model::Polynomial => {
                let mut drawn = [0.0; 2];
                learn::initialize(&Shape::linear(1), Init::Xavier, &mut rng, &mut drawn[..]);
                let mut height = [0.0; 2];
                learn::initialize(&Shape::linear(1), Init::Xavier, &mut rng, &mut height[..]);
                parameters[0] = drawn[0];
                parameters[shape.view(0).biases.start] = height[0];
            }
        }
        let train = Columns::new(&shape, 0);
        let mut learner = Learner {
            gradients: vec![0.0; parameters.len()],
            recipe: settings.recipe(),
            training: Training::new(&shape, &train.batch),
            chance: chance(settings),
            behind: false,
            optimum: OnceCell::new(),
            train,
            held_out: Columns::new(&shape, 0),
            scaling: Scaling::identity(),
            basis: None,
            shape,
            parameters,
        };
        learner.measure(settings, points);
        learner
    }

    /// The same model with today's parameters and coordinates, to be asked and not to be taught. It has no points yet.
    pub fn twin(&self) -> Learner {
        let train = Columns::new(&self.shape, 0);
        Learner {
            shape: self.shape.clone(),
            scaling: self.scaling,
            basis: self.basis.clone(),
            parameters: self.parameters.clone(),
            gradients: Vec::new(),
            recipe: self.recipe,
            training: Training::new(&self.shape, &train.batch),
            chance: self.chance.clone(),
            behind: false,
            optimum: OnceCell::new(),
            train,
            held_out: Columns::new(&self.shape, 0),
        }
    }

    /// A run begins here: the optimizer remembers nothing, and the order of the points is drawn anew from the seed.
    pub fn begin(&mut self, settings: &Settings) {
        self.training = Training::new(&self.shape, &self.train.batch);
        self.chance = chance(settings);
    }

    /// Follows the settings from the next step on. Another optimizer remembers nothing.
    pub fn teach(&mut self, settings: &Settings) {
        let recipe = settings.recipe();
        let before = std::mem::replace(&mut self.recipe, recipe).optimizer;
        self.forget_what_is_of(before);
        self.optimum.take();
    }

    /// This moment, to go back to.
    pub fn moment(&self) -> Moment {
        Moment {
            parameters: self.parameters.clone(),
            progress: self.training.progress().clone(),
            chance: self.chance.clone(),
            optimizer: self.recipe.optimizer,
        }
    }

    /// Keeps this moment in the room of an earlier one of this run.
    pub fn keep(&self, moment: &mut Moment) {
        moment.parameters.clone_from(&self.parameters);
        moment.progress.copy_from(self.training.progress());
        moment.chance.clone_from(&self.chance);
        moment.optimizer = self.recipe.optimizer;
    }

    fn forget_what_is_of(&mut self, optimizer: Optimizer) {
        if std::mem::discriminant(&optimizer) != std::mem::discriminant(&self.recipe.optimizer) {
            self.training.reset_optimizer();
        }
    }

    /// Back to a moment of this run.
    pub fn go_back(&mut self, moment: &Moment) {
        self.training.resume(&moment.progress);
        self.forget_what_is_of(moment.optimizer);
        self.chance.clone_from(&moment.chance);
        self.set_parameters(&moment.parameters);
    }

    /// Writes the points into the batches and refreshes activations, losses and gradients.
    pub fn load(&mut self, points: &[Point]) {
        let held = points.iter().filter(|p| p.held_out).count();
        for (columns, held_out, count) in
            [(&mut self.train, false, points.len() - held), (&mut self.held_out, true, held)]
        {
            if columns.batch.count() != count {
                *columns = Columns::new(&self.shape, count);
            }
            let mut inputs = vec![0.0; self.shape.inputs()];
            for (at, point) in points.iter().filter(|p| p.held_out == held_out).enumerate() {
                see(&self.scaling, &self.basis, point.x, &mut inputs);
                for (i, input) in inputs.iter().enumerate() {
                    columns.batch.input_mut(i)[at] = *input as f32;
                }
                columns.batch.target_mut(0)[at] = self.scaling.y_in(point.y) as f32;
            }
        }
        self.optimum.take();
        self.refresh();
    }

    /// Fills a batch with x(0), x(1), …, as the model sees them.
    pub fn fill(&self, batch: &mut Batch, x: &dyn Fn(usize) -> f64) {
        let mut inputs = vec![0.0; self.shape.inputs()];
        for at in 0..batch.count() {
            see(&self.scaling, &self.basis, x(at), &mut inputs);
            for (i, input) in inputs.iter().enumerate() {
                batch.input_mut(i)[at] = *input as f32;
            }
        }
    }

    /// Sets the parameters. The lengths must be equal.
    pub fn set_parameters(&mut self, parameters: &[f32]) {
        self.parameters.copy_from_slice(parameters);
        self.refresh();
    }

    /// A forward pass of all points.
    pub fn refresh(&mut self) {
        self.behind = false;
        self.train.forward(&self.shape, &self.parameters);
        self.held_out.forward(&self.shape, &self.parameters);
    }

    /// Whether [`Learner::catch_up`] has something to do.
    pub fn is_behind(&self) -> bool {
        self.behind
    }

    /// Brings activations and losses up to date. Mini-batches leave them behind: one forward pass of all points would cost
    /// more than a step.
    #[inline]
    pub fn catch_up(&mut self) {
        if self.behind {
            self.refresh();
        }
    }

    /// One step, as the settings ask for. Returns whether it has ended an epoch; then losses and activations are up to date.
    #[inline]
    pub fn step(&mut self) -> bool {
        let epochs = self.training.epochs();
        let Learner { training, recipe, parameters, train: Columns { batch, work }, chance, .. } = self;
        training.step(recipe, parameters, batch, work, chance);
        self.behind = true;
        let ended = training.epochs() != epochs;
        if ended {
            self.refresh();
        }
        ended
    }

    /// Epochs of this run that have come to their end.
    pub fn epochs(&self) -> u64 {
        self.training.epochs()
    }

    /// Whether the inputs are a polynomial's basis functions.
    pub fn is_polynomial(&self) -> bool {
        self.basis.is_some()
    }

    /// Whether whatever it learns is a line.
    pub fn is_line(&self) -> bool {
        self.shape.layers().len() == 1 && self.shape.inputs() == 1
    }

    /// Shape of the model.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Flat, layer by layer: weights `[out][in]`, then biases.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The way between the user's units and the model's own.
    pub fn scaling(&self) -> &Scaling {
        &self.scaling
    }

    /// The training points as the model sees them.
    pub fn train(&self) -> &Columns {
        &self.train
    }
}

/// The streams of a run, from their beginning.
fn chance(settings: &Settings) -> RngStreams<Pcg32> {
    RngStreams { order: generator(settings, Stream::Order), dropout: generator(settings, Stream::Dropout) }
}

/// The inputs that the model sees for one x.
fn see(scaling: &Scaling, basis: &Option<Basis>, x: f64, inputs: &mut [f64]) {
    let z = scaling.x_in(x);
    match basis {
        Some(basis) => basis.evaluate(z, inputs),
        None => inputs[0] = z,
    }
}
