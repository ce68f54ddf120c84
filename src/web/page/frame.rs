//! A frame: takes the messages, trains within its budget, writes words and draws pictures.

use super::app::{App, Shared};
use super::form::write as form;
use super::ids::Id;
use super::state::Shown;
use super::{address, keep, laboratory, measuring, pictures, racing, readouts, strolling};
use crate::probe::cell_cost;
use crate::session::classes::{fill_map, map_unfinished};
use crate::session::race;
use crate::session::story::Chapter;
use crate::session::{Model, Stale, State};
use crate::text::cost::cost;
use crate::view::Picture;
use crate::web::kit::elements::unit;
use crate::web::kit::listen::function;

/// Milliseconds for the cells of the loss surface, while training runs and while it waits.
const SURFACE_BUDGET: (f64, f64) = (0.5, 7.0);
/// Milliseconds for the map of the answer, while training runs and while it waits.
const MAP_BUDGET: (f64, f64) = (0.6, 7.0);
/// Milliseconds for a picture. While training runs, one that takes n times as long skips n frames, and one that comes in turns
/// as many times that.
const PICTURE_BUDGET: f64 = 4.0;
/// While training runs, words and numbers are written every so many frames: nobody reads faster.
const READABLE: u32 = 5;

/// Makes the functions that the browser calls for a frame and after one.
pub fn install(app: &mut App, shared: Shared) {
    app.frame.call = Some(function(shared, |app, _| draw_frame(app)));
    app.frame.after = Some(function(shared, |app, _| app.frame.turn.end(app.browser.clock.now())));
}

fn draw_frame(app: &mut App) {
    let begin = app.browser.clock.now();
    app.frame.asked = false;
    app.frame.turn.begin(begin);
    // This comes before anything is written, so that the browser lays out the page once a frame at most.
    let measured = std::mem::take(&mut app.frame.unmeasured);
    if measured {
        let unit = unit(&app.browser.window, app.page.root());
        app.pictures.iter_mut().for_each(|shown| shown.canvas.measure(unit));
    }
    app.settle();
    train(app, begin);
    strolling::go_on(app, begin);
    let experiments = app.lab.open && laboratory::go_on(app, begin);
    let trained = app.browser.clock.now();
    let computes = app.sees(Picture::Surface) || app.session.is_measuring() || fills_plane(app);
    fill_plane(app, trained);
    fill_surface(app, app.browser.clock.now());
    measuring::go_on(app, app.browser.clock.now());
    racing::go_on(app, app.browser.clock.now());
    let filled = app.browser.clock.now();
    let running = app.session.state() == State::Running;
    let stale = std::mem::take(&mut app.frame.stale);
    write(app, stale, running);
    let written = app.browser.clock.now();
    draw(app, stale, running && !measured);
    keep::after_frame(app, stale);
    address::after_frame(app, stale);
    let spent = &mut app.frame.spent;
    spent.training = trained - begin;
    // Where nothing is computed, two looks at the clock may still be one of its ticks apart.
    spent.cells = if computes { filled - trained } else { 0.0 };
    spent.words = written - filled;
    spent.whole = app.browser.clock.now() - begin;
    let unfinished = app.sees(Picture::Surface) && app.session.surface_unfinished() || fills_plane(app);
    let due = app.pictures.iter().any(|shown| shown.due && shown.is_seen());
    if running
        || experiments
        || strolling::is_on(app)
        || race::is_unfinished(&app.session)
        || unfinished
        || due
        || app.session.is_measuring()
        || app.session.steps_to_go().is_some()
    {
        app.ask_frame();
    }
    if let Some(after) = app.frame.after.as_ref().filter(|_| running || experiments) {
        // It is called once the browser has drawn the frame.
        let _ = app.browser.window.set_timeout_with_callback(after);
    }
}

/// Writes and draws everything at once, as printing needs it. From then on all counts as in sight, until the browser tells
/// otherwise.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn draw_everything(app: &mut App) {
    for shown in &mut app.pictures {
        (shown.in_sight, shown.panel_in_sight) = (true, true);
    }
    write(app, Stale::ALL, false);
    draw(app, Stale::ALL, false);
}

fn train(app: &mut App, begin: f64) {
    let stopped = app.is_stopped();
    let App { session, story, frame, browser, .. } = app;
    // The way to a step that the user wants to look at is trained as fast as possible.
    let to_go = session.steps_to_go();
    if stopped || session.state() != State::Running {
        frame.due.rest();
    }
    let mut left = match to_go {
        Some(steps) => steps.min(u32::MAX.into()) as u32,
        None if session.state() == State::Running => frame.due.at(begin / 1000.0, session.settings().pace),
        None => 0,
    };
    let mut taken = 0;
    let mut now = begin;
    let step_cost = session.step_cost() as f64;
    let budget = frame.turn.for_training();
    while left > 0 && !stopped {
        let asked = left.min(frame.training.amount(step_cost));
        // One step there always is where one is due, however long that takes, and then only what is likely to fit.
        if taken > 0 && now - begin + frame.training.time(f64::from(asked) * step_cost) > budget {
            break;
        }
        let done = session.tick(asked);
        taken += done;
        left -= done;
        if done < asked {
            break;
        }
        let before = std::mem::replace(&mut now, browser.clock.now());
        frame.training.learn(f64::from(done) * step_cost, now - before);
    }
    frame.turn.stepped(now);
    frame.due.taken(taken);
    if session.grow_old() {
        frame.unwritten = true;
    }
    if taken > 0 {
        frame.step_time.learn(step_cost, taken, now - begin);
        session.after_steps();
        frame.stale |= story.observe(session);
        frame.stale |= Stale::RUN;
        let arrived = to_go.is_some() && session.steps_to_go().is_none();
        if arrived || to_go.is_none() && session.state() != State::Running {
            frame.stale |= Stale::ALL;
        }
    }
}

