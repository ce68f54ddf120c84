//! The coordinates in which a model's parameters are written, and how they follow the samples: chosen at the start, held, and
//! chosen anew when the samples have outgrown them.

use super::Task;
use super::classes::{Classes, Column};
use super::curve::{Curve, training};
use super::kept::{Conditions, Start};
use super::learner::Learner;
use super::spec::{Feature, Spec};
use crate::data::Point;
use crate::learn::{Batch, Scaling};
use std::rc::Rc;

/// What changes nothing.
const AS_IT_IS: Scaling = Scaling { x_mean: 0.0, x_scale: 1.0, y_mean: 0.0, y_scale: 1.0 };

impl Learner {
    /// What the inputs are, where a class is asked for; else nothing.
    pub fn features(&self) -> impl Iterator<Item = Feature> {
        self.columns().iter().map(|column| column.feature)
    }

    /// By which mean and which deviation each of the features is standardized; (0, 1) where it is not.
    pub fn feature_scales(&self) -> impl Iterator<Item = (f64, f64)> {
        self.columns().iter().map(|column| (column.mean, column.scale))
    }

    fn columns(&self) -> &[Column] {
        match &self.task {
            Task::Curve(_) => &[],
            Task::Classes(classes) => &classes.columns,
        }
    }

    /// Between the user's units and the model's own, of a curve. Where a class is asked for, each input has a scale of its own,
    /// and this leaves all as it is.
    pub fn scaling(&self) -> &Scaling {
        match &self.task {
            Task::Curve(curve) => &curve.scaling,
            Task::Classes(_) => &AS_IT_IS,
        }
    }

    /// Takes over samples and chooses the coordinates that suit them; the parameters keep their values.
    pub fn choose_coordinates(&mut self, samples: Rc<Vec<Point>>) {
        self.task = Task::suited(&self.spec, &samples);
        self.load(samples);
    }

    /// Takes over the coordinates of another model on the same samples, where those can be its own too; the parameters keep their
    /// values.
    pub fn share_coordinates(&mut self, other: &Conditions) {
        let units = |spec: &Spec| (spec.standardize, spec.x_unit, spec.y_unit);
        let task = match (&self.task, &other.task) {
            _ if units(&self.spec) != units(&other.spec) || self.spec.question != other.spec.question => return,
            (Task::Curve(_), Task::Curve(theirs)) => {
                Task::Curve(Curve { scaling: theirs.scaling, basis: None }.with_basis_for(&self.spec, &self.samples))
            }
            (Task::Classes(_), Task::Classes(theirs)) => Task::Classes(theirs.clone()),
            (Task::Curve(_), Task::Classes(_)) | (Task::Classes(_), Task::Curve(_)) => return,
        };
        if task != self.task {
            self.task = task;
            self.load(Rc::clone(&self.samples));
        }
    }

    /// Takes over samples that were moved, added, removed or split anew, so that the model's answers stay as they are. Returns
    /// whether the parameters had to be written in other coordinates for that: when the samples have outgrown the scaling, or
    /// when a polynomial's basis follows its x.
    pub fn follow(&mut self, samples: Rc<Vec<Point>>) -> bool {
        let rewritten = self.spec.standardize
            && match &self.task {
                Task::Curve(curve) => {
                    let fresh = Scaling::fit(training(&samples));
                    let outgrown = curve.is_outgrown_by(&fresh);
                    let scaling = if outgrown { fresh } else { curve.scaling };
                    let next = Curve { scaling, basis: None }.with_basis_for(&self.spec, &samples);
                    let rewritten = next != *curve;
                    match (&next.basis, rewritten) {
                        (_, false) => {}
                        (None, true) => self.rescale(next),
                        (Some(_), true) => self.project(next, &samples),
                    }
                    rewritten
                }
                Task::Classes(classes) => match Task::suited(&self.spec, &samples) {
                    Task::Classes(fresh) if classes.is_outgrown_by(&fresh) => {
                        self.take_columns(fresh);
                        true
                    }
                    Task::Classes(_) | Task::Curve(_) => false,
                },
            };
        if rewritten {
            // What the optimizer remembers is written in the old coordinates.
            self.training.reset_optimizer();
        }
        self.load(samples);
        rewritten
    }

