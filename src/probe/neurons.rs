//! What each neuron answers over x and at the user's question.

use super::curve::{CURVE, Curves, Ground};
use super::field::Field;
use super::lazy::Lazy;
use super::plane::{Planes, SMALL};
use crate::learn::{Activation, Scaling};
use crate::run::Model;
use crate::task::{Feature, Learner, Pass};
use crate::view::{Input, Layers, Over, Quantity, Span};
use std::ops::Range;

/// A neuron's small picture takes every so many places of the curve, both ends included.
const EVERY: usize = 4;

/// Every neuron's answers, computed when somebody looks.
#[derive(Default)]
pub struct Neurons {
    seen: Lazy<Seen>,
    /// Column and row of the neuron that the user holds; column 0 is the inputs.
    held: Option<(usize, usize)>,
}

/// The activations of all neurons, where they are seen from, and at the user's question.
pub struct Answers<'a> {
    over: &'a Pass,
    /// So many columns of them are looked at.
    places: usize,
    /// Of these every so many.
    every: usize,
    /// Without a question, none.
    asked: Option<&'a Pass>,
    question: Option<f64>,
    /// The plane, where it is seen over one.
    plane: Option<Over>,
}

impl<'a> Answers<'a> {
    /// Of a curve: over x.
    pub fn over_x(learner: &Learner, curves: &'a Curves, ground: &Ground) -> Answers<'a> {
        let asked = ground.probe.map(|_| &curves.asked(learner, ground).pass);
        let over = &curves.traced(learner, ground).pass;
        Answers { over, places: CURVE, every: EVERY, asked, question: ground.probe, plane: None }
    }

    /// Of two classes: over the plane, at the places of a small map.
    pub fn over_plane(learner: &Learner, planes: &'a Planes, field: &Field) -> Answers<'a> {
        let asked = field.asked.map(|_| &planes.answer(learner, field).pass);
        let over = &planes.small(learner, field).pass;
        let plane = Over { side: SMALL, x: field.x, y: field.y, at: field.asked };
        Answers { over, places: SMALL * SMALL, every: 1, asked, question: None, plane: Some(plane) }
    }

    /// How many samples a neuron's small picture has.
    fn samples(&self) -> usize {
        self.places.div_ceil(self.every)
    }
}

#[derive(Default)]
struct Seen {
    widths: Vec<usize>,
    responses: Vec<f32>,
    at_probe: Vec<f32>,
    dead: Vec<bool>,
    /// What the inputs are, where they are seen over a plane.
    inputs: Vec<Input>,
}

/// A neuron that the user holds, with the numbers of its formula a = f(w₁·a₁ + … + b).
#[derive(Clone, Debug, PartialEq)]
pub struct HeldNeuron {
    /// 0: the inputs; then the hidden layers; then the output.
    pub column: usize,
    /// How many columns there are.
    pub columns: usize,
    /// Place in its column.
    pub neuron: usize,
    /// f.
    pub activation: Activation,
    /// w, one for each neuron of the column before; empty for an input.
    pub weights: Vec<f32>,
    /// b.
    pub bias: f32,
    /// The place of the first weight in the flat slice of all parameters; the others follow it.
    pub weights_at: usize,
    /// The place of the bias.
    pub bias_at: usize,
    /// The places of all weights and biases of its layer.
    pub layer_at: Range<usize>,
    /// The activations a₁, a₂, … of the column before at the probe; empty for an input, and without a probe.
    pub inputs: Vec<f32>,
    /// a at the probe, if there is a probe.
    pub value: Option<f32>,
    /// The probe's x, in the user's units, where a curve is asked for.
    pub question: Option<f64>,
    /// What the inputs are, where a class is asked for; else empty.
    pub features: Vec<Input>,
    /// The mean and the deviation by which each of those is standardized; (0, 1) where it is not.
    pub feature_scales: Vec<(f64, f64)>,
    /// From the user's units to those in which the neuron computes.
    pub scaling: Scaling,
    /// A ReLU that is 0 at every training point.
    pub dead: bool,
}

impl Neurons {
    /// Model, samples or ground have changed.
    pub fn forget(&mut self) {
        self.seen.forget();
    }

    /// Holds a neuron, if there is one in this place.
    pub fn hold(&mut self, neuron: Option<(usize, usize)>, learner: &Learner) {
        self.held = neuron.filter(|&at| exists(learner, at));
    }

    /// Another model may have no neuron in the place of the one that is held.
    pub fn follow(&mut self, learner: &Learner) {
        self.hold(self.held, learner);
    }

    fn seen(&self, learner: &Learner, answers: &Answers) -> &Seen {
        self.seen.get(|room| {
            let mut seen = room.unwrap_or_default();
            seen.widths.clear();
            seen.widths.extend(widths(learner));
            let Answers { over, places, every, asked, .. } = *answers;
            seen.responses.clear();
            for column in 0..seen.widths.len() {
                let rows = outputs(over, column).chunks_exact(over.work.stride());
                seen.responses.extend(rows.flat_map(|row| row[..places].iter().step_by(every)));
            }
            seen.at_probe.clear();
            for (pass, column) in asked.into_iter().flat_map(|pass| (0..seen.widths.len()).map(move |i| (pass, i))) {
                seen.at_probe.extend(outputs(pass, column).iter().step_by(pass.work.stride()));
            }
            find_dead(learner, &mut seen.dead);
            seen.inputs.clear();
            seen.inputs.extend(learner.features().map(input));
            seen
        })
    }

    /// Column and row of the neuron that is held; column 0 is the inputs.
    pub fn held_place(&self) -> Option<(usize, usize)> {
        self.held
    }

    /// How many weights the neuron that is held has.
    pub fn held_weights(&self, learner: &Learner) -> usize {
        let before = self.held.and_then(|(column, _)| column.checked_sub(1));
        before.and_then(|column| widths(learner).nth(column)).unwrap_or(0)
    }

    /// The neuron that is held.
    pub fn held(&self, learner: &Learner, answers: &Answers) -> Option<HeldNeuron> {
        let (column, neuron) = self.held?;
        let seen = self.seen(learner, answers);
        let at = seen.widths[..column].iter().sum::<usize>() + neuron;
        let mut held = HeldNeuron {
            column,
            columns: seen.widths.len(),
            neuron,
            activation: Activation::Linear,
            weights: Vec::new(),
            bias: 0.0,
            weights_at: 0,
            bias_at: 0,
            layer_at: 0..0,
            inputs: Vec::new(),
            question: answers.question,
            features: seen.inputs.clone(),
            feature_scales: learner.feature_scales().collect(),
            scaling: *learner.scaling(),
            value: seen.at_probe.get(at).copied(),
            dead: seen.dead[at],
        };
        if let Some(layer) = column.checked_sub(1) {
            let view = learner.shape().view(layer);
            let row = view.weights.start + neuron * view.inputs;
            held.activation = learner.shape().layers()[layer].activation;
            (held.weights_at, held.bias_at) = (row, view.biases.start + neuron);
            held.layer_at = view.weights.start..view.biases.end;
            held.weights = learner.parameters()[row..row + view.inputs].to_vec();
            let before = seen.widths[..layer].iter().sum::<usize>();
            held.inputs = seen.at_probe.get(before..before + view.inputs).unwrap_or_default().to_vec();
            held.bias = learner.parameters()[held.bias_at];
        }
        Some(held)
    }

    /// Inside, layer by layer.
    pub fn view<'a>(
        &'a self,
        learner: &'a Learner,
        answers: &Answers,
        (x, probe): (Span, Option<f64>),
        quantity: Quantity<'a>,
    ) -> Layers<'a> {
        let seen = self.seen(learner, answers);
        Layers {
            widths: &seen.widths,
            x,
            samples: answers.samples(),
            responses: &seen.responses,
            probe,
            at_probe: &seen.at_probe,
            dead: &seen.dead,
            parameters: learner.parameters(),
            frozen: learner.frozen(),
            selected: self.held,
            polynomial: learner.is_polynomial(),
            output: learner.scaling().keeps_y().then_some(quantity),
            plane: answers.plane,
            inputs: &seen.inputs,
        }
    }
}

