//! What happens to a table that is brought: it is read, looked at, used or mended.

use super::sheet;
use crate::data::table::Choices;
use crate::data::table::encoding::{self, Encoding};
use crate::session::Msg;
use crate::session::brought::Brought;
use crate::session::story::Chapter;
use crate::text::table as words;
use crate::web::kit::elements::say_fault;
use crate::web::kit::files::decode;
use crate::web::page::app::App;
use crate::web::page::chapters;
use crate::web::page::ids::Id;
use web_sys::File;

/// A file larger than this holds no points.
const MOST_BYTES: f64 = 20e6;

/// A table as text: used at once if nothing about it needs to be looked at.
pub fn bring_text(app: &mut App, text: String) {
    app.table.bytes = None;
    look_at(app, text);
}

fn look_at(app: &mut App, text: String) {
    let choices = Choices {
        row_name: words::row(app.lang()).to_owned(),
        date_name: words::date(app.lang()).to_owned(),
        ..Default::default()
    };
    let brought = Brought::new(text, choices, app.session.settings().seed);
    let utf8 = app.table.bytes.as_ref().is_none_or(|(_, encoding)| *encoding == Encoding::Utf8);
    let clean = brought.reading().map(|reading| reading.is_clean() && utf8);
    match clean {
        Ok(true) => {
            app.table.brought = Some(brought);
            put_in_place(app);
        }
        Ok(false) => {
            app.table.brought = Some(brought);
            sheet::open(app);
        }
        Err(unread) => {
            let text = brought.text().to_owned();
            mend(app, &text, None);
            refuse(app, &words::unread(unread, app.lang()));
        }
    }
}

/// What was understood takes the place of all points, in free play.
pub fn put_in_place(app: &mut App) {
    let Some(brought) = app.table.brought.take() else { return };
    app.table.bytes = None;
    if let Ok(reading) = brought.reading() {
        chapters::open(app, Chapter::Free);
        app.act_now(Msg::Import {
            points: reading.points.clone(),
            names: reading.names.clone(),
            split: reading.has_split,
            classes: reading.label.is_some(),
        });
        say_fault(app.page.get(Id::CsvFault), "");
    }
}

/// The text stands in its field, where it can be mended; a line of it, from 1, is marked.
pub fn mend(app: &mut App, text: &str, line: Option<u64>) {
    // A field of megabytes is no place to mend anything.
    const MOST: usize = 500_000;
    chapters::open(app, Chapter::Free);
    app.page.mark("data-topic", "data");
    let field = app.page.input(Id::CsvText);
    if let Ok(Some(fold)) = field.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
    if text.len() <= MOST {
        if field.value() != text {
            field.set_value(text);
        }
        let _ = field.focus();
        if let Some(line) = line {
            let (from, to) = place_of(&field.value(), line);
            // A field of several lines has these as a field of one has.
            let _ = field.set_selection_range(from, to);
        }
    }
}

/// Where a line begins and ends, counted as the browser counts: in units of UTF-16.
fn place_of(text: &str, line: u64) -> (u32, u32) {
    let mut from = 0;
    for (at, each) in (1..).zip(text.split('\n')) {
        let length = each.encode_utf16().count() as u32;
        if at == line {
            return (from, from + length);
        }
        from += length + 1;
    }
    (from, from)
}

/// Says why nothing was taken, where the tables are.
pub fn refuse(app: &App, why: &str) {
    say_fault(app.page.get(Id::CsvFault), why);
}

/// A file is read, and looked at when it has arrived.
pub fn bring_file(app: &mut App, file: &File) {
    // Of two files the later one counts.
    app.browser.reader.abort();
    if file.size() > MOST_BYTES {
        mend(app, "", None);
        refuse(app, &words::too_large(app.lang()));
    } else if app.browser.reader.read_as_array_buffer(file).is_err() {
        mend(app, "", None);
        refuse(app, &words::unreadable(app.lang()));
    }
}

/// The bytes of a file have arrived.
pub fn bring_bytes(app: &mut App, bytes: Vec<u8>) {
    match encoding::guess(&bytes) {
        Ok(encoding) => decoded(app, bytes, encoding),
        Err(other) => {
            mend(app, "", None);
            refuse(app, &words::other(other, app.lang()));
        }
    }
}

/// The bytes of a file are looked at as text in this encoding.
fn decoded(app: &mut App, bytes: Vec<u8>, encoding: Encoding) {
    let Some(text) = decode(&bytes, encoding.label()) else {
        return refuse(app, &words::unreadable(app.lang()));
    };
    app.table.bytes = Some((bytes, encoding));
    look_at(app, text);
}
