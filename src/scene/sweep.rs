//! Loss against capacity: training and held-out, what the folds spread over, the error to the true law, and the best.

use super::axes::{self, Tick};
use super::chart::{Frame, Key, bounded};
use super::look::{Look, Palette};
use super::losses::{cross, log_range, open_below, y_ticks};
use super::pen::{Pen, Px, SMALL, Side, closed, rounded, text_width};
use super::tip::{self, Row, Sample};
use crate::snapshot::{Measured, Snapshot, Span, Sweep, Wrong};
use crate::text::{capacity, labels};
use plotters::style::{Color, RGBAColor};

/// Of what is far below the least held-out loss this much is shown, as a share of that loss: a training loss of almost
/// nothing would else press all that matters into a line.
const DEPTH: f64 = 1e-3;
/// Room at the right for the names of the lines, CSS px.
const NAMES: f64 = 58.0;
/// Room below for the capacities, their parameters and what both are, CSS px.
const FOOT: f64 = 54.0;
/// A narrower picture has the names of the lines in a row below.
const NARROW: f64 = 480.0;

/// Where capacities (by their place) and losses stand; also maps a pointer back to a capacity.
pub fn frame(s: &Snapshot, look: &Look) -> Frame {
    let y = y_range(&s.sweep);
    let left = axes::room(&y_ticks(y, true, look), look) + 10.0;
    let (right, foot) = if look.width < NARROW { (6.0, FOOT + 18.0) } else { (NAMES, FOOT) };
    let count = s.sweep.capacities.len().max(1) as f64;
    let x = Span { lo: -0.5, hi: count - 0.5 };
    Frame::new((look.width, look.height), [left, 22.0, right, foot], x, y).logarithmic()
}

/// All losses of one kind, in the order of the capacities; NaN where there is none.
type Line = fn(&Measured) -> Option<Wrong>;

const TRAIN: Line = |result| Some(result.train);
const HELD_OUT: Line = |result| result.held_out;
const LAW: Line = |result| result.law;

fn y_range(sweep: &Sweep) -> Span {
    let (mut least, mut most, mut held) = (f64::INFINITY, 0.0f64, f64::INFINITY);
    for result in sweep.results {
        let folds = result.folds.map(|(least, most)| [least, most]);
        let judged = result.held_out.into_iter().chain(folds.into_iter().flatten());
        for wrong in judged.clone().chain([result.train]).chain(result.law) {
            if wrong.loss.is_finite() && wrong.loss > 0.0 {
                (least, most) = (least.min(wrong.loss), most.max(wrong.loss));
            }
        }
        for wrong in judged.filter(|wrong| wrong.loss > 0.0) {
            held = held.min(wrong.loss);
        }
    }
    log_range(if held.is_finite() { least.max(held * DEPTH) } else { least.max(most * DEPTH) }, most)
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Snapshot, look: &Look) -> Key {
    let key = key.frame(&frame(s, look)).word(s.sweep.vary as u64).word(s.sweep.fixed as u64);
    s.sweep.capacities.iter().fold(key, |key, capacity| key.word(*capacity as u64))
}

/// Grid and axes.
pub fn draw_base(pen: &Pen, s: &Snapshot, look: &Look) {
    let (c, f, sweep) = (look.colors(), frame(s, look), &s.sweep);
    if sweep.capacities.is_empty() {
        return;
    }
    axes::draw_y(pen, look, &f, &y_ticks(f.y, true, look));
    let names = sweep.capacities.iter().map(|number| capacity::tick(sweep.vary, *number, look.lang));
    let ticks: Vec<Tick> = names.enumerate().map(|(i, name)| (i as f64, name)).collect();
    axes::draw_x(pen, look, &f, &ticks, f64::INFINITY);
    let name = capacity::axis(sweep.vary, sweep.fixed, look.lang);
    pen.label(&name, (f.right(), f.bottom() + 45.0), Side::End, c.soft);
}

