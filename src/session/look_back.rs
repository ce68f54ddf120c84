//! Looking back at a run: any of its steps can be gone to, and training can go on from there.

use super::Session;
use super::learner::Learner;
use super::path::Path;
use super::pins::Pins;
use super::points::Points;
use super::settings::Settings;
use super::status::{Notice, State};
use super::timeline::{Bests, Mark};
use super::undo::Past;
use crate::data::Point;
use std::rc::Rc;

/// Early stopping waits for as many steps as the best one took, but at least for so many.
const PATIENCE: u64 = 200;

/// What lies ahead of a step that one looks back at.
#[derive(Clone)]
pub struct Ahead {
    /// Where the run has come to.
    end: Rc<Mark>,
    /// The run's path, while one is where its parameters mean something else.
    path: Option<Path>,
    /// The pins, while one is among points that they say nothing of.
    pins: Rc<Pins>,
    /// In which stretch of the timeline one is.
    stretch: usize,
}

impl Session {
    /// The last step of the run, also while one looks back.
    pub fn last_step(&self) -> u64 {
        self.run.ahead.as_ref().map_or(self.run.step, |ahead| ahead.end.step)
    }

    /// The earliest step of the run that one can go back to.
    pub fn first_step(&self) -> u64 {
        self.run.timeline.first()
    }

    /// The step of the least held-out loss of the whole run, if it can be gone to.
    pub fn best_step(&self) -> Option<u64> {
        let least = self.run.ahead.as_ref().map_or(self.run.least, |ahead| ahead.end.least);
        least.of_run.map(|least| least.step).filter(|step| *step >= self.first_step())
    }

    /// Whether an earlier step than the last is looked at, or is being gone to.
    pub fn looks_back(&self) -> bool {
        self.run.ahead.is_some()
    }

    /// The step that is looked at, or that is being gone to.
    pub fn sought_step(&self) -> u64 {
        self.run.target.unwrap_or(self.run.step)
    }

    /// How many steps have to be taken until a step is reached that was asked for: again, if it lies in the run, or now.
    pub fn steps_to_go(&self) -> Option<u64> {
        self.run.target.or(self.run.until).map(|step| step.saturating_sub(self.run.step))
    }

    /// Where the held-out loss has not come down for long, neither in all the run nor since the last change, training goes
    /// back to where it was least.
    #[inline]
    pub(super) fn stops_early(&mut self) -> bool {
        // Who asked for a number of steps gets them.
        if !self.settings.early_stopping || self.run.until.is_some() {
            return false;
        }
        let Bests { of_run: Some(best), of_stretch: Some(lately) } = self.run.least else { return false };
        let change = self.run.timeline.latest_change().map_or(0, |change| change.step);
        if self.run.step - lately.step < lately.step.saturating_sub(change).max(PATIENCE) {
            return false;
        }
        self.seek(best.step);
        self.notice = Notice::StoppedEarly;
        true
    }

    /// Goes to a step of the run, or to the nearest that can be reached. What was trained is not lost by looking. From the
    /// last moment kept before it the steps are taken again, with `tick`.
    pub(super) fn seek(&mut self, step: u64) {
        let ahead = match self.run.ahead.take() {
            Some(ahead) => ahead,
            None => {
                let end = Rc::new(self.mark());
                self.run.timeline.end(Rc::clone(&end));
                Ahead { end, path: None, pins: Rc::clone(&self.pins), stretch: self.run.timeline.latest() }
            }
        };
        let stretch = ahead.stretch;
        self.run.ahead = Some(ahead);
        let Some(place) = self.run.timeline.find(step) else { return };
        self.run.until = None;
        self.state = State::Paused;
        self.notice = Notice::LookingBack;
        let on_the_way = place.stretch == stretch && (place.mark.step..=place.step).contains(&self.run.step);
        if place.stretch != stretch {
            self.change_world(&place.world.settings, &place.world.points, |settings, points| {
                Learner::placed(settings, points, &place.world.coordinates, &place.mark.moment)
            });
            self.run.start = place.world.start.clone();
            self.run.reference = place.world.reference;
        } else if !on_the_way {
            self.learner.go_back(&place.mark.moment);
        }
        if !on_the_way {
            self.run.step = place.mark.step;
            self.run.recent = place.mark.recent.clone();
            self.run.least = place.mark.least;
        }
        if let Some(ahead) = &mut self.run.ahead {
            ahead.stretch = place.stretch;
        }
        self.run.target = Some(place.step);
        self.show_path();
        self.arrive();
    }

