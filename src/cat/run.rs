//! A run: steps of the three learners, and the way back to any of them.
//!
//! Each step follows from the conditions that held when it was taken. So to look at a step, the run goes to the checkpoint before
//! it and takes the steps again: the same bits.

use crate::conditions::Conditions;
use crate::exam::{Marks, are_alike};
use crate::learners::{Kept, Learners};
use std::rc::Rc;

/// The most checkpoints that are kept; when there are more, every other one goes.
const MOST_CHECKPOINTS: usize = 24;

/// The most of them that are kept of a run that lies farther back.
const MOST_FAR_BACK: usize = 4;

/// From here on these conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The first step that is taken under them.
    pub from: u32,
    /// What they are.
    pub conditions: Conditions,
}

/// What was learnt by a step.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    step: u32,
    kept: Rc<Kept>,
}

/// A run without its learners, as undo keeps it.
#[derive(Clone, Debug)]
pub struct Past {
    segments: Vec<Segment>,
    marks: Vec<Marks>,
    checkpoints: Vec<Checkpoint>,
    now: Checkpoint,
    end: u32,
}

impl Past {
    /// Forgets most of what was learnt on the way: to look at a step, more steps are taken again then.
    pub fn thin(&mut self) {
        while self.checkpoints.len() > MOST_FAR_BACK {
            let mut stays = false;
            self.checkpoints.retain(|_| {
                stays = !stays;
                stays
            });
        }
    }
}

/// A run.
#[derive(Debug)]
pub struct Run {
    /// The three.
    pub learners: Learners,
    /// Steps that are taken.
    step: u32,
    /// The farthest step that it has come to.
    end: u32,
    /// The step that somebody wants to look at.
    wanted: Option<u32>,
    segments: Vec<Segment>,
    /// How the held-out drawings were told apart, at steps that are multiples of the exam's.
    marks: Vec<Marks>,
    checkpoints: Vec<Checkpoint>,
    /// Steps from one checkpoint to the next.
    spacing: u32,
}

impl Run {
    /// A new run.
    pub fn new(conditions: Conditions) -> Run {
        let learners = Learners::new(conditions.series.seed);
        let first = Checkpoint { step: 0, kept: Rc::new(learners.keep()) };
        let segments = vec![Segment { from: 0, conditions }];
        Run {
            learners,
            step: 0,
            end: 0,
            wanted: None,
            segments,
            marks: Vec::new(),
            checkpoints: vec![first],
            spacing: 25,
        }
    }

    /// Steps that are taken.
    pub fn step(&self) -> u32 {
        self.step
    }

    /// The farthest step that it has come to.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// The step that it is on its way to, because somebody wants to look at it.
    pub fn wanted(&self) -> Option<u32> {
        self.wanted
    }

    /// What the next step is trained on.
    pub fn conditions(&self) -> &Conditions {
        self.conditions_at(self.step)
    }

    /// What the step after this one is trained on.
    fn conditions_at(&self, step: u32) -> &Conditions {
        let held = self.segments.iter().rev().find(|segment| segment.from <= step);
        // There always is one from step 0 on.
        &held.unwrap_or(&self.segments[0]).conditions
    }

    /// The steps at which something was changed, the start apart.
    pub fn changes(&self) -> impl Iterator<Item = u32> + '_ {
        self.segments[1..].iter().map(|segment| segment.from)
    }

    /// How the held-out drawings were told apart on the way, oldest first.
    pub fn marks(&self) -> &[Marks] {
        &self.marks
    }

    /// The latest of these up to the step that is looked at.
    pub fn latest_marks(&self) -> Option<&Marks> {
        self.marks.iter().rev().find(|marks| marks.step <= self.step)
    }

    /// The same, unless drawings are made in another way since.
    pub fn marks_of_today(&self) -> Option<&Marks> {
        let of_today = |marks: &&Marks| are_alike(self.conditions_at(marks.step).series, self.conditions().series);
        self.latest_marks().filter(of_today)
    }

    /// Takes note of an exam; one of the same step is replaced.
    pub fn mark(&mut self, marks: Marks) {
        match self.marks.binary_search_by_key(&marks.step, |known| known.step) {
            Ok(at) => self.marks[at] = marks,
            Err(at) => self.marks.insert(at, marks),
        }
    }

    /// Does a slice of the next step; whether the step is done by it.
    pub fn work(&mut self) -> bool {
        let conditions = self.conditions().clone();
        if !self.learners.work(self.step, &conditions) {
            return false;
        }
        self.step += 1;
        self.end = self.end.max(self.step);
        if self.step.is_multiple_of(self.spacing) && self.checkpoints.iter().all(|known| known.step < self.step) {
            self.keep();
        }
        self.wanted = self.wanted.filter(|wanted| self.step < *wanted);
        true
    }

    fn keep(&mut self) {
        self.checkpoints.push(Checkpoint { step: self.step, kept: Rc::new(self.learners.keep()) });
        if self.checkpoints.len() > MOST_CHECKPOINTS {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.checkpoints.retain(|known| known.step.is_multiple_of(spacing));
        }
    }

    /// From the next step on, other conditions hold; what lies ahead of a step that was looked at is forgotten.
    pub fn change(&mut self, conditions: Conditions) {
        let (step, alike) = (self.step, are_alike(self.conditions().series, conditions.series));
        (self.wanted, self.end) = (None, step);
        // The exam of this step is one of drawings as the next step has them.
        while self.marks.pop_if(|marks| marks.step > step || marks.step == step && !alike).is_some() {}
        while self.checkpoints.pop_if(|known| known.step > step).is_some() {}
        // No step is of two minds.
        self.learners.begin_anew();
        while self.segments.pop_if(|segment| segment.from >= step).is_some() {}
        self.segments.push(Segment { from: step, conditions });
    }

    /// Goes to a step, up to the farthest: at once to the checkpoint before it, and then by work.
    pub fn seek(&mut self, step: u32) {
        let step = step.min(self.end);
        let nearest = self.checkpoints.iter().rev().find(|known| known.step <= step).cloned();
        if let Some(from) = nearest.filter(|from| step < self.step || from.step > self.step) {
            self.resume(&from);
        }
        self.wanted = Some(step).filter(|wanted| *wanted > self.step);
    }

    /// Nobody wants to look at a step any more.
    pub fn stay(&mut self) {
        self.wanted = None;
    }

    fn resume(&mut self, from: &Checkpoint) {
        self.learners.resume(&from.kept);
        self.step = from.step;
    }

    /// What undo keeps: all of it as it is now.
    pub fn past(&self) -> Past {
        // Of a step that is begun only gradients have been summed yet: it is taken from its start then.
        let now = Checkpoint { step: self.step, kept: Rc::new(self.learners.keep()) };
        Past {
            segments: self.segments.clone(),
            marks: self.marks.clone(),
            checkpoints: self.checkpoints.clone(),
            now,
            end: self.end,
        }
    }

    /// Goes back to what undo has kept.
    pub fn return_to(&mut self, past: Past) {
        let Past { segments, marks, checkpoints, now, end } = past;
        (self.segments, self.marks, self.checkpoints) = (segments, marks, checkpoints);
        self.resume(&now);
        (self.end, self.wanted) = (end, None);
    }
}
