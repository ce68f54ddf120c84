//! Where the ticks of an axis stand: at round numbers, at whole ones, or at powers of ten.

use super::range::safe_range;
use crate::text::Lang;
use crate::text::dates;
use crate::text::number::power_of;
use crate::text::quantity::{x_tick, y_tick};
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
    apart(places, step, &|at| x_tick(at, step))
}

/// Ticks of an axis in the units of y, about so many.
pub(super) fn y_ticks(quantity: &Quantity, span: Span, want: usize, lang: Lang) -> Vec<Tick> {
    let (places, step) = ticks(span, want);
    apart(places, step, &|at| y_tick(quantity, at, step, lang))
}

/// Ticks, each with the name of what it is more than what all have in common.
pub(super) fn apart(places: Vec<f64>, step: f64, name: &dyn Fn(f64) -> String) -> Vec<Tick> {
    let common = common(&places);
    // Both are whole steps, and so is what is between them, which rounding must not hide.
    named(places, &|at| name(if common == 0.0 { at } else { ((at - common) / step).round() * step }))
}

/// Ticks that differ in their seventh digit only are all the same to the eye; so are those with a power of ten in their fifth.
const DIGITS: (i32, i32) = (7, 5);

/// What these ticks have in common, as a round number, if their names would be long with it: it is said once, beside the name of
/// the axis. 0 where names are short.
pub(super) fn common(places: &[f64]) -> f64 {
    let [first, second, ..] = places else { return 0.0 };
    let last = places[places.len() - 1];
    // That of a step which is not quite what it should be.
    let step = power_of((second - first) * 1.000_001);
    let (near, far) = if first.abs() < last.abs() { (*first, last) } else { (last, *first) };
    let digits = power_of(far.abs()) - step + 1;
    let most = if far.abs() < 1e7 { DIGITS.0 } else { DIGITS.1 };
    if digits < most || first.signum() != last.signum() {
        return 0.0;
    }
    // Three digits are left to each tick, or a fourth where they pass a round number. A thousandth of one is a step: so much
    // less is rounding.
    let round = 10f64.powi(step + 3);
    (near / round + 1e-4f64.copysign(near)).trunc() * round
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

#[cfg(test)]
mod tests {
    use super::*;

    fn span(lo: f64, hi: f64) -> Span {
        Span { lo, hi }
    }

    /// What the ticks have in common, and the names that are left to them.
    fn told(lo: f64, hi: f64) -> (f64, Vec<String>) {
        let (places, step) = ticks(span(lo, hi), 4);
        (common(&places), apart(places, step, &|at| x_tick(at, step)).into_iter().map(|tick| tick.name).collect())
    }

    #[test]
    fn what_is_short_is_said_as_it_is() {
        for (lo, hi, names) in [
            (0.0, 30.0, ["0", "10", "20", "30"].as_slice()),
            (2000.0, 2024.0, &["2000", "2005", "2010", "2015", "2020"]),
            (250_000.0, 500_000.0, &["250,000", "300,000", "350,000", "400,000", "450,000", "500,000"]),
            (300_000.0, 300_003.0, &["300,000", "300,001", "300,002", "300,003"]),
            (0.0, 4e9, &["0", "10⁹", "2·10⁹", "3·10⁹", "4·10⁹"]),
            (-1e-9, 1e-9, &["−10⁻⁹", "−5·10⁻¹⁰", "0", "5·10⁻¹⁰", "10⁻⁹"]),
        ] {
            let (common, told) = told(lo, hi);
            assert_eq!(
                (common, told.as_slice()),
                (0.0, names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>().as_slice())
            );
        }
    }

    #[test]
    fn what_would_be_long_is_said_once() {
        for (lo, hi, common, names) in [
            (1e9 - 0.05, 1e9 + 1.05, 1e9, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"].as_slice()),
            (-1e9 - 1.05, -1e9 + 0.05, -1e9, &["−1.0", "−0.8", "−0.6", "−0.4", "−0.2", "0"]),
            (300_000.0, 300_001.9, 300_000.0, &["0", "0.5", "1.0", "1.5"]),
            (1_700_000_000.0, 1_700_080_000.0, 1.7e9, &["0", "20,000", "40,000", "60,000", "80,000"]),
            (999_999_998.0, 1_000_000_002.0, 999_999_000.0, &["998", "999", "1000", "1001", "1002"]),
            (0.5, 0.5 + 1e-7, 0.5, &["0", "2·10⁻⁸", "4·10⁻⁸", "6·10⁻⁸", "8·10⁻⁸"]),
        ] {
            let told = told(lo, hi);
            assert_eq!(told.0, common, "{lo} {hi}");
            assert_eq!(told.1, names, "{lo} {hi}");
        }
    }
}
