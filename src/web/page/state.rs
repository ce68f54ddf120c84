//! The parts of the app that know nothing of the whole: pictures on the page, the frame, the browser, what is to be kept.

use crate::data::table::encoding::Encoding;
use crate::session::brought::Brought;
use crate::session::link::Unread;
use crate::session::story::Chapter;
use crate::session::{Session, Stale, StepsDue};
use crate::text::notices::Told;
use crate::view::Picture;
use crate::web::kit::canvas::Canvas;
use crate::web::kit::pace::{Pace, StepTime, Turn};
use crate::web::kit::storage::Store;
use js_sys::Function;
use web_sys::{Element, FileReader, MediaQueryList, Performance, Window};

/// A picture on the page.
pub struct Shown {
    /// Its canvases.
    pub canvas: Canvas,
    /// The panel around it, with the words that stand there.
    pub panel: Element,
    /// It is in sight, or near to it. What is not is neither computed nor drawn.
    pub in_sight: bool,
    /// The panel is.
    pub panel_in_sight: bool,
    /// It has to be drawn anew.
    pub due: bool,
    /// Frames for which it waits, because its last drawing was slow.
    pub waits: u32,
}

impl Shown {
    /// Whether the picture is in sight, and has room there.
    pub fn is_seen(&self) -> bool {
        self.in_sight && self.canvas.has_room()
    }
}

/// How things were when a slider was pressed.
pub struct Before {
    /// Its knob's value; empty for one that is no knob's.
    pub value: String,
    /// The step that was looked at.
    pub step: u64,
    /// Training was going on.
    pub running: bool,
}

/// Window, clock, system and files.
pub struct Browser {
    /// The window.
    pub window: Window,
    /// Tells the milliseconds.
    pub clock: Performance,
    /// Whether the system is dark.
    pub prefers_dark: Option<MediaQueryList>,
    /// The page is being printed.
    pub printing: bool,
    /// Reads the user's files.
    pub reader: FileReader,
}

/// What the next frame has to do, and what the last ones took.
#[derive(Default)]
pub struct Frame {
    /// What has to be drawn or written anew.
    pub stale: Stale,
    /// Frames since words and numbers were written, from the first that made one of them stale.
    pub unread: u32,
    /// Words have come into sight that may be old.
    pub unwritten: bool,
    /// The pictures' room may have changed.
    pub unmeasured: bool,
    /// Whose turn it is, and how long frames take.
    pub turn: Turn,
    /// The steps that are due by the clock.
    pub due: StepsDue,
    /// The moves of a walk that are due by the clock.
    pub stroll: StepsDue,
    /// How quickly steps are trained.
    pub training: Pace,
    /// How long a step of today's model takes.
    pub step_time: StepTime,
    /// How quickly cells of the surface are computed.
    pub cells: Pace,
    /// How quickly places of the map of the answer are computed.
    pub places: Pace,
    /// How quickly the models of a race are trained that are not today's.
    pub race: Pace,
    /// How quickly the models are trained whose loss is measured against their capacity.
    pub sweep: Pace,
    /// How many of the sweep's models were trained when their results were last shown.
    pub trained: usize,
    /// Where the last frame's time went.
    pub spent: Spent,
    /// What the browser calls when it is ready for a frame.
    pub call: Option<Function>,
    /// Whether the browser has been asked to call for a frame.
    pub asked: bool,
    /// What it calls when a frame is drawn.
    pub after: Option<Function>,
}

/// Where the milliseconds of the last frame went.
#[derive(Clone, Copy, Default)]
pub struct Spent {
    /// Steps of training.
    pub training: f64,
    /// Cells of the loss surface, and what is measured against capacity.
    pub cells: f64,
    /// Each picture, in the order of `Picture::ALL`.
    pub pictures: [f64; Picture::ALL.len()],
    /// Controls and readouts.
    pub words: f64,
    /// All of the script of the frame.
    pub whole: f64,
}

/// A table that is looked at before it is used, and the dialog for it.
#[derive(Default)]
pub struct Table {
    /// The table.
    pub brought: Option<Brought>,
    /// The bytes of its file, with the encoding by which they are read.
    pub bytes: Option<(Vec<u8>, Encoding)>,
    /// The dialog, once it has been needed.
    pub dialog: Option<Element>,
    /// What it calls, by the kind of event.
    pub calls: Vec<(&'static str, Function)>,
}

/// What is to be kept for the next visit.
pub struct Keeping {
    /// What this browser keeps of the site.
    pub site: Store,
    /// What this tab alone keeps, until it is closed.
    pub tab: Store,
    /// Something has changed that is not in the browser's storage yet.
    pub unsaved: bool,
    /// The run has gone on since, or may have.
    pub moved: bool,
    /// The work that this tab keeps.
    pub work: Work,
    /// The page has not yet shown that it starts with what was kept.
    pub starting: bool,
    /// Writes to the storage, after a while.
    pub call: Option<Function>,
    /// That has been asked for.
    pub asked: bool,
}

/// The work of this tab, as the browser keeps it beside that of others: two copies, of which the older one is written next.
#[derive(Default)]
pub struct Work {
    /// What tells this tab from others; empty until something is kept.
    pub id: String,
    /// Which of the two copies is the newer one.
    pub at: usize,
    /// What stands there.
    pub last: String,
    /// The work of which it is a part: settings, points, samples, story, and all runs.
    pub texts: [String; 5],
    /// The tab whose work this one has gone on with, and when that was written.
    pub from: (String, f64),
    /// It was found here, and not brought by another tab.
    pub is_own: bool,
    /// What has to be told of it, once the page is there.
    pub to_tell: Vec<Told>,
    /// It has to be written although it is the same: a copy was broken, or is gone.
    pub is_missing: bool,
    /// That nothing can be kept has been told.
    pub is_full: bool,
}

/// What is known of the address.
#[derive(Default)]
pub struct Address {
    /// The visitor's own session and its chapter, while that of a link is shown.
    pub mine: Option<(Session, Chapter)>,
    /// What of the link that was opened last could not be read.
    pub unread: Unread,
    /// That one's own work is kept need not be told any more.
    pub closed: bool,
    /// How giving the link away went.
    pub given: Given,
    /// What stood there when the page read or wrote it last.
    pub seen: String,
    /// Something has changed that the address does not have yet.
    pub due: bool,
    /// Writes the address, after a while.
    pub call: Option<Function>,
    /// That has been asked for.
    pub asked: bool,
    /// What is called when a link was copied, when that was refused, and when the system's sheet is closed.
    pub told: Option<[Function; 3]>,
}

/// How giving a link away went.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Given {
    /// It was not given away, or not lately.
    #[default]
    Not,
    /// It was copied.
    Copied,
    /// It stands in a field, to be copied by hand.
    Refused,
}

impl Address {
    /// Whether the session shown is that of a link, and the visitor's own waits.
    pub fn is_guest(&self) -> bool {
        self.mine.is_some()
    }
}
