//! What may be seen of a session, and what is computed when there is time.

use super::board::Board;
use super::classes;
use super::display::Display;
use super::news::Notice;
use super::pace::{PaceWord, Paces};
use super::pins::Pin;
use super::probes::Probes;
use super::settings::Settings;
use super::status::{RateZone, Status};
use super::{HeldNeuron, OwnPoints, Session};
use super::{fit, gradients, race, walk};
use crate::data::Point;
use crate::probe::{self, Axes, Ground};
use crate::run::{Model as _, State};
use crate::task::{Learner, PlainLine, plain_line};
use crate::view::{self, Picture, View};

/// What is computed when there is time.
impl Session {
    /// Trains at most this many steps if running, or takes this many of those that lead to where one wants to look. Returns how
    /// many were taken: fewer only where it stops by itself.
    pub fn tick(&mut self, most: u32) -> u32 {
        // While the hand has not let go of what it changes, training follows it.
        // Nor does a race end before it is judged, because one of its lanes has nothing more to gain.
        self.run.insist(self.undo.is_touched() || self.race.is_on() && self.run.step() < race::END);
        let taken = self.race.tick(&mut self.run, most);
        if taken > 0 && self.run.has_diverged() {
            self.news.tell(Notice::Playing);
        }
        self.hear();
        self.follow();
        taken
    }

    /// After the steps of a frame: a moment to go back to is kept.
    pub fn after_steps(&mut self) {
        self.run.after_steps();
        self.hear();
        self.follow();
    }

    /// A frame has gone by. Says whether what happened last is no news any more since this one.
    pub fn grow_old(&mut self) -> bool {
        self.run.state() == State::Running && self.news.grow_old()
    }

    /// A forward pass of the points at today's parameters, for the benchmark to time. No number changes by it.
    pub fn forward_pass(&mut self) {
        self.run.model_mut().refresh();
    }

    /// About how many multiplications a step of training costs.
    pub fn step_cost(&self) -> usize {
        self.run.model().step_cost() + self.race.step_cost()
    }

    /// Computes at most this many cells of the loss surface; returns how many.
    pub fn fill_surface(&mut self, cells: usize) -> usize {
        self.probes.surface.fill(&self.run, cells)
    }

    /// Whether the loss surface shown is not yet that of today's points and parameters.
    pub fn surface_unfinished(&self) -> bool {
        let finite = self.run.model().parameters().iter().all(|p| p.is_finite());
        finite && self.probes.surface.is_unfinished(&self.run)
    }

    /// Trains the model that is being measured for the sweep by at most this many steps; returns how many were taken.
    pub fn fill_sweep(&mut self, steps: u32) -> u32 {
        self.sweep.fill(steps, &self.board)
    }

    /// Whether the sweep has something left to measure.
    pub fn is_measuring(&self) -> bool {
        self.sweep.is_measuring()
    }

    /// About how many multiplications a step of what is measured costs.
    pub fn sweep_cost(&self) -> usize {
        self.sweep.cost()
    }

    /// The gradient of the objective at the present parameters, on all training points; in the model's own units.
    pub fn gradients(&mut self) -> &[f32] {
        self.run.model_mut().gradients()
    }
}

