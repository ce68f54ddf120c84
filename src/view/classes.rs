//! Which class? The plane of two measures, with the model's answer everywhere: what its picture is given.

use super::fit::{Pointer, Quantity};
use super::sample::Sample;
use super::span::Span;
use super::votes::Vote;

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

/// The answer of the run with the bend that today's has not, or without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherMap<'a> {
    /// What it answers.
    pub map: AnswerMap<'a>,
    /// It is the one that bends.
    pub bends: bool,
    /// It has taken a step.
    pub trained: bool,
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
    /// The answer of the run before this one, if it is the same model started anew.
    pub before: Option<AnswerMap<'a>>,
    /// The answer of the run of the other kind, if there is one.
    pub other: Option<OtherMap<'a>>,
    /// The neurons of the last hidden layer, where it is shown on which lines they bend; else empty.
    pub bends: &'a [Vote],
    /// Which of them the user holds.
    pub held: Option<usize>,
    /// The best straight line, where it is shown.
    pub line: Option<Parting>,
    /// The user's question, if any.
    pub asked: Option<Asked>,
    /// What the pointer is over, or drags: a sample, or the question.
    pub pointer: Pointer,
    /// What the two measures are.
    pub quantity: Quantity<'a>,
}
