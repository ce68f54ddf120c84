//! The stretch of x that training does not see.

use super::Session;
use super::knobs::{self, Change};
use super::msg::Third;
use crate::view::Span;

/// How many steps the x axis is at least divided into, to the nearest of which the ends of a third are rounded.
const STEPS: f64 = 100.0;

/// The stretch of the knobs as far as it is in the picture; `None` where training sees all that there is.
pub fn shown(session: &Session) -> Option<Span> {
    session.settings().unseen.and_then(|_| in_sight(session))
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn in_sight(session: &Session) -> Option<Span> {
    let points = &session.board.points;
    let (lo, hi) = points.hidden(session.settings())?;
    let (x, _) = points.frame();
    Some(Span { lo: lo.max(x.lo), hi: hi.min(x.hi) }).filter(|span| span.lo < span.hi)
}

/// The change that hides a third of the x axis from training.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn third(session: &Session, third: Third) -> Option<Change> {
    let (x, _) = session.board.points.frame();
    let width = x.hi - x.lo;
    let step = libm::pow(10.0, libm::floor(libm::log10(width / STEPS)));
    let at = |share: f64| libm::round((x.lo + share * width) / step) * step;
    let (one, two) = (at(1.0 / 3.0), at(2.0 / 3.0));
    let ends = match third {
        Third::Left => (x.lo, one),
        Third::Middle => (one, two),
        Third::Right => (two, x.hi),
    };
    knobs::unseen(Some(ends))
}
