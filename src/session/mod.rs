//! The whole application without a screen: what a gesture does, what a frame computes, what may be seen.

mod history;
pub mod knobs;
mod learner;
mod look_inside;
mod path;
mod points;
mod settings;
mod status;
mod surface;

pub use self::look_inside::HeldNeuron;
pub use self::points::OwnPoints;
pub use self::settings::{Dataset, Model, Settings, Theme};
pub use self::status::{Divergence, Notice, Stale, State, Status};
pub use self::surface::Axes;

use self::history::History;
use self::knobs::{Change, Effect, Value};
use self::learner::{Columns, Learner};
use self::look_inside::Inside;
use self::path::Path;
use self::points::Points;
use self::surface::Surface;
use crate::data::Point;
use crate::snapshot::{self, Snapshot};
use rand_pcg::Pcg32;

/// What a user or a script can ask for. A closed list: whatever the page can do is here.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Turn a knob.
    Set(Change),
    /// Train at every tick. After a divergence: go back to the last good step first.
    Play,
    /// Stop training.
    Pause,
    /// The page is hidden: pause and say so.
    Hide,
    /// Train so many steps at once, whatever the speed.
    Step(u32),
    /// Back to the run's own start, bit for bit.
    Rewind,
    /// Draw another seed, and with it other points, another split, other starting weights.
    NewSeed,
    /// After a divergence: back to the last good step, paused.
    Recover,
    /// Put the point at this place, by index.
    MovePoint(usize, (f64, f64)),
    /// Add a training point.
    AddPoint((f64, f64)),
    /// Take the point away.
    RemovePoint(usize),
    /// Hold a point, for the keyboard and the exact fields.
    SelectPoint(Option<usize>),
    /// Put these points in place of all; the parameters stay.
    ReplacePoints {
        /// The points; `held_out` counts when `split` is set.
        points: Vec<Point>,
        /// The points say which of them are held out.
        split: bool,
    },
    /// Points of the user's own table: they take the place of all, and a new run starts.
    Import {
        /// The points; `held_out` counts when `split` is set.
        points: Vec<Point>,
        /// The names of the columns, if the table had any.
        names: Option<(String, String)>,
        /// The table says which points are held out.
        split: bool,
    },
    /// Ask for ŷ at this x; `None`: ask nothing.
    Probe(Option<f64>),
    /// Put the parameters at this place of the loss surface: a new run starts there.
    MoveTo((f64, f64)),
    /// A new run starts at these parameters. Ignored when their number is wrong.
    SetParameters(Vec<f32>),
    /// Choose the axes of the surface.
    SurfaceAxes(Axes),
    /// Logarithmic loss axis, or linear.
    LogLosses(bool),
    /// Read the losses at this step.
    ReadLosses(Option<u64>),
    /// Hold a neuron, by column and row; column 0 is the inputs.
    SelectNeuron(Option<(usize, usize)>),
    /// Everything as on the first day, but the language and the theme.
    Reset,
}

/// One state, one door: messages in, snapshots out.
pub struct Session {
    settings: Settings,
    points: Points,
    learner: Learner,
    /// Where the present run began.
    start: Vec<f32>,
    step: u64,
    state: State,
    history: History,
    path: Path,
    surface: Surface,
    inside: Inside,
    last_good: Checkpoint,
    first_loss: f64,
    log_losses: bool,
    readout: Option<u64>,
    notice: Notice,
}

/// A moment to go back to after a divergence.
#[derive(Default)]
struct Checkpoint {
    step: u64,
    parameters: Vec<f32>,
    history: History,
}

/// Streams of the one generator; each purpose draws from its own, so that none disturbs another.
#[derive(Clone, Copy)]
enum Stream {
    Points = 1,
    Split = 2,
    Weights = 3,
    Slice = 4,
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
        let learner = Learner::new(&settings, points.all(), generator(&settings, Stream::Weights));
        let mut session = Session {
            inside: Inside::new(&learner, &points),
            start: learner.parameters().to_vec(),
            settings,
            points,
            learner,
            step: 0,
            state: State::Paused,
            history: History::new(),
            path: Path::default(),
            surface: Surface::new(),
            last_good: Checkpoint::default(),
            first_loss: 0.0,
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

    /// Step 0 at the learner's present parameters.
    fn begin(&mut self) {
        self.step = 0;
        self.readout = None;
        self.history.clear();
        self.path.restart(self.learner.parameters());
        self.record();
        self.first_loss = self.learner.train_loss().into();
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
        }
        self.save();
        self.judge();
    }

