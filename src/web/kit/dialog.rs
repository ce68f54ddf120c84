//! A dialog whose words and style come when it is first needed.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, HtmlDialogElement};

/// The dialog of this id; made of its words and dressed in its style, if it is not there yet. Says whether it is new.
pub fn dialog(document: &Document, id: &str, (words, style): (&str, &str)) -> Option<(HtmlDialogElement, bool)> {
    if let Some(known) = document.get_element_by_id(id) {
        return Some((known.unchecked_into(), false));
    }
    dress(document, style);
    document.body()?.insert_adjacent_html("beforeend", words).ok()?;
    Some((document.get_element_by_id(id)?.unchecked_into(), true))
}

/// Adds a style sheet by script, which the page's policy allows, as it does not allow one in the text.
fn dress(document: &Document, style: &str) {
    let adopted: JsValue = "adoptedStyleSheets".into();
    let sheets = Reflect::get(document, &adopted).ok().filter(|sheets| !sheets.is_undefined());
    if let Some(sheets) = sheets
        && let Ok(sheet) = CssStyleSheet::new()
        && sheet.replace_sync(style).is_ok()
    {
        let _ = Reflect::set(document, &adopted, &Array::from(&sheets).concat(&Array::of1(&sheet)));
    }
}

/// Shows it above all else; where a browser does not know dialogs, among all else.
pub fn show(dialog: &HtmlDialogElement) {
    let element: &Element = dialog;
    if Reflect::has(dialog, &"showModal".into()).unwrap_or(false) {
        if !dialog.open() {
            let _ = dialog.show_modal();
        }
    } else {
        let _ = element.set_attribute("open", "");
    }
}

/// Closes it.
pub fn close(dialog: &HtmlDialogElement) {
    if Reflect::has(dialog, &"close".into()).unwrap_or(false) {
        dialog.close();
    } else {
        let _ = dialog.remove_attribute("open");
    }
}
