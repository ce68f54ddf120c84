//! One beside today's run: a model that learns the same points with settings of its own.

use crate::learn::Frozen;
use crate::probe::{curve, profile};
use crate::run::Model as _;
use crate::session::board::{Board, Run};
use crate::session::knobs::{Change, Effect, FROZEN, Knob, LAYERS};
use crate::session::settings::Settings;
use crate::task::{Learner, Spec};
use crate::view::LaneBefore;
use std::rc::Rc;

/// What a lane has otherwise than today's settings, a knob each.
pub type Otherwise = Vec<Change>;

/// Whether a lane may have this knob otherwise: how the model is made and trained is its own matter, the points are those of all.
pub fn may_differ(knob: &Knob) -> bool {
    match knob.effect {
        Effect::Model | Effect::Degree | Effect::Training | Effect::Objective => knob.key != FROZEN,
        Effect::Data | Effect::Points | Effect::Split | Effect::Pace | Effect::View => false,
    }
}

/// Today's settings with what a lane has otherwise; what is frozen there means nothing here, nor does the activation of a single
/// layer where the layers are others.
pub fn with(settings: &Settings, otherwise: &[Change]) -> Settings {
    let mut settings = Settings { frozen: Frozen::default(), ..settings.clone() };
    if otherwise.iter().any(|change| change.knob().key == LAYERS) {
        settings.activations.clear();
    }
    otherwise.iter().for_each(|change| change.apply(&mut settings));
    settings
}

/// The mean |∂L/∂W| of each layer of a model at its first step.
pub fn first_profile(learner: &Learner) -> Vec<f64> {
    let gradients = Learner::new(learner.spec().clone(), learner.shared_samples()).mean_gradients();
    profile(learner.shape(), |at| gradients[at])
}

/// By what a model is judged, the less the better: its typical error on the points held out, or else on its own; of two classes
/// the share that it takes for what they are not.
pub fn fault(learner: &Learner) -> f64 {
    let errors = learner.typical_errors();
    let Some(sorted) = learner.sorted() else { return errors.held_out.unwrap_or(errors.train) };
    let counts = if errors.held_out.is_some() { sorted.held_out } else { sorted.train };
    counts.all().share().map_or(f64::NAN, |right| 1.0 - right)
}

/// What a run has come to, to be compared with.
pub fn before_of(run: &Run, first: &[f64]) -> LaneBefore {
    LaneBefore {
        curve: curve(run.model(), run.context().points.frame().0),
        error: fault(run.model()),
        first: first.to_vec(),
    }
}

/// From this step on today's run has been on this board.
type Since = (u64, Rc<Board>);

/// A model with settings of its own that learns what today's does.
pub struct Rival {
    otherwise: Otherwise,
    /// The boards of today's run that it has been told of, oldest first.
    boards: Vec<Since>,
    /// How many of them it has come to.
    passed: usize,
    run: Run,
    first: Vec<f64>,
    /// No step was possible any more.
    stuck: bool,
}

impl Rival {
    /// At its start, as today's run has been on these boards so far, of which there is one at least.
    pub fn new(otherwise: Otherwise, boards: Vec<Since>) -> Rival {
        let own = own_board(&boards[0].1, &otherwise);
        let run = Run::new(own.learner(), Rc::new(own));
        Rival { first: first_profile(run.model()), otherwise, boards, passed: 1, run, stuck: false }
    }

    /// Takes note of where today's run is and on which boards it has been. Where that is no way onward from here, it begins anew.
    pub fn follow(&mut self, run: &Run, boards: Vec<Since>) {
        let is_same = |(one, other): &(&Since, &Since)| one.0 == other.0 && Rc::ptr_eq(&one.1, &other.1);
        let same = self.boards.iter().zip(&boards).take_while(is_same).count();
        let step = self.run.step();
        // Of a drag today's run keeps no more than where it has come to.
        let dragged = same + 1 == self.passed && same < boards.len();
        let later = boards[same..].iter().all(|(from, _)| *from >= step);
        if same > 0 && (same >= self.passed || dragged) && later && run.step() >= step {
            self.passed = self.passed.min(same);
            self.boards = boards;
        } else {
            *self = Rival::new(std::mem::take(&mut self.otherwise), boards);
        }
    }

    /// Takes at most so many of the steps that lead to this one; returns how many.
    pub fn catch_up(&mut self, to: u64, most: u64) -> u64 {
        let mut left = most;
        loop {
            let (step, next) = (self.run.step(), self.boards.get(self.passed).map(|(from, _)| *from));
            if next.is_some_and(|from| from <= step) {
                self.pass();
                continue;
            }
            let steps = next.map_or(to, |from| from.min(to)).saturating_sub(step).min(left);
            if steps > 0 {
                self.run.step_by_hand(u32::try_from(steps).unwrap_or(u32::MAX));
                self.stuck = self.run.step() <= step;
            }
            let taken = self.run.step().saturating_sub(step);
            left -= taken.min(left);
            if taken == 0 {
                return most - left;
            }
        }
    }

    /// Comes to the next board. A model of another form begins anew there.
    fn pass(&mut self) {
        let own = Rc::new(own_board(&self.boards[self.passed].1, &self.otherwise));
        self.passed += 1;
        let (spec, samples) = (own.settings.spec(), own.points.shared());
        let now = self.run.model();
        if is_another_model(&spec, now.spec()) {
            self.run = Run::new(own.learner(), own);
            self.first = first_profile(self.run.model());
        } else if samples != now.shared_samples() {
            self.run.change_samples(own, false, |learner| {
                learner.train_by(&spec);
                learner.follow(samples)
            });
        } else {
            self.run.change_objective(own, false, |learner| learner.train_by(&spec));
        }
        self.stuck = false;
    }

    /// Whether it has taken as many steps, or can take none any more.
    pub fn is_level(&self, step: u64) -> bool {
        self.run.step() >= step || self.stuck || self.run.has_diverged()
    }

    /// What it has otherwise than today's settings.
    pub fn otherwise(&self) -> &Otherwise {
        &self.otherwise
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

/// Its own board beside one of today's.
fn own_board(today: &Board, otherwise: &[Change]) -> Board {
    Board { settings: with(&today.settings, otherwise), points: today.points.clone(), left: None }
}

/// Whether no run goes on from one of them to the other.
fn is_another_model(one: &Spec, other: &Spec) -> bool {
    let kind = |spec: &Spec| Spec { recipe: other.recipe, frozen: other.frozen.clone(), ..spec.clone() };
    kind(one) != kind(other)
}
