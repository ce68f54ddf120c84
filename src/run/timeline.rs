//! What is kept of a run, so that one can go back to any of its steps: moments of it, and what was changed in between.
//!
//! Training is the same bits every time. So between two moments nothing has to be kept: the steps are taken again.

use super::model::{Kept, Model};
use super::tally::Tally;
use super::trend::Recent;
use std::rc::Rc;

/// The most that all moments of a run may take, in bytes.
const MOST_BYTES: usize = 24_000_000;
/// The most segments; of more the oldest are forgotten.
const MOST_SEGMENTS: usize = 64;
/// Multiplications between two moments, at first: about what a browser does in a frame.
const SPACING: usize = 40_000_000;

/// What the steps of a segment depend on beside the moment at which they begin.
pub struct SegmentConditions<M: Model, C> {
    /// The model's own.
    pub model: M::Conditions,
    /// Where a rewind leads to.
    pub start: Rc<M::Start>,
    /// What the losses are compared with.
    pub reference: Reference,
    /// What the owner of the run wants back.
    pub context: Rc<C>,
}

/// What later losses of a run are compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The training loss at the start.
    pub loss: f64,
    /// The typical error there.
    pub error: f64,
    /// The points are no longer those of step 0.
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
    /// The same without the latest that was taken in.
    before: Option<Least>,
    /// Since something was changed last.
    pub of_segment: Option<Least>,
}

impl Bests {
    /// Takes a loss in.
    #[inline]
    pub fn note(&mut self, step: u64, loss: f32) {
        self.before = self.of_run;
        for least in [&mut self.of_run, &mut self.of_segment] {
            if loss.is_finite() && least.is_none_or(|least| loss < least.loss) {
                *least = Some(Least { step, loss });
            }
        }
    }

    /// The latest step that was taken in is another moment now: whoever goes back to it finds another loss.
    pub fn forget(&mut self, step: u64) {
        if self.of_run.is_some_and(|least| least.step == step) {
            self.of_run = self.before.filter(|least| least.step < step);
        }
    }
}

/// A moment of a run, and what was known by then.
pub struct Checkpoint<M: Model> {
    /// After how many steps.
    pub step: u64,
    /// All on which the next steps depend.
    pub moment: M::Moment,
    /// The losses at the last ends of epochs.
    pub recent: Recent,
    /// The least held-out losses until then.
    pub least: Bests,
}

impl<M: Model> Kept for Checkpoint<M> {
    fn bytes(&self) -> usize {
        self.moment.bytes() + size_of::<Self>() + Recent::BYTES
    }
}

/// Steps between which nothing was changed.
struct Segment<M: Model, C> {
    conditions: Rc<SegmentConditions<M, C>>,
    /// The last step that can be reached; `None` while it goes on.
    to: Option<u64>,
    /// In order; the first is the beginning. Shared with what is kept of the run for undo.
    checkpoints: Vec<Rc<Checkpoint<M>>>,
}

impl<M: Model, C> Clone for Segment<M, C> {
    fn clone(&self) -> Self {
        Segment { conditions: Rc::clone(&self.conditions), to: self.to, checkpoints: self.checkpoints.clone() }
    }
}

impl<M: Model, C> Segment<M, C> {
    fn from(&self) -> u64 {
        self.checkpoints[0].step
    }
}

/// A position on the timeline that can be returned to: from a checkpoint, forward to a step.
pub struct Position<M: Model, C> {
    /// Which segment it is in.
    pub segment: usize,
    /// What its steps depend on.
    pub conditions: Rc<SegmentConditions<M, C>>,
    /// The last one kept before it.
    pub checkpoint: Rc<Checkpoint<M>>,
    /// The step.
    pub step: u64,
}

/// One run, oldest first. In each segment there is a checkpoint.
pub struct Timeline<M: Model, C> {
    segments: Vec<Segment<M, C>>,
    /// Steps between two checkpoints.
    spacing: u32,
}

impl<M: Model, C> Default for Timeline<M, C> {
    fn default() -> Self {
        Timeline { segments: Vec::new(), spacing: 0 }
    }
}

impl<M: Model, C> Clone for Timeline<M, C> {
    fn clone(&self) -> Self {
        Timeline { segments: self.segments.clone(), spacing: self.spacing }
    }
}

impl<M: Model, C: Kept> Timeline<M, C> {
    /// A step costs about this many multiplications.
    pub fn pace(&mut self, cost: usize) {
        self.spacing = ((SPACING / cost.max(1)).max(1) as u32).next_power_of_two();
    }

    /// Steps after which another moment is kept.
    pub fn spacing(&self) -> u32 {
        self.spacing.max(1)
    }

    /// Something was changed: what follows depends on other conditions. `continued` says that it goes on being changed, as by a
    /// drag: what was trained meanwhile cannot be taken again, and is no part of any segment.
    pub fn change(&mut self, conditions: SegmentConditions<M, C>, checkpoint: Checkpoint<M>, continued: bool) {
        if let Some(last) = self.segments.last_mut() {
            if continued || last.from() == checkpoint.step {
                self.segments.pop();
            } else {
                last.to = last.to.or(Some(checkpoint.step));
            }
        }
        if self.segments.len() == MOST_SEGMENTS {
            self.segments.remove(0);
        }
        let checkpoints = vec![Rc::new(checkpoint)];
        self.segments.push(Segment { conditions: Rc::new(conditions), to: None, checkpoints });
        self.thin();
    }

    /// The moment at which the latest segment begins.
    pub fn latest_change(&self) -> Option<&Checkpoint<M>> {
        self.segments.last().map(|latest| &*latest.checkpoints[0])
    }

