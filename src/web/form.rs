//! The controls: each gets range and value from the knob table, and what the user does with it goes back as a `Msg`.

use super::app::{App, Shared};
use super::listen::{around, listen, target};
use super::page::{Id, Page, choose, disable, fill, say_fault, set, style};
use super::rows::{part, row_of, rows};
use super::scale::{NOTCHES, Scale};
use super::{presets, rows};
use crate::data::decimal::{fixed, shortest};
use crate::session::knobs::{self, KNOBS, Kind, Knob, MOST_LAYERS, MOST_UNITS, Value, show};
use crate::session::{Dataset, Msg, Settings};
use crate::text::{Lang, sentences};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// Gives every control its range.
pub fn set_ranges(page: &Page) {
    for knob in KNOBS {
        let Some(scale) = Scale::of(knob.kind) else { continue };
        let step = match knob.kind {
            Kind::Real { step: Some(step), .. } => shortest(step),
            Kind::Whole { .. } => "1".to_owned(),
            _ => "any".to_owned(),
        };
        for control in page.all("name", knob.key) {
            set(&control, "min", &shortest(scale.min));
            set(&control, "max", &shortest(scale.max));
            set(&control, "step", &step);
        }
        for slider in page.all("data-slider", knob.key) {
            let (min, max, step) =
                if scale.log { (0.0, NOTCHES, "1".to_owned()) } else { (scale.min, scale.max, step.clone()) };
            set(&slider, "min", &shortest(min));
            set(&slider, "max", &shortest(max));
            set(&slider, "step", &step);
        }
    }
}

/// Shows every knob's value.
pub fn write(page: &Page, settings: &Settings) {
    for knob in KNOBS {
        let value = (knob.get)(settings);
        let text = show(&value);
        for control in page.all("name", knob.key) {
            // A list has type and value as a field has.
            let input: &HtmlInputElement = control.unchecked_ref();
            match input.type_().as_str() {
                "radio" => input.set_checked(input.value() == text),
                "checkbox" => input.set_checked(value == Value::Switch(true)),
                "select-one" => choose(input, &text),
                _ => page.fill(input, &text),
            }
        }
        if let (Some(scale), Value::Number(number)) = (Scale::of(knob.kind), value) {
            write_slider(page, knob, scale, number);
        }
    }
    let own = settings.dataset == Dataset::Own;
    for key in ["points", "noise"] {
        for attribute in ["name", "data-slider"] {
            page.all(attribute, key).iter().for_each(|control| disable(control, own));
        }
    }
    presets::write(page, settings);
    write_layers(page, &settings.layers, settings.lang);
    write_activations(page, settings);
}

fn write_slider(page: &Page, knob: &Knob, scale: Scale, value: f64) {
    for slider in page.all("data-slider", knob.key) {
        let slider: HtmlInputElement = slider.unchecked_into();
        let share = scale.share(value);
        let at = if scale.log { (share * NOTCHES).round() } else { value };
        // While it is dragged, the thumb is where the pointer is.
        if !page.is_active(&slider) || (scale.value_at(&slider) - value).abs() > 1e-9 * value.abs() {
            slider.set_value(&shortest(at));
        }
        fill(&slider, share);
        set(&slider, "aria-valuetext", &shortest(value));
    }
}

/// Takes back every message about a refused value: it is no longer the latest that was asked for.
pub fn forget_faults(page: &Page) {
    for control in page.all("aria-invalid", "true") {
        set(&control, "aria-invalid", "false");
        if let Some(key) = control.get_attribute("name") {
            say_knob_fault(page, &key, "");
        }
    }
}

fn say_knob_fault(page: &Page, key: &str, fault: &str) {
    if let Some(place) = page.document().get_element_by_id(&["fault-", key].concat()) {
        say_fault(place.unchecked_ref(), fault);
    }
}

