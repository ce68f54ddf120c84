//! A network with one hidden layer on one x, laid by hand: ŷ = c + Σ vⱼ f(wⱼ x + bⱼ). Where each neuron bends, how steep its
//! part is, how high all of it stands, and how many neurons there are.
//!
//! A change is told as the parameters that take other values, by their flat indices.

use super::kept::Start;
use super::learner::Learner;
use super::spec::Spec;
use crate::learn::Activation;
use crate::run::Model as _;
use std::rc::Rc;

/// The most neurons that are laid side by side by hand.
pub const MOST: usize = 8;

/// Parameters that take other values, by their flat indices.
pub type Changes = Vec<(usize, f32)>;

/// A neuron of the one hidden layer, as a hand lays it; all in the user's units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hinge {
    /// The x at which its weighted sum is 0.
    pub kink: f64,
    /// How much its part of the answer grows with x, far on its open side; `None` for one that becomes level there.
    pub slope: Option<f64>,
    /// Whether it opens to the right: on the other side it is cut off, or held small.
    pub opens_right: bool,
}

/// A part that is laid flat keeps this much of a slope, in the model's own units: a neuron without weights bends nowhere.
const LEAST_SLOPE: f64 = 1e-3;

/// Where the parameters of a neuron of the one hidden layer stand.
struct Places {
    weight: usize,
    bias: usize,
    /// Its weight in the output.
    out: usize,
    /// The output's bias.
    base: usize,
}

fn places(learner: &Learner, neuron: usize) -> Option<Places> {
    let shape = learner.shape();
    if !can_be_laid(learner) || neuron >= shape.layers()[0].units {
        return None;
    }
    let (hidden, output) = (shape.view(0), shape.view(1));
    Some(Places {
        weight: hidden.weights.start + neuron,
        bias: hidden.biases.start + neuron,
        out: output.weights.start + neuron,
        base: output.biases.start,
    })
}

/// Whether it has the one hidden layer of one x whose neurons can be laid by hand.
pub fn can_be_laid(learner: &Learner) -> bool {
    learner.shape().inputs() == 1 && learner.shape().layers().len() == 2 && !learner.tells_classes()
}

/// The bias of the output, in the units of y.
pub fn base(learner: &Learner) -> f64 {
    let last = learner.shape().layers().len() - 1;
    let bias = learner.shape().view(last).biases.start;
    learner.scaling().y_out(learner.parameters()[bias].into())
}

/// How steep an activation is in the end on its open side; `None` for one that becomes level there, or never comes to rest.
fn open_slope(activation: Activation) -> Option<f64> {
    match activation {
        Activation::Relu | Activation::LeakyRelu | Activation::Elu | Activation::Gelu | Activation::Silu => Some(1.0),
        Activation::Linear | Activation::Tanh | Activation::Sigmoid | Activation::Sine => None,
    }
}

/// A neuron as a hand lays it; `None` where it bends nowhere, or the model is another.
pub fn hinge(learner: &Learner, neuron: usize) -> Option<Hinge> {
    let at = places(learner, neuron)?;
    let activation = learner.shape().layers()[0].activation;
    let number = |at: usize| f64::from(learner.parameters()[at]);
    let (w, b, v) = (number(at.weight), number(at.bias), number(at.out));
    let scaling = learner.scaling();
    let kink = scaling.x_mean - b / w * scaling.x_scale;
    if activation == Activation::Linear || !kink.is_finite() {
        return None;
    }
    let slope = open_slope(activation).map(|open| open * v * w * scaling.y_scale / scaling.x_scale);
    Some(Hinge { kink, slope, opens_right: w > 0.0 })
}

/// The neuron bends at this x of the user's: its bias changes. `None` where that cannot be.
pub fn with_kink(learner: &Learner, neuron: usize, x: f64) -> Option<Changes> {
    let at = places(learner, neuron)?;
    hinge(learner, neuron)?;
    let bias = -f64::from(learner.parameters()[at.weight]) * learner.scaling().x_in(x);
    finite(vec![(at.bias, bias as f32)])
}

/// The neuron's part has this slope on its open side, in the user's units, and bends where it did: its weight changes, and its
/// bias in proportion; where the slope changes its sign, so does the weight of the output. `None` where that cannot be.
pub fn with_slope(learner: &Learner, neuron: usize, slope: f64) -> Option<Changes> {
    let at = places(learner, neuron)?;
    let open = open_slope(learner.shape().layers()[0].activation)?;
    let Hinge { kink, .. } = hinge(learner, neuron)?;
    let scaling = learner.scaling();
    let (w, v) = (f64::from(learner.parameters()[at.weight]), f64::from(learner.parameters()[at.out]));
    let wanted = slope / open * scaling.x_scale / scaling.y_scale;
    let strength = if v == 0.0 { 1.0 } else { v.abs() };
    let rises = if wanted == 0.0 { v * w >= 0.0 } else { wanted > 0.0 };
    let v = if rises == (w > 0.0) { strength } else { -strength };
    let w = (wanted.abs().max(LEAST_SLOPE) / strength).copysign(w);
    let bias = -w * scaling.x_in(kink);
    finite(vec![(at.weight, w as f32), (at.bias, bias as f32), (at.out, v as f32)])
}

