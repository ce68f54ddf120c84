//! What each neuron of the last hidden layer says of a place, as the output weighs it, and which samples it keeps out.

use super::field::Field;
use super::lazy::Lazy;
use super::neurons::{is_dead, outputs};
use super::plane::{Planes, SMALL};
use super::sheet::group;
use crate::data::Species;
use crate::run::Model as _;
use crate::task::{Learner, Pass};
use crate::view::Vote;

/// The groups of the class that is not asked for.
const OTHERS: [Species; 3] = [Species::First, Species::Second, Species::Third];
/// A group is kept out by a neuron that votes higher for one of the class that is asked for in this share of all pairs, and where
/// so much of the group and of the class are on the two sides of the line on which it bends.
const PAIRS: f64 = 0.9;
const MOST: f64 = 0.6;

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

    /// One for each neuron of the last hidden layer; none where there is no such layer. `bend` is how far the plane is shown bent: what
    /// was computed for that picture is used here too, and the votes do not depend on it.
    pub fn of(&self, learner: &Learner, planes: &Planes, field: &Field, bend: f64) -> &[Vote] {
        self.seen.get(|_| votes(learner, planes, field, bend))
    }
}

/// What each neuron of the last hidden layer votes for a sample, or else at the user's question; none without either.
pub fn votes_for(learner: &Learner, planes: &Planes, field: &Field, (bend, sample): (f64, Option<usize>)) -> Vec<f32> {
    let shape = learner.shape();
    let Some(layer) = shape.layers().len().checked_sub(2) else { return Vec::new() };
    let (seen, at) = match (sample, field.asked) {
        (Some(at), _) => (Seen { pass: planes.bent(learner, field, bend).of_samples(), layer, count: at + 1 }, at),
        (None, Some(_)) => (Seen { pass: &planes.answer(learner, field).pass, layer, count: 1 }, 0),
        (None, None) => return Vec::new(),
    };
    let weights = &learner.parameters()[shape.view(layer + 1).weights];
    weights.iter().enumerate().map(|(neuron, weight)| weight * seen.activations(neuron)[at]).collect()
}

/// The neurons of the last hidden layer, as a pass has them.
#[derive(Clone, Copy)]
struct Seen<'a> {
    pass: &'a Pass,
    layer: usize,
    count: usize,
}

impl<'a> Seen<'a> {
    /// A neuron's activation at each place.
    fn activations(self, neuron: usize) -> &'a [f32] {
        let stride = self.pass.work.stride();
        &outputs(self.pass, self.layer + 1)[neuron * stride..][..self.count]
    }

    /// w₁·a₁ + … + b of a neuron at each place.
    fn sums(self, weights: &[f32], bias: f32) -> Vec<f32> {
        let mut sums = vec![bias; self.count];
        for (weight, row) in
            weights.iter().zip(outputs(self.pass, self.layer).chunks_exact(self.pass.work.stride().max(1)))
        {
            sums.iter_mut().zip(row).for_each(|(sum, a)| *sum += weight * a);
        }
        sums
    }
}

fn votes(learner: &Learner, planes: &Planes, field: &Field, bend: f64) -> Vec<Vote> {
    let shape = learner.shape();
    let Some(layer) = shape.layers().len().checked_sub(2) else { return Vec::new() };
    let (hidden, output) = (shape.view(layer), shape.view(layer + 1));
    let parameters = learner.parameters();
    let small = Seen { pass: &planes.small(learner, field).pass, layer, count: SMALL * SMALL };
    let samples = learner.samples();
    let own = Seen { pass: planes.bent(learner, field, bend).of_samples(), layer, count: samples.len() };
    let vote = |neuron: usize| {
        let row = hidden.weights.start + neuron * hidden.inputs;
        let (below, bias) = (&parameters[row..row + hidden.inputs], parameters[hidden.biases.start + neuron]);
        let weight = parameters[output.weights.start + neuron];
        let (sums, activations) = (own.sums(below, bias), own.activations(neuron));
        let of = samples.iter().zip(&sums).zip(activations);
        let of: Vec<(Species, f32, f32)> = of.map(|((sample, sum), a)| (sample.kind, *sum, weight * a)).collect();
        Vote {
            votes: small.activations(neuron).iter().map(|a| weight * a).collect(),
            sums: small.sums(below, bias),
            keeps_out: OTHERS.into_iter().filter(|kind| is_kept_out(&of, *kind)).map(group).collect(),
            dead: is_dead(learner, layer, neuron),
        }
    };
    (0..hidden.outputs).map(vote).collect()
}

/// Whether a neuron keeps a group out; `of` are what each sample is, the neuron's weighted sum for it and its vote.
fn is_kept_out(of: &[(Species, f32, f32)], kind: Species) -> bool {
    let told = |kind: Species| {
        let of = || of.iter().filter(move |(of, ..)| *of == kind);
        let beyond = of().filter(|(_, sum, _)| *sum > 0.0).count();
        let mut votes: Vec<f32> = of().map(|(.., vote)| *vote).collect();
        votes.sort_unstable_by(f32::total_cmp);
        (beyond as f64 / votes.len() as f64, votes)
    };
    let ((own, cats), (their, others)) = (told(Species::Positive), told(kind));
    let higher: usize = cats.iter().map(|vote| others.partition_point(|other| other < vote)).sum();
    // Without either there are no pairs, and no shares: nothing is above what is no number.
    let apart = own >= MOST && 1.0 - their >= MOST || 1.0 - own >= MOST && their >= MOST;
    apart && higher as f64 >= PAIRS * cats.len() as f64 * others.len() as f64
}