/// Lines, marks, whiskers, the best, today's model and the reading.
pub fn draw_marks(pen: &Pen, s: &Snapshot, look: &Look) {
    let (f, sweep) = (frame(s, look), &s.sweep);
    if sweep.capacities.is_empty() {
        return;
    }
    // What is outdated is grey.
    let own = look.colors();
    let faded = Palette { model: own.soft, held_out: own.soft, ..*own };
    let c = if sweep.outdated { &faded } else { own };
    let [train, held, law] = [TRAIN, HELD_OUT, LAW].map(|of| line(&f, sweep, of));
    draw_gap(pen, &f, &train, &held, c.held_out.mix(if look.dark { 0.14 } else { 0.1 }));
    draw_best(pen, look, &f, sweep);
    draw_today(pen, c, &f, sweep);
    draw_parameters(pen, look, &f, sweep);
    for (i, (least, most)) in sweep.results.iter().enumerate().filter_map(|(i, result)| Some((i, result.folds?))) {
        draw_whisker(pen, &f, i, (least, most), c.held_out);
    }
    for piece in f.clip_px(&law) {
        pen.dashed(&piece, c.soft, 1.25, 5.0, 4.0);
    }
    for piece in f.clip_px(&train) {
        pen.line(&piece, c.model, 2.0);
    }
    for piece in f.clip_px(&held) {
        pen.dashed(&piece, c.held_out, 2.0, 6.0, 3.5);
    }
    let inside = |at: &&Px| f.holds(**at, 0.5);
    for at in train.iter().filter(inside) {
        pen.disc(*at, 5.5, c.panel);
        pen.disc(*at, 4.0, c.model);
    }
    for at in held.iter().filter(inside) {
        square(pen, *at, 5.0, c.panel);
        square(pen, *at, 3.5, c.held_out);
    }
    if let Some(&(x, y)) = compared(sweep).and_then(|best| held.get(best)).filter(inside) {
        pen.ring((x, y), 9.0, c.held_out, 1.5);
    }
    // Off the scale, which a tip tells: a loss of nothing, or next to it.
    for at in train.iter().filter(|at| at.1 > f.bottom()) {
        open_below(pen, &f, at.0, c.model);
    }
    for (i, _) in sweep.results.iter().enumerate().filter(|(_, result)| result.diverged.is_some()) {
        cross(pen, &f, f.to_px(i as f64, 1.0).0, c.held_out);
    }
    let names = [
        (&train, labels::training(look.lang), c.model, Sample::Training),
        (&held, labels::held_out(look.lang), c.held_out, Sample::HeldOut),
        (&law, labels::law(look.lang), c.soft, Sample::Law),
    ];
    draw_names(pen, look, &f, names);
    draw_reading(pen, look, c, &f, sweep, [&train, &held, &law]);
}

/// The places of a line, CSS px; not finite where there is no value, and infinitely far down for one of 0.
fn line(f: &Frame, sweep: &Sweep, of: Line) -> Vec<Px> {
    let value = |result: &Measured| of(result).map_or(f64::NAN, |wrong| wrong.loss);
    sweep.results.iter().enumerate().map(|(i, result)| f.to_px(i as f64, value(result))).collect()
}

fn square(pen: &Pen, (x, y): Px, half: f64, color: RGBAColor) {
    pen.rect(x - half, y - half, 2.0 * half, 2.0 * half, color);
}

/// Between the two lines, where the held-out loss is the greater one.
fn draw_gap(pen: &Pen, f: &Frame, train: &[Px], held: &[Px], color: RGBAColor) {
    for (t, h) in train.windows(2).zip(held.windows(2)) {
        let [low, high] = [[t[0], t[1]], [h[0], h[1]]];
        if !(high[0].1 <= low[0].1 && high[1].1 <= low[1].1 && f.holds(high[0], 0.5) && f.holds(high[1], 0.5)) {
            continue;
        }
        // A training loss off the scale leaves through the bottom.
        let far = low.map(|(x, y)| (x, y.min(1e6)));
        let mut outline = vec![high[0], high[1]];
        if let Some((a, b)) = f.clip_segment(far[0], far[1]) {
            let foot = |corner: Px, cut: Px| (corner.0 != cut.0).then_some((corner.0, f.bottom()));
            outline.extend(foot(far[1], b).into_iter().chain([b, a]).chain(foot(far[0], a)));
        } else {
            outline.extend([(high[1].0, f.bottom()), (high[0].0, f.bottom())]);
        }
        pen.fill(&outline, color);
    }
}

/// The place of the least held-out loss, once there is another to compare it with.
fn compared(sweep: &Sweep) -> Option<usize> {
    sweep.best().filter(|_| sweep.results.len() > 1)
}

/// Marks and names it.
fn draw_best(pen: &Pen, look: &Look, f: &Frame, sweep: &Sweep) {
    let c = look.colors();
    let Some(best) = compared(sweep) else { return };
    let (x, _) = f.to_px(best as f64, f.y.lo);
    pen.dashed(&[(x, f.top - 14.0), (x, f.bottom())], c.soft, 1.0, 2.0, 3.0);
    let text = capacity::best(sweep.vary, sweep.results[best].capacity, look.lang);
    let (at, side) = if x + text_width(&text, SMALL, false) + 6.0 < look.width {
        (x + 6.0, Side::Start)
    } else {
        (x - 6.0, Side::End)
    };
    pen.label(&text, (at, f.top - 9.0), side, c.soft)
}

/// A frame around the name of today's capacity, which a wedge on the axis points at.
fn draw_today(pen: &Pen, c: &Palette, f: &Frame, sweep: &Sweep) {
    let Some(at) = sweep.today else { return };
    let (x, bottom) = (f.to_px(at as f64, f.y.lo).0, f.bottom());
    let half = bounded(f.width / sweep.capacities.len() as f64 / 2.0 - 1.0, 8.0, 26.0);
    let half = if sweep.capacities.len() == 1 { 34.0 } else { half };
    pen.line(&closed(rounded(x - half, bottom + 6.0, 2.0 * half, 16.0, 5.0)), c.model, 1.5);
    pen.fill(&[(x - 5.0, bottom + 6.5), (x, bottom), (x + 5.0, bottom + 6.5)], c.model);
}

