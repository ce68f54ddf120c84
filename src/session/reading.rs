//! How the run is read: the axis of its losses, what of them is read, and whether the held-out points are told of.

use super::pace::{FREE_PLAY, Paces};
use super::status::Stale;

/// How the run is read.
pub struct Reading {
    /// With a logarithmic axis of losses.
    pub log: bool,
    /// The step at which the losses are read.
    pub step: Option<u64>,
    /// The held-out points are told of.
    pub exam: bool,
    /// Runs that end as the freedom changes are kept.
    pub compare: bool,
    /// What slow, normal and fast mean.
    pub paces: Paces,
}

impl Default for Reading {
    fn default() -> Self {
        Reading { log: true, step: None, exam: true, compare: false, paces: FREE_PLAY }
    }
}

impl Reading {
    pub fn log_losses(&mut self, log: bool) -> Stale {
        self.log = log;
        Stale::LOSSES | Stale::FORM
    }

    /// Reads the losses at this step, or at the last.
    pub fn read_at(&mut self, step: Option<u64>, last: u64) -> Stale {
        self.step = step.map(|step| step.min(last));
        Stale::LOSSES
    }

    /// What lies behind this step is gone.
    pub fn cut(&mut self, last: u64) {
        self.step = self.step.map(|step| step.min(last));
    }

    pub fn tell_held_out(&mut self, exam: bool) -> Stale {
        self.exam = exam;
        Stale::RUN
    }

    pub fn set_paces(&mut self, paces: Paces) -> Stale {
        self.paces = paces;
        Stale::FORM
    }
}
