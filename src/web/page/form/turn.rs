//! Turning a knob: the value is checked, and a refusal is shown beside the control.

use crate::session::Msg;
use crate::session::knobs::{self, Value};
use crate::text::sentences;
use crate::web::page::app::App;

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
    }
}
