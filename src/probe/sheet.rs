//! The plane of two measures as the last hidden layer of a model bends it, with the samples on it.

use super::bent::{Bending, LINES, PLACES, Seen, bent, grid_places};
use super::field::Field;
use super::principal::Rows;
use crate::data::Species;
use crate::learn::Shape;
use crate::run::Model as _;
use crate::task::{Feature, Learner, Pass};
use crate::view::{Group, Put};

/// The plane, bent, with what was computed for it.
pub struct Sheet {
    shape: Shape,
    samples: Pass,
    grid: Pass,
    /// The plane.
    pub bending: Bending,
    /// Every sample where the layer puts it, in the user's order.
    pub puts: Vec<Put>,
}

impl Sheet {
    /// Of a model that tells two classes apart; goes on from the sheet before, in its room.
    pub fn of(learner: &Learner, field: &Field, bend: f64, before: Option<Sheet>) -> Sheet {
        let (shape, all) = (learner.shape(), learner.samples());
        let places: Vec<(f64, f64)> = grid_places(field.x, field.y).collect();
        let (room, kept) = match before.filter(|before| before.shape == *shape) {
            Some(Sheet { samples, grid, bending, .. }) => (Some((samples, grid)), bending.kept),
            None => (None, None),
        };
        let room = room.filter(|(samples, _)| samples.batch.count() == all.len());
        let (mut samples, mut grid) =
            room.unwrap_or_else(|| (Pass::new(shape, all.len()), Pass::new(shape, 2 * LINES * PLACES)));
        learner.fill_places(&mut samples.batch, &|at| (all[at].x, all[at].y));
        learner.fill_places(&mut grid.batch, &|at| places[at]);
        samples.forward(learner.parameters());
        grid.forward(learner.parameters());
        let last = shape.layers().len() - 1;
        let output = shape.view(last);
        let straight = (last == 0).then(|| along_the_plane(learner, field));
        let held_out: Vec<bool> = all.iter().map(|sample| sample.held_out).collect();
        let inputs = |places: &[(f64, f64)]| flat(places, field);
        let own: Vec<(f64, f64)> = all.iter().map(|sample| (sample.x, sample.y)).collect();
        let (sample_inputs, grid_inputs) = (inputs(&own), inputs(&places));
        let seen = Seen {
            samples: hidden(&samples, last),
            grid: hidden(&grid, last),
            sample_inputs: Rows { values: &sample_inputs, stride: own.len().max(1), count: own.len() },
            grid_inputs: Rows { values: &grid_inputs, stride: places.len(), count: places.len() },
            held_out: &held_out,
            weights: straight.as_ref().map_or(&learner.parameters()[output.weights], |(weights, _)| weights),
            bias: straight.as_ref().map_or(learner.parameters()[output.biases.start], |(_, bias)| *bias),
        };
        let bending = bent(&seen, bend, kept);
        let logits = samples.work.output().iter().map(|logit| f64::from(*logit));
        let puts = all.iter().zip(&bending.samples).zip(logits);
        let puts = puts.map(|((sample, at), logit)| Put {
            at: *at,
            group: group(sample.kind),
            held_out: sample.held_out,
            wrong: logit.is_finite().then(|| (logit > 0.0) != sample.kind.is_positive()),
        });
        Sheet { puts: puts.collect(), shape: shape.clone(), samples, grid, bending }
    }

    /// The model's way through all samples, in the user's order.
    pub fn of_samples(&self) -> &Pass {
        &self.samples
    }
}

/// What the last hidden layer says; no rows where there is none.
fn hidden(pass: &Pass, last: usize) -> Rows<'_> {
    let (stride, count) = (pass.work.stride(), pass.batch.count());
    match last.checked_sub(1) {
        Some(layer) => Rows { values: pass.work.activations(layer), stride, count },
        None => Rows { values: &[], stride: 1, count },
    }
}

/// Without hidden layers, the log-odds as weights of x₁ and x₂ from −1 to 1 over the field, and a bias. No weights where the model
/// is given anything but x₁ and x₂: then they do not change along straight lines.
fn along_the_plane(learner: &Learner, field: &Field) -> (Vec<f32>, f32) {
    let (weights, mut bias) = match learner.parameters().split_last() {
        Some((bias, weights)) => (weights, f64::from(*bias)),
        None => return (Vec::new(), f32::NAN),
    };
    let mut along = [0.0; 2];
    for ((feature, (mean, scale)), weight) in learner.features().zip(learner.feature_scales()).zip(weights) {
        let (axis, span) = match feature {
            Feature::X1 => (0, field.x),
            Feature::X2 => (1, field.y),
            Feature::X1Squared | Feature::X2Squared | Feature::Product | Feature::SinX1 | Feature::SinX2 => {
                return (Vec::new(), bias as f32);
            }
        };
        let (middle, half) = ((span.lo + span.hi) / 2.0, (span.hi - span.lo) / 2.0);
        along[axis] += f64::from(*weight) * half / scale;
        bias += f64::from(*weight) * (middle - mean) / scale;
    }
    (along.map(|weight| weight as f32).to_vec(), bias as f32)
}

/// x₁ and x₂ from −1 to 1 over the field: two rows.
fn flat(places: &[(f64, f64)], field: &Field) -> Vec<f32> {
    let along = |lo: f64, hi: f64, at: f64| (2.0 * (at - lo) / (hi - lo) - 1.0) as f32;
    let across = places.iter().map(|(x, _)| along(field.x.lo, field.x.hi, *x));
    let up = places.iter().map(|(_, y)| along(field.y.lo, field.y.hi, *y));
    across.chain(up).collect()
}

/// What a sample is, as it is drawn.
pub fn group(kind: Species) -> Group {
    match kind {
        Species::Positive => Group::Positive,
        Species::First => Group::First,
        Species::Second => Group::Second,
        Species::Third => Group::Third,
    }
}
