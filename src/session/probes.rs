//! What is computed of the run for the pictures, when somebody looks.

use super::board::Run;
use super::listed::Listed;
use super::points::Points;
use crate::probe::{Curves, Neurons, Planes, Profiles, Stacks, Surface, Votes, Walks};
use crate::run::State;

/// What is computed of the run for the pictures, when somebody looks.
#[derive(Default)]
pub struct Probes {
    /// The model's curve.
    pub curves: Curves,
    /// The answers of a model that tells classes apart.
    pub planes: Planes,
    /// What the neurons of the last hidden layer say of a class.
    pub votes: Votes,
    /// What each neuron answers.
    pub neurons: Neurons,
    /// In which order the terms of the neuron that is held are listed.
    pub listed: Listed,
    /// How the parts of the curve are put together.
    pub stacks: Stacks,
    /// One sample on its way through the model and back.
    pub walks: Walks,
    /// How large the gradient is, layer by layer.
    pub profiles: Profiles,
    /// The loss surface.
    pub surface: Surface,
}

impl Probes {
    /// All is computed anew when somebody looks. `question` is where the model is asked, and `touched` whether the hand has not
    /// yet let go of the last change.
    pub fn follow(&mut self, run: &Run, points: &Points, touched: bool) {
        self.curves.forget();
        if run.model().tells_classes() {
            self.planes.follow(points.shared());
        }
        self.votes.forget();
        self.neurons.forget();
        self.stacks.forget();
        self.walks.forget();
        self.profiles.forget();
        self.neurons.follow(run.model());
        self.surface.follow(run);
        let of = (self.neurons.held_place(), self.neurons.held_weights(run.model()));
        let question = if run.model().tells_classes() { points.asked.map(|(x, y)| x + y) } else { points.probe };
        self.listed.follow(of, question, (run.state() == State::Running, touched));
    }
}
