//! What the page brings to the laboratory of the open chapter: messages, and the questions of scripts.

use crate::lab::{Answer, Message};
use crate::web::page::app::App;

/// Lets the laboratory of the open chapter hear something, and shows what comes of it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn hear(app: &mut App, message: Message) {
    if let Some(module) = app.lab.open_module() {
        let _ = module.hear(&message);
        app.ask_frame();
    }
}

/// A control of that name is pressed.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn press(app: &mut App, name: &str) {
    hear(app, Message::Press(name.to_owned()));
}

/// The answer to a script; the laboratory does what there is to do for it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn answer(app: &mut App, question: &str, numbers: &[f32]) -> Option<Answer> {
    let module = app.lab.open_module()?;
    let answer = module.answer(question, numbers)??;
    app.ask_frame();
    Some(answer)
}
