//! y of one x: in which coordinates a model sees it. They are chosen from the training points and held.

use super::spec::{Form, Spec};
use crate::data::Point;
use crate::learn::{self, Basis, Loss, LossUnit, Scaling};

/// How far the points may drift from the scaling chosen at the start of a run before it is chosen anew.
const OUTGROWN_SHIFT: f64 = 1.0;
const OUTGROWN_SCALE: f64 = 2.0;

/// A sum of powers of the distance to a place, in the user's units. Far from 0 these are numbers that can be written down, which those
/// of the powers of x are not.
#[derive(Clone, Debug, PartialEq)]
pub struct Centred {
    /// The place: where the points lie on average.
    pub about: f64,
    /// c₀, c₁, … of the powers of x − `about`.
    pub coefficients: Vec<f64>,
}

/// c₀, c₁, … of the powers of the user's x, and the same curve around its middle.
pub type Powers = (Vec<f64>, Centred);

/// What a model's numbers mean: their units, and a polynomial's inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Between the user's units and the model's own.
    pub scaling: Scaling,
    /// The polynomial's inputs; `None` for a line and a network, whose input is x itself.
    pub basis: Option<Basis>,
}

impl Curve {
    /// Chosen from the training points.
    pub fn suited(spec: &Spec, points: &[Point]) -> Curve {
        let scaling = match spec.standardize {
            true => Scaling::fit(training(points)),
            false => Scaling::in_units_of(spec.x_unit.into(), spec.y_unit.into()),
        };
        Curve { scaling, basis: basis(spec, &scaling, points) }
    }

    /// The same scaling, with the inputs that suit these points.
    pub fn with_basis_for(&self, spec: &Spec, points: &[Point]) -> Curve {
        Curve { scaling: self.scaling, basis: basis(spec, &self.scaling, points) }
    }

    /// Whether the points have drifted so far that another scaling is due.
    pub fn is_outgrown_by(&self, fresh: &Scaling) -> bool {
        let old = &self.scaling;
        let far = |mean: f64, fresh: f64, scale: f64| (fresh - mean).abs() > OUTGROWN_SHIFT * scale;
        let wide = |scale: f64, fresh: f64| fresh > OUTGROWN_SCALE * scale || fresh < scale / OUTGROWN_SCALE;
        far(old.x_mean, fresh.x_mean, old.x_scale)
            || far(old.y_mean, fresh.y_mean, old.y_scale)
            || wide(old.x_scale, fresh.x_scale)
            || wide(old.y_scale, fresh.y_scale)
    }

    /// The inputs that the model is given for one x.
    pub fn see(&self, x: f64, inputs: &mut [f64]) {
        let z = self.scaling.x_in(x);
        match &self.basis {
            Some(basis) => basis.evaluate(z, inputs),
            None => inputs.fill(z),
        }
    }

    /// What the model should answer where y was measured.
    pub fn target(&self, y: f64) -> f64 {
        self.scaling.y_in(y)
    }

    /// The model's output in the units of y.
    pub fn answer(&self, output: f32) -> f64 {
        self.scaling.y_out(f64::from(output))
    }

    /// What a loss is multiplied by to count in the units of y: squared, or as they are, whichever it is measured in.
    #[inline]
    pub fn unit_of(&self, loss: Loss) -> f64 {
        let scale = self.scaling.y_scale;
        match loss.unit() {
            LossUnit::SquaredTarget => scale * scale,
            LossUnit::Target => scale,
            LossUnit::Nats => 1.0,
        }
    }

    /// A line with this weight and this bias.
    pub fn line(&self, weight: f64, bias: f64) -> Powers {
        self.powers(&[bias, weight])
    }

    /// What a model makes of x that is linear in these weights and this bias.
    pub fn coefficients(&self, weights: &[f32], bias: f32) -> Powers {
        self.powers(&match &self.basis {
            Some(basis) => basis.coefficients(weights, bias),
            None => [bias].iter().chain(weights).map(|c| f64::from(*c)).collect(),
        })
    }

    /// From the powers of the model's own input.
    fn powers(&self, own: &[f64]) -> Powers {
        let centred = Scaling { x_mean: 0.0, ..self.scaling };
        let around = Centred { about: self.scaling.x_mean, coefficients: learn::in_user_units(own, &centred) };
        (learn::in_user_units(own, &self.scaling), around)
    }
}

fn basis(spec: &Spec, scaling: &Scaling, points: &[Point]) -> Option<Basis> {
    let Form::Polynomial { degree } = spec.form else { return None };
    if !spec.standardize {
        return Some(Basis::raw(degree));
    }
    let xs: Vec<f64> = training(points).map(|(x, _)| scaling.x_in(x)).collect();
    Some(Basis::orthonormal(degree, &xs))
}

/// (x, y) of the points that training sees.
pub fn training(points: &[Point]) -> impl Iterator<Item = (f64, f64)> + Clone {
    points.iter().filter(|p| p.is_trained_on()).map(|p| (p.x, p.y))
}
