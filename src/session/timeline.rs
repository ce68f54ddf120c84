//! What is kept of a run, so that one can go back to any of its steps: moments of it, and what was changed in between.
//!
//! Training is the same bits every time. So between two moments nothing has to be kept: the steps are taken again.

use super::learner::{Coordinates, Moment, Start};
use super::points::Points;
use super::settings::Settings;
use super::trend::Recent;
use std::rc::Rc;

/// The most that all moments of a run may take, in bytes.
const MOST_BYTES: usize = 24_000_000;
/// The most stretches; of more the oldest are forgotten.
const MOST_STRETCHES: usize = 64;
/// Multiplications between two moments, at first: about what a browser does in a frame.
const SPACING: usize = 40_000_000;

/// What the steps of a stretch depend on beside the moment at which they begin.
pub struct World {
    /// The knobs.
    pub settings: Settings,
    /// The points.
    pub points: Points,
    /// What the parameters mean.
    pub coordinates: Coordinates,
    /// Where a rewind leads to.
    pub start: Start,
    /// What the losses are compared with.
    pub reference: Reference,
}

/// What later losses of a run are compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The training loss at the start.
    pub loss: f64,
    /// The typical error there.
    pub error: f64,
    /// The points are others than at step 0.
    pub edited: bool,
}

/// The least held-out loss of a run so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Least {
    /// After how many steps.
    pub step: u64,
    /// In the units of the loss.
    pub loss: f32,
}

/// The least held-out losses so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bests {
    /// Of the run, as long as it is the loss of the same points.
    pub of_run: Option<Least>,
    /// Since something was changed last.
    pub of_stretch: Option<Least>,
}

impl Bests {
    /// Takes a loss in.
    #[inline]
    pub fn note(&mut self, step: u64, loss: f32) {
        for least in [&mut self.of_run, &mut self.of_stretch] {
            if loss.is_finite() && least.is_none_or(|least| loss < least.loss) {
                *least = Some(Least { step, loss });
            }
        }
    }
}

/// A moment of a run, and what was known by then.
pub struct Mark {
    /// After how many steps.
    pub step: u64,
    /// All on which the next steps depend.
    pub moment: Moment,
    /// The losses recorded last.
    pub recent: Recent,
    /// The least held-out losses until then.
    pub least: Bests,
}

impl Mark {
    fn bytes(&self) -> usize {
        self.moment.bytes() + size_of::<Mark>() + Recent::BYTES
    }
}

/// Steps between which nothing was changed.
#[derive(Clone)]
struct Stretch {
    world: Rc<World>,
    /// The last step that can be reached; `None` while it goes on.
    to: Option<u64>,
    /// In order; the first is the beginning. Shared with what is kept of the run for undo.
    marks: Vec<Rc<Mark>>,
}

impl Stretch {
    fn from(&self) -> u64 {
        self.marks[0].step
    }
}

/// A place on the timeline that can be gone to: from a mark, forward to a step.
pub struct Place {
    /// Which stretch it is in.
    pub stretch: usize,
    /// What its steps depend on.
    pub world: Rc<World>,
    /// The last moment kept before it.
    pub mark: Rc<Mark>,
    /// The step.
    pub step: u64,
}

/// One run, oldest first. In each stretch there is a mark.
#[derive(Clone, Default)]
pub struct Timeline {
    stretches: Vec<Stretch>,
    /// Steps between two marks.
    spacing: u32,
}

impl Timeline {
    /// A step costs about so many multiplications.
    pub fn pace(&mut self, cost: usize) {
        self.spacing = ((SPACING / cost.max(1)).max(1) as u32).next_power_of_two();
    }

    /// Steps after which another moment is kept.
    pub fn spacing(&self) -> u32 {
        self.spacing.max(1)
    }

    /// Something was changed: what follows depends on another world. `again` says that it goes on being changed, as by a
    /// drag: what was trained meanwhile cannot be taken again, and is no part of any stretch.
    pub fn change(&mut self, world: World, mark: Mark, again: bool) {
        if let Some(last) = self.stretches.last_mut() {
            if again || last.from() == mark.step {
                self.stretches.pop();
            } else {
                last.to = last.to.or(Some(mark.step));
            }
        }
        if self.stretches.len() == MOST_STRETCHES {
            self.stretches.remove(0);
        }
        self.stretches.push(Stretch { world: Rc::new(world), to: None, marks: vec![Rc::new(mark)] });
        self.thin();
    }

