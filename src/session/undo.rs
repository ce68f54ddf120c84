//! Undo and redo: the moments before what was changed, and before what was undone.

use super::learner::{Coordinates, Moment};
use super::pins::Pins;
use super::points::Points;
use super::run::Run;
use super::settings::Settings;
use super::status::State;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// The most changes that can be undone.
const MOST: usize = 50;
/// The most that the moments of all their runs may take, in bytes.
const MOST_BYTES: usize = 64_000_000;

/// What was touched: changes of the same, one upon the other and without letting go, are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A knob, by its key.
    Knob(&'static str),
    /// A point, by its index.
    Point(usize),
    /// The place on the loss surface.
    Ball,
    /// Whatever is never one with what comes next.
    Other,
    /// Likewise, and it leaves the run as it is: nothing that lies ahead is ended by it.
    Aside,
}

/// All that a change may change.
#[derive(Clone)]
pub struct Past {
    pub settings: Settings,
    pub points: Points,
    pub run: Run,
    pub pins: Rc<Pins>,
    pub coordinates: Coordinates,
    pub moment: Moment,
    pub state: State,
}

/// What can be undone, and what can be done again.
#[derive(Default)]
pub struct Undo {
    past: Vec<Past>,
    future: Vec<Past>,
    open: Option<Touch>,
}

impl Undo {
    /// Whether a change of this would be one with the last.
    pub fn is_open(&self, touch: Touch) -> bool {
        self.is_touched() && self.open == Some(touch)
    }

    /// Whether what comes next may be one with the last change.
    pub fn is_touched(&self) -> bool {
        self.open.is_some_and(|touch| !matches!(touch, Touch::Other | Touch::Aside))
    }

    /// What comes next is a change of its own.
    pub fn let_go(&mut self) {
        self.open = None;
    }

    /// Something was changed; this is how all was before.
    pub fn push(&mut self, touch: Touch, before: Past) {
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(before);
        self.future.clear();
        self.open = Some(touch);
        self.bound();
    }

    /// Where their moments take too much, the oldest runs keep few of them; then the oldest changes are forgotten.
    fn bound(&mut self) {
        while self.bytes() > MOST_BYTES {
            let thinner = self.past.iter_mut().any(|past| past.run.timeline.thin_out());
            if !thinner && self.past.is_empty() {
                return;
            } else if !thinner {
                self.past.remove(0);
            }
        }
    }

    /// About how many bytes all moments take; one that several runs share counts once.
    fn bytes(&self) -> usize {
        // By a heap, as everywhere: to sort in place would be 1 KB more to download.
        let all: BinaryHeap<_> = self.past.iter().flat_map(|past| past.run.timeline.moments()).collect();
        let mut all = all.into_sorted_vec();
        all.dedup();
        all.iter().map(|(_, bytes)| bytes).sum()
    }

    /// For what is now: what was before the last change or, forth, before that was undone.
    pub fn take(&mut self, forth: bool, now: Past) -> Option<Past> {
        let (from, to) = if forth { (&mut self.future, &mut self.past) } else { (&mut self.past, &mut self.future) };
        let found = from.pop()?;
        to.push(now);
        self.open = None;
        Some(found)
    }

    /// How many changes can be undone, and how many done again.
    pub fn counts(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}
