//! Runs that were pinned to be compared with: each keeps its model as it was, and answers for today's points.

use super::Session;
use super::learner::Learner;
use super::look_inside;
use super::points::Points;
use super::settings::Settings;
use super::status::Stale;
use crate::data::{Law, Point};
use crate::view::{Ghost, Span};
use std::rc::Rc;

/// The most runs that can be pinned; each has a letter.
pub const MOST_PINS: usize = 4;

/// A pinned run.
#[derive(Clone)]
pub struct Pin {
    /// 0 for A, 1 for B and so on. It stays, whatever becomes of the other pins.
    pub letter: usize,
    /// What the knobs were set to.
    pub settings: Settings,
    /// The run's step.
    pub step: u64,
    /// The typical error, √ of the mean squared error, of today's training points, in the units of y; not finite without any.
    pub train_error: f64,
    /// The same of today's held-out points; `None` when there are none.
    pub held_out_error: Option<f64>,
    /// Its parameters and coordinates, which stay; shared with what is kept of the pins for undo.
    learner: Rc<Learner>,
}

impl Pin {
    fn judge(&mut self, points: &Points) {
        let mut learner = self.learner.twin();
        learner.load(points.all());
        (self.train_error, self.held_out_error) = learner.typical_errors();
    }
}

/// All of them, in the order of their letters.
#[derive(Clone, Default)]
pub struct Pins {
    all: Vec<Pin>,
    /// What is drawn of them, in the same order.
    ghosts: Vec<Ghost>,
    /// What they were judged by: the points, their law, and the x over which the ghosts are drawn.
    points: Vec<Point>,
    law: Option<Law>,
    x: Option<Span>,
}

impl Pins {
    /// The first letter that no pin has. They are in order: where one stands at another place than its own, one is missing.
    fn free(&self) -> Option<usize> {
        (0..MOST_PINS).find(|&i| self.all.get(i).is_none_or(|pin| pin.letter != i))
    }

    /// Adds a pin under a letter that is the first free one.
    fn add(&mut self, mut pin: Pin, points: &Points) {
        let (letter, (x, _)) = (pin.letter, points.frame());
        pin.judge(points);
        self.ghosts.insert(letter, Ghost { letter, curve: look_inside::curve(&pin.learner, x) });
        self.all.insert(letter, pin);
        self.points.clear();
        self.points.extend_from_slice(points.all());
        (self.law, self.x) = (points.law(), Some(x));
    }

    /// Takes a pin away, by its letter.
    fn remove(&mut self, letter: usize) -> bool {
        let before = self.all.len();
        self.all.retain(|pin| pin.letter != letter);
        self.ghosts.retain(|ghost| ghost.letter != letter);
        self.all.len() < before
    }

    /// Where points are others than before, or held out anew, errors follow them, and curves the frame. Points of another law,
    /// or of none, measure something else: then all pins are dropped, since they would say nothing. Costs nothing in a frame
    /// in which all this is as it was.
    pub fn follow(&mut self, points: &Points) {
        if self.all.is_empty() {
            return;
        }
        if self.law != points.law() {
            *self = Pins::default();
            return;
        }
        if self.points != points.all() {
            self.all.iter_mut().for_each(|pin| pin.judge(points));
            self.points.clear();
            self.points.extend_from_slice(points.all());
        }
        let (x, _) = points.frame();
        if self.x.replace(x) != Some(x) {
            for (ghost, pin) in self.ghosts.iter_mut().zip(&self.all) {
                ghost.curve = look_inside::curve(&pin.learner, x);
            }
        }
    }

    /// Whether they say what is true of these points.
    fn hold(&self, points: &Points) -> bool {
        let same = self.law == points.law() && self.points == points.all() && self.x == Some(points.frame().0);
        self.all.is_empty() || same
    }

    /// What may be drawn of them.
    pub fn ghosts(&self) -> &[Ghost] {
        &self.ghosts
    }
}

impl Session {
    /// The pinned runs, in the order of their letters.
    pub fn pins(&self) -> &[Pin] {
        &self.pins.all
    }

    /// The letter that today's curve would get if it were pinned; `None` when all are taken, and after a divergence.
    pub fn free_pin(&self) -> Option<usize> {
        self.pins.free().filter(|_| !self.diverged())
    }

    pub(super) fn pin(&mut self) -> Stale {
        let Some(letter) = self.free_pin() else { return Stale::NOTHING };
        let pin = Pin {
            letter,
            settings: self.settings.clone(),
            step: self.run.step,
            train_error: f64::NAN,
            held_out_error: None,
            learner: Rc::new(self.learner.twin()),
        };
        Rc::make_mut(&mut self.pins).add(pin, &self.points);
        self.keep_pins();
        Stale::FIT
    }

    pub(super) fn unpin(&mut self, letter: usize) -> Stale {
        let removed = Rc::make_mut(&mut self.pins).remove(letter);
        self.keep_pins();
        if removed { Stale::FIT } else { Stale::NOTHING }
    }

    /// They follow the points. Costs nothing in a frame in which these are as they were.
    pub(super) fn pins_follow(&mut self) {
        if !self.pins.hold(&self.points) {
            Rc::make_mut(&mut self.pins).follow(&self.points);
        }
    }
}
