//! One beside today's run: a model that learns the same points with settings of its own.

use crate::learn::{Activation, Frozen};
use crate::probe::{curve, profile_at};
use crate::run::{Model as _, SegmentConditions};
use crate::session::board::{Board, Run};
use crate::session::knobs::{Change, Effect, FROZEN, Knob, LAYERS};
use crate::session::settings::{Model, Settings};
use crate::task::{Learner, Spec};
use crate::view::LaneBefore;
use std::rc::Rc;

/// What a lane has otherwise than today's settings, a knob each.
pub type Otherwise = Vec<Change>;

/// Whether a lane may have this knob otherwise: how the model is made and trained is its own matter, the points are those of all.
pub fn may_differ(knob: &Knob) -> bool {
    match knob.effect {
        Effect::Model | Effect::Degree | Effect::Training | Effect::Objective => knob.key != FROZEN,
        Effect::Data | Effect::Points | Effect::Law | Effect::Split | Effect::Unseen | Effect::Pace | Effect::View => {
            false
        }
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

/// The mean |∂L/∂W| of each layer of a model as it is, over all training samples.
pub fn profile_of(learner: &Learner) -> Vec<f64> {
    profile_at(learner, learner.parameters())
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
    let (model, settings) = (run.model(), &run.context().settings);
    let bends = settings.model == Model::Network && !settings.layers.is_empty();
    LaneBefore {
        activation: bends.then(|| Activation::ALL.iter().position(|other| *other == settings.activation)).flatten(),
        curve: if model.tells_classes() { Vec::new() } else { curve(model, run.context().points.frame().0) },
        error: fault(model),
        first: first.to_vec(),
    }
}

/// From this step on the steps of today's run have depended on this.
type Since = (u64, Rc<SegmentConditions<Learner, Board>>);

/// A model with settings of its own that learns what today's does.
pub struct Rival {
    otherwise: Otherwise,
    /// On what today's run has depended, as far as it has been told, oldest first.
    boards: Vec<Since>,
    /// How many of them it has come to.
    passed: usize,
    run: Run,
    first: Vec<f64>,
    /// No step was possible any more.
    stuck: bool,
}

impl Rival {
    /// At its start, as today's run has depended on these so far, of which there is one at least.
    pub fn new(otherwise: Otherwise, boards: Vec<Since>) -> Rival {
        let run = begun(&boards[0].1, &otherwise);
        Rival { first: profile_of(run.model()), otherwise, boards, passed: 1, run, stuck: false }
    }

    /// Takes note of where today's run is and on what it has depended. Where that is no way onward from here, it begins anew.
    pub fn follow(&mut self, run: &Run, boards: Vec<Since>) {
        let is_one = |one: &Since, other: &Since| one.0 == other.0 && Rc::ptr_eq(&one.1, &other.1);
        // The oldest of very many are kept no longer.
        let forgotten = boards.first().and_then(|first| self.boards.iter().position(|known| is_one(known, first)));
        if let Some(gone) = forgotten.filter(|gone| *gone < self.passed) {
            self.boards.drain(..gone);
            self.passed -= gone;
        }
        let same = self.boards.iter().zip(&boards).take_while(|(one, other)| is_one(one, other)).count();
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
        let conditions = &self.boards[self.passed].1;
        let own = Rc::new(own_board(&conditions.context, &self.otherwise));
        let (spec, samples) = (own.settings.spec(), own.points.shared());
        let now = self.run.model();
        if is_another_model(&spec, now.spec()) {
            self.run = begun(conditions, &self.otherwise);
            self.first = profile_of(self.run.model());
        } else if samples != now.shared_samples() {
            self.run.change_samples(own, false, |learner| {
                learner.train_by(&spec);
                let rewritten = learner.follow(samples);
                learner.share_coordinates(&conditions.model);
                rewritten
            });
        } else {
            self.run.change_objective(own, false, |learner| learner.train_by(&spec));
        }
        self.passed += 1;
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

/// The run of a lane at its start, where today's begins so: from its own first weights, in today's coordinates.
fn begun(today: &SegmentConditions<Learner, Board>, otherwise: &[Change]) -> Run {
    let own = own_board(&today.context, otherwise);
    let mut learner = own.learner();
    learner.share_coordinates(&today.model);
    Run::new(learner, Rc::new(own))
}

/// Whether no run goes on from one of them to the other.
fn is_another_model(one: &Spec, other: &Spec) -> bool {
    let kind = |spec: &Spec| Spec { recipe: other.recipe, frozen: other.frozen.clone(), ..spec.clone() };
    kind(one) != kind(other)
}
