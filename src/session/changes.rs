//! What comes of a turned knob, a touched point or parameters set by hand.

use super::Session;
use super::knobs::{Change, Effect};
use super::msg::Msg;
use super::points::Points;
use super::settings::{Dataset, Model};
use super::status::{Notice, Stale, State};
use super::undo::Touch;

impl Session {
    /// What a message changes that can be undone, if it is in order.
    pub(super) fn touch(&mut self, msg: &Msg) -> Option<Touch> {
        match msg {
            Msg::Set(change) if matches!(change.knob().effect, Effect::Pace | Effect::View) => None,
            Msg::Set(change) => Some(Touch::Knob(change.knob().key)),
            Msg::MovePoint(index, _) => Some(Touch::Point(*index)),
            Msg::MoveTo(_) => Some(Touch::Ball),
            Msg::SetAll(_)
            | Msg::NewSeed
            | Msg::Rewind
            | Msg::AddPoint(_)
            | Msg::RemovePoint(_)
            | Msg::ReplacePoints { .. }
            | Msg::Import { .. }
            | Msg::SetParameters(_)
            | Msg::LoadCapacity(_)
            | Msg::Reset => Some(Touch::Other),
            Msg::Pin | Msg::Unpin(_) => Some(Touch::Aside),
            Msg::Play | Msg::PlayUntil(_) | Msg::Step(_) => {
                self.undo.let_go();
                self.looks_back().then_some(Touch::Other)
            }
            _ => None,
        }
    }

    /// Knobs are turned, all at once: the strongest of their effects is what happens.
    pub(super) fn set(&mut self, changes: &[Change]) -> Stale {
        let before = self.settings.clone();
        changes.iter().for_each(|change| change.apply(&mut self.settings));
        if self.settings == before {
            return Stale::NOTHING;
        }
        let mut effects = Vec::new();
        for change in changes {
            let knob = change.knob();
            if (knob.get)(&before) != (knob.get)(&self.settings) {
                effects.push(knob.effect);
            }
        }
        let touches = |effect: Effect| effects.contains(&effect);
        let degree = touches(Effect::Degree) && self.settings.model == Model::Polynomial;
        let made = (touches(Effect::Data) || touches(Effect::Points)) && self.points.make(&before, &mut self.settings);
        if self.settings == before {
            return Stale::FORM;
        }
        if !made && touches(Effect::Split) {
            self.points.split(&self.settings);
        }
        if touches(Effect::Data) {
            self.restart_model();
            let own = before.dataset == Dataset::Own && self.settings.dataset == Dataset::Own;
            self.notice = if own { Notice::NewModel } else { Notice::NewRun };
        } else if touches(Effect::Model) || degree && (made || touches(Effect::Split)) {
            self.restart_model();
            self.notice = Notice::NewModel;
        } else {
            self.old_news();
            let (objective, training) = (touches(Effect::Objective), touches(Effect::Training));
            if objective || training {
                self.learner.teach(&self.settings);
            }
            if made || touches(Effect::Split) {
                self.follow_points();
            } else if objective {
                self.surface.data_changed();
                self.another_objective();
            } else if training {
                self.begin_stretch();
            }
            if degree {
                self.change_degree();
            }
        }
        if effects.iter().any(|effect| !matches!(effect, Effect::Pace | Effect::View)) {
            self.refresh_views();
        }
        Stale::ALL
    }

    /// What happened before a change in the middle of a run need not be told any more.
    fn old_news(&mut self) {
        if self.run.step > 0 && self.state == State::Paused {
            self.notice = Notice::Paused;
        }
    }

    fn change_degree(&mut self) {
        self.recover();
        if self.run.step == 0 || self.diverged() {
            self.restart_model();
            self.notice = Notice::NewModel;
        } else {
            self.regrow();
            self.notice = Notice::Regrown;
        }
    }

    /// A point is moved, added or removed.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Points) -> bool) -> Stale {
        if !change(&mut self.points) {
            return Stale::NOTHING;
        }
        self.points.own(&mut self.settings);
        self.old_news();
        self.follow_points();
        Stale::ALL
    }

    /// A run starts at these parameters.
    pub(super) fn start_at(&mut self, parameters: Vec<f32>) -> Stale {
        if parameters.len() != self.learner.parameters().len() || !parameters.iter().all(|p| p.is_finite()) {
            return Stale::NOTHING;
        }
        self.learner.set_parameters(&parameters);
        self.begin();
        self.refresh_views();
        self.notice = Notice::Placed;
        Stale::ALL
    }
}
