//! What stands below the axis of capacities: their names, a mark for the present one, and the numbers of parameters.

use crate::scene::frame::Frame;
use crate::scene::geometry::{Rect, closed, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::scene::ticks::Tick;
use crate::text::{Lang, capacity};
use crate::view::{Measured, Sweep};

/// A tick for each capacity; where there is no room for all names, only every second, third … has one.
pub(super) fn capacities(view: &Sweep, f: &Frame, lang: Lang) -> Vec<Tick> {
    let name = |number: &usize| capacity::tick(view.vary, *number, lang);
    let names: Vec<String> = view.capacities.iter().map(name).collect();
    let every = every(&names, view.capacities.len(), f);
    let tick =
        |(i, name): (usize, String)| Tick { at: i as f64, name: if i % every == 0 { name } else { String::new() } };
    names.into_iter().enumerate().map(tick).collect()
}

/// Draws the number of parameters below each capacity that was measured; where there is no room for all, below every second,
/// third …
pub(super) fn draw_parameters(pen: &Pen, view: &Sweep, f: &Frame) {
    let count = |result: &Measured| capacity::parameters(view.vary, result.parameters, pen.look.lang);
    let names: Vec<String> = view.results.iter().map(count).collect();
    let every = every(&names, view.capacities.len(), f);
    for (i, name) in names.iter().enumerate().step_by(every) {
        pen.label(name, (f.to_px(i as f64, f.y.lo).0, f.bottom() + 30.0), Side::Middle, pen.colors().soft);
    }
}

/// How many capacities apart names have to be to fit below an axis of `count` capacities.
fn every(names: &[String], count: usize, f: &Frame) -> usize {
    let widest = names.iter().fold(0.0f64, |widest, name| widest.max(text_width(name, Font::SMALL)));
    bounded(((widest + 5.0) * count as f64 / f.width).ceil(), 1.0, 64.0) as usize
}

/// Draws a box around the name of the present capacity, the index `today` of `count`, and a wedge that points from it to the
/// axis.
pub(super) fn draw_today(pen: &Pen, f: &Frame, today: usize, count: usize, color: Shade) {
    let (x, bottom) = (f.to_px(today as f64, f.y.lo).0, f.bottom());
    let most = if count == 1 { 34.0 } else { 26.0 };
    let half = bounded(f.width / count as f64 / 2.0 - 1.0, 8.0, most);
    let place = Rect { left: x - half, top: bottom + 6.0, width: 2.0 * half, height: 16.0 };
    pen.line(&closed(rounded(place, 5.0)), color, 1.5);
    pen.fill(&[(x - 5.0, bottom + 6.5), (x, bottom), (x + 5.0, bottom + 6.5)], color);
}
