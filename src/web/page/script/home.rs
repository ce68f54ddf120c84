//! What a script takes home.

use super::call::{Answer, Call, Given};
use super::values::arrived;
use crate::export::code::{Language, code as written};
use crate::export::{history as course, weights as learnt};
use crate::text::home as words;
use crate::web::kit::objects::object;
use crate::web::page::app::App;
use crate::web::page::home;
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;

/// The calls.
pub const CALLS: &[(&str, Call)] = &[("history", history), ("weights", weights), ("code", code), ("picture", picture)];

/// The losses of each step that is kept: `[{step, epoch, trainLoss, heldOutLoss, penalty}, …]`.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn history(app: &mut App, _: Given) -> Answer {
    arrived(app);
    let all = Array::new();
    for row in course::rows(&app.session) {
        let told = [
            ("step", Some(row.step as f64)),
            ("epoch", Some(row.epoch as f64)),
            ("trainLoss", Some(row.train.into())),
            ("heldOutLoss", row.held_out.map(f64::from)),
            ("penalty", row.penalty.map(f64::from)),
        ];
        all.push(&object(&told.map(|(name, value)| (name, value.filter(|value| value.is_finite()))), &[]));
    }
    Ok(all.into())
}

/// What it has learnt, as an object.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn weights(app: &mut App, _: Given) -> Answer {
    arrived(app);
    JSON::parse(&learnt::json(&app.session)).map_err(|_| String::new())
}

/// The run as a program, as text; null where there is no point to learn from.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn code(app: &mut App, [language, ..]: Given) -> Answer {
    arrived(app);
    match language.as_string().as_deref().and_then(Language::read) {
        Some(language) => Ok(written(&app.session, language).map_or(JsValue::NULL, JsValue::from)),
        None => Err(words::no_language(app.session.settings().lang).to_owned()),
    }
}

/// A picture that is shown, as the text of an SVG or an address that holds a PNG.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn picture(app: &mut App, [name, kind, _]: Given) -> Answer {
    let kind = if kind.is_undefined() { Some("svg".to_owned()) } else { kind.as_string() };
    let drawn = name.as_string().zip(kind).and_then(|(name, kind)| home::picture(app, &name, &kind));
    drawn.map(JsValue::from).ok_or_else(|| {
        let names: Vec<&str> = home::shown(app).into_iter().map(|(_, name)| name).collect();
        words::no_picture(&names.join(", "), app.session.settings().lang)
    })
}
