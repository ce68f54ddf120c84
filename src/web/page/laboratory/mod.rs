//! Laboratories: a chapter's own module, fetched when the chapter is opened. What the hand does is brought to it, and what it draws
//! and tells is shown; the page knows nothing of what it is about.
//!
//! Its place in index.html is an element with `data-lab`; its own piece of the page has pictures (`data-picture`), controls
//! (`data-act`) and things that it writes (`data-role`).

pub mod ask;
mod hands;
mod load;
mod show;

pub use self::load::arrived;

use super::app::{App, Shared};
use crate::lab::{Message, WORDS, Work};
use crate::text::Lang;
use crate::web::kit::elements::unit;
use crate::web::kit::listen::{around, listen};

/// While it works, words are written every so many frames: nobody reads faster.
const READABLE: u32 = 5;
/// Milliseconds for a picture; one that takes n times as long skips n frames while it works.
const PICTURE_BUDGET: f64 = 4.0;
/// A frame that comes later than this many milliseconds after the one before it is not made up for: nobody has seen a still page.
const LONGEST_FRAME: f64 = 100.0;

/// Makes the functions that the browser calls when a module has come, or has not.
pub fn install(app: &mut App, shared: Shared) {
    app.lab.calls = load::calls(shared);
    listen(shared, app.page.document(), "click", |app, event| {
        if around(event, "[data-lab] > * > [data-role=again]").is_some() {
            load::fetch(app);
        }
    });
    if app.story.at().is_in_a_laboratory() {
        arrived(app);
    }
}

/// Works within the frame's budget, then writes and draws; whether a further frame is wanted.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn go_on(app: &mut App, begin: f64) -> bool {
    if app.lab.open_module().is_none() {
        return false;
    }
    let (lang, dark) = (app.session.settings().lang, app.is_dark());
    if app.lab.looks.replace((lang, dark)) != Some((lang, dark)) {
        ask::hear(app, Message::Chinese(lang == Lang::ZhHans));
        app.lab.redraw();
    }
    let busy = work(app, begin);
    app.frame.turn.stepped(app.browser.clock.now());
    let App { lab, .. } = app;
    // A module that has panicked answers nothing any more; the page goes on.
    let Some(stale) = lab.open_module().and_then(|module| module.stale()) else {
        load::broke(app);
        return false;
    };
    lab.unwritten |= stale & WORDS != 0;
    for (picture, shown) in lab.pictures.iter_mut().enumerate() {
        shown.due |= stale >> picture & 1 == 1;
    }
    lab.since_written += 1;
    if lab.unwritten && (!busy || lab.since_written >= READABLE) {
        (lab.unwritten, lab.since_written) = (false, 0);
        show::tell(app);
    }
    draw(app, busy);
    busy || app.lab.unwritten || app.lab.pictures.iter().any(|shown| shown.due && shown.board.has_room())
}

/// Draws every picture at once, as printing needs it.
#[inline(never)] // in the second part
pub fn draw_everything(app: &mut App) {
    app.lab.pictures.iter_mut().for_each(|shown| shown.due = true);
    draw(app, false);
}

/// Does what is due, as far as the frame has room for it.
fn work(app: &mut App, begin: f64) -> bool {
    let App { lab, frame, browser, .. } = app;
    let since = (begin - std::mem::replace(&mut lab.last, begin)).clamp(0.0, LONGEST_FRAME);
    let budget = frame.turn.for_training();
    let Some(module) = lab.open_module() else { return false };
    let _ = module.pass(since);
    loop {
        match module.work().unwrap_or(Work::Rests) {
            Work::Rests => return false,
            Work::Waits => return true,
            Work::Goes if browser.clock.now() - begin > budget => return true,
            Work::Goes => {}
        }
    }
}

/// Draws the pictures that are stale and have room.
fn draw(app: &mut App, busy: bool) {
    let (ratio, dark) = (app.sharpness(), app.is_dark());
    if std::mem::take(&mut app.lab.unmeasured) {
        let unit = unit(&app.browser.window, app.page.root());
        for shown in &mut app.lab.pictures {
            shown.due |= shown.board.measure(unit);
        }
    }
    let App { lab, browser, .. } = app;
    let (Some(module), pictures) = lab.parts() else { return };
    for (picture, shown) in pictures.iter_mut().enumerate() {
        if !(shown.due && shown.board.has_room()) {
            continue;
        }
        if busy && shown.waits > 0 {
            shown.waits -= 1;
            continue;
        }
        let begin = browser.clock.now();
        if let Some(sketch) = module.draw(picture, shown.board.size()) {
            shown.board.draw(&sketch, ratio, dark);
        }
        shown.waits = ((browser.clock.now() - begin) / PICTURE_BUDGET).min(8.0) as u32;
        shown.due = false;
    }
}
