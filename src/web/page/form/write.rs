//! Shows the knobs' values: of each frame only what has changed in it.

use super::controls::{Control, Form};
use super::{layers, presets, told};
use crate::data::decimal::{fixed, shortest};
use crate::session::knobs::{self, Effect, Value, show};
use crate::session::{Session, Settings};
use crate::text::{recipe, rules};
use crate::web::kit::elements::{choose, disable, fill, set, style};
use crate::web::kit::scale::NOTCHES;
use crate::web::page::ids::{Id, Page};
use crate::web::page::{shown, transport, words};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Shows what has changed since it was last shown, and in free play what no chapter shows.
pub fn write(form: &mut Form, page: &Page, session: &Session, free: bool) {
    let settings = session.settings();
    mark_limit(form, page, session.rate_limit());
    page.mark("data-zone", words::zone(session.rate_zone()));
    form.controls.iter_mut().for_each(|control| write_control(control, page, settings));
    if form.shown.as_ref() != Some(settings) {
        write_settings(form, page, session);
    }
    if free && form.worded.as_ref() != Some(settings) {
        form.worded = Some(settings.clone());
        write_words(form, page, settings);
    }
}

/// Shows the settings, which have changed.
fn write_settings(form: &mut Form, page: &Page, session: &Session) {
    let settings = session.settings();
    let before = form.shown.replace(settings.clone());
    let first = before.is_none();
    let before = before.as_ref().unwrap_or(settings);
    page.speak(settings.lang);
    for key in page.marked_knobs().split(' ') {
        page.mark(&["data-", key].concat(), &knobs::value(key, settings));
    }
    page.mark("data-task", words::task(settings));
    shown::close_bent(page, settings.dataset.tells_classes());
    if first || before.dataset != settings.dataset {
        write_source(form, settings);
    }
    presets::write(form, settings);
    let other_rows = first || before.layers.len() != settings.layers.len() || before.lang != settings.lang;
    if other_rows || before.layers != settings.layers {
        layers::write_widths(page, settings);
    }
    if other_rows || before.activations != settings.activations {
        layers::write_activations(page, settings);
    }
    transport::write_pace(page, session);
}

/// What is folded away, told in few words, and the rules of training.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn write_words(form: &Form, page: &Page, settings: &Settings) {
    told::write(&form.controls, page, settings);
    page.write(Id::Rules, rules::all(settings, settings.lang));
    page.write(Id::MoreBrief, recipe::brief(settings, settings.lang));
}

/// One's own points are neither made nor scattered anew.
fn write_source(form: &Form, settings: &Settings) {
    let own = settings.dataset.is_own();
    for control in &form.controls {
        if control.knob.effect == Effect::Points {
            control.fields.iter().for_each(|field| disable(field, own));
            if let Some((slider, _)) = &control.slider {
                disable(slider, own);
            }
        }
    }
}

fn write_control(control: &mut Control, page: &Page, settings: &Settings) {
    let value = (control.knob.get)(settings);
    let text = show(&value);
    // What was refused stays beside what is said of it, to be mended.
    if control.refused || control.shown.as_ref() == Some(&text) {
        return;
    }
    // What the user is writing in, or sliding, is left alone; it is looked at again the next time.
    let mut in_use = false;
    for input in &control.fields {
        let input: &HtmlInputElement = input.unchecked_ref();
        // A list has type and value as a field has.
        match input.type_().as_str() {
            "radio" => input.set_checked(input.value() == text),
            "checkbox" => input.set_checked(match &value {
                Value::Switch(on) => *on,
                Value::Text(words) => words.split(',').any(|word| word == input.value()),
                Value::Number(_) => false,
            }),
            "select-one" => choose(input, &text),
            _ => {
                page.fill(input, &text);
                in_use |= page.is_active(input);
            }
        }
    }
    if let (Some((slider, scale)), Value::Number(number)) = (&control.slider, value) {
        let share = scale.share(number);
        let active = page.is_active(slider);
        // While it is dragged, the thumb is where the pointer is.
        if !active || (scale.value_at(slider) - number).abs() > 1e-9 * number.abs() {
            let at = if scale.log { (share * NOTCHES).round() } else { number };
            slider.set_value(&shortest(at));
        }
        in_use |= active;
        fill(slider, share);
        set(slider, "aria-valuetext", &text);
    }
    control.shown = (!in_use).then_some(text);
}

/// Marks where the learning rate has its limit: from there on a line or a polynomial diverges.
fn mark_limit(form: &mut Form, page: &Page, limit: Option<f64>) {
    let mark = page.get(Id::RateLimit);
    let key = mark.get_attribute("data-limit-of").unwrap_or_default();
    let mut place = None;
    if let Some((_, scale)) = form.control(&key).and_then(|control| control.slider.as_ref())
        && let Some(limit) = limit.filter(|limit| (scale.min..=scale.max).contains(limit))
    {
        place = Some(scale.share(limit));
    }
    if place == form.limit && form.shown.is_some() {
        return;
    }
    form.limit = place;
    mark.set_hidden(place.is_none());
    if let Some(place) = place {
        style(mark, "--at", &fixed(place, 4));
    }
}
