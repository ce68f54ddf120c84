//! Pinned curves: the button that pins, and the table in which today's run stands beside those that were pinned.

use super::app::App;
use super::ids::{Id, Page};
use crate::session::{Msg, Session, Settings, Status};
use crate::task::{Counts, Sorted};
use crate::text::{labels, recipe, sentences};
use crate::web::kit::elements::{disable, flag, set};
use crate::web::kit::listen::around;
use crate::web::kit::rows::{self, part, rows};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// The button was pressed.
pub fn pressed(app: &mut App, _: &Event) {
    if let Some(letter) = pin(app) {
        app.page.announce(sentences::pinned(letter, app.session.settings()));
    }
}

/// Pins today's curve; says under which letter, if there was room for it.
pub fn pin(app: &mut App) -> Option<usize> {
    app.settle();
    let letter = app.session.free_pin();
    app.act_now(Msg::Pin);
    letter
}

/// Takes the pin of this letter away; says whether there was one.
pub fn unpin(app: &mut App, letter: &str) -> Option<usize> {
    app.settle();
    let letter = app.session.pins().iter().map(|pin| pin.letter).find(|&pin| labels::letter(pin) == letter)?;
    app.act_now(Msg::Unpin(letter));
    Some(letter)
}

/// A row's own button was pressed. It goes with the row, so that the focus needs another place.
pub fn remove(app: &mut App, event: &Event) {
    let letter =
        around(event, "[data-role=unpin]").and_then(|button| button.get_attribute("value")).unwrap_or_default();
    if let Some(letter) = unpin(app, &letter) {
        disable(app.page.get(Id::Pin), false);
        let _ = app.page.get(Id::Pin).focus();
        app.page.announce(sentences::unpinned(letter, app.session.settings().lang));
    }
}

/// A row of the table.
struct Run<'a> {
    /// Of a pin.
    letter: Option<usize>,
    settings: &'a Settings,
    step: u64,
    train: f64,
    held_out: Option<f64>,
    /// Where a class is asked for.
    sorted: Option<Sorted>,
}

impl Run<'_> {
    /// The less, the better on what is held out: the error, or the share of wrong ones; `None` where that is not known.
    fn fault(&self) -> Option<f64> {
        match self.sorted {
            Some(sorted) => sorted.held_out.all().share().map(|right| 1.0 - right),
            None => self.held_out.filter(|error| error.is_finite()),
        }
    }
}

/// One row for today's run and one for each pin; none while nothing is pinned.
pub fn write(page: &Page, session: &Session, status: &Status) {
    let lang = session.settings().lang;
    let pins = session.pins();
    disable(page.get(Id::Pin), session.free_pin().is_none());
    page.write(Id::PinHint, sentences::pin_hint(session, lang));
    page.get(Id::Pins).set_hidden(pins.is_empty());
    if pins.is_empty() {
        return;
    }
    let quantity = session.quantity();
    let told_error = |error: f64| match error.is_finite() && status.training_points > 0 {
        true => sentences::amount(error, &quantity, lang),
        false => "–".to_owned(),
    };
    let mut runs = vec![Run {
        letter: None,
        settings: session.settings(),
        step: status.step,
        train: status.train_error,
        held_out: status.held_out_error,
        sorted: status.classes.map(|numbers| numbers.sorted),
    }];
    for pin in pins {
        let (letter, settings) = (Some(pin.letter), &pin.settings);
        let (train, held_out) = (pin.train_error, pin.held_out_error);
        runs.push(Run { letter, settings, step: pin.step, train, held_out, sorted: pin.sorted });
    }
    let mut least = f64::INFINITY;
    for run in &runs {
        least = least.min(run.fault().unwrap_or(f64::INFINITY));
    }
    let rows = rows(page.get(Id::PinRows), page.get(Id::PinRow), runs.len());
    for (run, row) in runs.into_iter().zip(rows) {
        let best = run.fault() == Some(least);
        let Run { letter, settings, step, train, held_out, sorted } = run;
        let mark = letter.map_or("", labels::letter);
        set(&row, "data-letter", mark);
        flag(&row, "data-best", best);
        let write = |role: &str, text: &str| rows::write(&row, role, text);
        write("letter", letter.map_or(lang.pick("now", "现在"), labels::letter));
        write("what", &unbroken(&recipe::in_words(settings, lang)));
        write("step", &labels::step(step, step, lang));
        let right = |counts: Counts| counts.all().share().map(|share| sentences::sorting::percent(share, lang));
        let [train, held_out] = match sorted {
            Some(sorted) => [sorted.train, sorted.held_out].map(right),
            None => [Some(told_error(train)), held_out.map(told_error)],
        };
        write("train", train.as_deref().unwrap_or("–"));
        write("held-out", held_out.as_deref().unwrap_or("–"));
        let foremost =
            if sorted.is_some() { lang.pick("the most", "最多") } else { lang.pick("the least", "最小") };
        write("best", if best { foremost } else { "" });
        if let Some(button) = part(&row, "unpin") {
            set(&button, "value", mark);
            set(&button, "aria-label", &letter.map_or_else(String::new, |letter| sentences::remove_pin(letter, lang)));
            button.unchecked_ref::<HtmlElement>().set_hidden(letter.is_none());
        }
    }
}

/// The same text, which breaks into lines between its parts and not within one.
fn unbroken(parts: &str) -> String {
    let mut text = String::new();
    for c in parts.chars() {
        text.push(if c == ' ' && !text.ends_with('·') { '\u{a0}' } else { c });
    }
    text
}
