//! Listening: every function that the browser may call is made here, and lives as long as the page.

use super::desk::{Act, Desk};
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, HtmlElement};

/// A function for the browser. Whatever it is called with is passed on as an event, which is right for listeners only.
pub fn function<A>(desk: &'static Desk<A>, act: Act<A>) -> Function {
    let call = move |event: Event| desk.call(act, event);
    Closure::<dyn Fn(Event)>::new(call).into_js_value().unchecked_into()
}

/// Listens to events of a kind.
pub fn listen<A>(desk: &'static Desk<A>, target: &EventTarget, kind: &str, act: Act<A>) {
    // It fails only for a null callback.
    let _ = target.add_event_listener_with_callback(kind, &function(desk, act));
}

/// Listens to events on their way down to where they happen: before anyone else, and also to those that do not bubble.
pub fn listen_first<A>(desk: &'static Desk<A>, target: &EventTarget, kind: &str, act: Act<A>) {
    let _ = target.add_event_listener_with_callback_and_bool(kind, &function(desk, act), true);
}

/// The element at which something happened; `None` for the document, which is not an element.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The nearest element around it that matches a selector, or itself.
pub fn around(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// Where an event or a touch is in the window, in CSS px. These are fractions, but web-sys reads whole numbers.
pub fn client(event: &JsValue) -> (f64, f64) {
    let read = |name: &str| Reflect::get(event, &name.into()).ok().and_then(|at| at.as_f64()).unwrap_or(f64::NAN);
    (read("clientX"), read("clientY"))
}

/// A whole number of px is known of an element's size: what differs by less than this share is not scaled.
const UNSCALED: f64 = 0.01;

/// Where a place in the window lies in an element, in CSS px of its own, which it is drawn larger or smaller than if one around it
/// is scaled.
pub fn within(element: &HtmlElement, (x, y): (f64, f64)) -> (f64, f64) {
    let seen = element.get_bounding_client_rect();
    let scale = |seen: f64, own: i32| {
        let scale = seen / f64::from(own.max(1));
        if (scale - 1.0).abs() < UNSCALED { 1.0 } else { scale }
    };
    let (wide, high) = (scale(seen.width(), element.offset_width()), scale(seen.height(), element.offset_height()));
    ((x - seen.left()) / wide, (y - seen.top()) / high)
}