    fn record(&mut self) {
        self.history.record(self.step, self.learner.train_loss(), self.learner.held_out_loss());
    }

    fn save(&mut self) {
        self.last_good.step = self.step;
        self.last_good.parameters.clear();
        self.last_good.parameters.extend_from_slice(self.learner.parameters());
        self.last_good.history.clone_from(&self.history);
    }

    /// A new model from the seed, and a new run.
    fn restart_model(&mut self) {
        self.learner = Learner::new(&self.settings, self.points.all(), generator(&self.settings, Stream::Weights));
        self.start = self.learner.parameters().to_vec();
        self.surface.restart();
        self.inside = Inside::new(&self.learner, &self.points);
        self.begin();
    }

    /// A new run of the same model at `self.start`, with scaling and basis chosen anew.
    fn restart_run(&mut self) {
        self.learner.measure(&self.settings, self.points.all());
        self.learner.set_parameters(&self.start);
        self.surface.restart();
        self.begin();
        self.refresh_views();
    }

    /// The points have changed in place: model, losses and pictures follow, the run goes on.
    fn follow_points(&mut self) {
        if self.learner.follow(&self.settings, self.points.all()) {
            self.path.restart(self.learner.parameters());
            self.surface.restart();
        } else {
            self.surface.data_changed();
        }
        self.rewrite_start();
        self.refresh_views();
        self.judge();
    }

    /// Before the first step the run's start is what the model is now, in whatever coordinates.
    fn rewrite_start(&mut self) {
        if self.step == 0 {
            self.history.clear();
            self.record();
            self.first_loss = self.learner.train_loss().into();
        }
        self.save();
    }

    fn refresh_views(&mut self) {
        self.inside.refresh(&self.learner, &self.points);
        self.surface.moved(&self.learner, &self.path);
    }

