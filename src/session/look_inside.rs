//! What the model answers over x, and what each neuron answers: the numbers behind two of the pictures.

use super::columns::Columns;
use super::learner::Learner;
use super::points::Points;
use crate::data::Point;
use crate::learn::Activation;
use crate::view::{Dot, Fit, Layers, Probe, Span};

/// Places of x at which the curve is evaluated, from end to end of the frame.
const CURVE: usize = 201;
/// A neuron's small picture takes every so many of them, both ends included.
const EVERY: usize = 4;
/// Samples of a neuron's small picture.
const SAMPLES: usize = (CURVE - 1) / EVERY + 1;

/// Evaluations over x, kept between frames so that nothing is allocated in one.
pub struct Inside {
    over_x: Columns,
    at_probe: Columns,
    curve: Vec<(f64, f64)>,
    law: Vec<(f64, f64)>,
    dots: Vec<Dot>,
    probe: Option<Probe>,
    widths: Vec<usize>,
    responses: Vec<f32>,
    probed: Vec<f32>,
    dead: Vec<bool>,
    selected: Option<(usize, usize)>,
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
    /// a at the probe, if there is a probe.
    pub value: Option<f32>,
    /// A ReLU that is 0 at every training point.
    pub dead: bool,
}

/// Where the curve is evaluated: the `i`-th of `CURVE` places.
fn place(x: Span, i: usize) -> f64 {
    x.lo + (x.hi - x.lo) * i as f64 / (CURVE - 1) as f64
}

fn trace(learner: &Learner, x: Span, over_x: &mut Columns, curve: &mut Vec<(f64, f64)>) {
    learner.fill(&mut over_x.batch, &|i| place(x, i));
    over_x.forward(learner.shape(), learner.parameters());
    let answers = over_x.work.output();
    curve.clear();
    curve.extend((0..CURVE).map(|i| (place(x, i), learner.scaling().y_out(f64::from(answers[i])))));
}

/// (x, ŷ) of a model from end to end of the frame.
pub fn curve(learner: &Learner, x: Span) -> Vec<(f64, f64)> {
    let mut curve = Vec::with_capacity(CURVE);
    trace(learner, x, &mut Columns::new(learner.shape(), CURVE), &mut curve);
    curve
}

/// The mean of (ŷ − law)² over a curve, in the units of y, squared; `law` has a value for each of its places.
pub fn mean_square_to_law(curve: &[(f64, f64)], law: impl Iterator<Item = f64>) -> f64 {
    let squares = curve.iter().zip(law).map(|((_, y), law)| (y - law) * (y - law));
    squares.sum::<f64>() / curve.len() as f64
}

impl Inside {
    /// Room for a model.
    pub fn new(learner: &Learner, points: &Points) -> Self {
        let shape = learner.shape();
        let mut widths = vec![shape.inputs()];
        widths.extend(shape.layers().iter().map(|l| l.units));
        let neurons = widths.iter().sum();
        let mut inside = Inside {
            over_x: Columns::new(shape, CURVE),
            at_probe: Columns::new(shape, 1),
            curve: Vec::with_capacity(CURVE),
            law: Vec::with_capacity(CURVE),
            dots: Vec::new(),
            probe: None,
            responses: vec![0.0; neurons * SAMPLES],
            probed: Vec::with_capacity(neurons),
            dead: vec![false; neurons],
            selected: None,
            widths,
        };
        inside.refresh(learner, points);
        inside
    }

    /// Evaluates everything at today's parameters.
    pub fn refresh(&mut self, learner: &Learner, points: &Points) {
        self.refresh_curve(learner, points);
        self.refresh_responses();
        self.refresh_probe(learner, points);
        self.refresh_dots(learner, points);
        self.refresh_dead(learner);
    }

    fn refresh_curve(&mut self, learner: &Learner, points: &Points) {
        let (x, _) = points.frame();
        trace(learner, x, &mut self.over_x, &mut self.curve);
        self.law.clear();
        if let Some(law) = points.law() {
            self.law.extend((0..CURVE).map(|i| place(x, i)).map(|x| (x, law.value(x))));
        }
    }

    fn refresh_responses(&mut self) {
        let Columns { batch, work } = &self.over_x;
        let mut rows = self.responses.chunks_exact_mut(SAMPLES);
        for column in 0..self.widths.len() {
            let sources = if column == 0 { batch.padded_inputs() } else { work.activations(column - 1) };
            for (source, row) in sources.chunks_exact(work.stride()).zip(&mut rows) {
                for (i, sample) in row.iter_mut().enumerate() {
                    *sample = source[i * EVERY];
                }
            }
        }
    }

