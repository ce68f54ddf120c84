//! Layers without a bend, multiplied out: the weights of each as a table of squares, and the one number that they come to.

use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::{Rect, closed, rounded};
use super::key::Key;
use super::lettering::Font;
use super::look::Look;
use super::pen::{Pen, Side};
use crate::text::stack::factor_name;
use crate::view::{Chain, Matrix, Span};

/// A square is at most this large, from one to the next, CSS px.
const LARGEST: f64 = 12.0;
/// Between two factors, where the dot stands, CSS px.
const BETWEEN: f64 = 14.0;
/// For the product behind the equals sign, CSS px.
const PRODUCT: f64 = 34.0;
/// From the factors to their names below them, CSS px.
const NAMES: f64 = 9.0;

/// The whole room.
pub(super) fn lay_out(look: &Look) -> Chart {
    let unit = Span { lo: 0.0, hi: 1.0 };
    let margins = Margins { left: 2.0, top: 2.0, right: 2.0, bottom: 18.0 };
    Chart { frame: Frame::new((look.width, look.height), margins, unit, unit), y_ticks: Vec::new() }
}

/// All of it moves with the numbers.
pub(super) fn base_key(key: Key, _: &Chain) -> Key {
    key
}

/// The factors, in a row.
pub(super) fn draw_marks(pen: &Pen, view: &Chain, f: &Frame) {
    if view.factors.is_empty() {
        return;
    }
    let c = pen.colors();
    let columns: usize = view.factors.iter().map(|factor| factor.columns).sum();
    let rows = view.factors.iter().map(|factor| factor.rows).max().unwrap_or(1);
    let room = f.width - BETWEEN * (view.factors.len() - 1) as f64 - PRODUCT;
    let pitch = (room / columns as f64).min(f.height / rows as f64).min(LARGEST);
    let middle = f.top + f.height / 2.0;
    let below = middle + pitch * rows as f64 / 2.0 + NAMES;
    let name = |name: &str, x: f64| pen.text(name, (x, below), Side::Middle, Font::SMALL, c.soft);
    let mut left = f.left;
    for (i, factor) in view.factors.iter().enumerate() {
        if i > 0 {
            pen.disc((left + BETWEEN / 2.0, middle), 1.5, c.soft);
            left += BETWEEN;
        }
        draw_factor(pen, factor, (left, middle - pitch * factor.rows as f64 / 2.0), pitch);
        let width = pitch * factor.columns as f64;
        name(&factor_name(view.factors.len() - i), left + width / 2.0);
        left += width;
    }
    pen.text("=", (left + BETWEEN / 2.0 + 2.0, middle), Side::Middle, Font::HEAD, c.soft);
    let side = LARGEST + 2.0;
    let square = Rect { left: left + BETWEEN + 4.0, top: middle - side / 2.0, width: side, height: side };
    draw_square(pen, square, view.product, 1.0);
    name("w", square.middle().0);
}

/// The weights of a layer, each as large as it is beside the largest one.
fn draw_factor(pen: &Pen, factor: &Matrix, (left, top): (f64, f64), pitch: f64) {
    let greatest = factor.weights.iter().map(|w| w.abs()).filter(|w| w.is_finite()).fold(0.0, f32::max);
    for row in 0..factor.rows {
        for column in 0..factor.columns {
            let Some(weight) = factor.weights.get(row * factor.columns + column) else { return };
            let cell =
                Rect { left: left + pitch * column as f64, top: top + pitch * row as f64, width: pitch, height: pitch };
            let share = if greatest > 0.0 { f64::from(weight.abs() / greatest) } else { 0.0 };
            draw_square(pen, cell.grown(-0.5), f64::from(*weight), share);
        }
    }
}

/// A number: filled above 0, hollow below; its area is its share of the largest.
fn draw_square(pen: &Pen, cell: Rect, value: f64, share: f64) {
    let c = pen.colors();
    if !value.is_finite() {
        return;
    }
    let side = (cell.width * share.sqrt()).max(1.5);
    let (x, y) = cell.middle();
    let square = Rect { left: x - side / 2.0, top: y - side / 2.0, width: side, height: side };
    if value < 0.0 && side > 3.0 {
        pen.line(&closed(rounded(square.grown(-0.6), 0.0)), c.negative, 1.25);
    } else {
        pen.rect(square, if value < 0.0 { c.negative } else { c.positive });
    }
}
