//! The laboratory without a screen: what is set, the run, the exam, the drawing in hand, and what is known of it.

use crate::conditions::{Conditions, Own};
use crate::exam::{Exam, Marks, Results};
use crate::hand::{Hand, Origin, Tool};
use crate::hurts::Hurts;
use crate::learners::Kind as Whose;
use crate::others::{Losses, Others};
use crate::run::Run;
use crate::trace::{Trace, Tracer};
use crate::undo::{Pressed, Undo};
use crate::units::UNITS;
use drawings::{Kind, Manners, PIXELS, Picture, Place, Point, Series, Variety};
use lab::{Message, Tell};
use std::rc::Rc;

/// The pictures, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The drawing in hand.
    Hand,
    /// All units: their maps and what excites them, and what the faces add up to.
    Ladder,
    /// How many each of the three learners has right, over the steps.
    Chart,
    /// One unit at one place: its window, its weights, its sum; and what excites it.
    Unit,
    /// Held-out drawings by their kind, and which are taken for cats.
    Kinds,
    /// How many other cats are lost without ears, eyes, whiskers.
    Cats,
}

impl View {
    /// All of them, in the order of their numbers.
    pub const ALL: [View; 6] = [View::Hand, View::Ladder, View::Chart, View::Unit, View::Kinds, View::Cats];

    /// Those of which one is shown at a time beside the drawing, in the order of their tabs.
    pub const FRONT: [View; 2] = [View::Ladder, View::Unit];

    /// Those of which one is shown at a time below the drawing, likewise.
    pub const BELOW: [View; 3] = [View::Chart, View::Kinds, View::Cats];

    /// Its name among the controls.
    pub fn key(self) -> &'static str {
        match self {
            View::Hand => "hand",
            View::Ladder => "ladder",
            View::Chart => "chart",
            View::Unit => "unit",
            View::Kinds => "kinds",
            View::Cats => "cats",
        }
    }

    /// Its bit among those that are stale.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// All pictures and words.
pub const ALL: u32 = lab::WORDS | ((1 << View::ALL.len()) - 1);

/// How many steps are taken in a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Slow enough to follow each.
    Slow,
    /// One in each frame.
    Normal,
    /// As many as there is time for.
    Fast,
}

impl Pace {
    /// All of them.
    pub const ALL: [Pace; 3] = [Pace::Slow, Pace::Normal, Pace::Fast];

    /// Steps a second.
    pub fn steps(self) -> f32 {
        match self {
            Pace::Slow => 8.0,
            Pace::Normal => 60.0,
            Pace::Fast => 1000.0,
        }
    }

    /// Its name among the controls.
    pub fn key(self) -> &'static str {
        match self {
            Pace::Slow => "slow",
            Pace::Normal => "normal",
            Pace::Fast => "fast",
        }
    }
}

/// A run rests by itself after so many steps, and again after as many more.
pub const REST: u32 = 1000;

