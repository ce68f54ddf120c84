//! One sample's way through a model and back, with what is asked of a parameter on it: by which ways it reaches the loss, and
//! what comes of changing it by hand.

use super::lazy::Lazy;
use crate::learn::{Activation, Explained, Shape, explained, loss_of, sent_forward};
use crate::task::Learner;
use crate::view::{Checked, Factor, Path, Paths, Site, Trial};

/// So many paths are told one by one.
const MOST_SHOWN: usize = 3;
/// Where there are more paths than this, none is told.
const MOST_PATHS: usize = 4096;
/// So many multiplications are spent on a check at the most: of large models every so-manieth gradient is checked.
const MOST_SPENT: usize = 30_000_000;
/// By how much a parameter is changed to check its gradient.
const NUDGE: f64 = 1e-6;
/// Places of the curve of an activation.
const PLACES: usize = 61;

/// Which sample and which parameter are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The sample, by its index.
    pub sample: usize,
    /// The parameter, by its place in the flat list.
    pub parameter: usize,
}

/// A sample that has gone through a model and back.
pub struct Walked {
    /// What the model is given.
    pub inputs: Vec<f64>,
    /// What it should answer.
    pub target: f64,
    /// Every number on the way.
    pub explained: Explained,
    /// The gradient, in the order of the flat list.
    pub gradient: Vec<f64>,
    /// The mean gradient over all training samples, where there are others.
    pub mean: Option<Vec<f64>>,
    /// Where the parameter stands.
    pub site: Site,
    /// By which ways it reaches the loss.
    pub paths: Paths,
    /// The activation of its unit over a range of z: the range, and f there.
    pub curve: ((f64, f64), Vec<f64>),
}

/// The walk that is looked at, if somebody looks.
#[derive(Default)]
pub struct Walks(Lazy<Option<Walked>>);

impl Walks {
    /// Something has changed.
    pub fn forget(&mut self) {
        self.0.forget();
    }

    /// The walk; `None` where there is no such sample or parameter.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn walked(&self, learner: &Learner, asked: Asked) -> Option<&Walked> {
        self.0.get(|_| walked(learner, asked)).as_ref()
    }
}

fn wide(learner: &Learner) -> Vec<f64> {
    use crate::run::Model as _;
    learner.parameters().iter().map(|p| f64::from(*p)).collect()
}

fn walked(learner: &Learner, asked: Asked) -> Option<Walked> {
    let (inputs, target) = learner.seen(learner.samples().get(asked.sample)?);
    let (shape, parameters) = (learner.shape(), wide(learner));
    let site = site(shape, asked.parameter)?;
    let explained = explained(shape, &parameters, &inputs, &[target], learner.spec().recipe.loss);
    let gradient = explained.gradient();
    let others = learner.train().batch.count() > 1;
    Some(Walked {
        mean: others.then(|| learner.mean_gradients()),
        paths: paths(shape, &parameters, &explained, site),
        curve: curve(shape, &explained, site),
        inputs,
        target,
        explained,
        gradient,
        site,
    })
}

/// Where the parameter with this place in the flat list stands.
pub fn site(shape: &Shape, parameter: usize) -> Option<Site> {
    shape.views().enumerate().find_map(|(layer, view)| {
        if view.weights.contains(&parameter) {
            let at = parameter - view.weights.start;
            return Some(Site { layer, unit: at / view.inputs, input: Some(at % view.inputs) });
        }
        view.biases.contains(&parameter).then(|| Site { layer, unit: parameter - view.biases.start, input: None })
    })
}

/// The place in the flat list of a parameter that stands here.
pub fn place(shape: &Shape, site: Site) -> Option<usize> {
    let view = shape.views().nth(site.layer).filter(|view| site.unit < view.outputs)?;
    match site.input {
        Some(input) => (input < view.inputs).then(|| view.weights.start + site.unit * view.inputs + input),
        None => Some(view.biases.start + site.unit),
    }
}

