//! A sweep over capacity: for each model a training of its own, a few steps at a time, and what came of it. The session's
//! own run knows nothing of it.

mod plan;
mod trial;

pub use self::plan::{MOST_FOLDS, MOST_STEPS, VARIES};

use self::plan::Plan;
use self::trial::{Score, Trial, sum_up};
use super::board::Board;
use super::settings::Settings;
use super::status::Stale;
use crate::data::Stream;
use crate::learn::Order;
use crate::view::{self, Measured, Vary};
use std::rc::Rc;

/// What is measured, and what was.
#[derive(Default)]
pub struct Sweep {
    plan: Option<Plan>,
    results: Vec<Measured>,
    /// Of the capacity that is under way: the folds that are done.
    scores: Vec<Score>,
    /// The training that is under way; `None` when nothing is measured.
    trial: Option<Trial>,
    /// The fold of each point; empty without folds.
    folds: Vec<usize>,
    reading: Option<usize>,
}

impl Sweep {
    /// Begins to measure. Returns false, and changes nothing, where that cannot be.
    pub fn begin(&mut self, vary: Vary, steps: u32, folds: usize, board: &Rc<Board>) -> bool {
        let Some(plan) = Plan::new(vary, steps, folds, board) else { return false };
        let folds = if plan.folds == 0 { Vec::new() } else { deal(plan.folds, board) };
        *self = Sweep { plan: Some(plan), folds, ..Sweep::default() };
        self.next();
        true
    }

    /// Ends what is under way; what is finished stays.
    pub fn stop(&mut self) -> Stale {
        self.trial = None;
        self.scores.clear();
        if self.results.is_empty() {
            *self = Sweep::default();
        }
        Stale::SWEEP
    }

    /// Whether something is left to be measured.
    pub fn is_measuring(&self) -> bool {
        self.trial.is_some()
    }

    /// About how many multiplications the next step costs.
    pub fn cost(&self) -> usize {
        self.trial.as_ref().map_or(1, Trial::step_cost)
    }

    /// Trains the model that is under way by at most this many steps; returns how many were taken. Stops for good where the
    /// settings or the points have become others: the rest would be of another kind.
    pub fn fill(&mut self, most: u32, today: &Board) -> u32 {
        let (Some(plan), Some(trial)) = (&self.plan, &mut self.trial) else { return 0 };
        if !plan.holds(today) {
            self.stop();
            return 0;
        }
        let taken = trial.train(most);
        if trial.is_at_end()
            && let Some(trial) = self.trial.take()
        {
            let capacity = plan.capacities.get(self.results.len()).copied().unwrap_or_default();
            self.scores.push(trial.score(capacity));
            // One fold that has diverged is the end of all.
            if self.scores.len() >= plan.folds || self.scores.last().is_some_and(Score::is_diverged) {
                self.results.extend(sum_up(&self.scores));
                self.scores.clear();
            }
            self.next();
        }
        taken
    }

    /// The next training, if there is one left.
    fn next(&mut self) {
        let Some(plan) = self.plan.as_ref().filter(|plan| self.results.len() < plan.capacities.len()) else { return };
        let mut samples = plan.board.points.shared();
        if !self.folds.is_empty() {
            for (sample, fold) in Rc::make_mut(&mut samples).iter_mut().zip(&self.folds) {
                sample.held_out = *fold == self.scores.len();
            }
        }
        self.trial = Some(Trial::new(plan.settings(self.results.len()).spec(), samples, &plan.board, plan.steps));
    }

    /// Reads a capacity that was measured.
    pub fn read(&mut self, index: Option<usize>) -> Stale {
        self.reading = index.filter(|at| *at < self.results.len());
        Stale::SWEEP
    }

    /// Sets the knobs that make the model of a capacity that was measured; returns for how many steps it is trained.
    pub fn choose(&self, index: usize, settings: &mut Settings) -> Option<u32> {
        let plan = self.plan.as_ref().filter(|_| index < self.results.len())?;
        plan.choose(index, settings);
        Some(plan.steps)
    }

    /// The fold of each point, in their order; empty without folds.
    pub fn folds(&self) -> &[usize] {
        &self.folds
    }

    /// What may be seen of it.
    pub fn view<'a>(&'a self, today: &'a Board) -> view::Sweep<'a> {
        let plan = self.plan.as_ref();
        let folds = plan.map_or(0, |plan| plan.folds);
        let each = folds.max(1);
        let Board { settings, points, .. } = plan.map_or(today, |plan| &plan.board);
        view::Sweep {
            vary: plan.map_or(Vary::Degree, |plan| plan.vary),
            fixed: plan.map_or(0, |plan| plan.fixed),
            capacities: plan.map_or(&[], |plan| &plan.capacities),
            results: &self.results,
            steps: plan.map_or(0, |plan| plan.steps),
            folds,
            trained: self.results.len() * each + self.scores.len(),
            trainings: plan.map_or(0, |plan| plan.capacities.len() * each),
            measuring: self.is_measuring(),
            outdated: plan.is_some_and(|plan| !plan.holds(today)),
            today: plan.and_then(|plan| plan.today(&today.settings)),
            reading: self.reading,
            units: settings.units(points.quantity()),
        }
    }

    /// About how many bytes it takes beside the board that it is of.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.results[..]) + size_of_val(&self.folds[..])
    }
}

/// Deals the points of a board into folds that differ by one point at most, from a stream of its own; blind to where they lie.
fn deal(folds: usize, board: &Board) -> Vec<usize> {
    let count = board.points.all().len();
    let mut dealt = vec![0; count];
    let mut order = Order::new(count);
    let mut rng = Stream::Folds.of(board.settings.seed);
    for (place, index) in order.next_batch(count, &mut rng).iter().enumerate() {
        dealt[*index as usize] = place % folds;
    }
    dealt
}
