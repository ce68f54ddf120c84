//! This page: its elements, its pictures and its controls, and how they are connected with the session.

mod added;
mod address;
mod announce;
mod app;
mod card;
mod chapters;
mod entry;
mod experiment;
mod form;
mod formulas;
mod frame;
mod hold;
mod home;
mod ids;
mod keep;
mod kept;
mod keys;
mod laboratory;
mod measuring;
mod notices;
mod numbers;
mod others;
mod pictures;
mod pins;
mod point_form;
mod printing;
mod racing;
mod readouts;
mod script;
mod shown;
mod state;
mod strolling;
mod surroundings;
mod table;
mod timeline;
mod timing;
mod transport;
mod turning;
mod words;

use self::app::{Act, App, Shared};
use self::ids::{Id, Page};
use self::state::{Browser, Shown};
use super::kit::canvas::Canvas;
use super::kit::desk::Desk;
use super::kit::listen::listen;
use web_sys::{FileReader, Window};

/// Starts the page.
///
/// # Errors
/// Something that index.html or the browser does not have.
pub fn start(window: Window) -> Result<(), String> {
    let document = window.document().ok_or("no document")?;
    let page = Page::new(document).map_err(|id| ["index.html has no element “", id, "”"].concat())?;
    measuring::set_range(&page);
    let kept = keep::restore(&window, page.get(Id::Message));
    let parts = browser(window.clone()).zip(pictures(&page));
    let (browser, pictures) = parts.ok_or("no canvas, clock or reader of files")?;
    let shared: Shared = Box::leak(Box::new(Desk::new(App::new(browser, page, kept, pictures))));
    let _ = shared.work(|app| install(app, shared));
    script::install(shared, &window);
    Ok(())
}

fn browser(window: Window) -> Option<Browser> {
    let (clock, reader) = (window.performance()?, FileReader::new().ok()?);
    let prefers_dark = window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    Some(Browser { window, clock, prefers_dark, printing: false, reader })
}

fn pictures(page: &Page) -> Option<Vec<Shown>> {
    let mut all = Vec::new();
    for row in pictures::ALL {
        let (place, scroller) = (page.get(row.place).clone(), row.scroller.map(|id| page.get(id).clone()));
        let panel = place.closest(".panel").ok()??;
        let canvas = Canvas::new(page.document(), row.picture, place, scroller)?;
        // Until the browser tells what is in sight, each picture counts as in sight that has room. All words are written at first.
        all.push(Shown { canvas, panel, in_sight: true, panel_in_sight: false, due: true, waits: 0 });
    }
    Some(all)
}

/// Registers every handler.
fn install(app: &mut App, shared: Shared) {
    frame::install(app, shared);
    keep::install(app, shared);
    form::listen::listen_all(&app.page, shared);
    for controls in [address::CONTROLS, transport::CONTROLS, timeline::CONTROLS, table::CONTROLS] {
        listen_at(app, controls, shared);
    }
    table::install(app, shared);
    for row in pictures::ALL {
        listen_at(app, row.in_panel, shared);
        for &(kind, act) in row.on_picture {
            listen(shared, app.page.get(row.place), kind, act);
        }
    }
    form::slides::listen_all(&app.page, shared);
    chapters::listen_all(app, shared);
    shown::listen_all(app, shared);
    card::place(&app.page);
    card::show(&app.page, &app.story);
    surroundings::listen_all(app, shared);
    laboratory::install(app, shared);
    address::install(app, shared); // may open a link, and so a laboratory
    app.redraw();
}

fn listen_at(app: &App, controls: &[(Id, &str, Act)], shared: Shared) {
    for &(id, kind, act) in controls {
        listen(shared, app.page.get(id), kind, act);
    }
}
