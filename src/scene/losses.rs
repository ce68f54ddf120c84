//! Loss over steps: training and held-out, the gap between them, the penalty apart, the best moment, and a reading.

use super::axes::{self, Tick};
use super::chart::{Frame, Key, bounded, log_ticks, ticks, whole_ticks};
use super::columns::{Column, bands, columns, gaps, line};
use super::look::{Look, Shade};
use super::pen::{Pen, Px, SMALL, Side, text_width};
use super::tip::{self, Row, Sample};
use crate::text::{labels, number};
use crate::view::{LossEntry, Losses, Span};

/// The axes grow in steps of about a quarter, so that they stand still for most of a run.
const STOPS: [f64; 10] = [1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4, 8.0];

/// A gap of fewer times is not worth a name.
const LEAST_GAP: f64 = 1.5;

/// Where steps and losses stand; also maps a pointer back to a step.
pub fn frame(s: &Losses, look: &Look) -> Frame {
    let last = s.entries.last().map_or(0, |e| e.to);
    let y = y_range(s);
    let margins = [axes::room(&y_ticks(y, s.log, look), look) + 10.0, 20.0, 12.0, 24.0];
    let x = Span { lo: 0.0, hi: round_up((last as f64).max(10.0)) };
    let frame = Frame::new((look.width, look.height), margins, x, y);
    if s.log { frame.logarithmic() } else { frame }
}

fn round_up(value: f64) -> f64 {
    let power = 10f64.powi(number::power_of(value));
    let fits = |m: &&f64| **m * power >= value * (1.0 - 1e-9);
    STOPS.iter().find(fits).map_or(10.0 * power, |m| m * power)
}

