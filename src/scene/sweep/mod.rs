//! Loss against capacity: training and held-out loss, the range of the folds, the distance to the true law, and the best.

mod below;
mod lines;
mod names;

use super::axes;
use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::{Px, Rect};
use super::key::Key;
use super::lettering::{Font, fitted};
use super::look::Look;
use super::loss_axis::{cross, log_range, loss_ticks, open_below};
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::safe_range;
use super::tip::{Row, Sample, Tip};
use crate::text::{capacity, labels};
use crate::view::{Span, Sweep};

/// The axis goes down to this share of the least held-out loss at most: with a training loss of almost nothing on it, all
/// that matters would be flat.
const DEPTH: f64 = 1e-3;
/// Room at the right for the names of the lines, CSS px.
const NAMES: f64 = 58.0;
/// Room below for the capacities, their numbers of parameters and the name of the axis, CSS px.
const FOOT: f64 = 54.0;
/// A picture narrower than this, in CSS px, has the names of the lines in a row below.
const NARROW: f64 = 480.0;

/// The frame with room for the names of the ticks. A capacity's x is its index.
pub(super) fn lay_out(view: &Sweep, look: &Look) -> Chart {
    let y = safe_range(y_range(view));
    let y_ticks = loss_ticks(y, y.lo > 0.0, &view.units, look);
    let left = axes::room(&y_ticks, look) + 10.0;
    let (right, bottom) = if look.width < NARROW { (6.0, FOOT + 18.0) } else { (NAMES, FOOT) };
    let count = view.capacities.len().max(1) as f64;
    let x = Span { lo: -0.5, hi: count - 0.5 };
    let frame = Frame::new((look.width, look.height), Margins { left, top: 22.0, right, bottom }, x, y);
    Chart { frame: frame.logarithmic(), y_ticks }
}

fn y_range(view: &Sweep) -> Span {
    let (mut least, mut most, mut held) = (f64::INFINITY, 0.0f64, f64::INFINITY);
    for result in view.results {
        let (low, high) = result.folds.unzip();
        for (i, errors) in [result.held_out, low, high, Some(result.train), result.law].into_iter().enumerate() {
            let Some(loss) = errors.map(|errors| errors.loss).filter(|loss| loss.is_finite() && *loss > 0.0) else {
                continue;
            };
            (least, most) = (least.min(loss), most.max(loss));
            held = if i < 3 { held.min(loss) } else { held };
        }
    }
    log_range(least.max(DEPTH * held.min(most)), most)
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Sweep) -> Key {
    let key = key.units(&view.units).word(view.vary as u64).word(view.fixed as u64);
    view.capacities.iter().fold(key, |key, capacity| key.word(*capacity as u64))
}

/// Grid and axes.
pub(super) fn draw_base(pen: &Pen, view: &Sweep, chart: &Chart) {
    let (f, lang) = (&chart.frame, pen.look.lang);
    if view.capacities.is_empty() {
        return;
    }
    axes::draw_y(pen, f, &chart.y_ticks);
    axes::draw_x(pen, f, &below::capacities(view, f, lang), f64::INFINITY);
    let name = fitted(&capacity::axis(view.vary, view.fixed, lang), f.right());
    pen.label(&name, (f.right(), f.bottom() + 45.0), Side::End, pen.colors().soft);
}

