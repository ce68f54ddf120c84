//! The terms of the neuron that is chosen, a row for each: its weight is typed or slid.

use crate::data::decimal::shortest;
use crate::scene::range::bounded;
use crate::session::{Lot, Msg, Session, Share};
use crate::text::Lang;
use crate::text::terms::{self, TermList, TermRow};
use crate::web::kit::elements::{fill, flag, say_fault, set};
use crate::web::kit::listen::{around, target};
use crate::web::kit::rows::{self, part, rows};
use crate::web::page::app::App;
use crate::web::page::ids::{Id, Page};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

/// On which its parameter stands: a row is of this one, whatever the session lists by then.
const AT: &str = "data-at";
/// Whether a lock is shut.
const PRESSED: &str = "aria-pressed";
/// Of so many steps a slider is long, from end to end.
const STEPS: f64 = 400.0;

/// A slider is moved: its parameter goes along.
pub fn slid(app: &mut App, event: &Event) {
    let Some(slider) = input(event, "range") else { return };
    edit(app, &slider, slider.value_as_number());
}

/// A number was typed. What is none stays to be mended.
pub fn typed(app: &mut App, event: &Event) {
    let Some(field) = input(event, "number") else { return };
    let done = edit(app, &field, field.value_as_number());
    app.send(Msg::LetGo);
    flag(&field, "aria-invalid", !done);
    let fault = match done {
        true => String::new(),
        false => terms::no_number(&field.get_attribute("aria-label").unwrap_or_default(), lang(app)),
    };
    say_fault(app.page.get(Id::WeightedFault), &fault);
}

/// No control of the list is held any more, unless another one is.
pub fn left(app: &mut App, event: &Event) {
    app.send(Msg::LetGo);
    let next = Reflect::get(event, &"relatedTarget".into()).ok().and_then(|next| next.dyn_into::<Element>().ok());
    let stays = next.is_some_and(|next| app.page.get(Id::WeightedRows).contains(Some(&next)));
    app.send(Msg::HoldTerms(stays));
}

/// The lock of a row was pressed.
pub fn frozen(app: &mut App, event: &Event) {
    if let Some(at) = around(event, "[data-role=freeze]").and_then(|lock| place(&lock)) {
        freeze(app, Lot::One(at));
    }
}

/// A lock was pressed.
pub fn freeze(app: &mut App, lot: Lot) {
    // Several presses within one frame add up.
    app.settle();
    let Some(held) = app.session.held_neuron() else { return };
    if let Some(change) = lot.pressed(app.session.settings(), &held) {
        app.send(Msg::Set(change));
        app.send(Msg::LetGo);
    }
}

/// The place of the parameter on which a control's row stands.
fn place(control: &Element) -> Option<usize> {
    control.closest("li").ok().flatten()?.get_attribute(AT)?.parse().ok()
}

fn lang(app: &App) -> Lang {
    app.session.settings().lang
}

/// The control of an event, if it is of this type.
fn input(event: &Event, kind: &str) -> Option<HtmlInputElement> {
    target(event)?.dyn_into::<HtmlInputElement>().ok().filter(|input| input.type_() == kind)
}

/// The parameter of a control's row takes this value; whether it is one.
fn edit(app: &mut App, control: &Element, value: f64) -> bool {
    let Some(neuron) = app.session.held_neuron() else { return false };
    let value = terms::model_value(value, &neuron, &app.session.quantity(), lang(app));
    let Some(edit) = place(control).zip(value) else { return false };
    app.send(Msg::EditParameters(vec![edit]));
    true
}

/// Writes the list, if a neuron with terms is chosen and there is room for it.
pub fn write(page: &Page, session: &Session) {
    let is_large = page.root().get_attribute("data-large").as_deref() == Some("layers");
    let listing = if is_large { session.listing() } else { None };
    page.get(Id::Weighted).set_hidden(listing.is_none());
    flag(page.get(Id::PanelLayers), "data-listed", listing.is_some());
    let Some(listing) = listing else { return };
    let polynomial = session.layers().polynomial;
    let TermList { rows: terms, sum, answer } =
        terms::listed(&listing, polynomial, &session.quantity(), session.settings().lang);
    flag(page.get(Id::Weighted), "data-asked", !sum.is_empty());
    page.write(Id::WeightedSum, sum);
    page.write(Id::WeightedAnswer, answer);
    let rows = rows(page.get(Id::WeightedRows), page.get(Id::WeightedRow), terms.len());
    let share = |lot: Lot| lot.share(session.settings(), &listing.neuron);
    for (id, lot) in [(Id::WeightedNeuron, Lot::Neuron), (Id::WeightedLayer, Lot::Layer)] {
        change(page.get(id), PRESSED, pressed(share(lot)));
    }
    let mut faulty = false;
    for (row, term) in rows.iter().zip(&terms) {
        faulty |= write_row(page, row, term);
        if let Some(lock) = part(row, "freeze") {
            change(&lock, "aria-label", &term.freeze);
            let share = share(Lot::One(term.at));
            change(&lock, PRESSED, pressed(share));
            flag(row, "data-frozen", share == Share::All);
        }
    }
    if !faulty {
        say_fault(page.get(Id::WeightedFault), "");
    }
}

/// How a lock tells how much of its lot is frozen.
fn pressed(share: Share) -> &'static str {
    match share {
        Share::None => "false",
        Share::Some => "mixed",
        Share::All => "true",
    }
}

/// Writes a row; whether what was typed there is still to be mended.
fn write_row(page: &Page, row: &Element, term: &TermRow) -> bool {
    let TermRow { at, name, label, field, weight, value, reach, input, part: made, freeze: _ } = term;
    let another = change(row, AT, &at.to_string());
    rows::write(row, "name", name);
    rows::write(row, "input", input);
    rows::write(row, "part", made);
    let mut faulty = false;
    if let Some(typed) = part(row, "weight") {
        let typed: &HtmlInputElement = typed.unchecked_ref();
        change(typed, "aria-label", label);
        change(typed, "step", &shortest(2.0 * reach / STEPS));
        if another {
            flag(typed, "aria-invalid", false);
        }
        faulty = typed.get_attribute("aria-invalid").as_deref() == Some("true");
        if !faulty {
            page.fill(typed, field);
        }
    }
    if let Some(slider) = part(row, "slide") {
        let slider: &HtmlInputElement = slider.unchecked_ref();
        let step = 2.0 * reach / STEPS;
        change(slider, "aria-label", label);
        change(slider, "min", &shortest(-reach));
        change(slider, "max", &shortest(*reach));
        change(slider, "step", &shortest(step));
        change(slider, "aria-valuetext", weight);
        // While it is dragged, the thumb is where the pointer is.
        let to = bounded(*value, -reach, *reach);
        if (slider.value_as_number() - to).abs() > 0.5 * step && !slider.matches(":active").unwrap_or(false) {
            slider.set_value(&shortest(to));
        }
        fill(slider, 0.5 + 0.5 * to / reach);
    }
    faulty
}

/// Sets an attribute, if it is another than before; whether it was.
fn change(element: &Element, name: &str, value: &str) -> bool {
    let another = element.get_attribute(name).as_deref() != Some(value);
    if another {
        set(element, name, value);
    }
    another
}
