//! What is frozen belongs to one shape: places of its parameters.

use super::knobs::{self, Change};
use super::settings::{Model, Settings};
use crate::learn::Frozen;
use crate::probe::HeldNeuron;
use crate::task::Feature;
use std::ops::Range;

/// What is frozen by one press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lot {
    /// The parameter at this place.
    One(usize),
    /// All of the neuron that is held: its weights and its bias.
    Neuron,
    /// All of its layer.
    Layer,
}

/// How much of a lot is frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nothing.
    None,
    /// Some of it, but not all.
    Some,
    /// All of it.
    All,
}

impl Lot {
    fn ranges(self, held: &HeldNeuron) -> [Range<usize>; 2] {
        let nothing = 0..0;
        match self {
            Lot::One(at) => [at..at + 1, nothing],
            Lot::Neuron => [held.weights_at..held.weights_at + held.weights.len(), held.bias_at..held.bias_at + 1],
            Lot::Layer => [held.layer_at.clone(), nothing],
        }
    }

    /// How much of it is frozen; neuron and layer are those of the neuron that is held.
    pub fn share(self, settings: &Settings, held: &HeldNeuron) -> Share {
        let ranges = self.ranges(held);
        let all: usize = ranges.iter().map(Range::len).sum();
        match ranges.into_iter().map(|range| settings.frozen.count_in(range)).sum::<usize>() {
            0 => Share::None,
            frozen if frozen == all => Share::All,
            _ => Share::Some,
        }
    }

    /// A press on its lock: all of it is frozen, or free again if all of it was.
    pub fn pressed(self, settings: &Settings, held: &HeldNeuron) -> Option<Change> {
        let on = self.share(settings, held) != Share::All;
        knobs::freeze_just(&settings.frozen.with_all(self.ranges(held), on))
    }
}

/// In a model of another shape than before a place is another parameter's: nothing is frozen there, but what was asked for in
/// the same change.
pub fn follow(settings: &mut Settings, before: &Settings, asked: bool) {
    if settings.frozen.is_empty() {
        return;
    }
    if !asked && shape(settings) != shape(before) {
        settings.frozen = Frozen::default();
    }
    fit(settings);
}

/// Leaves out what the model does not have. Says whether there was anything.
pub fn fit(settings: &mut Settings) -> bool {
    let last = settings.frozen.ranges().last().map_or(0, |range| range.end);
    let count = if last > 0 { settings.spec().shape().parameter_count() } else { 0 };
    if last > count {
        settings.frozen = settings.frozen.below(count);
    }
    last > count
}

/// What is frozen in a network on one x with one hidden layer where that has `to` neurons from now on, and had `from`: the
/// weights, the biases, the weights in the output and its bias of those that stay.
pub fn regrown(frozen: &Frozen, from: usize, to: usize) -> Frozen {
    let kept = from.min(to);
    let of_neurons = (0..3).flat_map(|block| (0..kept).map(move |neuron| (block * from + neuron, block * to + neuron)));
    let places = of_neurons.chain([(3 * from, 3 * to)]).filter(|(then, _)| frozen.is_frozen(*then));
    Frozen::of(places.map(|(_, now)| now..now + 1))
}

/// What the places of the parameters depend on.
fn shape(settings: &Settings) -> (Model, &[usize], usize, &[Feature]) {
    let features = if settings.dataset.tells_classes() { &settings.features[..] } else { &[] };
    match settings.model {
        Model::Line => (Model::Line, &[], 1, features),
        Model::Polynomial => (Model::Polynomial, &[], settings.degree, features),
        Model::Network => (Model::Network, &settings.layers, 1, features),
    }
}
