//! The controls: each gets range and value from the knob table, and what the user does with it goes back as a `Msg`.

use super::app::{Shared, with};
use super::listen::Listener;
use super::page::{Id, Page};
use crate::data::decimal::{fixed, shortest};
use crate::scene::chart::bounded;
use crate::session::knobs::{self, KNOBS, Kind, Knob, MOST_LAYERS, MOST_UNITS, Value, show};
use crate::session::{Dataset, Msg, Settings};
use crate::text::number::power_of;
use crate::text::{Lang, sentences};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlButtonElement, HtmlInputElement, HtmlSelectElement, HtmlTemplateElement, KeyboardEvent,
    MouseEvent,
};

/// Positions of a slider that runs over the logarithm.
const NOTCHES: f64 = 1000.0;

/// The slider's scale, for a knob that is a number.
#[derive(Clone, Copy)]
struct Scale {
    min: f64,
    max: f64,
    log: bool,
    whole: bool,
}

impl Scale {
    fn of(kind: Kind) -> Option<Scale> {
        match kind {
            Kind::Whole { min, max, log } => Some(Scale { min, max, log, whole: true }),
            Kind::Real { min, max, step } => Some(Scale { min, max, log: step.is_none(), whole: false }),
            _ => None,
        }
    }

    /// From 0 to 1 along the slider.
    fn share(self, value: f64) -> f64 {
        let share = if self.log {
            (value / self.min).ln() / (self.max / self.min).ln()
        } else {
            (value - self.min) / (self.max - self.min)
        };
        bounded(share, 0.0, 1.0)
    }

    /// The value at a place of a logarithmic slider, to two significant digits.
    fn value(self, share: f64) -> f64 {
        let value = self.min * (share * (self.max / self.min).ln()).exp();
        let digit = 10_f64.powi(power_of(value) - 1);
        // Dividing by a whole power of ten keeps the decimals short.
        let rounded =
            if digit < 1.0 { (value / digit).round() / (1.0 / digit).round() } else { (value / digit).round() * digit };
        bounded(if self.whole { rounded.round() } else { rounded }, self.min, self.max)
    }

    /// The next value of a logarithmic slider, one in its second digit: a notch may be too little to change it.
    fn next(self, value: f64, forward: bool) -> f64 {
        // Downwards from 100 goes 99, not 90.
        let from = if forward { value } else { value * 0.999_999 };
        let power = (power_of(from) - 1).max(if self.whole { 0 } else { i32::MIN });
        let digit = 10_f64.powi(power);
        let count = (value / digit).round() + if forward { 1.0 } else { -1.0 };
        let next = if power < 0 { count / 10_f64.powi(-power) } else { count * digit };
        bounded(next, self.min, self.max)
    }
}

/// Gives every control its range.
pub fn set_ranges(page: &Page) {
    for knob in KNOBS {
        let Some(scale) = Scale::of(knob.kind) else { continue };
        let step = match knob.kind {
            Kind::Real { step: Some(step), .. } => shortest(step),
            Kind::Whole { .. } => "1".to_owned(),
            _ => "any".to_owned(),
        };
        for control in page.all(&named(knob)) {
            set(&control, "min", &shortest(scale.min));
            set(&control, "max", &shortest(scale.max));
            set(&control, "step", &step);
        }
        for slider in page.all(&slider_of(knob)) {
            let (min, max, step) =
                if scale.log { (0.0, NOTCHES, "1".to_owned()) } else { (scale.min, scale.max, step.clone()) };
            set(&slider, "min", &shortest(min));
            set(&slider, "max", &shortest(max));
            set(&slider, "step", &step);
        }
    }
}

fn named(knob: &Knob) -> String {
    format!("[name={}]", knob.key)
}

fn slider_of(knob: &Knob) -> String {
    format!("[data-slider={}]", knob.key)
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Shows every knob's value.
pub fn write(page: &Page, settings: &Settings) {
    for knob in KNOBS {
        let value = (knob.get)(settings);
        let text = show(&value);
        for control in page.all(&named(knob)) {
            if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
                if select.value() != text {
                    select.set_value(&text);
                }
            } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "radio" => input.set_checked(input.value() == text),
                    "checkbox" => input.set_checked(value == Value::Switch(true)),
                    _ => page.fill(input, &text),
                }
            }
        }
        if let (Some(scale), Value::Number(number)) = (Scale::of(knob.kind), value) {
            write_slider(page, knob, scale, number);
        }
    }
    let own = settings.dataset == Dataset::Own;
    for key in ["points", "noise"] {
        for element in page.all(&format!("[name={key}], [data-slider={key}]")) {
            element.unchecked_ref::<HtmlInputElement>().set_disabled(own);
        }
    }
    write_layers(page, &settings.layers, settings.lang);
}

