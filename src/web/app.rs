//! The frame loop: messages in, steps within the frame's budget, pictures out.

use super::canvas::Canvas;
pub use super::desk::{Desk, Shared};
use super::listen::function;
use super::pace::{Pace, Turn};
use super::page::{Id, Page};
use super::pointer::Gestures;
use super::slides::Before;
use super::{form, readouts, store};
use crate::session::{Msg, Session, Stale, State, Theme, knobs};
use crate::text::{recipe, rules};
use crate::view::Picture;
use js_sys::Function;
use std::cell::RefCell;
use web_sys::{FileReader, MediaQueryList, Performance, Window};

/// Milliseconds for the cells of the loss surface, while training runs and while it waits.
const SURFACE_BUDGET: (f64, f64) = (0.5, 7.0);
/// A picture that takes longer than this is drawn in every so many frames only, while training runs.
const PICTURE_BUDGET: f64 = 4.0;
/// While training runs, words and numbers are written in one of so many frames: nobody reads faster.
const READABLE: u32 = 5;

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

/// The running page.
pub struct App {
    /// The application itself.
    pub session: Session,
    /// The page's elements.
    pub page: Page,
    /// The pictures, in the order of `Picture::ALL`.
    pub views: Vec<Canvas>,
    /// The marker of the loss surface is held: training waits.
    pub holding: bool,
    /// What the pointers are about to do.
    pub gestures: Gestures,
    /// How things were when a slider was pressed.
    pub slid_from: Before,
    /// Reads the user's files.
    pub reader: FileReader,
    /// Where the last frame's time went.
    pub spent: Spent,
    queue: Vec<Msg>,
    /// What has to be drawn or written anew.
    pub stale: Stale,
    /// Frames for which each picture waits, because its last drawing was dear.
    waits: [u32; Picture::ALL.len()],
    /// Frames since words and numbers were written.
    unread: u32,
    /// The pictures' room may have changed.
    unmeasured: bool,
    unsaved: bool,
    turn: Turn,
    training_pace: Pace,
    cells_pace: Pace,
    /// How quickly the models are trained that are measured.
    pub sweep_pace: Pace,
    /// How many of them were told to be done.
    pub trained: usize,
    window: Window,
    /// Tells the milliseconds.
    pub clock: Performance,
    prefers_dark: Option<MediaQueryList>,
    frame: Option<Function>,
    after_frame: Option<Function>,
    frame_asked: bool,
}

impl App {
    /// The app on its page; `None` where the browser lacks something basic.
    pub fn start(window: Window, page: Page, session: Session) -> Option<Shared> {
        let document = page.document().clone();
        let mut views = Vec::new();
        for picture in Picture::ALL {
            let (id, scroller) = match picture {
                Picture::Fit => (Id::Fit, None),
                Picture::Surface => (Id::Surface, None),
                Picture::Losses => (Id::Losses, None),
                Picture::Layers => (Id::Layers, Some(page.get(Id::LayersScroll).clone())),
                Picture::Sweep => (Id::Sweep, None),
            };
            views.push(Canvas::new(&document, picture, page.get(id).clone(), scroller)?);
        }
        let app = RefCell::new(App {
            clock: window.performance()?,
            prefers_dark: window.match_media("(prefers-color-scheme: dark)").ok().flatten(),
            session,
            page,
            views,
            holding: false,
            gestures: Gestures::default(),
            slid_from: Before::default(),
            reader: FileReader::new().ok()?,
            spent: Spent::default(),
            queue: Vec::new(),
            stale: Stale::ALL,
            waits: [0; Picture::ALL.len()],
            unread: 0,
            unmeasured: true,
            unsaved: false,
            turn: Turn::default(),
            training_pace: Pace::default(),
            cells_pace: Pace::default(),
            sweep_pace: Pace::default(),
            trained: 0,
            window,
            frame: None,
            after_frame: None,
            frame_asked: false,
        });
        let shared: Shared = Box::leak(Box::new(Desk::new(app)));
        shared.app.borrow_mut().frame = Some(function(shared, |app, _| app.frame()));
        shared.app.borrow_mut().after_frame = Some(function(shared, |app, _| app.turn.end(app.clock.now())));
        Some(shared)
    }

    /// The media query that tells the system's theme.
    pub fn prefers_dark(&self) -> Option<&MediaQueryList> {
        self.prefers_dark.as_ref()
    }

    /// Queues a message for the next frame.
    pub fn send(&mut self, msg: Msg) {
        self.queue.push(msg);
        self.ask_frame();
    }

    /// Does at once what is queued.
    pub fn settle(&mut self) {
        for msg in std::mem::take(&mut self.queue) {
            self.act(msg);
        }
    }

    /// Does something at once, after what is queued.
    pub fn act_now(&mut self, msg: Msg) {
        self.settle();
        self.act(msg);
    }

    fn act(&mut self, msg: Msg) {
        if matches!(msg, Msg::Set(_) | Msg::SetAll(_) | Msg::Reset | Msg::NewSeed | Msg::Undo | Msg::Redo) {
            form::forget_faults(&self.page);
        }
        let stale = self.session.update(msg);
        self.stale |= stale;
        self.unsaved |= stale.has(Stale::FORM);
        self.ask_frame();
    }

    /// Everything has to be drawn again: size, theme or language has changed.
    pub fn redraw(&mut self) {
        self.stale |= Stale::ALL;
        self.unmeasured = true;
        self.ask_frame();
    }

    fn ask_frame(&mut self) {
        if let Some(frame) = &self.frame
            && !self.frame_asked
        {
            self.frame_asked = self.window.request_animation_frame(frame).is_ok();
        }
    }

