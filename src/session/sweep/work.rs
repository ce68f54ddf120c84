//! The session's part in a sweep: it begins and ends one, lends it points and time, and takes a model over.

use crate::session::Session;
use crate::session::status::{Notice, Stale};
use crate::view::Vary;

impl Session {
    pub(in crate::session) fn measure(&mut self, vary: Vary, steps: u32, folds: usize) -> Stale {
        let began = self.sweep.begin((vary, steps, folds), &self.settings, self.points.all());
        if began { Stale::SWEEP } else { Stale::NOTHING }
    }

    pub(in crate::session) fn stop_measuring(&mut self) -> Stale {
        self.sweep.stop();
        Stale::SWEEP
    }

    pub(in crate::session) fn read_capacity(&mut self, index: Option<usize>) -> Stale {
        self.sweep.read(index);
        Stale::SWEEP
    }

    /// The model of a capacity that was measured; it is trained as it was there, by the frames to come.
    pub(in crate::session) fn load_capacity(&mut self, index: usize) -> Stale {
        let Some(steps) = self.sweep.choose(index, &mut self.settings) else { return Stale::NOTHING };
        self.restart_model();
        let stale = self.play(Some(steps.into()));
        self.notice = Notice::NewModel;
        stale
    }

    /// Trains the model that is being measured for the sweep by at most so many steps; returns how many were taken.
    pub fn fill_sweep(&mut self, steps: u32) -> u32 {
        let truth = self.points.law().map(|law| (law, self.points.frame().0));
        self.sweep.fill(steps, &self.settings, self.points.all(), truth)
    }

    /// Whether the sweep has something left to measure.
    pub fn is_measuring(&self) -> bool {
        self.sweep.is_measuring()
    }

    /// About how many multiplications a step of what is measured costs.
    pub fn sweep_cost(&self) -> usize {
        self.sweep.cost()
    }

    /// The fold of each point of the sweep, in their order; empty without folds.
    pub fn folds(&self) -> &[usize] {
        self.sweep.folds()
    }
}
