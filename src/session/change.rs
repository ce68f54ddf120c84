//! What comes of a message: a turned knob, a touched point, parameters set by hand.

use super::Session;
use super::board::Board;
use super::by_hand;
use super::frozen;
use super::knobs::{self, Change, Effect};
use super::msg::Msg;
use super::news::Notice;
use super::points::Points;
use super::settings::{Model, Settings};
use super::status::Stale;
use super::tables;
use super::touched::{Touched, own_law, usual_points, with_typed_law};
use super::tries::freedom;
use super::undo::Way;
use super::{gradients, race, unseen, walk};
use crate::data;
use crate::run::{Model as _, State};
use crate::task::Learner;
use std::rc::Rc;

impl Session {
    pub(super) fn act(&mut self, msg: Msg) -> Stale {
        match msg {
            Msg::Set(change) => self.set(&with_typed_law(vec![change], self.settings())),
            Msg::SetAll(mut changes) => {
                changes.extend(own_law(&changes, self.settings(), self.board.points.source()));
                self.set(&with_typed_law(changes, self.settings()))
            }
            Msg::Unsee(third) => self.set(unseen::third(self, third).as_slice()),
            Msg::LetGo => {
                self.undo.let_go();
                Stale::NOTHING
            }
            Msg::Undo => self.take_back(Way::Back, Notice::Undone),
            Msg::Redo => self.take_back(Way::Forth, Notice::Redone),
            Msg::Seek(step) => {
                self.undo.let_go();
                self.run.seek(step);
                self.news.tell(Notice::LookingBack);
                self.hear();
                Stale::ALL
            }
            Msg::Play => self.play(None),
            Msg::PlayUntil(step) => self.play(Some(step)),
            Msg::Pace(word) => self.set(knobs::pace(self.paces().of(word)).as_slice()),
            Msg::Pause => self.pause(Notice::Paused),
            Msg::Hide => self.pause(Notice::Hidden),
            Msg::Step(steps) => {
                self.undo.let_go();
                self.recover();
                if !self.run.has_diverged() && self.run.model().can_learn() {
                    self.news.tell(Notice::Paused);
                    walk::step_by_hand(self, steps);
                    self.hear();
                }
                Stale::ALL
            }
            Msg::Rewind => {
                self.run.rewind();
                self.reading.step = None;
                self.news.tell(Notice::Rewound);
                Stale::ALL
            }
            Msg::Again => {
                if self.run.has_diverged() {
                    self.before.clear();
                } else if self.run.step() > 0 {
                    self.before.keep(self.run.put_aside());
                }
                self.run.rewind();
                self.reading.step = None;
                self.play(None)
            }
            Msg::NewSeed => self.set(knobs::next_seed(self.settings()).as_slice()),
            Msg::Recover => {
                self.recover();
                Stale::ALL
            }
            Msg::MovePoint(index, to) => self.edit(&|points| points.place(index, to)),
            Msg::AddPoint(at) => {
                let kind = self.display.adds;
                self.edit(&|points| points.add(at, kind))
            }
            Msg::AddsKind(kind) => self.display.add_kind(kind),
            Msg::FlipPoint(index) => self.edit(&|points| points.flip(index)),
            Msg::RemovePoint(index) => self.edit(&|points| points.remove(index)),
            Msg::SelectPoint(index) => {
                self.board_mut().points.select(index);
                self.display.hold_neuron(false) | self.display.hold_end(None)
            }
            Msg::ReplacePoints { points, .. } | Msg::Import { points, .. } if data::check(&points).is_err() => {
                Stale::NOTHING
            }
            Msg::ReplacePoints { points, split, classes } => tables::replace(self, points, (split, classes)),
            Msg::Import { points, names, split, classes } => tables::import(self, points, names, (split, classes)),
            Msg::Probe(x) => {
                self.board_mut().points.ask_at(x);
                Stale::FIT | Stale::LAYERS
            }
            Msg::Ask(at) => {
                self.board_mut().points.asked = at.filter(|(x, y)| x.is_finite() && y.is_finite());
                Stale::FIT | Stale::LAYERS
            }
            Msg::MoveTo(place) => match self.probes.surface.parameters_at(place) {
                Some(parameters) => by_hand::start_at(self, &parameters),
                None => Stale::NOTHING,
            },
            Msg::PlaceLine { left, right } => {
                let (x, _) = self.board.points.frame();
                match self.run.model().line_through((x.lo, left), (x.hi, right)) {
                    Some(parameters) => by_hand::start_at(self, &parameters),
                    None => Stale::NOTHING,
                }
            }
            Msg::SetParameters(parameters) => by_hand::start_at(self, &parameters),
            Msg::LayNeuron(laid) => by_hand::lay(self, laid),
            Msg::LayNeurons => by_hand::lay_all(self),
            Msg::HaveNeurons(count) => by_hand::have_neurons(self, count),
            Msg::Bend(on) => by_hand::bend(self, on),
            Msg::ShowStack(show) => self.display.show_stack(show),
            Msg::ShowVotes(show) => self.display.show_votes(show),
            Msg::ShowBestLine(show) => self.display.show_best_line(show),
            Msg::EditParameters(edits) => by_hand::edit(self, &edits),
            Msg::HoldTerms(hold) => {
                self.probes.listed.hold(hold);
                Stale::LAYERS
            }
            Msg::SurfaceAxes(axes) => {
                self.probes.surface.choose(axes);
                Stale::SURFACE | Stale::FORM
            }
            Msg::ShowErrors(errors) => self.display.show_errors(errors),
            Msg::ShowHeldOutErrors(show) => self.display.show_errors_of_held_out(show),
            Msg::ShowHandles(show) => self.display.show_handles(show),
            Msg::PlantFlags(on) => {
                self.probes.surface.plant_flags(on);
                Stale::SURFACE
            }
            Msg::ShowLaw(show) => self.display.show_law(show),
            Msg::Paces(paces) => self.reading.set_paces(paces),
            Msg::HoldEnd(end) => {
                if end.is_some() {
                    self.board_mut().points.select(None);
                }
                self.display.hold_end(end)
            }
            Msg::HoldNeuron(hold) => {
                self.board_mut().points.select(None);
                self.display.hold_neuron(hold)
            }
            Msg::PointAt(pointer) => self.display.point_at(pointer),
            Msg::Walk(to) => walk::go(self, to),
            Msg::Race(lanes) => race::race(self, lanes),
            Msg::Relief(on) => self.standpoint.show_relief(on),
            Msg::TurnLandscape(azimuth, elevation) => self.standpoint.turn(azimuth, elevation),
            Msg::TurnRoom(azimuth, elevation) => self.standpoint.turn_room(azimuth, elevation),
            Msg::BendPlane(share) => {
                self.probes.planes.forget_bent();
                self.standpoint.bend(share)
            }
            Msg::ShowDescent(on) => self.standpoint.show_descent(on),
            Msg::LogLosses(log) => self.reading.log_losses(log),
            Msg::ReadLosses(step) => self.reading.read_at(step, self.run.last_step()),
            Msg::SelectNeuron(neuron) => {
                self.probes.neurons.hold(neuron, self.run.model());
                Stale::LAYERS | Stale::FIT
            }
            Msg::Measure { vary, steps, folds } => {
                let began = self.sweep.begin(vary, steps, folds, &self.board);
                if began { Stale::SWEEP } else { Stale::NOTHING }
            }
            Msg::StopMeasuring => self.sweep.stop(),
            Msg::ReadCapacity(index) => self.sweep.read(index),
            Msg::LoadCapacity(index) => {
                let Some(steps) = self.sweep.choose(index, &mut Rc::make_mut(&mut self.board).settings) else {
                    return Stale::NOTHING;
                };
                self.restart_model(Notice::NewModel);
                let stale = self.play(Some(steps.into()));
                self.news.tell(Notice::NewModel);
                stale
            }
            Msg::Exam(on) => self.reading.tell_held_out(on),
            Msg::Compare(on) => {
                self.reading.compare = on;
                self.tried.clear();
                Stale::FIT
            }
            Msg::Pin => {
                let Some(letter) = self.free_pin() else { return Stale::NOTHING };
                self.pins.add(letter, self.run.put_aside());
                Stale::FIT
            }
            Msg::Unpin(letter) if self.pins.remove(letter) => Stale::FIT,
            Msg::Unpin(_) => Stale::NOTHING,
            Msg::Reset => {
                let settings = knobs::with_knobs(&self.board.settings, &[Effect::View], Settings::default());
                self.board = Rc::new(Board::made(settings));
                self.pins.clear();
                self.before.clear();
                self.other.clear();
                self.run.pause();
                self.restart_model(Notice::Ready);
                Stale::ALL
            }
        }
    }

