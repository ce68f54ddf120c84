//! The dialog in which a table is looked at before it is used. Its words and its style come with it when it is first needed.

use super::markup;
use crate::data::table::Mark;
use crate::text::Lang;
use crate::text::table as words;
use crate::web::kit::dialog;
use crate::web::kit::elements::{all, choose, disable};
use crate::web::kit::other;
use crate::web::kit::rows::{part, write};
use crate::web::page::app::App;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement};

const WORDS: &str = include_str!("../../../../www/table.html");
const STYLE: &str = include_str!("../../../../www/table.css");

/// The dialog, made when it is first needed.
pub fn made(app: &mut App) -> Option<HtmlDialogElement> {
    let document = app.page.document();
    let (dialog, is_new) = dialog::dialog(document, "table", (WORDS, STYLE))?;
    if is_new {
        for (kind, call) in &app.table.calls {
            let _ = dialog.add_event_listener_with_callback(kind, call);
        }
        if app.lang() == Lang::ZhHans {
            other::swap(document, Some(&dialog));
        }
        app.table.dialog = Some(dialog.clone().into());
    }
    Some(dialog)
}

/// Shows the dialog with the table that is there.
pub fn open(app: &mut App) {
    if let Some(dialog) = made(app) {
        show(app);
        dialog::show(&dialog);
    }
}

/// Writes what is understood of the table.
pub fn show(app: &App) {
    let (Some(dialog), Some(brought)) = (&app.table.dialog, &app.table.brought) else { return };
    let lang = app.lang();
    let fill = |role: &str, markup: &str| {
        if let Some(part) = part(dialog, role) {
            part.set_inner_html(markup);
        }
    };
    let hide = |role: &str, hidden: bool| {
        if let Some(part) = part(dialog, role) {
            part.unchecked_ref::<HtmlElement>().set_hidden(hidden);
        }
    };
    let reading = match brought.reading() {
        Ok(reading) => reading,
        Err(unread) => {
            write(dialog, "summary", &words::unread(unread, lang));
            for role in ["doubts", "columns", "rows", "left-lines"] {
                fill(role, "");
            }
            hide("left", true);
            return allow(dialog, false);
        }
    };
    write(dialog, "summary", &words::summary(reading, lang));
    write(dialog, "classes", &words::classes(reading, lang));
    fill("doubts", &markup::doubts(reading, lang));
    fill("columns", &markup::columns(reading, lang));
    fill("rows", &markup::rows(reading));
    write(dialog, "left-count", &words::left_out(reading.left.len(), lang));
    fill("left-lines", &markup::left(reading, lang));
    hide("left", reading.left.is_empty());
    hide("encoding", app.table.bytes.is_none());
    for way in all(app.page.document(), "data-way", "") {
        let control: &HtmlInputElement = way.unchecked_ref();
        match way.get_attribute("data-way").as_deref() {
            Some("header") => control.set_checked(reading.header),
            Some("sideways") => control.set_checked(reading.sideways),
            Some("decimal") => choose(control, if reading.decimal == Mark::Point { "." } else { "," }),
            Some("delimiter") => choose(control, reading.delimiter.sign()),
            _ => {
                if let Some((_, encoding)) = &app.table.bytes {
                    choose(control, encoding.label());
                }
            }
        }
    }
    allow(dialog, true);
}

/// Whether there are points to use.
fn allow(dialog: &Element, allowed: bool) {
    if let Ok(Some(button)) = dialog.query_selector("[data-table=use]") {
        disable(&button, !allowed);
    }
}

/// Closes it.
pub fn close(app: &App) {
    if let Some(dialog) = &app.table.dialog {
        dialog::close(dialog.unchecked_ref());
    }
}
