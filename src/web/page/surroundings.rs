//! Events of the window and the document as a whole: size, theme, visibility, scrolling, and letting go.

use super::app::{App, Shared};
use super::laboratory::ask::hear;
use super::{added, address, keep, keys, others, printing, shown};
use crate::lab::Message;
use crate::session::{Msg, State};
use crate::web::kit::listen::{function, listen, listen_first};
use crate::web::kit::sight;
use web_sys::{Element, Event, ResizeObserver};

/// Listens to all of them.
pub fn listen_all(app: &App, shared: Shared) {
    let (document, window) = (app.page.document(), &app.browser.window);
    listen(shared, document, "visibilitychange", |app, _| {
        if app.page.document().hidden() {
            app.act_now(Msg::Hide);
            if app.lab.open {
                hear(app, Message::Rest);
            }
            leave(app);
        }
    });
    listen(shared, window, "pagehide", |app, _| leave(app));
    listen(shared, window, "resize", |app, _| {
        shown::tell(&app.page);
        app.redraw();
    });
    listen(shared, window, "beforeprint", |app, _| printing::begin(app));
    listen(shared, window, "afterprint", |app, _| printing::end(app));
    if let Some(query) = &app.browser.prefers_dark {
        listen(shared, query, "change", |app, _| app.redraw());
    }
    // The event does not bubble, but it passes the document on its way down.
    listen_first(shared, document, "contextrestored", |app, _| {
        app.pictures.iter_mut().for_each(|shown| shown.canvas.restore());
        app.lab.pictures.iter_mut().for_each(|shown| shown.board.restore());
        app.redraw();
    });
    // To press or focus anything is to let go of what was held before. This has to be known before any other handler runs.
    // Of what a first finger holds, a second one lets nothing go.
    for kind in ["pointerdown", "focusin"] {
        listen_first(shared, document, kind, |app, _| {
            if app.hands.held.is_empty() {
                app.act_now(Msg::LetGo);
            }
        });
    }
    for kind in ["pointerdown", "keydown"] {
        listen_first(shared, document, kind, added::ends_offer);
    }
    // Several key presses in a row are one change, unless training goes on between them.
    listen(shared, document, "keyup", |app, _| {
        if app.session.state() == State::Running {
            app.act_now(Msg::LetGo);
        }
    });
    listen(shared, document, "keydown", keys::undo);
    listen(shared, document, "click", others::pressed);
    let sizes = ResizeObserver::new(&function(shared, |app, _| app.redraw())).ok();
    let sights = sight::observer(&function(shared, seen));
    for shown in &app.pictures {
        let place = &shown.canvas.place;
        if let Some(sizes) = &sizes {
            sizes.observe(place);
            // A picture that scrolls gets its room from the element around it.
            if let Some(around) = place.parent_element() {
                sizes.observe(&around);
            }
        }
        if let Some(sights) = &sights {
            sights.observe(place);
            sights.observe(&shown.panel);
        }
    }
}

fn leave(app: &mut App) {
    keep::leave(app);
    address::leave(app);
}

/// Pictures or panels have come into sight or gone out of sight. What has come is written and drawn in the next frame.
fn seen(app: &mut App, told: &Event) {
    sight::each(told, |element, in_sight| {
        for shown in &mut app.pictures {
            if shown.panel == *element {
                shown.panel_in_sight = in_sight;
                app.frame.unwritten |= in_sight;
            } else if *AsRef::<Element>::as_ref(&shown.canvas.place) == *element {
                shown.in_sight = in_sight;
            }
        }
    });
    app.ask_frame();
}
