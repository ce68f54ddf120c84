//! The timeline under the transport: undo, redo, and the steps that one can look back at.

use super::announce;
use super::app::{Act, App};
use super::ids::{Id, Page};
use crate::data::decimal::fixed;
use crate::session::{Msg, Status};
use crate::text::{Lang, sentences};
use crate::web::kit::elements::{disable, fill, rest, set, style};

/// Where each control is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::Undo, "click", |app, _| announce::take_back(app, Msg::Undo)),
    (Id::Redo, "click", |app, _| announce::take_back(app, Msg::Redo)),
    (Id::Timeline, "input", |app, _| {
        let step = app.page.input(Id::Timeline).value_as_number();
        app.send(Msg::Seek(step.max(0.0) as u64));
    }),
    (Id::BestStep, "click", |app, _| look_at(app, app.session.best_step())),
    (Id::StopEarly, "click", |app, _| look_at(app, app.session.best_step())),
    (Id::LatestStep, "click", |app, _| look_at(app, Some(app.session.last_step()))),
];

fn look_at(app: &mut App, step: Option<u64>) {
    if let Some(step) = step {
        app.act_now(Msg::Seek(step));
        announce::verdict(app);
    }
}

/// How far one can look back, and where one is.
pub fn write(page: &Page, status: &Status, lang: Lang) {
    let (first, last) = (status.first_step, status.last_step);
    let slider = page.input(Id::Timeline);
    let share = |step: u64| if last > first { step.saturating_sub(first) as f64 / (last - first) as f64 } else { 0.0 };
    set(slider, "min", &first.to_string());
    set(slider, "max", &last.to_string());
    if slider.value_as_number() != status.sought_step as f64 {
        slider.set_value(&status.sought_step.to_string());
    }
    fill(slider, share(status.sought_step));
    let text = sentences::timeline(status, lang);
    set(slider, "aria-valuetext", &text);
    page.write(Id::TimelineText, text);
    disable(slider, last == first);
    let mark = page.get(Id::BestMark);
    mark.set_hidden(status.best_step.is_none() || last == first);
    if let Some(best) = status.best_step {
        style(mark, "--at", &fixed(share(best), 4));
    }
    page.write(Id::BestStep, sentences::best_step(status, lang));
    rest(page.get(Id::BestStep), status.best_step.is_none_or(|best| best == status.sought_step));
    rest(page.get(Id::LatestStep), last == status.sought_step);
    rest(page.get(Id::Undo), status.undo.0 == 0);
    rest(page.get(Id::Redo), status.undo.1 == 0);
}
