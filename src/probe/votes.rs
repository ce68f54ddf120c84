//! What each neuron of the last hidden layer says of a place, as the output weighs it, and which samples it keeps out.

use super::field::Field;
use super::lazy::Lazy;
use super::neurons::{is_dead, outputs};
use super::plane::{Planes, SMALL};
use super::principal::Rows;
use super::sheet::group;
use crate::data::{Point, Species};
use crate::run::Model as _;
use crate::task::{Learner, Pass};
use crate::view::Vote;

/// The groups of the class that is not asked for.
const OTHERS: [Species; 3] = [Species::First, Species::Second, Species::Third];
/// A group is kept out by a neuron whose vote is higher for one of the class that is asked for in this share of all pairs.
const PAIRS: f64 = 0.9;
/// A neuron that makes less of a difference than this share of what the best one makes keeps nobody out.
const COUNTS: f64 = 0.25;

/// The votes of the last hidden layer, computed when somebody looks.
#[derive(Default)]
pub struct Votes {
    seen: Lazy<Vec<Vote>>,
}

impl Votes {
    /// Model, samples or field have changed.
    pub fn forget(&mut self) {
        self.seen.forget();
    }

    /// One for each neuron of the last hidden layer; none where there is no such layer. `bend` is how far the plane is shown bent.
    pub fn of(&self, learner: &Learner, planes: &Planes, field: &Field, bend: f64) -> &[Vote] {
        self.seen.get(|_| votes(learner, planes, field, bend))
    }
}

fn votes(learner: &Learner, planes: &Planes, field: &Field, bend: f64) -> Vec<Vote> {
    let shape = learner.shape();
    let Some(layer) = shape.layers().len().checked_sub(2) else { return Vec::new() };
    let (hidden, output) = (shape.view(layer), shape.view(layer + 1));
    let weights = &learner.parameters()[output.weights];
    let (small, answer) = (&planes.small(learner, field).pass, &planes.answer(learner, field).pass);
    let samples = planes.bent(learner, field, bend).hidden();
    let mut all: Vec<Vote> = (0..hidden.outputs)
        .map(|neuron| {
            let (row, bias) = (hidden.weights.start + neuron * hidden.inputs, hidden.biases.start + neuron);
            let (below, bias) = (&learner.parameters()[row..row + hidden.inputs], learner.parameters()[bias]);
            Vote {
                weight: weights[neuron],
                votes: activations(small, layer, neuron).map(|a| weights[neuron] * a).collect(),
                sums: sums(small, layer, below, bias),
                keeps_out: Vec::new(),
                asked: field.asked.and_then(|_| Some(weights[neuron] * activations(answer, layer, neuron).next()?)),
                dead: is_dead(learner, layer, neuron),
            }
        })
        .collect();
    for kind in OTHERS {
        let gaps: Vec<f64> =
            weights.iter().enumerate().map(|(i, w)| gap(samples, i, *w, learner.samples(), kind)).collect();
        let most = gaps.iter().copied().fold(0.0, f64::max);
        for (vote, gap) in all.iter_mut().zip(gaps) {
            if gap > 0.0 && gap >= COUNTS * most {
                vote.keeps_out.push(group(kind));
            }
        }
    }
    all
}

/// A neuron's activation at each place of a small map, or at the one place of a question.
fn activations(pass: &Pass, layer: usize, neuron: usize) -> impl Iterator<Item = f32> + '_ {
    let (stride, count) = (pass.work.stride(), pass.batch.count().min(SMALL * SMALL));
    outputs(pass, layer + 1)[neuron * stride..][..count].iter().copied()
}

/// w₁·a₁ + … + b at each place of a small map.
fn sums(pass: &Pass, layer: usize, weights: &[f32], bias: f32) -> Vec<f32> {
    let mut sums = vec![bias; SMALL * SMALL];
    for (weight, row) in weights.iter().zip(outputs(pass, layer).chunks_exact(pass.work.stride())) {
        sums.iter_mut().zip(row).for_each(|(sum, a)| *sum += weight * a);
    }
    sums
}

/// By how much a neuron's vote for the class that is asked for is above its vote for another group, in the mean; 0 where it
/// does not tell the two apart.
fn gap(hidden: Rows, neuron: usize, weight: f32, samples: &[Point], kind: Species) -> f64 {
    let row = hidden.rows().nth(neuron).unwrap_or_default();
    let value = |at: usize| row.get(at).copied().unwrap_or(f32::NAN);
    let votes = |kind: Species| -> Vec<f64> {
        let of = samples.iter().enumerate().filter(|(_, sample)| sample.kind == kind);
        let mut votes: Vec<f64> = of.map(|(at, _)| f64::from(weight * value(at))).collect();
        votes.sort_unstable_by(f64::total_cmp);
        votes
    };
    let (own, others) = (votes(Species::Positive), votes(kind));
    if own.is_empty() || others.is_empty() {
        return 0.0;
    }
    let higher: usize = own.iter().map(|vote| others.partition_point(|other| other < vote)).sum();
    let mean = |votes: &[f64]| votes.iter().sum::<f64>() / votes.len() as f64;
    let gap = mean(&own) - mean(&others);
    let told = higher as f64 >= PAIRS * own.len() as f64 * others.len() as f64;
    if told && gap.is_finite() { gap } else { 0.0 }
}
