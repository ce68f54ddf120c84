//! What the hand does in a laboratory: controls, pointers and keys, each brought to it as a message.

use super::ask::hear;
use crate::lab::{Message, Phase};
use crate::web::kit::elements::fill;
use crate::web::kit::listen::{around, client, listen};
use crate::web::page::app::{App, Shared};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, PointerEvent};

/// The keys that a picture may have a use for; all others are the page's.
const KEYS: [&str; 9] =
    ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", " ", "Escape", "Delete", "Backspace"];

/// Listens in the laboratory's place.
pub fn listen_all(place: &Element, shared: Shared) {
    // To press or focus anything is to let go of what was held before.
    for kind in ["pointerdown", "focusin"] {
        listen(shared, place, kind, |app, _| hear(app, Message::LetGo));
    }
    listen(shared, place, "click", pressed);
    listen(shared, place, "input", set);
    listen(shared, place, "keydown", key);
    listen(shared, place, "pointerdown", down);
    listen(shared, place, "pointermove", moved);
    listen(shared, place, "pointerup", |app, event| up(app, event, Phase::Up));
    listen(shared, place, "pointercancel", |app, event| up(app, event, Phase::Cancel));
    listen(shared, place, "pointerout", |app, event| {
        if app.lab.pointer.is_none() {
            point(app, event, Phase::Out);
        }
    });
}

/// A control was pressed. One that rests keeps the focus, and does nothing.
fn pressed(app: &mut App, event: &Event) {
    if let Some(button) = around(event, "button[data-act]")
        && button.get_attribute("aria-disabled").as_deref() != Some("true")
        && let Some(name) = button.get_attribute("data-act")
    {
        hear(app, Message::Press(name));
    }
}

/// A slider was moved.
fn set(app: &mut App, event: &Event) {
    let Some(control) = around(event, "input[data-act]") else { return };
    let input: &HtmlInputElement = control.unchecked_ref();
    let value = input.value_as_number() as f32;
    if let Some(name) = control.get_attribute("data-act").filter(|_| value.is_finite()) {
        fill(input, share(input, value.into()));
        hear(app, Message::Set(name, value));
    }
}

/// Where a value stands on its slider.
pub fn share(input: &HtmlInputElement, value: f64) -> f64 {
    let end = |text: String| crate::data::decimal::read(&text).unwrap_or(0.0);
    let (least, most) = (end(input.min()), end(input.max()));
    if most > least { ((value - least) / (most - least)).clamp(0.0, 1.0) } else { 0.0 }
}

/// The picture at which something happened, by its number.
fn picture(event: &Event) -> Option<(usize, Element)> {
    let place = around(event, "[data-picture]")?;
    let picture = place.get_attribute("data-picture")?.parse().ok()?;
    Some((picture, place))
}

/// A key that a picture may have a use for.
fn key(app: &mut App, event: &Event) {
    let keys: &KeyboardEvent = event.unchecked_ref();
    let key = keys.key();
    if key == "Escape"
        && let Some((_, picture)) = app.lab.pointer.take()
    {
        // What is held is let go of, and what the gesture has changed is undone.
        hear(app, Message::Point { picture, phase: Phase::Cancel, at: (0.0, 0.0), touch: false });
        return;
    }
    let plain = !(keys.ctrl_key() || keys.alt_key() || keys.meta_key());
    if let Some((picture, _)) = picture(event).filter(|_| plain && KEYS.contains(&key.as_str())) {
        event.prevent_default();
        hear(app, Message::Key { picture, key });
    }
}

fn down(app: &mut App, event: &Event) {
    let pointer: &PointerEvent = event.unchecked_ref();
    if let Some((_, picture)) = app.lab.pointer {
        // Two fingers are for the page: what the first one has begun is taken back.
        if pointer.pointer_type() == "touch" {
            app.lab.pointer = None;
            send(app, (picture, event), Phase::Cancel);
        }
        return;
    }
    if let Some((picture, place)) = picture(event).filter(|_| pointer.button() == 0 && !pointer.ctrl_key()) {
        let _ = place.set_pointer_capture(pointer.pointer_id());
        app.lab.pointer = Some((pointer.pointer_id(), picture));
        send(app, (picture, event), Phase::Down);
    }
}

fn moved(app: &mut App, event: &Event) {
    let pointer: &PointerEvent = event.unchecked_ref();
    let id = pointer.pointer_id();
    match app.lab.pointer {
        // Nothing is pressed any more: it let go where nobody saw it, over a menu or another window.
        Some((held, _)) if held == id && pointer.buttons() == 0 => up(app, event, Phase::Up),
        Some((pointer, picture)) if pointer == id => send(app, (picture, event), Phase::Drag),
        Some(_) => {}
        None => point(app, event, Phase::Over),
    }
}

fn up(app: &mut App, event: &Event, phase: Phase) {
    let id = event.unchecked_ref::<PointerEvent>().pointer_id();
    if let Some((_, picture)) = app.lab.pointer.take_if(|(pointer, _)| *pointer == id) {
        send(app, (picture, event), phase);
    }
}

/// A pointer that is not pressed does something on the picture below it.
fn point(app: &mut App, event: &Event, phase: Phase) {
    if let Some((picture, _)) = picture(event) {
        send(app, (picture, event), phase);
    }
}

fn send(app: &mut App, (picture, event): (usize, &Event), phase: Phase) {
    let Some(shown) = app.lab.pictures.get(picture) else { return };
    let (x, y) = shown.board.px(client(event));
    let touch = event.unchecked_ref::<PointerEvent>().pointer_type() == "touch";
    hear(app, Message::Point { picture, phase, at: (x as f32, y as f32), touch });
}
