//! The user's own table: pasted, dropped or read from a file, looked at, used, and saved as one.

mod bring;
mod look;
mod markup;
mod press;
mod sheet;

pub use self::markup::kind_of;

use super::app::{Act, App, Shared};
use super::ids::Id;
use crate::export;
use crate::text::table as words;
use crate::web::kit::files::download;
use crate::web::kit::listen::{function, listen};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::Event;

/// Where each control is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] =
    &[(Id::CsvRead, "click", read_text), (Id::CsvFile, "change", read_file), (Id::CsvSave, "click", save)];

/// Listens at what reads the files, and at the whole page, where a table may be dropped or pasted; and makes what the dialog calls,
/// once it is there.
pub fn install(app: &mut App, shared: Shared) {
    listen(shared, &app.browser.reader, "load", file_read);
    listen(shared, &app.browser.reader, "error", |app, _| look::refuse(app, &words::unreadable(app.lang())));
    for (kind, act) in bring::LISTENS {
        listen(shared, app.page.document(), kind, *act);
    }
    app.table.calls = press::LISTENS.iter().map(|&(kind, act)| (kind, function(shared, act))).collect();
}

fn read_text(app: &mut App, _: &Event) {
    look::bring_text(app, app.page.input(Id::CsvText).value());
}

fn read_file(app: &mut App, _: &Event) {
    let input = app.page.input(Id::CsvFile);
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    // The same file can be chosen again after it was mended.
    input.set_value("");
    look::bring_file(app, &file);
}

fn file_read(app: &mut App, _: &Event) {
    let buffer = app.browser.reader.result().ok().and_then(|buffer| buffer.dyn_into::<ArrayBuffer>().ok());
    if let Some(buffer) = buffer {
        look::bring_bytes(app, Uint8Array::new(&buffer).to_vec());
    }
}

fn save(app: &mut App, _: &Event) {
    let text = export::points(&app.session);
    if download(app.page.document(), "kittengrad.csv", "text/csv;charset=utf-8", &text).is_none() {
        app.page.input(Id::CsvText).set_value(&text);
    }
}