/// Whether the map of the answer is in sight and not that of today's parameters. Where no class is asked for, that must be known
/// without the second part of the program.
fn fills_plane(app: &App) -> bool {
    app.session.settings().dataset.tells_classes() && app.sees(Picture::Fit) && map_unfinished(&app.session)
}

fn fill_plane(app: &mut App, begin: f64) {
    if !fills_plane(app) {
        return;
    }
    let App { session, frame, browser, .. } = app;
    let budget = if session.state() == State::Running { MAP_BUDGET.0 } else { MAP_BUDGET.1 };
    let mut now = begin;
    let cost = session.learner().pass_cost() as f64;
    while now - begin < budget && map_unfinished(session) {
        let done = fill_map(session, frame.places.amount(cost) as usize);
        frame.stale |= Stale::FIT;
        let before = std::mem::replace(&mut now, browser.clock.now());
        frame.places.learn(done as f64 * cost, now - before);
    }
}

fn fill_surface(app: &mut App, begin: f64) {
    if !app.sees(Picture::Surface) {
        return;
    }
    let App { session, frame, browser, .. } = app;
    let budget = if session.state() == State::Running { SURFACE_BUDGET.0 } else { SURFACE_BUDGET.1 };
    let mut now = begin;
    let cost = cell_cost(session.learner()) as f64;
    while session.surface_unfinished() {
        let cells = frame.cells.amount(cost);
        // Some there always are, and then only what is likely to fit: a slice is as long as this budget.
        if now > begin && now - begin + frame.cells.time(f64::from(cells) * cost) > budget {
            break;
        }
        let done = session.fill_surface(cells as usize);
        frame.stale |= Stale::SURFACE;
        let before = std::mem::replace(&mut now, browser.clock.now());
        frame.cells.learn(done as f64 * cost, now - before);
    }
}

/// Writes controls, words and numbers: words every few frames while training runs, and at once when it does not.
fn write(app: &mut App, stale: Stale, running: bool) {
    let App { session, story, page, form, frame, pictures, address, .. } = app;
    // When the language changes, all words change, in sight or not; where nothing is shown at all, once something is.
    let all = form.shown.as_ref().is_none_or(|shown| shown.lang != session.settings().lang);
    let has_room = |shown: &Shown| all && shown.panel.client_width() > 0;
    let rooms: [bool; Picture::ALL.len()] = std::array::from_fn(|i| has_room(&pictures[i]));
    if stale.has(Stale::FORM) {
        form::write(form, page, session, story.at() == Chapter::Free);
    }
    frame.unread += u32::from(frame.unread > 0 || stale.is_anything());
    let moves = running || session.steps_to_go().is_some();
    let most = if moves && !stale.has(Stale::FORM) { READABLE } else { 1 };
    if frame.unread >= most || std::mem::take(&mut frame.unwritten) {
        readouts::write(page, story, session);
        if story.at() == Chapter::Free && session.settings().model == Model::Network {
            // While others race beside it, what was measured is the time of all.
            let time = frame.step_time.of(session.step_cost() as f64).filter(|_| !race::is_on(session));
            page.write(Id::Cost, cost(session.learner().cost(), time, session.settings().lang));
        }
        address::write_bar(page, session, address);
        for ((row, shown), has_room) in pictures::ALL.iter().zip(pictures).zip(rooms) {
            if has_room || shown.panel_in_sight {
                (row.words)(page, session);
            }
            // Drawn pictures echo as they are drawn; those that no chapter shows have nothing to say.
            if (all || !shown.in_sight) && (shown.canvas.has_room() || shown.panel_in_sight) {
                (row.echo)(page, session);
            }
        }
        frame.unread = 0;
    }
}

/// Draws the pictures that are stale and in sight; if they take turns, only those whose turn it is.
fn draw(app: &mut App, stale: Stale, in_turns: bool) {
    let (ratio, dark) = (app.sharpness(), app.is_dark());
    let App { session, page, browser, pictures, frame, .. } = app;
    frame.spent.pictures = Default::default();
    for (i, (row, shown)) in pictures::ALL.iter().zip(pictures).enumerate() {
        shown.due |= stale.has(row.stale);
        if !(shown.due && shown.is_seen()) {
            continue;
        }
        if in_turns && (shown.waits > 0 || !frame.turn.is(i, row.every)) {
            shown.waits = shown.waits.saturating_sub(1);
            continue;
        }
        // What is computed for it is part of what it takes.
        let begin = browser.clock.now();
        let view = session.view(row.picture);
        shown.canvas.fit(&view, ratio, dark, session.settings().lang);
        shown.canvas.draw(&view);
        (row.echo)(page, session);
        if row.picture == Picture::Layers {
            pictures::layers::made::draw(page, session, dark);
        }
        frame.spent.pictures[i] = browser.clock.now() - begin;
        shown.waits = (frame.spent.pictures[i] * f64::from(row.every) / PICTURE_BUDGET).min(8.0) as u32;
        shown.due = false;
    }
}