/// What an input is, as it is shown.
fn input(feature: Feature) -> Input {
    match feature {
        Feature::X1 => Input::X1,
        Feature::X2 => Input::X2,
        Feature::X1Squared => Input::X1Squared,
        Feature::X2Squared => Input::X2Squared,
        Feature::Product => Input::Product,
        Feature::SinX1 => Input::Sin1,
        Feature::SinX2 => Input::Sin2,
    }
}

/// Neurons in each column: inputs, hidden layers, output.
fn widths(learner: &Learner) -> impl Iterator<Item = usize> {
    let layers = learner.shape().layers().iter().map(|layer| layer.units);
    [learner.shape().inputs()].into_iter().chain(layers)
}

fn exists(learner: &Learner, (column, row): (usize, usize)) -> bool {
    widths(learner).nth(column).is_some_and(|width| row < width)
}

/// What a column of neurons gives to the next, `[neuron][stride]`.
pub(super) fn outputs(pass: &Pass, column: usize) -> &[f32] {
    match column.checked_sub(1) {
        None => pass.batch.padded_inputs(),
        Some(layer) => pass.work.activations(layer),
    }
}

/// Which neurons are ReLUs that are 0 at every training sample.
fn find_dead(learner: &Learner, dead: &mut Vec<bool>) {
    dead.clear();
    dead.resize(learner.shape().inputs(), false);
    for (at, layer) in learner.shape().layers().iter().enumerate() {
        dead.extend((0..layer.units).map(|neuron| is_dead(learner, at, neuron)));
    }
}

/// Whether a neuron of a layer is a ReLU that is 0 at every training sample.
pub(super) fn is_dead(learner: &Learner, layer: usize, neuron: usize) -> bool {
    is_dead_in(learner, learner.train(), (layer, neuron))
}

/// The same of the training samples on another pass through the model.
pub(super) fn is_dead_in(learner: &Learner, train: &Pass, (layer, neuron): (usize, usize)) -> bool {
    let count = train.batch.count();
    let rectifies = learner.shape().layers()[layer].activation == Activation::Relu;
    let row = || &train.work.activations(layer)[neuron * train.work.stride()..][..count];
    rectifies && count > 0 && row().iter().all(|a| *a == 0.0)
}