/// The range of the finite losses, rounded outward; above zero when it is logarithmic.
fn y_range(losses: &Losses) -> Span {
    let (mut least, mut lo, mut hi) = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY);
    for entry in losses.entries {
        for extent in [Some(entry.train), entry.held_out, entry.penalty].into_iter().flatten() {
            // Of a step on its own all four are the same.
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
    if losses.log {
        // Nothing above zero has no place on a logarithmic axis; any decade will do.
        return log_range(least, hi);
    }
    if lo > hi {
        return Span { lo: 0.0, hi: 1.0 };
    }
    let hi = if hi > 0.0 { round_up(hi * 1.04) } else { 1.0 };
    Span { lo: lo.min(0.0), hi }
}

/// A logarithmic axis for values from `least` to `most`, rounded outward, with room below for the name of a line that ends
/// there.
pub(super) fn log_range(least: f64, most: f64) -> Span {
    let (a, b) = if least <= most { (least, most) } else { (0.1, 1.0) };
    let (a, b) = (a * 0.55, b * 1.25);
    Span { lo: 1.0 / round_up(1.0 / a), hi: round_up(b) }
}

/// Ticks of losses with their names.
pub(super) fn y_ticks(y: Span, log: bool, look: &Look) -> Vec<Tick> {
    let want = (look.height / 46.0) as usize;
    if log {
        let name = |t: f64| {
            let exponent = libm::log10(t).round();
            let whole = (libm::log10(t) - exponent).abs() < 1e-9;
            if whole {
                number::power_of_ten(exponent as i32)
            } else {
                number::ticked(t, 10f64.powi(number::power_of(t)))
            }
        };
        return axes::named(log_ticks(y, want), &name);
    }
    let (places, step) = ticks(y, want);
    axes::named(places, &|t| number::ticked(t, step))
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Losses, look: &Look) -> Key {
    key.frame(&frame(s, look))
}

/// Grid and axes.
pub fn draw_base(pen: &Pen, s: &Losses, look: &Look) {
    let (c, f) = (look.colors(), frame(s, look));
    axes::draw_y(pen, look, &f, &y_ticks(f.y, f.log_y.is_some(), look));
    let name = labels::steps(look.lang);
    pen.label(name, (f.right(), f.bottom() + 14.0), Side::End, c.soft);
    let (places, _) = whole_ticks(f.x, (f.width / 84.0) as usize);
    let places = axes::named(places, &|t| number::grouped(t as u64));
    axes::draw_x(pen, look, &f, &places, f.right() - text_width(name, SMALL, false) - 10.0);
}

/// Lines, gap, ends, the best moment and the reading.
pub fn draw_marks(pen: &Pen, s: &Losses, look: &Look) {
    let (c, f, entries) = (look.colors(), frame(s, look), s.entries);
    let train = columns(entries, &f, |e| Some(e.train));
    let held = columns(entries, &f, |e| e.held_out);
    // It may be switched off and on: then its line ends and begins.
    let penalized = entries.chunk_by(|a, b| a.penalty.is_some() == b.penalty.is_some());
    let penalties: Vec<_> = penalized.map(|run| columns(run, &f, |e| e.penalty)).collect();
    for outline in gaps(&f, &train, &held) {
        pen.fill(&outline, c.held_out.mix(if look.dark { 0.14 } else { 0.12 }));
    }
    draw_best(pen, s, look, &f);
    let fill_bands = |columns: &[Column], color: Shade| {
        for outline in bands(&f, columns) {
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
        pen.dashed(&piece, c.held_out, 2.0, 6.0, 3.5);
    }
    for run in &penalties {
        for piece in f.clip_px(&line(run)) {
            pen.dashed(&piece, c.soft, 1.5, 1.5, 3.0);
        }
    }
    draw_missing(pen, &f, &train, c.model);
    draw_missing(pen, &f, &held, c.held_out);
    draw_now(pen, s, look, &f);
    let penalty = penalties.last().map_or(&[][..], Vec::as_slice);
    // What is there no more has no value of today.
    let held_now: &[Column] = if entries.last().is_some_and(|e| e.held_out.is_some()) { &held } else { &[] };
    draw_ends(pen, look, &f, [&train, held_now, penalty], entries.last().and_then(gap));
    draw_reading(pen, s, look, &f, [&train, &held, penalty])
}

/// The step that is looked at, and what lies ahead of it under a veil.
fn draw_now(pen: &Pen, s: &Losses, look: &Look, f: &Frame) {
    let Some(now) = s.now else { return };
    let c = look.colors();
    let (x, _) = f.to_px(now as f64, f.y.lo);
    pen.rect(x, f.top, (f.right() - x).max(0.0), f.height, c.panel.mix(0.6));
    pen.line(&[(x, f.top), (x, f.bottom())], c.model, 2.0);
    let handle = [(x - 5.0, f.bottom()), (x, f.bottom() - 7.0), (x + 5.0, f.bottom()), (x - 5.0, f.bottom())];
    pen.fill(&handle, c.model);
}

/// Values without a place are marked at the edge that they left by, once for each run of them.
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

/// An open arrow at the bottom: the value is farther down than the axis goes.
pub(super) fn open_below(pen: &Pen, f: &Frame, x: f64, color: Shade) {
    let y = f.bottom() - 2.0;
    pen.line(&[(x - 4.0, y - 6.0), (x, y), (x + 4.0, y - 6.0)], color, 1.5);
}

/// A cross at the top: the value was no number any more.
pub(super) fn cross(pen: &Pen, f: &Frame, x: f64, color: Shade) {
    let (x, y) = (bounded(x, f.left + 4.0, f.right() - 4.0), f.top + 5.0);
    pen.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], color, 2.0);
    pen.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], color, 2.0);
}

/// How many times the training loss the held-out loss is, where that is enough to be spoken of.
fn gap(last: &LossEntry) -> Option<f64> {
    let times = f64::from(last.held_out?.last) / f64::from(last.train.last);
    (times.is_finite() && times >= LEAST_GAP).then_some(times)
}

