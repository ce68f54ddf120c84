//! Taking it home: a dialog that offers the points, the course of the run, what it has learnt, each picture, and the run as a
//! program. Its words come when it is first opened.

use super::app::App;
use super::pictures;
use crate::export::code::{Language, code};
use crate::export::{history, points, weights};
use crate::session::{Msg, State, taken};
use crate::text::{Lang, home as words};
use crate::view::Picture;
use crate::web::kit::address::copy;
use crate::web::kit::dialog::{close, dialog, show};
use crate::web::kit::files::download;
use crate::web::kit::listen::{around, target};
use crate::web::kit::rows::{part, write};
use crate::web::kit::{other, prints};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlDialogElement, HtmlInputElement};

const WORDS: &str = include_str!("../../../www/home.html");
const STYLE: &str = include_str!("../../../www/home.css");
const CSV: &str = "text/csv;charset=utf-8";

/// Something was pressed that takes something home, or opens or closes the dialog.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn pressed(app: &mut App, event: &Event, button: &Element) {
    app.settle();
    let wish = button.get_attribute("data-take").unwrap_or_default();
    if wish == "open" {
        return open(app);
    }
    let Some(dialog) = around(event, "#home").map(JsCast::unchecked_into::<HtmlDialogElement>) else { return };
    let document = app.page.document();
    let _ = match wish.as_str() {
        // A press beside the dialog is one on the dialog itself.
        "close" if Some(button) != Some(&dialog) || target(event).as_ref() == Some(button) => {
            close(&dialog);
            None
        }
        "table" => download(document, "kittengrad.csv", CSV, &points(&app.session)),
        "history" => download(document, "kittengrad-history.csv", CSV, &history::csv(&history::rows(&app.session))),
        "weights" => download(document, "kittengrad-weights.json", "application/json", &weights::json(&app.session)),
        "png" | "svg" => save_picture(app, &dialog, &wish),
        "code" => {
            show_program(app, &dialog);
            None
        }
        "save" => program(app, &dialog)
            .and_then(|(language, text)| download(document, language.file(), "text/plain;charset=utf-8", &text)),
        "copy" => program(app, &dialog).map(|(_, text)| copy_program(app, &dialog, &text)),
        _ => None,
    };
}

/// Opens the dialog. What runs waits: what is taken home is of one step.
fn open(app: &mut App) {
    if app.session.state() == State::Running {
        app.act_now(Msg::Pause);
    }
    while app.session.steps_to_go().is_some() && app.session.tick(u32::MAX) > 0 {}
    app.redraw();
    let lang = app.session.settings().lang;
    let Some((dialog, is_new)) = dialog(app.page.document(), "home", (WORDS, STYLE)) else { return };
    if is_new && lang == Lang::ZhHans {
        other::swap(app.page.document(), Some(&dialog));
    }
    if let Some(list) = part(&dialog, "picture") {
        let options = shown(app).into_iter().map(|(picture, name)| {
            ["<option value=\"", name, "\">", words::picture(picture, lang), "</option>"].concat()
        });
        list.set_inner_html(&options.collect::<String>());
    }
    show_program(app, &dialog);
    show(&dialog);
}

/// The pictures that are to be seen, the large one first, and their names for scripts.
pub fn shown(app: &App) -> Vec<(Picture, &'static str)> {
    let rows = pictures::ALL.into_iter().filter(|row| app.canvas(row.picture).has_room());
    let mut all: Vec<_> = rows.map(|row| (row.picture, row.name)).collect();
    let large = app.page.root().get_attribute("data-large");
    all.sort_by_key(|(_, name)| large.as_deref() != Some(name));
    all
}

/// A picture that is to be seen, by its name and kind; `None` where there is none.
pub fn picture(app: &App, name: &str, kind: &str) -> Option<String> {
    let (picture, _) = shown(app).into_iter().find(|(_, known)| *known == name)?;
    let (document, look) = (app.page.document(), app.canvas(picture).whole());
    let view = app.session.view(picture);
    match kind {
        "svg" => prints::svg(document, &view, &look),
        "png" => prints::png(document, &view, &look, app.browser.window.device_pixel_ratio()),
        _ => None,
    }
}

fn save_picture(app: &App, dialog: &Element, kind: &str) -> Option<()> {
    // A list has a value as a field has.
    let name = part(dialog, "picture")?.unchecked_into::<HtmlInputElement>().value();
    let (text, document) = (picture(app, &name, kind)?, app.page.document());
    let file = ["kittengrad-", &name, ".", kind].concat();
    match kind {
        "png" => prints::offer(document, &file, &text),
        _ => download(document, &file, "image/svg+xml;charset=utf-8", &text),
    }
}

fn language(dialog: &Element) -> Option<Language> {
    let chosen = dialog.query_selector("[name=home-language]:checked").ok()??;
    Language::read(&chosen.unchecked_into::<HtmlInputElement>().value())
}

/// The run in the language that is chosen.
fn program(app: &App, dialog: &Element) -> Option<(Language, String)> {
    let language = language(dialog)?;
    Some((language, code(&app.session, language)?))
}

fn show_program(app: &App, dialog: &Element) {
    let lang = app.session.settings().lang;
    let program = program(app, dialog);
    let origin = taken::origin(&app.session);
    let note = program.as_ref().map_or_else(
        || words::no_program(lang).to_owned(),
        |(language, _)| words::program(*language != Language::PyTorch, origin.step, origin.to, lang),
    );
    write(dialog, "note", &note);
    write(dialog, "copied", "");
    write(dialog, "code", program.as_ref().map_or("", |(_, text)| text));
    if let Some(code) = part(dialog, "code") {
        code.set_scroll_top(0);
    }
}

fn copy_program(app: &App, dialog: &Element, text: &str) {
    let lang = app.session.settings().lang;
    let told = [true, false].map(|is_copied| {
        let dialog = dialog.clone();
        Closure::once_into_js(move |_: JsValue| write(&dialog, "copied", words::copied(is_copied, lang)))
            .unchecked_into::<js_sys::Function>()
    });
    if !copy(&app.browser.window, text, [&told[0], &told[1]]) {
        write(dialog, "copied", words::copied(false, lang));
    }
}
