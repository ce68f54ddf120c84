//! Loss over steps: training and held-out loss, the gap between them, the penalty, the best moment, and a reading.

mod before;
mod columns;
pub mod ends;
mod reading;

use super::axes;
use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::Rect;
use super::key::Key;
use super::lettering::{Font, text_width};
use super::look::Look;
use super::loss_axis::{cross, log_range, loss_ticks, open_below, round_up};
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::safe_range;
use super::ticks::{named, whole_ticks};
use crate::text::{labels, number};
use crate::view::{Losses, Span};
use columns::{Column, bands, columns, gaps, line};
use reading::Reading;

/// The frame, with room for the names of the y ticks.
pub(super) fn lay_out(view: &Losses, look: &Look) -> Chart {
    let last = [view.entries, view.before].iter().filter_map(|run| run.last()).fold(0, |last, e| last.max(e.to));
    let y = safe_range(y_range(view));
    let y_ticks = loss_ticks(y, view.log && y.lo > 0.0, &view.units, look);
    let margins = Margins { left: axes::room(&y_ticks, look) + 10.0, top: 20.0, right: 12.0, bottom: 24.0 };
    let x = Span { lo: 0.0, hi: round_up((last as f64).max(10.0)) };
    let frame = Frame::new((look.width, look.height), margins, x, y);
    Chart { frame: if view.log { frame.logarithmic() } else { frame }, y_ticks }
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Losses) -> Key {
    key.units(&view.units)
}

/// The range of the finite losses, rounded outward; above zero when it is logarithmic.
fn y_range(view: &Losses) -> Span {
    let (mut least, mut lo, mut hi) = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY);
    for entry in view.entries.iter().chain(view.before) {
        for extent in [Some(entry.train), entry.held_out, entry.penalty].into_iter().flatten() {
            // In an entry of one step all four are the same.
            let count = if extent.min == extent.max { 1 } else { 4 };
            for &v in &[extent.min, extent.max, extent.first, extent.last][..count] {
                let v = f64::from(v);
                if v.is_finite() {
                    (lo, hi) = (lo.min(v), hi.max(v));
                    least = if v > 0.0 { least.min(v) } else { least };
                }
            }
        }
    }
    if view.log {
        return log_range(least, hi);
    }
    if lo > hi {
        return Span { lo: 0.0, hi: 1.0 };
    }
    let hi = if hi > 0.0 { round_up(hi * 1.04) } else { 1.0 };
    Span { lo: lo.min(0.0), hi }
}

/// Grid and axes.
pub(super) fn draw_base(pen: &Pen, chart: &Chart) {
    let f = &chart.frame;
    axes::draw_y(pen, f, &chart.y_ticks);
    let name = labels::steps(pen.look.lang);
    pen.label(name, (f.right(), f.bottom() + 14.0), Side::End, pen.colors().soft);
    let (places, _) = whole_ticks(f.x, (f.width / 84.0) as usize);
    let places = named(places, &|t| number::grouped(t as u64));
    axes::draw_x(pen, f, &places, f.right() - text_width(name, Font::SMALL) - 10.0);
}

/// Lines, gap, ends, the best moment and the reading.
pub(super) fn draw_marks(pen: &Pen, view: &Losses, f: &Frame) {
    let (c, entries) = (pen.colors(), view.entries);
    let train = columns(entries, f, |e| Some(e.train));
    let held = columns(entries, f, |e| e.held_out);
    // The penalty may be switched off and on, and its line has a gap then.
    let penalized = entries.chunk_by(|a, b| a.penalty.is_some() == b.penalty.is_some());
    let penalties: Vec<_> = penalized.map(|run| columns(run, f, |e| e.penalty)).collect();
    before::draw(pen, view, f, train.last().map_or(f.left, |column| column.x));
    for outline in gaps(f, &train, &held) {
        pen.fill(&outline, c.held_out.mix(if pen.look.dark { 0.14 } else { 0.12 }));
    }
    draw_best(pen, view, f);
    let fill_bands = |columns: &[Column], color: Shade| {
        for outline in bands(f, columns) {
            pen.fill(&outline, color.mix(0.25));
        }
    };
    fill_bands(&train, c.model);
    fill_bands(&held, c.held_out);
    penalties.iter().for_each(|run| fill_bands(run, c.soft));
    for piece in f.clip_px(&line(&train)) {
        pen.line(&piece, c.model, 2.0);
    }
    for piece in f.clip_px(&line(&held)) {
        pen.dashed(&piece, c.held_out, 2.0, &[6.0, 3.5]);
    }
    for run in &penalties {
        for piece in f.clip_px(&line(run)) {
            pen.dashed(&piece, c.soft, 1.5, &[1.5, 3.0]);
        }
    }
    draw_missing(pen, f, &train, c.model);
    draw_missing(pen, f, &held, c.held_out);
    if let Some(now) = view.now {
        draw_now(pen, f, now);
    }
    let penalty = penalties.last().map_or(&[][..], Vec::as_slice);
    // Once nothing is held out any more, the old line has no value to be named at its end.
    let held_now: &[Column] = if entries.last().is_some_and(|e| e.held_out.is_some()) { &held } else { &[] };
    ends::draw(pen, f, [&train, held_now, penalty], entries.last());
    if let Some(reading) = Reading::of(view) {
        reading.draw(pen, f, [&train, &held, penalty]);
    }
}

/// Marks the step that is looked at, with a veil over the later ones.
fn draw_now(pen: &Pen, f: &Frame, now: u64) {
    let c = pen.colors();
    let (x, _) = f.to_px(now as f64, f.y.lo);
    let ahead = Rect { left: x, top: f.top, width: (f.right() - x).max(0.0), height: f.height };
    pen.rect(ahead, c.panel.mix(0.6));
    pen.line(&[(x, f.top), (x, f.bottom())], c.model, 2.0);
    let handle = [(x - 5.0, f.bottom()), (x, f.bottom() - 7.0), (x + 5.0, f.bottom()), (x - 5.0, f.bottom())];
    pen.fill(&handle, c.model);
}

/// Marks values that have no place on the axis at the edge beyond which they are, once for consecutive ones.
fn draw_missing(pen: &Pen, f: &Frame, columns: &[Column], color: Shade) {
    for run in columns.chunk_by(|a, b| a.last.is_finite() == b.last.is_finite()).take(12) {
        let Some(c) = run.first().filter(|c| !c.last.is_finite()) else {
            continue;
        };
        // Only a loss of zero on a logarithmic axis is infinitely far down; the others were not numbers any more.
        if c.last == f64::INFINITY {
            open_below(pen, f, c.x, color);
        } else {
            cross(pen, f, c.x, color);
        }
    }
}

/// Marks the step of the least held-out loss, once training has gone past it.
fn draw_best(pen: &Pen, view: &Losses, f: &Frame) {
    let (Some(best), entries) = (view.best.filter(|best| *best > 0), view.entries) else { return };
    let at = entries.get(entries.partition_point(|entry| entry.to < best)).and_then(|entry| entry.held_out);
    let last = entries.last().and_then(|entry| entry.held_out);
    // Less than a tenth worse is noise.
    if let (Some(at), Some(last)) = (at, last)
        && last.min > at.min * 1.1
    {
        let (x, _) = f.to_px(best as f64, f.y.lo);
        axes::flag(pen, f, x, &labels::best_step(best, pen.look.lang));
    }
}