    /// Does what is asked, and says what is no longer what it was.
    pub fn update(&mut self, msg: Msg) -> Stale {
        match msg {
            Msg::Set(change) => self.set(&change),
            Msg::Play => {
                self.recover();
                self.state = State::Running;
                self.notice = Notice::Playing;
                Stale::ALL
            }
            Msg::Pause => self.pause(Notice::Paused),
            Msg::Hide => self.pause(Notice::Hidden),
            Msg::Step(steps) => {
                self.recover();
                self.state = State::Paused;
                self.notice = Notice::Paused;
                self.train(steps);
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
                self.notice = Notice::Recovered;
                Stale::ALL
            }
            Msg::MovePoint(index, to) => self.edit(|points| points.place(index, to)),
            Msg::AddPoint(at) => self.edit(|points| points.add(at)),
            Msg::RemovePoint(index) => self.edit(|points| points.remove(index)),
            Msg::SelectPoint(index) => {
                self.points.select(index);
                Stale::FIT
            }
            Msg::ReplacePoints { points, split } => {
                self.points.replace(&mut self.settings, points, None, split);
                self.learner.measure(&self.settings, self.points.all());
                self.path.restart(self.learner.parameters());
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
            Msg::Reset => {
                let Settings { lang, theme, .. } = self.settings;
                *self = Session::new(Settings { lang, theme, ..Settings::default() });
                Stale::ALL
            }
        }
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
            Effect::Training => {}
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
        if parameters.len() != self.start.len() {
            return Stale::NOTHING;
        }
        self.start = parameters;
        let shown = *self.learner.scaling();
        self.learner.measure(&self.settings, self.points.all());
        if *self.learner.scaling() != shown || self.learner.is_polynomial() {
            self.surface.restart();
        }
        self.learner.set_parameters(&self.start);
        self.begin();
        self.refresh_views();
        self.notice = Notice::Placed;
        Stale::ALL
    }

    fn recover(&mut self) {
        if let State::Diverged(_) = self.state {
            self.state = State::Paused;
            self.step = self.last_good.step;
            let parameters = std::mem::take(&mut self.last_good.parameters);
            self.learner.set_parameters(&parameters);
            self.last_good.parameters = parameters;
            self.history.clone_from(&self.last_good.history);
            self.judge();
            self.refresh_views();
        }
    }

    /// Trains at most so many steps if running. Returns how many were taken: fewer only after a divergence.
    pub fn tick(&mut self, most: u32) -> u32 {
        if self.state != State::Running { 0 } else { self.train(most) }
    }

    fn train(&mut self, steps: u32) -> u32 {
        if matches!(self.state, State::Diverged(_)) {
            return 0;
        }
        let rate = self.settings.learning_rate as f32;
        for taken in 0..steps {
            self.learner.step(rate);
            self.step += 1;
            self.record();
            let divergence = status::divergence(self.learner.train_loss().into(), self.worst());
            if divergence.is_some() {
                self.judge();
                return taken + 1;
            }
            self.path.record(self.learner.parameters());
        }
        steps
    }

    /// The loss from which on the training is of no use: far above its start and above the spread of the points.
    fn worst(&self) -> f64 {
        status::TOO_MUCH * self.first_loss.max(self.points.spread()).max(status::LEAST_LOSS)
    }

    fn judge(&mut self) {
        if let Some(divergence) = status::divergence(self.learner.train_loss().into(), self.worst()) {
            self.state = State::Diverged(divergence);
        }
    }

    /// After the steps of a frame: remembers a moment to go back to, and brings the pictures up to date.
    pub fn after_steps(&mut self) {
        if self.state == State::Running {
            self.save();
        }
        self.refresh_views();
    }

    /// Computes some cells of the loss surface; returns whether there is more to do.
    pub fn fill_surface(&mut self, cells: usize) -> bool {
        let running = self.state == State::Running;
        let rng = generator(&self.settings, Stream::Slice);
        self.surface.fill(&self.learner, &self.path, rng, running, cells);
        self.surface_unfinished()
    }

    /// Whether the loss surface shown is not yet that of today's points and parameters.
    pub fn surface_unfinished(&self) -> bool {
        self.learner.parameters().iter().all(|p| p.is_finite()) && self.surface.unfinished(self.state == State::Running)
    }

    /// What may be seen.
    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            fit: self.inside.fit(&self.points),
            surface: self.surface.snapshot(),
            losses: snapshot::Losses { entries: self.history.entries(), log: self.log_losses, readout: self.readout },
            layers: self.inside.layers(&self.learner, &self.settings, &self.points),
        }
    }

    /// Numbers and words' reasons.
    pub fn status(&self) -> Status {
        Status {
            state: self.state,
            notice: self.notice,
            step: self.step,
            epoch: self.step,
            train_loss: self.learner.train_loss().into(),
            held_out_loss: self.learner.held_out_loss().map(f64::from),
            first_loss: self.first_loss,
            parameters: self.learner.parameters().len(),
            training_points: self.points.all().iter().filter(|p| !p.held_out).count(),
            points: self.points.all().len(),
            coefficients: self.learner.coefficients(self.settings.model),
        }
    }

    /// What the knobs are set to.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The points, in the user's order.
    pub fn points(&self) -> &[Point] {
        self.points.all()
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
    pub fn quantity(&self) -> snapshot::Quantity<'_> {
        self.points.quantity()
    }

    /// The model's answers, in the units of y.
    pub fn predict(&self, xs: &[f64]) -> Vec<f64> {
        let mut columns = Columns::new(self.learner.shape(), xs.len());
        self.learner.fill(&mut columns.batch, xs.iter().copied());
        columns.forward(self.learner.shape(), self.learner.parameters());
        columns.work.output()[..xs.len()].iter().map(|a| self.learner.scaling().y_out(f64::from(*a))).collect()
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
