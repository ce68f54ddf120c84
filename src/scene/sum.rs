//! A neuron's weighted sum as bars: the bias first, then one product after the other, each from where the last one ends; and
//! where the sum is cut off.

use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::{Rect, closed, rounded};
use super::key::Key;
use super::lettering::{Font, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::range::bounded;
use crate::text::stack as words;
use crate::view::{Span, Sum, SumParts};

/// Room beside the bars and below them, CSS px.
const MARGINS: Margins = Margins { left: 8.0, top: 4.0, right: 8.0, bottom: 20.0 };
/// A bar is at most this high, CSS px.
const HIGHEST: f64 = 22.0;
/// Between two bars, CSS px.
const GAP: f64 = 3.0;

/// The frame: along x the numbers, one row for each bar.
pub(super) fn lay_out(view: &Sum, look: &Look) -> Chart {
    let x = view.parts.as_ref().map_or(Span { lo: -1.0, hi: 1.0 }, |parts| range(parts, view.cuts));
    let frame = Frame::new((look.width, look.height), MARGINS, x, Span { lo: 0.0, hi: 1.0 });
    Chart { frame, y_ticks: Vec::new() }
}

/// All places where a bar begins or ends, with room on both sides; what is cut off is seen.
fn range(parts: &SumParts, cuts: bool) -> Span {
    let (mut lo, mut hi, mut at) = (0.0f64, 0.0f64, 0.0);
    for value in std::iter::once(parts.bias).chain(parts.products.iter().map(|product| product.value)) {
        at += value;
        (lo, hi) = (lo.min(at), hi.max(at));
    }
    let width = (hi - lo).max(1e-9);
    let below = if cuts { 0.35 } else { 0.08 };
    Span { lo: lo - width * if lo < -0.1 * width { 0.08 } else { below }, hi: hi + 0.08 * width }
}

/// All of it moves with the numbers.
pub(super) fn base_key(key: Key, _: &Sum) -> Key {
    key
}

/// The bars.
pub(super) fn draw_marks(pen: &Pen, view: &Sum, f: &Frame) {
    let Some(SumParts { bias, products, sum }) = &view.parts else { return };
    let (c, lang) = (pen.colors(), pen.look.lang);
    let place = |value: f64| f.to_px(value, 0.0).0;
    let zero = place(0.0);
    if view.cuts && zero > f.left {
        pen.rect(Rect { left: f.left, top: f.top, width: zero - f.left, height: f.height }, c.hairline.mix(0.55));
    }
    let rows = products.len() + 1;
    let height = ((f.height - GAP) / rows as f64 - GAP).min(HIGHEST);
    let mut at = 0.0;
    let bars = std::iter::once((words::bias_of(*bias), *bias))
        .chain(products.iter().map(|product| (words::product_of(product, view.of_x, lang), product.value)));
    for (row, (name, value)) in bars.enumerate() {
        let (from, to) = (place(at), place(at + value));
        let top = f.top + GAP + row as f64 * (height + GAP);
        let bar = Rect { left: from.min(to), top, width: (to - from).abs().max(1.0), height };
        let color = if value < 0.0 { c.negative } else { c.positive };
        if value < 0.0 {
            let inner = Rect { left: bar.left + 0.75, top: top + 0.75, width: bar.width - 1.5, height: height - 1.5 };
            pen.dashed(&closed(rounded(inner, 0.0)), color, 1.5, &[4.0, 2.5]);
        } else {
            pen.rect(bar, color);
        }
        let width = text_width(&name, Font::SMALL_BOLD);
        let middle = top + height / 2.0;
        if width + 8.0 <= bar.width {
            let ink = if value < 0.0 { color } else { c.panel };
            pen.text(&name, (bar.left + bar.width / 2.0, middle), Side::Middle, Font::SMALL_BOLD, ink);
        } else {
            let right = bar.right() + 6.0 + width <= f.right();
            let (x, side) = if right { (bar.right() + 6.0, Side::Start) } else { (bar.left - 6.0, Side::End) };
            pen.text(&name, (x, middle), side, Font::SMALL_BOLD, color);
        }
        at += value;
        // From the end of each to the beginning of the next.
        if row + 1 < rows {
            pen.line(&[(place(at), top), (place(at), top + 2.0 * height + GAP)], c.soft.mix(0.6), 1.0);
        }
    }
    pen.line(&[(f.left, f.bottom()), (f.right(), f.bottom())], c.soft, 1.0);
    pen.line(&[(zero, f.top - 2.0), (zero, f.bottom() + 3.0)], c.ink, 1.5);
    let end = place(*sum);
    let last = f.top + GAP + (rows - 1) as f64 * (height + GAP);
    pen.line(&[(end, last - 1.0), (end, f.bottom() + 3.0)], c.model, 2.5);
    let name = words::sum_of(*sum, view.cuts, lang);
    let half = text_width(&name, Font::HEAD_NARROW) / 2.0;
    let x = bounded(end, f.left + half, (f.right() - half).max(f.left + half));
    let y = f.bottom() + 12.0;
    pen.text(&name, (x, y), Side::Middle, Font::HEAD_NARROW, c.model);
    if (zero - x).abs() > half + 8.0 {
        pen.label("0", (zero, y), Side::Middle, c.soft);
    }
    let cut = words::cut_off(lang);
    let room = zero - f.left;
    if view.cuts && room >= text_width(cut, Font::SMALL) + 6.0 && *sum >= 0.0 && *bias >= 0.0 {
        pen.label(cut, (f.left + room / 2.0, f.bottom() - 10.0), Side::Middle, c.soft);
    }
}
