//! Races over many seeds.

use super::rival::{Otherwise, fault, with};
use crate::data::Point;
use crate::run::Model as _;
use crate::session::board::Board;
use crate::session::settings::Settings;
use crate::task::Learner;
use crate::view::Tally;
use std::rc::Rc;

/// At so many steps a race is judged.
pub const END: u64 = 2_000;
/// So many races are run to see who wins how often.
const MANY: usize = 20;

/// The user's own points; `None` where they are drawn from the seed.
fn own_samples(board: &Board) -> Option<Rc<Vec<Point>>> {
    board.settings.dataset.is_own().then(|| board.points.shared())
}

/// Races over many seeds.
pub struct Many {
    settings: Vec<Settings>,
    /// The user's own points, which no seed changes.
    own: Option<Rc<Vec<Point>>>,
    /// Those that are under way, and how many steps they have taken.
    lanes: Option<(Vec<Learner>, u64)>,
    tally: Tally,
}

impl Many {
    /// The races of these settings against those with what others have otherwise, from today's seed on.
    pub fn new<'a>(board: &Board, others: impl Iterator<Item = &'a Otherwise>) -> Many {
        let today = [board.settings.clone()].into_iter();
        let settings = today.chain(others.map(|otherwise| with(&board.settings, otherwise))).collect();
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
        self.lanes = (self.tally.done < self.tally.of).then(|| (self.settings.iter().map(learner).collect(), 0));
    }

    /// Takes at most so many steps of each; returns how many.
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
            lanes.iter_mut().for_each(Learner::catch_up);
            let faults: Vec<f64> = lanes.iter().map(fault).collect();
            self.tally.count(&faults);
            self.next();
        }
        steps as u32
    }

    /// Whether all are over.
    pub fn is_over(&self) -> bool {
        self.lanes.is_none()
    }

    /// About how many multiplications a step of all costs.
    pub fn step_cost(&self) -> usize {
        self.lanes.as_ref().map_or(0, |(lanes, _)| lanes.iter().map(Learner::step_cost).sum())
    }

    /// How many are over, and who has won.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}
