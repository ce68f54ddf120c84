//! The model on the points: a learner in its own standardized world, and the way in and out of the user's units.

use super::columns::Columns;
use super::settings::{Model, Settings};
use crate::data::Point;
use crate::learn::{self, Basis, Batch, Init, Loss, Scaling, Shape};
use rand_pcg::Pcg32;

/// A model, its parameters, and the points as it sees them.
pub struct Learner {
    shape: Shape,
    scaling: Scaling,
    /// The polynomial's inputs; `None` for a line and a network, whose input is x itself.
    basis: Option<Basis>,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
    train: Columns,
    held_out: Columns,
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
    pub fn new(settings: &Settings, points: &[Point], mut rng: Pcg32) -> Self {
        let shape = match settings.model {
            Model::Line => Shape::linear(1),
            Model::Polynomial => Shape::linear(settings.degree),
            Model::Network => Shape::network(1, &settings.layers, settings.activation, 1),
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
        let mut learner = Learner {
            gradients: vec![0.0; parameters.len()],
            train: Columns::new(&shape, 0),
            held_out: Columns::new(&shape, 0),
            scaling: Scaling::identity(),
            basis: None,
            shape,
            parameters,
        };
        learner.measure(settings, points);
        learner
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
        self.train.forward(&self.shape, &self.parameters);
        self.held_out.forward(&self.shape, &self.parameters);
    }

    /// One step of full-batch gradient descent on the mean squared error of the training points.
    #[inline]
    pub fn step(&mut self, learning_rate: f32) {
        self.backward();
        learn::gradient_descent(&mut self.parameters, &self.gradients, learning_rate);
        self.refresh();
    }

    fn backward(&mut self) {
        let (shape, Columns { batch, work }) = (&self.shape, &mut self.train);
        learn::backward(shape, &self.parameters, batch, Loss::MeanSquared, work, &mut self.gradients);
    }

    /// The gradient of the mean squared error at the present parameters, in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        self.backward();
        &self.gradients
    }

    /// Training loss: MSE in the units of y, squared.
    #[inline]
    pub fn train_loss(&self) -> f32 {
        self.in_units(self.train.mse())
    }

    /// Held-out loss in the same units; `None` when nothing is held out.
    #[inline]
    pub fn held_out_loss(&self) -> Option<f32> {
        (self.held_out.batch.count() > 0).then(|| self.in_units(self.held_out.mse()))
    }

    /// A loss of the model's own units in the units of y, squared.
    pub fn in_units(&self, mse: f32) -> f32 {
        mse * (self.scaling.y_scale * self.scaling.y_scale) as f32
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

    /// Ordinary coefficients c₀, c₁, … of the powers of x, in the user's units; `None` for a network.
    pub fn coefficients(&self, model: Model) -> Option<Vec<f64>> {
        let own = match (&self.basis, model) {
            (Some(basis), _) => {
                let bias = self.shape.inputs();
                basis.coefficients(&self.parameters[..bias], self.parameters[bias])
            }
            (None, Model::Line) => vec![self.parameters[1].into(), self.parameters[0].into()],
            _ => return None,
        };
        Some(learn::in_user_units(&own, &self.scaling))
    }

    /// The best parameters in closed form; `None` for a network with hidden layers.
    pub fn best(&self) -> Option<Vec<f64>> {
        if self.shape.layers().len() == 1 { learn::least_squares(&self.train.batch) } else { None }
    }

    /// The learning rate from which on descent diverges; `None` for a network with hidden layers, which has no one limit.
    pub fn rate_limit(&self) -> Option<f64> {
        if self.shape.layers().len() == 1 { learn::rate_limit(&self.train.batch) } else { None }
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