    fn refresh_probe(&mut self, learner: &Learner, points: &Points) {
        self.probed.clear();
        self.probe = points.probe.map(|x| {
            learner.fill(&mut self.at_probe.batch, &|_| x);
            self.at_probe.forward(learner.shape(), learner.parameters());
            let Columns { batch, work } = &self.at_probe;
            for column in 0..self.widths.len() {
                let rows = if column == 0 { batch.padded_inputs() } else { work.activations(column - 1) };
                self.probed.extend(rows.iter().step_by(work.stride()));
            }
            let predicted = learner.scaling().y_out(f64::from(work.output()[0]));
            let line = (!learner.is_line()).then(|| on_line(points, x)).flatten();
            Probe { x, predicted, law: points.law().map(|law| law.value(x)), line }
        });
    }

    fn refresh_dots(&mut self, learner: &Learner, points: &Points) {
        let answers = learner.answers();
        let mut next = [0; 2];
        self.dots.clear();
        for point in points.all() {
            let group = usize::from(point.held_out);
            let predicted = answers[group].get(next[group]).copied().unwrap_or(f64::NAN);
            next[group] += 1;
            self.dots.push(Dot { x: point.x, y: point.y, held_out: point.held_out, predicted });
        }
    }

    fn refresh_dead(&mut self, learner: &Learner) {
        self.dead.fill(false);
        let count = learner.train().batch.count();
        let stride = learner.train().work.stride();
        let mut first = self.widths[0];
        for (at, layer) in learner.shape().layers().iter().enumerate() {
            if layer.activation == Activation::Relu && count > 0 {
                let rows = learner.train().work.activations(at).chunks_exact(stride);
                for (dead, row) in self.dead[first..].iter_mut().zip(rows) {
                    *dead = row[..count].iter().all(|a| *a == 0.0);
                }
            }
            first += layer.units;
        }
    }

    /// Holds a neuron.
    pub fn select(&mut self, neuron: Option<(usize, usize)>) {
        self.selected = neuron.filter(|(column, row)| self.widths.get(*column).is_some_and(|w| row < w));
    }

    /// Column and row of the neuron that is held.
    pub fn selected(&self) -> Option<(usize, usize)> {
        self.selected
    }

    /// The neuron that is held.
    pub fn held(&self, learner: &Learner) -> Option<HeldNeuron> {
        let (column, neuron) = self.selected?;
        let at = self.widths[..column].iter().sum::<usize>() + neuron;
        let mut held = HeldNeuron {
            column,
            columns: self.widths.len(),
            neuron,
            activation: Activation::Linear,
            weights: Vec::new(),
            bias: 0.0,
            value: self.probed.get(at).copied(),
            dead: self.dead[at],
        };
        if let Some(layer) = column.checked_sub(1) {
            let view = learner.shape().view(layer);
            let row = view.weights.start + neuron * view.inputs;
            held.activation = learner.shape().layers()[layer].activation;
            held.weights = learner.parameters()[row..row + view.inputs].to_vec();
            held.bias = learner.parameters()[view.biases.start + neuron];
        }
        Some(held)
    }

    /// (x, ŷ − y) of each training point.
    pub fn residuals(&self) -> Vec<(f64, f64)> {
        self.dots.iter().filter(|dot| !dot.held_out).map(|dot| (dot.x, dot.predicted - dot.y)).collect()
    }

    /// √ of the mean square of ŷ − y of the law over the frame; `None` where no law is known, or ŷ is no number.
    pub fn law_error(&self) -> Option<f64> {
        let error = mean_square_to_law(&self.curve, self.law.iter().map(|(_, y)| *y)).sqrt();
        Some(error).filter(|error| error.is_finite() && !self.law.is_empty())
    }

    /// Data and fit.
    pub fn fit<'a>(&'a self, points: &'a Points) -> Fit<'a> {
        let (x, y) = points.frame();
        Fit {
            points: &self.dots,
            selected: points.selected(),
            x,
            y,
            curve: &self.curve,
            law: &self.law,
            ghosts: &[],
            probe: self.probe,
            quantity: points.quantity(),
        }
    }

    /// Inside, layer by layer.
    pub fn layers<'a>(&'a self, learner: &'a Learner, points: &Points) -> Layers<'a> {
        let (x, _): (Span, Span) = points.frame();
        Layers {
            widths: &self.widths,
            x,
            samples: SAMPLES,
            responses: &self.responses,
            probe: self.probe.map(|probe| probe.x),
            at_probe: &self.probed,
            dead: &self.dead,
            parameters: learner.parameters(),
            selected: self.selected,
            polynomial: learner.is_polynomial(),
        }
    }
}

/// What the least-squares line of the training points answers at x; `None` where they have fewer than two different x.
fn on_line(points: &Points, x: f64) -> Option<f64> {
    let training = || points.all().iter().filter(|p| !p.held_out);
    let mean = |of: fn(&Point) -> f64| training().map(of).sum::<f64>() / training().count() as f64;
    let (mean_x, mean_y) = (mean(|p| p.x), mean(|p| p.y));
    let (mut across, mut along) = (0.0, 0.0);
    for p in training() {
        across += (p.x - mean_x) * (p.y - mean_y);
        along += (p.x - mean_x) * (p.x - mean_x);
    }
    (!points.one_place() && along > 0.0).then_some(mean_y + across / along * (x - mean_x))
}
