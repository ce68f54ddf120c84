//! What the pictures of losses share: their axis, and marks for values that have no place on it.

use super::frame::Frame;
use super::look::Look;
use super::palette::Shade;
use super::pen::Pen;
use super::range::bounded;
use super::ticks::{Tick, log_ticks, named, ticks};
use crate::text::number;
use crate::text::quantity::Scale;
use crate::view::{Span, Units};

/// The ends of an axis are these times a power of ten: about a quarter apart, so that an axis stands still for most of a run.
const STOPS: [f64; 10] = [1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4, 8.0];

/// What of a picture's height is no axis, and the height that the name of a tick takes, CSS px.
const AROUND: f64 = 44.0;
const NAME: f64 = 13.0;

/// The next of the possible ends of an axis at or above a value.
pub(super) fn round_up(value: f64) -> f64 {
    let power = 10f64.powi(number::power_of(value));
    let fits = |m: &&f64| **m * power >= value * (1.0 - 1e-9);
    STOPS.iter().find(fits).map_or(10.0 * power, |m| m * power)
}

/// A logarithmic axis for values from `least` to `most`, rounded outward, with room below for the name of a line that ends
/// there. Where there are no such values, any decade will do.
pub(super) fn log_range(least: f64, most: f64) -> Span {
    let (a, b) = if least <= most { (least, most) } else { (0.1, 1.0) };
    let (a, b) = (a * 0.55, b * 1.25);
    Span { lo: 1.0 / round_up(1.0 / a), hi: round_up(b) }
}

/// Ticks of losses that count in these units, with their names.
pub(super) fn loss_ticks(y: Span, log: bool, units: &Units, look: &Look) -> Vec<Tick> {
    let (want, scale) = ((look.height / 46.0) as usize, Scale::new(units, look.lang));
    if log {
        let name = |t: f64| {
            let t = scale.loss(t);
            let exponent = libm::log10(t).round();
            let whole = (libm::log10(t) - exponent).abs() < 1e-9;
            if whole {
                number::power_of_ten(exponent as i32)
            } else {
                number::ticked(t, 10f64.powi(number::power_of(t)))
            }
        };
        return thinned(named(log_ticks(y, want), &name), y, look.height);
    }
    let (places, step) = ticks(y, want);
    named(places, &|t| number::ticked(scale.loss(t), scale.loss(step)))
}

/// Without the names that would touch others on a logarithmic axis in a picture of this height: powers of ten keep theirs.
fn thinned(mut all: Vec<Tick>, y: Span, height: f64) -> Vec<Tick> {
    let px = |at: f64| libm::log(at) / libm::log(y.hi / y.lo) * (height - AROUND).max(1.0);
    let is_power = |tick: &Tick| (libm::log10(tick.at) - libm::log10(tick.at).round()).abs() < 1e-9;
    let mut taken: Vec<f64> = all.iter().filter(|tick| is_power(tick)).map(|tick| px(tick.at)).collect();
    for tick in all.iter_mut().filter(|tick| !is_power(tick)) {
        let at = px(tick.at);
        if taken.iter().all(|other| (other - at).abs() >= NAME) {
            taken.push(at);
        } else {
            tick.name.clear();
        }
    }
    all
}

/// Draws an open arrow at the bottom: the value is farther down than the axis goes.
pub(super) fn open_below(pen: &Pen, f: &Frame, x: f64, color: Shade) {
    let y = f.bottom() - 2.0;
    pen.line(&[(x - 4.0, y - 6.0), (x, y), (x + 4.0, y - 6.0)], color, 1.5);
}

/// Draws a cross at the top: the value was not a number any more.
pub(super) fn cross(pen: &Pen, f: &Frame, x: f64, color: Shade) {
    let (x, y) = (bounded(x, f.left + 4.0, f.right() - 4.0), f.top + 5.0);
    pen.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], color, 2.0);
    pen.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], color, 2.0);
}