/// Marks the learning rate from which on a line or a polynomial diverges.
pub fn mark_limit(page: &Page, limit: Option<f64>) {
    let mark = page.get(Id::RateLimit);
    let place = |scale: Scale| {
        let limit = limit.filter(|limit| (scale.min..=scale.max).contains(limit))?;
        Some(fixed(scale.share(limit), 4))
    };
    let place = scale_of("learning-rate").and_then(place);
    mark.set_hidden(place.is_none());
    if let Some(place) = place {
        style(mark, "--at", &place);
    }
}

/// One row for each hidden layer.
fn write_layers(page: &Page, layers: &[usize], lang: Lang) {
    page.write(Id::LayerCount, layers.len().to_string());
    let slider = page.input(Id::LayerSlider);
    slider.set_value(&layers.len().to_string());
    fill(slider, layers.len() as f64 / MOST_LAYERS as f64);
    disable(page.get(Id::LayerAdd), layers.len() == MOST_LAYERS);
    disable(page.get(Id::LayerRemove), layers.is_empty());
    for ((i, units), row) in layers.iter().enumerate().zip(rows(page, (Id::LayerWidths, Id::LayerWidth), layers.len()))
    {
        let name = layer_name(i, lang);
        let fewer = lang.say("{0}: fewer neurons", "{0}：减少神经元", &[&name]);
        let more = lang.say("{0}: more neurons", "{0}：增加神经元", &[&name]);
        for (role, text, end) in [("less", fewer, 1), ("more", more, MOST_UNITS)] {
            if let Some(button) = part(&row, role) {
                set(&button, "aria-label", &text);
                disable(&button, *units == end);
            }
        }
        rows::write(&row, "name", &name);
        rows::write(&row, "width", &units.to_string());
    }
}

fn layer_name(layer: usize, lang: Lang) -> String {
    lang.say("Layer {0}", "第 {0} 层", &[&(layer + 1).to_string()])
}

/// One row for each hidden layer, with the words of the control for all layers and one more: the same as there.
fn write_activations(page: &Page, settings: &Settings) {
    let count = settings.layers.len();
    let words = page.all("name", "activation").first().map(Element::inner_html).unwrap_or_default();
    let same = settings.lang.pick("as above", "同上");
    let options = ["<option value=\"\">", same, "</option>", &words].concat();
    let all = knobs::value("activations", settings);
    let mut chosen = all.split(',');
    for (i, row) in rows(page, (Id::LayerActivations, Id::LayerActivation), count).iter().enumerate() {
        let name = layer_name(i, settings.lang);
        let chosen = chosen.next().unwrap_or_default();
        rows::write(row, "name", &name);
        if let Some(list) = part(row, "activation") {
            set(&list, "aria-label", &settings.lang.say("{0}: activation", "{0}：激活函数", &[&name]));
            if list.get_attribute("lang").as_deref() != Some(settings.lang.pick("en", "zh-Hans")) {
                set(&list, "lang", settings.lang.pick("en", "zh-Hans"));
                list.set_inner_html(&options);
            }
            choose(list.unchecked_ref(), chosen);
        }
    }
}

/// The list of a layer's row was turned.
fn rebend(app: &mut App, event: &Event) {
    let Some(control) = target(event) else { return };
    let at = row_of(&control);
    let settings = app.session.settings();
    let all = knobs::value("activations", settings);
    let mut all: Vec<&str> = all.split(',').collect();
    if all.len() <= at {
        all.resize(at + 1, "");
    }
    let word = control.unchecked_ref::<HtmlInputElement>().value();
    all[at] = &word;
    turned(app, "activations", &Value::Text(all.join(",")));
}

