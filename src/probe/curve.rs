//! What a model answers: over x, at each sample, and where the user asks.

use super::lazy::Lazy;
use crate::data::{Point, Truth};
use crate::learn::Shape;
use crate::run::Model;
use crate::task::{Learner, Pass, plain_line};
use crate::view::{Dot, Probe, Span};

/// Places of x at which the curve is evaluated, from end to end of the frame.
pub const CURVE: usize = 201;

/// What is looked at.
#[derive(Clone)]
pub struct Ground {
    /// What the x axis shows.
    pub x: Span,
    /// The true law, where one is known.
    pub law: Option<Truth>,
    /// Where the user asks for ŷ.
    pub probe: Option<f64>,
}

/// The answers of a model, each computed when somebody looks.
#[derive(Default)]
pub struct Curves {
    traced: Lazy<Traced>,
    law: Lazy<LawLine>,
    dots: Lazy<Vec<Dot>>,
    asked: Lazy<Asked>,
}

/// A model's answers over x, with the activations that led to them.
pub struct Traced {
    shape: Shape,
    /// One column a place.
    pub pass: Pass,
    curve: Vec<(f64, f64)>,
}

/// The law over x.
struct LawLine {
    of: (Option<Truth>, Span),
    line: Vec<(f64, f64)>,
}

/// The answer to the user's question, with the activations that led to it.
pub struct Asked {
    shape: Shape,
    /// One column.
    pub pass: Pass,
    probe: Option<Probe>,
}

impl Curves {
    /// Model, samples or ground have changed.
    pub fn forget(&mut self) {
        self.traced.forget();
        self.law.forget();
        self.dots.forget();
        self.asked.forget();
    }

    /// The model over x.
    pub fn traced(&self, learner: &Learner, ground: &Ground) -> &Traced {
        self.traced.get(|room| {
            let shape = learner.shape();
            let fresh =
                || Traced { shape: shape.clone(), pass: Pass::new(shape, CURVE), curve: Vec::with_capacity(CURVE) };
            let mut traced = room.filter(|room| room.shape == *shape).unwrap_or_else(fresh);
            trace(learner, ground.x, &mut traced.pass, &mut traced.curve);
            traced
        })
    }

    /// (x, ŷ) from end to end of the frame.
    pub fn curve(&self, learner: &Learner, ground: &Ground) -> &[(f64, f64)] {
        &self.traced(learner, ground).curve
    }

    /// (x, y) of the true law at the same places; empty where none is known.
    pub fn law(&self, ground: &Ground) -> &[(f64, f64)] {
        let made = self.law.get(|room| {
            let of = (ground.law.clone(), ground.x);
            let mut made = room.unwrap_or(LawLine { of: (None, ground.x), line: Vec::new() });
            if made.of != of {
                made.of = of;
                made.line.clear();
                let law = ground.law.iter();
                made.line.extend(law.flat_map(|law| places(ground.x).map(move |x| (x, law.value(x)))));
            }
            made
        });
        &made.line
    }

    /// Every sample with the model's answer to it, in the user's order.
    pub fn dots(&self, learner: &Learner) -> &[Dot] {
        self.dots.get(|room| {
            let mut dots = room.unwrap_or_default();
            dots.clear();
            let dot = |(p, predicted): (&Point, f64)| {
                let Point { x, y, held_out, unseen, .. } = *p;
                Dot { x, y, held_out, unseen, predicted }
            };
            dots.extend(learner.samples().iter().zip(learner.answers()).map(dot));
            dots
        })
    }

    /// The model at the user's question; without one its activations are those of an earlier question.
    pub fn asked(&self, learner: &Learner, ground: &Ground) -> &Asked {
        self.asked.get(|room| {
            let shape = learner.shape();
            let fresh = || Asked { shape: shape.clone(), pass: Pass::new(shape, 1), probe: None };
            let mut asked = room.filter(|room| room.shape == *shape).unwrap_or_else(fresh);
            asked.probe = ground.probe.map(|x| {
                learner.fill(&mut asked.pass.batch, &|_| x);
                asked.pass.forward(learner.parameters());
                let predicted = learner.answers_of(&asked.pass).next().unwrap_or(f64::NAN);
                let line = if learner.is_straight() { None } else { on_line(learner.samples(), x) };
                Probe { x, predicted, law: ground.law.as_ref().map(|law| law.value(x)).filter(|y| y.is_finite()), line }
            });
            asked
        })
    }

    /// The user's question and what answers it.
    pub fn probe(&self, learner: &Learner, ground: &Ground) -> Option<Probe> {
        self.asked(learner, ground).probe
    }
}

/// Where the curve is evaluated, from end to end.
fn places(x: Span) -> impl Iterator<Item = f64> {
    (0..CURVE).map(move |i| place(x, i))
}

fn place(x: Span, i: usize) -> f64 {
    x.lo + (x.hi - x.lo) * i as f64 / (CURVE - 1) as f64
}

fn trace(learner: &Learner, x: Span, pass: &mut Pass, curve: &mut Vec<(f64, f64)>) {
    learner.fill(&mut pass.batch, &|i| place(x, i));
    pass.forward(learner.parameters());
    curve.clear();
    curve.extend(places(x).zip(learner.answers_of(pass)));
}

/// (x, ŷ) of a model from end to end of the frame.
pub fn curve(learner: &Learner, x: Span) -> Vec<(f64, f64)> {
    let mut curve = Vec::with_capacity(CURVE);
    trace(learner, x, &mut Pass::new(learner.shape(), CURVE), &mut curve);
    curve
}

/// The mean of (ŷ − law)² over a curve where the law has a value, in the units of y, squared; `law` has one for each of its
/// places, or no number.
pub fn mean_square_to_law(curve: &[(f64, f64)], law: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0);
    for ((_, y), law) in curve.iter().zip(law).filter(|(_, law)| law.is_finite()) {
        sum += (y - law) * (y - law);
        count += 1;
    }
    sum / f64::from(count)
}

/// √ of the mean square of ŷ − y of the law over the frame; `None` where no law is known, or ŷ is no number.
pub fn law_error(curve: &[(f64, f64)], law: &[(f64, f64)]) -> Option<f64> {
    let error = mean_square_to_law(curve, law.iter().map(|(_, y)| *y)).sqrt();
    Some(error).filter(|error| error.is_finite())
}

/// What the least-squares line of the training samples answers at x; `None` where they have fewer than two different x.
fn on_line(samples: &[Point], x: f64) -> Option<f64> {
    plain_line(samples).map(|line| line.height + line.slope * x)
}
