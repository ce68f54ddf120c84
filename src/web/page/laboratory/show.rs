//! What a laboratory tells, written into its piece of the page.

use super::hands::share;
use crate::lab::Tell;
use crate::web::kit::elements::{fill, set};
use crate::web::kit::rows::{part, write as write_part};
use crate::web::page::app::App;
use crate::web::page::card;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Writes all that it tells, in the language of the page.
pub fn tell(app: &mut App) {
    let told = app.lab.open_module().and_then(|module| module.tell()).unwrap_or_default();
    let Some(place) = app.lab.place.clone() else { return };
    for each in told {
        match each {
            Tell::Text { role, text } => write_part(&place, &role, &text),
            Tell::Mark { role, name, value } if role.is_empty() => {
                if app.page.root().get_attribute(&name).as_deref() != Some(&value) {
                    app.page.mark(&name, &value);
                    // Style sheets look at it: pictures may have come into sight, or have another size.
                    app.lab.unmeasured = true;
                }
            }
            Tell::Mark { role, name, value } => {
                if let Some(part) = part(&place, &role) {
                    mark(&part, &name, &value);
                }
            }
            Tell::Value { role, value } => {
                if let Some(part) = part(&place, &role) {
                    let input: &HtmlInputElement = part.unchecked_ref();
                    let value = f64::from(value);
                    if input.value_as_number() != value {
                        input.set_value_as_number(value);
                    }
                    fill(input, share(input, value));
                }
            }
            Tell::Goal(goal) => app.story.reach(goal),
            Tell::Right(answer) => app.story.settle_question(answer),
            Tell::Say(text) => app.page.announce(text),
            Tell::Focus(role) => {
                if let Some(part) = part(&place, &role) {
                    let _ = part.unchecked_ref::<HtmlElement>().focus();
                }
            }
            Tell::Keep(bytes) => drop(app.keeping.site.write(&app.lab.entry(), &letters(&bytes))),
        }
    }
    card::write(&app.page, &app.story, &app.session);
    app.keeping.unsaved |= app.story.take_unkept();
}

/// Sets an attribute; what is hidden is so by the element's own property.
fn mark(part: &Element, name: &str, value: &str) {
    if name == "hidden" {
        part.unchecked_ref::<HtmlElement>().set_hidden(value == "true");
        return;
    }
    if name == "aria-label" {
        // It is told in the page's language: nothing is to change places with it when that changes.
        let _ = part.remove_attribute("data-other-label");
    }
    if part.get_attribute(name).as_deref() != Some(value) {
        set(part, name, value);
    }
}

/// Bytes as two letters each.
fn letters(bytes: &[u8]) -> String {
    let letter = |digit: u8| char::from_digit(digit.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}
