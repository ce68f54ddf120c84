//! What the model and its neurons compute, with today's numbers in it.

use crate::session::Status;
use crate::text::lang::Lang;
use crate::text::number::{short, superscript};
use crate::text::quantity::{Scale, column_names, loss};
use crate::view::Units;

/// "price = −23.4 · distance + 912", or the powers of x of a polynomial; empty for a network that bends.
pub fn formula(status: &Status, units: &Units, lang: Lang) -> String {
    status.coefficients.as_ref().map_or_else(String::new, |own| polynomial(own, units, lang))
}

/// What is known of a line or a polynomial in closed form: its best fit, and the learning rate at which it diverges; empty
/// where nothing is known, as for a network.
pub fn closed_form(status: &Status, units: &Units, lang: Lang) -> String {
    let Some(best) = &status.best else { return String::new() };
    let mut text = lang.say(
        "best fit: {0}\nits loss: {1}",
        "最优拟合：{0}\n它的损失：{1}",
        &[&polynomial(&best.coefficients, units, lang), &loss(best.loss, units, lang)],
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

/// c₀ + c₁·x + …, from the highest power down, with its name.
fn polynomial(coefficients: &[f64], units: &Units, lang: Lang) -> String {
    let ((x, y), scale) = (column_names(&units.quantity, lang), Scale::new(units, lang));
    let mut text = y.to_owned() + " =";
    for (power, c) in coefficients.iter().enumerate().rev() {
        let first = power + 1 == coefficients.len();
        let sign = match (first, *c < 0.0) {
            (true, true) => " −",
            (true, false) => " ",
            (false, true) => " − ",
            (false, false) => " + ",
        };
        text += sign;
        text += &short(scale.y(c.abs()));
        if power > 0 {
            text += " · ";
            text += x;
        }
        if power > 1 {
            text += &superscript(power as i32);
        }
    }
    text
}
