//! Loss against capacity on the page: the panel's controls, pointer and keys on its picture, its words, and the time of a
//! frame that measuring takes.

use super::app::{App, Shared};
use super::controls::announce_verdict;
use super::listen::{Act, listen};
use super::page::{Id, Page, say_fault};
use super::pointer::{px, view};
use crate::data::decimal;
use crate::scene::sweep;
use crate::session::{MOST_FOLDS, MOST_SWEEP_STEPS, Msg, Session, Stale, State, VARIES};
use crate::text::capacity::{self, Unmeasured};
use crate::view::Picture;
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

/// Milliseconds of a frame for measuring, while training runs and while it waits.
const BUDGET: (f64, f64) = (2.0, 4.0);

/// On the picture: the event, and what it does.
const ON_PICTURE: &[(&str, Act)] = &[
    ("pointerdown", point),
    ("pointermove", point),
    ("pointerleave", leave),
    ("click", |app, event| {
        if let Some(index) = under(app, event) {
            take(app, index);
        }
    }),
];

/// Listens at the panel. Keys are listened to with those of the other pictures.
pub fn listen_all(app: &App, shared: Shared) {
    listen(shared, app.page.get(Id::SweepMeasure), "click", pressed);
    for &(kind, act) in ON_PICTURE {
        listen(shared, app.page.get(Id::Sweep), kind, act);
    }
}

fn pressed(app: &mut App, _: &Event) {
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
/// What was asked for cannot be measured. Of points that are too few the last measurement has ended by then.
pub fn measure(app: &mut App, vary: &str, steps: f64, folds: f64) -> Result<(), Unmeasured> {
    let &(_, vary) = VARIES.iter().find(|(word, _)| *word == vary).ok_or(Unmeasured::Vary)?;
    let whole = |n: f64, most: f64| n.fract() == 0.0 && (0.0..=most).contains(&n);
    if !whole(steps, MOST_SWEEP_STEPS.into()) || steps == 0.0 {
        return Err(Unmeasured::Steps);
    }
    if !whole(folds, MOST_FOLDS as f64) || folds == 1.0 {
        return Err(Unmeasured::Folds);
    }
    app.act_now(Msg::StopMeasuring);
    app.act_now(Msg::Measure { vary, steps: steps as u32, folds: folds as usize });
    if app.session.is_measuring() { Ok(()) } else { Err(Unmeasured::Points) }
}

impl App {
    /// Measures for a part of the frame, in slices of time.
    pub fn fill_sweep(&mut self, begin: f64) {
        let running = self.session.state() == State::Running;
        let budget = if running { BUDGET.0 } else { BUDGET.1 };
        let mut now = begin;
        while now - begin < budget && self.session.is_measuring() {
            let cost = self.session.sweep_cost() as f64;
            let taken = self.session.fill_sweep(self.sweep_pace.amount(cost));
            let before = std::mem::replace(&mut now, self.clock.now());
            self.sweep_pace.learn(f64::from(taken) * cost, now - before);
            let trained = self.session.sweep().trained;
            if trained != std::mem::replace(&mut self.trained, trained) || !self.session.is_measuring() {
                self.stale |= Stale::SWEEP;
            }
            if !self.session.is_measuring() {
                self.page.announce(found(&self.session));
            }
        }
    }
}

fn found(session: &Session) -> String {
    capacity::found(&session.sweep(), &session.quantity(), session.settings().lang)
}

/// Writes the words around the picture, and tells the style sheet what there is to see.
pub fn write(page: &Page, session: &Session) {
    let sweep = session.sweep();
    let state = match (sweep.capacities.is_empty(), sweep.measuring, sweep.outdated) {
        (true, ..) => "none",
        (_, true, _) => "measuring",
        (_, _, true) => "outdated",
        _ => "done",
    };
    page.mark("data-sweep", state);
    page.write(Id::SweepProgress, capacity::progress(&sweep, session.settings().lang));
    page.write(Id::SweepWords, found(session));
}

/// The capacity under an event.
fn under(app: &App, event: &Event) -> Option<usize> {
    let frame = view(app, Picture::Sweep).frame()?;
    sweep::capacity_at(&app.session.sweep(), &frame, px(app, Picture::Sweep, event))
}

fn point(app: &mut App, event: &Event) {
    let at = under(app, event);
    if app.session.sweep().reading != at {
        app.send(Msg::ReadCapacity(at));
    }
}

fn leave(app: &mut App, event: &Event) {
    if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
        app.send(Msg::ReadCapacity(None));
    }
}

/// Makes the model of a capacity the present one.
fn take(app: &mut App, index: usize) {
    app.act_now(Msg::ReadCapacity(Some(index)));
    app.act_now(Msg::LoadCapacity(index));
    announce_verdict(app);
}

/// What a key does on the picture; says whether it does anything.
pub fn on_key(app: &mut App, key: &str, stride: f64) -> bool {
    let sweep = app.session.sweep();
    let Some(last) = sweep.results.len().checked_sub(1) else { return false };
    let (reading, from) = (sweep.reading, sweep.reading.or(sweep.today).or(sweep.best()).unwrap_or(0).min(last));
    let stride = if reading.is_some() { stride as usize } else { 0 };
    let at = match key {
        "ArrowLeft" => from.saturating_sub(stride),
        "ArrowRight" => (from + stride).min(last),
        "Home" => 0,
        "End" => last,
        "Enter" | " " => {
            take(app, from);
            return true;
        }
        "Escape" => {
            app.act_now(Msg::ReadCapacity(None));
            return true;
        }
        _ => return false,
    };
    app.act_now(Msg::ReadCapacity(Some(at)));
    app.page.announce(capacity::spoken(&app.session.sweep(), at, app.session.settings().lang));
    true
}
