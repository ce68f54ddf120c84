//! The best that a model could be, where that is known in closed form.

use super::pass::Pass;
use crate::learn::{self, Batch, Loss, Penalty, Recipe, Shape};

/// What the objective of a model that is linear in its parameters has in closed form, in the model's own units.
#[derive(Clone, Debug, Default)]
pub struct Optimum {
    /// The best parameters; `None` for a network with hidden layers, and for an objective that is no sum of squares.
    pub best: Option<Vec<f64>>,
    /// The loss there, without the penalty.
    pub loss: f32,
    /// The loss and the penalty there.
    pub objective: f32,
    /// The largest eigenvalue of the objective's Hessian, `None` likewise.
    pub curvature: Option<f64>,
}

impl Optimum {
    /// On the training samples as the model sees them.
    pub fn of(shape: &Shape, recipe: &Recipe, train: &Batch) -> Optimum {
        let strength = match recipe.penalty {
            Penalty::None => 0.0,
            Penalty::L2 { strength } => f64::from(strength),
            Penalty::L1 { .. } => return Optimum::default(),
        };
        if shape.layers().len() != 1 || recipe.loss != Loss::MeanSquared {
            return Optimum::default();
        }
        let Some(solution) = learn::closed_form::solve(train, strength) else {
            return Optimum { loss: f32::NAN, objective: f32::NAN, ..Optimum::default() };
        };
        let best = solution.parameters;
        let mut pass = Pass::new(shape, train.count());
        pass.batch.clone_from(train);
        let near: Vec<f32> = best.iter().map(|p| *p as f32).collect();
        pass.forward(&near);
        let (loss, penalty) = (pass.mse(), recipe.penalty.value(shape, &near));
        Optimum { best: Some(best), loss, objective: loss + penalty, curvature: Some(solution.curvature) }
    }
}
