//! A run and its pins as lines of text, for the next visit: the run as its link, from which it is trained again, and each pin as a
//! link of its very moment.

use super::link::Link;
use super::{Session, Settings, carry};

/// A longer line is not kept; of a run then only where it begins.
const LONGEST: usize = 300_000;

/// What a text has told.
pub struct Remembered {
    /// The run.
    pub link: Link,
    /// The pins, each with its letter's number.
    pub pins: Vec<(usize, Link)>,
}

/// The run and its pins; empty where nothing has been done yet. `before` is what was written of them last, `defaults` are the
/// settings with which the place begins.
pub fn write(session: &Session, place: &str, defaults: &Settings, before: &str) -> String {
    if session.looks_back() {
        // Looking ends nothing: what was written last is the end of the run.
        return before.to_owned();
    }
    let mut link = session.link(Some(place.to_owned()));
    if let Some((_, to)) = session.replay() {
        link.step = to;
    }
    let mut text = link.write(defaults);
    if text.len() > LONGEST {
        text = Link { moment: None, step: 0, ..link }.write(defaults);
    }
    let has_pins = !session.pins.all().is_empty();
    if !has_pins && !text.contains('&') {
        return String::new();
    }
    for pin in session.pins.all().iter() {
        let (board, (moment, step)) = (pin.run().context(), carry::pack_aside(pin.run()));
        let settings = board.settings.clone();
        let points = if settings.dataset.is_own() { board.points.own_points(&settings) } else { None };
        let line = Link { place: None, settings, points, moment, step }.write(defaults);
        if line.len() <= LONGEST {
            text += &["\n", &pin.letter().to_string(), " ", &line].concat();
        }
    }
    text
}

/// Reads what `write` has written; `begins` is as for `Link::read`, but for the pins, which name no place.
pub fn read(
    text: &str,
    defaults: &Settings,
    begins: &dyn Fn(Option<&str>, Settings) -> Option<Settings>,
) -> Remembered {
    let (run, pins) = text.split_once('\n').unwrap_or((text, ""));
    let pin = |line: &str| {
        let (letter, line) = line.split_once(' ')?;
        let (link, unread) = Link::read(line, &|_, _| Some(defaults.clone()));
        unread.is_empty().then_some((letter.parse().ok()?, link))
    };
    Remembered { link: Link::read(run, begins).0, pins: pins.lines().filter_map(pin).collect() }
}

/// Pins again what was pinned.
pub fn pin(session: &mut Session, pins: &[(usize, Link)]) {
    for (letter, link) in pins {
        let mut then = Session::described(link, session.settings());
        let is_free = *letter < super::MOST_PINS && session.pins.all().iter().all(|pin| pin.letter() != *letter);
        if is_free && then.train_as(link).is_empty() {
            session.pins.add(*letter, then.run.put_aside());
        }
    }
    session.pins.drop_strangers(session.board.points.source());
}
