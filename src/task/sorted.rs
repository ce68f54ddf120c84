//! How a learner tells two classes apart. No first screen asks for it, so it stands apart from the other measures.

use super::Verdict;
use super::judgement::REMEMBERED;
use super::learner::Learner;
use super::sorting::{self, Counts, Sorted};
use crate::run::{Model, Trend};

impl Learner {
    /// How many samples are told apart, by class; `None` where no class is asked for.
    pub fn sorted(&self) -> Option<Sorted> {
        self.tells_classes().then(|| self.counted())
    }

    #[inline(never)]
    fn counted(&self) -> Sorted {
        let of = |held_out: bool| {
            Counts::of(self.samples.iter().zip(self.outputs()).filter(|(sample, _)| sample.held_out == held_out))
        };
        Sorted { train: of(false), held_out: of(true) }
    }

    /// [`Learner::verdict`], where a class is asked for.
    #[inline(never)]
    pub(super) fn sorting_verdict(&self, trained: bool, trend: Trend, beyond_best: Option<f64>) -> Verdict {
        let ((r_squared, _), losses) = (self.r_squared(), self.losses());
        sorting::judge(&sorting::Evidence {
            trained,
            trend,
            beyond_best,
            parameters: self.spec.frozen.free(self.parameters.len()).map(|free| free.len()).sum(),
            sorted: self.counted(),
            losses: (losses.train.into(), losses.held_out.map(f64::from)),
            r_squared,
            reach: r_squared.filter(|r| *r < REMEMBERED).and_then(|_| self.reach()),
            neighbours: *self.neighbours.get_or_init(|| sorting::by_neighbours(&self.samples)),
        })
    }
}
