//! Looking back at a run: any of its steps can be gone to, and training can go on from there.

use super::Session;
use super::learner::Learner;
use super::path::Path;
use super::points::Points;
use super::settings::Settings;
use super::status::{Notice, State};
use super::timeline::Mark;
use super::undo::{self, Past};
use crate::data::Point;
use std::rc::Rc;

/// Early stopping waits for as many steps as the best one took, but at least for so many.
const PATIENCE: u64 = 200;

/// What lies ahead of a step that one looks back at.
#[derive(Clone)]
pub struct Ahead {
    /// Where the run has come to.
    end: Rc<Mark>,
    path: Path,
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
        least.map(|least| least.step).filter(|step| *step >= self.first_step())
    }

    /// Whether an earlier step than the last is looked at, or is being gone to.
    pub fn looks_back(&self) -> bool {
        self.run.ahead.is_some()
    }

    /// How many steps have to be taken until a step is reached that was asked for: again, if it lies in the run, or now.
    pub fn steps_to_go(&self) -> Option<u64> {
        self.run.target.or(self.run.until).map(|step| step.saturating_sub(self.run.step))
    }

    /// Where the held-out loss has not come down for long, training goes back to where it was least.
    #[inline]
    pub(super) fn stops_early(&mut self) -> bool {
        // Who asked for a number of steps gets them.
        if !self.settings.early_stopping || self.run.until.is_some() {
            return false;
        }
        match self.run.least {
            Some(least) if self.run.step - least.step >= least.step.max(PATIENCE) => {
                self.state = State::Paused;
                self.run.until = None;
                self.seek(least.step);
                self.notice = Notice::StoppedEarly;
                true
            }
            _ => false,
        }
    }

    /// Goes to a step of the run, or to the nearest that can be reached. What was trained is not lost by looking. From the
    /// last moment kept before it the steps are taken again, with `tick`.
    pub(super) fn seek(&mut self, step: u64) {
        let ahead = match self.run.ahead.take() {
            Some(ahead) => ahead,
            None => {
                let end = Rc::new(self.mark());
                self.run.timeline.end(Rc::clone(&end));
                Ahead { end, path: self.run.path.clone(), stretch: self.run.timeline.latest() }
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
        self.arrive();
    }

    /// Other knobs and points, and a model for them; what belongs to the view stays.
    fn change_world(
        &mut self,
        settings: &Settings,
        points: &Points,
        learner: impl FnOnce(&Settings, &[Point]) -> Learner,
    ) {
        let Settings { lang, theme, speed, .. } = self.settings;
        self.settings = Settings { lang, theme, speed, ..settings.clone() };
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
        let left = self.run.target.map_or(0, |target| target - self.run.step);
        let steps = left.min(most.into()) as u32;
        for _ in 0..steps {
            let epoch_ended = self.learner.step();
            self.run.step += 1;
            if epoch_ended {
                self.note_losses();
            }
        }
        self.arrive();
        steps
    }

    /// Takes again all that is left of them.
    pub(super) fn replay_all(&mut self) {
        while self.run.target.is_some() {
            self.replay(u32::MAX);
        }
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
        let Some(ahead) = self.run.ahead.take() else { return };
        if ahead.end.step == self.run.step {
            self.run.recent = ahead.end.recent.clone();
            self.run.least = ahead.end.least;
            self.run.path = ahead.path;
            self.notice = Notice::Paused;
            self.judge();
        } else {
            if ahead.path.begins() <= self.run.step {
                self.run.path = ahead.path.clone();
                self.run.path.go_back(self.run.step);
            } else {
                self.run.path.restart(self.run.step, self.learner.parameters());
            }
            self.run.ahead = Some(ahead);
        }
        self.surface.path_changed();
        self.refresh_views();
    }

    /// The step that is looked at is the last one from here on; on the way to another, the one that has been reached.
    pub(super) fn go_on_from_here(&mut self) {
        if self.run.target.is_some() {
            self.run.target = Some(self.run.step);
            self.arrive();
        }
        if self.run.ahead.take().is_none() {
            return;
        }
        self.run.timeline.cut(self.run.step);
        self.run.history.truncate(self.run.step);
        self.run.history.record(self.run.step, self.losses());
        self.readout = self.readout.map(|at| at.min(self.run.step));
        self.save();
    }

    /// All that a change may change, as it is now.
    pub(super) fn past(&self) -> Past {
        let mut run = self.run.clone();
        run.timeline.thin_to(undo::MOST_BYTES);
        run.path.thin(undo::MOST_BYTES);
        Past {
            settings: self.settings.clone(),
            points: self.points.clone(),
            run,
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
        self.pins = pins;
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
