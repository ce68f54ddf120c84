//! Calls that are for the laboratory of the open chapter.

use crate::lab::Answer;
use crate::web::kit::objects::{floats, numbers, object};
use crate::web::page::app::App;
use crate::web::page::laboratory::ask;
use wasm_bindgen::JsValue;

/// The calls that nothing else knows.
pub const CALLS: &[&str] = &["variety", "sheets", "sheet", "mask", "draw", "look"];

/// Those that are for the run of the session, unless a laboratory is open.
pub const SHARED: &[&str] = &["status", "play", "pause", "step", "seek", "rewind", "again", "newSeed", "undo", "redo"];

/// What the laboratory answers; `None` if it has no such question, or not with these numbers.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn call(app: &mut App, name: &str, given: [&JsValue; 3]) -> Option<JsValue> {
    let mut asked = Vec::new();
    for value in given.into_iter().filter(|value| !value.is_undefined()) {
        match (value.as_f64(), value.as_bool()) {
            (Some(number), _) => asked.push(number as f32),
            (None, Some(on)) => asked.push(f32::from(u8::from(on))),
            (None, None) => asked.extend(numbers(value)?.into_iter().map(|number| number as f32)),
        }
    }
    Some(value(&ask::answer(app, name, &asked)?))
}

/// Nothing, an array of numbers, or an object of numbers and arrays.
fn value(answer: &Answer) -> JsValue {
    if let [(name, values)] = &answer.fields[..]
        && name == "values"
    {
        return floats(values);
    }
    if answer.fields.is_empty() {
        return JsValue::UNDEFINED;
    }
    let mut fields = Vec::new();
    for (name, values) in &answer.fields {
        let value = match values[..] {
            [only] => f64::from(only).into(),
            _ => floats(values),
        };
        fields.push((name.as_str(), value));
    }
    object(&[], &fields)
}
