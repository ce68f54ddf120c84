//! Loss over steps: every real step is recorded, and thinned without losing the shape however long the run.

use super::model::{Kept, Losses};
use crate::view::{Extent, LossEntry};

/// The most entries kept; when they are full each two become one that keeps the first, least, greatest and last value.
const MOST_ENTRIES: usize = 1024;

/// The losses of a run: all that was recorded, for the chart, and the ends of epochs alone, for the trend, which must not
/// depend on when somebody looked.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    all: History,
    /// The ends of epochs, once something else has been recorded beside them.
    epochs: Option<History>,
}

impl Ledger {
    /// An empty run.
    pub fn new() -> Self {
        Ledger { all: History::new(), epochs: None }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.all.clear();
        self.epochs = None;
    }

    /// Records the losses at the end of an epoch.
    #[inline]
    pub fn record_epoch(&mut self, step: u64, losses: Losses) {
        self.all.record(step, losses);
        if let Some(epochs) = &mut self.epochs {
            epochs.record(step, losses);
        }
    }

    /// Records the losses within an epoch, since somebody looks.
    pub fn record_look(&mut self, step: u64, losses: Losses) {
        self.epochs.get_or_insert_with(|| self.all.clone());
        self.all.record(step, losses);
    }

    /// Copies another one into the memory that this one has.
    pub fn copy(&mut self, other: &Ledger) {
        self.all.entries.clone_from(&other.all.entries);
        self.all.span = other.all.span;
        self.epochs.clone_from(&other.epochs);
    }

    /// Forgets what came after this step.
    pub fn truncate(&mut self, step: u64) {
        self.all.truncate(step);
        if let Some(epochs) = &mut self.epochs {
            epochs.truncate(step);
        }
    }

    /// Everything that was recorded.
    pub fn entries(&self) -> &[LossEntry] {
        &self.all.entries
    }

    /// The ends of epochs until this step.
    pub fn epochs_until(&self, step: u64) -> &[LossEntry] {
        self.epochs.as_ref().unwrap_or(&self.all).until(step)
    }
}

impl Kept for Ledger {
    fn bytes(&self) -> usize {
        let entries = self.all.entries.capacity() + self.epochs.as_ref().map_or(0, |epochs| epochs.entries.capacity());
        entries * size_of::<LossEntry>()
    }
}

/// Losses by step, oldest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    entries: Vec<LossEntry>,
    /// Steps that an entry may cover; a power of two.
    span: u64,
}

impl History {
    /// An empty run.
    pub fn new() -> Self {
        History { entries: Vec::with_capacity(MOST_ENTRIES), span: 1 }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.span = 1;
    }

    /// Records the losses after `step` steps. Steps come in order; one that was recorded already stays as it was.
    pub fn record(&mut self, step: u64, losses: Losses) {
        let entry = LossEntry {
            from: step,
            to: step,
            train: point(losses.train),
            held_out: losses.held_out.map(point),
            penalty: losses.penalty.map(point),
        };
        if let Some(last) = self.entries.last_mut() {
            if step <= last.to {
                return;
            }
            // Within one span they differ in low bits only.
            if (step ^ last.from) < self.span {
                return take_in(last, entry);
            }
        }
        if self.entries.len() == MOST_ENTRIES {
            self.halve();
            return self.record(step, losses);
        }
        self.entries.push(entry);
    }

    /// Forgets what came after this step. Of an entry that reaches across it only the first step is kept.
    pub fn truncate(&mut self, step: u64) {
        let kept = self.until(step).len();
        let across = self.entries.get(kept).copied().filter(|entry| entry.from <= step);
        self.entries.truncate(kept);
        if let Some(LossEntry { from, train, held_out, penalty, .. }) = across {
            let first = |extent: Extent| point(extent.first);
            let (train, held_out, penalty) = (first(train), held_out.map(first), penalty.map(first));
            self.entries.push(LossEntry { from, to: from, train, held_out, penalty });
        }
        // A short run is taken down as finely again as any short run.
        self.span = self.span.min((step / (MOST_ENTRIES as u64 / 2) + 1).next_power_of_two());
    }

    /// What was recorded until this step.
    pub fn until(&self, step: u64) -> &[LossEntry] {
        &self.entries[..self.entries.partition_point(|entry| entry.to <= step)]
    }

    fn halve(&mut self) {
        self.span *= 2;
        let mut kept = 0;
        for i in 0..self.entries.len() {
            let next = self.entries[i];
            if kept > 0 && self.entries[kept - 1].from / self.span == next.from / self.span {
                take_in(&mut self.entries[kept - 1], next);
            } else {
                self.entries[kept] = next;
                kept += 1;
            }
        }
        self.entries.truncate(kept);
    }
}

fn point(loss: f32) -> Extent {
    Extent { first: loss, min: loss, max: loss, last: loss }
}

/// Makes one entry of two that follow each other.
fn take_in(entry: &mut LossEntry, next: LossEntry) {
    let both = |a: Option<Extent>, b: Option<Extent>| match (a, b) {
        (Some(a), Some(b)) => Some(join(a, b)),
        (a, b) => a.or(b),
    };
    entry.to = next.to;
    entry.train = join(entry.train, next.train);
    entry.held_out = both(entry.held_out, next.held_out);
    entry.penalty = both(entry.penalty, next.penalty);
}

/// A loss that is not a number stays visible as such in `last`; `f32::min` and `max` pass it over.
fn join(a: Extent, b: Extent) -> Extent {
    Extent { first: a.first, min: a.min.min(b.min), max: a.max.max(b.max), last: b.last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn losses(train: f32, held_out: Option<f32>) -> Losses {
        Losses { train, held_out, penalty: None }
    }

    #[test]
    fn a_short_run_is_kept_step_by_step() {
        let mut history = History::new();
        for step in 0..100 {
            history.record(step, losses(100.0 - step as f32, (step > 50).then_some(1.0)));
        }
        assert_eq!(history.entries.len(), 100);
        assert!(history.entries.iter().enumerate().all(|(i, e)| e.from == i as u64 && e.to == e.from));
        assert_eq!(history.entries[50].held_out, None);
    }

    proptest! {
        #[test]
        fn thinning_keeps_every_step_covered_and_the_extremes(steps in 1u64..20_000, spike in 0u64..20_000) {
            let mut history = History::new();
            for step in 0..=steps {
                history.record(step, losses(if step == spike { 9.0 } else { 1.0 / (1.0 + step as f32) }, None));
            }
            let entries = &history.entries;
            prop_assert!(entries.len() <= MOST_ENTRIES);
            prop_assert_eq!(entries[0].from, 0);
            prop_assert_eq!(entries[0].train.first, if spike == 0 { 9.0 } else { 1.0 });
            prop_assert_eq!(entries.last().map(|e| e.to), Some(steps));
            prop_assert!(entries.windows(2).all(|w| w[0].to + 1 == w[1].from));
            let greatest = entries.iter().map(|e| e.train.max).fold(0.0, f32::max);
            prop_assert_eq!(greatest, if spike <= steps { 9.0 } else { 1.0 });
            let at = entries.iter().find(|e| e.from <= spike && spike <= e.to);
            prop_assert!(at.is_none_or(|e| e.train.max == 9.0));
        }
    }
}