/// All stands at this height, in the units of y: the output's bias changes. `None` where that cannot be.
pub fn with_base(learner: &Learner, y: f64) -> Option<Changes> {
    let at = places(learner, 0)?;
    finite(vec![(at.base, learner.scaling().y_in(y) as f32)])
}

fn finite(changes: Changes) -> Option<Changes> {
    changes.iter().all(|(_, value)| value.is_finite()).then_some(changes)
}

/// The parameters of this model with its neurons laid side by side, to begin from: one opens to the left, bends at a third of
/// the way and comes from half way up to the lowest sample; the others add nothing yet. `None` where the model is another.
pub fn laid(learner: &Learner, x: (f64, f64)) -> Option<Vec<f32>> {
    let scaling = learner.scaling();
    let ys = || learner.samples().iter().filter(|sample| sample.is_trained_on()).map(|sample| scaling.y_in(sample.y));
    let (low, high) = (ys().fold(f64::INFINITY, f64::min), ys().fold(f64::NEG_INFINITY, f64::max));
    let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
    let first = places(learner, 0)?;
    let mut parameters = vec![0.0; learner.parameters.len()];
    let (from, kink) = (scaling.x_in(x.0), scaling.x_in(x.0 + (x.1 - x.0) / 3.0));
    parameters[first.weight] = -1.0;
    parameters[first.bias] = kink as f32;
    parameters[first.out] = ((high - low) / (2.0 * (kink - from))) as f32;
    parameters[first.base] = low as f32;
    lay_more(learner, &mut parameters, 1, x);
    parameters.iter().all(|p| p.is_finite()).then_some(parameters)
}

/// Lays all neurons but the first so many: each bends in the middle of the widest stretch of x without a bend, opens to the
/// right, as the first one does not, and adds nothing yet, since its weight in the output is 0.
fn lay_more(learner: &Learner, parameters: &mut [f32], laid: usize, x: (f64, f64)) {
    let scaling = learner.scaling();
    let (from, to) = (scaling.x_in(x.0), scaling.x_in(x.1));
    let kink = |parameters: &[f32], at: &Places| -f64::from(parameters[at.bias]) / f64::from(parameters[at.weight]);
    let mut edges = vec![from, to];
    let inside = |kink: &f64| *kink > from && *kink < to;
    edges.extend((0..laid).filter_map(|j| places(learner, j)).map(|at| kink(parameters, &at)).filter(inside));
    for neuron in laid.. {
        let Some(at) = places(learner, neuron) else { return };
        edges.sort_unstable_by(f64::total_cmp);
        let mut widest = (0.0, from);
        for pair in edges.windows(2) {
            let width = pair[1] - pair[0];
            // Of stretches that are as wide but for a rounding the first.
            if width > widest.0 * (1.0 + 1e-6) {
                widest = (width, f64::midpoint(pair[0], pair[1]));
            }
        }
        let weight = if neuron == 0 { -1.0 } else { 1.0 };
        parameters[at.weight] = weight;
        parameters[at.bias] = -weight * widest.1 as f32;
        parameters[at.out] = 0.0;
        edges.push(widest.1);
    }
}

/// The network with another number of neurons in its one hidden layer, which goes on from those that both have; whatever is new
/// adds nothing yet. And where a run of it would begin. `None` where one of both has another shape.
pub fn grown(learner: &Learner, spec: Spec, x: (f64, f64)) -> Option<(Learner, Start)> {
    let mut grown = Learner::new(spec, Rc::clone(&learner.samples));
    grown.task = learner.task.clone();
    let start = Start { parameters: laid(&grown, x)?, task: learner.task.clone() };
    let kept = learner.shape.layers().first()?.units.min(grown.shape.layers().first()?.units);
    let mut parameters = vec![0.0; grown.parameters.len()];
    for neuron in 0..kept {
        let (then, now) = (places(learner, neuron)?, places(&grown, neuron)?);
        for (then, now) in
            [(then.weight, now.weight), (then.bias, now.bias), (then.out, now.out), (then.base, now.base)]
        {
            parameters[now] = learner.parameters[then];
        }
    }
    lay_more(&grown, &mut parameters, kept, x);
    grown.parameters = parameters;
    grown.go_on_from(learner);
    Some((grown, start))
}
