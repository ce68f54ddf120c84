//! The pictures, each drawn as a sketch of the size that the page has for it.

pub mod cats;
pub mod chart;
mod columns;
pub mod hand;
pub mod kinds;
pub mod ladder;
mod stairs;
pub mod unit;

use crate::session::{Session, View};
use crate::words;
use lab::Sketch;

/// In less room nothing could be made out, CSS px.
const LEAST: f32 = 64.0;

/// Draws a picture of this size, CSS px.
pub fn draw(session: &mut Session, view: View, size: (f32, f32), sketch: &mut Sketch) {
    session.sizes[view as usize] = size;
    if size.0.min(size.1) < LEAST {
        return;
    }
    match view {
        View::Hand => hand::draw(session, size, sketch),
        View::Ladder => ladder::draw(session, size, sketch),
        View::Chart => chart::draw(session, size, sketch),
        View::Unit => unit::draw(session, size, sketch),
        View::Kinds => kinds::draw(session, size, sketch),
        View::Cats => cats::draw(session, size, sketch),
    }
}

/// What a picture shows, for who cannot see it.
pub fn spoken(session: &mut Session, view: View) -> String {
    match view {
        View::Hand => words::spoken::hand(session),
        View::Ladder => words::spoken::ladder(session),
        View::Chart => words::spoken::chart(session),
        View::Unit => words::spoken::unit(session),
        View::Kinds => words::spoken::kinds(session),
        View::Cats => words::spoken::cats(session),
    }
}
