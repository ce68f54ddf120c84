//! What is kept for the next visit: the settings and the user's own points, as any version of the page reads them; the whole work
//! is kept beside them (`kept`). If the page fails to start with it, the next start does without.

use super::app::{App, Shared};
use super::state::{Keeping, Work};
use super::{kept, notices};
use crate::data::decimal;
use crate::session::knobs::{self, Effect, LANG, Value};
use crate::session::story::{Chapter, Story};
use crate::session::{Session, Settings, Stale, link};
use crate::web::kit::address::fragment;
use crate::web::kit::listen::function;
use crate::web::kit::storage::Store;
use js_sys::Date;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, Storage, Window};

/// The fragment of an address that asks for a page as on the first day, for the next pupil.
pub const NEW: &str = "new";
/// What an address that opens a chapter has before the chapter's key.
const AT: &str = "at=";
/// With this each of our entries begins.
const OURS: &str = "kittengrad.";
const SETTINGS: &str = "kittengrad.settings";
const POINTS: &str = "kittengrad.points";
const SAMPLES: &str = "kittengrad.samples";
const STORY: &str = "kittengrad.story";
/// What is kept of the work, as any version of the page reads it.
const TEXTS: [&str; 4] = [SETTINGS, POINTS, SAMPLES, STORY];
/// The time at which a start began that has not finished yet.
const STARTING: &str = "kittengrad.starting";
/// Added to the key of an entry that was set aside because the page failed to start with it.
const UNUSABLE: &str = ".unusable";
/// What www/boot.js marks the page with once the second part of the program is there.
const WHOLE: &str = "data-whole";
/// A start that has not finished after this many milliseconds has failed. A younger one may be going on in another tab.
const LONGEST_START: f64 = 10_000.0;
/// A change is written after this many milliseconds at the latest, unless something is held.
const LATEST: i32 = 1000;

/// The session as it was left, or a new one, and where one was. If the last start failed, what was kept is set aside and the
/// message is shown. A first visit begins with the line.
pub fn restore(window: &Window, message: &HtmlElement) -> (Story, Session, Keeping) {
    let settings = first_settings(window);
    let embedded = is_embedded(window);
    let store =
        |of: fn(&Window) -> Result<Option<Storage>, JsValue>| Store::new(if embedded { Ok(None) } else { of(window) });
    let (site, tab) = (store(Window::local_storage), store(Window::session_storage));
    // Nobody expects of a frame in somebody else's page that it keeps anything.
    let (work, call) = (Work { is_full: embedded, ..Work::default() }, None);
    let mut keeping = Keeping { site, tab, unsaved: false, moved: false, work, starting: true, call, asked: false };
    if fragment(window) == NEW {
        forget(&mut keeping);
    }
    let has_any = keeping.site.has_any();
    if has_failed(&keeping) {
        TEXTS.iter().for_each(|key| set_aside(&keeping.site, key));
        kept::set_aside(&mut keeping);
        message.set_hidden(false);
    }
    let mut texts = TEXTS.map(|key| keeping.site.read(key).unwrap_or_default());
    if has_any {
        kept::find(&mut keeping, &mut texts);
    }
    let [kept, points, samples, told] = &texts;
    let (settings, own) = link::read(kept, [points, samples], settings);
    let (mut session, mut story) = (Session::restored(settings, own), Story::default());
    let last = story.read(told).unwrap_or(if kept.is_empty() { Chapter::Line } else { Chapter::Free });
    if !keeping.work.texts[4].is_empty() {
        story.read_runs(&mut session, &keeping.work.texts[4]);
    }
    story.open(&mut session, wanted(window).unwrap_or(last));
    (story, session, keeping)
}

/// Whether the page stands in a frame of somebody else's, where nothing is kept: www/boot.js marks it so.
fn is_embedded(window: &Window) -> bool {
    let root = window.document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-embed"))
}

