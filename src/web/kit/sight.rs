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

/// Goes through what the observer tells: an element, and whether it is in sight now. The latest news of one comes last.
pub fn each(told: &Event, mut tell: impl FnMut(&Element, bool)) {
    let entries: &Array = told.unchecked_ref();
    for i in 0..entries.length() {
        let entry: IntersectionObserverEntry = entries.get(i).unchecked_into();
        tell(&entry.target(), entry.is_intersecting());
    }
}
