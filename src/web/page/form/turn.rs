//! A knob is turned: the value is checked, and what is refused is said beside the control.

use crate::session::Msg;
use crate::session::knobs::{self, Value};
use crate::text::sentences;
use crate::web::page::app::App;

/// Turns a knob, by its key, to a value that may be refused.
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
        // The user has moved or rewritten one of its controls.
        control.shown = None;
    }
}
