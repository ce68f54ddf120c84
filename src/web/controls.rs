//! Buttons and fields that are no knobs: transport, exact fields, the user's own table.

use super::app::{App, Shared};
use super::listen::{Act, listen};
use super::page::{Id, say_fault, set};
use super::pointer::announce_point;
use crate::data;
use crate::session::{Axes, Msg, State};
use crate::text::sentences;
use crate::view::Span;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Document, Event, HtmlElement, Url};

/// A file larger than this holds no points.
const MOST_BYTES: f64 = 4e6;

/// Every one of them: where it is, the event, and what it does.
const ALL: &[(Id, &str, Act)] = &[
    (Id::Play, "click", play),
    (Id::Step1, "click", |app, _| step(app, 1)),
    (Id::Step10, "click", |app, _| step(app, 10)),
    (Id::Step100, "click", |app, _| step(app, 100)),
    (Id::Rewind, "click", |app, _| app.send(Msg::Rewind)),
    (Id::NewSeed, "click", |app, _| app.send(Msg::NewSeed)),
    (Id::Recover, "click", |app, _| app.send(Msg::Recover)),
    (Id::Undo, "click", |app, _| take_back(app, Msg::Undo)),
    (Id::Redo, "click", |app, _| take_back(app, Msg::Redo)),
    (Id::Timeline, "input", |app, _| {
        let step = app.page.input(Id::Timeline).value_as_number();
        app.send(Msg::Seek(step.max(0.0) as u64));
    }),
    (Id::BestStep, "click", |app, _| look_at(app, app.session.best_step())),
    (Id::LatestStep, "click", |app, _| look_at(app, Some(app.session.last_step()))),
    (Id::Reset, "click", |app, _| app.send(Msg::Reset)),
    (Id::LossesLog, "click", |app, _| app.send(Msg::LogLosses(true))),
    (Id::LossesLinear, "click", |app, _| app.send(Msg::LogLosses(false))),
    (Id::MessageClose, "click", |app, _| app.page.message("")),
    (Id::PointAdd, "click", add_point),
    (Id::PointRemove, "click", remove_point),
    (Id::PointX, "change", move_point),
    (Id::PointY, "change", move_point),
    (Id::PointForm, "submit", |_, event| event.prevent_default()),
    (Id::ProbeX, "change", ask),
    (Id::SurfaceAxes, "change", choose_axes),
    (Id::SurfaceU, "change", choose_axes),
    (Id::SurfaceV, "change", choose_axes),
    (Id::CsvRead, "click", read_text),
    (Id::CsvFile, "change", read_file),
    (Id::CsvSave, "click", save_csv),
];

/// Listens at all of them.
pub fn listen_all(app: &App, shared: Shared) {
    for &(id, kind, act) in ALL {
        listen(shared, app.page.get(id), kind, act);
    }
    listen(shared, &app.reader, "load", file_read);
    listen(shared, &app.reader, "error", |app, _| file_unreadable(app));
}

fn play(app: &mut App, _: &Event) {
    app.settle();
    let running = app.session.state() == State::Running;
    app.act_now(if running { Msg::Pause } else { Msg::Play });
}

fn step(app: &mut App, steps: u32) {
    app.act_now(Msg::Step(steps));
    announce_verdict(app);
}

/// Undoes, or does again, and says so.
pub fn take_back(app: &mut App, msg: Msg) {
    app.act_now(msg);
    announce_verdict(app);
}

fn look_at(app: &mut App, step: Option<u64>) {
    if let Some(step) = step {
        app.act_now(Msg::Seek(step));
        announce_verdict(app);
    }
}

/// Says how training is going.
pub fn announce_verdict(app: &App) {
    let settings = app.session.settings();
    let (_, sentence) = sentences::verdict(&app.session.status(), settings, &app.session.quantity(), settings.lang);
    app.page.announce(sentence);
}