/// The number of parameters below each capacity that was measured, or below every so many of them.
fn draw_parameters(pen: &Pen, look: &Look, f: &Frame, sweep: &Sweep) {
    let names: Vec<String> =
        sweep.results.iter().map(|result| capacity::parameters(sweep.vary, result.parameters, look.lang)).collect();
    let widest = names.iter().fold(0.0f64, |w, name| w.max(text_width(name, SMALL, false)));
    let every = bounded(((widest + 5.0) * sweep.capacities.len() as f64 / f.width).ceil(), 1.0, 64.0) as usize;
    for (i, name) in names.iter().enumerate().step_by(every) {
        pen.label(name, (f.to_px(i as f64, f.y.lo).0, f.bottom() + 30.0), Side::Middle, look.colors().soft);
    }
}

/// From the least to the greatest of the folds.
fn draw_whisker(pen: &Pen, f: &Frame, index: usize, (least, most): (Wrong, Wrong), color: RGBAColor) {
    let [(x, low), (_, high)] = [least, most].map(|wrong| f.to_px(index as f64, wrong.loss));
    if let Some((a, b)) = f.clip_segment((x, low.min(1e6)), (x, high)) {
        pen.line(&[a, b], color.mix(0.7), 1.25);
    }
    for y in [low, high] {
        if f.holds((x, y), 0.5) {
            pen.line(&[(x - 4.0, y), (x + 4.0, y)], color.mix(0.7), 1.25);
        }
    }
}

/// The name of each line beside the last of it that is in the frame, or in a row below.
fn draw_names(pen: &Pen, look: &Look, f: &Frame, lines: [(&Vec<Px>, &str, RGBAColor, Sample); 3]) {
    let mut ends = Vec::new();
    for (line, name, color, sample) in lines {
        if let Some(at) = line.iter().rev().find(|at| f.holds(**at, 0.5)) {
            ends.push((*at, name, color, sample));
        }
    }
    if look.width < NARROW {
        let (mut x, y) = (4.0, f.bottom() + FOOT + 8.0);
        for (_, name, color, sample) in ends {
            tip::stroke(pen, sample, (x, y), color);
            pen.label(name, (x + tip::SAMPLE, y), Side::Start, color);
            x += tip::SAMPLE + text_width(name, SMALL, false) + 14.0;
        }
        return;
    }
    let want: Vec<f64> = ends.iter().map(|end| end.0.1).collect();
    let placed = tip::spread(&want, 14.0, f.top + 4.0, f.bottom() - 7.0);
    for (((x, _), name, color, _), y) in ends.into_iter().zip(placed) {
        pen.label(name, (x + 13.0, y), Side::Start, color);
    }
}

fn draw_reading(pen: &Pen, look: &Look, c: &Palette, f: &Frame, sweep: &Sweep, lines: [&[Px]; 3]) {
    let Some((at, told)) = sweep.reading.and_then(|at| Some((at, capacity::measured(sweep, at, look.lang)?))) else {
        return;
    };
    let x = f.to_px(at as f64, f.y.lo).0;
    pen.line(&[(x, f.top), (x, f.bottom())], c.ink.mix(0.5), 1.0);
    let mut rows = vec![Row::head(told.head)];
    let samples = [(told.train, Sample::Training), (told.held_out, Sample::HeldOut), (told.law, Sample::Law)];
    for (text, sample) in samples {
        rows.extend(text.map(|text| Row { text, head: false, sample: Some(sample) }));
    }
    rows.extend([told.folds, told.diverged].into_iter().flatten().map(Row::body));
    let head = SMALL;
    let (w, h) = tip::size(pen, &rows, head);
    // Of the places on either side of the hairline the one that hides the fewest marks.
    let most = (look.width - w - 2.0).max(0.0);
    let (high, low) = (f.top + 2.0, f.bottom() - h - 6.0);
    let (mut place, mut least) = ((f.left, high), usize::MAX);
    for top in [high, low, (high + low) / 2.0] {
        for left in [x + 12.0, x - 12.0 - w] {
            let left = bounded(left, f.left.min(most), most);
            let covers =
                |p: &&Px| (left - 8.0..left + w + 8.0).contains(&p.0) && (top - 8.0..top + h + 8.0).contains(&p.1);
            let hidden =
                lines.into_iter().flatten().filter(covers).count() + 9 * usize::from((left..left + w).contains(&x));
            if hidden < least {
                (place, least) = ((left, top), hidden);
            }
        }
    }
    tip::draw(pen, look, &rows, head, (place, (w, h)));
}

/// The result whose capacity stands at this place, CSS px; `None` beside the chart and where nothing is measured yet.
pub fn capacity_at(s: &Snapshot, look: &Look, x: f64, y: f64) -> Option<usize> {
    let f = frame(s, look);
    let inside = x >= f.left && x <= f.right() && y >= f.top - 14.0;
    let index = (f.from_px(x, y).0 + 0.5).floor().max(0.0) as usize;
    (inside && index < s.sweep.results.len()).then_some(index)
}
