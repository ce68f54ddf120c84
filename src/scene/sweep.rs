//! Loss against capacity: training and held-out, what the folds spread over, the error to the true law, and the best.

use super::axes::{self, Tick};
use super::chart::{Frame, Key, bounded};
use super::look::{Look, Shade};
use super::losses::{cross, log_range, open_below, y_ticks};
use super::pen::{Pen, Px, SMALL, Side, closed, fitted, rounded, text_width};
use super::tip::{self, Row, Sample};
use crate::text::{capacity, labels};
use crate::view::{Errors, Measured, Span, Sweep};

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
pub fn frame(s: &Sweep, look: &Look) -> Frame {
    let y = y_range(s);
    let left = axes::room(&y_ticks(y, true, look), look) + 10.0;
    let (right, foot) = if look.width < NARROW { (6.0, FOOT + 18.0) } else { (NAMES, FOOT) };
    let count = s.capacities.len().max(1) as f64;
    let x = Span { lo: -0.5, hi: count - 0.5 };
    Frame::new((look.width, look.height), [left, 22.0, right, foot], x, y).logarithmic()
}

fn y_range(sweep: &Sweep) -> Span {
    let (mut least, mut most, mut held) = (f64::INFINITY, 0.0f64, f64::INFINITY);
    for result in sweep.results {
        let (low, high) = result.folds.unzip();
        for (i, wrong) in [result.held_out, low, high, Some(result.train), result.law].into_iter().enumerate() {
            let Some(loss) = wrong.map(|wrong| wrong.loss).filter(|loss| loss.is_finite() && *loss > 0.0) else {
                continue;
            };
            (least, most) = (least.min(loss), most.max(loss));
            held = if i < 3 { held.min(loss) } else { held };
        }
    }
    log_range(least.max(DEPTH * held.min(most)), most)
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Sweep, look: &Look) -> Key {
    let key = key.frame(&frame(s, look)).word(s.vary as u64).word(s.fixed as u64);
    s.capacities.iter().fold(key, |key, capacity| key.word(*capacity as u64))
}

/// Grid and axes.
pub fn draw_base(pen: &Pen, s: &Sweep, look: &Look) {
    let (c, f, sweep) = (look.colors(), frame(s, look), s);
    if sweep.capacities.is_empty() {
        return;
    }
    axes::draw_y(pen, look, &f, &y_ticks(f.y, true, look));
    let names: Vec<String> =
        sweep.capacities.iter().map(|number| capacity::tick(sweep.vary, *number, look.lang)).collect();
    let every = every(&names, sweep, &f);
    let name = |(i, name): (usize, String)| (i as f64, if i % every == 0 { name } else { String::new() });
    let ticks: Vec<Tick> = names.into_iter().enumerate().map(name).collect();
    axes::draw_x(pen, look, &f, &ticks, f64::INFINITY);
    let name = fitted(&capacity::axis(sweep.vary, sweep.fixed, look.lang), SMALL, f.right());
    pen.label(&name, (f.right(), f.bottom() + 45.0), Side::End, c.soft);
}

/// One of so many names fits below the axis.
fn every(names: &[String], sweep: &Sweep, f: &Frame) -> usize {
    let widest = names.iter().fold(0.0f64, |widest, name| widest.max(text_width(name, SMALL, false)));
    bounded(((widest + 5.0) * sweep.capacities.len() as f64 / f.width).ceil(), 1.0, 64.0) as usize
}