/// Lines, marks, whiskers, the best, today's model and the reading.
pub(super) fn draw_marks(pen: &Pen, view: &Sweep, f: &Frame) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    if view.capacities.is_empty() {
        return;
    }
    // What is outdated is grey.
    let [model, held_out] = if view.outdated { [c.soft; 2] } else { [c.model, c.held_out] };
    let train = lines::places(view, f, |result| Some(result.train));
    let held = lines::places(view, f, |result| result.held_out);
    let law = lines::places(view, f, |result| result.law);
    lines::draw_gap(pen, f, &train, &held, held_out.mix(if pen.look.dark { 0.14 } else { 0.1 }));
    // One result alone is not the best of anything.
    let best = view.best().filter(|_| view.results.len() > 1);
    if let Some(best) = best {
        let name = capacity::best(view.vary, view.results[best].capacity, lang);
        axes::flag(pen, f, f.to_px(best as f64, f.y.lo).0, &name);
    }
    if let Some(today) = view.today {
        below::draw_today(pen, f, today, view.capacities.len(), model);
    }
    below::draw_parameters(pen, view, f);
    for (result, at) in view.results.iter().zip(&held) {
        if let Some((least, most)) = result.folds {
            let range = Span { lo: least.loss, hi: most.loss };
            lines::draw_whisker(pen, f, at.0, range, held_out.mix(0.7));
        }
        if result.diverged.is_some() {
            cross(pen, f, at.0, held_out);
        }
    }
    for piece in f.clip_px(&law) {
        pen.dashed(&piece, c.soft, 1.25, &[5.0, 4.0]);
    }
    for piece in f.clip_px(&train) {
        pen.line(&piece, model, 2.0);
    }
    for piece in f.clip_px(&held) {
        pen.dashed(&piece, held_out, 2.0, &[6.0, 3.5]);
    }
    if let [(x, y)] = law[..]
        && f.holds((x, y), 0.5)
    {
        // A line through one point only would not be seen.
        pen.dashed(&[(x - 9.0, y), (x + 9.0, y)], c.soft, 1.25, &[5.0, 3.0]);
    }
    // Kind by kind, so that colours seldom change.
    let inside = |line: &[Px]| line.iter().copied().filter(|at| f.holds(*at, 0.5)).collect::<Vec<_>>();
    let [train_marks, held_marks] = [&train, &held].map(|line| inside(line));
    train_marks.iter().for_each(|at| pen.disc(*at, 5.5, c.panel));
    train_marks.iter().for_each(|at| pen.disc(*at, 4.0, model));
    held_marks.iter().for_each(|at| square(pen, *at, 5.0, c.panel));
    held_marks.iter().for_each(|at| square(pen, *at, 3.5, held_out));
    if let Some(at) = best.and_then(|best| held.get(best)) {
        pen.ring(*at, 9.0, held_out, 1.5);
    }
    // A training loss of nothing, or next to it, is below the axis; the tip tells its value.
    train.iter().filter(|at| at.1 > f.bottom()).for_each(|at| open_below(pen, f, at.0, model));
    let named = [
        (&train, labels::training(lang), model, Sample::Training),
        (&held, labels::held_out(lang), held_out, Sample::HeldOut),
        (&law, labels::law(lang), c.soft, Sample::Law),
    ];
    let ends = named.into_iter().filter_map(|(line, name, color, sample)| {
        let at = *line.iter().rev().find(|at| f.holds(**at, 0.5))?;
        Some(names::End { at, name, color, sample })
    });
    let ends: Vec<names::End> = ends.collect();
    if pen.look.width < NARROW {
        names::draw_in_a_row(pen, f.bottom() + FOOT + 8.0, &ends);
    } else {
        names::draw_beside(pen, f, &ends);
    }
    draw_reading(pen, view, f, &[train, held, law]);
}

/// A square whose sides are twice as long as `half`, CSS px.
fn square(pen: &Pen, (x, y): Px, half: f64, color: Shade) {
    pen.rect(Rect { left: x - half, top: y - half, width: 2.0 * half, height: 2.0 * half }, color);
}

fn draw_reading(pen: &Pen, view: &Sweep, f: &Frame, lines: &[Vec<Px>]) {
    let Some((at, told)) = view.reading.and_then(|at| Some((at, capacity::measured(view, at, pen.look.lang)?))) else {
        return;
    };
    let x = f.to_px(at as f64, f.y.lo).0;
    pen.line(&[(x, f.top), (x, f.bottom())], pen.colors().ink.mix(0.5), 1.0);
    let mut rows = vec![Row::head(told.head)];
    let samples = [(told.train, Sample::Training), (told.held_out, Sample::HeldOut), (told.law, Sample::Law)];
    for (text, sample) in samples {
        rows.extend(text.map(|text| Row::of(sample, text)));
    }
    rows.extend([told.folds, told.diverged].into_iter().flatten().map(Row::body));
    Tip { rows, head: Font::SMALL_BOLD }.draw_beside(pen, f, x, lines);
}

/// The index of the result whose capacity is at this place, CSS px; `None` beside the chart and where nothing is measured
/// yet.
pub fn capacity_at(view: &Sweep, f: &Frame, (x, y): Px) -> Option<usize> {
    let inside = x >= f.left && x <= f.right() && y >= f.top - 14.0;
    let index = (f.from_px(x, y).0 + 0.5).floor().max(0.0) as usize;
    (inside && index < view.results.len()).then_some(index)
}