    /// The moment at which the latest stretch begins.
    pub fn latest_change(&self) -> Option<&Mark> {
        self.stretches.last().map(|latest| &*latest.marks[0])
    }

    /// Whether it is time for another mark.
    pub fn is_due(&self, step: u64) -> bool {
        let last = self.stretches.last().and_then(|latest| latest.marks.last());
        last.is_some_and(|mark| step >= mark.step + u64::from(self.spacing()))
    }

    /// Keeps a moment of the present stretch.
    pub fn keep(&mut self, mark: Rc<Mark>) {
        if let Some(last) = self.stretches.last_mut() {
            last.marks.push(mark);
            self.thin();
        }
    }

    /// The run has come so far and waits.
    pub fn end(&mut self, mark: Rc<Mark>) {
        let Some(last) = self.stretches.last_mut() else { return };
        last.to = Some(mark.step);
        if last.marks.last().is_none_or(|latest| latest.step < mark.step) {
            last.marks.push(mark);
            self.thin();
        }
    }

    /// It goes on from there.
    pub fn go_on(&mut self) {
        if let Some(last) = self.stretches.last_mut() {
            last.to = None;
        }
    }

    /// Forgets what came after a step.
    pub fn cut(&mut self, step: u64) {
        self.stretches.retain(|stretch| stretch.from() <= step);
        if let Some(last) = self.stretches.last_mut() {
            // A gap that a drag has left stays one.
            last.to = Some(last.to.map_or(step, |to| to.min(step)));
            last.marks.retain(|mark| mark.step <= step);
        }
    }

    /// The step nearest to this one that can be reached. The latest stretch has to have its end.
    pub fn find(&self, step: u64) -> Option<Place> {
        let at = self.stretches.iter().rposition(|s| s.from() <= step).unwrap_or(0);
        let found = self.stretches.get(at)?;
        let next = self.stretches.get(at + 1).map(Stretch::from);
        let to = found.to.unwrap_or(u64::MAX);
        if step > to
            && let Some(from) = next
            && from - step < step - to
        {
            return self.find(from);
        }
        let step = step.max(found.from()).min(to);
        let mark = found.marks.iter().rev().find(|mark| mark.step <= step)?;
        Some(Place { stretch: at, world: Rc::clone(&found.world), mark: Rc::clone(mark), step })
    }

    /// The earliest step that can be reached.
    pub fn first(&self) -> u64 {
        self.stretches.first().map_or(0, Stretch::from)
    }

    /// Which stretch is the latest.
    pub fn latest(&self) -> usize {
        self.stretches.len().saturating_sub(1)
    }

    /// Leaves out every other mark, and then the oldest stretches, until what is left takes no more than `MOST_BYTES`.
    fn thin(&mut self) {
        let marks = |stretches: &[Stretch]| stretches.iter().map(|s| s.marks.len()).sum::<usize>();
        let each = self.latest_change().map_or(0, Mark::bytes);
        while marks(&self.stretches) * each > MOST_BYTES {
            let before = marks(&self.stretches);
            for stretch in &mut self.stretches {
                let mut at = 0;
                stretch.marks.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
            }
            if marks(&self.stretches) < before {
                self.spacing = self.spacing.saturating_mul(2);
            } else if self.stretches.len() > 1 {
                self.stretches.remove(0);
            } else {
                return;
            }
        }
    }

    /// Leaves only the moments at which something was changed; every step can still be reached, if not as quickly. Says
    /// whether that has left something out.
    pub fn thin_out(&mut self) -> bool {
        let mut thinner = false;
        for stretch in &mut self.stretches {
            thinner |= stretch.marks.len() > 1;
            stretch.marks.truncate(1);
        }
        thinner
    }

    /// The address of each moment that is kept and about how many bytes it takes; timelines share them.
    pub fn moments(&self) -> impl Iterator<Item = (*const Mark, usize)> {
        self.stretches.iter().flat_map(|stretch| &stretch.marks).map(|mark| (Rc::as_ptr(mark), mark.bytes()))
    }
}