/// All ways from the parameter to the loss, by the units on them.
fn paths(shape: &Shape, parameters: &[f64], explained: &Explained, site: Site) -> Paths {
    let above = &shape.layers()[site.layer + 1..];
    let ways = above.iter().map(|layer| layer.units as f64).product::<f64>();
    let own = &explained.layers[site.layer];
    let input = site.input.map_or(1.0, |input| own.inputs[input]);
    let straight = own.slope[site.unit] == 1.0
        && explained.layers[site.layer + 1..].iter().flat_map(|layer| &layer.slope).all(|slope| *slope == 1.0);
    if ways > MOST_PATHS as f64 {
        return Paths { shown: Vec::new(), ways, straight, rest: own.delta[site.unit] * input };
    }
    let count = ways as usize;
    let views: Vec<_> = shape.views().collect();
    let along = |mut number: usize| {
        let mut units = vec![site.unit];
        for layer in above {
            units.push(number % layer.units);
            number /= layer.units;
        }
        let last = explained.layers.len() - 1;
        let mut factors = Vec::new();
        for (back, unit) in units.iter().enumerate().rev() {
            let layer = site.layer + back;
            if layer == last {
                factors.push(Factor::Loss(explained.layers[layer].da[*unit]));
            }
            if shape.layers()[layer].activation != Activation::Linear {
                factors.push(Factor::Slope(explained.layers[layer].slope[*unit]));
            }
            if let Some(below) = back.checked_sub(1) {
                let weight = views[layer].weights.start + unit * views[layer].inputs + units[below];
                factors.push(Factor::Weight(parameters[weight]));
            }
        }
        if site.input.is_some() {
            factors.push(Factor::Input(input));
        }
        let product = factors.iter().map(|factor| factor.value()).product();
        Path { units, factors, product }
    };
    let mut shown: Vec<Path> = (0..count).map(along).collect();
    shown.sort_by(|a, b| b.product.abs().total_cmp(&a.product.abs()));
    // One that is left over is told rather than counted.
    let most = if shown.len() == MOST_SHOWN + 1 { MOST_SHOWN + 1 } else { MOST_SHOWN };
    let rest = shown.split_off(most.min(shown.len()));
    Paths { shown, ways, straight, rest: rest.iter().map(|path| path.product).sum() }
}

/// The activation of the unit to which the parameter belongs, around its z.
fn curve(shape: &Shape, explained: &Explained, site: Site) -> ((f64, f64), Vec<f64>) {
    let activation = shape.layers()[site.layer].activation;
    let reach =
        explained.layers[site.layer].z.iter().filter(|z| z.is_finite()).fold(2.0, |most: f64, z| most.max(z.abs()));
    let reach = 1.25 * reach;
    if activation == Activation::Linear {
        return ((-reach, reach), Vec::new());
    }
    let at = |i: usize| activation.value_and_slope(reach * (2.0 * i as f64 / (PLACES - 1) as f64 - 1.0)).0;
    ((-reach, reach), (0..PLACES).map(at).collect())
}

/// On which side of its kink each unit is that has one.
fn sides(shape: &Shape, explained: &Explained) -> Vec<bool> {
    let kinked = |at: usize| matches!(shape.layers()[at].activation, Activation::Relu | Activation::LeakyRelu);
    let layers = explained.layers.iter().enumerate().filter(|(at, _)| kinked(*at));
    layers.flat_map(|(_, layer)| layer.z.iter().map(|z| *z > 0.0)).collect()
}

/// The parameter that is looked at is changed by this much: what becomes of the sample's loss.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn tried(learner: &Learner, walked: &Walked, by: f64) -> Option<Trial> {
    let (shape, loss, mut parameters) = (learner.shape(), learner.spec().recipe.loss, wide(learner));
    *parameters.get_mut(place(shape, walked.site)?)? += by;
    let after = sent_forward(shape, &parameters, &walked.inputs, &[walked.target], loss);
    let kink = sides(shape, &after) != sides(shape, &walked.explained);
    Some(Trial { by, before: walked.explained.loss, after: after.loss, kink })
}

/// Every gradient beside the central difference of the loss, where no unit passes its kink between the two.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn checked(learner: &Learner, walked: &Walked) -> Checked {
    let (shape, loss, mut parameters) = (learner.shape(), learner.spec().recipe.loss, wide(learner));
    let of = parameters.len();
    let largest = walked.gradient.iter().fold(0.0, |most: f64, g| most.max(g.abs()));
    let (mut count, mut worst) = (0, 0.0_f64);
    let most = (MOST_SPENT / (2 * shape.multiplications()).max(1)).max(1);
    for at in (0..of).step_by(of.div_ceil(most).max(1)) {
        let here = parameters[at];
        let [above, below] = [NUDGE, -NUDGE].map(|by| {
            parameters[at] = here + by;
            sent_forward(shape, &parameters, &walked.inputs, &[walked.target], loss)
        });
        parameters[at] = here;
        if sides(shape, &above) == sides(shape, &below) {
            let apart = ((above.loss - below.loss) / (2.0 * NUDGE) - walked.gradient[at]).abs();
            worst = worst.max(if largest > 0.0 { apart / largest } else { apart });
            count += 1;
        }
    }
    Checked { count, of, worst }
}

/// The loss of the sample at other parameters.
pub fn loss_at(learner: &Learner, walked: &Walked, parameters: &[f32]) -> f64 {
    let wide: Vec<f64> = parameters.iter().map(|p| f64::from(*p)).collect();
    loss_of(learner.shape(), &wide, &walked.inputs, &[walked.target], learner.spec().recipe.loss)
}
