//! The whole application without a screen: what a gesture does, what a frame computes, what may be seen.

mod columns;
mod history;
pub mod knobs;
mod learner;
mod look_back;
mod look_inside;
mod msg;
mod path;
mod points;
mod run;
mod seen;
mod settings;
mod slice;
mod status;
mod surface;
mod timeline;
mod trend;
mod undo;

pub use self::look_inside::HeldNeuron;
pub use self::msg::Msg;
pub use self::points::OwnPoints;
pub use self::settings::{Dataset, Model, OptimizerKind, PenaltyKind, ScheduleKind, Settings, Theme};
pub use self::status::{Best, Divergence, Notice, Stale, State, Status};
pub use self::surface::Axes;
pub use self::trend::Trend;

use self::knobs::{Change, Effect, Value};
use self::learner::Learner;
use self::look_inside::Inside;
use self::points::Points;
use self::run::Run;
use self::surface::Surface;
use self::undo::{Touch, Undo};
use crate::data;
use rand_pcg::Pcg32;

/// One state, one door: messages in, snapshots out.
pub struct Session {
    settings: Settings,
    points: Points,
    learner: Learner,
    run: Run,
    state: State,
    surface: Surface,
    inside: Inside,
    undo: Undo,
    /// What is done now goes on with what was done last, as by a drag.
    again: bool,
    log_losses: bool,
    readout: Option<u64>,
    notice: Notice,
}

/// Streams of the one generator; each purpose draws from its own, so that none disturbs another.
#[derive(Clone, Copy)]
enum Stream {
    Points = 1,
    Split = 2,
    Weights = 3,
    Slice = 4,
    Order = 5,
    Dropout = 6,
}

fn generator(settings: &Settings, stream: Stream) -> Pcg32 {
    Pcg32::new(settings.seed.into(), stream as u64)
}

impl Default for Session {
    fn default() -> Self {
        Session::new(Settings::default())
    }
}

impl Session {
    /// A session at the start of its first run.
    pub fn new(settings: Settings) -> Self {
        let points = Points::made(&settings);
        let learner = Learner::new(&settings, points.all());
        let mut session = Session {
            inside: Inside::new(&learner, &points),
            run: Run::new(&learner),
            settings,
            points,
            learner,
            state: State::Paused,
            surface: Surface::new(),
            undo: Undo::default(),
            again: false,
            log_losses: true,
            readout: None,
            notice: Notice::Ready,
        };
        session.begin();
        session.refresh_views();
        session
    }

    /// A session as it was left: these settings, and the user's own points if there were any.
    pub fn restored(settings: Settings, own: Option<OwnPoints>) -> Self {
        let mut session = Session::new(settings);
        if let Some(own) = own {
            session.points.restore(&mut session.settings, own);
            session.restart_model();
            session.refresh_views();
        }
        session
    }

    /// The user's own points, shown or kept, as `restored` takes them.
    pub fn own_points(&self) -> Option<OwnPoints> {
        self.points.own_points(&self.settings)
    }

    /// Does what is asked, and says what is no longer what it was.
    pub fn update(&mut self, msg: Msg) -> Stale {
        let touch = self.touch(&msg);
        self.again = touch.is_some_and(|touch| self.undo.is_open(touch));
        let before = touch.filter(|_| !self.again).map(|touch| (touch, self.past()));
        if touch.is_some() && self.looks_back() {
            self.go_on_from_here();
        }
        let stale = self.act(msg);
        if let Some((touch, before)) = before {
            if stale.has(Stale::PICTURES) {
                self.undo.push(touch, before);
            } else if before.run.ahead.is_some() {
                // Nothing has come of it: what lay ahead still does.
                self.return_to(before, self.notice);
            }
        }
        stale
    }

    /// What a message changes that can be undone, if it is in order.
    fn touch(&mut self, msg: &Msg) -> Option<Touch> {
        match msg {
            Msg::Set(change) if change.knob().effect == Effect::View => None,
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
            | Msg::Reset => Some(Touch::Other),
            Msg::Play | Msg::PlayUntil(_) | Msg::Step(_) => {
                self.undo.let_go();
                self.looks_back().then_some(Touch::Other)
            }
            _ => None,
        }
    }

