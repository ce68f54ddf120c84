//! What the user does with the controls of the knobs.

use super::turn::turn;
use super::{layers, presets};
use crate::session::Msg;
use crate::session::knobs::{KNOBS, Kind, Value};
use crate::text::join::joined;
use crate::web::kit::listen::{listen, target};
use crate::web::kit::scale::Scale;
use crate::web::page::app::{App, Shared};
use crate::web::page::ids::{Id, Page};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// Listens at the whole document: some controls stand outside of the form and belong to it by their `form` attribute.
pub fn listen_all(page: &Page, shared: Shared) {
    listen(shared, page.document(), "input", slid);
    listen(shared, page.document(), "keydown", stepped);
    listen(shared, page.document(), "change", changed);
    listen(shared, page.document(), "click", presets::pressed);
    listen(shared, page.get(Id::Knobs), "submit", |app, event| {
        event.prevent_default();
        app.page.get(Id::Message).set_hidden(true);
    });
    for &(id, kind, act) in layers::CONTROLS {
        listen(shared, page.get(id), kind, act);
    }
}

/// The slider of an event, its knob's key and its scale.
fn slider(app: &mut App, event: &Event) -> Option<(HtmlInputElement, String, Scale)> {
    let key = target(event)?.get_attribute("data-slider")?;
    let (slider, scale) = app.form.control(&key)?.slider.clone()?;
    Some((slider, key, scale))
}

fn slid(app: &mut App, event: &Event) {
    if let Some((slider, key, scale)) = slider(app, event) {
        turn(app, &key, &Value::Number(scale.value_at(&slider)));
    }
}

fn stepped(app: &mut App, event: &Event) {
    let forward = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
        "ArrowRight" | "ArrowUp" => true,
        "ArrowLeft" | "ArrowDown" => false,
        _ => return,
    };
    if let Some((slider, key, scale)) = slider(app, event)
        && scale.log
    {
        event.prevent_default();
        turn(app, &key, &Value::Number(scale.next(scale.value_at(&slider), forward)));
    }
}

fn changed(app: &mut App, event: &Event) {
    let Some(control) = target(event) else { return };
    let key = control.get_attribute("name").unwrap_or_default();
    if let Some(knob) = KNOBS.iter().find(|knob| knob.key == key) {
        let value = match knob.kind {
            Kind::Set(_) => all_checked(app, &key),
            Kind::Choice(_)
            | Kind::Choices(..)
            | Kind::Whole { .. }
            | Kind::Real { .. }
            | Kind::Switch
            | Kind::Widths { .. }
            | Kind::Ranges { .. }
            | Kind::Formula
            | Kind::Interval => read(&control),
        };
        turn(app, &key, &value);
    }
    // To the browser each key on a slider is a change; that the hand lets go of a slider is known otherwise.
    if control.get_attribute("type").as_deref() != Some("range") {
        app.send(Msg::LetGo);
    }
}

/// The words of a set that are checked.
fn all_checked(app: &mut App, key: &str) -> Value {
    let fields = app.form.control(key).map(|control| control.fields.clone()).unwrap_or_default();
    let inputs = fields.iter().map(|field| field.unchecked_ref::<HtmlInputElement>());
    Value::Text(joined(&inputs.filter(|input| input.checked()).map(HtmlInputElement::value).collect::<Vec<_>>(), ","))
}

fn read(control: &Element) -> Value {
    // A list has no such thing as being checked.
    let input: &HtmlInputElement = control.unchecked_ref();
    if input.type_() == "checkbox" { Value::Switch(input.checked()) } else { Value::Text(input.value()) }
}