fn write_slider(page: &Page, knob: &Knob, scale: Scale, value: f64) {
    for slider in page.all(&slider_of(knob)) {
        let slider: HtmlInputElement = slider.unchecked_into();
        let share = scale.share(value);
        let at = if scale.log { (share * NOTCHES).round() } else { value };
        // While it is dragged, the thumb is where the pointer is.
        if !page.is_active(&slider) || (Scale::value_at(&slider, scale) - value).abs() > 1e-9 * value.abs() {
            slider.set_value(&shortest(at));
        }
        let _ = slider.style().set_property("--fill", &(fixed(100.0 * share, 2) + "%"));
        set(&slider, "aria-valuetext", &shortest(value));
    }
}

impl Scale {
    fn value_at(slider: &HtmlInputElement, scale: Scale) -> f64 {
        let at = slider.value_as_number();
        if scale.log { scale.value(at / NOTCHES) } else { at }
    }
}

/// Marks the learning rate from which on a line or a polynomial diverges.
pub fn mark_limit(page: &Page, limit: Option<f64>) {
    let mark = page.get(Id::RateLimit);
    let scale = KNOBS.iter().find(|knob| knob.key == "learning-rate").and_then(|knob| Scale::of(knob.kind));
    match (limit, scale) {
        (Some(limit), Some(scale)) if (scale.min..=scale.max).contains(&limit) => {
            let _ = mark.style().set_property("--at", &fixed(scale.share(limit), 4));
            let _ = mark.remove_attribute("hidden");
        }
        _ => set(mark, "hidden", ""),
    }
}

/// One row for each hidden layer.
fn write_layers(page: &Page, layers: &[usize], lang: Lang) {
    page.write(Id::LayerCount, layers.len().to_string());
    disable(page.get(Id::LayerAdd), layers.len() == MOST_LAYERS);
    disable(page.get(Id::LayerRemove), layers.is_empty());
    let list = page.get(Id::LayerWidths);
    while list.child_element_count() as usize > layers.len() {
        if let Some(last) = list.last_element_child() {
            last.remove();
        }
    }
    let template: &HtmlTemplateElement = page.get(Id::LayerWidth).unchecked_ref();
    while (list.child_element_count() as usize) < layers.len() {
        let Ok(row) = template.content().clone_node_with_deep(true) else { return };
        if list.append_child(&row).is_err() {
            return;
        }
    }
    for (i, units) in layers.iter().enumerate() {
        let Some(row) = list.children().item(i as u32) else { return };
        let part = |role: &str| row.query_selector(&format!("[data-role={role}]")).ok().flatten();
        let name = match lang {
            Lang::En => format!("Layer {}", i + 1),
            Lang::ZhHans => format!("第 {} 层", i + 1),
        };
        for (role, en, zh) in [("less", "fewer neurons", "减少神经元"), ("more", "more neurons", "增加神经元")]
        {
            if let Some(button) = part(role) {
                set(&button, "aria-label", &format!("{name}{}{}", lang.pick(": ", "："), lang.pick(en, zh)));
                disable(&button, *units == if role == "less" { 1 } else { MOST_UNITS });
            }
        }
        for (role, text) in [("name", name), ("width", units.to_string())] {
            if let Some(element) = part(role)
                && element.text_content().as_deref() != Some(&text)
            {
                element.set_text_content(Some(&text));
            }
        }
    }
}

fn disable(button: &Element, disabled: bool) {
    button.unchecked_ref::<HtmlButtonElement>().set_disabled(disabled);
}

