//! What the hand does in the dialog of a table.

use super::look::{mend, put_in_place};
use super::sheet::{close, show};
use crate::data::table::encoding::Encoding;
use crate::data::table::{Delimiter, Mark, Pick};
use crate::session::brought::Correct;
use crate::text::table as words;
use crate::web::kit::files::decode;
use crate::web::kit::listen::around;
use crate::web::page::app::{Act, App};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// The events of the dialog, and what they do.
pub const LISTENS: &[(&str, Act)] =
    &[("click", pressed), ("change", changed), ("close", |app, _| app.table.brought = None)];

/// A press on a button of the dialog.
fn pressed(app: &mut App, event: &Event) {
    let Some(button) = around(event, "[data-table]") else { return };
    let at: usize = button.get_attribute("data-at").and_then(|at| at.parse().ok()).unwrap_or(0);
    match button.get_attribute("data-table").as_deref().unwrap_or_default() {
        "use" => {
            put_in_place(app);
            close(app);
        }
        "mend" => to_text(app, None),
        "line" => to_text(app, Some(at as u64)),
        "x" => correct(app, Correct::X(Pick::Column(at)), &button),
        "x-row" => correct(app, Correct::X(Pick::Row), &button),
        "y" => correct(app, Correct::Y(Pick::Column(at)), &button),
        "label" => correct(app, Correct::Label(at), &button),
        "doubt" => {
            let reading = app.table.brought.as_ref().and_then(|brought| brought.reading().ok());
            let doubt = reading.and_then(|reading| reading.doubts.get(at / 2).copied());
            if let Some((_, answers)) = doubt.map(|doubt| words::doubt(doubt, app.lang()))
                && let Some((_, answer)) = answers.get(at % 2)
            {
                correct(app, *answer, &button);
            }
        }
        _ => close(app),
    }
}

/// The text can be mended in its field, at this line.
fn to_text(app: &mut App, line: Option<u64>) {
    let brought = app.table.brought.take();
    close(app);
    if let Some(brought) = brought {
        mend(app, brought.text(), line);
    }
}

/// Corrects something; the keyboard stays at the button that has taken the place of this one.
fn correct(app: &mut App, what: Correct, button: &Element) {
    let [name, at] = ["data-table", "data-at"].map(|name| button.get_attribute(name).unwrap_or_default());
    if let Some(brought) = &mut app.table.brought {
        brought.correct(what);
    }
    show(app);
    let selector = ["#table [data-table=", &name, "][data-at=\"", &at, "\"]"].concat();
    let again = app.page.document().query_selector(&selector).ok().flatten();
    let again = again.or_else(|| app.page.document().query_selector("#table [data-table=use]").ok().flatten());
    if let Some(again) = again {
        let _ = again.unchecked_ref::<HtmlElement>().focus();
    }
}

/// A list or a box of the dialog has changed.
fn changed(app: &mut App, event: &Event) {
    let Some(way) = around(event, "[data-way]") else { return };
    let control: &HtmlInputElement = way.unchecked_ref();
    let value = control.value();
    let what = match way.get_attribute("data-way").as_deref().unwrap_or_default() {
        "header" => Some(Correct::Header(control.checked())),
        "sideways" => Some(Correct::Sideways(control.checked())),
        "decimal" => Some(Correct::Decimal(if value == "." { Mark::Point } else { Mark::Comma })),
        "delimiter" => Delimiter::ALL.into_iter().find(|delimiter| delimiter.sign() == value).map(Correct::Delimiter),
        _ => {
            let encoding = Encoding::ALL.into_iter().find(|encoding| encoding.label() == value);
            if let (Some(encoding), Some((bytes, now)), Some(brought)) =
                (encoding, &mut app.table.bytes, &mut app.table.brought)
                && let Some(text) = decode(bytes, encoding.label())
            {
                *now = encoding;
                brought.read_as(text);
                show(app);
            }
            None
        }
    };
    if let (Some(what), Some(brought)) = (what, &mut app.table.brought) {
        brought.correct(what);
        show(app);
    }
}
