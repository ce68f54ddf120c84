//! How a learner tells two classes apart. No first screen asks for it, so it stands apart from the other measures.

use super::Verdict;
use super::judgement::REMEMBERED;
use super::learner::Learner;
use super::sorting::{self, Counts, Sorted};
use crate::run::{Model, Trend};

/// How many samples are told apart, by class.
#[inline(never)]
pub fn counted(learner: &Learner) -> Sorted {
    let of = |held_out: bool| {
        let answers = learner.samples.iter().zip(learner.outputs());
        Counts::of(answers.filter(|(sample, _)| sample.held_out == held_out))
    };
    Sorted { train: of(false), held_out: of(true) }
}

/// [`Learner::verdict`], where a class is asked for.
#[inline(never)]
pub fn verdict(learner: &Learner, trained: bool, trend: Trend, beyond_best: Option<f64>) -> Verdict {
    let ((r_squared, _), losses) = (learner.r_squared(), learner.losses());
    sorting::judge(&sorting::Evidence {
        trained,
        trend,
        beyond_best,
        parameters: learner.spec.frozen.free(learner.parameters.len()).map(|free| free.len()).sum(),
        sorted: counted(learner),
        losses: (losses.train.into(), losses.held_out.map(f64::from)),
        r_squared,
        reach: r_squared.filter(|r| *r < REMEMBERED).and_then(|_| learner.reach()),
        neighbours: *learner.neighbours.get_or_init(|| sorting::by_neighbours(&learner.samples)),
    })
}
