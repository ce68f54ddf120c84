//! How a learner tells two classes apart. No first screen asks for it, so it stands apart from the other measures.

use super::Verdict;
use super::judgement::is_stuck;
use super::learner::Learner;
use super::sorting::{self, Counts, Sorted};
use crate::data::Point;
use crate::run::{Model, Trend};

/// How many samples are told apart, by class.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn counted(learner: &Learner) -> Sorted {
    let of = |held_out: bool| {
        let answers = learner.samples.iter().zip(learner.outputs());
        Counts::of(answers.filter(|(sample, _)| sample.held_out == held_out))
    };
    Sorted { train: of(false), held_out: of(true) }
}

/// How many of other samples are told apart.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn counted_on(learner: &Learner, samples: &[Point]) -> Sorted {
    let places: Vec<(f64, f64)> = samples.iter().map(|sample| (sample.x, sample.y)).collect();
    // Of the probability ½ and of the log-odds 0 the other class is said.
    let answers: Vec<f64> = learner.predict_places(&places).into_iter().map(|p| p - 0.5).collect();
    let of = |held_out: bool| {
        let answers = samples.iter().zip(answers.iter().copied());
        Counts::of(answers.filter(|(sample, _)| sample.held_out == held_out))
    };
    Sorted { train: of(false), held_out: of(true) }
}

/// [`Learner::verdict`], where a class is asked for.
#[inline(never)] // in the second part of the program (xtask/src/split)
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
        reach: is_stuck(trend, r_squared).then(|| learner.reach()).flatten(),
        neighbours: *learner.neighbours.get_or_init(|| sorting::by_neighbours(&learner.samples)),
    })
}
