//! What surrounds the page: the window's size, the system's theme, what is in sight, and hands that let go.

use super::app::{App, Shared};
use super::{keep, keys};
use crate::session::{Msg, State};
use crate::web::kit::listen::{function, listen, listen_first};
use crate::web::kit::sight;
use web_sys::{Element, Event, ResizeObserver};

/// Listens to all of it.
pub fn listen_all(app: &App, shared: Shared) {
    let (document, window) = (app.page.document(), &app.browser.window);
    listen(shared, document, "visibilitychange", |app, _| {
        if app.page.document().hidden() {
            app.act_now(Msg::Hide);
            keep::leave(app);
        }
    });
    listen(shared, window, "pagehide", |app, _| keep::leave(app));
    listen(shared, window, "resize", |app, _| app.redraw());
    if let Some(query) = &app.browser.prefers_dark {
        listen(shared, query, "change", |app, _| app.redraw());
    }
    // The event does not bubble, but it passes the document on its way down.
    listen_first(shared, document, "contextrestored", |app, _| {
        app.pictures.iter_mut().for_each(|shown| shown.canvas.restore());
        app.redraw();
    });
    // Whoever takes something else into the hand has let go of what was in it; before anyone else hears of it.
    for kind in ["pointerdown", "focusin"] {
        listen_first(shared, document, kind, |app, _| app.act_now(Msg::LetGo));
    }
    // Keys pressed one after the other are one change as long as nothing is trained in between.
    listen(shared, document, "keyup", |app, _| {
        if app.session.state() == State::Running {
            app.act_now(Msg::LetGo);
        }
    });
    listen(shared, document, "keydown", keys::undo);
    let sizes = ResizeObserver::new(&function(shared, |app, _| app.redraw())).ok();
    let sights = sight::observer(&function(shared, seen));
    for shown in &app.pictures {
        let place = &shown.canvas.place;
        if let Some(sizes) = &sizes {
            sizes.observe(place);
            // Where a picture scrolls, what it has to itself is as large as what is around it allows.
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

/// A picture or its panel has come into sight or gone out of it. What has come is written and drawn in the next frame.
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