/// Listens at the form.
pub fn listen(page: &Page, shared: &Shared) -> Vec<Listener> {
    let mut all = Vec::new();
    // Some controls stand outside of the form element and belong to it by their `form` attribute.
    let document = page.document();
    let on = shared.clone();
    all.push(Listener::new(document, "input", move |event: Event| {
        let Some(control) = control(&event) else { return };
        if let Some(key) = control.get_attribute("data-slider") {
            slid(&on, &key, control.unchecked_ref());
        }
    }));
    let on = shared.clone();
    all.push(Listener::new(document, "keydown", move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => true,
            "ArrowLeft" | "ArrowDown" => false,
            _ => return,
        };
        let slider = control(event.as_ref()).and_then(|c| Some((c.get_attribute("data-slider")?, c)));
        let Some((key, slider)) = slider else { return };
        if let Some(scale) = scale_of(&key).filter(|scale| scale.log) {
            event.prevent_default();
            turned(&on, &key, Value::Number(scale.next(Scale::value_at(slider.unchecked_ref(), scale), forward)));
        }
    }));
    let on = shared.clone();
    all.push(Listener::new(document, "change", move |event: Event| {
        let Some(control) = control(&event) else { return };
        let key = control.get_attribute("name").unwrap_or_default();
        if KNOBS.iter().any(|knob| knob.key == key) {
            turned(&on, &key, read(&control));
        }
    }));
    let on = shared.clone();
    all.push(Listener::new(page.get(Id::Knobs), "submit", move |event: Event| {
        event.prevent_default();
        with(&on, |app| app.page.message(""));
    }));
    for (id, more) in [(Id::LayerAdd, true), (Id::LayerRemove, false)] {
        let on = shared.clone();
        all.push(Listener::new(page.get(id), "click", move |_: MouseEvent| {
            relayer(&on, |layers| {
                if more {
                    layers.push(layers.last().copied().unwrap_or(8));
                } else {
                    layers.pop();
                }
            });
        }));
    }
    let on = shared.clone();
    all.push(Listener::new(page.get(Id::LayerWidths), "click", move |event: MouseEvent| {
        let Some(button) = control(event.as_ref()).and_then(|e| e.closest("[data-role]").ok().flatten()) else {
            return;
        };
        let Some(row) = button.closest("li").ok().flatten() else { return };
        let mut at = 0;
        let mut before = row.previous_element_sibling();
        while let Some(element) = before {
            at += 1;
            before = element.previous_element_sibling();
        }
        let role = button.get_attribute("data-role").unwrap_or_default();
        relayer(&on, |layers| {
            if let Some(units) = layers.get_mut(at) {
                match role.as_str() {
                    "more" => *units += 1,
                    "less" => *units -= 1,
                    _ => {}
                }
            }
        });
    }));
    all
}

fn control(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn read(control: &Element) -> Value {
    if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        return Value::Text(select.value());
    }
    let input: &HtmlInputElement = control.unchecked_ref();
    if input.type_() == "checkbox" { Value::Switch(input.checked()) } else { Value::Text(input.value()) }
}

fn scale_of(key: &str) -> Option<Scale> {
    KNOBS.iter().find(|knob| knob.key == key).and_then(|knob| Scale::of(knob.kind))
}

fn slid(shared: &Shared, key: &str, slider: &HtmlInputElement) {
    if let Some(scale) = scale_of(key) {
        turned(shared, key, Value::Number(Scale::value_at(slider, scale)));
    }
}

fn relayer(shared: &Shared, change: impl FnOnce(&mut Vec<usize>)) {
    with(shared, |app| {
        // Presses that come within one frame build on each other.
        app.settle();
        let mut layers = app.session.settings().layers.clone();
        change(&mut layers);
        let text = layers.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        if let Ok(change) = knobs::parse("layers", &Value::Text(text)) {
            app.send(Msg::Set(change));
        }
    });
}

fn turned(shared: &Shared, key: &str, value: Value) {
    with(shared, |app| {
        let fault = match knobs::parse(key, &value) {
            Ok(change) => {
                app.send(Msg::Set(change));
                String::new()
            }
            Err(error) => sentences::knob_error(&error, app.session.settings().lang),
        };
        for element in app.page.all(&format!("[data-fault={key}]")) {
            element.set_text_content(Some(&fault));
            let _ =
                if fault.is_empty() { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
        }
        for control in app.page.all(&format!("[name={key}]")) {
            set(&control, "aria-invalid", if fault.is_empty() { "false" } else { "true" });
        }
    });
}
