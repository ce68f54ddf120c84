//! One training of a sweep: a fresh run of its own, stopped after so many steps and judged there.

use crate::data::{Law, Point};
use crate::session::learner::Learner;
use crate::session::look_inside;
use crate::session::points;
use crate::session::settings::Settings;
use crate::session::status;
use crate::view::{Errors, Measured, Span};

/// A model that is being trained.
pub struct Trial {
    learner: Learner,
    step: u32,
    /// The training loss from which on it counts as diverged, as in any run.
    worst: f64,
    diverged: bool,
}

/// How one training ended.
pub struct Score {
    /// Points that were held out.
    count: usize,
    measured: Measured,
}

impl Trial {
    /// A run of these settings on these points, at its start.
    pub fn new(settings: &Settings, points: &[Point]) -> Self {
        let mut learner = Learner::new(settings, points);
        learner.begin(settings);
        let spread = learner.as_loss(points::spread(points));
        let mut trial =
            Trial { worst: status::worst(learner.train_loss().into(), spread), learner, step: 0, diverged: false };
        trial.judge();
        trial
    }

    /// Trains at most so many steps more, but not past `until`; returns how many were taken.
    pub fn train(&mut self, most: u32, until: u32) -> u32 {
        let begun = self.step;
        while self.step < until && self.step - begun < most && !self.diverged {
            self.step += 1;
            if self.learner.step() {
                self.judge();
            }
        }
        self.step - begun
    }

    fn judge(&mut self) {
        self.diverged = status::divergence(self.learner.train_loss().into(), self.worst).is_some();
    }

    /// Whether there is nothing left to train.
    pub fn is_at_end(&self, until: u32) -> bool {
        self.step >= until || self.diverged
    }

    /// About how many multiplications a step costs.
    pub fn step_cost(&self) -> usize {
        self.learner.step_cost()
    }

    /// How good the model is by now. What has diverged has no values.
    pub fn score(mut self, capacity: usize, truth: Option<(Law, Span)>) -> Score {
        if self.learner.is_behind() {
            self.learner.catch_up();
            self.judge();
        }
        let learner = &self.learner;
        let (train, held_out) = learner.typical_errors();
        let law = truth.map(|(law, x)| {
            let curve = look_inside::curve(learner, x);
            let mean = look_inside::mean_square_to_law(&curve, curve.iter().map(|(x, _)| law.value(*x)));
            Errors { loss: learner.as_loss(mean), error: mean.sqrt() }
        });
        let held_out = learner.held_out_loss().zip(held_out);
        let measured = Measured {
            capacity,
            parameters: learner.parameters().len(),
            train: Errors { loss: learner.train_loss().into(), error: train },
            held_out: held_out.map(|(loss, error)| Errors { loss: loss.into(), error }),
            folds: None,
            law,
            diverged: self.diverged.then_some(self.step.into()),
        };
        Score {
            count: learner.held_out_count(),
            measured: if self.diverged { measured.without_values() } else { measured },
        }
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

/// The mean of losses, and the root of the mean square of errors, each counted so many times.
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
