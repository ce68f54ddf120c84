//! The losses of the run before this one: thin and pale, below today's.

use super::columns::{columns, line};
use crate::scene::frame::Frame;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::text::labels;
use crate::view::Losses;

/// How strong its lines and its name are.
const LINE: f64 = 0.45;
const NAME: f64 = 0.8;

/// Draws both lines, and their name as long as today's run, which ends at `now`, has not come near to it.
pub(super) fn draw(pen: &Pen, view: &Losses, f: &Frame, now: f64) {
    let c = pen.colors();
    let (train, held) = (columns(view.before, f, |e| Some(e.train)), columns(view.before, f, |e| e.held_out));
    for piece in f.clip_px(&line(&held)) {
        pen.dashed(&piece, c.held_out.mix(LINE), 1.25, &[6.0, 3.5]);
    }
    for piece in f.clip_px(&line(&train)) {
        pen.line(&piece, c.model.mix(LINE), 1.5);
    }
    let name = labels::run_before(pen.look.lang);
    let width = text_width(name, Font::SMALL);
    let Some(end) = train.last().map(|c| (c.x, c.last)).filter(|end| f.holds(*end, -8.0)) else { return };
    if end.0 - width > now + 60.0 {
        pen.label(name, (end.0, end.1 - 11.0), Side::End, c.model.mix(NAME));
    }
}
