//! Undo and redo: the moments before what was changed, and before what was undone.

use super::beside::KeptBeside;
use super::board::KeptRun;
use super::display::Display;
use super::knobs::Effect;
use super::msg::{Laid, Lanes, Msg};
use super::pins::Pinned;
use super::racing::Otherwise;
use super::standpoint::Standpoint;
use super::sweep::Sweep;
use crate::probe::Axes;
use crate::run::Tally;
use std::rc::Rc;

/// The most changes that can be undone.
const MOST: usize = 50;
/// The most that all of it may take, in bytes.
const MOST_BYTES: usize = 64_000_000;

/// Which way one goes through what was changed.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// The last change is undone.
    Back,
    /// What was undone last is done again.
    Forth,
}

/// What was touched: changes of the same, one upon the other and without letting go, are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A knob, by its key.
    Knob(&'static str),
    /// A point, by its index.
    Point(usize),
    /// The place on the loss surface.
    Ball,
    /// The line, or an end of it.
    Line,
    /// A neuron, by its place in the layer.
    Neuron(usize),
    /// What all neurons stand on.
    Base,
    /// Parameters, by a number that tells one choice of them from another.
    Parameters(u64),
    /// Whatever never becomes one with the next change.
    Other,
    /// Likewise, and it leaves the run as it is: nothing that lies ahead is ended by it.
    Aside,
}

impl Touch {
    /// What a message changes that can be undone, if it is in order. While one looks back, training ends what lay ahead.
    pub fn of(msg: &Msg, looks_back: bool) -> Option<Touch> {
        match msg {
            Msg::Set(change) => match change.knob().effect {
                Effect::Pace | Effect::View => None,
                Effect::Data
                | Effect::Points
                | Effect::Law
                | Effect::Split
                | Effect::Unseen
                | Effect::Model
                | Effect::Degree
                | Effect::Training
                | Effect::Objective => Some(Touch::Knob(change.knob().key)),
            },
            Msg::MovePoint(index, _) => Some(Touch::Point(*index)),
            Msg::MoveTo(_) => Some(Touch::Ball),
            Msg::PlaceLine { .. } => Some(Touch::Line),
            Msg::LayNeuron(Laid::Kink(neuron, _) | Laid::Slope(neuron, _)) => Some(Touch::Neuron(*neuron)),
            Msg::LayNeuron(Laid::Base(_)) => Some(Touch::Base),
            Msg::EditParameters(edits) => Some(Touch::Parameters(choice(edits))),
            Msg::SetAll(_)
            | Msg::Unsee(_)
            | Msg::NewSeed
            | Msg::Rewind
            | Msg::Again
            | Msg::AddPoint(_)
            | Msg::FlipPoint(_)
            | Msg::RemovePoint(_)
            | Msg::ReplacePoints { .. }
            | Msg::Import { .. }
            | Msg::SetParameters(_)
            | Msg::LayNeurons
            | Msg::HaveNeurons(_)
            | Msg::Bend(_)
            | Msg::LoadCapacity(_)
            | Msg::Race(Lanes::TakeOver(_))
            | Msg::Reset => Some(Touch::Other),
            Msg::Pin | Msg::Unpin(_) => Some(Touch::Aside),
            Msg::Play | Msg::PlayUntil(_) | Msg::Step(_) => looks_back.then_some(Touch::Other),
            Msg::LetGo
            | Msg::Undo
            | Msg::Redo
            | Msg::Seek(_)
            | Msg::Pace(_)
            | Msg::Pause
            | Msg::Hide
            | Msg::Recover
            | Msg::SelectPoint(_)
            | Msg::Probe(_)
            | Msg::Ask(_)
            | Msg::AddsKind(_)
            | Msg::ShowBestLine(_)
            | Msg::SurfaceAxes(_)
            | Msg::ShowErrors(_)
            | Msg::ShowHeldOutErrors(_)
            | Msg::ShowHandles(_)
            | Msg::ShowLaw(_)
            | Msg::ShowStack(_)
            | Msg::ShowVotes(_)
            | Msg::PlantFlags(_)
            | Msg::Paces(_)
            | Msg::HoldEnd(_)
            | Msg::HoldNeuron(_)
            | Msg::HoldTerms(_)
            | Msg::PointAt(_)
            | Msg::Relief(_)
            | Msg::TurnLandscape(..)
            | Msg::TurnRoom(..)
            | Msg::BendPlane(_)
            | Msg::ShowDescent(_)
            | Msg::LogLosses(_)
            | Msg::ReadLosses(_)
            | Msg::Walk(_)
            | Msg::Race(Lanes::Against(_) | Lanes::Alone | Lanes::Many(_) | Lanes::Guess(_))
            | Msg::SelectNeuron(_)
            | Msg::Measure { .. }
            | Msg::StopMeasuring
            | Msg::ReadCapacity(_)
            | Msg::Exam(_)
            | Msg::Compare(_) => None,
        }
    }
}

