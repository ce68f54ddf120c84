//! The story: chapters with a start, a question and goals each. It stands above the session: each chapter has a session of its
//! own, which is put aside while another is open, as is that of free play.

mod chapter;
mod rows;
mod seen;
mod starts;

pub use self::chapter::Chapter;
pub use self::rows::{FEW_STEPS, Moment, NEAR_CURVE, ROWS, Row};
pub use self::seen::{NEARLY_ALL, Seen, right_of_all};

use super::knobs::{Effect, KNOBS, parse};
use super::link::{Link, Unread};
use super::remembered::{self, Remembered};
use super::{Msg, Session, Settings, Stale};

/// Where the visitor is, what lies aside, and what was reached.
pub struct Story {
    at: Chapter,
    aside: [Option<Session>; Chapter::ALL.len()],
    /// What is kept of the run of each chapter, and its pins.
    kept: [String; Chapter::ALL.len()],
    /// That this is so of the chapter as it lies aside.
    told: [bool; Chapter::ALL.len()],
    seen: [Seen; Chapter::ALL.len()],
    unkept: bool,
}

impl Default for Story {
    /// In free play, with nothing reached.
    fn default() -> Self {
        Story {
            at: Chapter::Free,
            aside: Default::default(),
            kept: Default::default(),
            told: Default::default(),
            seen: Default::default(),
            unkept: false,
        }
    }
}

impl Story {
    /// The chapter that is open.
    pub fn at(&self) -> Chapter {
        self.at
    }

