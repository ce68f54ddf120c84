//! Which class? The plane of two measures, with the model's answer everywhere: what its picture is given.

use super::fit::{Pointer, Quantity};
use super::span::Span;

/// What a sample is, as it is drawn: each has a shape of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Of the class that is asked for: a cat.
    Positive,
    /// Of the other class: its first group, or the only one.
    First,
    /// Of the other class: its second group.
    Second,
    /// Of the other class: its third group.
    Third,
}

impl Group {
    /// Whether it is of the class that is asked for.
    pub fn is_positive(self) -> bool {
        self == Group::Positive
    }
}

/// A sample as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// x₁, in the user's units.
    pub x: f64,
    /// x₂, in the user's units.
    pub y: f64,
    /// What it is.
    pub group: Group,
    /// Held out: not trained on.
    pub held_out: bool,
    /// The model's log-odds that it is of the class that is asked for: the model says so where they are above 0. Not finite
    /// after a divergence.
    pub logit: f64,
}

impl Sample {
    /// Whether the model takes it for what it is not; `None` where the model has no answer.
    pub fn is_wrong(&self) -> Option<bool> {
        self.logit.is_finite().then(|| (self.logit > 0.0) != self.group.is_positive())
    }
}

/// The model's answer at the places of a grid over the plane, of one moment of training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnswerMap<'a> {
    /// How many places there are along a side; at least 2. The first and the last lie on the edges of the frame.
    pub side: usize,
    /// The log-odds at each, row by row from the least x₂ up, each row from the least x₁ on: `[side][side]`. May be non-finite.
    pub logits: &'a [f32],
}

/// The answer of a run that was pinned, as [`AnswerMap`] has it.
#[derive(Clone, Debug, PartialEq)]
pub struct GhostMap {
    /// 0 for A, 1 for B and so on.
    pub letter: usize,
    /// How many places there are along a side; at least 2.
    pub side: usize,
    /// The log-odds at each.
    pub logits: Vec<f32>,
}

/// The user's question: which class is it here?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// x₁, in the user's units.
    pub x: f64,
    /// x₂, in the user's units.
    pub y: f64,
    /// The model's log-odds there; not finite after a divergence.
    pub logit: f64,
}

/// A straight line that parts the plane: a₁·x₁ + a₂·x₂ + c = 0, and the class that is asked for is said where it is above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parting {
    /// (a₁, a₂), in the user's units.
    pub across: (f64, f64),
    /// c.
    pub offset: f64,
    /// The share of the training samples on their right side of it.
    pub right: f64,
}

/// The plane of two measures, with samples of two classes and the model's answer everywhere. All in the user's units.
#[derive(Clone, Debug)]
pub struct Classes<'a> {
    /// Every sample, in the user's order.
    pub samples: &'a [Sample],
    /// Index of the sample that the keyboard or the pointer holds.
    pub selected: Option<usize>,
    /// The range of x₁, the axis to the right.
    pub x: Span,
    /// The range of x₂, the axis upwards.
    pub y: Span,
    /// The model's answer everywhere; `None` until it has been computed once.
    pub map: Option<AnswerMap<'a>>,
    /// Whether the held-out samples are shown.
    pub exam: bool,
    /// The pinned runs, in the order of their letters.
    pub ghosts: &'a [GhostMap],
    /// The best straight line, where it is shown.
    pub line: Option<Parting>,
    /// The user's question, if any.
    pub asked: Option<Asked>,
    /// What the pointer is over, or drags: a sample, or the question.
    pub pointer: Pointer,
    /// What the two measures are.
    pub quantity: Quantity<'a>,
}
