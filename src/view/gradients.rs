//! How large the gradient is, layer by layer: what its picture is given.

use super::fit::Quantity;

/// The neurons of a layer that hand next to nothing on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Idle {
    /// Its activation has nothing of the kind.
    None,
    /// ReLUs that are 0 at every training sample.
    Dead {
        /// How many of them.
        units: usize,
    },
    /// Activations of neurons at training samples that lie where theirs is flat.
    Saturated {
        /// Their share.
        share: f64,
    },
}

/// How the gradient comes through a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// There is none, or it is no number any more.
    Unknown,
    /// Next to nothing arrives at the first layer.
    Vanishing,
    /// Many times more arrives at the first layer than there is at the output.
    Exploding,
    /// It keeps about its size.
    Healthy,
}

impl Flow {
    /// The word for it in the page's attributes.
    pub fn word(self) -> &'static str {
        match self {
            Flow::Unknown => "unknown",
            Flow::Vanishing => "vanishing",
            Flow::Exploding => "exploding",
            Flow::Healthy => "healthy",
        }
    }
}

/// A model that was left for today's.
#[derive(Clone, Debug)]
pub struct LeftModel {
    /// Its activation, by its place in the order in which they are taught.
    pub activation: usize,
    /// Its first weights, likewise.
    pub init: usize,
    /// How many hidden layers it had.
    pub layers: usize,
    /// The mean |∂L/∂W| of each of its layers at its first step, on today's samples.
    pub first: Vec<f64>,
}

/// How large the gradient is, layer by layer.
#[derive(Clone, Debug)]
pub struct Gradients<'a> {
    /// Neurons of each layer, the output last.
    pub units: Vec<usize>,
    /// The mean |∂L/∂W| of each, in the model's own units; may be non-finite.
    pub now: &'a [f64],
    /// Which of their neurons hand next to nothing on.
    pub idle: &'a [Idle],
    /// After so many steps.
    pub step: u64,
    /// The same after fewer steps, since something was changed last; oldest first.
    pub earlier: Vec<(u64, Vec<f64>)>,
    /// What arrives of the error at the first layer: the mean |∂L/∂z| there as a multiple of |∂L/∂ŷ|, where it was asked.
    pub reach: Option<f64>,
    /// How it comes through.
    pub flow: Flow,
    /// The model that was left for this one.
    pub left: Option<LeftModel>,
    /// The mean |∂L/∂W| of each layer at the first step; empty where no model was left.
    pub first: Vec<f64>,
    /// The output is a class, not y.
    pub tells_classes: bool,
    /// What x and y are.
    pub quantity: Quantity<'a>,
}

/// The first layer's gradient as a multiple of the last one's: 0 where nothing arrives, whatever the last one gets. `None` where that
/// is no number.
pub fn first_to_last(profile: &[f64]) -> Option<f64> {
    let (first, last) = (profile.first()?, profile.last()?);
    let share = if *first == 0.0 { 0.0 } else { first / last };
    share.is_finite().then_some(share)
}
