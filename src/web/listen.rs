//! The one door for the browser's calls: whatever it calls back is made here, and lives as long as the page.

use super::app::{App, Shared};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget};

/// What to do with the app when the browser calls.
pub type Act = fn(&mut App, &Event);

/// A function for the browser. What it is called with counts as an event; only listeners are called with one.
pub fn function(shared: Shared, act: Act) -> Function {
    let call = move |event: Event| shared.call(act, event);
    Closure::<dyn Fn(Event)>::new(call).into_js_value().unchecked_into()
}

/// Listens to events of a kind.
pub fn listen(shared: Shared, target: &EventTarget, kind: &str, act: Act) {
    // It fails only for a null callback.
    let _ = target.add_event_listener_with_callback(kind, &function(shared, act));
}

/// The element at which something happened; the document is none.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element around it that a selector means, or itself.
pub fn around(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}
