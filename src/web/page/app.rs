//! The running page: what it is made of, and how a message reaches the session.

use super::experiment::Lab;
use super::form::controls::Form;
use super::ids::Page;
use super::state::{Address, Before, Browser, Frame, Keeping, Shown, Table};
use crate::session::story::Story;
use crate::session::{Msg, Queue, Session, Stale, Theme};
use crate::text::Lang;
use crate::view::{Picture, Pointer};
use crate::web::kit::canvas::Canvas;
use crate::web::kit::desk;
use web_sys::MediaQueryList;

/// The same on paper, at the least.
const PRINTED: f64 = 3.0;

/// How the browser's calls reach the app, which lives as long as the page.
pub type Shared = &'static desk::Desk<App>;

/// What to do with the app when the browser calls.
pub type Act = desk::Act<App>;

/// The running page.
pub struct App {
    /// The application itself, in the chapter that is open.
    pub session: Session,
    /// Which chapter is open, and what lies aside.
    pub story: Story,
    /// The page's elements.
    pub page: Page,
    /// The pictures, in the order of `Picture::ALL`.
    pub pictures: Vec<Shown>,
    /// The controls of the knobs.
    pub form: Form,
    /// What the user's hands hold.
    pub hands: Hands,
    /// Window, clock, system and files.
    pub browser: Browser,
    /// What the next frame has to do, and what the last ones took.
    pub frame: Frame,
    /// What is to be kept for the next visit.
    pub keeping: Keeping,
    /// A table that is looked at before it is used.
    pub table: Table,
    /// The laboratory of the chapter, where there is one.
    pub lab: Lab,
    /// The link of the session in the address.
    pub address: Address,
    queue: Queue,
}

/// What the user's hands hold.
#[derive(Default)]
pub struct Hands {
    /// What each pointer holds on a picture.
    pub held: Vec<Hold>,
    /// What was pressed last is something that a finger drags, and does not scroll the page by.
    pub firm: bool,
    /// How things were when the slider that is held was pressed.
    pub slider: Option<Before>,
    /// The click that is under way has put a point in place.
    pub just_added: bool,
    /// How many points there were at the first click of two.
    pub count_at_first: usize,
    /// What the pointer does on the picture of the points, as the session was told last.
    pub pointer: Pointer,
}

/// A pointer that holds something on a picture.
pub struct Hold {
    /// The pointer's id.
    pub pointer: i32,
    /// The id of a second one that has joined it.
    pub second: Option<i32>,
    /// The picture.
    pub picture: Picture,
    /// What it holds.
    pub held: Box<dyn Held>,
}

/// What a pointer can hold on a picture. Places are in CSS px of the picture.
pub trait Held {
    /// Whether a finger on it drags it, and does not scroll the page.
    fn is_firm(&self) -> bool {
        true
    }
    /// Whether training waits while it is held.
    fn stops_training(&self) -> bool {
        false
    }
    /// It has just been taken.
    fn taken(&mut self, _: &mut App, _at: (f64, f64)) {}
    /// The pointer has moved.
    fn dragged(&mut self, app: &mut App, at: (f64, f64));
    /// A second pointer is pressed here: whether the two hold it together.
    fn joined(&mut self, _at: (f64, f64)) -> bool {
        false
    }
    /// The second pointer has moved.
    fn dragged_too(&mut self, _: &mut App, _at: (f64, f64)) {}
    /// The second pointer is gone.
    fn left(&mut self) {}
    /// The pointer has let go of it.
    fn let_go(&mut self, _: &mut App) {}
    /// The browser has cancelled the pointer: what the gesture has changed is undone.
    fn cancelled(&mut self, app: &mut App);
}

impl App {
    /// The app on its page.
    pub fn new(
        browser: Browser,
        page: Page,
        (story, session, keeping): (Story, Session, Keeping),
        pictures: Vec<Shown>,
    ) -> App {
        App {
            form: Form::new(&page),
            session,
            story,
            page,
            pictures,
            hands: Hands::default(),
            browser,
            frame: Frame::default(),
            keeping,
            table: Table::default(),
            lab: Lab::default(),
            address: Address::default(),
            queue: Queue::default(),
        }
    }

    /// The canvases of a picture.
    pub fn canvas(&self, picture: Picture) -> &Canvas {
        &self.pictures[picture as usize].canvas
    }

    /// Whether a picture is in sight.
    pub fn sees(&self, picture: Picture) -> bool {
        self.pictures[picture as usize].is_seen()
    }

    /// Whether what is held makes training wait.
    pub fn is_stopped(&self) -> bool {
        self.hands.held.iter().any(|hold| hold.held.stops_training())
    }

    /// Queues a message for the next frame.
    pub fn send(&mut self, msg: Msg) {
        self.queue.push(msg);
        self.ask_frame();
    }

    /// Does at once what is queued.
    pub fn settle(&mut self) {
        for msg in self.queue.take() {
            self.act(msg);
        }
    }

    /// Does at once what is queued, if it may change the indices of points.
    pub fn settle_indices(&mut self) {
        if !self.queue.keeps_indices() {
            self.settle();
        }
    }

    /// Does something at once, after what is queued.
    pub fn act_now(&mut self, msg: Msg) {
        self.settle();
        self.act(msg);
    }

    fn act(&mut self, msg: Msg) {
        if matches!(msg, Msg::Set(_) | Msg::SetAll(_) | Msg::Reset | Msg::NewSeed | Msg::Undo | Msg::Redo) {
            self.form.forget_faults();
        }
        let stale = self.session.update(msg);
        self.frame.stale |= self.story.observe(&mut self.session);
        self.frame.stale |= stale;
        self.keeping.unsaved |= stale.has(Stale::FORM);
        self.ask_frame();
    }

    /// Everything has to be drawn again: the window or the system's theme has changed.
    pub fn redraw(&mut self) {
        self.measure(Stale::ALL);
    }

    /// The room of these may be another one.
    pub fn measure(&mut self, stale: Stale) {
        self.frame.stale |= stale;
        self.frame.unmeasured = true;
        self.lab.redraw();
        self.ask_frame();
    }

    /// Asks the browser for a frame, unless one is asked for already.
    pub fn ask_frame(&mut self) {
        if let Some(call) = &self.frame.call
            && !self.frame.asked
        {
            self.frame.asked = self.browser.window.request_animation_frame(call).is_ok();
        }
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.session.settings().lang
    }

    /// How many device pixels of a picture make one of CSS.
    pub fn sharpness(&self) -> f64 {
        let ratio = self.browser.window.device_pixel_ratio();
        if self.browser.printing { ratio.max(PRINTED) } else { ratio }
    }

    /// Whether the pictures are dark.
    pub fn is_dark(&self) -> bool {
        match self.session.settings().theme {
            Theme::Auto | Theme::Dark if self.browser.printing => false,
            Theme::Auto => self.browser.prefers_dark.as_ref().is_some_and(MediaQueryList::matches),
            Theme::Light => false,
            Theme::Dark => true,
        }
    }
}
