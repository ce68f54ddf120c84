//! The edge: the browser. It decides nothing: it turns gestures into messages and snapshots into pixels.

mod app;
mod backend;
mod canvas;
mod controls;
mod form;
mod keys;
mod listen;
mod page;
mod pointer;
mod readouts;
mod script;
mod store;

use self::app::{App, Shared, with};
use self::listen::Listener;
use self::page::Page;
use crate::session::Msg;
use wasm_bindgen::prelude::*;
use web_sys::{Event, ResizeObserver, Window};

/// Starts the page.
///
/// # Errors
/// Something that index.html or the browser does not have; the loader shows it.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsError> {
    std::panic::set_hook(Box::new(on_panic));
    let window = web_sys::window().ok_or_else(|| JsError::new("no window"))?;
    let document = window.document().ok_or_else(|| JsError::new("no document"))?;
    let page = Page::new(document).map_err(|id| JsError::new(&format!("index.html has no element “{id}”")))?;
    form::set_ranges(&page);
    let session = store::restore(&window);
    let shared = App::new(window.clone(), page, session).ok_or_else(|| JsError::new("no canvas"))?;
    let listeners = {
        let app = shared.borrow();
        let mut all = form::listen(&app.page, &shared);
        all.extend(controls::listen(&app.page, &shared));
        all.extend(pointer::listen(&app, &shared));
        all.extend(keys::listen(&app, &shared));
        all.extend(surroundings(&app, &window, &shared));
        all
    };
    with(&shared, |app| {
        app.keep(listeners);
        app.redraw();
    });
    script::install(&shared);
    Ok(())
}

/// The console gets the whole story, the page a sentence; the loader knows how to show it.
fn on_panic(info: &std::panic::PanicHookInfo) {
    console_error_panic_hook::hook(info);
    if let Ok(show) = js_sys::Reflect::get(&js_sys::global(), &"kittengradPanic".into())
        && let Some(show) = show.dyn_ref::<js_sys::Function>()
    {
        let _ = show.call1(&JsValue::NULL, &info.to_string().into());
    }
}

/// Size, theme, visibility.
fn surroundings(app: &App, window: &Window, shared: &Shared) -> Vec<Listener> {
    let mut all = Vec::new();
    let on = shared.clone();
    let hidden = app.page.document().clone();
    all.push(Listener::new(app.page.document(), "visibilitychange", move |_: Event| {
        if hidden.hidden() {
            with(&on, |app| app.act_now(Msg::Hide));
        }
    }));
    let redraw = |shared: &Shared| {
        let on = shared.clone();
        move |_: Event| with(&on, App::redraw)
    };
    all.push(Listener::new(window, "resize", redraw(shared)));
    if let Some(query) = app.prefers_dark() {
        all.push(Listener::new(query, "change", redraw(shared)));
    }
    if let Some(view) = app.views.last()
        && let Some(scroller) = view.place.parent_element()
    {
        all.push(Listener::new(&scroller, "scroll", redraw(shared)));
    }
    let on = shared.clone();
    let resized = Closure::<dyn FnMut()>::new(move || with(&on, App::redraw));
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        for view in &app.views {
            observer.observe(&view.place);
            if let Some(parent) = view.place.parent_element() {
                observer.observe(&parent);
            }
        }
    }
    // The observer lives as long as the page.
    resized.forget();
    all
}
