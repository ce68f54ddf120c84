//! The link of the session in the address: opened at the start and when another one is pasted, followed quietly, given away.
//!
//! A link never overwrites the visitor's own work: while one is shown nothing is written to the storage, and the own session waits.

use super::app::{Act, App, Shared};
use super::card;
use super::chapters;
use super::entry::{self, OWN, fragment, link, write};
use super::ids::{Id, Page};
use super::keep::{self, NEW};
use super::laboratory;
use super::state::{Address, Given};
use crate::session::knobs::{self, KNOBS, is_shared};
use crate::session::story::{self, Chapter, Story};
use crate::session::{Link, Msg, Session, Stale, State};
use crate::text::sentences;
use crate::web::kit::address as kit;
use crate::web::kit::listen::{function, listen};
use web_sys::Event;

/// The entry in which the tab keeps, as it is left, the name of the history's entry and the address that it should have: a page
/// that is being loaded anew changes its address no more, whether it knows of that yet or not.
const LATE: &str = "kittengrad.late";
/// The address follows after this many milliseconds of rest.
const REST: i32 = 400;

/// Where each control is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::Share, "click", share),
    (Id::LinkBack, "click", |app, _| back_to_mine(app, true)),
    (Id::LinkKeep, "click", keep_linked),
    (Id::LinkStop, "click", |app, _| app.act_now(Msg::Pause)),
    (Id::LinkClose, "click", close),
];

/// The chapter to which a link leads.
fn chapter(link: &Link) -> Chapter {
    link.place.as_deref().and_then(Chapter::read).unwrap_or(Chapter::Free)
}

/// Prepares the timer, listens, and opens the link with which the page was called.
pub fn install(app: &mut App, shared: Shared) {
    app.address.call = Some(function(shared, |app, _| {
        app.address.asked = false;
        if keep::is_held(app) || app.session.steps_to_go().is_some() {
            ask(app);
        } else if app.session.state() != State::Running {
            write(app);
        }
    }));
    let told: [Act; 3] = [|app, _| give(app, Given::Copied), |app, _| give(app, Given::Refused), |_, _| ()];
    app.address.told = Some(told.map(|act| function(shared, act)));
    listen(shared, &app.browser.window, "hashchange", |app, _| follow(app));
    app.address.seen = kit::fragment(&app.browser.window);
    // If the last start failed, it may have been because of the link.
    if app.page.get(Id::Message).hidden() {
        begin(app);
    }
}

/// The fragment is another one: reached by Back or Forward, or pasted.
fn follow(app: &mut App) {
    let text = kit::fragment(&app.browser.window);
    app.address.seen.clone_from(&text);
    let to = chapter(&Link::read(&text, &story::begins).0);
    app.settle();
    if text == NEW {
        begin_anew(app);
    } else if app.keeping.tab.read(OWN).as_ref() == Some(&text) || text.is_empty() {
        back_to_mine(app, false);
        chapters::go(app, to);
    } else if is_bare(&text) || kit::is_ours(&app.browser.window) && to != app.story.at() {
        chapters::go(app, to);
    } else if app.page.document().get_element_by_id(&text).is_none() {
        open(app, &text);
    }
}

/// The page was loaded anew, or with a link. What has the knobs and points that are kept is the visitor's own work, and the run
/// goes on from its step.
fn begin(app: &mut App) {
    let text = arrived(app);
    app.address.seen = kit::fragment(&app.browser.window);
    if text == NEW {
        begin_anew(app);
    } else if is_bare(&text) {
        write(app);
    } else if app.keeping.work.is_own && app.keeping.tab.read(OWN).as_ref() == Some(&text) {
        // The visitor's own work, of which more is kept than the address says.
        app.story.open(&mut app.session, chapter(&Link::read(&text, &story::begins).0));
        show(app);
        write(app);
    } else if !text.is_empty() && app.page.document().get_element_by_id(&text).is_none() {
        let (link, unread) = Link::read(&text, &story::begins);
        app.story.open(&mut app.session, chapter(&link));
        if !unread.is_empty() || !link.describes(&app.session.kept()) {
            open(app, &text);
        } else if link.is_trained() {
            app.address.unread = app.session.train_as(&link);
            show(app);
        }
    }
    // The entry of the history with which the page was called is one of ours from now on.
    let text = kit::fragment(&app.browser.window);
    let text = if text.is_empty() { entry::in_address(app) } else { text };
    entry::go(app, &text, false);
}

/// What the page was called with; after a reload what it should have been called with.
fn arrived(app: &App) -> String {
    let window = &app.browser.window;
    let late = app.keeping.tab.read(LATE).unwrap_or_default();
    app.keeping.tab.remove(LATE);
    match late.split_once('\n') {
        // A browser may lose the entry's name where its address is written while it is being loaded anew.
        Some((name, wanted)) if kit::is_reloaded(window) || kit::name(window).as_deref() == Some(name) => {
            kit::go(window, wanted, false);
            wanted.to_owned()
        }
        Some(_) | None => kit::fragment(window),
    }
}

/// Whether an address names a chapter and nothing else: then the visitor's own work is meant.
fn is_bare(text: &str) -> bool {
    text.strip_prefix("at=").and_then(Chapter::read).is_some()
}

