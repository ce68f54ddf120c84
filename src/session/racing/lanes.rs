//! The one beside today's run, and races over many seeds.

use crate::data::Point;
use crate::learn::Frozen;
use crate::probe::{curve, profile};
use crate::run::Model as _;
use crate::session::board::{Board, Run};
use crate::session::settings::Settings;
use crate::task::{Learner, Spec};
use crate::view::{LaneBefore, Tally};
use std::rc::Rc;

/// At so many steps a race is judged.
pub const END: u64 = 2_000;
/// So many races are run to see who wins how often.
const MANY: usize = 20;

/// The settings of today with other layers; what is frozen there means nothing here.
fn with_layers(settings: &Settings, layers: &[usize]) -> Settings {
    Settings { layers: layers.to_vec(), activations: Vec::new(), frozen: Frozen::default(), ..settings.clone() }
}

/// The mean |∂L/∂W| of each layer of a model at its first step.
pub fn first_profile(learner: &Learner) -> Vec<f64> {
    let gradients = Learner::new(learner.spec().clone(), learner.shared_samples()).mean_gradients();
    profile(learner.shape(), |at| gradients[at])
}

/// What a run has come to, to be compared with.
pub fn before_of(run: &Run, first: &[f64]) -> LaneBefore {
    let errors = run.model().typical_errors();
    LaneBefore {
        curve: curve(run.model(), run.context().points.frame().0),
        error: errors.held_out.unwrap_or(errors.train),
        first: first.to_vec(),
    }
}

/// Whether the one beside has begun another race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// It goes on, or does the same once more.
    NotAtAll,
    /// The settings are others, the points are not.
    WithOtherSettings,
    /// The points are others.
    OnOtherPoints,
}

/// A model with layers of its own that learns what today's does.
pub struct Rival {
    layers: Vec<usize>,
    spec: Spec,
    samples: Rc<Vec<Point>>,
    run: Run,
    first: Vec<f64>,
    /// No step was possible any more.
    stuck: bool,
}

impl Rival {
    /// At its start, on this board.
    pub fn new(layers: Vec<usize>, board: &Rc<Board>) -> Rival {
        let (spec, samples) = (with_layers(&board.settings, &layers).spec(), board.points.shared());
        let run = Run::new(Learner::new(spec.clone(), Rc::clone(&samples)), Rc::clone(board));
        Rival { first: first_profile(run.model()), layers, spec, samples, run, stuck: false }
    }

    /// Begins anew where the settings or the points are others, or today's run is at an earlier step; says which of these it was.
    pub fn begin(&mut self, run: &Run, board: &Rc<Board>) -> Began {
        let points = board.points.shared() != self.samples;
        let others = points || with_layers(&board.settings, &self.layers).spec() != self.spec;
        if others || run.step() < self.run.step() {
            *self = Rival::new(std::mem::take(&mut self.layers), board);
        }
        match (points, others) {
            (true, _) => Began::OnOtherPoints,
            (false, true) => Began::WithOtherSettings,
            (false, false) => Began::NotAtAll,
        }
    }

    /// Takes at most so many of the steps that lead to this one; returns how many.
    pub fn catch_up(&mut self, to: u64, most: u64) -> u64 {
        let before = self.run.step();
        let steps = to.saturating_sub(before).min(most);
        if steps > 0 {
            self.run.step_by_hand(u32::try_from(steps).unwrap_or(u32::MAX));
            self.stuck = self.run.step() <= before;
        }
        self.run.step().saturating_sub(before)
    }

    /// Whether it has taken as many steps, or can take none any more.
    pub fn is_level(&self, step: u64) -> bool {
        self.run.step() >= step || self.stuck || self.run.has_diverged()
    }

    /// Its hidden layers.
    pub fn layers(&self) -> &[usize] {
        &self.layers
    }

    /// Its run.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Its gradient at the first step, layer by layer.
    pub fn first(&self) -> &[f64] {
        &self.first
    }

    /// About how many multiplications a step costs.
    pub fn step_cost(&self) -> usize {
        self.run.model().step_cost()
    }
}

/// The user's own points; `None` where they are drawn from the seed.
fn own_samples(board: &Board) -> Option<Rc<Vec<Point>>> {
    board.settings.dataset.is_own().then(|| board.points.shared())
}

/// Races over many seeds.
pub struct Many {
    settings: [Settings; 2],
    /// The user's own points, which no seed changes.
    own: Option<Rc<Vec<Point>>>,
    /// Those that are under way, and how many steps they have taken.
    lanes: Option<([Learner; 2], u64)>,
    tally: Tally,
}

impl Many {
    /// The races of these settings against other layers, from today's seed on.
    pub fn new(board: &Board, layers: &[usize]) -> Many {
        let settings = [board.settings.clone(), with_layers(&board.settings, layers)];
        let own = own_samples(board);
        let mut many = Many { settings, own, lanes: None, tally: Tally { of: MANY, ..Tally::default() } };
        many.next();
        many
    }

    /// Whether they are of these settings.
    pub fn is_of(&self, board: &Board) -> bool {
        let Settings { seed, pace, lang, theme, .. } = self.settings[0];
        Settings { seed, pace, lang, theme, ..board.settings.clone() } == self.settings[0]
            && own_samples(board) == self.own
    }

    fn next(&mut self) {
        let seed = self.settings[0].seed.wrapping_add(self.tally.done as u32);
        let learner = |settings: &Settings| {
            let board = Board::made(Settings { seed, ..settings.clone() });
            match &self.own {
                Some(samples) => Learner::new(board.settings.spec(), Rc::clone(samples)),
                None => board.learner(),
            }
        };
        self.lanes = (self.tally.done < self.tally.of).then(|| (self.settings.each_ref().map(learner), 0));
    }

    /// Takes at most so many steps of both; returns how many.
    pub fn train(&mut self, most: u32) -> u32 {
        let Some((lanes, taken)) = &mut self.lanes else { return 0 };
        let steps = END.saturating_sub(*taken).min(most.into());
        for lane in lanes.iter_mut() {
            for _ in 0..steps {
                lane.step();
            }
        }
        *taken += steps;
        if *taken >= END {
            let errors = lanes.each_mut().map(|lane| {
                lane.catch_up();
                let errors = lane.typical_errors();
                errors.held_out.unwrap_or(errors.train)
            });
            let [first, second] = errors.map(|error| if error.is_finite() { error } else { f64::INFINITY });
            self.tally.won += usize::from(first < second);
            self.tally.done += 1;
            self.next();
        }
        steps as u32
    }

    /// Whether all are over.
    pub fn is_over(&self) -> bool {
        self.lanes.is_none()
    }

    /// About how many multiplications a step of both costs.
    pub fn step_cost(&self) -> usize {
        self.lanes.as_ref().map_or(0, |(lanes, _)| lanes.iter().map(Learner::step_cost).sum())
    }

    /// How many are over, and who has won.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}
