//! Which elements are in sight: in the window or near it, not folded away and not hidden.

use js_sys::{Array, Function};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside the window something still counts as in sight: far enough that scrolling does not show empty pictures.
const MARGIN: &str = "25%";

/// An observer that calls whenever one of its elements comes into sight or goes out of it.
pub fn observer(call: &Function) -> Option<IntersectionObserver> {
    let wishes = IntersectionObserverInit::new();
    wishes.set_root_margin(MARGIN);
    IntersectionObserver::new_with_options(call, &wishes).ok()
}

/// Goes through what the observer tells: an element and whether it is in sight now. If an element comes twice, the last counts.
pub fn each(told: &Event, mut tell: impl FnMut(&Element, bool)) {
    let entries: &Array = told.unchecked_ref();
    for i in 0..entries.length() {
        let entry: IntersectionObserverEntry = entries.get(i).unchecked_into();
        tell(&entry.target(), entry.is_intersecting());
    }
}
