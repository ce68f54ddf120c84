//! The coordinates in which a model's parameters are written: chosen from the training points, held, and chosen anew when
//! the points have outgrown them.

use super::{Learner, Moment};
use crate::data::Point;
use crate::learn::{Basis, Scaling};
use crate::session::settings::{Model, Settings};

/// What a model's parameters mean: the units of its numbers, and a polynomial's inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Coordinates {
    scaling: Scaling,
    basis: Option<Basis>,
}

/// Where a run begins: parameters, and the coordinates in which they are written.
#[derive(Clone)]
pub struct Start {
    parameters: Vec<f32>,
    coordinates: Coordinates,
}

/// How far the points may drift from the scaling chosen at the start of a run before it is chosen anew.
const OUTGROWN_SHIFT: f64 = 1.0;
const OUTGROWN_SCALE: f64 = 2.0;

impl Learner {
    /// Chooses scaling and basis from the training points of today; the parameters keep their values.
    pub fn measure(&mut self, settings: &Settings, points: &[Point]) {
        self.scaling = if settings.standardize { Scaling::fit(training(points)) } else { Scaling::identity() };
        self.basis = (settings.model == Model::Polynomial).then(|| self.fresh_basis(settings, points));
        self.load(points);
    }

    /// Today's parameters and coordinates, to return to.
    pub fn start(&self) -> Start {
        Start { parameters: self.parameters.clone(), coordinates: self.coordinates() }
    }

    /// Those of today.
    pub fn coordinates(&self) -> Coordinates {
        Coordinates { scaling: self.scaling, basis: self.basis.clone() }
    }

    /// The parameters of a start, bit for bit, and its coordinates too as long as they suit today's points. Returns whether
    /// the coordinates are others now.
    pub fn return_to(&mut self, start: &Start, settings: &Settings, points: &[Point]) -> bool {
        let before = self.coordinates();
        self.parameters.copy_from_slice(&start.parameters);
        self.take(&start.coordinates);
        let suits = !settings.standardize
            || !outgrown(&self.scaling, &Scaling::fit(training(points)))
                && self.basis.as_ref().is_none_or(|basis| *basis == self.fresh_basis(settings, points));
        if suits {
            self.load(points)
        } else {
            self.measure(settings, points)
        }
        before != self.coordinates()
    }

    /// A model in the middle of a run: these coordinates, and this moment of its training.
    pub fn placed(settings: &Settings, points: &[Point], coordinates: &Coordinates, moment: &Moment) -> Learner {
        let mut learner = Learner::new(settings, points);
        learner.take(coordinates);
        learner.load(points);
        learner.go_back(moment);
        learner
    }

    fn take(&mut self, coordinates: &Coordinates) {
        let Coordinates { scaling, basis } = coordinates.clone();
        (self.scaling, self.basis) = (scaling, basis);
    }

    /// A polynomial of another degree goes on from the powers that both have. Returns where a run of it would have begun.
    pub fn regrow(&mut self, settings: &Settings, points: &[Point]) -> Start {
        let mut grown = Learner::new(settings, points);
        let start = grown.start();
        grown.scaling = self.scaling;
        grown.basis = Some(grown.fresh_basis(settings, points));
        grown.parameters.fill(0.0);
        let (old, new) = (self.shape.inputs(), grown.shape.inputs());
        let both = old.min(new);
        grown.parameters[..both].copy_from_slice(&self.parameters[..both]);
        grown.parameters[new] = self.parameters[old];
        grown.training.resume_with_new_optimizer(self.training.progress());
        grown.chance = self.chance.clone();
        grown.load(points);
        *self = grown;
        start
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
        if rewritten {
            // What the optimizer remembers is written in the old coordinates.
            self.training.reset_optimizer();
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
