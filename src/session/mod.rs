//! The whole application without a screen: what a gesture does, what a frame computes, what may be seen.

mod columns;
mod history;
pub mod knobs;
mod learner;
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
mod sweep;
mod trend;

pub use self::look_inside::HeldNeuron;
pub use self::msg::Msg;
pub use self::points::OwnPoints;
pub use self::settings::{Dataset, Model, OptimizerKind, PenaltyKind, ScheduleKind, Settings, Theme};
pub use self::status::{Best, Divergence, Notice, Stale, State, Status};
pub use self::surface::Axes;
pub use self::sweep::{MOST_FOLDS, MOST_STEPS as MOST_SWEEP_STEPS, VARIES};
pub use self::trend::Trend;

use self::history::History;
use self::knobs::{Change, Effect, Value};
use self::learner::{Learner, Start};
use self::look_inside::Inside;
use self::path::Path;
use self::points::Points;
use self::run::Checkpoint;
use self::surface::Surface;
use self::sweep::Sweep;
use self::trend::Recent;
use crate::data;
use rand_pcg::Pcg32;

/// One state, one door: messages in, snapshots out.
pub struct Session {
    settings: Settings,
    points: Points,
    learner: Learner,
    /// Where the present run began.
    start: Start,
    step: u64,
    state: State,
    history: History,
    path: Path,
    surface: Surface,
    inside: Inside,
    sweep: Sweep,
    last_good: Checkpoint,
    first_loss: f64,
    first_error: f64,
    /// The losses recorded last.
    recent: Recent,
    /// The points are others than at step 0.
    edited: bool,
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
    Folds = 7,
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
            start: learner.start(),
            settings,
            points,
            learner,
            step: 0,
            state: State::Paused,
            history: History::new(),
            path: Path::default(),
            surface: Surface::new(),
            sweep: Sweep::default(),
            last_good: Checkpoint::default(),
            first_loss: 0.0,
            first_error: 0.0,
            recent: Recent::default(),
            edited: false,
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
        match msg {
            Msg::Set(change) => self.set(&change),
            Msg::Play => {
                self.recover();
                if !self.diverged() && self.can_learn() {
                    self.state = State::Running;
                    self.notice = Notice::Playing;
                }
                Stale::ALL
            }
            Msg::Pause => self.pause(Notice::Paused),
            Msg::Hide => self.pause(Notice::Hidden),
            Msg::Step(steps) => {
                self.recover();
                if !self.diverged() && self.can_learn() {
                    self.state = State::Paused;
                    self.notice = Notice::Paused;
                    self.save_if_good();
                    self.train(steps);
                    self.catch_up();
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
                    Ok(change) => self.set(&change),
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
                self.path.restart(self.step, self.learner.parameters());
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
                self.readout = step.map(|s| s.min(self.step));
                Stale::LOSSES
            }
            Msg::SelectNeuron(neuron) => {
                self.inside.select(neuron);
                Stale::LAYERS
            }
            Msg::Measure { vary, steps, folds } => self.measure(vary, steps, folds),
            Msg::StopMeasuring => self.stop_measuring(),
            Msg::ReadCapacity(index) => self.read_capacity(index),
            Msg::LoadCapacity(index) => self.load_capacity(index),
            Msg::Reset => {
                let Settings { lang, theme, .. } = self.settings;
                let mut surface = std::mem::replace(&mut self.surface, Surface::new());
                surface.choose(Axes::default());
                *self = Session { surface, ..Session::new(Settings { lang, theme, ..Settings::default() }) };
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

    fn set(&mut self, change: &Change) -> Stale {
        let before = self.settings.clone();
        change.apply(&mut self.settings);
        if self.settings == before {
            return Stale::NOTHING;
        }
        match change.knob().effect {
            Effect::Data => {
                self.points.make(&before, &mut self.settings);
                self.restart_model();
                self.notice = Notice::NewRun;
            }
            Effect::Points => {
                if !self.points.make(&before, &mut self.settings) {
                    return Stale::FORM;
                }
                self.follow_points();
            }
            Effect::Split => {
                self.points.split(&self.settings);
                self.follow_points();
            }
            Effect::Model => {
                self.restart_model();
                self.notice = Notice::NewModel;
            }
            Effect::Training => self.learner.teach(&self.settings),
            Effect::Objective => {
                self.learner.teach(&self.settings);
                self.surface.data_changed();
                self.another_objective();
            }
            Effect::View => return Stale::ALL,
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
        self.start = self.learner.start();
        self.begin();
        self.refresh_views();
        self.notice = Notice::Placed;
        Stale::ALL
    }
}