/// The laboratory.
#[derive(Debug)]
pub struct Session {
    /// Whether it speaks Chinese.
    pub chinese: bool,
    /// The three learners and their steps.
    pub run: Run,
    /// The drawings that nobody learns from.
    pub exam: Exam,
    /// Slices of the exam that are due before the next step.
    pub exam_due: usize,
    /// The drawing in hand.
    pub hand: Hand,
    /// The visitor's own drawings, which stay when a run is begun anew or looked back upon.
    pub own: Rc<Vec<Own>>,
    /// What was asked for on the way to a step that somebody wants to look at: it waits until the step is there.
    pub waiting: Vec<Message>,
    /// What a pointer does to it.
    pub tool: Tool,
    /// Where pen or eraser are, while they are pressed.
    pub tip: Option<Point>,
    /// A press of the pointer that goes on.
    pub pressed: Option<Pressed>,
    /// Where the pen of the keyboard is, and whether it is down.
    pub cursor: Option<(Point, bool)>,
    /// What the keys have come to in a picture: a drawing of the exam, or a unit below another.
    pub keyed: Option<(View, usize)>,
    /// What is shown beside the drawing, and what below it.
    pub tabs: (View, View),
    /// The chart shows the losses, and not how many drawings are right.
    pub charts_loss: bool,
    /// How large each picture was drawn last, CSS px.
    pub sizes: [(f32, f32); View::ALL.len()],
    /// The unit that is looked at, counted through all; one that was chosen stays.
    pub chosen: Option<usize>,
    /// The place of its map (row, column) that is looked at, where one was chosen.
    pub place: Option<(usize, usize)>,
    /// Whether the map of what hurts most is shown.
    pub shows_hurts: bool,
    /// Training runs.
    pub playing: bool,
    /// How quickly.
    pub pace: Pace,
    /// Steps that are due by the clock.
    pub due: f32,
    /// The step at which it rests by itself.
    pub stop: u32,
    /// What can be taken back.
    pub undo: Undo,
    /// Pictures and words that no longer show what is.
    pub stale: u32,
    /// What is to be said or kept, once.
    pub said: Vec<Tell>,
    /// Goals that are reached, a bit for each.
    pub goals: u32,
    /// The learner that still does it where drawings differ.
    pub right: Option<Whose>,
    /// What is known of other cats, at which step and with which units off.
    pub losses: Option<((u32, u32), Losses)>,
    /// That question under way.
    pub others: Option<((u32, u32), Others)>,
    /// What hurts most: how much each pixel does, as a share of the most.
    pub hurts: Option<Vec<f32>>,
    /// That map under way.
    pub covering: Option<Hurts>,
    tracer: Tracer,
    traces: Option<Traces>,
}

/// The drawing's way through the network, as it came and as it is now.
#[derive(Debug)]
struct Traces {
    step: u32,
    hand: Hand,
    before: Rc<Trace>,
    now: Rc<Trace>,
}

/// The seed with which it begins.
const SEED: u32 = 1;

impl Default for Session {
    /// At its start: drawings by a loose hand, nothing learnt, a cat in hand.
    fn default() -> Session {
        let slider = Variety::slider_at(3);
        let series = Series { seed: SEED, variety: Variety::at(slider), manners: Manners::Code, first: None };
        let run = Run::new(Conditions { series, slider, own: Rc::default() });
        let exam = Exam::new(series, &run.learners);
        let tracer = Tracer::new(&run.learners.get(Whose::Cnn).model);
        Session {
            chinese: false,
            exam,
            exam_due: 0,
            hand: held_out(&series, 0, Some(Kind::Cat)),
            own: Rc::default(),
            waiting: Vec::new(),
            tool: Tool::Look,
            tip: None,
            pressed: None,
            cursor: None,
            keyed: None,
            tabs: (View::Ladder, View::Chart),
            charts_loss: false,
            sizes: [(0.0, 0.0); View::ALL.len()],
            chosen: None,
            place: None,
            shows_hurts: false,
            playing: false,
            pace: Pace::Normal,
            due: 0.0,
            stop: REST,
            undo: Undo::default(),
            stale: ALL,
            said: Vec::new(),
            goals: 0,
            right: None,
            losses: None,
            others: None,
            hurts: None,
            covering: None,
            tracer,
            traces: None,
            run,
        }
    }
}

/// The first held-out drawing from a number on that shows this, or anything.
pub fn held_out(series: &Series, from: u32, kind: Option<Kind>) -> Hand {
    let mut number = from;
    loop {
        let drawing = series.held_out(number.into());
        // Every kind is in each deck of sixteen, so this ends soon.
        if kind.is_none_or(|kind| drawing.kind == kind) {
            let mut picture: Picture = [0.0; PIXELS];
            drawing.render(&mut picture);
            return Hand::new(Origin::HeldOut(number, drawing.kind), picture);
        }
        number = number.wrapping_add(1);
    }
}

impl Session {
    /// What the next step is trained on.
    pub fn conditions(&self) -> &Conditions {
        self.run.conditions()
    }

