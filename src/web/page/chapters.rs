//! The chapters: how one is opened, what is shown in it, and the words that stand beside its picture.

use super::announce;
use super::app::{App, Shared};
use super::card;
use super::entry;
use super::ids::{Id, Page};
use super::laboratory;
use super::words;
use crate::data::decimal::fixed;
use crate::session::story::{Chapter, Story};
use crate::session::{Session, Stale, Status};
use crate::text::Lang;
use crate::text::number::grouped;
use crate::text::story::{Mark, headline, parameters_of, rice, ruler, share_of_scale};
use crate::web::kit::elements::{flag, set, style};
use crate::web::kit::listen::{around, listen};
use crate::web::kit::rows::{rows, write as write_part};
use crate::web::page::pictures;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// Listens at the whole document, since chapters can be opened from several places.
pub fn listen_all(app: &App, shared: Shared) {
    let document = app.page.document();
    listen(shared, document, "click", pressed);
    listen(shared, document, "keydown", |app, event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        if event.key() == "Escape" {
            unfold(&app.page, false);
        }
    });
    listen(shared, app.page.get(Id::ChapterMenu), "click", |app, _| {
        let menu = app.page.get(Id::ChapterMenu);
        unfold(&app.page, menu.get_attribute("aria-expanded").as_deref() != Some("true"));
    });
}

/// A click anywhere: on what leads to a chapter, or on an answer.
fn pressed(app: &mut App, event: &Event) {
    if let Some(way) = around(event, "[data-open]") {
        let to = way.get_attribute("data-open").and_then(|key| Chapter::read(&key));
        if let Some(to) = to.filter(|_| is_plain(event)) {
            event.prevent_default();
            open(app, to);
        }
    } else if let Some(answer) = around(event, "body [data-guess]") {
        if let Some(answer) = answer.get_attribute("data-guess").and_then(|n| n.parse().ok()) {
            guess(app, answer);
        }
    } else if around(event, "[data-along]").is_some() {
        app.settle();
        let stale = app.story.take_along(&mut app.session);
        arrived(app, stale);
        entry::push(app);
    }
}

/// Whether a click is not meant to open a new tab or window.
fn is_plain(event: &Event) -> bool {
    let event: &web_sys::MouseEvent = event.unchecked_ref();
    !(event.ctrl_key() || event.meta_key() || event.shift_key()) && event.button() == 0
}

/// Opens a chapter, as a new entry of the browser's history.
pub fn open(app: &mut App, to: Chapter) {
    unfold(&app.page, false);
    if to != app.story.at() {
        go(app, to);
        entry::push(app);
    }
}

/// Opens a chapter, wherever the browser's history is.
pub fn go(app: &mut App, to: Chapter) {
    app.settle();
    let stale = app.story.open(&mut app.session, to);
    arrived(app, stale);
}

/// Another chapter is open: all is shown as it is there, from the top.
fn arrived(app: &mut App, stale: Stale) {
    if !stale.is_anything() {
        return;
    }
    card::show(&app.page, &app.story);
    app.frame.stale |= stale;
    app.keeping.unsaved = true;
    app.browser.window.scroll_to_with_x_and_y(0.0, 0.0);
    app.frame.stale |= app.story.observe(&mut app.session);
    app.redraw();
    if app.story.at().is_in_a_laboratory() || app.lab.open {
        laboratory::arrived(app);
    } else {
        announce::verdict(app);
    }
}

/// Takes an answer to the chapter's question; says whether there is such a one.
pub fn guess(app: &mut App, answer: usize) -> bool {
    app.settle();
    let taken = app.story.guess(&app.session, answer);
    app.story.observe(&mut app.session);
    app.keeping.unsaved = true;
    app.frame.stale |= Stale::ALL;
    app.ask_frame();
    taken
}

fn unfold(page: &Page, open: bool) {
    flag(page.get(Id::ChapterMenu), "aria-expanded", open);
}

/// Writes the sentence over the picture, and what was guessed and reached.
pub fn write(page: &Page, story: &Story, session: &Session, status: &Status) {
    // A laboratory has words of its own.
    if !story.at().is_in_a_laboratory() {
        let (headline, tone, mood) = headline(story, session, status);
        page.mark("data-verdict", tone.word());
        page.mark("data-mood", mood.word());
        page.write_line([
            (Id::VerdictBefore, headline.before),
            (Id::VerdictNumber, headline.number),
            (Id::VerdictAfter, headline.after),
        ]);
        page.write(Id::VerdictBeside, headline.beside);
        page.mark("data-state", words::state(status.state));
    }
    card::write(page, story, session);
    if story.at() == Chapter::Map {
        write_own(page, story.free_play(session), session.settings().lang);
    }
    if matches!(story.at(), Chapter::Neuron | Chapter::Layers) {
        pictures::sum::write_controls(page, session);
    }
    if story.at() == Chapter::Line {
        write_ruler(page, &ruler(story, session));
    }
}

/// How many parameters the network of free play has, on the scale of the great ones.
fn write_own(page: &Page, free: &Session, lang: Lang) {
    let parameters = parameters_of(&free.settings().layers);
    page.write(Id::OwnParameters, grouped(parameters));
    page.write(Id::OwnRice, rice(parameters, lang));
    style(page.get(Id::OwnMark), "--at", &(fixed(100.0 * share_of_scale(parameters), 1) + "%"));
}

/// What was tried, on a ruler.
fn write_ruler(page: &Page, marks: &[Mark]) {
    let places = rows(page.get(Id::Ruler), page.get(Id::RulerMark), marks.len());
    for (mark, place) in marks.iter().zip(places) {
        set(&place, "data-whose", mark.whose.word());
        style(place.unchecked_ref(), "--at", &(fixed(100.0 * mark.at, 1) + "%"));
        write_part(&place, "name", &mark.name);
    }
}