/// Listens at the form. Some controls stand outside of the form element and belong to it by their `form` attribute.
pub fn listen_all(page: &Page, shared: Shared) {
    listen(shared, page.document(), "input", slid);
    listen(shared, page.document(), "keydown", stepped);
    listen(shared, page.document(), "change", changed);
    listen(shared, page.get(Id::Knobs), "submit", |app, event| {
        event.prevent_default();
        app.page.message("");
    });
    listen(shared, page.get(Id::LayerAdd), "click", |app, _| {
        relayer(app, |layers| layers.push(layers.last().copied().unwrap_or(8)));
        app.send(Msg::LetGo);
    });
    listen(shared, page.get(Id::LayerRemove), "click", |app, _| {
        relayer(app, |layers| {
            layers.pop();
        });
        app.send(Msg::LetGo);
    });
    listen(shared, page.get(Id::LayerSlider), "input", |app, _| {
        let count = app.page.input(Id::LayerSlider).value_as_number() as usize;
        relayer(app, |layers| layers.resize(count, layers.last().copied().unwrap_or(8)));
    });
    listen(shared, page.document(), "click", presets::chosen);
    listen(shared, page.get(Id::LayerWidths), "click", rewiden);
    listen(shared, page.get(Id::LayerActivations), "change", rebend);
}

/// The slider of an event, its knob's key and its scale.
fn slider(event: &Event) -> Option<(HtmlInputElement, String, Scale)> {
    let slider = target(event)?;
    let key = slider.get_attribute("data-slider")?;
    let scale = scale_of(&key)?;
    Some((slider.unchecked_into(), key, scale))
}

fn slid(app: &mut App, event: &Event) {
    if let Some((slider, key, scale)) = slider(event) {
        turned(app, &key, &Value::Number(scale.value_at(&slider)));
    }
}

fn stepped(app: &mut App, event: &Event) {
    let forward = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
        "ArrowRight" | "ArrowUp" => true,
        "ArrowLeft" | "ArrowDown" => false,
        _ => return,
    };
    if let Some((slider, key, scale)) = slider(event)
        && scale.log
    {
        event.prevent_default();
        turned(app, &key, &Value::Number(scale.next(scale.value_at(&slider), forward)));
    }
}

fn changed(app: &mut App, event: &Event) {
    let Some(control) = target(event) else { return };
    let key = control.get_attribute("name").unwrap_or_default();
    if KNOBS.iter().any(|knob| knob.key == key) {
        turned(app, &key, &read(&control));
    }
    // Of a slider each key is a change to the browser; when the hand lets go of it is known otherwise.
    if control.get_attribute("type").as_deref() != Some("range") {
        app.send(Msg::LetGo);
    }
}

/// A button of a layer's row was pressed.
fn rewiden(app: &mut App, event: &Event) {
    let button = around(event, "[data-role]");
    let Some(role) = button.as_ref().and_then(|button| button.get_attribute("data-role")) else { return };
    let at = button.as_ref().map_or(0, row_of);
    relayer(app, |layers| match (layers.get_mut(at), role.as_str()) {
        (Some(units), "more") => *units += 1,
        (Some(units), "less") => *units -= 1,
        _ => {}
    });
    app.send(Msg::LetGo);
}

fn read(control: &Element) -> Value {
    // A list has no such thing as being checked.
    let input: &HtmlInputElement = control.unchecked_ref();
    if input.type_() == "checkbox" { Value::Switch(input.checked()) } else { Value::Text(input.value()) }
}

fn scale_of(key: &str) -> Option<Scale> {
    KNOBS.iter().find(|knob| knob.key == key).and_then(|knob| Scale::of(knob.kind))
}

fn relayer(app: &mut App, change: impl FnOnce(&mut Vec<usize>)) {
    // Presses that come within one frame build on each other.
    app.settle();
    let mut layers = app.session.settings().layers.clone();
    change(&mut layers);
    if let Ok(change) = knobs::parse("layers", &Value::Text(knobs::widths_text(&layers))) {
        app.send(Msg::Set(change));
    }
}

fn turned(app: &mut App, key: &str, value: &Value) {
    let fault = match knobs::parse(key, value) {
        Ok(change) => {
            app.send(Msg::Set(change));
            String::new()
        }
        Err(error) => sentences::knob_error(&error, app.session.settings().lang),
    };
    say_knob_fault(&app.page, key, &fault);
    for control in app.page.all("name", key) {
        set(&control, "aria-invalid", if fault.is_empty() { "false" } else { "true" });
    }
}
