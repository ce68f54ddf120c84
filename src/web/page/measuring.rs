//! Loss against capacity: starts to measure it, goes on for a part of each frame, and tells what was found.

use super::app::App;
use super::ids::{Id, Page};
use crate::data::decimal;
use crate::session::{MOST_FOLDS, MOST_SWEEP_STEPS, Msg, Session, Stale, State, VARIES};
use crate::text::capacity::{self, Unmeasured};
use crate::view::Vary;
use crate::web::kit::elements::{say_fault, set};
use web_sys::Event;

/// Milliseconds of a frame for measuring, while training runs and while it waits.
const BUDGET: (f64, f64) = (2.0, 4.0);

/// Gives the field for the number of steps its range.
pub fn set_range(page: &Page) {
    set(page.get(Id::SweepSteps), "max", &MOST_SWEEP_STEPS.to_string());
}

/// The button was pressed.
pub fn pressed(app: &mut App, _: &Event) {
    app.settle();
    if app.session.is_measuring() {
        return app.act_now(Msg::StopMeasuring);
    }
    let (vary, folds) = (app.page.input(Id::SweepVary).value(), app.page.input(Id::SweepFolds).value());
    let steps = app.page.input(Id::SweepSteps).value_as_number();
    let refused = measure(app, &vary, steps, decimal::read(&folds).unwrap_or(f64::NAN)).err();
    let fault = refused.map_or_else(String::new, |why| capacity::refusal(why, app.session.settings().lang));
    say_fault(app.page.get(Id::SweepFault), &fault);
}

/// Begins to measure.
///
/// # Errors
/// What was asked for cannot be measured. If there are too few points, the last measurement has been ended all the same.
pub fn measure(app: &mut App, vary: &str, steps: f64, folds: f64) -> Result<(), Unmeasured> {
    let &(_, vary) = VARIES.iter().find(|(word, _)| *word == vary).ok_or(Unmeasured::Vary)?;
    let whole = |n: f64, most: f64| n.fract() == 0.0 && (0.0..=most).contains(&n);
    if !whole(steps, MOST_SWEEP_STEPS.into()) || steps == 0.0 {
        return Err(Unmeasured::Steps);
    }
    if !whole(folds, MOST_FOLDS as f64) || folds == 1.0 {
        return Err(Unmeasured::Folds);
    }
    if vary == Vary::Degree && app.session.settings().dataset.tells_classes() {
        return Err(Unmeasured::Degree);
    }
    app.act_now(Msg::StopMeasuring);
    app.act_now(Msg::Measure { vary, steps: steps as u32, folds: folds as usize });
    if app.session.is_measuring() { Ok(()) } else { Err(Unmeasured::Points) }
}

/// Measures for a part of the frame, in slices of time.
pub fn go_on(app: &mut App, begin: f64) {
    let App { session, frame, browser, page, .. } = app;
    let budget = if session.state() == State::Running { BUDGET.0 } else { BUDGET.1 };
    let mut now = begin;
    while now - begin < budget && session.is_measuring() {
        let cost = session.sweep_cost() as f64;
        let taken = session.fill_sweep(frame.sweep.amount(cost));
        let before = std::mem::replace(&mut now, browser.clock.now());
        frame.sweep.learn(f64::from(taken) * cost, now - before);
        let trained = session.sweep().trained;
        if trained != std::mem::replace(&mut frame.trained, trained) || !session.is_measuring() {
            frame.stale |= Stale::SWEEP;
        }
        if !session.is_measuring() {
            page.announce(found(session));
        }
    }
}

/// What has been found so far.
pub fn found(session: &Session) -> String {
    capacity::found(&session.sweep(), &session.quantity(), session.settings().lang)
}

/// Tells the style sheet what there is to see. The picture is shown only once something has been measured.
pub fn mark(page: &Page, session: &Session) {
    let sweep = session.sweep();
    let state = match (sweep.capacities.is_empty(), sweep.measuring, sweep.outdated) {
        (true, ..) => "none",
        (_, true, _) => "measuring",
        (_, _, true) => "outdated",
        _ => "done",
    };
    page.mark("data-sweep", state);
    // No polynomial tells classes apart.
    let vary = page.input(Id::SweepVary);
    let word = |wanted| VARIES.iter().find(|(_, vary)| *vary == wanted).map_or("", |(word, _)| *word);
    if session.settings().dataset.tells_classes() && vary.value() == word(Vary::Degree) {
        vary.set_value(word(Vary::Layers));
    }
}
