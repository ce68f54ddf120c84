//! How good a model is: losses, what its weights cost, R², its answers, and the best that it could be.

use super::Learner;
use crate::learn::{self, Loss, LossUnit, Penalty};
use crate::session::columns::Columns;
use crate::session::surface;

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

impl Learner {
    /// The gradient of the objective, loss and penalty, at the present parameters, in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        // After a step with dropout the activations may be those of fewer neurons.
        self.refresh();
        let (shape, Columns { batch, work }) = (&self.shape, &mut self.train);
        learn::backward(&self.parameters, batch, self.recipe.loss, work, &mut self.gradients);
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

    /// How many points are held out.
    pub fn held_out_count(&self) -> usize {
        self.held_out.batch.count()
    }

    /// About how many multiplications a step costs: forward, and twice that backward, of the points that it sees; and a
    /// forward pass of all where an epoch of batches ends.
    pub fn step_cost(&self) -> usize {
        let all = self.train.batch.count().max(1);
        let (seen, passes) = self.recipe.batch_size.filter(|size| *size < all).map_or((all, 3), |size| (size, 4));
        passes * seen * surface::multiplications(&self.shape)
    }

    /// A loss of the model's own units in the units of y: squared, or as they are, whichever the loss is measured in.
    #[inline]
    pub fn in_units(&self, loss: f32) -> f32 {
        let scale = self.scaling.y_scale;
        let factor = match self.recipe.loss.unit() {
            LossUnit::SquaredTarget => scale * scale,
            LossUnit::Target => scale,
            LossUnit::Nats => 1.0,
        };
        loss * factor as f32
    }

    /// About what the loss of errors of such a mean square is, in the loss's unit of y.
    pub fn as_loss(&self, mean_square: f64) -> f64 {
        match self.recipe.loss.unit() {
            LossUnit::SquaredTarget => mean_square,
            LossUnit::Target => mean_square.sqrt(),
            // A probability that is off by r costs at least 2 r² nats more than the right one (Pinsker's inequality).
            LossUnit::Nats => 2.0 * mean_square,
        }
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
            let Some(solution) = learn::closed_form::solve(&self.train.batch, strength) else {
                return Optimum { loss: f32::NAN, ..Optimum::default() };
            };
            let best = solution.parameters;
            let mut columns = Columns::new(&self.shape, self.train.batch.count());
            columns.batch.clone_from(&self.train.batch);
            columns.forward(&self.shape, &best.iter().map(|p| *p as f32).collect::<Vec<_>>());
            Optimum { best: Some(best), loss: columns.mse(), curvature: Some(solution.curvature) }
        })
    }

    /// The learning rate from which on descent diverges; `None` where there is no one limit: for a network with hidden layers,
    /// for an objective that is no sum of squares, for batches that each have a limit of their own, and for RMSProp and Adam.
    pub fn rate_limit(&self) -> Option<f64> {
        let batches = self.recipe.batch_size.is_some_and(|size| size < self.train.batch.count());
        let curvature = self.optimum().curvature.filter(|_| !batches)?;
        self.recipe.optimizer.rate_limit(curvature)
    }
}
