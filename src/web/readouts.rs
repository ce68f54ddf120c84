//! The numbers and sentences around the pictures.

use super::page::{Id, Page, choose, disable, fill, rest, set, style};
use super::{pins, script, sweep};
use crate::data::decimal::fixed;
use crate::session::{Axes, Session, Status};
use crate::text::number::{self, grouped, power_of, short, without_zeros};
use crate::text::{Lang, question, sentences};

/// Writes all of them.
pub fn write(page: &Page, session: &Session) {
    let settings = session.settings();
    let lang = settings.lang;
    let status = session.status();
    let quantity = session.quantity();
    // Without points there is nothing to be wrong about.
    let loss = |loss: f64| if loss.is_finite() && status.training_points > 0 { short(loss) } else { "–".to_owned() };
    let typical = |error: f64| match error.is_finite() && status.training_points > 0 {
        true => sentences::amount(error, &quantity, lang),
        false => "–".to_owned(),
    };
    let none = || "–".to_owned();
    page.write(Id::Step, grouped(status.step));
    page.write(Id::Epoch, grouped(status.epoch));
    page.write(Id::TrainLoss, loss(status.train_loss));
    page.write(Id::TrainRmse, typical(status.train_error));
    let r_squared = |r: Option<f64>| r.map_or_else(none, number::r_squared);
    page.write(Id::TrainR2, r_squared(status.train_r_squared));
    let cost = |cost: f64| lang.say("penalty {0}", "惩罚 {0}", &[&loss(cost)]);
    page.write(Id::Penalty, status.penalty.map_or_else(String::new, cost));
    page.write(Id::HeldOutLoss, status.held_out_loss.map_or_else(none, loss));
    page.write(Id::HeldOutRmse, status.held_out_error.map_or_else(none, typical));
    page.write(Id::HeldOutR2, r_squared(status.held_out_r_squared));
    page.write(Id::LawError, status.law_error.map_or_else(none, |error| "\u{a0}±\u{a0}".to_owned() + &typical(error)));
    page.mark("data-law", if status.law_error.is_some() { "known" } else { "unknown" });
    let (many, capacity) = sentences::capacity(&status, lang);
    page.write(Id::Capacity, capacity);
    page.mark("data-capacity", if many { "many" } else { "few" });

    let (tone, sentence) = sentences::verdict(&status, settings, &quantity, lang);
    page.mark("data-verdict", tone.word());
    page.write(Id::VerdictText, sentence);
    page.mark("data-state", script::state(status.state));
    let formula = sentences::formula(&status, &quantity, lang);
    page.write(Id::CoefficientList, formula.clone());
    page.write(Id::Formula, formula);
    page.write(Id::ClosedForm, sentences::closed_form(&status, &quantity, lang));
    write_timeline(page, &status, lang);
    pins::write(page, session, &status);
    write_under_pictures(page, session, lang);
    sweep::write(page, session);
}

/// How far one can look back, and where one is.
fn write_timeline(page: &Page, status: &Status, lang: Lang) {
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

fn write_under_pictures(page: &Page, session: &Session, lang: Lang) {
    let (fit, losses, layers) = (session.fit(), session.losses(), session.layers());
    let quantity = session.quantity();
    let selected = fit.selected.and_then(|i| fit.points.get(i));
    // While no point is held, what stands in the fields is the user's.
    let form = page.get(Id::PointForm);
    let held = selected.is_some();
    if held || form.get_attribute("data-held").as_deref() == Some("true") {
        for (id, value) in [(Id::PointX, selected.map(|p| p.x)), (Id::PointY, selected.map(|p| p.y))] {
            page.fill(page.input(id), &value.map_or_else(String::new, plain));
        }
        set(form, "data-held", if held { "true" } else { "false" });
    }
    disable(page.get(Id::PointRemove), selected.is_none());
    page.fill(page.input(Id::ProbeX), &fit.probe.map_or_else(String::new, |probe| plain(probe.x)));
    let answer = fit.probe.filter(|p| p.predicted.is_finite());
    page.write(Id::ProbeY, answer.map_or_else(|| "–".to_owned(), |p| sentences::amount(p.predicted, &quantity, lang)));
    let beside = fit.probe.map_or_else(String::new, |probe| question::beside(&quantity, &probe, lang));
    page.write(Id::ProbeBeside, beside);

    let pressed = |on: bool| if on { "true" } else { "false" };
    set(page.get(Id::LossesLog), "aria-pressed", pressed(losses.log));
    set(page.get(Id::LossesLinear), "aria-pressed", pressed(!losses.log));

    page.write(Id::SurfaceCaption, sentences::surface_caption(session.surface().plane, lang));
    let (word, u, v) = match session.axes() {
        Axes::Path => ("path", 0, 1),
        Axes::Weights(u, v) => ("weights", u, v),
    };
    choose(page.input(Id::SurfaceAxes), word);
    let last = layers.parameters.len().saturating_sub(1).to_string();
    for (id, value) in [(Id::SurfaceU, u), (Id::SurfaceV, v)] {
        set(page.get(id), "max", &last);
        disable(page.get(id), word == "path");
        page.fill(page.input(id), &value.to_string());
    }

    let held = session.held_neuron();
    let hint = lang.pick("Choose a neuron to read its formula.", "选一个神经元，看它的公式。");
    page.write(
        Id::LayersReadout,
        held.map_or_else(|| hint.to_owned(), |held| sentences::neuron(&held, layers.polynomial, lang)),
    );
    page.write(
        Id::LayersCaption,
        lang.pick("each square: that neuron's answer for every x", "每个小格：该神经元对每个 x 的输出").to_owned(),
    );
}

/// A number as it is typed: at most six significant digits, no grouping.
fn plain(value: f64) -> String {
    let digits = if value == 0.0 { 0 } else { (5 - power_of(value.abs())).clamp(0, 12) };
    without_zeros(fixed(value, digits as usize))
}
