//! The exact fields under the picture of the points, and the buttons beside it.

use super::added;
use super::announce::{self, at_probe};
use super::app::{Act, App};
use super::ids::Id;
use super::pictures::plane;
use super::pins;
use crate::session::Msg;
use crate::text::quantity::untold;
use crate::view::ErrorMarks;
use web_sys::Event;

/// Where each is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::PointAdd, "click", add),
    (Id::PointRemove, "click", remove),
    (Id::PointX, "change", place),
    (Id::PointY, "change", place),
    (Id::PointForm, "submit", |_, event| event.prevent_default()),
    (Id::ProbeX, "change", ask),
    (Id::ProbeX2, "change", ask),
    (Id::PointFlip, "click", flip),
    (Id::AddsPositive, "click", |app, _| app.send(plane::adds(true))),
    (Id::AddsOther, "click", |app, _| app.send(plane::adds(false))),
    (Id::BestLineHidden, "click", |app, _| app.send(Msg::ShowBestLine(false))),
    (Id::BestLineShown, "click", |app, _| app.send(Msg::ShowBestLine(true))),
    (Id::PointUndo, "click", added::undo),
    (Id::ErrorsHidden, "click", |app, _| app.send(Msg::ShowErrors(ErrorMarks::Hidden))),
    (Id::ErrorsLines, "click", |app, _| app.send(Msg::ShowErrors(ErrorMarks::Lines))),
    (Id::ErrorsSquares, "click", |app, _| app.send(Msg::ShowErrors(ErrorMarks::Squares))),
    (Id::PartsHidden, "click", |app, _| app.send(Msg::ShowStack(false))),
    (Id::PartsShown, "click", |app, _| app.send(Msg::ShowStack(true))),
    (Id::Pin, "click", pins::pressed),
    (Id::PinRows, "click", pins::remove),
];

/// What stands in the two exact fields.
fn typed(app: &App) -> Option<(f64, f64)> {
    let (x, y) = (app.page.input(Id::PointX).value_as_number(), app.page.input(Id::PointY).value_as_number());
    let y = untold(y, &app.session.quantity(), app.session.settings().lang);
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// Adds where the exact fields say while they hold no point's place; else at the probe, at the height of the model's answer:
/// there it is seen, and dragged from there.
fn add(app: &mut App, _: &Event) {
    let typed = typed(app).filter(|_| app.session.selected_point().is_none());
    let at = typed.unwrap_or_else(|| at_probe(app));
    app.act_now(Msg::AddPoint(at));
    announce::point(app);
}

fn remove(app: &mut App, _: &Event) {
    if let Some(index) = app.session.selected_point() {
        app.act_now(Msg::RemovePoint(index));
        announce::point(app);
    }
}

fn flip(app: &mut App, _: &Event) {
    if let Some(index) = app.session.selected_point() {
        app.act_now(Msg::FlipPoint(index));
        announce::point(app);
    }
}

fn place(app: &mut App, _: &Event) {
    if let Some(index) = app.session.selected_point() {
        if let Some(to) = typed(app) {
            app.act_now(Msg::MovePoint(index, to));
            announce::point(app);
        }
        app.redraw();
    }
}

fn ask(app: &mut App, _: &Event) {
    let [x, y] = [Id::ProbeX, Id::ProbeX2].map(|id| app.page.input(id).value_as_number());
    if app.session.settings().dataset.tells_classes() {
        return app.send(Msg::Ask(Some((x, y)).filter(|(x, y)| x.is_finite() && y.is_finite())));
    }
    app.send(Msg::Probe(Some(x).filter(|x| x.is_finite())));
}
