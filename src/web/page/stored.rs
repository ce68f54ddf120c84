//! Settings and points as the texts that are kept from one visit to the next. Whatever cannot be read is passed over.

use crate::data;
use crate::session::knobs::{self, KNOBS, Value, show};
use crate::session::{Dataset, OwnPoints, Session, Settings};

/// The settings, a line for each knob.
pub fn settings_text(settings: &Settings) -> String {
    let mut lines = String::new();
    for knob in KNOBS {
        lines += &[knob.key, "=", &show(&(knob.get)(settings)), "\n"].concat();
    }
    lines
}

/// The user's own points, if there are any.
pub fn points_text(session: &Session) -> Option<String> {
    let own = session.own_points()?;
    let names = own.names.as_ref().map_or(("x", "y"), |(x, y)| (x, y));
    let law = own.law.map_or(String::new(), |law| law.to_string());
    let named = if own.names.is_some() { "named" } else { "" };
    Some([&law, ",", named, "\n", &data::write(&own.points, names)].concat())
}

/// A session as it was left, by the texts that were kept, or a new one with these settings.
pub fn session(mut settings: Settings, kept: Option<&str>, points: Option<&str>) -> Session {
    for line in kept.unwrap_or_default().lines() {
        if let Some((key, value)) = line.split_once('=')
            && let Ok(change) = knobs::parse(key, &Value::Text(value.to_owned()))
        {
            change.apply(&mut settings);
        }
    }
    let own = points.and_then(own_points);
    if own.is_none() && settings.dataset == Dataset::Own {
        settings.dataset = Settings::default().dataset;
    }
    Session::restored(settings, own)
}

fn own_points(text: &str) -> Option<OwnPoints> {
    let (head, table) = text.split_once('\n')?;
    let (law, named) = head.split_once(',')?;
    let table = data::read(table).ok()?;
    Some(OwnPoints { points: table.points, names: table.names.filter(|_| !named.is_empty()), law: law.parse().ok() })
}