    fn frame(&mut self) {
        self.frame_asked = false;
        let begin = self.clock.now();
        self.turn.begin(begin);
        // Before anything is written, so that the page is laid out once a frame at most.
        if std::mem::take(&mut self.unmeasured) {
            self.views.iter_mut().for_each(Canvas::measure);
        }
        self.settle();
        self.train(begin);
        let trained = self.clock.now();
        self.fill_surface(trained);
        self.fill_sweep(self.clock.now());
        let filled = self.clock.now();
        let running = self.session.state() == State::Running;
        let stale = std::mem::take(&mut self.stale);
        if stale.has(Stale::FORM) {
            self.write_form();
        }
        self.write_words(stale, running);
        let written = self.clock.now();
        self.draw(stale, running);
        // What one looks back at is not what one has.
        if self.unsaved && !self.holding && !self.session.looks_back() {
            store::save(&self.window, &self.session);
            self.unsaved = false;
        }
        self.spent.training = trained - begin;
        self.spent.cells = filled - trained;
        self.spent.words = written - filled;
        self.spent.whole = self.clock.now() - begin;
        let waits =
            self.session.surface_unfinished() || self.session.is_measuring() || self.session.steps_to_go().is_some();
        if running || waits || self.stale.has(Stale::ALL) {
            self.ask_frame();
        }
        if let Some(after) = self.after_frame.as_ref().filter(|_| running) {
            // Comes when the browser has drawn the frame.
            let _ = self.window.set_timeout_with_callback(after);
        }
    }

    /// What is passed over is written later, and what stands still at once.
    fn write_words(&mut self, stale: Stale, running: bool) {
        self.unread += u32::from(self.unread > 0 || stale.has(Stale::ALL));
        let moves = running || self.session.steps_to_go().is_some();
        let most = if moves && !stale.has(Stale::FORM) { READABLE } else { 1 };
        if self.unread >= most {
            readouts::write(&self.page, &self.session);
            self.unread = 0;
        }
    }

    fn train(&mut self, begin: f64) {
        // What leads to a step that one wants to look at is taken as fast as can be.
        let to_go = self.session.steps_to_go();
        let mut left = to_go.map_or(self.session.settings().speed, |steps| steps.min(u32::MAX.into()) as u32);
        let mut taken = 0;
        let mut now = begin;
        let cost = self.session.step_cost() as f64;
        let budget = self.turn.for_training();
        while left > 0 && !self.holding {
            let asked = left.min(self.training_pace.amount(cost));
            // One step there is in every frame, however long it takes; after it only what is likely to fit.
            if taken > 0 && now - begin + self.training_pace.time(f64::from(asked) * cost) > budget {
                break;
            }
            let done = self.session.tick(asked);
            taken += done;
            left -= done;
            if done < asked {
                break;
            }
            let before = std::mem::replace(&mut now, self.clock.now());
            self.training_pace.learn(f64::from(done) * cost, now - before);
        }
        self.turn.stepped(now);
        if taken > 0 {
            self.session.after_steps();
            self.stale |= Stale::PICTURES;
            let arrived = to_go.is_some() && self.session.steps_to_go().is_none();
            if arrived || to_go.is_none() && self.session.state() != State::Running {
                self.stale |= Stale::ALL;
            }
        }
    }

    fn fill_surface(&mut self, begin: f64) {
        let running = self.session.state() == State::Running;
        let budget = if running { SURFACE_BUDGET.0 } else { SURFACE_BUDGET.1 };
        let mut now = begin;
        let cost = self.session.cell_cost() as f64;
        while now - begin < budget && self.session.surface_unfinished() {
            let done = self.session.fill_surface(self.cells_pace.amount(cost) as usize);
            self.stale |= Stale::SURFACE;
            let before = std::mem::replace(&mut now, self.clock.now());
            self.cells_pace.learn(done as f64 * cost, now - before);
        }
    }

    fn write_form(&mut self) {
        let settings = self.session.settings();
        self.page.speak(settings.lang);
        self.page.mark("data-theme", &knobs::value("theme", settings));
        self.page.mark("data-model", &knobs::value("model", settings));
        form::write(&self.page, settings);
        self.page.write(Id::Rules, rules::all(settings, settings.lang));
        self.page.write(Id::MoreBrief, recipe::brief(settings, settings.lang));
        form::mark_limit(&self.page, self.session.rate_limit());
    }

    fn dark(&self) -> bool {
        match self.session.settings().theme {
            Theme::Auto => self.prefers_dark.as_ref().is_some_and(MediaQueryList::matches),
            Theme::Light => false,
            Theme::Dark => true,
        }
    }

    fn draw(&mut self, stale: Stale, running: bool) {
        let dark = self.dark();
        let lang = self.session.settings().lang;
        let ratio = self.window.device_pixel_ratio();
        let of = [Stale::FIT, Stale::SURFACE, Stale::LOSSES, Stale::LAYERS, Stale::SWEEP];
        self.spent.pictures = [0.0; Picture::ALL.len()];
        for (i, view) in self.views.iter_mut().enumerate() {
            // A canvas of another size is an empty one.
            let seen = self.session.view(view.picture);
            let emptied = view.fit(&seen, ratio, dark, lang);
            if !(emptied || stale.has(of[i])) {
                continue;
            }
            if running && !emptied && (self.waits[i] > 0 || !self.turn.is(i)) {
                self.waits[i] = self.waits[i].saturating_sub(1);
                self.stale |= of[i];
                continue;
            }
            let begin = self.clock.now();
            view.draw(&seen);
            self.spent.pictures[i] = self.clock.now() - begin;
            self.waits[i] = (self.spent.pictures[i] / PICTURE_BUDGET).min(8.0) as u32;
        }
    }
}
