//! What one takes home, as text: the course of a run as CSV, what it has learnt as JSON, and the run itself as a program that
//! takes its steps again: in NumPy, in PyTorch, in Rust.

pub mod code;
pub mod history;
pub mod weights;

mod digits;

use crate::data;
use crate::session::Session;
use crate::text::quantity::saved_names;

/// The points as CSV, with what is held out; it reads back to the same bits.
pub fn points(session: &Session) -> String {
    let names = saved_names(&session.quantity(), session.settings().lang);
    match session.settings().dataset.tells_classes() {
        false => data::write(session.points(), names),
        true => data::write_classes(session.points(), names),
    }
}
