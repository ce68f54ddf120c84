//! What survives a reload: the settings, and the user's own points. Whatever cannot be read is passed over.

use crate::session::knobs::{self, Value};
use crate::session::{Session, Settings, link};
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
    let _ = storage.set_item(SETTINGS, &link::write_settings(session.settings()));
    let _ = match session.own_points() {
        Some(own) => storage.set_item(POINTS, &link::write_points(&own)),
        None => storage.remove_item(POINTS),
    };
}

/// A session as it was left, or a new one.
pub fn restore(window: &Window) -> Session {
    let mut first = Settings::default();
    // A first visit speaks the browser's language.
    if let Some(code) = window.navigator().language()
        && let Ok(change) = knobs::parse("lang", &Value::Text(code))
    {
        change.apply(&mut first);
    }
    let storage = storage(window);
    let read = |key: &str| storage.as_ref().and_then(|s| s.get_item(key).ok().flatten()).unwrap_or_default();
    let (settings, own) = link::read(&read(SETTINGS), &read(POINTS), first);
    Session::restored(settings, own)
}
