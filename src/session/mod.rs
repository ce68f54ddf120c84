//! The whole application without a screen: what a gesture does, what a frame computes, what may be seen.

mod beside;
mod board;
pub mod brought;
mod by_hand;
mod carry;
mod change;
pub mod classes;
mod cloud;
mod display;
mod fit;
mod frozen;
pub mod gradients;
pub mod knobs;
pub mod link;
mod listed;
mod msg;
mod news;
mod offer;
mod pace;
mod pins;
mod points;
mod probes;
mod queue;
pub mod race;
mod racing;
mod range;
mod reading;
mod remembered;
mod settings;
mod source;
mod standpoint;
mod status;
pub mod story;
mod sweep;
mod tables;
pub mod taken;
mod touched;
mod tries;
mod undo;
mod unseen;
mod views;
pub mod walk;
mod walking;

pub use self::msg::{Laid, Lanes, Move, Msg, Third};
pub use self::pace::{FREE_PLAY, MOST_PACE, PaceWord, Paces, StepsDue};
pub use self::settings::{Dataset, LossKind, Model, OptimizerKind, PenaltyKind, ScheduleKind, Settings, Theme};
pub use self::status::{Best, ClassNumbers, RateZone, Stale, Status};
pub use self::sweep::{MOST_FOLDS, MOST_STEPS as MOST_SWEEP_STEPS, VARIES};
pub use self::{board::Board, display::Display, link::Link, offer::offers_fewer, queue::Queue};
pub use self::{cloud::OwnPoints, news::Notice, source::Source};
pub use self::{frozen::Lot, frozen::Share, listed::Listing, listed::Reach, listed::Term, pins::MOST_PINS, pins::Pin};
pub use crate::probe::{Axes, HeldNeuron};
pub use crate::run::{Divergence, State, Trend};
pub use crate::task::{
    Misses, NoUpdate, PlainLine, Unjudged, UpdateTerm, Verdict, by_hand::MOST as MOST_BY_HAND, judgement,
};

use self::undo::{Cleared, Past, Touch, Undo, Way};
use self::{beside::Beside, board::Run, news::News, pins::Pins, probes::Probes, reading::Reading};
use self::{standpoint::Standpoint, sweep::Sweep, tries::Tried};
use crate::view::{Quantity, Span, Units};
use std::rc::Rc;

/// One state, one door: messages in, views out.
pub struct Session {
    /// Shared with what is kept of the run.
    board: Rc<Board>,
    run: Run,
    probes: Probes,
    pins: Pins,
    before: Beside,
    other: Beside,
    sweep: Sweep,
    tried: Tried,
    undo: Undo,
    reading: Reading,
    display: Display,
    standpoint: Standpoint,
    walking: walking::Walking,
    race: racing::Race,
    news: News,
    /// What is done now goes on with what was done last, as by a drag.
    continued: bool,
    /// The step to which a link is trained.
    replay: Option<u64>,
}

impl Default for Session {
    fn default() -> Self {
        Session::new(Settings::default())
    }
}

impl Session {
    /// A session at the start of its first run.
    pub fn new(settings: Settings) -> Self {
        Session::on(Board::made(settings))
    }

    /// A session as it was left: these settings, and the user's own points if there were any.
    pub fn restored(settings: Settings, own: Vec<OwnPoints>) -> Self {
        let mut board = Board::made(settings);
        own.into_iter().for_each(|own| board.points.restore(&mut board.settings, own));
        Session::on(board)
    }

    /// A session as a link describes it, with the language, theme and pace of `mine`, before it trains.
    pub fn described(link: &Link, mine: &Settings) -> Self {
        let mut board = Board::made(knobs::with_shared(&link.settings, mine.clone()));
        if let Some(own) = link.points.clone() {
            board.points.restore(&mut board.settings, own);
        }
        Session::on(board)
    }

