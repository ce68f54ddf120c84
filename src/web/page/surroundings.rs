//! What surrounds the page: the window's size, the system's theme, what is in sight, and hands that let go.

use super::app::{App, Shared};
use super::{keep, keys};
use crate::session::{Msg, State};
use crate::web::kit::canvas::Canvas;
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
        let around = [Some(place.clone().into()), place.parent_element()];
        for element in around.iter().flatten() {
            let _ = sizes.as_ref().map(|observer| observer.observe(element));
        }
        for element in [Some(place.clone().into()), panel(&shown.canvas)].iter().flatten() {
            let _ = sights.as_ref().map(|observer| observer.observe(element));
        }
    }
}

/// The panel that a picture stands in.
fn panel(canvas: &Canvas) -> Option<Element> {
    canvas.place.closest(".panel").ok().flatten()
}

/// Pictures or their panels have come into sight or gone out of it. What has come is written and drawn in the next frame.
fn seen(app: &mut App, told: &Event) {
    let news = sight::news(told);
    for shown in &mut app.pictures {
        let (place, panel) = (AsRef::<Element>::as_ref(&shown.canvas.place), panel(&shown.canvas));
        for (element, in_sight) in &news {
            if place == element {
                shown.in_sight = *in_sight;
            } else if panel.as_ref() == Some(element) {
                app.frame.unwritten |= *in_sight && !shown.panel_in_sight;
                shown.panel_in_sight = *in_sight;
            }
        }
    }
    app.ask_frame();
}
