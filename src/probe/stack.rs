//! The parts of which a network's answers are put together: each neuron of the last hidden layer, weighted, over x.

use super::curve::{CURVE, Curves, Ground};
use super::lazy::Lazy;
use super::neurons::{is_dead, outputs};
use crate::learn::Activation;
use crate::run::Model;
use crate::task::{Learner, Pass, by_hand};
use crate::view::{Band, Hinge, PartOf, Span, Stack};

/// So many parts can be told apart; where there are more neurons, those that make least of a difference are one part.
const MOST: usize = 8;

/// The stack of a network, computed when somebody looks.
#[derive(Default)]
pub struct Stacks {
    seen: Lazy<Option<Stack>>,
}

impl Stacks {
    /// Model, samples or ground have changed, or another neuron is held.
    pub fn forget(&mut self) {
        self.seen.forget();
    }

    /// The stack; `None` for a model without hidden layers, and where its numbers are no longer finite. `held` is the column and
    /// the row of the neuron that the user holds.
    pub fn stack(
        &self,
        learner: &Learner,
        curves: &Curves,
        ground: &Ground,
        held: Option<(usize, usize)>,
    ) -> Option<&Stack> {
        let stack = self.seen.get(|_| {
            let held = held.filter(|(column, _)| column + 1 == learner.shape().layers().len());
            stack(learner, curves, ground, held.map(|(_, row)| row))
        });
        stack.as_ref()
    }
}

/// The stack, computed.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn stack(learner: &Learner, curves: &Curves, ground: &Ground, held: Option<usize>) -> Option<Stack> {
    let layer = learner.shape().layers().len().checked_sub(2)?;
    let last = LastHidden { learner, layer, over_x: &curves.traced(learner, ground).pass };
    let asked = ground.probe.map(|_| &curves.asked(learner, ground).pass);
    let mut bands: Vec<Band> = (0..learner.shape().layers()[layer].units)
        .map(|neuron| Band {
            of: PartOf::Neuron(neuron),
            part: last.part(last.over_x, neuron).take(CURVE).collect(),
            at_probe: asked.and_then(|pass| last.part(pass, neuron).next()),
            dead: is_dead(learner, layer, neuron),
            kinks: Vec::new(),
            hinge: by_hand::hinge(learner, neuron).map(|by_hand::Hinge { kink, slope, opens_right }| Hinge {
                kink,
                slope,
                opens_right,
            }),
        })
        .collect();
    if bands.iter().flat_map(|band| &band.part).any(|y| !y.is_finite()) {
        return None;
    }
    if bands.len() > MOST {
        bands = with_the_rest_as_one(bands, held);
    }
    for band in &mut bands {
        if let PartOf::Neuron(neuron) = band.of {
            band.kinks = last.kinks(neuron, ground.x);
        }
    }
    // Those that take away lie on top of those that add.
    let takes_away = |band: &Band| band.part.iter().sum::<f64>() < 0.0;
    let (less, more): (Vec<Band>, Vec<Band>) = bands.into_iter().partition(takes_away);
    let bands = [more, less].concat();
    Some(Stack { base: by_hand::base(learner), bands, held, by_hand: by_hand::can_be_laid(learner) })
}

/// The parts that make most of a difference over x, and the one that is held, in their order; the others together.
fn with_the_rest_as_one(bands: Vec<Band>, held: Option<usize>) -> Vec<Band> {
    let weight = |band: &Band| match band.of {
        PartOf::Neuron(neuron) if Some(neuron) == held => f64::INFINITY,
        PartOf::Neuron(_) | PartOf::Others(_) => {
            let (low, high) =
                band.part.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(*y), high.max(*y)));
            high - low
        }
    };
    let mut weights: Vec<f64> = bands.iter().map(weight).collect();
    weights.sort_unstable_by(|a, b| b.total_cmp(a));
    let least = weights[MOST - 2];
    let mut left = MOST - 1;
    let (mut own, mut rest) = (Vec::with_capacity(MOST), Vec::new());
    for band in bands {
        let stays = left > 0 && weight(&band) >= least;
        left -= usize::from(stays);
        if stays { own.push(band) } else { rest.push(band) }
    }
    let sum = |at: usize| rest.iter().map(|band| band.part[at]).sum();
    own.push(Band {
        of: PartOf::Others(rest.len()),
        part: (0..CURVE).map(sum).collect(),
        at_probe: rest.iter().map(|band| band.at_probe).sum(),
        dead: rest.iter().all(|band| band.dead),
        kinks: Vec::new(),
        hinge: None,
    });
    own
}

/// The last hidden layer, which the output sees.
struct LastHidden<'a> {
    learner: &'a Learner,
    layer: usize,
    /// Each place of the curve.
    over_x: &'a Pass,
}

impl LastHidden<'_> {
    /// What a neuron adds to the answers of a pass, in the units of y.
    fn part<'a>(&self, pass: &'a Pass, neuron: usize) -> impl Iterator<Item = f64> + use<'a> {
        let out = self.learner.shape().view(self.layer + 1).weights.start + neuron;
        let weight = f64::from(self.learner.parameters()[out]) * self.learner.scaling().y_scale;
        let row = pass.work.activations(self.layer).chunks_exact(pass.work.stride()).nth(neuron);
        row.into_iter().flatten().map(move |a| weight * f64::from(*a))
    }

    /// Where a neuron's weighted sum passes 0, between two places of the curve as on a straight line.
    fn kinks(&self, neuron: usize, x: Span) -> Vec<f64> {
        let view = self.learner.shape().view(self.layer);
        if self.learner.shape().layers()[self.layer].activation == Activation::Linear {
            return Vec::new();
        }
        let parameters = self.learner.parameters();
        let weights = &parameters[view.weights.start + neuron * view.inputs..][..view.inputs];
        let mut sums = vec![f64::from(parameters[view.biases.start + neuron]); CURVE];
        let stride = self.over_x.work.stride();
        for (weight, row) in weights.iter().zip(outputs(self.over_x, self.layer).chunks_exact(stride)) {
            sums.iter_mut().zip(row).for_each(|(sum, a)| *sum += f64::from(*weight) * f64::from(*a));
        }
        let step = (x.hi - x.lo) / (CURVE - 1) as f64;
        let passes = |(i, pair): (usize, &[f64])| {
            let turns = (pair[0] > 0.0) != (pair[1] > 0.0);
            turns.then(|| x.lo + step * (i as f64 + pair[0] / (pair[0] - pair[1])))
        };
        sums.windows(2).enumerate().filter_map(passes).collect()
    }
}
