//! The numbers and sentences of the page as a whole; those of a picture's panel stand with the picture.

use super::ids::{Id, Page};
use super::{chapters, measuring, pins, timeline, words};
use crate::session::story::{Chapter, Story};
use crate::session::{Session, Status, offers_fewer};
use crate::task::Count;
use crate::text::number::{self, grouped};
use crate::text::sentences;

/// Writes all of them that the chapter shows.
pub fn write(page: &Page, story: &Story, session: &Session) {
    let status = session.status();
    page.mark("data-offer", if offers_fewer(&status, session.settings()) { "fewer" } else { "none" });
    chapters::write(page, story, session, &status);
    match story.at() {
        Chapter::Map | Chapter::Line | Chapter::Cat => {}
        Chapter::Loss
        | Chapter::Descent
        | Chapter::Overfit
        | Chapter::Neuron
        | Chapter::Layers
        | Chapter::Depth
        | Chapter::Backprop
        | Chapter::Free => {
            numbers(page, session, &status);
        }
    }
}

/// What the first two screens do not show.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn numbers(page: &Page, session: &Session, status: &Status) {
    let settings = session.settings();
    let lang = settings.lang;
    let (quantity, units) = (session.quantity(), session.units());
    // Without points there is nothing to be wrong about.
    let loss = |loss: f64| match loss.is_finite() && status.training_points > 0 {
        true => sentences::loss(loss, &units, lang),
        false => "–".to_owned(),
    };
    let typical = |error: f64| match error.is_finite() && status.training_points > 0 {
        true => sentences::amount(error, &quantity, lang),
        false => "–".to_owned(),
    };
    let none = || "–".to_owned();
    page.write(Id::Step, grouped(status.step));
    page.write(Id::Epoch, grouped(status.epoch));
    page.write(Id::TrainLoss, loss(status.train_loss));
    // Of classes it is told how many are right.
    let right = |count: Count| count.share().map_or_else(none, |share| sentences::sorting::percent(share, lang));
    let own = status.classes.map(|numbers| right(numbers.sorted.train.all()));
    page.write(Id::TrainRmse, own.unwrap_or_else(|| typical(status.train_error)));
    let r_squared = |r: Option<f64>| r.map_or_else(none, number::r_squared);
    page.write(Id::TrainR2, r_squared(status.train_r_squared));
    let cost = |cost: f64| lang.say("penalty {0}", "惩罚 {0}", &[&loss(cost)]);
    page.write(Id::Penalty, status.penalty.map_or_else(String::new, cost));
    page.write(Id::HeldOutLoss, status.held_out_loss.map_or_else(none, loss));
    let unseen = status.classes.map(|numbers| right(numbers.sorted.held_out.all()));
    page.write(Id::HeldOutRmse, unseen.unwrap_or_else(|| status.held_out_error.map_or_else(none, typical)));
    page.write(Id::HeldOutR2, r_squared(status.held_out_r_squared));
    page.write(Id::UnseenRmse, status.unseen_error.map_or_else(none, |error| "±\u{a0}".to_owned() + &typical(error)));
    page.mark("data-unseen", if status.unseen_points > 0 { "some" } else { "none" });
    page.write(Id::LawError, status.law_error.map_or_else(none, |error| "\u{a0}±\u{a0}".to_owned() + &typical(error)));
    page.mark("data-law", if status.law_error.is_some() { "known" } else { "unknown" });
    page.write(Id::Split, sentences::split(status, lang));
    let (many, capacity) = sentences::capacity(status, lang);
    page.write(Id::Capacity, capacity);
    page.mark("data-capacity", if many { "many" } else { "few" });

    let formula = sentences::formula(status, &units, session.picture(), lang);
    page.write(Id::CoefficientList, formula.clone());
    page.write(Id::Formula, formula);
    page.mark("data-bend", words::bend(settings, status));
    page.write(Id::ClosedForm, sentences::closed_form(status, &units, session.picture(), lang));
    timeline::write(page, status, lang);
    pins::write(page, session, status);
    measuring::mark(page, session);
}
