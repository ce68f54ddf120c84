//! Small things done to elements.

use crate::data::decimal::{self, fixed};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, Window};

/// Every element with an attribute of this value; of any value, where an empty one is given.
pub fn all(document: &Document, attribute: &str, value: &str) -> Vec<Element> {
    let equals = if value.is_empty() { "" } else { "=" };
    let selector = ["[", attribute, equals, value, "]"].concat();
    let mut all = Vec::new();
    if let Ok(list) = document.query_selector_all(&selector) {
        for node in (0..list.length()).filter_map(|i| list.item(i)) {
            all.push(node.unchecked_into());
        }
    }
    all
}

/// Says what is wrong in the place for it; without a text the place is hidden.
pub fn say_fault(place: &HtmlElement, text: &str) {
    place.set_text_content(Some(text));
    place.set_hidden(text.is_empty());
}

/// Chooses from a list. A list has a value as a field has.
pub fn choose(list: &HtmlInputElement, value: &str) {
    if list.value() != value {
        list.set_value(value);
    }
}

/// Whether a control can be used.
pub fn disable(control: &Element, disabled: bool) {
    // A button and a list can be disabled as a field can.
    control.unchecked_ref::<HtmlInputElement>().set_disabled(disabled);
}

/// The same for a button that keeps the focus: pressing it does nothing then, and the keyboard does not lose its place.
pub fn rest(button: &Element, rests: bool) {
    flag(button, "aria-disabled", rests);
}

/// Sets an attribute to `true` or `false`.
pub fn flag(element: &Element, name: &str, on: bool) {
    let value = if on { "true" } else { "false" };
    if element.get_attribute(name).as_deref() != Some(value) {
        set(element, name, value);
    }
}

/// Sets an attribute.
pub fn set(element: &Element, name: &str, value: &str) {
    // It fails only for what is no name.
    let _ = element.set_attribute(name, value);
}

/// Sets a property of style.
pub fn style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Fills the track of a slider up to its thumb.
pub fn fill(slider: &HtmlInputElement, share: f64) {
    style(slider, "--fill", &(fixed(100.0 * share, 2) + "%"));
}

/// The size of the page's letters that counts as ordinary, CSS px.
const LETTERS: f64 = 16.0;

/// How large the page is written: CSS px to what would be one at the ordinary size.
pub fn unit(window: &Window, root: &Element) -> f64 {
    let style = window.get_computed_style(root).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let px = size.as_deref().and_then(|size| size.strip_suffix("px")).and_then(decimal::read);
    px.map_or(1.0, |px| px / LETTERS).max(1.0)
}
