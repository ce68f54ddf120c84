//! How large the gradient is, layer by layer, and which neurons hand none of it on.

use super::lazy::Lazy;
use super::neurons::is_dead_in;
use crate::learn::{Activation, Shape};
use crate::run::{Kept, Model as _, Run, State};
use crate::task::{Learner, Pass, Spec};
use crate::view::Idle;
use std::cell::{RefCell, RefMut};

/// For a pass through all samples that costs no more multiplications than this there is time in every frame.
const CHEAP: usize = 3_000_000;
/// At most so many profiles of earlier steps are looked at.
const MOST: usize = 6;
/// Where less than this share of an activation's steepest slope is left, it is saturated.
const SATURATED: f64 = 0.05;

/// The mean |∂L/∂W| over the weights of each layer, the output last, of a gradient in the order of the flat list.
pub fn profile(shape: &Shape, gradient: impl Fn(usize) -> f64) -> Vec<f64> {
    let mean = |weights: std::ops::Range<usize>| {
        let count = weights.len().max(1) as f64;
        weights.map(|at| gradient(at).abs()).sum::<f64>() / count
    };
    shape.views().map(|view| mean(view.weights)).collect()
}

/// The same of the loss over all training samples; of a large model that of its last step while it trains, which saw its batch.
pub fn profile_now(learner: &Learner, state: State) -> Vec<f64> {
    if is_dear(learner) && state == State::Running && has_stepped(learner) {
        return profile(learner.shape(), |at| f64::from(learner.last_gradients()[at]));
    }
    profile_at(learner, learner.parameters())
}

/// The same of the loss over all training samples at any parameters.
pub fn profile_at(learner: &Learner, parameters: &[f32]) -> Vec<f64> {
    let (_, gradient) = learner.there_and_back(parameters);
    profile(learner.shape(), |at| f64::from(gradient[at]))
}

/// Whether there is a last step of which the gradient is known.
fn has_stepped(learner: &Learner) -> bool {
    learner.last_gradients().iter().any(|gradient| *gradient != 0.0)
}

/// Whether a pass through all samples costs too much for every frame.
fn is_dear(learner: &Learner) -> bool {
    learner.pass_cost() * learner.train().batch.count() > CHEAP
}

/// Whether so little is left of an activation's slope that next to nothing of an error passes: less than 5 % of its greatest, of what
/// flattens at both ends (Glorot and Bengio 2010, who look at the same of tanh and sigmoid). tanh is that steep where |a| < 0.975,
/// sigmoid where a is from 0.0127 to 0.9873. `None` of an activation that has no two such ends; NaN is not saturated.
pub fn is_saturated(activation: Activation, a: f32) -> Option<bool> {
    let a = f64::from(a);
    match activation {
        Activation::Tanh => Some(1.0 - a * a < SATURATED),
        Activation::Sigmoid => Some(a * (1.0 - a) < SATURATED * 0.25),
        Activation::Linear
        | Activation::Relu
        | Activation::LeakyRelu
        | Activation::Elu
        | Activation::Gelu
        | Activation::Silu
        | Activation::Sine => None,
    }
}

/// Which neurons of a layer hand nothing on.
fn idle(learner: &Learner, pass: &Pass, layer: usize) -> Idle {
    let of = learner.shape().layers()[layer];
    let count = pass.batch.count();
    match of.activation {
        Activation::Relu => {
            Idle::Dead { units: (0..of.units).filter(|unit| is_dead_in(learner, pass, (layer, *unit))).count() }
        }
        Activation::Tanh | Activation::Sigmoid if count > 0 => {
            let rows = pass.work.activations(layer).chunks(pass.work.stride()).take(of.units);
            let flat = rows.flat_map(|row| &row[..count]).filter(|a| is_saturated(of.activation, **a) == Some(true));
            Idle::Saturated { share: flat.count() as f64 / (count * of.units) as f64 }
        }
        Activation::Tanh
        | Activation::Sigmoid
        | Activation::Linear
        | Activation::LeakyRelu
        | Activation::Elu
        | Activation::Gelu
        | Activation::Silu
        | Activation::Sine => Idle::None,
    }
}