/// What pictures are given.
impl Session {
    /// What a picture is given.
    pub fn view(&self, picture: Picture) -> View<'_> {
        match picture {
            Picture::Fit if self.run.model().tells_classes() => View::Classes(self.classes()),
            Picture::Fit => View::Fit(self.fit()),
            Picture::Surface => View::Surface(self.surface()),
            Picture::Losses => View::Losses(self.losses()),
            Picture::Layers => classes::votes(self).map_or_else(|| View::Layers(self.layers()), View::Votes),
            Picture::Sweep => View::Sweep(self.sweep()),
            Picture::Tries => View::Tries(self.tries()),
            Picture::Sum => View::Sum(probe::sum(self.held_neuron().as_ref())),
            Picture::Chain => View::Chain(probe::chain(self.run.model())),
            Picture::Bent => View::Bent(classes::bent(self)),
            Picture::Walk => View::Walk(walk::view(self)),
            Picture::Race => View::Race(race::view(self)),
            Picture::Gradients => View::Gradients(gradients::view(self)),
        }
    }

    pub(super) fn ground(&self) -> Ground {
        let points = &self.board.points;
        let (x, _) = points.frame();
        Ground { x, law: points.truth().filter(|_| self.display.law), probe: points.probe }
    }

    /// Two classes, and the model's answer everywhere; of a curve's model, what it would say if it were asked that.
    pub fn classes(&self) -> view::Classes<'_> {
        classes::view(self)
    }

    /// Data and fit.
    pub fn fit(&self) -> view::Fit<'_> {
        fit::view(self)
    }

    /// The loss surface.
    pub fn surface(&self) -> view::Surface<'_> {
        let shown = &self.standpoint;
        let surface = self.probes.surface.view(&self.run, self.units());
        let descent = if shown.descent { self.probes.surface.descent(&self.run) } else { None };
        view::Surface { relief: shown.seen_from(), descent, ..surface }
    }

    /// From where the loss surface is seen as a landscape, whether it is one or not.
    pub fn camera(&self) -> view::Camera {
        self.standpoint.camera
    }

    /// Whether gradient and next step are to be shown on the loss surface, where they are known.
    pub fn shows_descent(&self) -> bool {
        self.standpoint.descent
    }

    /// Loss over steps.
    pub fn losses(&self) -> view::Losses<'_> {
        view::Losses {
            entries: self.run.entries(),
            before: self.before.losses(&self.board),
            log: self.reading.log,
            readout: self.reading.step,
            best: self.best_step(),
            now: self.looks_back().then_some(self.run.step()),
            units: self.units(),
        }
    }

    /// Inside, layer by layer.
    pub fn layers(&self) -> view::Layers<'_> {
        let Ground { x, probe, .. } = self.ground();
        let probe = probe.filter(|_| !self.run.model().tells_classes());
        self.probes.neurons.view(self.run.model(), &classes::answers(self), (x, probe), self.quantity())
    }

    /// Loss against capacity.
    pub fn sweep(&self) -> view::Sweep<'_> {
        self.sweep.view(&self.board)
    }

    /// The errors of one model after another.
    pub fn tries(&self) -> view::Tries<'_> {
        let Board { settings, points, .. } = &*self.board;
        self.tried.view(self.run.model(), settings, points, self.reading.exam)
    }

    /// Whether the held-out points are shown and told of.
    pub fn tells_held_out(&self) -> bool {
        self.reading.exam
    }

    /// The neuron that is held and what it computes, for the words under the picture.
    pub fn held_neuron(&self) -> Option<HeldNeuron> {
        self.probes.neurons.held_place()?; // else nobody needs what all of them answer
        self.probes.neurons.held(self.run.model(), &classes::answers(self))
    }

    /// The pinned runs, in the order of their letters.
    pub fn pins(&self) -> &[Pin] {
        self.pins.seen(&self.board.points)
    }

    /// The letter that today's curve would get if it were pinned; `None` when all are taken, and after a divergence.
    pub fn free_pin(&self) -> Option<usize> {
        self.pins.free().filter(|_| !self.run.has_diverged())
    }
}

/// Numbers, and the reasons for words.
impl Session {
    /// The numbers of this moment.
    pub fn status(&self) -> Status {
        let (curves, ground, classes) = (&self.probes.curves, self.ground(), self.run.model().tells_classes());
        let law_error = match classes {
            false => probe::law_error(curves.curve(self.run.model(), &ground), curves.law(&ground)),
            true => None,
        };
        let line = if classes { self.probes.planes.line() } else { None };
        Status::of(&self.run, &self.board.points, (self.news.notice(), self.undo.counts()), (law_error, line))
    }

    /// Whether training goes on: the one part of [`Session::status`] that costs nothing to know.
    pub fn state(&self) -> State {
        self.run.state()
    }

    /// The last step of the run, also while one looks back.
    pub fn last_step(&self) -> u64 {
        self.run.last_step()
    }

