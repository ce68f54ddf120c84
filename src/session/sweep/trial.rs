//! One training of a sweep: a fresh run of its own, stopped after this many steps and judged there.

use crate::data::Point;
use crate::probe;
use crate::run::{Model, State};
use crate::session::board::{Board, Run};
use crate::task::{Learner, Spec};
use crate::view::{Errors, Measured};
use std::rc::Rc;

/// A run that ends after this many steps.
pub struct Trial {
    run: Run,
}

/// How one training ended.
pub struct Score {
    /// Points that were held out.
    count: usize,
    measured: Measured,
}

impl Trial {
    /// A run on these samples, at its start. The board is the one from which they come.
    pub fn new(spec: Spec, samples: Rc<Vec<Point>>, board: &Rc<Board>, steps: u32) -> Self {
        let mut run = Run::new(Learner::new(spec, samples), Rc::clone(board));
        run.play(Some(steps.into()));
        Trial { run }
    }

    /// Trains at most this many steps more; returns how many were taken.
    pub fn train(&mut self, most: u32) -> u32 {
        self.run.tick(most)
    }

    /// Whether there is nothing left to train.
    pub fn is_at_end(&self) -> bool {
        self.run.state() != State::Running
    }

    /// About how many multiplications a step costs.
    pub fn step_cost(&self) -> usize {
        self.run.model().step_cost()
    }

    /// How good the model is by now. What has diverged has no values.
    pub fn score(mut self, capacity: usize) -> Score {
        self.run.after_steps();
        let (learner, points) = (self.run.model(), &self.run.context().points);
        let errors = learner.typical_errors();
        let law = points.truth().map(|law| {
            let curve = probe::curve(learner, points.frame().0);
            let mean = probe::mean_square_to_law(&curve, curve.iter().map(|(x, _)| law.value(*x)));
            Errors { loss: learner.as_loss(mean), error: mean.sqrt() }
        });
        let held_out = learner.held_out_loss().zip(errors.held_out);
        let measured = Measured {
            capacity,
            parameters: learner.parameters().len(),
            train: Errors { loss: learner.train_loss().into(), error: errors.train },
            held_out: held_out.map(|(loss, error)| Errors { loss: loss.into(), error }),
            folds: None,
            law,
            diverged: self.run.has_diverged().then_some(self.run.step()),
        };
        let measured = if self.run.has_diverged() { measured.without_values() } else { measured };
        Score { count: learner.held_out_count(), measured }
    }
}

impl Score {
    /// Whether the training diverged.
    pub fn is_diverged(&self) -> bool {
        self.measured.diverged.is_some()
    }
}

/// The whole of what was learned of one capacity. Of one training it is just that; of folds it is the mean over all points
/// when they were held out, the mean over the folds of the rest, and the least and the greatest of the folds.
pub fn sum_up(scores: &[Score]) -> Option<Measured> {
    let mut whole = scores.iter().find(|score| score.is_diverged()).or(scores.first())?.measured;
    if scores.len() < 2 || whole.diverged.is_some() {
        return Some(whole);
    }
    let (mut train, mut held_out, mut law) = (Mean::default(), Mean::default(), Mean::default());
    for Score { count, measured } in scores {
        train.add(measured.train, 1);
        if let Some(wrong) = measured.law {
            law.add(wrong, 1);
        }
        let Some(unseen) = measured.held_out else { continue };
        held_out.add(unseen, *count);
        let (least, most) = whole.folds.unwrap_or((unseen, unseen));
        whole.folds = Some((
            Errors { loss: least.loss.min(unseen.loss), error: least.error.min(unseen.error) },
            Errors { loss: most.loss.max(unseen.loss), error: most.error.max(unseen.error) },
        ));
    }
    whole.train = train.value();
    whole.held_out = Some(held_out.value());
    whole.law = whole.law.map(|_| law.value());
    Some(whole)
}

/// The mean of losses, and the root of the mean square of errors, each counted this many times.
#[derive(Default)]
struct Mean {
    loss: f64,
    square: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, wrong: Errors, count: usize) {
        self.loss += wrong.loss * count as f64;
        self.square += wrong.error * wrong.error * count as f64;
        self.count += count;
    }

    fn value(&self) -> Errors {
        let count = self.count as f64;
        Errors { loss: self.loss / count, error: (self.square / count).sqrt() }
    }
}
