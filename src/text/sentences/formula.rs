//! What the model and its neurons compute, with today's numbers in it.

use crate::session::Status;
use crate::task::Centred;
use crate::text::lang::Lang;
use crate::text::number::{fixed, power_of, scientific, short, superscript};
use crate::text::quantity::{Scale, column_names, loss, place};
use crate::view::{Quantity, Span, Units};

/// The largest error of a printed formula anywhere in the picture, as a share of its height: half a pixel of 400.
const TOLERANCE: f64 = 1.0 / 800.0;

/// A number of more digits is not read any more.
const MOST_READ: f64 = 6.0;
/// A double has no more.
const MOST_KNOWN: f64 = 15.0;

/// "price = −23.4 · distance + 912", or the powers of x of a polynomial; empty for a network that bends. It has as many digits as the
/// picture, whose axes these are, needs to tell it from the curve.
pub fn formula(status: &Status, units: &Units, picture: (Span, Span), lang: Lang) -> String {
    match (&status.coefficients, &status.centred) {
        (Some(own), Some(centred)) => polynomial(own, centred, (units, picture), lang),
        (None, _) | (_, None) => String::new(),
    }
}

/// What is known of a line or a polynomial in closed form: its best fit, and the learning rate at which it diverges; empty
/// where nothing is known, as for a network.
pub fn closed_form(status: &Status, units: &Units, picture: (Span, Span), lang: Lang) -> String {
    let Some(best) = &status.best else { return String::new() };
    let formula = polynomial(&best.coefficients, &best.centred, (units, picture), lang);
    let mut text = lang.say(
        "best fit: {0}\nits loss: {1}",
        "最优拟合：{0}\n它的损失：{1}",
        &[&formula, &loss(best.loss, units, lang)],
    );
    if let (Some(curvature), Some(limit)) = (best.curvature, status.rate_limit) {
        text += &lang.say(
            // Without a letter: λ is the penalty's strength on the same page.
            "\nsteepest curvature: {0}; it diverges from a learning rate of {1} on",
            "\n最陡处的曲率：{0}；学习率达到 {1} 就会发散",
            &[&short(curvature), &short(limit)],
        );
    }
    text
}

/// c₀ + c₁·x + …, from the highest power down, with its name; far from 0, and of dates, in powers of the distance to the middle.
fn polynomial(own: &[f64], centred: &Centred, (units, picture): (&Units, (Span, Span)), lang: Lang) -> String {
    let ((x, y), scale) = (column_names(&units.quantity, lang), Scale::new(units, lang));
    let tolerance = scale.y((picture.1.hi - picture.1.lo) * TOLERANCE).abs();
    let told: Vec<f64> = own.iter().map(|c| scale.y(*c)).collect();
    let reach = picture.0.lo.abs().max(picture.0.hi.abs());
    let plain = printed(&told, (reach, tolerance), MOST_READ);
    let is_dated = matches!(units.quantity, Quantity::Dated(..));
    if let Some(plain) = plain.filter(|_| !is_dated) {
        return sum(y, x, &plain);
    }
    let about = if is_dated { round_date(centred.about, picture.0) } else { round_place(centred.about, picture.0) };
    let around: Vec<f64> =
        moved(&centred.coefficients, about - centred.about).into_iter().map(|c| scale.y(c)).collect();
    let reach = (picture.0.lo - about).abs().max((picture.0.hi - about).abs());
    let sign = if about < 0.0 && !is_dated { " + " } else { " − " };
    let distance = ["(", x, sign, &place(&units.quantity, if is_dated { about } else { about.abs() }), ")"].concat();
    match printed(&around, (reach, tolerance), MOST_KNOWN) {
        Some(around) => sum(y, &distance, &around),
        // Nothing finite: as it is.
        None => sum(y, x, &told.iter().map(|c| (*c < 0.0, short(c.abs()))).collect::<Vec<_>>()),
    }
}

/// The coefficients with as many digits as keep the sum within the tolerance up to this reach, each with its sign: at least as many as
/// any number has. `None` where one would have more than `most`.
fn printed(coefficients: &[f64], (reach, tolerance): (f64, f64), most: f64) -> Option<Vec<(bool, String)>> {
    let share = tolerance / coefficients.len().max(1) as f64;
    let mut all = Vec::new();
    let mut power = 1.0;
    for c in coefficients {
        let least = short(c.abs());
        // Half a unit in the last place, times the power of x, is the error.
        let wanted = libm::ceil(libm::log10(0.5 * power / share));
        let digits = wanted + f64::from(power_of(c.abs())) + 1.0;
        let few = !c.is_finite() || *c == 0.0 || !share.is_finite() || share <= 0.0 || digits <= 3.0;
        let text = match few {
            true => least,
            false if digits > most => return None,
            false if wanted <= 9.0 => fixed(c.abs(), wanted.max(0.0) as usize),
            false => scientific(c.abs(), digits as usize - 1),
        };
        all.push((*c < 0.0, text));
        power *= reach;
    }
    Some(all)
}

/// A date near another one that can be told: a whole day, or a minute where the picture shows few days.
fn round_date(about: f64, x: Span) -> f64 {
    let minutes = if x.hi - x.lo > 10.0 { 1.0 } else { 1440.0 };
    (about * minutes).round() / minutes
}

/// A place of few digits near another one: within a twentieth of the picture.
fn round_place(about: f64, x: Span) -> f64 {
    let step = 10f64.powi(power_of((x.hi - x.lo) / 10.0));
    let rounded = (about / step).round() * step;
    if rounded.is_finite() { rounded } else { about }
}

/// The coefficients of the same sum around a place that lies `by` further on (Taylor).
fn moved(coefficients: &[f64], by: f64) -> Vec<f64> {
    let mut all = coefficients.to_vec();
    for from in 0..all.len() {
        for at in (from..all.len().saturating_sub(1)).rev() {
            all[at] += by * all[at + 1];
        }
    }
    all
}

/// The sum of coefficients times powers, from the highest power down.
fn sum(name: &str, of: &str, coefficients: &[(bool, String)]) -> String {
    let mut text = name.to_owned() + " =";
    for (power, (negative, c)) in coefficients.iter().enumerate().rev() {
        let first = power + 1 == coefficients.len();
        text += match (first, negative) {
            (true, true) => " −",
            (true, false) => " ",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        text += c;
        if power > 0 {
            text += " · ";
            text += of;
        }
        if power > 1 {
            text += &superscript(power as i32);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_around_another_place_is_the_same() {
        let at = |coefficients: &[f64], u: f64| coefficients.iter().rev().fold(0.0, |sum, c| sum * u + c);
        let own = [3.0, -2.0, 0.5, 0.25];
        let around = moved(&own, 1.5);
        for u in [-2.0, 0.0, 1.0, 7.0] {
            assert!((at(&own, u + 1.5) - at(&around, u)).abs() < 1e-12);
        }
    }
}
