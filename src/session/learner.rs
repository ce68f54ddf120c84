//! The model on the points: a learner in its own standardized world, and the way in and out of the user's units.

use super::columns::Columns;
use super::settings::{Model, Settings};
use super::{Stream, generator};
use crate::data::Point;
use crate::learn::{self, Basis, Batch, Chance, Init, Layer, Loss, Penalty, Recipe, Scaling, Shape, Training};
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
    chance: Chance<Pcg32>,
    /// The activations of the training points are not of today's parameters: mini-batches have moved on.
    behind: bool,
    optimum: OnceCell<Optimum>,
}

/// What the objective of a model that is linear in its parameters has in closed form, in the model's own units.
#[derive(Clone, Debug, Default)]
pub struct Optimum {
    /// The best parameters; `None` for a network with hidden layers, and for an objective that is no sum of squares.
    pub best: Option<Vec<f64>>,
    /// The loss there, without the penalty.
    pub loss: f32,
    /// The largest eigenvalue of the objective's Hessian, `None` likewise.
    pub curvature: Option<f64>,
}

/// A moment of training to go back to, with all on which the next steps depend.
#[derive(Default)]
pub struct Moment {
    parameters: Vec<f32>,
    training: Option<(Training, Chance<Pcg32>)>,
}

/// Where a run begins: parameters, and the coordinates in which they are written.
pub struct Start {
    parameters: Vec<f32>,
    scaling: Scaling,
    basis: Option<Basis>,
}

/// How far the points may drift from the scaling chosen at the start of a run before it is chosen anew.
const OUTGROWN_SHIFT: f64 = 1.0;
const OUTGROWN_SCALE: f64 = 2.0;

