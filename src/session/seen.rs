//! What may be seen of a session, and the cells of the loss surface, which are computed when there is time.

use super::judgement::{self, Evidence};
use super::look_inside::HeldNeuron;
use super::settings::Settings;
use super::status::{Best, State, Status};
use super::surface::{self, Axes};
use super::{Session, Stream, generator};
use crate::data::Point;
use crate::view::{self, Picture, View};

impl Session {
    /// About how many multiplications a step of training costs.
    pub fn step_cost(&self) -> usize {
        self.learner.step_cost()
    }

    /// About how many multiplications a cell of the loss surface costs.
    pub fn cell_cost(&self) -> usize {
        surface::multiplications(self.learner.shape()) * self.learner.train().batch.count().max(1)
    }

    /// Computes at most so many cells of the loss surface; returns how many.
    pub fn fill_surface(&mut self, cells: usize) -> usize {
        let running = self.state == State::Running;
        let rng = generator(&self.settings, Stream::Slice);
        self.surface.fill(&self.learner, &self.run.path, rng, running, cells)
    }

    /// Whether the loss surface shown is not yet that of today's points and parameters.
    pub fn surface_unfinished(&self) -> bool {
        self.learner.parameters().iter().all(|p| p.is_finite()) && self.surface.unfinished(self.state == State::Running)
    }

    /// What a picture is given.
    pub fn view(&self, picture: Picture) -> View<'_> {
        match picture {
            Picture::Fit => View::Fit(self.fit()),
            Picture::Surface => View::Surface(self.surface()),
            Picture::Losses => View::Losses(self.losses()),
            Picture::Layers => View::Layers(self.layers()),
            Picture::Sweep => View::Sweep(self.sweep()),
        }
    }

    /// Data and fit.
    pub fn fit(&self) -> view::Fit<'_> {
        view::Fit { ghosts: self.pins.ghosts(), ..self.inside.fit(&self.points) }
    }

    /// The loss surface.
    pub fn surface(&self) -> view::Surface<'_> {
        self.surface.view(&self.learner)
    }

    /// Loss over steps.
    pub fn losses(&self) -> view::Losses<'_> {
        view::Losses {
            entries: self.run.history.entries(),
            log: self.log_losses,
            readout: self.readout,
            best: self.best_step(),
            now: self.looks_back().then_some(self.run.step),
        }
    }

    /// Inside, layer by layer.
    pub fn layers(&self) -> view::Layers<'_> {
        self.inside.layers(&self.learner, &self.points)
    }

    /// Loss against capacity.
    pub fn sweep(&self) -> view::Sweep<'_> {
        self.sweep.view(&self.settings, self.points.all())
    }

    /// Numbers and words' reasons.
    pub fn status(&self) -> Status {
        let (train_error, held_out_error) = self.learner.typical_errors();
        let (train_r_squared, held_out_r_squared) = self.learner.r_squared();
        let best = self.best();
        let least = best.as_ref().map(|best| best.objective);
        let trend = self.run.recent.trend(self.run.history.until(self.run.step), least, train_r_squared);
        let objective = f64::from(self.learner.train_loss()) + self.learner.penalty().map_or(0.0, f64::from);
        let training_points = self.points.all().iter().filter(|p| !p.held_out).count();
        let fit = judgement::judge(&Evidence {
            trained: self.run.step > 0 && !matches!(self.state, State::Diverged(_)),
            trend,
            above_best: least.map(|least| objective / least),
            parameters: self.learner.parameters().len(),
            train_error,
            r_squared: train_r_squared,
            held_out: self.points.all().len() - training_points,
            held_out_error,
            deviation: self.points.spread().sqrt(),
            residuals: self.inside.residuals(),
        });
        Status {
            state: self.state,
            notice: self.notice,
            step: self.run.step,
            last_step: self.last_step(),
            first_step: self.first_step(),
            best_step: self.best_step(),
            sought_step: self.sought_step(),
            undo: self.undo.counts(),
            epoch: self.learner.epochs(),
            train_loss: self.learner.train_loss().into(),
            held_out_loss: self.learner.held_out_loss().map(f64::from),
            penalty: self.learner.penalty().map(f64::from),
            train_error,
            held_out_error,
            first_error: (!self.run.reference.edited).then_some(self.run.reference.error),
            train_r_squared,
            held_out_r_squared,
            trend,
            best,
            parameters: self.learner.parameters().len(),
            training_points,
            points: self.points.all().len(),
            one_place: self.points.one_place(),
            coefficients: self.learner.coefficients(self.learner.parameters()),
            rate_limit: self.rate_limit(),
            fit,
            law_error: self.inside.law_error(),
        }
    }

    /// What is known in closed form of a line or a polynomial.
    fn best(&self) -> Option<Best> {
        let optimum = self.learner.optimum();
        let parameters = optimum.best.as_ref()?;
        let near: Vec<f32> = parameters.iter().map(|p| *p as f32).collect();
        let in_units = |loss: f32| f64::from(self.learner.in_units(loss));
        Some(Best {
            coefficients: self.learner.coefficients(&near)?,
            loss: in_units(optimum.loss),
            objective: in_units(optimum.loss + self.learner.penalty_of(&near)),
            curvature: optimum.curvature,
        })
    }

    /// Whether training goes on: the one part of [`Session::status`] that costs nothing to know.
    pub fn state(&self) -> State {
        self.state
    }

    /// The learning rate from which on a line or a polynomial diverges on these points; `None` for a network.
    pub fn rate_limit(&self) -> Option<f64> {
        self.learner.rate_limit()
    }

    /// What the knobs are set to.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The points, in the user's order.
    pub fn points(&self) -> &[Point] {
        self.points.all()
    }

    /// Grows whenever points change their places in the list.
    pub fn edition(&self) -> u64 {
        self.points.edition()
    }

    /// The point that is held.
    pub fn selected_point(&self) -> Option<usize> {
        self.points.selected()
    }

    /// The axes chosen for a slice of the loss surface.
    pub fn axes(&self) -> Axes {
        self.surface.axes()
    }

    /// Column names of the user's table.
    pub fn quantity(&self) -> view::Quantity<'_> {
        self.points.quantity()
    }

    /// The model's answers, in the units of y.
    pub fn predict(&self, xs: &[f64]) -> Vec<f64> {
        self.learner.predict(xs)
    }

    /// Flat, layer by layer: weights `[out][in]` row by row, then biases; in the model's own units.
    pub fn parameters(&self) -> &[f32] {
        self.learner.parameters()
    }

    /// The gradient of the objective at the present parameters, on all training points; in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        self.learner.gradients()
    }

    /// The neuron that is held and what it computes, for the words under the picture.
    pub fn held_neuron(&self) -> Option<HeldNeuron> {
        self.inside.held(&self.learner)
    }
}