    /// Goes back to a start; its coordinates stay as long as they suit today's samples. Returns whether the coordinates are
    /// others now.
    pub(super) fn go_to(&mut self, start: &Start) -> bool {
        let before = std::mem::replace(&mut self.task, start.task.clone());
        self.parameters.copy_from_slice(&start.parameters);
        let suits = !self.spec.standardize
            || match (&self.task, Task::suited(&self.spec, &self.samples)) {
                (Task::Curve(curve), Task::Curve(fresh)) => {
                    !curve.is_outgrown_by(&fresh.scaling) && *curve == curve.with_basis_for(&self.spec, &self.samples)
                }
                (Task::Classes(classes), Task::Classes(fresh)) => !classes.is_outgrown_by(&fresh),
                (Task::Curve(_), Task::Classes(_)) | (Task::Classes(_), Task::Curve(_)) => false,
            };
        let samples = Rc::clone(&self.samples);
        if suits {
            self.load(samples)
        } else {
            self.choose_coordinates(samples)
        }
        before != self.task
    }

    /// A polynomial of another degree goes on from the powers that both have. Returns where a run of it would have begun.
    pub fn regrow(&mut self, spec: Spec) -> Start {
        let mut grown = Learner::new(spec, Rc::clone(&self.samples));
        let start = Start { parameters: grown.parameters.clone(), task: grown.task.clone() };
        if let Task::Curve(curve) = &self.task {
            grown.task = Task::Curve(curve.with_basis_for(&grown.spec, &grown.samples));
        }
        grown.parameters.fill(0.0);
        let (old, new) = (self.shape.view(0), grown.shape.view(0));
        let both = old.weights.len().min(new.weights.len());
        grown.parameters[..both].copy_from_slice(&self.parameters[..both]);
        grown.parameters[new.biases.start] = self.parameters[old.biases.start];
        grown.go_on_from(self);
        *self = grown;
        start
    }

    /// Goes on where another model on the same samples is; the optimizer starts without a state.
    pub(super) fn go_on_from(&mut self, before: &Learner) {
        self.training.resume_with_new_optimizer(before.training.progress());
        self.streams = before.streams.clone();
        self.load(Rc::clone(&before.samples));
    }

    /// The same function in new standardized coordinates: the first layer takes up the change of x, the last that of y.
    fn rescale(&mut self, next: Curve) {
        let (old, new) = (*self.scaling(), next.scaling);
        let first = self.shape.view(0);
        for unit in 0..first.outputs {
            let row = first.weights.start + unit * first.inputs;
            let bias = first.biases.start + unit;
            for weight in row..row + first.inputs {
                let w = f64::from(self.parameters[weight]);
                self.parameters[weight] = (w * new.x_scale / old.x_scale) as f32;
                let b = f64::from(self.parameters[bias]);
                self.parameters[bias] = (b + w * (new.x_mean - old.x_mean) / old.x_scale) as f32;
            }
        }
        let last = self.shape.view(self.shape.layers().len() - 1);
        for weight in &mut self.parameters[last.weights] {
            *weight = (f64::from(*weight) * old.y_scale / new.y_scale) as f32;
        }
        for bias in &mut self.parameters[last.biases] {
            *bias = ((f64::from(*bias) * old.y_scale + old.y_mean - new.y_mean) / new.y_scale) as f32;
        }
        self.task = Task::Curve(next);
    }

