//! What the user sets and edits: knobs and points. A run keeps the board along with its moments, so that looking back shows the
//! knobs and points of that time.

use super::frozen;
use super::knobs::{Effect, with_knobs};
use super::points::Points;
use super::settings::Settings;
use crate::run::{self, Aside, Kept};
use crate::task::{Learner, Spec};
use std::rc::Rc;

/// Knobs and points.
#[derive(Clone)]
pub struct Board {
    /// The knobs.
    pub settings: Settings,
    /// The points.
    pub points: Points,
    /// The model of other layers or first weights that was left for this one, on the same points.
    pub left: Option<Rc<Spec>>,
}

/// The run of a model on a board.
pub type Run = run::Run<Learner, Board>;

/// A run that is put aside.
pub type KeptRun = Aside<Learner, Board>;

impl Board {
    /// Points as the settings ask for.
    pub fn made(mut settings: Settings) -> Board {
        frozen::fit(&mut settings);
        Board { points: Points::made(&settings), settings, left: None }
    }

    /// The model that it asks for, with starting weights drawn from the seed.
    pub fn learner(&self) -> Learner {
        Learner::new(self.settings.spec(), self.points.shared())
    }

    /// An earlier board in the place of this one; what belongs to the view, and the pace, stay.
    pub fn taken_back(&self, then: &Board) -> Board {
        let (settings, points) = (self.settings_of(then), self.points.taken_back(&then.points));
        Board { settings, points, left: then.left.clone() }
    }

    /// The knobs of another board, but for what belongs to the view, and the pace.
    pub fn settings_of(&self, then: &Board) -> Settings {
        with_knobs(&self.settings, &[Effect::View, Effect::Pace], then.settings.clone())
    }

    /// An earlier board in the place of this one, as it was; only what belongs to the view stays.
    pub fn restored(&self, then: &Board) -> Board {
        let settings = with_knobs(&self.settings, &[Effect::View], then.settings.clone());
        Board { settings, points: self.points.replaced_by(&then.points), left: then.left.clone() }
    }
}

impl Kept for Board {
    fn bytes(&self) -> usize {
        let Settings { layers, frozen, .. } = &self.settings;
        size_of::<Board>()
            + 16 * layers.len()
            + size_of_val(frozen.ranges())
            + self.points.bytes()
            + self.left.as_ref().map_or(0, |_| size_of::<Spec>())
    }
}
