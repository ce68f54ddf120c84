//! Data and fit: what its picture is given.

use super::span::Span;
use super::stack::Stack;
use super::tried::Try;

/// What x and y measure, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity<'a> {
    /// x: distance from the centre in km, y: price of a house in thousands.
    Houses,
    /// Bare numbers: x and y.
    Plain,
    /// Columns of the user's own table, named by its header: (x, y).
    Named(&'a str, &'a str),
    /// The same, where x is a date: days since 1 January 1970.
    Dated(&'a str, &'a str),
    /// Two measures of an animal, x₁: how pointed its ears are, x₂: how long its whiskers are, both from 0 to 10.
    Animals,
    /// Bare numbers x₁ and x₂ of samples of two classes.
    Inputs,
}

/// One data point as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// In the user's units.
    pub x: f64,
    /// In the user's units.
    pub y: f64,
    /// Held out: not trained on.
    pub held_out: bool,
    /// It lies where training sees nothing: not trained on either.
    pub unseen: bool,
    /// The model's ŷ at x, in units of y; not finite after a divergence.
    pub predicted: f64,
}

impl Dot {
    /// Whether training learns from it.
    pub fn is_trained_on(&self) -> bool {
        !self.held_out && !self.unseen
    }
}

/// The question that the user asks: what is y at x? With the answers that are known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// In the user's units.
    pub x: f64,
    /// The model's ŷ at x, in units of y; not finite after a divergence.
    pub predicted: f64,
    /// The true law's y at x, where a law is known.
    pub law: Option<f64>,
    /// The y at x of the least-squares line through the training points; `None` if the model is a line itself, or if there is
    /// more than one such line.
    pub line: Option<f64>,
}

/// The curve of a run that was pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// 0 for A, 1 for B and so on.
    pub letter: usize,
    /// (x, ŷ) as in [`Fit::curve`].
    pub curve: Vec<(f64, f64)>,
}

/// The curve of a run with the bend that today's has not, or without the one that it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Other<'a> {
    /// (x, ŷ) as in [`Fit::curve`].
    pub curve: &'a [(f64, f64)],
    /// Whether it bends.
    pub bends: bool,
    /// Whether it has taken a step of training.
    pub trained: bool,
}

/// How the errors on the training points are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorMarks {
    /// Not at all.
    #[default]
    Hidden,
    /// Each as a line from its point to the curve.
    Lines,
    /// Each as a square on that line, and their mean as another.
    Squares,
}

/// An end of the line, where the frame ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At the least x of the frame.
    Left,
    /// At the greatest.
    Right,
}

/// Something in the picture that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A point, by its index.
    Point(usize),
    /// The handle at an end of the line.
    Handle(End),
    /// The line itself, between its handles.
    Line,
    /// The line of the user's question.
    Probe,
    /// Where a neuron bends, by its place in the layer.
    Kink(usize),
    /// The open end of a neuron's part, by its place in the layer.
    Slope(usize),
    /// What the parts stand on.
    Base,
}

/// What the pointer does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pointer {
    /// It is nowhere, or over nothing that can be held.
    #[default]
    Away,
    /// It is over this.
    Over(Part),
    /// It drags this.
    Holds(Part),
}

/// Data and fit. All in the user's units.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    /// Every point, in the user's order.
    pub points: &'a [Dot],
    /// Index of the point that the keyboard or the pointer holds.
    pub selected: Option<usize>,
    /// The range of the x axis.
    pub x: Span,
    /// The range of the y axis. The curve may leave it.
    pub y: Span,
    /// (x, ŷ) from left to right over `x`; ŷ may be non-finite, and the line breaks there.
    pub curve: &'a [(f64, f64)],
    /// (x, y) of the true law over `x`; empty where none is known.
    pub law: &'a [(f64, f64)],
    /// The stretch of x that training does not see, if there is one, and the typical error there, in units of y.
    pub unseen: Option<(Span, Option<f64>)>,
    /// Pinned curves, in the order of their letters.
    pub ghosts: &'a [Ghost],
    /// Models that were tried before, with their curves; empty where none are compared.
    pub tried: &'a [Try],
    /// Whether the held-out points are shown: without, they are kept for an exam.
    pub exam: bool,
    /// The curve of the run before this one, as `curve`, if there is one to compare with.
    pub before: Option<&'a [(f64, f64)]>,
    /// The curve of the same points' run with the bend that this one has not, or without it.
    pub other: Option<Other<'a>>,
    /// The parts of which the curve is put together, where they are shown and there are any.
    pub stack: Option<&'a Stack>,
    /// The question that the user asks, if any.
    pub probe: Option<Probe>,
    /// (x, ŷ) of the line's ends at the least and the greatest x of the frame, where it can be taken hold of; they may be above
    /// or below the frame, and are finite. `None` where the model is no line, or has diverged.
    pub handles: Option<[(f64, f64); 2]>,
    /// The end that the keyboard holds.
    pub held_end: Option<End>,
    /// The keyboard holds the chosen neuron of the stack.
    pub held_neuron: bool,
    /// What the pointer is over, or drags.
    pub pointer: Pointer,
    /// How the errors on the training points are drawn.
    pub errors: ErrorMarks,
    /// Whether those on the held-out points are drawn too, each as a line.
    pub errors_of_held_out: bool,
    /// What x and y measure.
    pub quantity: Quantity<'a>,
}