    /// The same function of other columns: the first layer takes up the change.
    fn take_columns(&mut self, next: Classes) {
        let first = self.shape.view(0);
        if let Task::Classes(old) = &self.task {
            for unit in 0..first.outputs {
                let bias = first.biases.start + unit;
                for (at, (old, new)) in old.columns.iter().zip(&next.columns).enumerate() {
                    let weight = first.weights.start + unit * first.inputs + at;
                    let w = f64::from(self.parameters[weight]);
                    self.parameters[weight] = (w * new.scale / old.scale) as f32;
                    let b = f64::from(self.parameters[bias]);
                    self.parameters[bias] = (b + w * (new.mean - old.mean) / old.scale) as f32;
                }
            }
        }
        self.task = Task::Classes(next);
    }

    /// The same polynomial in the basis of today's points: each new parameter is the mean over the training points of the old
    /// polynomial times the new basis function.
    fn project(&mut self, next: Curve, points: &[Point]) {
        let xs: Vec<f64> = training(points).map(|(x, _)| x).collect();
        let ys = self.predict(&xs);
        let bias = self.shape.view(0).biases.start;
        let mut sums = vec![0.0; self.parameters.len()];
        let mut phi = vec![0.0; self.shape.inputs()];
        for (x, y) in xs.iter().zip(ys) {
            next.see(*x, &mut phi);
            let y = next.target(y) / xs.len() as f64;
            for (sum, phi) in sums.iter_mut().zip(&phi) {
                *sum += y * phi;
            }
            sums[bias] += y;
        }
        if !xs.is_empty() {
            for (parameter, sum) in self.parameters.iter_mut().zip(sums) {
                *parameter = sum as f32;
            }
        }
        self.task = Task::Curve(next);
    }

    /// The parameters of the line through two places in the user's units. `None` where the model is no line, the places have
    /// the same x, or something is not finite.
    pub fn line_through(&self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Option<[f32; 2]> {
        let (scaling, view) = (self.scaling(), self.shape.view(0));
        let (from, to) = (scaling.x_in(x0), scaling.x_in(x1));
        let weight = (scaling.y_in(y1) - scaling.y_in(y0)) / (to - from);
        let mut parameters = [0.0; 2];
        *parameters.get_mut(view.weights.start)? = weight as f32;
        *parameters.get_mut(view.biases.start)? = (scaling.y_in(y0) - weight * from) as f32;
        (self.is_line() && parameters.iter().all(|p| p.is_finite())).then_some(parameters)
    }

    /// Fills a batch with x(0), x(1), …, as the model sees them; where a class is asked for, with places of x₂ = 0.
    pub fn fill(&self, batch: &mut Batch, x: &dyn Fn(usize) -> f64) {
        self.fill_places(batch, &|at| (x(at), 0.0));
    }

    /// Fills a batch with places of the plane, as the model sees them; a curve sees only their x.
    pub fn fill_places(&self, batch: &mut Batch, place: &dyn Fn(usize) -> (f64, f64)) {
        let mut inputs = vec![0.0; self.shape.inputs()];
        for at in 0..batch.count() {
            match &self.task {
                Task::Curve(curve) => curve.see(place(at).0, &mut inputs),
                Task::Classes(classes) => classes.see(place(at), &mut inputs),
            }
            for (i, input) in inputs.iter().enumerate() {
                batch.input_mut(i)[at] = *input as f32;
            }
        }
    }

    /// The model's answers at these x, in the units of y.
    pub fn predict(&self, xs: &[f64]) -> Vec<f64> {
        let mut pass = super::Pass::new(&self.shape, xs.len());
        self.fill(&mut pass.batch, &|at| xs[at]);
        pass.forward(&self.parameters);
        self.answers_of(&pass).collect()
    }

    /// The model's answers at these places of the plane: probabilities, where a class is asked for.
    pub fn predict_places(&self, places: &[(f64, f64)]) -> Vec<f64> {
        let mut pass = super::Pass::new(&self.shape, places.len());
        self.fill_places(&mut pass.batch, &|at| places[at]);
        pass.forward(&self.parameters);
        self.answers_of(&pass).collect()
    }
}