/// The chapter that the address asks for.
fn wanted(window: &Window) -> Option<Chapter> {
    fragment(window).split('&').find_map(|part| part.strip_prefix(AT)).and_then(Chapter::read)
}

/// The settings of a first visit, which speaks the browser's language.
pub fn first_settings(window: &Window) -> Settings {
    let mut settings = Settings::default();
    if let Some(code) = window.navigator().language()
        && let Ok(change) = knobs::parse(LANG, &Value::Text(code))
    {
        change.apply(&mut settings);
    }
    settings
}

/// Forgets everything that was ever kept here.
pub fn forget(keeping: &mut Keeping) {
    keeping.work = Work::default();
    keeping.site.clear(OURS);
    keeping.tab.clear(OURS);
}

/// Whether the last start failed. Notes that another one has begun.
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

/// The start has succeeded, or nobody waits for it any more.
pub fn started(app: &mut App) {
    let keeping = &mut app.keeping;
    if std::mem::take(&mut keeping.starting) {
        keeping.site.remove(STARTING);
        keeping.tab.remove(STARTING);
    }
}

/// Prepares the timer that writes. A hidden page gets no frame that could end its start, so it ends here.
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
    let work = &app.keeping.work;
    app.keeping.unsaved |= work.is_missing;
    if !work.to_tell.is_empty() {
        notices::tell_all(app);
    }
}

/// Whether something is held.
pub fn is_held(app: &App) -> bool {
    !app.hands.held.is_empty() || app.hands.slider.is_some()
}

/// Ends the start with its first frame. Writes what has changed once it has been let go of, or else sets the timer, which a run
/// that goes on needs too.
pub fn after_frame(app: &mut App, stale: Stale) {
    started(app);
    app.keeping.unsaved |= app.story.take_unkept();
    app.keeping.moved |= stale.has(Stale::LOSSES | Stale::FIT);
    if app.keeping.unsaved && !is_held(app) && !app.session.is_touched() {
        save(app);
    } else if app.keeping.unsaved || app.keeping.moved {
        ask(app);
    }
}

fn ask(app: &mut App) {
    let App { keeping, browser, .. } = app;
    if let Some(call) = keeping.call.as_ref().filter(|_| !keeping.asked) {
        let timer = browser.window.set_timeout_with_callback_and_timeout_and_arguments_0(call, LATEST);
        keeping.asked = timer.is_ok();
    }
}

/// Writes what has changed.
pub fn save(app: &mut App) {
    let unsaved = std::mem::take(&mut app.keeping.unsaved);
    // What has only gone on is kept by the second part of the program, which may not be there yet.
    let whole = app.page.root().has_attribute(WHOLE);
    if !(unsaved || std::mem::take(&mut app.keeping.moved) && whole) {
        return;
    }
    let texts = texts(app);
    if whole && !kept::write(app, &texts, unsaved) {
        return;
    }
    for (key, text) in TEXTS.iter().zip(&texts) {
        app.keeping.site.put(key, text);
    }
}

/// What is to be kept, but for the runs.
fn texts(app: &App) -> [String; 4] {
    // The visitor's own work stays what it is while that of a link is shown.
    let shown = app.address.mine.as_ref().map_or(&app.session, |(mine, _)| mine);
    let (mut settings, own) = app.story.free_play(shown).kept();
    // Language and theme are those of wherever one is.
    settings = knobs::with_knobs(app.session.settings(), &[Effect::View], settings);
    let [points, samples] = [false, true].map(|classes| {
        let own = own.iter().find(|own| own.source.tells_classes() == classes);
        own.map_or_else(String::new, link::write_points)
    });
    [link::write_settings(&settings), points, samples, app.story.write()]
}

/// The page is being left or hidden. Nothing may come after this, so it is written even while something is held.
pub fn leave(app: &mut App) {
    started(app);
    app.settle();
    if !app.keeping.work.last.is_empty() {
        kept::missed(app);
    }
    save(app);
}