/// What stands in the two exact fields.
fn typed(app: &App) -> Option<(f64, f64)> {
    let (x, y) = (app.page.input(Id::PointX).value_as_number(), app.page.input(Id::PointY).value_as_number());
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// Adds where the exact fields say while they hold no point's place; else at the probe, at the height of the model's answer:
/// there it is seen, and dragged from there.
fn add_point(app: &mut App, _: &Event) {
    let typed = typed(app).filter(|_| app.session.selected_point().is_none());
    let at = typed.unwrap_or_else(|| at_probe(app));
    app.act_now(Msg::AddPoint(at));
    announce_point(app);
}

/// The probe and the model's answer there; the middle of the picture for what there is not.
pub fn at_probe(app: &App) -> (f64, f64) {
    let fit = app.session.fit();
    let middle = |span: Span| (span.lo + span.hi) / 2.0;
    let x = fit.probe.map_or(middle(fit.x), |p| p.x);
    (x, fit.probe.map(|p| p.predicted).filter(|y| y.is_finite()).unwrap_or(middle(fit.y)))
}

fn remove_point(app: &mut App, _: &Event) {
    if let Some(index) = app.session.selected_point() {
        app.act_now(Msg::RemovePoint(index));
        announce_point(app);
    }
}

fn move_point(app: &mut App, _: &Event) {
    if let Some(index) = app.session.selected_point() {
        if let Some(to) = typed(app) {
            app.act_now(Msg::MovePoint(index, to));
            announce_point(app);
        }
        app.redraw();
    }
}

fn ask(app: &mut App, _: &Event) {
    let x = app.page.input(Id::ProbeX).value_as_number();
    app.send(Msg::Probe(Some(x).filter(|x| x.is_finite())));
}

fn choose_axes(app: &mut App, _: &Event) {
    let last = app.session.parameters().len().saturating_sub(1);
    let read = |id: Id| (app.page.input(id).value_as_number().max(0.0) as usize).min(last);
    let msg = if app.page.input(Id::SurfaceAxes).value() == "weights" {
        let (u, v) = (read(Id::SurfaceU), read(Id::SurfaceV));
        Axes::Weights(u, if v == u { if u == 0 { 1.min(last) } else { u - 1 } } else { v })
    } else {
        Axes::Path
    };
    app.send(Msg::SurfaceAxes(msg));
}

fn read_text(app: &mut App, _: &Event) {
    import(app, &app.page.input(Id::CsvText).value());
}

fn import(app: &mut App, text: &str) {
    let lang = app.session.settings().lang;
    let fault = match data::read(text) {
        Ok(table) => {
            app.act_now(Msg::Import { points: table.points, names: table.names, split: table.has_split });
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
    app.reader.abort();
    if file.size() > MOST_BYTES {
        let fault = sentences::file_too_large(app.session.settings().lang);
        say_fault(app.page.get(Id::CsvFault), &fault);
        return;
    }
    if app.reader.read_as_text(&file).is_err() {
        file_unreadable(app);
    }
}

fn file_read(app: &mut App, _: &Event) {
    if let Some(text) = app.reader.result().ok().and_then(|text| text.as_string()) {
        import(app, &text);
    }
}

fn file_unreadable(app: &App) {
    say_fault(app.page.get(Id::CsvFault), &sentences::file_unreadable(app.session.settings().lang));
}

fn save_csv(app: &mut App, _: &Event) {
    let names = sentences::column_names(&app.session.quantity(), app.session.settings().lang);
    let text = data::write(app.session.points(), names);
    if download(app.page.document(), &text).is_none() {
        app.page.input(Id::CsvText).set_value(&text);
    }
}

fn download(document: &Document, text: &str) -> Option<()> {
    let bag = BlobPropertyBag::new();
    bag.set_type("text/csv;charset=utf-8");
    let blob = Blob::new_with_str_sequence_and_options(&[JsValue::from(text)].iter().collect::<Array>(), &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = document.create_element("a").ok()?;
    set(&link, "href", &url);
    set(&link, "download", "kittengrad.csv");
    link.unchecked_ref::<HtmlElement>().click();
    Url::revoke_object_url(&url).ok()
}