    fn act(&mut self, msg: Msg) -> Stale {
        match msg {
            Msg::Set(change) => self.set(&[change]),
            Msg::SetAll(changes) => self.set(&changes),
            Msg::LetGo => {
                self.undo.let_go();
                Stale::NOTHING
            }
            Msg::Undo => {
                let mut undo = std::mem::take(&mut self.undo);
                let before = undo.back(|| self.past());
                self.undo = undo;
                self.take_back(before, Notice::Undone)
            }
            Msg::Redo => {
                let mut undo = std::mem::take(&mut self.undo);
                let after = undo.forth(|| self.past());
                self.undo = undo;
                self.take_back(after, Notice::Redone)
            }
            Msg::Seek(step) => {
                self.seek(step);
                Stale::ALL
            }
            Msg::Play => self.play(None),
            Msg::PlayUntil(step) => self.play(Some(step)),
            Msg::Pause => self.pause(Notice::Paused),
            Msg::Hide => self.pause(Notice::Hidden),
            Msg::Step(steps) => {
                self.recover();
                if !self.diverged() && self.can_learn() {
                    self.state = State::Paused;
                    self.notice = Notice::Paused;
                    self.step_by_hand(steps);
                }
                self.refresh_views();
                Stale::ALL
            }
            Msg::Rewind => {
                self.state = State::Paused;
                self.restart_run();
                self.notice = Notice::Rewound;
                Stale::ALL
            }
            Msg::NewSeed => {
                let seed = (self.settings.seed + 1) % 1_000_000;
                match knobs::parse("seed", &Value::Number(seed.into())) {
                    Ok(change) => self.set(&[change]),
                    Err(_) => Stale::NOTHING,
                }
            }
            Msg::Recover => {
                self.recover();
                Stale::ALL
            }
            Msg::MovePoint(index, to) => self.edit(|points| points.place(index, to)),
            Msg::AddPoint(at) => self.edit(|points| points.add(at)),
            Msg::RemovePoint(index) => self.edit(|points| points.remove(index)),
            Msg::SelectPoint(index) => {
                self.points.select(index);
                Stale::FIT
            }
            Msg::ReplacePoints { points, .. } | Msg::Import { points, .. } if data::check(&points).is_err() => {
                Stale::NOTHING
            }
            Msg::ReplacePoints { points, split } => {
                self.recover();
                self.points.replace(&mut self.settings, points, None, split);
                self.learner.measure(&self.settings, self.points.all());
                self.run.path.restart(self.run.step, self.learner.parameters());
                self.surface.restart();
                self.rewrite_start();
                self.refresh_views();
                self.judge();
                self.notice = Notice::Points;
                Stale::ALL
            }
            Msg::Import { points, names, split } => {
                self.points.replace(&mut self.settings, points, Some(names), split);
                self.state = State::Paused;
                self.restart_model();
                self.refresh_views();
                self.notice = Notice::Imported;
                Stale::ALL
            }
            Msg::Probe(x) => {
                self.points.probe = x.filter(|x| x.is_finite());
                self.inside.refresh(&self.learner, &self.points);
                Stale::FIT | Stale::LAYERS
            }
            Msg::MoveTo(place) => match self.surface.parameters_at(place) {
                Some(parameters) => self.start_at(parameters),
                None => Stale::NOTHING,
            },
            Msg::SetParameters(parameters) => self.start_at(parameters),
            Msg::SurfaceAxes(axes) => {
                self.surface.choose(axes);
                Stale::SURFACE | Stale::FORM
            }
            Msg::LogLosses(log) => {
                self.log_losses = log;
                Stale::LOSSES | Stale::FORM
            }
            Msg::ReadLosses(step) => {
                self.readout = step.map(|s| s.min(self.last_step()));
                Stale::LOSSES
            }
            Msg::SelectNeuron(neuron) => {
                self.inside.select(neuron);
                Stale::LAYERS
            }
            Msg::Reset => {
                let Settings { lang, theme, .. } = self.settings;
                let mut surface = std::mem::replace(&mut self.surface, Surface::new());
                surface.choose(Axes::default());
                let undo = std::mem::take(&mut self.undo);
                *self = Session { surface, undo, ..Session::new(Settings { lang, theme, ..Settings::default() }) };
                Stale::ALL
            }
        }
    }

    fn diverged(&self) -> bool {
        matches!(self.state, State::Diverged(_))
    }

    fn pause(&mut self, notice: Notice) -> Stale {
        if self.state != State::Running {
            return Stale::NOTHING;
        }
        self.state = State::Paused;
        self.notice = notice;
        Stale::ALL
    }

    fn play(&mut self, until: Option<u64>) -> Stale {
        self.recover();
        if !self.diverged() && self.can_learn() {
            self.state = State::Running;
            self.notice = Notice::Playing;
            self.run.until = until;
        }
        Stale::ALL
    }

    fn take_back(&mut self, past: Option<undo::Past>, notice: Notice) -> Stale {
        let Some(past) = past else { return Stale::NOTHING };
        self.return_to(past, notice);
        Stale::ALL
    }

    fn set(&mut self, changes: &[Change]) -> Stale {
        let before = self.settings.clone();
        changes.iter().for_each(|change| change.apply(&mut self.settings));
        if self.settings == before {
            return Stale::NOTHING;
        }
        let touches = |effect: Effect| changes.iter().any(|change| change.knob().effect == effect);
        if touches(Effect::Data) || touches(Effect::Points) {
            let others = self.points.make(&before, &mut self.settings);
            if !others && self.settings == before {
                return Stale::FORM;
            }
        } else if touches(Effect::Split) {
            self.points.split(&self.settings);
        }
        if touches(Effect::Data) {
            self.restart_model();
            self.notice = Notice::NewRun;
        } else if touches(Effect::Model) {
            self.restart_model();
            self.notice = Notice::NewModel;
        } else if touches(Effect::Degree) && self.settings.model == Model::Polynomial {
            self.recover();
            if self.run.step == 0 || self.diverged() {
                self.restart_model();
                self.notice = Notice::NewModel;
            } else {
                self.regrow();
                self.notice = Notice::Regrown;
            }
        } else if touches(Effect::Points) || touches(Effect::Split) {
            self.follow_points();
        } else if touches(Effect::Objective) {
            self.learner.teach(&self.settings);
            self.surface.data_changed();
            self.another_objective();
        } else if touches(Effect::Training) {
            self.learner.teach(&self.settings);
            self.begin_stretch();
        }
        if changes.iter().all(|change| change.knob().effect == Effect::View) {
            return Stale::ALL;
        }
        self.refresh_views();
        Stale::ALL
    }

    fn edit(&mut self, change: impl FnOnce(&mut Points) -> bool) -> Stale {
        if !change(&mut self.points) {
            return Stale::NOTHING;
        }
        self.points.own(&mut self.settings);
        self.follow_points();
        Stale::ALL
    }

    fn start_at(&mut self, parameters: Vec<f32>) -> Stale {
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
