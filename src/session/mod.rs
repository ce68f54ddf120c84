//! The whole application without a screen: what a gesture does, what a frame computes, what may be seen.

mod changes;
mod columns;
mod divergence;
mod history;
pub mod judgement;
pub mod knobs;
mod learner;
mod look_back;
mod look_inside;
mod msg;
mod path;
mod pins;
mod points;
mod queue;
mod range;
mod run;
mod seen;
mod settings;
mod slice;
mod status;
mod surface;
mod sweep;
mod timeline;
mod trend;
mod undo;

pub use self::judgement::{Fit, Unjudged};
pub use self::look_inside::HeldNeuron;
pub use self::msg::Msg;
pub use self::pins::{MOST_PINS, Pin};
pub use self::points::OwnPoints;
pub use self::queue::Queue;
pub use self::settings::{Dataset, Model, OptimizerKind, PenaltyKind, ScheduleKind, Settings, Theme};
pub use self::status::{Best, Divergence, Notice, Stale, State, Status};
pub use self::surface::Axes;
pub use self::sweep::{MOST_FOLDS, MOST_STEPS as MOST_SWEEP_STEPS, VARIES};
pub use self::trend::Trend;

use self::knobs::Value;
use self::learner::Learner;
use self::look_inside::Inside;
use self::pins::Pins;
use self::points::Points;
use self::run::Run;
use self::surface::Surface;
use self::sweep::Sweep;
use self::undo::{Touch, Undo};
use crate::data;
use rand_pcg::Pcg32;
use std::rc::Rc;

/// One state, one door: messages in, snapshots out.
pub struct Session {
    settings: Settings,
    points: Points,
    learner: Learner,
    run: Run,
    state: State,
    surface: Surface,
    inside: Inside,
    /// Shared with what can be undone.
    pins: Rc<Pins>,
    undo: Undo,
    /// What is done now goes on with what was done last, as by a drag.
    again: bool,
    sweep: Sweep,
    log_losses: bool,
    readout: Option<u64>,
    notice: Notice,
    /// For how many frames of training it has been told.
    notice_age: u32,
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
            run: Run::new(&learner),
            settings,
            points,
            learner,
            state: State::Paused,
            surface: Surface::new(),
            pins: Rc::default(),
            undo: Undo::default(),
            again: false,
            sweep: Sweep::default(),
            log_losses: true,
            readout: None,
            notice: Notice::Ready,
            notice_age: 0,
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
        self.again = !self.looks_back() && touch.is_some_and(|touch| self.undo.is_open(touch));
        let before = touch.filter(|_| !self.again).map(|touch| (touch, self.past()));
        let cuts = self.looks_back() && touch.is_some_and(|touch| touch != Touch::Aside);
        if cuts {
            self.go_on_from_here();
        }
        let stale = self.act(msg);
        if touch.is_some() {
            self.notice_age = 0;
        }
        if let Some((touch, before)) = before {
            if stale.has(Stale::PICTURES) {
                self.undo.push(touch, before);
            } else if cuts {
                // Nothing has come of it: what lay ahead still does.
                self.return_to(before, self.notice);
            }
        }
        stale
    }

    fn act(&mut self, msg: Msg) -> Stale {
        match msg {
            Msg::Set(change) => self.set(&[change]),
            Msg::SetAll(changes) => self.set(&changes),
            Msg::LetGo => {
                self.undo.let_go();
                Stale::NOTHING
            }
            Msg::Undo => self.take_back(false, Notice::Undone),
            Msg::Redo => self.take_back(true, Notice::Redone),
            Msg::Seek(step) => {
                self.undo.let_go();
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
                self.pins = Rc::default();
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
            Msg::Measure { vary, steps, folds } => self.measure(vary, steps, folds),
            Msg::StopMeasuring => self.stop_measuring(),
            Msg::ReadCapacity(index) => self.read_capacity(index),
            Msg::LoadCapacity(index) => self.load_capacity(index),
            Msg::Pin => self.pin(),
            Msg::Unpin(letter) => self.unpin(letter),
            Msg::Reset => {
                let Settings { lang, theme, .. } = self.settings;
                self.surface.choose(Axes::default());
                let mut fresh = Session::new(Settings { lang, theme, ..Settings::default() });
                std::mem::swap(&mut fresh.surface, &mut self.surface);
                std::mem::swap(&mut fresh.undo, &mut self.undo);
                *self = fresh;
                Stale::ALL
            }
        }
    }

    /// Whether the hand has not yet let go of the last change: undoing that is as if it had never begun.
    pub fn is_touched(&self) -> bool {
        self.undo.is_touched()
    }

    fn diverged(&self) -> bool {
        matches!(self.state, State::Diverged(_))
    }

    fn pause(&mut self, notice: Notice) -> Stale {
        if self.state != State::Running {
            return Stale::NOTHING;
        }
        self.run.until = None;
        self.state = State::Paused;
        self.notice = notice;
        Stale::ALL
    }

    fn play(&mut self, until: Option<u64>) -> Stale {
        self.recover();
        if !self.diverged() && self.can_learn() {
            self.state = State::Running;
            self.notice = Notice::Playing;
            self.run.until = until.filter(|until| *until > self.run.step);
        }
        Stale::ALL
    }

    fn take_back(&mut self, forth: bool, notice: Notice) -> Stale {
        let now = self.past();
        let Some(past) = self.undo.take(forth, now) else { return Stale::NOTHING };
        self.return_to(past, notice);
        Stale::ALL
    }
}