fn open(app: &mut App, text: &str) {
    let (link, mut unread) = Link::read(text, &story::begins);
    let at = chapter(&link);
    app.story.open(&mut app.session, at);
    let (session, more) = story::opened(&link, app.session.settings(), at);
    unread.extend(more);
    let before = std::mem::replace(&mut app.session, session);
    let has_work = fragment(&before, at) != fragment(&story::begun(at), at);
    if has_work && !link.describes(&before.kept()) && !app.address.is_guest() {
        app.address.mine = Some((before, at));
    }
    app.address.unread = unread;
    app.address.closed = false;
    app.address.given = Given::Not;
    show(app);
}

/// Another session is shown than before.
fn show(app: &mut App) {
    (app.form.shown, app.form.worded) = (None, None);
    app.hands = Default::default();
    app.frame.stale = Stale::ALL;
    app.keeping.unsaved = !app.address.is_guest();
    card::show(&app.page, &app.story);
    app.redraw();
    if app.story.at().is_in_a_laboratory() || app.lab.open {
        laboratory::arrived(app);
    }
}

/// The visitor's own session again. `further`: Back leads to the link once more.
fn back_to_mine(app: &mut App, further: bool) {
    app.settle();
    let Some((mut mine, at)) = app.address.mine.take() else { return };
    app.story.open(&mut app.session, at);
    // Language, theme and pace are the reader's, whatever is shown.
    let mut changes = Vec::new();
    for knob in KNOBS.iter().filter(|knob| !is_shared(knob)) {
        changes.extend(knobs::parse(knob.key, &(knob.get)(app.session.settings())));
    }
    for change in changes {
        mine.update(Msg::Set(change));
    }
    app.session = mine;
    app.address.unread.clear();
    app.address.given = Given::Not;
    show(app);
    if further {
        entry::push(app);
    }
    write(app);
}

/// What the link has brought is the visitor's own from now on.
fn keep_linked(app: &mut App, _: &Event) {
    app.address.mine = None;
    app.keeping.unsaved = true;
    write(app);
    app.frame.stale |= Stale::FORM;
    app.ask_frame();
}

/// For the next pupil: nothing is left of what was.
fn begin_anew(app: &mut App) {
    keep::forget(&mut app.keeping);
    app.session = Session::new(keep::first_settings(&app.browser.window));
    app.story = Story::default();
    app.story.open(&mut app.session, Chapter::Line);
    app.address.mine = None;
    app.address.unread.clear();
    app.address.given = Given::Not;
    show(app);
    app.keeping.unsaved = false;
    write(app);
    if app.lab.module.is_some() {
        // It has a memory of its own, with what was drawn in it.
        let _ = app.browser.window.location().reload();
    }
}

/// After a frame: where something has changed, the address will follow once all is at rest.
pub fn after_frame(app: &mut App, stale: Stale) {
    app.address.due |= stale.has(Stale::LOSSES | Stale::FORM);
    if app.address.due && app.session.state() != State::Running {
        ask(app);
    }
}

fn ask(app: &mut App) {
    let App { address, browser, .. } = app;
    if let Some(call) = address.call.as_ref().filter(|_| !address.asked) {
        let timer = browser.window.set_timeout_with_callback_and_timeout_and_arguments_0(call, REST);
        address.asked = timer.is_ok();
    }
}

/// The page is being left: what is due is written now.
pub fn leave(app: &mut App) {
    if app.address.due || app.session.state() == State::Running {
        write(app);
    }
    if let Some(name) = kit::name(&app.browser.window) {
        app.keeping.tab.write(LATE, &[name.as_str(), "\n", &entry::in_address(app)].concat());
    }
}

fn share(app: &mut App, _: &Event) {
    app.settle();
    let url = link(app);
    app.address.given = Given::Not;
    app.page.input(Id::LinkField).set_value(&url);
    let Some([copied, refused, ended]) = &app.address.told else { return };
    let window = &app.browser.window;
    let by_finger = window.match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
    let asked = by_finger && kit::share(window, &url, ended) || kit::copy(window, &url, [copied, refused]);
    if !asked {
        give(app, Given::Refused);
    }
}

fn give(app: &mut App, given: Given) {
    app.address.given = given;
    write_bar(&app.page, &app.session, &app.address);
    if given == Given::Refused {
        let field = app.page.input(Id::LinkField);
        let _ = field.focus();
        field.select();
    }
}

fn close(app: &mut App, _: &Event) {
    app.address.closed = true;
    app.address.unread.clear();
    app.address.given = Given::Not;
    write_bar(&app.page, &app.session, &app.address);
}

/// What is said of a link.
pub fn write_bar(page: &Page, session: &Session, address: &Address) {
    let lang = session.settings().lang;
    let replay = session.replay();
    if let Some((step, of)) = replay {
        page.write(Id::LinkStep, sentences::replaying(step, of, lang));
        page.get(Id::LinkProgress)
            .set_attribute("value", &crate::data::decimal::fixed(step as f64 / of as f64, 4))
            .ok();
    }
    if !address.unread.is_empty() {
        page.write(Id::LinkUnread, sentences::unread_link(&address.unread, lang));
    }
    let shown = [
        (Id::LinkOwn, address.is_guest() && !address.closed),
        (Id::LinkReplay, replay.is_some()),
        (Id::LinkUnread, !address.unread.is_empty()),
        (Id::LinkCopied, address.given == Given::Copied),
        (Id::LinkRefused, address.given == Given::Refused),
    ];
    for (id, on) in shown {
        page.get(id).set_hidden(!on);
    }
    page.get(Id::LinkBar).set_hidden(!shown.iter().any(|(_, on)| *on));
}
