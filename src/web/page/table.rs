//! The user's own table: pasted, read from a file, saved as one.

use super::app::{Act, App, Shared};
use super::ids::Id;
use crate::data;
use crate::session::Msg;
use crate::text::quantity::saved_names;
use crate::text::sentences;
use crate::web::kit::elements::say_fault;
use crate::web::kit::files::download;
use crate::web::kit::listen::listen;
use web_sys::Event;

/// A file larger than this holds no points.
const MOST_BYTES: f64 = 4e6;

/// Where each control is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] =
    &[(Id::CsvRead, "click", read_text), (Id::CsvFile, "change", read_file), (Id::CsvSave, "click", save)];

/// Listens at what reads the files.
pub fn listen_to_reader(app: &App, shared: Shared) {
    listen(shared, &app.browser.reader, "load", file_read);
    listen(shared, &app.browser.reader, "error", |app, _| file_unreadable(app));
}

fn read_text(app: &mut App, _: &Event) {
    import(app, &app.page.input(Id::CsvText).value());
}

fn import(app: &mut App, text: &str) {
    let lang = app.session.settings().lang;
    // A column that tells two classes apart asks for them.
    let fault = match data::read_classes(text) {
        Ok(table) => {
            let classes = table.has_classes;
            app.act_now(Msg::Import { points: table.points, names: table.names, split: table.has_split, classes });
            String::new()
        }
        Err(error) => sentences::csv_error(&error, lang),
    };
    say_fault(app.page.get(Id::CsvFault), &fault);
}

fn read_file(app: &mut App, _: &Event) {
    let input = app.page.input(Id::CsvFile);
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    // The same file can be chosen again after it was mended.
    input.set_value("");
    // Of two files the later one counts.
    app.browser.reader.abort();
    if file.size() > MOST_BYTES {
        let fault = sentences::file_too_large(app.session.settings().lang);
        say_fault(app.page.get(Id::CsvFault), &fault);
        return;
    }
    if app.browser.reader.read_as_text(&file).is_err() {
        file_unreadable(app);
    }
}

fn file_read(app: &mut App, _: &Event) {
    if let Some(text) = app.browser.reader.result().ok().and_then(|text| text.as_string()) {
        import(app, &text);
    }
}

fn file_unreadable(app: &App) {
    say_fault(app.page.get(Id::CsvFault), &sentences::file_unreadable(app.session.settings().lang));
}

fn save(app: &mut App, _: &Event) {
    let names = saved_names(&app.session.quantity(), app.session.settings().lang);
    let text = match app.session.settings().dataset.tells_classes() {
        false => data::write(app.session.points(), names),
        true => data::write_classes(app.session.points(), names),
    };
    if download(app.page.document(), "kittengrad.csv", "text/csv;charset=utf-8", &text).is_none() {
        app.page.input(Id::CsvText).set_value(&text);
    }
}