    /// What is known of a chapter from its row.
    pub fn row(&self) -> &'static Row {
        &ROWS[self.at as usize]
    }

    /// What has been seen in a chapter.
    pub fn seen(&self, chapter: Chapter) -> &Seen {
        &self.seen[chapter as usize]
    }

    /// Whether all goals of a chapter were reached; free play has none.
    pub fn is_reached(&self, chapter: Chapter) -> bool {
        let goals = ROWS[chapter as usize].goals.len();
        goals > 0 && (0..goals).all(|goal| self.seen(chapter).has_reached(goal))
    }

    /// Opens a chapter, or free play: as it was left, or from its start. What was open is put aside, paused.
    pub fn open(&mut self, session: &mut Session, to: Chapter) -> Stale {
        if to == self.at {
            return Stale::NOTHING;
        }
        session.update(Msg::LetGo);
        // What is on its way to where it was left goes on when it is opened again.
        if session.replay().is_none() {
            session.update(Msg::Pause);
        }
        self.told[self.at as usize] = false;
        let kept = &self.kept[to as usize];
        let mut next = match self.aside[to as usize].take() {
            Some(aside) => aside,
            None if kept.is_empty() => begun(to),
            None => left(kept, session.settings(), to),
        };
        follow_view(&mut next, session.settings());
        self.aside[self.at as usize] = Some(std::mem::replace(session, next));
        self.at = to;
        Stale::ALL
    }

    /// Free play goes on with what the chapter has come to; one undo brings back what was there.
    pub fn take_along(&mut self, session: &mut Session) -> Stale {
        if self.at == Chapter::Free {
            return Stale::NOTHING;
        }
        let mut free = self.aside[Chapter::Free as usize].take().unwrap_or_default();
        free.adopt(session);
        self.aside[Chapter::Free as usize] = Some(free);
        self.open(session, Chapter::Free)
    }

    /// Takes an answer to the chapter's question; says whether there is such a one. Once the numbers have answered it, a guess
    /// that was made stays what it was.
    pub fn guess(&mut self, session: &Session, answer: usize) -> bool {
        let there_is = answer < self.row().answers;
        let over = self.seen(self.at).guess.is_some() && self.right(session).is_some();
        if there_is && !over {
            self.seen[self.at as usize].guess = Some(answer);
        }
        there_is
    }

    /// Looks at what is going on, ticks the goals that are reached, and does what the chapter does by itself; returns what is
    /// stale by it.
    pub fn observe(&mut self, session: &mut Session) -> Stale {
        let asked = self.look(session);
        if asked.is_empty() {
            return Stale::NOTHING;
        }
        let stale = asked.into_iter().fold(Stale::NOTHING, |stale, msg| stale | session.update(msg));
        // A run that rests brings no further look.
        self.look(session);
        stale
    }

    /// Ticks the goals that are reached, and tells what the chapter does now.
    fn look(&mut self, session: &Session) -> Vec<Msg> {
        if self.row().goals.is_empty() {
            return Vec::new();
        }
        let status = session.status();
        let seen = &mut self.seen[self.at as usize];
        seen.note(session, &status);
        let mut reached = seen.reached;
        let row = &ROWS[self.at as usize];
        let now = Moment { session, status: &status, seen };
        for (i, holds) in row.goals.iter().enumerate() {
            reached |= u8::from(holds(&now)) << i;
        }
        let asked = (row.conduct)(&now);
        self.unkept |= seen.reached != reached;
        seen.reached = reached;
        asked
    }

    /// The laboratory of the open chapter tells that a goal is reached.
    pub fn reach(&mut self, goal: usize) {
        if goal < self.row().goals.len() {
            let seen = &mut self.seen[self.at as usize];
            self.unkept |= !seen.has_reached(goal);
            seen.reached |= 1 << goal;
        }
    }

    /// The laboratory of the open chapter tells which answer its numbers give to the question.
    pub fn settle_question(&mut self, answer: usize) {
        if answer < self.row().answers {
            self.seen[self.at as usize].told_answer = Some(answer);
        }
    }

    /// Whether a goal has been reached since this was last asked, so that it is to be kept.
    pub fn take_unkept(&mut self) -> bool {
        std::mem::take(&mut self.unkept)
    }

    /// The answer that the numbers give to the chapter's question, once they do.
    pub fn right(&self, session: &Session) -> Option<usize> {
        let (status, seen) = (session.status(), self.seen(self.at));
        (self.row().right)(&Moment { session, status: &status, seen })
    }

    /// The session of free play, which may lie aside.
    pub fn free_play<'a>(&'a self, session: &'a Session) -> &'a Session {
        self.aside[Chapter::Free as usize].as_ref().unwrap_or(session)
    }

    /// The runs of the chapters and their pins as a text: of those that were opened as they are, of the others as they were kept.
    #[inline(never)] // in the second part
    pub fn write_runs(&mut self, session: &Session) -> String {
        let mut text = String::new();
        for chapter in Chapter::ALL {
            let (i, is_open) = (chapter as usize, chapter == self.at);
            let here = if is_open { Some(session) } else { self.aside[i].as_ref().filter(|_| !self.told[i]) };
            if let Some(here) = here {
                self.kept[i] = remembered::write(here, chapter.key(), &settings(chapter), &self.kept[i]);
                self.told[i] = true;
            }
            if !self.kept[i].is_empty() {
                text += &[HEAD, chapter.key(), "\n", &self.kept[i], "\n"].concat();
            }
        }
        text
    }

    /// Takes such a text: free play, which is open, goes on at once, and a chapter when it is opened.
    #[inline(never)] // in the second part
    pub fn read_runs(&mut self, session: &mut Session, text: &str) {
        let mut at = None;
        for line in text.lines() {
            if let Some(key) = line.strip_prefix(HEAD) {
                at = Chapter::read(key);
            } else if let Some(chapter) = at {
                let kept = &mut self.kept[chapter as usize];
                *kept += if kept.is_empty() { "" } else { "\n" };
                *kept += line;
            }
        }
        let Remembered { link, pins } = read_kept(&self.kept[Chapter::Free as usize], Chapter::Free);
        if link.describes(&session.kept()) {
            if link.is_trained() {
                session.train_as(&link);
            }
            remembered::pin(session, &pins);
        }
    }

    /// What was guessed and reached, and where one is, as a text: `at;key=guess,reached;…`.
    pub fn write(&self) -> String {
        let mut text = self.at.key().to_owned();
        for chapter in Chapter::ALL {
            let Seen { guess, reached, .. } = self.seen(chapter);
            let guess = guess.map_or_else(String::new, |guess| guess.to_string());
            text += &[";", chapter.key(), "=", &guess, ",", &reached.to_string()].concat();
        }
        text
    }

    /// Takes what was guessed and reached from such a text, and says where one was. What cannot be read is passed over.
    pub fn read(&mut self, text: &str) -> Option<Chapter> {
        let mut parts = text.split(';');
        let at = parts.next().and_then(Chapter::read);
        for part in parts {
            if let Some((key, told)) = part.split_once('=')
                && let Some(chapter) = Chapter::read(key)
                && let Some((guess, reached)) = told.split_once(',')
            {
                let row = &ROWS[chapter as usize];
                let seen = &mut self.seen[chapter as usize];
                seen.guess = guess.parse().ok().filter(|guess| *guess < row.answers);
                seen.reached = reached.parse().unwrap_or(0) & ((1u8 << row.goals.len()) - 1);
            }
        }
        at
    }
}