    /// The latest exam of the run up to this step, if there was one.
    pub fn results(&self) -> Option<&Rc<Results>> {
        self.exam.results().filter(|results| results.step <= self.run.step())
    }

    /// Whether there was an exam of this step, on drawings as they are made now.
    pub fn is_examined(&self) -> bool {
        self.results().is_some_and(|results| results.step == self.run.step() && self.exam.is_of_today(results))
    }

    /// What each learner has right of the held-out drawings as they are made now: at this step, or at the latest one before that.
    pub fn marks(&self) -> Option<Marks> {
        match self.results().filter(|_| self.is_examined()) {
            Some(results) => Some(results.marks()),
            None => self.run.marks_of_today().copied(),
        }
    }

    /// The drawing's way through the network as it came, and as it is now.
    pub fn traces(&mut self) -> (Rc<Trace>, Rc<Trace>) {
        let step = self.run.step();
        if let Some(known) = self.traces.as_ref().filter(|known| known.step == step && known.hand == self.hand) {
            return (known.before.clone(), known.now.clone());
        }
        let model = &self.run.learners.get(Whose::Cnn).model;
        let before = Rc::new(self.tracer.trace(model, &self.hand.original, 0));
        let now = match self.hand.is_poked() {
            true => Rc::new(self.tracer.trace(model, &self.hand.shown(), self.hand.off)),
            false => before.clone(),
        };
        self.traces = Some(Traces { step, hand: self.hand.clone(), before: before.clone(), now: now.clone() });
        (before, now)
    }

    /// The most that each unit does anywhere in the exam, or in the drawing in hand: the full of its scale.
    pub fn full(&mut self) -> Vec<f32> {
        let (before, now) = self.traces();
        let results = self.results().cloned();
        (0..UNITS)
            .map(|unit| {
                let known = results.as_ref().and_then(|results| results.strongest[unit].first());
                known.map_or(0.0, |known| known.activation).max(before.most(unit)).max(now.most(unit))
            })
            .collect()
    }

    /// Whether a unit fires on none of the held-out drawings; unknown before the first exam.
    pub fn is_dead(&self, unit: usize) -> bool {
        self.results().is_some_and(|results| results.strongest[unit].is_empty())
    }

    /// What a unit looks for, where most of the places that excite it agree on it.
    pub fn name(&self, unit: usize) -> Option<Place> {
        *self.results()?.names.get(unit)?
    }

    /// The unit that is looked at: the chosen one, or of the faces that which speaks loudest for a cat.
    pub fn unit(&mut self) -> usize {
        if let Some(chosen) = self.chosen {
            return chosen;
        }
        let (_, now) = self.traces();
        let faces = now.evidence.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        crate::units::first(2) + faces.map_or(0, |(row, _)| row)
    }

    /// Its place that is looked at: the chosen one, or that which excites it most.
    pub fn place(&mut self) -> (usize, usize) {
        let (unit, (_, now)) = (self.unit(), self.traces());
        self.place.unwrap_or(now.strongest[unit])
    }

    /// Says something to who cannot see it.
    pub fn say(&mut self, text: String) {
        self.said.push(Tell::Say(text));
    }

    /// Something is no longer what it was: all pictures are drawn anew.
    pub fn touch(&mut self) {
        self.stale = ALL;
    }

    /// What the drawing was is no longer so: what is known of it has to be found anew.
    pub fn poked(&mut self) {
        (self.hurts, self.covering) = (None, None);
        let other = |of: &(u32, u32)| of.1 != self.hand.off;
        self.losses.take_if(|(of, _)| other(of));
        self.others.take_if(|(of, _)| other(of));
        self.touch();
    }

    /// The learners are no longer what they were.
    pub fn learnt(&mut self) {
        (self.hurts, self.covering, self.others, self.losses) = (None, None, None, None);
        self.traces = None;
        // Other conditions may hold from here on.
        self.exam.change(self.run.conditions().series);
        self.touch();
    }
}
