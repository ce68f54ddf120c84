//! What survives a reload: the settings, and the user's own points. Whatever cannot be read is passed over.

use crate::data;
use crate::session::knobs::{self, KNOBS, Value, show};
use crate::session::{Dataset, OwnPoints, Session, Settings};
use web_sys::{Storage, Window};

const SETTINGS: &str = "kittengrad.settings";
const POINTS: &str = "kittengrad.points";

fn storage(window: &Window) -> Option<Storage> {
    // A browser may forbid it; then nothing survives, and nothing else breaks.
    window.local_storage().ok().flatten()
}

/// Writes both.
pub fn save(window: &Window, session: &Session) {
    let Some(storage) = storage(window) else { return };
    let mut lines = String::new();
    for knob in KNOBS {
        lines += &[knob.key, "=", &show(&(knob.get)(session.settings())), "\n"].concat();
    }
    let _ = storage.set_item(SETTINGS, &lines);
    let _ = match session.own_points() {
        Some(own) => {
            let names = own.names.as_ref().map_or(("x", "y"), |(x, y)| (x, y));
            let law = own.law.map_or(String::new(), |law| law.to_string());
            let named = if own.names.is_some() { "named" } else { "" };
            storage.set_item(POINTS, &[&law, ",", named, "\n", &data::write(&own.points, names)].concat())
        }
        None => storage.remove_item(POINTS),
    };
}

/// A session as it was left, or a new one.
pub fn restore(window: &Window) -> Session {
    let mut settings = Settings::default();
    // A first visit speaks the browser's language.
    if let Some(code) = window.navigator().language()
        && let Ok(change) = knobs::parse("lang", &Value::Text(code))
    {
        change.apply(&mut settings);
    }
    let storage = storage(window);
    let read = |key: &str| storage.as_ref().and_then(|s| s.get_item(key).ok().flatten());
    for line in read(SETTINGS).unwrap_or_default().lines() {
        if let Some((key, value)) = line.split_once('=')
            && let Ok(change) = knobs::parse(key, &Value::Text(value.to_owned()))
        {
            change.apply(&mut settings);
        }
    }
    let own = read(POINTS).and_then(|text| {
        let (head, table) = text.split_once('\n')?;
        let (law, named) = head.split_once(',')?;
        let table = data::read(table).ok()?;
        Some(OwnPoints {
            points: table.points,
            names: table.names.filter(|_| !named.is_empty()),
            law: law.parse().ok(),
        })
    });
    if own.is_none() && settings.dataset == Dataset::Own {
        settings.dataset = Settings::default().dataset;
    }
    Session::restored(settings, own)
}