    fn pause(&mut self, notice: Notice) -> Stale {
        if self.run.state() != State::Running {
            return Stale::NOTHING;
        }
        self.run.pause();
        self.news.tell(notice);
        Stale::ALL
    }

    fn play(&mut self, until: Option<u64>) -> Stale {
        self.undo.let_go();
        self.recover();
        if !self.run.has_diverged() && self.run.model().can_learn() {
            self.run.play(until);
            self.news.tell(Notice::Playing);
        }
        Stale::ALL
    }

    /// After a divergence: back to the last good step.
    pub(super) fn recover(&mut self) {
        if self.run.recover() {
            self.continued = false;
            self.reading.cut(self.run.step());
            self.news.tell(Notice::Recovered);
        }
    }

    /// The step that is looked at is the last one from here on.
    pub(super) fn go_on_from_here(&mut self) {
        self.run.go_on_from_here();
        self.hear();
        self.news.tell(Notice::Paused);
        self.reading.cut(self.run.step());
    }

    /// Knobs are turned, all at once: the strongest of their effects is what happens.
    pub(super) fn set(&mut self, changes: &[Change]) -> Stale {
        let before = self.board.settings.clone();
        let ended = self.reading.compare.then(|| self.run.put_aside());
        let Board { settings, points, .. } = self.board_mut();
        changes.iter().for_each(|change| change.apply(settings));
        if let Some(count) = usual_points(changes, &before, settings) {
            count.apply(settings);
        }
        if *settings == before {
            return Stale::NOTHING;
        }
        let freezes = changes.iter().any(|change| change.knob().key == knobs::FROZEN);
        frozen::follow(settings, &before, freezes);
        let touched = Touched::by(changes, &before, settings);
        let degree = touched.degree && settings.model == Model::Polynomial;
        let made = (touched.data || touched.points) && points.make(&before, settings);
        if *settings == before {
            return Stale::FORM;
        }
        let split = touched.split || touched.unseen;
        if !made && split {
            points.set_apart(settings, touched.split);
        }
        let next = freedom(settings);
        if let Some(ended) = ended.filter(|_| next != freedom(&before)) {
            self.tried.keep(ended, next);
        }
        let settings = &self.board.settings;
        let own = before.dataset.is_own() && settings.dataset == before.dataset;
        if touched.data {
            self.restart_model(if own { Notice::NewModel } else { Notice::NewRun });
        } else if touched.model || degree && (made || split) {
            self.restart_model(Notice::NewModel);
        } else if made || touched.is_anything() {
            self.old_news();
            if made || split {
                self.follow_points();
            } else if touched.objective || touched.training {
                let (board, spec) = (Rc::clone(&self.board), self.board.settings.spec());
                let change = |learner: &mut Learner| learner.train_by(&spec);
                if touched.objective {
                    self.run.change_objective(board, self.continued, change);
                } else {
                    self.run.change_training(board, self.continued, change);
                }
            }
            if degree {
                self.change_degree();
            }
        }
        Stale::ALL
    }