/// How the gradient comes through a model.
pub struct Flow {
    /// The mean |∂L/∂W| of each layer, the output last, in the model's own units.
    pub profile: Vec<f64>,
    /// What arrives of the error at the first layer ([`Learner::reach`]); `None` also where a pass is too dear.
    pub reach: Option<f64>,
    /// Whether that was asked.
    pub is_asked: bool,
    /// Which neurons of each layer hand nothing on.
    pub idle: Vec<Idle>,
}

impl Flow {
    /// Of a model as it is; of a large one that trains as its last step saw it.
    pub fn of(learner: &Learner, state: State) -> Flow {
        let layers = 0..learner.shape().layers().len();
        if is_dear(learner) && state == State::Running && has_stepped(learner) {
            let idle = layers.map(|layer| idle(learner, learner.train(), layer)).collect();
            return Flow { profile: profile_now(learner, state), reach: None, is_asked: false, idle };
        }
        let (pass, gradient) = learner.there_and_back(learner.parameters());
        Flow {
            profile: profile(learner.shape(), |at| f64::from(gradient[at])),
            reach: learner.reach_of(&pass),
            is_asked: true,
            idle: layers.map(|layer| idle(learner, &pass, layer)).collect(),
        }
    }
}

/// The profiles of a run: now, and at earlier steps.
#[derive(Default)]
pub struct Profiles {
    now: Lazy<Flow>,
    kept: RefCell<Earlier>,
}

/// Profiles at earlier steps, as long as they mean the same.
#[derive(Default)]
struct Earlier {
    /// What they were computed of: the editions of space, objective and path, and the step at which the segment begins.
    of: (u64, u64, u64, u64),
    profiles: Vec<(u64, Vec<f64>)>,
    /// That of the model where its run began.
    first: Option<Vec<f64>>,
    /// That of the model that was left.
    left: Option<Vec<f64>>,
    /// What came of trying other models, by their number.
    tried: Vec<(usize, bool)>,
}

impl Profiles {
    /// The model has changed.
    pub fn forget(&mut self) {
        self.now.forget();
    }

    /// How the gradient comes through the model as it is.
    pub fn now(&self, learner: &Learner, state: State) -> &Flow {
        self.now.get(|_| Flow::of(learner, state))
    }

    /// Profiles at earlier steps since something was changed last, as far as they are looked at: nearest to steps 0, 1, 10, 100, ….
    /// Where a pass is dear, one more each time while training runs.
    pub fn earlier<C: Kept>(&self, run: &Run<Learner, C>) -> Vec<(u64, Vec<f64>)> {
        let (learner, begins) = (run.model(), run.segment_begins());
        let mut kept = self.kept_of(run);
        let moments: Vec<(u64, &[f32])> =
            run.path().moments().filter(|(step, _)| (begins..run.step()).contains(step)).collect();
        let steps: Vec<u64> = moments.iter().map(|(step, _)| *step).collect();
        let wanted = landmarks(&steps, run.step());
        kept.profiles.retain(|(step, _)| wanted.contains(step));
        let mut room = if is_dear(learner) && run.state() == State::Running { 1 } else { MOST };
        for (step, parameters) in moments.into_iter().filter(|(step, _)| wanted.contains(step)) {
            let at = kept.profiles.partition_point(|(other, _)| *other < step);
            let is_kept = kept.profiles.get(at).is_some_and(|(other, _)| *other == step);
            if !is_kept && room > 0 && parameters.len() == learner.parameters().len() {
                kept.profiles.insert(at, (step, profile_at(learner, parameters)));
                room -= 1;
            }
        }
        kept.profiles.clone()
    }

    /// The profile of today's model where its run began.
    pub fn first<C: Kept>(&self, run: &Run<Learner, C>) -> Vec<f64> {
        let first = || {
            let start = run.beginning();
            profile_at(&start, start.parameters())
        };
        self.kept_of(run).first.get_or_insert_with(first).clone()
    }

