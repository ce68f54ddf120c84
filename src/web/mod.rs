//! The edge: the browser. It decides nothing: it turns gestures into messages and views into pixels.

mod app;
mod backend;
mod canvas;
mod controls;
mod desk;
mod form;
mod keys;
mod listen;
mod pace;
mod page;
mod pins;
mod pointer;
mod presets;
mod readouts;
mod rows;
mod scale;
mod script;
mod slides;
mod store;
mod sweep;
mod timing;

use self::app::{App, Shared};
use self::canvas::Canvas;
use self::listen::{function, listen};
use self::page::Page;
use crate::session::{Msg, State};
use crate::view::Picture;
use wasm_bindgen::prelude::*;
use web_sys::{ResizeObserver, Window};

#[wasm_bindgen]
extern "C" {
    /// The page's window.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;

    /// The loader's own way to show a panic; it throws nothing.
    #[wasm_bindgen(js_name = kittengradPanic)]
    fn show_panic(message: &str);
}

/// Starts the page.
///
/// # Errors
/// Something that index.html or the browser does not have; the loader shows it.
// Not copied into the package that calls it, whose code is fast and large.
#[inline(never)]
pub fn start() -> Result<(), String> {
    std::panic::set_hook(Box::new(on_panic));
    let window = WINDOW.with(Window::clone);
    let document = window.document().ok_or("no document")?;
    let page = Page::new(document).map_err(|id| ["index.html has no element “", id, "”"].concat())?;
    form::set_ranges(&page);
    let session = store::restore(&window);
    let shared = App::start(window.clone(), page, session).ok_or("no canvas")?;
    {
        let app = &mut *shared.app.borrow_mut();
        form::listen_all(&app.page, shared);
        controls::listen_all(app, shared);
        pins::listen_all(&app.page, shared);
        pointer::listen_all(app, shared);
        slides::listen_all(&app.page, shared);
        keys::listen_all(app, shared);
        sweep::listen_all(app, shared);
        surroundings(app, &window, shared);
        app.redraw();
    }
    script::install(shared, &window);
    Ok(())
}

/// The console gets the whole story, the page a sentence; the loader knows how to show it.
fn on_panic(info: &std::panic::PanicHookInfo) {
    console_error_panic_hook::hook(info);
    show_panic(&info.to_string());
}

/// Size, theme, visibility.
fn surroundings(app: &App, window: &Window, shared: Shared) {
    listen(shared, app.page.document(), "visibilitychange", |app, _| {
        if app.page.document().hidden() {
            app.act_now(Msg::Hide);
        }
    });
    listen(shared, window, "resize", |app, _| app.redraw());
    if let Some(query) = app.prefers_dark() {
        listen(shared, query, "change", |app, _| app.redraw());
    }
    // The event does not bubble, but it passes the document on its way down.
    let restored = function(shared, |app, _| {
        app.views.iter_mut().for_each(Canvas::restore);
        app.redraw();
    });
    let document = app.page.document();
    let _ = document.add_event_listener_with_callback_and_bool("contextrestored", &restored, true);
    // Whoever takes something else into the hand has let go of what was in it; before anyone else hears of it.
    let lets_go = function(shared, |app, _| app.act_now(Msg::LetGo));
    for kind in ["pointerdown", "focusin"] {
        let _ = document.add_event_listener_with_callback_and_bool(kind, &lets_go, true);
    }
    // Keys pressed one after the other are one change as long as nothing is trained in between.
    listen(shared, document, "keyup", |app, _| {
        if app.session.state() == State::Running {
            app.act_now(Msg::LetGo);
        }
    });
    let observer = ResizeObserver::new(&function(shared, |app, _| app.redraw())).ok();
    for view in &app.views {
        let parent = view.place.parent_element();
        if let Some(observer) = &observer {
            observer.observe(&view.place);
            if let Some(parent) = &parent {
                observer.observe(parent);
            }
        }
        // The layers are as wide as they need to be, and scroll.
        if view.picture == Picture::Layers
            && let Some(scroller) = &parent
        {
            listen(shared, scroller, "scroll", |app, _| app.redraw());
        }
    }
}