    /// The path as far as one has come on it; where parameters mean something else than at the run's end, one begins here.
    fn show_path(&mut self) {
        let run = &mut self.run;
        let Some(ahead) = &mut run.ahead else { return };
        if let Some(path) = ahead.path.take() {
            run.path = path;
        }
        if run.path.begins() <= run.step {
            run.path.look(Some(run.step));
        } else {
            ahead.path = Some(std::mem::take(&mut run.path));
            run.path.restart(run.step, self.learner.parameters());
        }
        self.surface.path_changed();
    }

    /// What is pinned or taken away while one looks back is so at the run's end as well.
    pub(super) fn keep_pins(&mut self) {
        if let Some(ahead) = &mut self.run.ahead {
            ahead.pins = Rc::clone(&self.pins);
        }
    }

    /// Other knobs and points, and a model for them; what belongs to the view stays.
    fn change_world(
        &mut self,
        settings: &Settings,
        points: &Points,
        learner: impl FnOnce(&Settings, &[Point]) -> Learner,
    ) {
        let Settings { lang, theme, speed, early_stopping, .. } = self.settings;
        self.settings = Settings { lang, theme, speed, early_stopping, ..settings.clone() };
        self.points.take_back(points);
        let learner = learner(&self.settings, self.points.all());
        if learner.shape() != self.learner.shape() || learner.coordinates() != self.learner.coordinates() {
            self.surface.restart();
        }
        self.surface.data_changed();
        self.learner = learner;
        self.rebuild_inside();
        self.pins_follow();
    }

    /// Takes again at most so many of the steps that lead to the one that is gone to.
    pub(super) fn replay(&mut self, most: u32) -> u32 {
        let left = self.run.target.map_or(0, |target| target.saturating_sub(self.run.step));
        let steps = left.min(most.into()) as u32;
        for _ in 0..steps {
            let epoch_ended = self.learner.step();
            self.run.step += 1;
            if epoch_ended {
                let losses = self.note_losses();
                self.note_best(losses);
            }
        }
        self.arrive();
        steps
    }

    fn arrive(&mut self) {
        if self.run.target != Some(self.run.step) {
            return;
        }
        self.run.target = None;
        if self.learner.is_behind() {
            self.learner.catch_up();
            self.note_losses();
        }
        self.show_path();
        if let Some(ahead) = self.run.ahead.take_if(|ahead| ahead.end.step == self.run.step) {
            self.run.recent = ahead.end.recent.clone();
            self.run.least = ahead.end.least;
            self.run.path.look(None);
            self.run.timeline.go_on();
            self.pins = ahead.pins;
            self.notice = Notice::Paused;
            self.judge();
        }
        self.refresh_views();
    }

    /// The step that is looked at is the last one from here on; on the way to another, the one that has been reached.
    pub(super) fn go_on_from_here(&mut self) {
        if self.run.target.is_some() {
            self.run.target = Some(self.run.step);
            self.arrive();
        }
        let Some(ahead) = self.run.ahead.take() else { return };
        if ahead.path.is_none() {
            self.run.path.go_back(self.run.step);
        }
        self.run.timeline.cut(self.run.step);
        self.run.timeline.go_on();
        self.notice = Notice::Paused;
        self.run.history.truncate(self.run.step);
        self.run.history.record(self.run.step, self.present_losses());
        self.readout = self.readout.map(|at| at.min(self.run.step));
        self.save();
    }

    /// All that a change may change, as it is now.
    pub(super) fn past(&self) -> Past {
        Past {
            settings: self.settings.clone(),
            points: self.points.clone(),
            run: self.run.clone(),
            pins: Rc::clone(&self.pins),
            coordinates: self.learner.coordinates(),
            moment: self.learner.moment(),
            state: self.state,
        }
    }

    /// All as it was. What runs goes on running where it can.
    pub(super) fn return_to(&mut self, past: Past, notice: Notice) {
        let Past { settings, points, run, pins, coordinates, moment, state } = past;
        self.change_world(&settings, &points, |settings, points| {
            Learner::placed(settings, points, &coordinates, &moment)
        });
        self.run = run;
        self.run.until = None;
        self.pins = pins;
        self.show_path();
        let goes_on = self.state == State::Running && !self.looks_back() && self.can_learn();
        self.state = match state {
            State::Diverged(_) => state,
            _ if goes_on => State::Running,
            _ => State::Paused,
        };
        self.readout = None;
        self.notice = notice;
        self.refresh_views();
    }
}
