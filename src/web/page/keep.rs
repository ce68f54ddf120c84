//! What survives a reload: the settings, and the user's own points. And what survives what was kept: a start that fails with
//! it is followed by one without.

use super::app::{App, Shared};
use super::state::Keeping;
use super::stored;
use crate::data::decimal;
use crate::session::knobs::{self, LANG, Value};
use crate::session::{Session, Settings};
use crate::web::kit::listen::function;
use crate::web::kit::storage::Store;
use js_sys::Date;
use web_sys::{HtmlElement, Window};

const SETTINGS: &str = "kittengrad.settings";
const POINTS: &str = "kittengrad.points";
/// When a start began that has not yet shown the page.
const STARTING: &str = "kittengrad.starting";
/// What is added to the key of an entry with which the page did not start.
const UNUSABLE: &str = ".unusable";
/// Milliseconds after which a start that has not come to its end has failed. A younger one may be another tab's.
const LONGEST_START: f64 = 10_000.0;
/// Milliseconds after a change at which it is written at the latest, unless something is held.
const LATEST: i32 = 1000;

/// A session as it was left, or a new one. That what was kept could not be used is said by a message.
pub fn restore(window: &Window, message: &HtmlElement) -> (Session, Keeping) {
    let mut settings = Settings::default();
    // A first visit speaks the browser's language.
    if let Some(code) = window.navigator().language()
        && let Ok(change) = knobs::parse(LANG, &Value::Text(code))
    {
        change.apply(&mut settings);
    }
    let (site, tab) = (Store::new(window.local_storage()), Store::new(window.session_storage()));
    let keeping = Keeping { site, tab, unsaved: false, starting: true, call: None, asked: false };
    if has_failed(&keeping) {
        set_aside(&keeping.site, SETTINGS);
        set_aside(&keeping.site, POINTS);
        message.set_hidden(false);
    }
    let (kept, points) = (keeping.site.read(SETTINGS), keeping.site.read(POINTS));
    (stored::session(settings, kept.as_deref(), points.as_deref()), keeping)
}

/// Whether the start before has failed; notes that another has begun.
fn has_failed(Keeping { site, tab, .. }: &Keeping) -> bool {
    let (before, ours) = (site.read(STARTING), tab.read(STARTING));
    let now = Date::now();
    let time = decimal::shortest(now);
    site.write(STARTING, &time);
    tab.write(STARTING, &time);
    let Some(before) = before else { return false };
    let began = decimal::read(&before).unwrap_or(0.0);
    ours.as_ref() == Some(&before) || now - began > LONGEST_START
}

fn set_aside(site: &Store, key: &str) {
    if let Some(text) = site.read(key) {
        site.remove(key);
        site.write(&[key, UNUSABLE].concat(), &text);
    }
}

/// The page is there: what was kept has not kept it from starting. So has a page that nobody waits for any more.
pub fn started(app: &mut App) {
    let keeping = &mut app.keeping;
    if std::mem::take(&mut keeping.starting) {
        keeping.site.remove(STARTING);
        keeping.tab.remove(STARTING);
    }
}

/// Prepares to write after a while. A page that nobody looks at is shown no frame, so its start ends here.
pub fn install(app: &mut App, shared: Shared) {
    app.keeping.call = Some(function(shared, |app, _| {
        app.keeping.asked = false;
        if is_held(app) {
            ask(app);
        } else {
            save(app);
        }
    }));
    if app.page.document().hidden() {
        started(app);
    }
}

fn is_held(app: &App) -> bool {
    !app.hands.held.is_empty() || app.hands.slider.is_some()
}

/// What was changed in this frame is written if the hand has let go of it, and else after a while.
pub fn after_frame(app: &mut App) {
    started(app);
    if !app.keeping.unsaved {
        return;
    }
    if is_held(app) || app.session.is_touched() {
        ask(app);
    } else {
        save(app);
    }
}

fn ask(app: &mut App) {
    let App { keeping, browser, .. } = app;
    if let Some(call) = keeping.call.as_ref().filter(|_| !keeping.asked) {
        let timer = browser.window.set_timeout_with_callback_and_timeout_and_arguments_0(call, LATEST);
        keeping.asked = timer.is_ok();
    }
}

/// Writes what has changed. What one looks back at is not what one has.
pub fn save(app: &mut App) {
    if !app.keeping.unsaved || app.session.looks_back() {
        return;
    }
    app.keeping.unsaved = false;
    let site = &app.keeping.site;
    site.write(SETTINGS, &stored::settings_text(app.session.settings()));
    match stored::points_text(&app.session) {
        Some(text) => site.write(POINTS, &text),
        None => site.remove(POINTS),
    }
}

/// The page is left, or no longer looked at: nothing may come after this, whatever is held.
pub fn leave(app: &mut App) {
    started(app);
    app.settle();
    save(app);
}
