//! What happened last, and for how long that is news.

use crate::run::Event;

/// Frames of training for which one can read what happened last.
const FRAMES: u32 = 120;

/// What happened last, for the sentence under the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The page has just been opened.
    Ready,
    /// Play was pressed.
    Playing,
    /// Pause or a step was pressed.
    Paused,
    /// The page was hidden.
    Hidden,
    /// Back at the start of the run.
    Rewound,
    /// Back at the last good step.
    Recovered,
    /// Other points or another seed: training starts anew.
    NewRun,
    /// Another model: training starts anew.
    NewModel,
    /// Parameters were set by hand: training starts anew from there.
    Placed,
    /// Single parameters were set by hand; the run goes on.
    Edited,
    /// Points were put in place of all.
    Points,
    /// The user's table was read.
    Imported,
    /// A polynomial of another degree goes on from where it was.
    Regrown,
    /// The run was taken to one of its steps.
    LookingBack,
    /// The held-out loss has not come down for long: back at its least.
    StoppedEarly,
    /// The best has been found: training has paused.
    Solved,
    /// The loss has not come down for long: training has paused.
    NothingToGain,
    /// A change was undone.
    Undone,
    /// And done again.
    Redone,
}

impl Notice {
    /// What is told of what the run did by itself.
    pub fn of(event: Event) -> Notice {
        match event {
            Event::Reached | Event::BackAtEnd => Notice::Paused,
            Event::StoppedEarly => Notice::StoppedEarly,
            Event::Solved => Notice::Solved,
            Event::NothingToGain => Notice::NothingToGain,
        }
    }
}

/// The latest notice and its age.
pub struct News {
    notice: Notice,
    age: u32,
}

impl Default for News {
    fn default() -> Self {
        News { notice: Notice::Ready, age: 0 }
    }
}

impl News {
    /// What happened last.
    pub fn notice(&self) -> Notice {
        self.notice
    }

    /// Something has happened.
    pub fn tell(&mut self, notice: Notice) {
        self.notice = notice;
    }

    /// Training goes on by itself after a change: where that has not been told otherwise, it is no news that it had paused.
    pub fn go_on(&mut self) {
        match self.notice {
            Notice::Paused | Notice::Solved | Notice::NothingToGain => self.notice = Notice::Playing,
            Notice::Ready
            | Notice::Playing
            | Notice::Hidden
            | Notice::Rewound
            | Notice::Recovered
            | Notice::NewRun
            | Notice::NewModel
            | Notice::Placed
            | Notice::Edited
            | Notice::Points
            | Notice::Imported
            | Notice::Regrown
            | Notice::LookingBack
            | Notice::StoppedEarly
            | Notice::Undone
            | Notice::Redone => {}
        }
    }

    /// What happened last stays for as long as if it had happened now.
    pub fn refresh(&mut self) {
        self.age = 0;
    }

    /// A frame of training has gone by; after some of them it is no news any more. Says whether that is since this one.
    pub fn grow_old(&mut self) -> bool {
        let old = self.notice != Notice::Playing && self.age >= FRAMES;
        if old {
            *self = News { notice: Notice::Playing, age: 0 };
        } else if self.notice != Notice::Playing {
            self.age += 1;
        }
        old
    }
}