/// The same for the same parameters, in whatever order they are named, and for others another.
fn choice(edits: &[(usize, f32)]) -> u64 {
    // Each place is scattered over all numbers (the finalizer of SplitMix64), so that no two sums are met alike.
    let scattered = |at: usize| {
        let z = (at as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    };
    edits.iter().map(|(at, _)| scattered(*at)).fold(0, u64::wrapping_add)
}

/// Whether a message changes what the next steps do or what they make small.
pub fn changes_run(msg: &Msg) -> bool {
    match Touch::of(msg, false) {
        Some(Touch::Knob(_) | Touch::Point(_)) => true,
        // Who lays a line or sets a parameter by hand wants to see just that.
        Some(Touch::Ball | Touch::Line | Touch::Parameters(_) | Touch::Neuron(_) | Touch::Base) => false,
        Some(Touch::Other) => !matches!(msg, Msg::Rewind | Msg::Reset),
        Some(Touch::Aside) | None => false,
    }
}

/// All that a change may change.
pub struct Past {
    /// With the board on which it stood.
    pub run: KeptRun,
    pub pins: Rc<Vec<Rc<Pinned>>>,
    pub before: KeptBeside,
    pub other: KeptBeside,
    /// What was changed has set a run going that stood still: it stands still again where that is undone.
    pub still: bool,
    /// Who raced, where a lane was taken over; `None` where none was.
    pub lanes: Option<Vec<Otherwise>>,
    /// What only a whole reset changes; `None` where there was none.
    pub cleared: Option<Cleared>,
}

/// What no change but a whole reset touches, beside the pace, which stands among the knobs.
pub struct Cleared {
    pub axes: Axes,
    pub standpoint: Standpoint,
    pub log_losses: bool,
    pub display: Display,
    pub sweep: Sweep,
}

impl Past {
    fn tell(&self, tally: &mut Tally) {
        self.run.tell(tally);
        self.pins.iter().for_each(|pin| pin.tell(tally));
        self.before.tell(tally);
        self.other.tell(tally);
        tally.own(self.cleared.as_ref().map_or(0, |cleared| cleared.sweep.bytes()));
    }
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
        match self.open {
            Some(
                Touch::Knob(_)
                | Touch::Point(_)
                | Touch::Ball
                | Touch::Line
                | Touch::Parameters(_)
                | Touch::Neuron(_)
                | Touch::Base,
            ) => true,
            Some(Touch::Other | Touch::Aside) | None => false,
        }
    }

    /// Whether the hand still holds the ball, the line or a neuron.
    pub fn is_laying(&self) -> bool {
        matches!(self.open, Some(Touch::Ball | Touch::Line | Touch::Neuron(_) | Touch::Base))
    }

    /// Nothing can be undone any more.
    pub fn forget(&mut self) {
        *self = Undo::default();
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

    /// Where it takes too much, the oldest runs keep few checkpoints; then the oldest changes are forgotten, and at last those
    /// that were undone longest ago.
    fn bound(&mut self) {
        while self.bytes() > MOST_BYTES {
            let thinner = self.past.iter_mut().chain(&mut self.future).any(|past| past.run.thin_out());
            if thinner {
                continue;
            }
            let oldest = if self.past.is_empty() { &mut self.future } else { &mut self.past };
            if oldest.is_empty() {
                return;
            }
            oldest.remove(0);
        }
    }

    /// About how many bytes all of it takes; what several runs share counts once.
    fn bytes(&self) -> usize {
        let mut tally = Tally::default();
        self.past.iter().chain(&self.future).for_each(|past| past.tell(&mut tally));
        tally.total()
    }

    /// Whether the next step this way is across a whole reset.
    pub fn crosses_reset(&self, way: Way) -> bool {
        self.next(way).is_some_and(|past| past.cleared.is_some())
    }

    /// Whether the next change this way is a lane of a race that was taken over.
    pub fn crosses_lanes(&self, way: Way) -> bool {
        self.next(way).is_some_and(|past| past.lanes.is_some())
    }

    fn next(&self, way: Way) -> Option<&Past> {
        match way {
            Way::Back => self.past.last(),
            Way::Forth => self.future.last(),
        }
    }

    /// Exchanges the present for what was before the last change or, forth, for what was undone last.
    pub fn take(&mut self, way: Way, now: Past) -> Option<Past> {
        let (from, to) = match way {
            Way::Back => (&mut self.past, &mut self.future),
            Way::Forth => (&mut self.future, &mut self.past),
        };
        let found = from.pop()?;
        to.push(now);
        self.open = None;
        self.bound();
        Some(found)
    }

    /// How many changes can be undone, and how many done again.
    pub fn counts(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}