impl Learner {
    /// A model as the settings ask for, with starting weights drawn from the seed.
    pub fn new(settings: &Settings, points: &[Point]) -> Self {
        let mut rng = generator(settings, Stream::Weights);
        let shape = match settings.model {
            Model::Line => Shape::linear(1),
            Model::Polynomial => Shape::linear(settings.degree),
            Model::Network => {
                let output = Layer { units: 1, activation: learn::Activation::Linear };
                Shape::new(1, &settings.hidden_layers().chain([output]).collect::<Vec<_>>())
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

    /// A run begins here: the optimizer remembers nothing, and the order of the points is drawn anew from the seed.
    pub fn begin(&mut self, settings: &Settings) {
        self.training = Training::new(&self.shape, &self.train.batch);
        self.chance = chance(settings);
    }

    /// Follows the settings from the next step on. Another optimizer remembers nothing.
    pub fn teach(&mut self, settings: &Settings) {
        let recipe = settings.recipe();
        if std::mem::discriminant(&recipe.optimizer) != std::mem::discriminant(&self.recipe.optimizer) {
            self.training.forget();
        }
        self.recipe = recipe;
        self.optimum.take();
    }

    /// Keeps this moment in the room of an earlier one.
    pub fn keep(&self, moment: &mut Moment) {
        moment.parameters.clone_from(&self.parameters);
        let (training, chance) = moment.training.get_or_insert_with(|| (self.training.clone(), self.chance.clone()));
        training.resume(&self.training);
        chance.clone_from(&self.chance);
    }

    /// Back to a moment of this run.
    pub fn go_back(&mut self, moment: &Moment) {
        if let Some((training, chance)) = &moment.training {
            self.training.resume(training);
            self.chance.clone_from(chance);
            self.set_parameters(&moment.parameters);
        }
    }

    /// Chooses scaling and basis from the training points of today; the parameters keep their values.
    pub fn measure(&mut self, settings: &Settings, points: &[Point]) {
        self.scaling = if settings.standardize { Scaling::fit(training(points)) } else { Scaling::identity() };
        self.basis = (settings.model == Model::Polynomial).then(|| self.fresh_basis(settings, points));
        self.load(points);
    }

    /// Today's parameters and coordinates, to return to.
    pub fn start(&self) -> Start {
        Start { parameters: self.parameters.clone(), scaling: self.scaling, basis: self.basis.clone() }
    }

    /// The parameters of a start, bit for bit, and its coordinates too as long as they suit today's points. Returns whether
    /// the coordinates are others now.
    pub fn return_to(&mut self, start: &Start, settings: &Settings, points: &[Point]) -> bool {
        let before = (self.scaling, self.basis.take());
        self.parameters.copy_from_slice(&start.parameters);
        (self.scaling, self.basis) = (start.scaling, start.basis.clone());
        let suits = !settings.standardize
            || !outgrown(&self.scaling, &Scaling::fit(training(points)))
                && self.basis.as_ref().is_none_or(|basis| *basis == self.fresh_basis(settings, points));
        if suits {
            self.load(points)
        } else {
            self.measure(settings, points)
        }
        before != (self.scaling, self.basis.clone())
    }

    fn fresh_basis(&self, settings: &Settings, points: &[Point]) -> Basis {
        if settings.standardize {
            let xs: Vec<f64> = training(points).map(|(x, _)| self.scaling.x_in(x)).collect();
            Basis::orthonormal(settings.degree, &xs)
        } else {
            Basis::raw(settings.degree)
        }
    }

    /// Takes over points that were moved, added, removed or split anew, so that the model's answers stay as they are.
    /// Returns whether the parameters had to be written in other coordinates for that: when the points have outgrown
    /// the scaling, or when a polynomial's basis follows its x.
    pub fn follow(&mut self, settings: &Settings, points: &[Point]) -> bool {
        let mut rewritten = false;
        if settings.standardize {
            let fresh = Scaling::fit(training(points));
            if outgrown(&self.scaling, &fresh) {
                if self.basis.is_none() {
                    self.rescale(fresh);
                } else {
                    self.project(settings, points, fresh);
                }
                rewritten = true;
            } else if let Some(old) = &self.basis {
                let basis = self.fresh_basis(settings, points);
                if basis != *old {
                    self.project(settings, points, self.scaling);
                    rewritten = true;
                }
            }
        }
        self.load(points);
        rewritten
    }

    /// The same function in new standardized coordinates: the first layer takes up the change of x, the last that of y.
    fn rescale(&mut self, new: Scaling) {
        let old = std::mem::replace(&mut self.scaling, new);
        let new = &self.scaling;
        let first = self.shape.view(0);
        for unit in 0..first.outputs {
            let weight = &mut self.parameters[first.weights.start + unit];
            let w = f64::from(*weight);
            *weight = (w * new.x_scale / old.x_scale) as f32;
            let bias = &mut self.parameters[first.biases.start + unit];
            *bias = (f64::from(*bias) + w * (new.x_mean - old.x_mean) / old.x_scale) as f32;
        }
        let last = self.shape.view(self.shape.layers().len() - 1);
        for weight in &mut self.parameters[last.weights] {
            *weight = (f64::from(*weight) * old.y_scale / new.y_scale) as f32;
        }
        for bias in &mut self.parameters[last.biases] {
            *bias = ((f64::from(*bias) * old.y_scale + old.y_mean - new.y_mean) / new.y_scale) as f32;
        }
    }

    /// The same polynomial in the orthonormal basis of today's points: each new parameter is the mean over the training
    /// points of the old polynomial times the new basis function.
    fn project(&mut self, settings: &Settings, points: &[Point], scaling: Scaling) {
        let xs: Vec<f64> = training(points).map(|(x, _)| x).collect();
        let ys = self.predict(&xs);
        self.scaling = scaling;
        let basis = self.fresh_basis(settings, points);
        let mut sums = vec![0.0; self.parameters.len()];
        let mut phi = vec![0.0; basis.degree()];
        for (x, y) in xs.iter().zip(ys) {
            basis.evaluate(self.scaling.x_in(*x), &mut phi);
            let y = self.scaling.y_in(y) / xs.len() as f64;
            for (sum, phi) in sums.iter_mut().zip(&phi) {
                *sum += y * phi;
            }
            sums[phi.len()] += y;
        }
        if !xs.is_empty() {
            for (parameter, sum) in self.parameters.iter_mut().zip(sums) {
                *parameter = sum as f32;
            }
        }
        self.basis = Some(basis);
    }

    /// Writes the points into the batches and refreshes activations, losses and gradients.
    fn load(&mut self, points: &[Point]) {
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

    fn refresh(&mut self) {
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
        let Learner { training, recipe, shape, parameters, train: Columns { batch, work }, chance, .. } = self;
        training.step(recipe, shape, parameters, batch, work, chance);
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

    /// The gradient of the objective, loss and penalty, at the present parameters, in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        // After a step with dropout the activations may be those of fewer neurons.
        self.refresh();
        let (shape, Columns { batch, work }) = (&self.shape, &mut self.train);
        learn::backward(shape, &self.parameters, batch, self.recipe.loss, work, &mut self.gradients);
        self.recipe.penalty.add_gradient(shape, &self.parameters, &mut self.gradients);
        &self.gradients
    }

    /// Training loss, without the penalty, in the units of y: squared, unless errors are taken as they are.
    #[inline]
    pub fn train_loss(&self) -> f32 {
        self.in_units(self.loss_of(&self.train))
    }

    /// The loss of points after a forward pass, in the model's own units.
    pub fn loss_of(&self, columns: &Columns) -> f32 {
        self.recipe.loss.value(&columns.batch, &columns.work)
    }

    /// What the weights cost on top of the loss, in the same units; `None` without a penalty.
    #[inline]
    pub fn penalty(&self) -> Option<f32> {
        (self.recipe.penalty != Penalty::None).then(|| self.in_units(self.penalty_of(&self.parameters)))
    }

    /// The same of any parameters, in the model's own units; 0 without a penalty.
    pub fn penalty_of(&self, parameters: &[f32]) -> f32 {
        self.recipe.penalty.value(&self.shape, parameters)
    }

    /// Held-out loss in the same units; `None` when nothing is held out.
    #[inline]
    pub fn held_out_loss(&self) -> Option<f32> {
        (self.held_out.batch.count() > 0).then(|| self.in_units(self.loss_of(&self.held_out)))
    }

    /// A loss of the model's own units in the units of y: squared, unless errors are taken as they are.
    #[inline]
    pub fn in_units(&self, loss: f32) -> f32 {
        let scale = self.scaling.y_scale;
        loss * if self.recipe.loss == Loss::MeanAbsolute { scale } else { scale * scale } as f32
    }

    /// About what the loss of errors of such a mean square is, both in the units of y.
    pub fn as_loss(&self, mean_square: f64) -> f64 {
        if self.recipe.loss == Loss::MeanAbsolute { mean_square.sqrt() } else { mean_square }
    }

    /// The typical error, √ of the mean squared error, of the training points and of those held out, in the units of y.
    pub fn typical_errors(&self) -> (f64, Option<f64>) {
        let error = |columns: &Columns| f64::from(columns.mse()).sqrt() * self.scaling.y_scale;
        (error(&self.train), (self.held_out.batch.count() > 0).then(|| error(&self.held_out)))
    }

    /// R² of the training points and of those held out.
    pub fn r_squared(&self) -> (Option<f64>, Option<f64>) {
        let of = |columns: &Columns| learn::r_squared(&columns.batch, &columns.work);
        (of(&self.train), of(&self.held_out))
    }

    /// The model's answers for the training points and the held-out points, each in the points' order, in units of y.
    pub fn answers(&self) -> [Vec<f64>; 2] {
        [&self.train, &self.held_out].map(|columns| self.answers_of(columns))
    }

    fn answers_of(&self, columns: &Columns) -> Vec<f64> {
        columns.work.output()[..columns.batch.count()].iter().map(|a| self.scaling.y_out(f64::from(*a))).collect()
    }

    /// The model's answers at these x, in the units of y.
    pub fn predict(&self, xs: &[f64]) -> Vec<f64> {
        let mut columns = Columns::new(&self.shape, xs.len());
        self.fill(&mut columns.batch, &|at| xs[at]);
        columns.forward(&self.shape, &self.parameters);
        self.answers_of(&columns)
    }

    /// Ordinary coefficients c₀, c₁, … of the powers of x, in the user's units, of a model that is linear in these parameters;
    /// `None` for a network with hidden layers.
    pub fn coefficients(&self, parameters: &[f32]) -> Option<Vec<f64>> {
        let own = match &self.basis {
            Some(basis) => {
                let bias = self.shape.inputs();
                basis.coefficients(&parameters[..bias], parameters[bias])
            }
            None if self.shape.layers().len() == 1 => vec![parameters[1].into(), parameters[0].into()],
            None => return None,
        };
        Some(learn::in_user_units(&own, &self.scaling))
    }

    /// What is known of the objective in closed form. Computed when it is asked for first.
    pub fn optimum(&self) -> &Optimum {
        self.optimum.get_or_init(|| {
            let strength = match self.recipe.penalty {
                Penalty::None => 0.0,
                Penalty::L2 { strength } => f64::from(strength),
                Penalty::L1 { .. } => return Optimum::default(),
            };
            if self.shape.layers().len() != 1 || self.recipe.loss != Loss::MeanSquared {
                return Optimum::default();
            }
            let best = learn::ridge(&self.train.batch, strength);
            let mut loss = f32::NAN;
            if let Some(best) = &best {
                let mut columns = Columns::new(&self.shape, self.train.batch.count());
                columns.batch.clone_from(&self.train.batch);
                columns.forward(&self.shape, &best.iter().map(|p| *p as f32).collect::<Vec<_>>());
                loss = columns.mse();
            }
            Optimum { best, loss, curvature: learn::largest_curvature(&self.train.batch, strength) }
        })
    }

    /// The learning rate from which on descent diverges; `None` where there is no one limit: for a network with hidden layers,
    /// for an objective that is no sum of squares, for batches that each have a limit of their own, and for RMSProp and Adam.
    pub fn rate_limit(&self) -> Option<f64> {
        let batches = self.recipe.batch_size.is_some_and(|size| size < self.train.batch.count());
        let curvature = self.optimum().curvature.filter(|_| !batches)?;
        self.recipe.optimizer.rate_limit(curvature)
    }

    /// Whether the inputs are a polynomial's basis functions.
    pub fn is_polynomial(&self) -> bool {
        self.basis.is_some()
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
fn chance(settings: &Settings) -> Chance<Pcg32> {
    Chance { order: generator(settings, Stream::Order), dropout: generator(settings, Stream::Dropout) }
}

/// The inputs that the model sees for one x.
fn see(scaling: &Scaling, basis: &Option<Basis>, x: f64, inputs: &mut [f64]) {
    let z = scaling.x_in(x);
    match basis {
        Some(basis) => basis.evaluate(z, inputs),
        None => inputs[0] = z,
    }
}

fn training(points: &[Point]) -> impl Iterator<Item = (f64, f64)> + Clone {
    points.iter().filter(|p| !p.held_out).map(|p| (p.x, p.y))
}

fn outgrown(old: &Scaling, fresh: &Scaling) -> bool {
    let far = |mean: f64, fresh: f64, scale: f64| (fresh - mean).abs() > OUTGROWN_SHIFT * scale;
    let wide = |scale: f64, fresh: f64| fresh > OUTGROWN_SCALE * scale || fresh < scale / OUTGROWN_SCALE;
    far(old.x_mean, fresh.x_mean, old.x_scale)
        || far(old.y_mean, fresh.y_mean, old.y_scale)
        || wide(old.x_scale, fresh.x_scale)
        || wide(old.y_scale, fresh.y_scale)
}
