//! What is asked of a model: which function fits, from samples to batches and from outputs to answers, in which units a loss
//! counts, what is known in closed form, and whether the model fits.
//!
//! There are two tasks: a curve, y of one x; and two classes, which of them a sample is of by two measures. Another one is a case
//! of [`Task`]; nothing compiles until it is handled everywhere.

mod best_line;
pub mod by_hand;
pub mod carried;
mod classes;
mod coordinates;
mod curve;
pub mod judgement;
mod kept;
mod learner;
mod measures;
mod optimum;
mod pass;
pub mod plain;
mod plain_line;
mod sorted;
pub mod sorting;
mod spec;
mod update;

pub use self::best_line::{BestLine, best_line};
pub use self::classes::{Column, probability};
pub use self::curve::Centred;
pub use self::judgement::{Evidence, Unjudged, Verdict};
pub use self::kept::{Conditions, Moment, Start};
pub use self::learner::Learner;
pub use self::measures::{Cost, Errors};
pub use self::optimum::Optimum;
pub use self::pass::Pass;
pub use self::plain_line::{PlainLine, plain_line};
pub use self::sorting::{Count, Counts, Sorted};
pub use self::spec::{Feature, Form, Question, Spec};
pub use self::update::{Misses, NoUpdate, UpdateTerm, misses, update_terms};

use self::classes::Classes;
use self::curve::Curve;
use crate::data::Point;
use crate::learn::Loss;

/// A task, in the coordinates in which the model sees it.
#[derive(Clone, Debug, PartialEq)]
enum Task {
    /// What is y at x?
    Curve(Curve),
    /// Which class is it at (x₁, x₂)?
    Classes(Classes),
}

impl Task {
    /// In the coordinates that suit these samples.
    fn suited(spec: &Spec, samples: &[Point]) -> Task {
        match &spec.question {
            Question::Curve => Task::Curve(Curve::suited(spec, samples)),
            Question::Classes { features } => Task::Classes(Classes::suited(spec, features, samples)),
        }
    }

    /// What the model is given for a sample, into `inputs`, and what it should answer.
    fn encode(&self, sample: &Point, inputs: &mut [f64]) -> f64 {
        match self {
            Task::Curve(curve) => {
                curve.see(sample.x, inputs);
                curve.target(sample.y)
            }
            Task::Classes(classes) => {
                classes.see((sample.x, sample.y), inputs);
                sample.kind.label()
            }
        }
    }

    /// What a loss of the model's own units is multiplied by to be one in the units of the samples.
    #[inline]
    fn unit_of(&self, loss: Loss) -> f64 {
        match self {
            Task::Curve(curve) => curve.unit_of(loss),
            // A loss of classes counts in nats.
            Task::Classes(_) => 1.0,
        }
    }

    /// What a typical error of the model's own units is multiplied by to be one in the units of the samples.
    fn unit_of_errors(&self) -> f64 {
        match self {
            Task::Curve(curve) => curve.scaling.y_scale,
            Task::Classes(_) => 1.0,
        }
    }

    /// The model's output as an answer to what is asked: y, or the probability of the class that is asked for.
    fn answer(&self, output: f32) -> f64 {
        match self {
            Task::Curve(curve) => curve.answer(output),
            Task::Classes(_) => probability(output.into()),
        }
    }
}