    /// Whether it is time for another checkpoint.
    pub fn is_due(&self, step: u64) -> bool {
        let last = self.segments.last().and_then(|latest| latest.checkpoints.last());
        last.is_some_and(|checkpoint| step >= checkpoint.step + u64::from(self.spacing()))
    }

    /// Keeps a moment of the present segment.
    pub fn keep(&mut self, checkpoint: Rc<Checkpoint<M>>) {
        if let Some(last) = self.segments.last_mut() {
            last.checkpoints.push(checkpoint);
            self.thin();
        }
    }

    /// The run has come so far and waits.
    pub fn end(&mut self, checkpoint: Rc<Checkpoint<M>>) {
        let Some(last) = self.segments.last_mut() else { return };
        last.to = Some(checkpoint.step);
        if last.checkpoints.last().is_none_or(|latest| latest.step < checkpoint.step) {
            last.checkpoints.push(checkpoint);
            self.thin();
        }
    }

    /// It goes on from there.
    pub fn go_on(&mut self) {
        if let Some(last) = self.segments.last_mut() {
            last.to = None;
        }
    }

    /// Forgets what came after a step.
    pub fn cut(&mut self, step: u64) {
        self.segments.retain(|segment| segment.from() <= step);
        if let Some(last) = self.segments.last_mut() {
            // A gap that a drag has left stays one.
            last.to = Some(last.to.map_or(step, |to| to.min(step)));
            last.checkpoints.retain(|checkpoint| checkpoint.step <= step);
        }
    }

    /// The step nearest to this one that can be reached. The latest segment has to have its end.
    pub fn find(&self, step: u64) -> Option<Position<M, C>> {
        let at = self.segments.iter().rposition(|s| s.from() <= step).unwrap_or(0);
        let found = self.segments.get(at)?;
        let next = self.segments.get(at + 1).map(Segment::from);
        let to = found.to.unwrap_or(u64::MAX);
        if step > to
            && let Some(from) = next
            && from - step < step - to
        {
            return self.find(from);
        }
        let step = step.max(found.from()).min(to);
        let checkpoint = found.checkpoints.iter().rev().find(|checkpoint| checkpoint.step <= step)?;
        let (conditions, checkpoint) = (Rc::clone(&found.conditions), Rc::clone(checkpoint));
        Some(Position { segment: at, conditions, checkpoint, step })
    }

    /// The earliest checkpoint of a segment from which a step is no more than `most` steps away; where all are farther, the last
    /// one before it.
    pub fn origin(&self, segment: usize, step: u64, most: u64) -> Option<&Rc<Checkpoint<M>>> {
        let mut before = self.segments.get(segment)?.checkpoints.iter().filter(|checkpoint| checkpoint.step <= step);
        before.clone().find(|checkpoint| step - checkpoint.step <= most).or_else(|| before.next_back())
    }

    /// The earliest step that can be reached.
    pub fn first(&self) -> u64 {
        self.segments.first().map_or(0, Segment::from)
    }

    /// The conditions of each segment, oldest first, with the step at which it begins.
    pub fn conditions(&self) -> Vec<(u64, Rc<SegmentConditions<M, C>>)> {
        let of = |segment: &Segment<M, C>| (segment.from(), Rc::clone(&segment.conditions));
        self.segments.iter().map(of).collect()
    }

    /// The first moment that is kept, and on what the steps from there depend.
    pub fn beginning(&self) -> Option<(&SegmentConditions<M, C>, &M::Moment)> {
        let first = self.segments.first()?;
        Some((&first.conditions, &first.checkpoints.first()?.moment))
    }

    /// Where each segment begins: the step, the model's conditions and the moment. Oldest first.
    pub fn changes(&self) -> impl Iterator<Item = (u64, &M::Conditions, &M::Moment)> {
        self.segments.iter().filter_map(|segment| {
            let begin = segment.checkpoints.first()?;
            Some((begin.step, &segment.conditions.model, &begin.moment))
        })
    }

    /// The step at which a segment begins.
    pub fn begins(&self, segment: usize) -> u64 {
        self.segments.get(segment).map_or(0, Segment::from)
    }

    /// Which segment is the latest.
    pub fn latest(&self) -> usize {
        self.segments.len().saturating_sub(1)
    }

    /// Leaves out every other checkpoint, and then the oldest segments, until what is left takes no more than `MOST_BYTES`.
    fn thin(&mut self) {
        let count = |segments: &[Segment<M, C>]| segments.iter().map(|s| s.checkpoints.len()).sum::<usize>();
        let each = self.latest_change().map_or(0, Checkpoint::bytes);
        while count(&self.segments) * each > MOST_BYTES {
            let before = count(&self.segments);
            for segment in &mut self.segments {
                let mut at = 0;
                segment.checkpoints.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
            }
            if count(&self.segments) < before {
                self.spacing = self.spacing.saturating_mul(2);
            } else if self.segments.len() > 1 {
                self.segments.remove(0);
            } else {
                return;
            }
        }
    }

    /// Leaves only the moments at which something was changed; every step can still be reached, if not as quickly. Says
    /// whether that has left something out.
    pub fn thin_out(&mut self) -> bool {
        let mut thinner = false;
        for segment in &mut self.segments {
            thinner |= segment.checkpoints.len() > 1;
            segment.checkpoints.truncate(1);
        }
        thinner
    }

    /// Tells what is kept of it; timelines share their checkpoints.
    pub fn tell(&self, tally: &mut Tally) {
        for segment in &self.segments {
            let SegmentConditions { model, start, context, .. } = &*segment.conditions;
            tally.shared(&segment.conditions, model.bytes());
            tally.shared(start, start.bytes());
            tally.shared(context, context.bytes());
            for checkpoint in &segment.checkpoints {
                tally.shared(checkpoint, checkpoint.bytes());
            }
        }
    }
}