/// Lines, marks, whiskers, the best, today's model and the reading.
pub fn draw_marks(pen: &Pen, s: &Sweep, look: &Look) {
    let (c, f, sweep) = (look.colors(), frame(s, look), s);
    if sweep.capacities.is_empty() {
        return;
    }
    // What is outdated is grey.
    let [model, held_out] = if sweep.outdated { [c.soft; 2] } else { [c.model, c.held_out] };
    let train = line(&f, sweep, |result| Some(result.train));
    let held = line(&f, sweep, |result| result.held_out);
    let law = line(&f, sweep, |result| result.law);
    draw_gap(pen, &f, &train, &held, held_out.mix(if look.dark { 0.14 } else { 0.1 }));
    // There is nothing to compare one with.
    let best = sweep.best().filter(|_| sweep.results.len() > 1);
    if let Some(best) = best {
        let name = capacity::best(sweep.vary, sweep.results[best].capacity, look.lang);
        axes::flag(pen, look, &f, f.to_px(best as f64, f.y.lo).0, &name);
    }
    if let Some(today) = sweep.today {
        draw_today(pen, &f, sweep, today, model);
    }
    draw_parameters(pen, look, &f, sweep);
    for (result, at) in sweep.results.iter().zip(&held) {
        if let Some(folds) = result.folds {
            draw_whisker(pen, &f, at.0, folds, held_out.mix(0.7));
        }
        if result.diverged.is_some() {
            cross(pen, &f, at.0, held_out);
        }
    }
    for piece in f.clip_px(&law) {
        pen.dashed(&piece, c.soft, 1.25, 5.0, 4.0);
    }
    for piece in f.clip_px(&train) {
        pen.line(&piece, model, 2.0);
    }
    for piece in f.clip_px(&held) {
        pen.dashed(&piece, held_out, 2.0, 6.0, 3.5);
    }
    if let [(x, y)] = law[..]
        && f.holds((x, y), 0.5)
    {
        // A line of one point is none.
        pen.dashed(&[(x - 9.0, y), (x + 9.0, y)], c.soft, 1.25, 5.0, 3.0);
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
    // Off the scale, which a tip tells: a loss of nothing, or next to it.
    train.iter().filter(|at| at.1 > f.bottom()).for_each(|at| open_below(pen, &f, at.0, model));
    let names = [
        (&train, labels::training(look.lang), model, Sample::Training),
        (&held, labels::held_out(look.lang), held_out, Sample::HeldOut),
        (&law, labels::law(look.lang), c.soft, Sample::Law),
    ];
    draw_names(pen, look, &f, names);
    draw_reading(pen, look, &f, sweep, &[train, held, law]);
}

/// The places of a line, CSS px; not finite where there is no value, and infinitely far down for one of 0.
fn line(f: &Frame, sweep: &Sweep, of: fn(&Measured) -> Option<Errors>) -> Vec<Px> {
    let mut line = Vec::with_capacity(sweep.results.len());
    for result in sweep.results {
        line.push(f.to_px(line.len() as f64, of(result).map_or(f64::NAN, |wrong| wrong.loss)));
    }
    line
}

fn square(pen: &Pen, (x, y): Px, half: f64, color: Shade) {
    pen.rect(x - half, y - half, 2.0 * half, 2.0 * half, color);
}

/// Between the two lines, where the held-out loss is the greater one.
fn draw_gap(pen: &Pen, f: &Frame, train: &[Px], held: &[Px], color: Shade) {
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

/// A frame around the name of today's capacity, which a wedge on the axis points at.
fn draw_today(pen: &Pen, f: &Frame, sweep: &Sweep, today: usize, color: Shade) {
    let (x, bottom) = (f.to_px(today as f64, f.y.lo).0, f.bottom());
    let most = if sweep.capacities.len() == 1 { 34.0 } else { 26.0 };
    let half = bounded(f.width / sweep.capacities.len() as f64 / 2.0 - 1.0, 8.0, most);
    pen.line(&closed(rounded(x - half, bottom + 6.0, 2.0 * half, 16.0, 5.0)), color, 1.5);
    pen.fill(&[(x - 5.0, bottom + 6.5), (x, bottom), (x + 5.0, bottom + 6.5)], color);
}

/// The number of parameters below each capacity that was measured, or below every so many of them.
fn draw_parameters(pen: &Pen, look: &Look, f: &Frame, sweep: &Sweep) {
    let count = |result: &Measured| capacity::parameters(sweep.vary, result.parameters, look.lang);
    let names: Vec<String> = sweep.results.iter().map(count).collect();
    let every = every(&names, sweep, f);
    for (i, name) in names.iter().enumerate().step_by(every) {
        pen.label(name, (f.to_px(i as f64, f.y.lo).0, f.bottom() + 30.0), Side::Middle, look.colors().soft);
    }
}

/// From the least to the greatest of the folds.
fn draw_whisker(pen: &Pen, f: &Frame, x: f64, (least, most): (Errors, Errors), color: Shade) {
    let [low, high] = [least, most].map(|wrong| f.to_px(0.0, wrong.loss).1);
    if let Some((a, b)) = f.clip_segment((x, low.min(1e6)), (x, high)) {
        pen.line(&[a, b], color, 1.25);
    }
    for y in [low, high] {
        if f.holds((x, y), 0.5) {
            pen.line(&[(x - 4.0, y), (x + 4.0, y)], color, 1.25);
        }
    }
}

/// The name of each line beside the last of it that is in the frame, or in a row below.
fn draw_names(pen: &Pen, look: &Look, f: &Frame, lines: [(&Vec<Px>, &str, Shade, Sample); 3]) {
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

fn draw_reading(pen: &Pen, look: &Look, f: &Frame, sweep: &Sweep, lines: &[Vec<Px>]) {
    let Some((at, told)) = sweep.reading.and_then(|at| Some((at, capacity::measured(sweep, at, look.lang)?))) else {
        return;
    };
    let x = f.to_px(at as f64, f.y.lo).0;
    pen.line(&[(x, f.top), (x, f.bottom())], look.colors().ink.mix(0.5), 1.0);
    let mut rows = vec![Row::head(told.head)];
    let samples = [(told.train, Sample::Training), (told.held_out, Sample::HeldOut), (told.law, Sample::Law)];
    for (text, sample) in samples {
        rows.extend(text.map(|text| Row { text, head: false, sample: Some(sample) }));
    }
    rows.extend([told.folds, told.diverged].into_iter().flatten().map(Row::body));
    tip::draw_beside(pen, look, f, x, &rows, lines);
}

/// The result whose capacity stands at this place, CSS px; `None` beside the chart and where nothing is measured yet.
pub fn capacity_at(s: &Sweep, look: &Look, x: f64, y: f64) -> Option<usize> {
    let f = frame(s, look);
    let inside = x >= f.left && x <= f.right() && y >= f.top - 14.0;
    let index = (f.from_px(x, y).0 + 0.5).floor().max(0.0) as usize;
    (inside && index < s.results.len()).then_some(index)
}
