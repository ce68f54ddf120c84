//! Shows the knobs' values: of each frame only what has changed in it.

use super::controls::{Control, Form};
use super::{layers, presets};
use crate::data::decimal::{fixed, shortest};
use crate::session::knobs::{self, Effect, Value, show};
use crate::session::{Dataset, Session, Settings};
use crate::text::rules;
use crate::web::kit::elements::{choose, disable, fill, set, style};
use crate::web::kit::scale::NOTCHES;
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Shows what has changed since it was last shown.
pub fn write(form: &mut Form, page: &Page, session: &Session) {
    let settings = session.settings();
    mark_limit(form, page, session.rate_limit());
    form.controls.iter_mut().for_each(|control| write_control(control, page, settings));
    if form.shown.as_ref() == Some(settings) {
        return;
    }
    let before = form.shown.replace(settings.clone());
    let others = |differ: fn(&Settings, &Settings) -> bool| before.as_ref().is_none_or(|b| differ(b, settings));
    page.speak(settings.lang);
    for key in page.marked_knobs().split(' ') {
        page.mark(&["data-", key].concat(), &knobs::value(key, settings));
    }
    if others(|a, b| a.dataset != b.dataset) {
        // One's own points are neither made nor scattered anew.
        for control in form.controls.iter().filter(|control| control.knob.effect == Effect::Points) {
            let own = settings.dataset == Dataset::Own;
            control.fields.iter().for_each(|field| disable(field, own));
            let _ = control.slider.as_ref().map(|(slider, _)| disable(slider, own));
        }
    }
    presets::write(form, settings);
    if others(|a, b| (&a.layers, a.lang) != (&b.layers, b.lang)) {
        layers::write_widths(page, settings);
    }
    if others(|a, b| (a.layers.len(), &a.activations, a.lang) != (b.layers.len(), &b.activations, b.lang)) {
        layers::write_activations(page, settings);
    }
    page.write(Id::Rules, rules::all(settings, settings.lang));
    page.write(Id::MoreBrief, rules::brief(settings, settings.lang));
}

fn write_control(control: &mut Control, page: &Page, settings: &Settings) {
    let value = (control.knob.get)(settings);
    let text = show(&value);
    if control.shown.as_ref() == Some(&text) {
        return;
    }
    // What the user is writing in, or sliding, is left alone; it is looked at again the next time.
    let mut in_use = false;
    for input in &control.fields {
        let input: &HtmlInputElement = input.unchecked_ref();
        // A list has type and value as a field has.
        match input.type_().as_str() {
            "radio" => input.set_checked(input.value() == text),
            "checkbox" => input.set_checked(value == Value::Switch(true)),
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
    let slider = form.control(&key).and_then(|control| control.slider.as_ref());
    let place = slider
        .zip(limit)
        .and_then(|((_, scale), limit)| (scale.min..=scale.max).contains(&limit).then(|| scale.share(limit)));
    if place == form.limit && form.shown.is_some() {
        return;
    }
    form.limit = place;
    mark.set_hidden(place.is_none());
    if let Some(place) = place {
        style(mark, "--at", &fixed(place, 4));
    }
}
