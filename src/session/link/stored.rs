//! Settings and the user's own points as they are kept in the browser's storage.
//!
//! What cannot be read is passed over: a key that is not known, a value that is not allowed, a table that is not one. What earlier
//! versions wrote is still read.

use crate::data::{self, Law, Names};
use crate::session::cloud::OwnPoints;
use crate::session::knobs::{self, KNOBS, Word};
use crate::session::settings::{Dataset, Settings};
use crate::session::source::Source;

/// How it is written that the columns have names and x is a date.
const DATED: &str = "dated";

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

/// A line with the word of what they were drawn from, and whether the columns have names of their own; then the points as a table.
pub fn write_points(own: &OwnPoints) -> String {
    let classes = own.source.tells_classes();
    let otherwise = if classes { ("x1", "x2") } else { ("x", "y") };
    let names = own.names.as_ref().map_or(otherwise, |names| (&names.x, &names.y));
    let source = match own.source {
        Source::Table => "",
        other => other.dataset().word(),
    };
    let named = match &own.names {
        None => "",
        Some(names) if names.dated => DATED,
        Some(_) => "named",
    };
    let table = match classes {
        false => data::write(&own.points, names),
        true => data::write_classes(&own.points, names),
    };
    [source, ",", named, "\n", &table].concat()
}

/// The points of a text; `None` where it holds none.
pub fn read_points(text: &str) -> Option<OwnPoints> {
    let (head, table) = text.split_once('\n')?;
    let (source, named) = head.split_once(',')?;
    let source = read_source(source);
    let (points, names) = data::read_back(table, source.tells_classes())?;
    let names = Names { dated: named == DATED, ..Names::of(&names.0, &names.1) };
    Some(OwnPoints { points, names: Some(names).filter(|_| !named.is_empty()), source })
}

/// By its word; a law also by its place in the list, as it was written once.
fn read_source(text: &str) -> Source {
    match Dataset::read(text) {
        Some(Dataset::Law(law)) => Source::Law(law),
        Some(Dataset::Formula) => Source::Formula,
        Some(Dataset::Pattern(pattern)) => Source::Pattern(pattern),
        Some(Dataset::OwnClasses) => Source::ClassTable,
        Some(Dataset::Own) => Source::Table,
        None => {
            let law = text.parse().ok().and_then(|at: usize| Law::ALL.get(at).copied());
            law.map_or(Source::Table, Source::Law)
        }
    }
}

/// What was left of an earlier visit: the settings that fit the points there are, and the points: those of a curve, and samples
/// of two classes.
pub fn read(settings: &str, points: [&str; 2], otherwise: Settings) -> (Settings, Vec<OwnPoints>) {
    let (mut settings, own) = (read_settings(settings, otherwise), points.map(read_points));
    let own: Vec<OwnPoints> = own.into_iter().flatten().collect();
    if settings.dataset.is_own() && !own.iter().any(|own| own.source.own() == settings.dataset) {
        settings.dataset = Settings::default().dataset;
    }
    (settings, own)
}
