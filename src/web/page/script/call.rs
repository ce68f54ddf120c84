//! What a call of a script is.

use crate::web::page::app::App;
use wasm_bindgen::JsValue;

/// What a call gives back, or the sentence that says why not.
pub type Answer = Result<JsValue, String>;

/// The arguments of a call; one that was not given is undefined.
pub type Given<'a> = [&'a JsValue; 3];

/// What a call does.
pub type Call = fn(&mut App, Given) -> Answer;