/// Today's values as dots, each line's name at its end, and the gap's between them.
fn draw_ends(pen: &Pen, look: &Look, f: &Frame, [train, held, penalty]: [&[Column]; 3], gap: Option<f64>) {
    let c = look.colors();
    let end = |columns: &[Column]| {
        let last = columns.last().filter(|c| c.last.is_finite())?;
        Some((last.x, last.last)).filter(|p| f.holds(*p, 1.0))
    };
    let (mut ends, mut colors) = (Vec::new(), Vec::new());
    for (columns, name, color) in [
        (train, labels::training(look.lang), c.model),
        (held, labels::held_out(look.lang), c.held_out),
        (penalty, labels::penalty(look.lang), c.soft),
    ] {
        if let Some(at) = end(columns) {
            ends.push((at, name));
            colors.push(color);
        }
    }
    let places = end_labels(f, &ends);
    if let (Some(times), Some(from), Some(to)) = (gap, end(train), end(held)) {
        let name = labels::gap(times, look.lang);
        let width = text_width(&name, SMALL, false);
        let (middle, beside) = ((from.1 + to.1) / 2.0, from.0 + 8.0 + width <= f.right() + 10.0);
        let (at, side) = if beside { (from.0 + 8.0, Side::Start) } else { (f.right(), Side::End) };
        let left = if beside { at } else { at - width };
        // Not across a line, nor on the name of one.
        let crossed = |c: &Column| c.x > left - 4.0 && c.top < middle + 9.0 && c.bottom > middle - 9.0;
        let free = places.iter().all(|((_, y), _)| (y - middle).abs() >= 13.0)
            && ![train, held, penalty].into_iter().flatten().any(crossed);
        if free {
            pen.label(&name, (at, middle), side, c.held_out);
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
    let wide = ends.iter().fold(0.0f64, |w, e| w.max(text_width(e.1, SMALL, false)));
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
                // Of ends at one height the first goes above.
                false if above > below || above == below && i == 0 => at.1 - 12.0,
                false => at.1 + 12.0,
            }
        })
        .collect();
    let placed = tip::spread(&want, 14.0, f.top - 6.0, f.bottom() - 7.0);
    let at = |(i, y): (usize, f64)| match beside {
        true => ((ends[i].0.0 + 8.0, y), Side::Start),
        false => ((f.right(), y), Side::End),
    };
    placed.into_iter().enumerate().map(at).collect()
}

/// The step of the least held-out loss, once it lies behind.
fn draw_best(pen: &Pen, s: &Losses, look: &Look, f: &Frame) {
    let (Some(best), entries) = (s.best.filter(|best| *best > 0), s.entries) else { return };
    let at = entries.get(entries.partition_point(|entry| entry.to < best)).and_then(|entry| entry.held_out);
    let last = entries.last().and_then(|entry| entry.held_out);
    // A tenth worse by now: before that it is noise.
    if let (Some(at), Some(last)) = (at, last)
        && last.min > at.min * 1.1
    {
        let (x, _) = f.to_px(best as f64, f.y.lo);
        axes::flag(pen, look, f, x, &labels::best_step(best, look.lang));
    }
}

fn draw_reading(pen: &Pen, s: &Losses, look: &Look, f: &Frame, lines: [&[Column]; 3]) {
    let c = look.colors();
    let Some(step) = s.readout else {
        return;
    };
    let entries = s.entries;
    // Past either end the nearest entry is read.
    let Some(entry) = entries.get(entries.partition_point(|e| e.to < step)).or(entries.last()) else {
        return;
    };
    let (x, _) = f.to_px(step.clamp(entry.from, entry.to) as f64, f.y.lo);
    pen.line(&[(x, f.top), (x, f.bottom())], c.ink.mix(0.5), 1.0);
    let mut rows = vec![Row::head(labels::step(entry.from, entry.to, look.lang))];
    let values = [
        (Some(entry.train), labels::training(look.lang), c.model, Sample::Training),
        (entry.held_out, labels::held_out(look.lang), c.held_out, Sample::HeldOut),
        (entry.penalty, labels::penalty(look.lang), c.soft, Sample::Penalty),
    ];
    for (extent, name, color, sample) in values {
        let Some(e) = extent else { continue };
        let reading = labels::reading(f64::from(e.min), f64::from(e.max));
        rows.push(Row { text: [name, " ", &reading].concat(), head: false, sample: Some(sample) });
        let at = (x, f.to_px(0.0, f64::from(e.last)).1);
        if entry.from == entry.to && f.holds(at, 0.5) {
            pen.disc(at, 5.0, c.panel);
            pen.disc(at, 3.5, color);
        }
    }
    let lines = lines.map(|line| line.iter().map(|c| (c.x, c.last)).collect::<Vec<_>>());
    tip::draw_beside(pen, look, f, x, &rows, &lines);
}
