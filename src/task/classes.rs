//! Which class is a sample of, by two measures: what a model is given of them, and what its answer means.

use super::spec::{Feature, Spec};
use crate::data::Point;
use crate::learn::mean_and_deviation;

/// How far the samples may drift from the columns chosen at the start of a run before they are chosen anew.
const OUTGROWN_SHIFT: f64 = 1.0;
const OUTGROWN_SCALE: f64 = 2.0;

/// An input of the model: a feature of a sample, and what of it the model sees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// What is computed of the two measures.
    pub feature: Feature,
    /// Where the model sees 0.
    pub mean: f64,
    /// How much makes one unit of the model's; never 0.
    pub scale: f64,
}

/// The inputs of a model that tells two classes apart, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// At least one.
    pub columns: Vec<Column>,
}

impl Classes {
    /// Chosen from the training samples.
    pub fn suited(spec: &Spec, features: &[Feature], samples: &[Point]) -> Classes {
        let column = |feature: &Feature| {
            let training = samples.iter().filter(|sample| sample.is_trained_on());
            let (mean, scale) = match spec.standardize {
                true => mean_and_deviation(training.map(|sample| feature.of(sample.x, sample.y))),
                false => (0.0, 1.0),
            };
            Column { feature: *feature, mean, scale }
        };
        Classes { columns: features.iter().map(column).collect() }
    }

    /// Whether the samples have drifted so far that other columns are due.
    pub fn is_outgrown_by(&self, fresh: &Classes) -> bool {
        self.columns.iter().zip(&fresh.columns).any(|(old, fresh)| {
            (fresh.mean - old.mean).abs() > OUTGROWN_SHIFT * old.scale
                || fresh.scale > OUTGROWN_SCALE * old.scale
                || fresh.scale < old.scale / OUTGROWN_SCALE
        })
    }

    /// The inputs that the model is given for a place of the plane.
    pub fn see(&self, (x, y): (f64, f64), inputs: &mut [f64]) {
        for (input, column) in inputs.iter_mut().zip(&self.columns) {
            *input = (column.feature.of(x, y) - column.mean) / column.scale;
        }
    }
}

/// The probability of the class that is asked for at these log-odds (Bishop 2006, §4.2): σ(z) = 1 / (1 + e^−z).
pub fn probability(logit: f64) -> f64 {
    // Never overflows.
    let e = libm::exp(-logit.abs());
    if logit < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}
