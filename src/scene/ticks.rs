//! Where the ticks of an axis stand: at round numbers, at whole ones, or at powers of ten.

use super::range::safe_range;
use crate::text::dates;
use crate::text::number::power_of;
use crate::text::quantity::x_tick;
use crate::view::{Quantity, Span};

/// A tick of an axis: a value and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value.
    pub at: f64,
    /// What is written beside it; may be empty.
    pub name: String,
}

/// Ticks at these values, each with its name.
pub(super) fn named(values: Vec<f64>, name: &dyn Fn(f64) -> String) -> Vec<Tick> {
    values.into_iter().map(|at| Tick { at, name: name(at) }).collect()
}

/// Ticks of the x axis of the points, which is so many CSS px long.
pub(super) fn x_ticks(quantity: &Quantity, span: Span, length: f64) -> Vec<Tick> {
    if let Quantity::Dated(..) = quantity {
        let wide = dates::ticks(span.lo, span.hi, (length / 90.0) as usize);
        return wide.into_iter().map(|(at, name)| Tick { at, name }).collect();
    }
    let (places, step) = ticks(span, (length / 72.0) as usize);
    named(places, &|at| x_tick(at, step))
}

/// At most this many ticks stand on an axis.
pub const MOST_TICKS: usize = 12;

/// About `want` round values inside a range, and how far apart they are: 1, 2 or 5 times a power of ten.
pub fn ticks(span: Span, want: usize) -> (Vec<f64>, f64) {
    let span = safe_range(span);
    let want = want.clamp(2, MOST_TICKS - 2);
    let rough = (span.hi - span.lo) / want as f64;
    let power = 10f64.powi(power_of(rough));
    let near = match rough / power {
        r if r < 1.5 => power,
        r if r < 3.5 => 2.0 * power,
        r if r < 7.5 => 5.0 * power,
        _ => 10.0 * power,
    };
    // The nearest round step may still set too many.
    let fits = |step: &f64| *step >= near && (span.hi - span.lo) / step < (MOST_TICKS - 1) as f64;
    let step = [1.0, 2.0, 5.0].map(|s| s * power).into_iter().find(fits).unwrap_or(10.0 * power);
    let first = (span.lo / step).ceil();
    let places =
        (0..MOST_TICKS).map(|i| (first + i as f64) * step).filter(|t| (span.lo..=span.hi).contains(t)).collect();
    (places, step)
}

/// The same at whole numbers only.
pub fn whole_ticks(span: Span, want: usize) -> (Vec<f64>, f64) {
    let (places, step) = ticks(span, want);
    if step >= 1.0 {
        return (places, step);
    }
    let span = safe_range(span);
    let first = span.lo.ceil();
    (((0..MOST_TICKS).map(|i| first + i as f64)).take_while(|t| *t <= span.hi).collect(), 1.0)
}

/// Ticks of a logarithmic axis: powers of ten, thinned when there are many, with 2 and 5 between when there are few.
pub fn log_ticks(span: Span, want: usize) -> Vec<f64> {
    let want = want.clamp(2, MOST_TICKS - 2);
    if !(span.lo > 0.0 && span.lo < span.hi && span.hi.is_finite()) {
        return Vec::new();
    }
    let (low, high) = ((libm::log10(span.lo) - 1e-9).ceil() as i32, (libm::log10(span.hi) + 1e-9).floor() as i32);
    let inside = |t: &f64| *t >= span.lo * (1.0 - 1e-9) && *t <= span.hi * (1.0 + 1e-9);
    let mut places: Vec<f64> = if high - low >= 2 {
        let stride = ((high - low) as usize / want + 1) as i32;
        (low..=high).filter(|e| e.rem_euclid(stride) == 0).map(|e| 10f64.powi(e)).collect()
    } else {
        (low - 1..=high).flat_map(|e| [1.0, 2.0, 5.0].map(|m| m * 10f64.powi(e))).filter(inside).collect()
    };
    if places.len() < 2 {
        places = ticks(span, want.min(4)).0;
        places.retain(|t| *t > 0.0);
    }
    places.truncate(MOST_TICKS);
    places
}
