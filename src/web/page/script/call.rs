//! What a call of a script is.

use crate::session::Msg;
use crate::text::sentences::{self, Misuse};
use crate::web::page::app::App;
use wasm_bindgen::JsValue;

/// What a call gives back, or the sentence that says why not.
pub type Answer = Result<JsValue, String>;

/// The arguments of a call; one that was not given is undefined.
pub type Given<'a> = [&'a JsValue; 3];

/// What a call does.
pub type Call = fn(&mut App, Given) -> Answer;

/// Does at once what a message says.
pub fn tell(app: &mut App, msg: Msg) -> Answer {
    app.act_now(msg);
    app.act_now(Msg::LetGo);
    Ok(JsValue::UNDEFINED)
}

/// Refuses a call.
pub fn refuse(app: &App, misuse: Misuse) -> Answer {
    Err(sentences::misuse(misuse, app.session.settings().lang))
}
