//! A value kept between two bounds, and a range that an axis can show.

use crate::view::Span;

/// The greatest magnitude that an axis shows.
const BOUND: f64 = 1e30;

/// The value, or the bound that it lies beyond; NaN stays NaN. Unlike `f64::clamp` it cannot panic, and so does not bring
/// the code that prints a float into the page.
pub fn bounded(value: f64, lo: f64, hi: f64) -> f64 {
    if value < lo {
        lo
    } else if value > hi {
        hi
    } else {
        value
    }
}

/// A range that an axis can have, as near to `span` as possible: finite, bounded, and `lo < hi` with room for ticks
/// between.
pub fn safe_range(span: Span) -> Span {
    let (a, b) = match (span.lo.is_finite(), span.hi.is_finite()) {
        (true, true) => (bounded(span.lo, -BOUND, BOUND), bounded(span.hi, -BOUND, BOUND)),
        (true, false) => (bounded(span.lo, -BOUND, BOUND), bounded(span.lo, -BOUND, BOUND)),
        (false, true) => (bounded(span.hi, -BOUND, BOUND), bounded(span.hi, -BOUND, BOUND)),
        (false, false) => (0.0, 1.0),
    };
    let (lo, hi) = (a.min(b), a.max(b));
    // Below a billionth of its magnitude a range has no digits left to put on ticks.
    let least = lo.abs().max(hi.abs()).max(1e-21) * 1e-9;
    if hi - lo >= least {
        return Span { lo, hi };
    }
    let pad = if lo.abs() < 1e-20 { 0.5 } else { lo.abs() * 0.5 };
    Span { lo: lo - pad, hi: hi + pad }
}
