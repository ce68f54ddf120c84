//! Words that stand in one language at a time, as in attributes: they change places with those of the other language, which an
//! attribute keeps.

use super::elements::{all, set};
use web_sys::{Document, Element};

/// The attributes that keep the other language's words, and those that they are for.
const KEPT: [(&str, &str); 3] =
    [("data-other-label", "aria-label"), ("data-other-placeholder", "placeholder"), ("data-other-group", "label")];

/// Lets the words change places, in the whole document or within an element.
pub fn swap(document: &Document, within: Option<&Element>) {
    let inside = |element: &Element| within.is_none_or(|within| within.contains(Some(element)));
    for element in all(document, "data-other", "").into_iter().filter(inside) {
        let (shown, other) = (element.text_content(), element.get_attribute("data-other"));
        element.set_text_content(other.as_deref());
        set(&element, "data-other", &shown.unwrap_or_default());
    }
    for (kept, attribute) in KEPT {
        for element in all(document, kept, "").into_iter().filter(inside) {
            if let (Some(shown), Some(other)) = (element.get_attribute(attribute), element.get_attribute(kept)) {
                set(&element, attribute, &other);
                set(&element, kept, &shown);
            }
        }
    }
}
