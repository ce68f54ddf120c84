//! The ends of the lines: the last values, each line's name, and the gap between training and held-out loss.

use super::columns::Column;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::spread::spread;
use crate::text::labels;
use crate::view::LossEntry;

/// A smaller ratio of held-out to training loss is not worth a name.
const LEAST_GAP: f64 = 1.5;

/// The held-out loss as a multiple of the training loss, if that is worth a name.
fn gap(last: &LossEntry) -> Option<f64> {
    let times = f64::from(last.held_out?.last) / f64::from(last.train.last);
    (times.is_finite() && times >= LEAST_GAP).then_some(times)
}

/// Draws the last values as dots, each line's name at its end, and the name of the gap between them. The lines are training,
/// held-out loss and penalty; `last` is the last entry.
pub(super) fn draw(pen: &Pen, f: &Frame, lines: [&[Column]; 3], last: Option<&LossEntry>) {
    let (c, lang, [train, held, penalty]) = (pen.colors(), pen.look.lang, lines);
    let end = |columns: &[Column]| {
        let last = columns.last().filter(|c| c.last.is_finite())?;
        Some((last.x, last.last)).filter(|p| f.holds(*p, 1.0))
    };
    let (mut ends, mut colors) = (Vec::new(), Vec::new());
    for (columns, name, color) in [
        (train, labels::training(lang), c.model),
        (held, labels::held_out(lang), c.held_out),
        (penalty, labels::penalty(lang), c.soft),
    ] {
        if let Some(at) = end(columns) {
            ends.push((at, name));
            colors.push(color);
        }
    }
    let places = end_labels(f, &ends);
    if let (Some(times), Some(from), Some(to)) = (last.and_then(gap), end(train), end(held)) {
        let name = labels::gap(times, lang);
        let width = text_width(&name, Font::SMALL);
        let (middle, beside) = ((from.1 + to.1) / 2.0, from.0 + 8.0 + width <= f.right() + 10.0);
        let (at, side) = if beside { (from.0 + 8.0, Side::Start) } else { (f.right(), Side::End) };
        let left = if beside { at } else { at - width };
        // Not across a line, nor on the name of one.
        let crossed = |c: &Column| c.x > left - 4.0 && c.top < middle + 9.0 && c.bottom > middle - 9.0;
        let free =
            places.iter().all(|((_, y), _)| (y - middle).abs() >= 13.0) && !lines.into_iter().flatten().any(crossed);
        if free {
            pen.label(&name, (at, middle), side, c.held_out);
        }
    }
    for ((_, name), (place, side)) in ends.iter().zip(&places) {
        // Where a line runs behind a name, a veil.
        let width = text_width(name, Font::SMALL);
        let around = Rect { left: place.0 - width - 2.0, top: place.1 - 7.0, width: width + 4.0, height: 14.0 };
        let runs = |c: &Column| c.x > around.left && c.top < around.bottom() && c.bottom > around.top;
        if *side == Side::End && lines.into_iter().flatten().any(runs) {
            pen.fill(&rounded(around, 4.0), c.panel.mix(0.75));
        }
    }
    for (((at, name), color), (place, side)) in ends.into_iter().zip(colors).zip(places) {
        pen.disc(at, 4.5, c.panel);
        pen.disc(at, 3.0, color);
        pen.label(name, place, side, color);
    }
}

/// Where the names of lines that end at these places stand: behind the end where there is room, else above or below it,
/// and never on one another.
pub fn end_labels(f: &Frame, ends: &[(Px, &str)]) -> Vec<(Px, Side)> {
    let wide = ends.iter().fold(0.0f64, |w, e| w.max(text_width(e.1, Font::SMALL)));
    let beside = ends.iter().all(|(at, _)| at.0 + wide + 9.0 <= f.right() + 10.0);
    // Above or below its end, whichever is farther from the ends of the others.
    let clear = |i: usize, y: f64| {
        let others = ends.iter().enumerate().filter(|(other, _)| *other != i);
        others.fold(f64::INFINITY, |least, (_, (at, _))| least.min((at.1 - y).abs()))
    };
    let want: Vec<f64> = ends
        .iter()
        .enumerate()
        .map(|(i, (at, _))| {
            let (above, below) = (clear(i, at.1 - 12.0), clear(i, at.1 + 12.0));
            match beside {
                true => at.1,
                // Of two ends at the same height the first goes above.
                false if above > below || above == below && i == 0 => at.1 - 12.0,
                false => at.1 + 12.0,
            }
        })
        .collect();
    let placed = spread(&want, 14.0, f.top - 6.0, f.bottom() - 7.0);
    let at = |(i, y): (usize, f64)| match beside {
        true => ((ends[i].0.0 + 8.0, y), Side::Start),
        false => ((f.right(), y), Side::End),
    };
    placed.into_iter().enumerate().map(at).collect()
}
