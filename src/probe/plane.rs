//! What a model that tells two classes apart answers: at each sample, everywhere on the plane, and where the user asks.

use super::field::{Field, place};
use super::lazy::Lazy;
use super::map::Map;
use super::sheet::{Sheet, group};
use crate::data::Point;
use crate::learn::Shape;
use crate::run::Model as _;
use crate::task::{BestLine, Learner, Pass, best_line};
use crate::view::{Asked, GhostMap, Sample};
use std::rc::Rc;

/// Places along a side of the small map of each neuron.
pub const SMALL: usize = 24;

/// Places along a side of the map of a pinned run: its boundary alone is drawn.
const GHOST: usize = 64;
/// An answer that costs no more multiplications than this can be asked at many places in every frame.
const CHEAP_ANSWER: usize = 1_000;

/// The answers of a model that tells two classes apart, each computed when somebody looks; the map of them all in slices.
#[derive(Default)]
pub struct Planes {
    samples: Lazy<Vec<Sample>>,
    small: Lazy<Small>,
    asked: Lazy<Answer>,
    line: Lazy<Option<BestLine>>,
    bent: Lazy<Sheet>,
    /// The samples that the best line is of.
    line_of: Option<Rc<Vec<Point>>>,
    /// The model's answer everywhere.
    pub map: Map,
}

/// The activations at the places of a small map.
pub struct Small {
    shape: Shape,
    /// One column a place, row by row from the least x₂ up.
    pub pass: Pass,
}

/// The answer to the user's question, with the activations that led to it.
pub struct Answer {
    shape: Shape,
    /// One column.
    pub pass: Pass,
    asked: Option<Asked>,
}

/// The log-odds of a model at the places of a grid over the field, `[side][side]`.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn ghost_map(learner: &Learner, field: &Field, letter: usize) -> GhostMap {
    let mut pass = Pass::new(learner.shape(), GHOST * GHOST);
    learner.fill_places(&mut pass.batch, &|at| place(field, GHOST, at));
    pass.forward(learner.parameters());
    GhostMap { letter, side: GHOST, logits: pass.work.output()[..GHOST * GHOST].to_vec() }
}

/// A coarse map of a model, quick enough for every frame: its log-odds, `[side][side]`; the fewer the more an answer costs.
pub fn map_of(learner: &Learner, field: &Field) -> Vec<f32> {
    let side = if learner.pass_cost() <= CHEAP_ANSWER { 41 } else { SMALL };
    let mut pass = Pass::new(learner.shape(), side * side);
    learner.fill_places(&mut pass.batch, &|at| place(field, side, at));
    pass.forward(learner.parameters());
    pass.work.output()[..side * side].to_vec()
}

impl Planes {
    /// Model, samples or field have changed.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn follow(&mut self, samples: Rc<Vec<Point>>) {
        self.samples.forget();
        self.small.forget();
        self.asked.forget();
        self.bent.forget();
        if self.line_of.as_ref().is_none_or(|known| !Rc::ptr_eq(known, &samples)) {
            self.line.forget();
            self.line_of = Some(samples);
        }
    }

    /// Every sample with the model's answer to it, in the user's order.
    pub fn samples(&self, learner: &Learner) -> &[Sample] {
        self.samples.get(|room| {
            let mut samples = room.unwrap_or_default();
            samples.clear();
            let sample = |(p, logit): (&Point, f64)| {
                let Point { x, y, kind, held_out, .. } = *p;
                Sample { x, y, group: group(kind), held_out, logit }
            };
            samples.extend(learner.samples().iter().zip(learner.outputs()).map(sample));
            samples
        })
    }

    /// The model at the places of a small map.
    pub fn small(&self, learner: &Learner, field: &Field) -> &Small {
        self.small.get(|room| {
            let shape = learner.shape();
            let fresh = || Small { shape: shape.clone(), pass: Pass::new(shape, SMALL * SMALL) };
            let mut small = room.filter(|room| room.shape == *shape).unwrap_or_else(fresh);
            learner.fill_places(&mut small.pass.batch, &|at| place(field, SMALL, at));
            small.pass.forward(learner.parameters());
            small
        })
    }

    /// The model at the user's question; without one its activations are those of an earlier question.
    pub fn answer(&self, learner: &Learner, field: &Field) -> &Answer {
        self.asked.get(|room| {
            let shape = learner.shape();
            let fresh = || Answer { shape: shape.clone(), pass: Pass::new(shape, 1), asked: None };
            let mut answer = room.filter(|room| room.shape == *shape).unwrap_or_else(fresh);
            answer.asked = field.asked.map(|(x, y)| {
                learner.fill_places(&mut answer.pass.batch, &|_| (x, y));
                answer.pass.forward(learner.parameters());
                let logit = answer.pass.work.output().first().map_or(f64::NAN, |output| f64::from(*output));
                Asked { x, y, logit }
            });
            answer
        })
    }

    /// The user's question and the answer to it.
    pub fn asked(&self, learner: &Learner, field: &Field) -> Option<Asked> {
        self.answer(learner, field).asked
    }

    /// The plane is to be bent otherwise.
    pub fn forget_bent(&mut self) {
        self.bent.forget();
    }

    /// The plane as the last hidden layer bends it, at a bend from 0 to 1.
    pub fn bent(&self, learner: &Learner, field: &Field, bend: f64) -> &Sheet {
        self.bent.get(|room| Sheet::of(learner, field, bend, room))
    }

    /// The best straight line between the samples that were there at the last `follow`.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn line(&self) -> Option<BestLine> {
        *self.line.get(|_| self.line_of.as_ref().and_then(|samples| best_line(samples)))
    }
}
