//! Settings and the user's own points as they are kept in the browser's storage.
//!
//! What cannot be read is passed over: a key that is not known, a value that is not allowed, a table that is not one. What earlier
//! versions wrote is still read.

use crate::data::{self, Law};
use crate::session::knobs::{self, KNOBS, Word};
use crate::session::points::OwnPoints;
use crate::session::settings::{Dataset, Settings};

/// One line a knob, `key=value`.
pub fn write_settings(settings: &Settings) -> String {
    let mut lines = String::new();
    for knob in KNOBS {
        lines += &[knob.key, "=", &knobs::show(&(knob.get)(settings)), "\n"].concat();
    }
    lines
}

/// The settings of a text; where it says nothing, those of `otherwise`.
pub fn read_settings(text: &str, otherwise: Settings) -> Settings {
    let mut settings = otherwise;
    for line in text.lines() {
        if let Some((key, value)) = line.split_once('=')
            && let Some(change) = knobs::read(key, value)
        {
            change.apply(&mut settings);
        }
    }
    settings
}

/// A line with the word of the law, and whether the columns have names of their own; then the points as a table.
pub fn write_points(own: &OwnPoints) -> String {
    let names = own.names.as_ref().map_or(("x", "y"), |(x, y)| (x, y));
    let law = own.law.map_or("", |law| Dataset::Law(law).word());
    let named = if own.names.is_some() { "named" } else { "" };
    [law, ",", named, "\n", &data::write(&own.points, names)].concat()
}

/// The points of a text; `None` where it holds none.
pub fn read_points(text: &str) -> Option<OwnPoints> {
    let (head, table) = text.split_once('\n')?;
    let (law, named) = head.split_once(',')?;
    let table = data::read(table).ok()?;
    Some(OwnPoints { points: table.points, names: table.names.filter(|_| !named.is_empty()), law: read_law(law) })
}

/// By its word, or by its place in the list, as it was written once.
fn read_law(text: &str) -> Option<Law> {
    match Dataset::read(text) {
        Some(Dataset::Law(law)) => Some(law),
        Some(Dataset::Own) => None,
        None => text.parse().ok().and_then(|at: usize| Law::ALL.get(at).copied()),
    }
}

/// What was left of an earlier visit: the settings that fit the points there are, and the points.
pub fn read(settings: &str, points: &str, otherwise: Settings) -> (Settings, Option<OwnPoints>) {
    let (mut settings, own) = (read_settings(settings, otherwise), read_points(points));
    if own.is_none() && settings.dataset == Dataset::Own {
        settings.dataset = Settings::default().dataset;
    }
    (settings, own)
}
