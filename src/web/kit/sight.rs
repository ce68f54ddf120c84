//! What is in sight: scrolled into the window or near to it, not folded away and not hidden.

use js_sys::{Array, Function};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far beyond the window something still counts as in sight: far enough that scrolling shows nothing empty.
const MARGIN: &str = "25%";

/// An observer that calls whenever one of its elements comes into sight or goes out of it.
pub fn observer(call: &Function) -> Option<IntersectionObserver> {
    let wishes = IntersectionObserverInit::new();
    wishes.set_root_margin(MARGIN);
    IntersectionObserver::new_with_options(call, &wishes).ok()
}

/// What the observer tells: which elements, and whether each is in sight now; the latest news of an element comes last.
pub fn news(told: &Event) -> impl Iterator<Item = (Element, bool)> {
    let entries = Array::from(told).into_iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>);
    entries.map(|entry| (entry.target(), entry.is_intersecting()))
}
