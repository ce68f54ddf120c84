//! The plane as the last hidden layer sees it: what its picture is given.

use super::fit::Quantity;
use super::sample::Group;
use super::span::Span;
use super::surface::Camera;

/// In which directions of the last hidden layer's space one looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Directions {
    /// The plane of the two measures itself: there is no hidden layer.
    Inputs,
    /// One neuron, along the first axis; the second axis is empty.
    One,
    /// Two neurons: each is an axis.
    Two,
    /// Three neurons: each is an axis of the space.
    Three,
    /// More neurons: the third direction is that of the output's weights, along which alone the answer changes; the others are the
    /// principal components of the training samples beside it (Pearson 1901).
    Main {
        /// How many neurons there are.
        neurons: usize,
        /// What three directions show of the variance, from 0 to 1; NaN after a divergence.
        share: f64,
    },
}

/// A sample where the layer puts it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Put {
    /// Its place along the three axes; the axes that are not used are 0.
    pub at: [f64; 3],
    /// What it is.
    pub group: Group,
    /// Held out: not trained on.
    pub held_out: bool,
    /// Whether the model takes it for what it is not; `None` where it has no answer.
    pub wrong: Option<bool>,
}

/// Where the output says neither the one nor the other: across · place + offset = 0. The class that is asked for is where it is
/// above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Along the three axes.
    pub across: [f64; 3],
    /// The rest.
    pub offset: f64,
}

/// The plane as the last hidden layer sees it, on its way there from the plane of the inputs.
#[derive(Clone, Debug)]
pub struct Bent<'a> {
    /// In which directions one looks.
    pub directions: Directions,
    /// Every sample, in the user's order. Places may be non-finite after a divergence.
    pub samples: &'a [Put],
    /// The lines of a grid over the plane of the inputs, bent as the plane is: each has the same number of places, first those
    /// along x₁, from the least x₂ up, then those along x₂: `[lines][places]`.
    pub grid: &'a [Vec<[f64; 3]>],
    /// The ranges of the three axes: of all that is finite where the plane is fully bent, whatever the bend, so that a picture
    /// of it stays where it is while it bends.
    pub spans: [Span; 3],
    /// Where the answer changes, in these directions; `None` on the way, after a divergence, and where it depends on more than
    /// they show.
    pub cut: Option<Cut>,
    /// How far the plane is bent: 0 for that of the inputs, 1 for that of the layer.
    pub bend: f64,
    /// No layer bends: whatever is shown is still a plane.
    pub straight: bool,
    /// From where three axes are seen.
    pub camera: Camera,
    /// Whether the held-out samples are shown.
    pub exam: bool,
    /// The share of the training samples that the best straight line on the flat plane has right, where it is known.
    pub best: Option<f64>,
    /// The sample that the pointer or else the keyboard is on, by its index.
    pub in_hand: Option<usize>,
    /// What the two measures are.
    pub quantity: Quantity<'a>,
}
