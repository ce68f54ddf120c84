//! Buttons and fields that are no knobs: transport, exact fields, the user's own table.

use super::app::{Shared, with};
use super::listen::Listener;
use super::page::{Id, Page};
use super::pointer::announce_point;
use crate::data;
use crate::session::{Axes, Msg, State};
use crate::text::sentences;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, Document, Event, FileReader, HtmlAnchorElement, HtmlSelectElement, HtmlTextAreaElement, Url,
};

/// A file larger than this holds no points.
const MOST_BYTES: f64 = 4e6;

/// Listens at all of them.
pub fn listen(page: &Page, shared: &Shared) -> Vec<Listener> {
    let mut all = Vec::new();
    let mut click = |id: Id, act: fn(&Shared)| {
        let on = shared.clone();
        all.push(Listener::new(page.get(id), "click", move |_: Event| act(&on)));
    };
    click(Id::Play, |on| {
        with(on, |app| {
            app.settle();
            let running = app.session.status().state == State::Running;
            app.act_now(if running { Msg::Pause } else { Msg::Play });
        });
    });
    click(Id::Step1, |on| step(on, 1));
    click(Id::Step10, |on| step(on, 10));
    click(Id::Step100, |on| step(on, 100));
    click(Id::Rewind, |on| send(on, Msg::Rewind));
    click(Id::NewSeed, |on| send(on, Msg::NewSeed));
    click(Id::Recover, |on| send(on, Msg::Recover));
    click(Id::Reset, |on| send(on, Msg::Reset));
    click(Id::LossesLog, |on| send(on, Msg::LogLosses(true)));
    click(Id::LossesLinear, |on| send(on, Msg::LogLosses(false)));
    click(Id::MessageClose, |on| with(on, |app| app.page.message("")));
    click(Id::PointRemove, |on| {
        with(on, |app| {
            if let Some(index) = app.session.selected_point() {
                app.act_now(Msg::RemovePoint(index));
            }
        });
    });
    click(Id::PointAdd, add_point);
    click(Id::CsvRead, |on| {
        with(on, |app| {
            let text: HtmlTextAreaElement = app.page.get(Id::CsvText).clone().unchecked_into();
            import(app, &text.value());
        });
    });
    click(Id::CsvSave, save_csv);

    let mut change = |id: Id, act: fn(&Shared)| {
        let on = shared.clone();
        all.push(Listener::new(page.get(id), "change", move |_: Event| act(&on)));
    };
    change(Id::PointX, move_point);
    change(Id::PointY, move_point);
    change(Id::ProbeX, |on| {
        with(on, |app| {
            let x = app.page.input(Id::ProbeX).value_as_number();
            app.send(Msg::Probe(x.is_finite().then_some(x)));
        });
    });
    change(Id::SurfaceAxes, choose_axes);
    change(Id::SurfaceU, choose_axes);
    change(Id::SurfaceV, choose_axes);
    change(Id::CsvFile, read_file);
    all.push(Listener::new(page.get(Id::PointForm), "submit", |event: Event| event.prevent_default()));
    all
}

fn send(shared: &Shared, msg: Msg) {
    with(shared, |app| app.send(msg));
}

fn step(shared: &Shared, steps: u32) {
    with(shared, |app| {
        app.act_now(Msg::Step(steps));
        let status = app.session.status();
        let settings = app.session.settings();
        app.page.announce(sentences::verdict(&status, settings, &app.session.quantity(), settings.lang).1);
    });
}

/// What stands in the two exact fields.
fn typed(app: &super::app::App) -> Option<(f64, f64)> {
    let (x, y) = (app.page.input(Id::PointX).value_as_number(), app.page.input(Id::PointY).value_as_number());
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// Adds where the exact fields say while they hold no point's place; else at the probe, at the height of the model's answer: there it is seen, and dragged from there.
fn add_point(shared: &Shared) {
    with(shared, |app| {
        let fit = app.session.snapshot().fit;
        let middle = |span: crate::snapshot::Span| (span.lo + span.hi) / 2.0;
        let x = fit.probe.map_or(middle(fit.x), |p| p.x);
        let y = fit.probe.map(|p| p.predicted).filter(|y| y.is_finite()).unwrap_or(middle(fit.y));
        let typed = typed(app).filter(|_| app.session.selected_point().is_none());
        app.act_now(Msg::AddPoint(typed.unwrap_or((x, y))));
        announce_point(app);
    });
}

fn move_point(shared: &Shared) {
    with(shared, |app| {
        if let Some(index) = app.session.selected_point() {
            if let Some(to) = typed(app) {
                app.act_now(Msg::MovePoint(index, to));
                announce_point(app);
            }
            app.redraw();
        }
    });
}

fn choose_axes(shared: &Shared) {
    with(shared, |app| {
        let axes: HtmlSelectElement = app.page.get(Id::SurfaceAxes).clone().unchecked_into();
        let last = app.session.parameters().len().saturating_sub(1);
        let read = |id: Id| (app.page.input(id).value_as_number().max(0.0) as usize).min(last);
        let msg = if axes.value() == "weights" {
            let (u, v) = (read(Id::SurfaceU), read(Id::SurfaceV));
            Axes::Weights(u, if v == u { if u == 0 { 1.min(last) } else { u - 1 } } else { v })
        } else {
            Axes::Path
        };
        app.send(Msg::SurfaceAxes(msg));
    });
}

fn import(app: &mut super::app::App, text: &str) {
    let lang = app.session.settings().lang;
    let fault = match data::read(text) {
        Ok(table) => {
            app.act_now(Msg::Import { points: table.points, names: table.names, split: table.has_split });
            None
        }
        Err(error) => Some(sentences::csv_error(&error, lang)),
    };
    csv_fault(app, fault);
}

fn csv_fault(app: &super::app::App, fault: Option<String>) {
    let place = app.page.get(Id::CsvFault);
    place.set_text_content(fault.as_deref());
    let _ = if fault.is_some() { place.remove_attribute("hidden") } else { place.set_attribute("hidden", "") };
}

fn read_file(shared: &Shared) {
    with(shared, |app| {
        let input = app.page.input(Id::CsvFile);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file can be chosen again after it was mended.
        input.set_value("");
        let lang = app.session.settings().lang;
        if file.size() > MOST_BYTES {
            csv_fault(app, Some(sentences::file_too_large(lang)));
            return;
        }
        let Ok(reader) = FileReader::new() else { return };
        let on = shared.clone();
        let done = reader.clone();
        let loaded = Closure::once_into_js(move || {
            with(&on, |app| match done.result().ok().and_then(|text| text.as_string()) {
                Some(text) => import(app, &text),
                None => csv_fault(app, Some(sentences::file_unreadable(app.session.settings().lang))),
            });
        });
        reader.set_onloadend(Some(loaded.unchecked_ref()));
        if reader.read_as_text(&file).is_err() {
            csv_fault(app, Some(sentences::file_unreadable(lang)));
        }
    });
}

fn save_csv(shared: &Shared) {
    with(shared, |app| {
        let names = sentences::column_names(&app.session.quantity(), app.session.settings().lang);
        let text = data::write(app.session.points(), (&names.0, &names.1));
        if download(app.page.document(), &text).is_none() {
            let area: HtmlTextAreaElement = app.page.get(Id::CsvText).clone().unchecked_into();
            area.set_value(&text);
        }
    });
}

fn download(document: &Document, text: &str) -> Option<()> {
    let bag = BlobPropertyBag::new();
    bag.set_type("text/csv;charset=utf-8");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download("kittengrad.csv");
    link.click();
    Url::revoke_object_url(&url).ok()
}
