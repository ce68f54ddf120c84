//! A table that is dropped anywhere on the page, or pasted where nothing is being written.

use super::look::{bring_file, bring_text};
use super::sheet::made;
use crate::web::kit::elements::flag;
use crate::web::kit::listen::around;
use crate::web::page::app::{Act, App};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, Event};

/// The events of the whole page, and what they do.
pub const LISTENS: &[(&str, Act)] = &[("dragover", over), ("dragleave", away), ("drop", dropped), ("paste", pasted)];

/// Where text is written, what is dropped or pasted belongs there.
const WRITES: &str = "input, textarea, select, [contenteditable]";

/// What an event of the clipboard or of a drag brings.
fn brings(event: &Event, name: &str) -> Option<DataTransfer> {
    Reflect::get(event, &name.into()).ok()?.dyn_into().ok()
}

fn has_file(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}

/// Without this the browser would open the file in place of the page.
fn over(app: &mut App, event: &Event) {
    let Some(data) = brings(event, "dataTransfer") else { return };
    if has_file(&data) || (data.types().includes(&"text/plain".into(), 0) && around(event, WRITES).is_none()) {
        event.prevent_default();
        data.set_drop_effect("copy");
        mark(app, true);
    }
}

fn away(app: &mut App, event: &Event) {
    // It has left the window, and not an element for its neighbour.
    if Reflect::get(event, &"relatedTarget".into()).is_ok_and(|to| to.is_null()) {
        mark(app, false);
    }
}

fn mark(app: &mut App, on: bool) {
    // What shows it comes with the dialog.
    made(app);
    if let Some(root) = app.page.document().document_element() {
        flag(&root, "data-brings", on);
    }
}

fn dropped(app: &mut App, event: &Event) {
    let Some(data) = brings(event, "dataTransfer") else { return };
    mark(app, false);
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        bring_file(app, &file);
    } else if around(event, WRITES).is_none()
        && let Ok(text) = data.get_data("text/plain")
        && !text.is_empty()
    {
        event.prevent_default();
        bring_text(app, text);
    }
}

fn pasted(app: &mut App, event: &Event) {
    if around(event, WRITES).is_some() || app.table.brought.is_some() {
        return;
    }
    let Some(data) = brings(event, "clipboardData") else { return };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        bring_file(app, &file);
    } else if let Ok(text) = data.get_data("text/plain")
        && text.bytes().any(|byte| byte.is_ascii_digit())
    {
        event.prevent_default();
        bring_text(app, text);
    }
}