    /// What happened before a change in the middle of a run need not be told any more.
    fn old_news(&mut self) {
        if self.run.step() > 0 && self.run.state() == State::Paused {
            self.news.tell(Notice::Paused);
        }
    }

    fn change_degree(&mut self) {
        self.recover();
        if self.run.step() == 0 || self.run.has_diverged() {
            self.restart_model(Notice::NewModel);
        } else {
            let spec = self.board.settings.spec();
            self.run.grow(Rc::clone(&self.board), self.continued, |learner| learner.regrow(spec));
            self.news.tell(Notice::Regrown);
        }
    }

    /// A point is moved, added or removed.
    pub(super) fn edit(&mut self, change: &dyn Fn(&mut Points) -> bool) -> Stale {
        let Board { settings, points, .. } = self.board_mut();
        if !change(points) {
            return Stale::NOTHING;
        }
        points.own(settings);
        self.old_news();
        self.follow_points();
        Stale::ALL
    }

    /// The points have changed in place: model and losses follow, the run goes on.
    fn follow_points(&mut self) {
        // A diverged curve is not worth keeping: the way back has to lead to numbers.
        self.recover();
        let (spec, samples) = (self.board.settings.spec(), self.board.points.shared());
        self.run.change_samples(Rc::clone(&self.board), self.continued, |learner| {
            learner.train_by(&spec);
            learner.follow(samples)
        });
    }

    /// A new model from the seed, and a new run.
    pub(super) fn restart_model(&mut self, notice: Notice) {
        gradients::leave(self, notice);
        self.run.replace(self.board.learner(), Rc::clone(&self.board));
        self.probes.neurons.hold(None, self.run.model());
        self.reading.step = None;
        self.news.tell(notice);
    }
}
