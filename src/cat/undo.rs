//! What can be taken back, and taken again.

use crate::conditions::Own;
use crate::hand::{Hand, Tool};
use crate::run::{Past, Run};
use std::rc::Rc;

/// The most that can be taken back.
const MOST: usize = 40;
/// Of so many changes of the run, the run as it was is kept.
const MOST_RUNS: usize = 8;

/// How things were before a change.
#[derive(Clone, Debug)]
pub struct Before {
    /// The drawing in hand.
    pub hand: Hand,
    /// What a pointer did.
    pub tool: Tool,
    /// The visitor's own drawings.
    pub own: Rc<Vec<Own>>,
    /// The run, where the change is one of the run.
    pub run: Option<Past>,
}

/// Changes, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    back: Vec<Before>,
    forth: Vec<Before>,
    /// A gesture goes on whose beginning is kept already.
    held: Option<&'static str>,
    /// For so many milliseconds it has rested.
    still: f32,
}

/// A press of the pointer, and how everything was before it.
#[derive(Clone, Debug)]
pub struct Pressed {
    /// The number of the picture.
    pub picture: usize,
    /// Where it began, in px of the picture.
    pub at: (f32, f32),
    /// The drawing.
    pub hand: Hand,
    /// What could be taken back.
    pub undo: Undo,
    /// The unit that was chosen, and its place.
    pub looked_at: (Option<usize>, Option<(usize, usize)>),
}

/// A gesture that rests for so many milliseconds is over.
const OVER: f32 = 1000.0;

impl Undo {
    /// Something is about to change. What goes on under the same name is one change.
    pub fn keep(&mut self, before: Before, gesture: Option<&'static str>) {
        self.still = 0.0;
        if gesture.is_some() && self.held == gesture {
            return;
        }
        self.held = gesture;
        self.forth.clear();
        push(&mut self.back, before);
        // A run is large: of what lies far back only the latest few stay, and no change can be taken back beyond them.
        let mut runs = 0;
        let stays = self.back.iter().rev().take(MOST).take_while(|before| {
            runs += usize::from(before.run.is_some());
            runs <= MOST_RUNS
        });
        self.back.drain(..self.back.len() - stays.count());
    }

    /// Time has passed, in milliseconds.
    pub fn pass(&mut self, milliseconds: f32) {
        self.still += milliseconds;
        if self.still > OVER {
            self.let_go();
        }
    }

    /// A gesture is over: the same one anew is another change.
    pub fn let_go(&mut self) {
        self.held = None;
    }

    /// How many changes can be taken back.
    pub fn count(&self) -> usize {
        self.back.len()
    }

    /// Whether there is anything to take back, and to take again.
    pub fn can(&self) -> (bool, bool) {
        (!self.back.is_empty(), !self.forth.is_empty())
    }

    /// How things were, or how they were before they were taken back; `now` is kept for the other way, and `run` is the run as it
    /// is.
    pub fn take(&mut self, again: bool, now: Before, run: &Run) -> Option<Before> {
        let (from, to) = if again { (&mut self.forth, &mut self.back) } else { (&mut self.back, &mut self.forth) };
        let other = from.pop()?;
        self.held = None;
        push(to, Before { run: other.run.as_ref().map(|_| run.past()), ..now });
        Some(other)
    }
}

/// Puts one more on top. A run is large: of those below it only some of what was learnt on the way stays.
fn push(all: &mut Vec<Before>, before: Before) {
    if before.run.is_some() {
        all.iter_mut().filter_map(|below| below.run.as_mut()).for_each(Past::thin);
    }
    all.push(before);
}
