//! Who races beside today's run, and what came of it.

mod lanes;

pub use self::lanes::{Began, END, Many, Rival, first_profile};

use self::lanes::before_of;
use super::board::{Board, Run};
use crate::learn::Activation;
use crate::run::State;
use crate::task::Learner;
use crate::view::LaneBefore;
use std::rc::Rc;

/// After a message the one beside takes at most so many multiplications to catch up; what is left it takes in the frames.
const AT_ONCE: usize = 4_000_000;

/// Who races, and what came of it.
#[derive(Default)]
pub struct Race {
    pub rival: Option<Rival>,
    /// The gradient of today's run at its first step, layer by layer.
    pub first: Vec<f64>,
    /// What both came to under the settings before.
    pub before: Option<(Activation, [LaneBefore; 2])>,
    /// The same of the settings of today, once they are judged, and at which step.
    pub leaving: Option<(Activation, [LaneBefore; 2], u64)>,
    pub many: Option<Many>,
}

impl Race {
    /// Whether anybody races.
    pub fn is_on(&self) -> bool {
        self.rival.is_some()
    }

    /// About how many multiplications the one beside takes for a step.
    pub fn step_cost(&self) -> usize {
        self.rival.as_ref().map_or(0, Rival::step_cost)
    }

    /// Trains today's run as `Run::tick` does. Whatever has set it going, in a race it stops where that is judged.
    pub fn tick(&self, run: &mut Run, most: u32) -> u32 {
        if !self.is_on() || run.steps_to_go().is_some() {
            return run.tick(most);
        }
        let left = END.saturating_sub(run.step());
        let taken = run.tick(most.min(left as u32));
        if run.step() >= END && run.state() == State::Running {
            run.pause();
        }
        taken
    }

    /// The one beside is at the same step as today's run, or nearer to it.
    pub fn follow(&mut self, run: &Run, board: &Rc<Board>) {
        if self.is_on() {
            self.follow_rival(run, board);
        }
    }

    /// What is judged is kept, to be compared with what comes of other settings.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn keep_judged(&mut self, run: &Run) {
        let Some(rival) = self.rival.as_ref().filter(|rival| rival.is_level(run.step())) else { return };
        if run.step() >= END && self.leaving.as_ref().is_none_or(|of| of.2 != run.step()) {
            let lanes = [before_of(run, &self.first), before_of(rival.run(), rival.first())];
            self.leaving = Some((activation(run.model()), lanes, run.step()));
        }
    }

    #[inline(never)] // in the second part of the program (xtask/src/split)
    fn follow_rival(&mut self, run: &Run, board: &Rc<Board>) {
        let Some(rival) = &mut self.rival else { return };
        let began = rival.begin(run, board);
        if began != Began::NotAtAll {
            self.first = first_profile(run.model());
            if let Some((of, lanes, _)) = self.leaving.take() {
                self.before = Some((of, lanes));
            }
            // Of the same settings there is nothing to compare, nor of other points.
            let of = activation(run.model());
            self.before = self.before.take().filter(|(before, _)| *before != of && began != Began::OnOtherPoints);
            self.many = self.many.take().filter(|many| many.is_of(board));
        }
        let steps = (AT_ONCE / rival.step_cost().max(1)).max(1) as u64;
        rival.catch_up(run.step(), steps);
        self.keep_judged(run);
    }
}

/// The activation of a model's hidden layers.
pub fn activation(learner: &Learner) -> Activation {
    learner.shape().layers().first().map_or(Activation::Linear, |layer| layer.activation)
}