    /// The earliest step of the run that one can go back to.
    pub fn first_step(&self) -> u64 {
        self.run.first_step()
    }

    /// The step of the least held-out loss of the whole run, if it can be returned to.
    pub fn best_step(&self) -> Option<u64> {
        self.run.best_step()
    }

    /// Whether an earlier step than the last is looked at, or the run is on its way to one.
    pub fn looks_back(&self) -> bool {
        self.run.looks_back()
    }

    /// The step that is looked at, or that the run is on its way to.
    pub fn sought_step(&self) -> u64 {
        self.run.sought_step()
    }

    /// How many steps have to be taken until a step is reached that was asked for.
    pub fn steps_to_go(&self) -> Option<u64> {
        self.run.steps_to_go()
    }

    /// Whether the hand has not yet let go of the last change: undoing that is as if it had never begun.
    pub fn is_touched(&self) -> bool {
        self.undo.is_touched()
    }

    /// Whether the hand still holds the ball or the line.
    pub fn is_laying(&self) -> bool {
        self.undo.is_laying()
    }

    /// The learning rate from which on a line or a polynomial diverges on these points; `None` for a network.
    pub fn rate_limit(&self) -> Option<f64> {
        self.run.model().rate_limit()
    }

    /// How far today's learning rate goes, where a limit is known.
    pub fn rate_zone(&self) -> Option<RateZone> {
        self.rate_limit().map(|limit| RateZone::of(self.settings().learning_rate, limit))
    }

    /// What the knobs are set to.
    pub fn settings(&self) -> &Settings {
        &self.board.settings
    }

    /// What the words for a pace mean.
    pub fn paces(&self) -> Paces {
        self.reading.paces
    }

    /// The word for today's pace, if there is one.
    pub fn pace(&self) -> Option<PaceWord> {
        self.paces().word(self.board.settings.pace)
    }

    /// The points, in the user's order.
    pub fn points(&self) -> &[Point] {
        self.board.points.all()
    }

    /// What the next visit is to begin with, as `restored` takes it: knobs and points of the end of the run, also while one
    /// looks back, and what belongs to the view and the pace as it is now.
    pub fn kept(&self) -> (Settings, Vec<OwnPoints>) {
        let last = self.run.context_at_end();
        (self.board.settings_of(last), last.points.all_own_points(&last.settings))
    }

    /// The user's own points, shown or kept.
    pub fn own_points(&self) -> Option<OwnPoints> {
        self.board.points.own_points(&self.board.settings)
    }

    /// The line of least squares through the training points; `None` where they have fewer than two different x.
    pub fn plain_line(&self) -> Option<PlainLine> {
        plain_line(self.board.points.all())
    }

    /// How the parts of the curve are put together, whether they are shown or not.
    pub fn stack(&self) -> Option<&view::Stack> {
        let Probes { curves, neurons, stacks, .. } = &self.probes;
        stacks.stack(self.run.model(), curves, &self.ground(), neurons.held_place())
    }

    /// Grows whenever points change their places in the list.
    pub fn edition(&self) -> u64 {
        self.board.points.edition()
    }

    /// The point that is held.
    pub fn selected_point(&self) -> Option<usize> {
        self.board.points.selected()
    }

    /// The fold of each point of the sweep, in their order; empty without folds.
    pub fn folds(&self) -> &[usize] {
        self.sweep.folds()
    }

    /// The axes chosen for a slice of the loss surface.
    pub fn axes(&self) -> Axes {
        self.probes.surface.axes()
    }

    /// The model of today's run.
    pub fn learner(&self) -> &Learner {
        self.run.model()
    }

    /// How the picture of data and fit is shown.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// The model's answers, in the units of y.
    pub fn predict(&self, xs: &[f64]) -> Vec<f64> {
        self.run.model().predict(xs)
    }

    /// Flat, layer by layer: weights `[out][in]` row by row, then biases; in the model's own units.
    pub fn parameters(&self) -> &[f32] {
        self.run.model().parameters()
    }
}