/// Before the name of a chapter, in the text of all runs.
const HEAD: &str = "@";

fn read_kept(text: &str, chapter: Chapter) -> Remembered {
    remembered::read(text, &settings(chapter), &begins)
}

/// A chapter as it was left, by what was kept of it.
#[inline(never)] // in the second part
fn left(text: &str, mine: &Settings, chapter: Chapter) -> Session {
    let Remembered { link, pins } = read_kept(text, chapter);
    let (mut session, _) = opened(&link, mine, chapter);
    remembered::pin(&mut session, &pins);
    session
}

/// The settings with which a place begins where these are the defaults, and those of free play without a place; `None` where
/// there is no such chapter.
pub fn begins(place: Option<&str>, defaults: Settings) -> Option<Settings> {
    place.map_or(Some(Chapter::Free), Chapter::read).map(|chapter| settings_from(chapter, defaults))
}

/// The settings with which a chapter begins.
pub fn settings(chapter: Chapter) -> Settings {
    settings_from(chapter, Settings::default())
}

/// The settings with which a chapter begins where these are the defaults.
pub fn settings_from(chapter: Chapter, mut defaults: Settings) -> Settings {
    (ROWS[chapter as usize].start)(&mut defaults);
    defaults
}

/// A chapter at its start.
pub fn begun(chapter: Chapter) -> Session {
    let mut session = Session::new(settings(chapter));
    stage(&mut session, chapter);
    if ROWS[chapter as usize].plays {
        session.update(Msg::Play);
    }
    session
}

/// A session as a link to a chapter describes it, and what of the link is of no use. With a moment or steps of its own it begins
/// where these say, and not where the chapter does.
pub fn opened(link: &Link, mine: &Settings, chapter: Chapter) -> (Session, Unread) {
    let mut session = Session::described(link, mine);
    stage(&mut session, chapter);
    let unread = if link.is_trained() { session.train_as(link) } else { Unread::new() };
    (session, unread)
}

/// A session of a chapter is shown as the chapter shows it.
fn stage(session: &mut Session, chapter: Chapter) {
    for msg in (ROWS[chapter as usize].stage)() {
        session.update(msg);
    }
    // Nobody has changed anything yet.
    session.undo.forget();
}

/// Language and theme are the visitor's, wherever they are.
fn follow_view(session: &mut Session, settings: &Settings) {
    for knob in KNOBS.iter().filter(|knob| knob.effect == Effect::View) {
        if let Ok(change) = parse(knob.key, &(knob.get)(settings)) {
            session.update(Msg::Set(change));
        }
    }
}
