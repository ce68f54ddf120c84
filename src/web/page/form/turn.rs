//! Turning a knob: the value is checked, and a refusal is shown beside the control.

use super::controls::Control;
use crate::data::Formula;
use crate::session::Msg;
use crate::session::knobs::{self, Kind, Value};
use crate::text::sentences;
use crate::web::page::app::App;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Turns the knob of this key to a value, which may be refused.
pub fn turn(app: &mut App, key: &str, value: &Value) {
    let fault = match knobs::parse(key, value) {
        Ok(change) => {
            app.send(Msg::Set(change));
            String::new()
        }
        Err(error) => sentences::knob_error(&error, app.session.settings().lang),
    };
    if let Some(control) = app.form.control(key) {
        control.say(&fault);
        // The user has moved or rewritten one of its controls, so they may no longer show what they did.
        control.shown = None;
        if !fault.is_empty() && control.knob.kind == Kind::Formula {
            mark_sign(control, value);
        }
    }
}

/// Marks the sign of a formula at which it cannot be read on, while the user is still in its field.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn mark_sign(control: &Control, value: &Value) {
    let Some(fault) = Formula::read(&knobs::show(value)).err() else { return };
    let at = fault.at as u32;
    for field in &control.fields {
        let field: &HtmlInputElement = field.unchecked_ref();
        if field.matches(":focus").unwrap_or(false) {
            // A field that is gone meanwhile has nothing to mark.
            let _ = field.set_selection_range(at, at + 1);
        }
    }
}
