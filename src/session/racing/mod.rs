//! Who races beside today's run, and what came of it.

mod lanes;

pub use self::lanes::{END, Many, Rival, first_profile};

use self::lanes::before_of;
use super::board::{Board, Run};
use crate::learn::Activation;
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

    /// The one beside is at the same step as today's run, or nearer to it.
    pub fn follow(&mut self, run: &Run, board: &Rc<Board>) {
        if self.is_on() {
            self.follow_rival(run, board);
        }
    }

    #[inline(never)] // in the second part of the program (xtask/src/split)
    fn follow_rival(&mut self, run: &Run, board: &Rc<Board>) {
        let Some(rival) = &mut self.rival else { return };
        if rival.begin(run, board) {
            self.first = first_profile(run.model());
            if let Some((of, lanes, _)) = self.leaving.take().filter(|leaving| leaving.0 != activation(run.model())) {
                self.before = Some((of, lanes));
            }
            self.many = self.many.take().filter(|many| many.is_of(board));
        }
        let steps = (AT_ONCE / rival.step_cost().max(1)).max(1) as u64;
        rival.catch_up(run.step(), steps);
        // What is judged is kept, to be compared with what comes of other settings.
        if run.step() >= END && rival.is_level(run.step()) && self.leaving.as_ref().is_none_or(|of| of.2 != run.step())
        {
            let lanes = [before_of(run, &self.first), before_of(rival.run(), rival.first())];
            self.leaving = Some((activation(run.model()), lanes, run.step()));
        }
    }
}

/// The activation of a model's hidden layers.
pub fn activation(learner: &Learner) -> Activation {
    learner.shape().layers().first().map_or(Activation::Linear, |layer| layer.activation)
}
