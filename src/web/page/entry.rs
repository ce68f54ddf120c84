//! What stands in the address: the link of what is shown, as an entry of the browser's history.

use super::app::App;
use crate::session::story::{self, Chapter};
use crate::session::{Link, Session};
use crate::web::kit::address as kit;

/// The entry in which the tab keeps the address of the visitor's own work.
pub const OWN: &str = "kittengrad.address";
/// A longer link stands in no address by itself; it can be given away.
const LONGEST: usize = 60_000;

/// The link of a session in a chapter, as it stands behind the #.
pub fn fragment(session: &Session, at: Chapter) -> String {
    session.link(Some(at.key().to_owned())).write(&story::settings(at))
}

/// The whole address of what is shown.
pub fn link(app: &App) -> String {
    kit::whole(&app.browser.window, &fragment(&app.session, app.story.at()))
}

/// The address takes over what is shown. Where somebody has gone back, or has pasted one, the browser is there before it tells: then
/// the address is that of another entry, which is about to be opened and must not be written over.
pub fn write(app: &mut App) {
    if kit::fragment(&app.browser.window) != app.address.seen {
        return;
    }
    app.address.due = false;
    let text = in_address(app);
    if !app.address.is_guest() {
        app.keeping.tab.write(OWN, &text);
    }
    if kit::fragment(&app.browser.window) != text {
        go(app, &text, false);
    }
}

/// Something else was opened: a further entry of the browser's history.
pub fn push(app: &mut App) {
    app.address.due = false;
    go(app, &in_address(app), true);
}

/// Another fragment. What the browser makes of it is read back.
pub fn go(app: &mut App, text: &str, further: bool) {
    kit::go(&app.browser.window, text, further);
    app.address.seen = kit::fragment(&app.browser.window);
}

/// What stands in the address. Of a run whose moment would take too much room there, knobs and points stand in it.
pub fn in_address(app: &App) -> String {
    let at = app.story.at();
    if app.session.looks_back() {
        // Looking ends nothing: what is loaded anew is the end of the run.
        let (settings, own) = app.session.kept();
        let points = own.into_iter().find(|own| own.source.own() == settings.dataset);
        let place = Some(at.key().to_owned());
        return Link { points, ..Link::to(place, settings) }.write(&story::settings(at));
    }
    let text = fragment(&app.session, at);
    if text.len() <= LONGEST {
        return text;
    }
    let link = app.session.link(Some(at.key().to_owned()));
    let start = Link { moment: None, step: 0, ..link }.write(&story::settings(at));
    if start.len() <= LONGEST { start } else { String::new() }
}