    /// The same of the model that was left.
    pub fn first_of_left<C: Kept>(&self, run: &Run<Learner, C>, left: &Spec) -> Vec<f64> {
        self.kept_of(run).left.get_or_insert_with(|| fresh(left, run.model())).clone()
    }

    /// What trying another model in today's place has come to: asked once, as long as nothing else changes.
    pub fn tried<C: Kept>(&self, run: &Run<Learner, C>, number: usize, ask: impl FnOnce() -> bool) -> bool {
        let mut kept = self.kept_of(run);
        if let Some((_, came)) = kept.tried.iter().find(|(other, _)| *other == number) {
            return *came;
        }
        let came = ask();
        kept.tried.push((number, came));
        came
    }

    /// What is kept, forgotten where it would mean something else.
    fn kept_of<C: Kept>(&self, run: &Run<Learner, C>) -> RefMut<'_, Earlier> {
        let editions = run.editions();
        let of = (editions.space, editions.objective, editions.path, run.segment_begins());
        let mut kept = self.kept.borrow_mut();
        if kept.of != of {
            *kept = Earlier { of, ..Earlier::default() };
        }
        kept
    }
}

/// The profile of a model as the seed draws its weights, on the samples of another.
fn fresh(spec: &Spec, on: &Learner) -> Vec<f64> {
    let learner = Learner::new(spec.clone(), on.shared_samples());
    profile_at(&learner, learner.parameters())
}

/// Of these steps, in order, those nearest to 0, 1, 10, 100, … up to the present one. Of too many, the first and the last ones.
fn landmarks(steps: &[u64], now: u64) -> Vec<u64> {
    let marks = std::iter::once(0).chain((0..=18).map(|power| 10_u64.pow(power))).take_while(|mark| *mark <= now);
    let mut found: Vec<u64> =
        marks.filter_map(|mark| steps.iter().copied().min_by_key(|step| step.abs_diff(mark))).collect();
    found.dedup();
    while found.len() > MOST {
        found.remove(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn biases_do_not_count_and_signs_do_not_either() {
        let shape = Shape::network(1, &[2], Activation::Tanh, 1);
        // w, w, b, b; v, v, b.
        let gradient = [1.0, -3.0, 100.0, 100.0, -0.5, 0.25, 100.0];
        assert_eq!(profile(&shape, |at| gradient[at]), [2.0, 0.375]);
    }

    #[test]
    fn saturated_is_what_has_less_than_a_twentieth_of_its_steepest_slope() {
        for activation in Activation::ALL {
            for z in (-60..=60).map(|z| f64::from(z) / 10.0) {
                let (a, slope) = activation.value_and_slope(z);
                let steepest = match activation {
                    Activation::Tanh => Some(1.0),
                    Activation::Sigmoid => Some(0.25),
                    _ => None,
                };
                let said = is_saturated(activation, a as f32);
                assert_eq!(said, steepest.map(|most| slope < 0.05 * most), "{activation:?} at {z}");
            }
        }
        assert_eq!(is_saturated(Activation::Tanh, f32::NAN), Some(false));
    }

    #[test]
    fn the_steps_looked_at_are_those_nearest_to_powers_of_ten() {
        let steps = [0, 1, 2, 5, 9, 12, 80, 130, 900, 4_000];
        assert_eq!(landmarks(&steps, 0), [0]);
        assert_eq!(landmarks(&steps, 4_100), [0, 1, 9, 80, 900]);
        assert_eq!(landmarks(&steps, 10_000), [0, 1, 9, 80, 900, 4_000]);
        assert_eq!(landmarks(&steps, 100_000), [0, 1, 9, 80, 900, 4_000]);
        let many = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
        assert_eq!(landmarks(&many, 1_000_000), [0, 100, 1_000, 10_000, 100_000, 1_000_000]);
        // A segment that begins late has few.
        assert_eq!(landmarks(&[500, 700], 900), [500]);
        assert_eq!(landmarks(&[], 900), [0; 0]);
    }
}