    /// What x and y measure.
    pub fn quantity(&self) -> Quantity<'_> {
        self.board.points.quantity()
    }

    /// What the axes of x and y show.
    pub fn picture(&self) -> (Span, Span) {
        self.board.points.frame()
    }

    /// In which units the model's numbers count.
    pub fn units(&self) -> Units<'_> {
        self.settings().units(self.quantity())
    }

    /// The terms of the neuron that is held, one by one; `None` where none is that has any.
    pub fn listing(&self) -> Option<Listing<'_>> {
        self.probes.listed.listing(self.held_neuron()?, self.is_touched())
    }

    /// The run of a link of these knobs and points takes the place of this one; returns what of the link is of no use.
    pub fn train_as(&mut self, link: &Link) -> link::Unread {
        let mut unread = link::Unread::new();
        let (run, step) = carry::unpack(link, &self.board, &mut unread);
        self.run = run;
        self.run.set_early_stopping(self.board.settings.early_stopping);
        if step > self.run.step() {
            self.replay = Some(step);
            self.act(Msg::PlayUntil(step));
        }
        self.follow();
        unread
    }

    /// All that is seen, but for what belongs to the reader, as a link to this place.
    pub fn link(&self, place: Option<String>) -> Link {
        let (moment, step) = carry::pack(&self.run, self.step_cost());
        let points =
            if self.settings().dataset.is_own() { self.board.points.own_points(self.settings()) } else { None };
        Link { place, settings: self.settings().clone(), points, moment, step }
    }

    /// Whether training waits because there was nothing more to gain.
    pub fn rests(&self) -> bool {
        self.run.rests()
    }

    /// While the steps of a link are taken again: the one that has been reached, and the last.
    pub fn replay(&self) -> Option<(u64, u64)> {
        let step = self.run.step();
        let to = self.replay.filter(|_| self.run.state() == State::Running)?;
        (self.run.steps_to_go()? == to.saturating_sub(step)).then_some((step, to))
    }

    fn on(board: Board) -> Self {
        let board = Rc::new(board);
        let mut run = Run::new(board.learner(), Rc::clone(&board));
        run.set_early_stopping(board.settings.early_stopping);
        let mut session = Session {
            board,
            run,
            probes: Probes::default(),
            pins: Pins::default(),
            before: Beside::default(),
            other: Beside::default(),
            sweep: Sweep::default(),
            tried: Tried::default(),
            undo: Undo::default(),
            reading: Reading::default(),
            display: Display::default(),
            standpoint: Standpoint::default(),
            walking: walking::Walking::default(),
            race: racing::Race::default(),
            news: News::default(),
            continued: false,
            replay: None,
        };
        session.follow();
        session
    }

    /// Does what is asked, and says what is no longer what it was.
    pub fn update(&mut self, msg: Msg) -> Stale {
        self.walking.heed(&msg);
        self.race.heed(&msg, &self.run);
        let touch = Touch::of(&msg, self.looks_back());
        self.continued = !self.looks_back() && touch.is_some_and(|touch| self.undo.is_open(touch));
        let mut before = touch.filter(|_| !self.continued).map(|touch| (touch, self.past()));
        let cuts = self.looks_back() && touch.is_some_and(|touch| touch != Touch::Aside);
        if cuts {
            self.go_on_from_here();
        }
        if let (Msg::Reset, Some((_, before))) = (&msg, &mut before) {
            before.cleared = Some(self.clear());
        }
        // What stopped because there was nothing more to gain goes on where that may be otherwise now.
        let goes_on = self.run.rests() && undo::changes_run(&msg);
        if let (Msg::Bend(_), Some((_, before))) = (&msg, &mut before) {
            before.still = self.run.state() == State::Paused;
        }
        if let (Msg::Race(Lanes::TakeOver(_)), Some((_, before))) = (&msg, &mut before) {
            before.lanes = Some(self.race.lanes());
        }
        let stale = self.act(msg);
        if goes_on && !self.run.rests() && self.run.state() == State::Paused {
            self.run.play(None);
            self.news.go_on();
        }
        if touch.is_some() {
            self.news.refresh();
        }
        if let Some((touch, before)) = before {
            if stale.has(Stale::RUN) {
                self.undo.push(touch, before);
            } else if cuts {
                // Nothing has come of it: what lay ahead still does.
                self.return_to(before, self.news.notice());
            }
        }
        if !self.looks_back() {
            self.pins.drop_strangers(self.board.points.source());
            self.before.drop_stranger(self.board.points.source());
            self.other.drop_stranger(self.board.points.source());
        }
        self.run.set_context(Rc::clone(&self.board));
        self.run.set_early_stopping(self.board.settings.early_stopping);
        self.follow();
        stale
    }

    /// Takes note of what the run did by itself, and of the board that belongs to the moment that it went to.
    fn hear(&mut self) {
        if !Rc::ptr_eq(self.run.context(), &self.board) {
            self.board = Rc::new(self.board.taken_back(self.run.context()));
            self.run.set_context(Rc::clone(&self.board));
        }
        if let Some(event) = self.run.take_event() {
            self.news.tell(Notice::of(event));
        }
    }

    /// What is computed of the run is computed anew when somebody looks.
    fn follow(&mut self) {
        self.probes.follow(&self.run, &self.board.points, self.undo.is_touched());
        self.pins.follow(&self.board.points);
        self.tried.follow(&self.board.points);
        self.before.follow(&self.board);
        self.other.follow(&self.board);
        self.race.follow(&self.run, &self.board);
    }

    /// All that a change may change, as it is now.
    fn past(&self) -> Past {
        Past {
            run: self.run.put_aside(),
            pins: self.pins.all(),
            before: self.before.kept(),
            other: self.other.kept(),
            still: false,
            lanes: None,
            cleared: None,
        }
    }

    /// What only a whole reset clears is cleared, and handed over.
    fn clear(&mut self) -> Cleared {
        let axes = self.probes.surface.axes();
        self.probes.surface.choose(Axes::default());
        let log_losses = std::mem::take(&mut self.reading).log;
        let display = self.display;
        self.display = display.restored(Display::default());
        let standpoint = std::mem::take(&mut self.standpoint);
        Cleared { axes, standpoint, log_losses, display, sweep: std::mem::take(&mut self.sweep) }
    }

    fn take_back(&mut self, way: Way, notice: Notice) -> Stale {
        let mut now = self.past();
        if self.undo.crosses_reset(way) {
            now.cleared = Some(self.clear());
        }
        if self.undo.crosses_lanes(way) {
            now.lanes = Some(self.race.lanes());
        }
        let Some(past) = self.undo.take(way, now) else { return Stale::NOTHING };
        self.return_to(past, notice);
        Stale::ALL
    }

    /// All as it was. What runs goes on running where it can.
    fn return_to(&mut self, past: Past, notice: Notice) {
        let Past { run, pins, before, other, still, lanes, cleared } = past;
        self.run.resume(run);
        if let Some(lanes) = lanes {
            self.race = racing::Race::default().with(lanes, &self.run);
        }
        if still {
            self.run.pause();
        }
        self.pins.set(pins);
        self.before.set(before);
        self.other.set(other);
        if let Some(Cleared { axes, standpoint, log_losses, display, sweep }) = cleared {
            self.board = Rc::new(self.board.restored(self.run.context()));
            self.run.set_context(Rc::clone(&self.board));
            self.probes.surface.choose(axes);
            self.standpoint = standpoint;
            self.reading.log = log_losses;
            self.display = self.display.restored(display);
            self.sweep = sweep;
        }
        self.hear();
        self.reading.step = None;
        self.news.tell(notice);
    }

    /// Goes on with the run of another session, with its points and knobs; one undo brings back what was here.
    pub fn adopt(&mut self, other: &Session) {
        let before = self.past();
        self.return_to(other.past(), Notice::Paused);
        self.undo.push(Touch::Other, before);
        self.undo.let_go();
        self.run.set_early_stopping(self.board.settings.early_stopping);
        self.follow();
    }

    fn board_mut(&mut self) -> &mut Board {
        Rc::make_mut(&mut self.board)
    }
}
