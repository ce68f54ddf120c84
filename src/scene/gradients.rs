//! How large the gradient is, layer by layer: a line from layer to layer on a logarithmic axis, fainter ones of earlier steps, and
//! that of the model before.

use super::axes;
use super::chart::Chart;
use super::frame::{Frame, Margins};
use super::geometry::{Px, Rect};
use super::key::Key;
use super::lettering::{Font, fitted, text_width, wrapped};
use super::look::Look;
use super::pen::{Pen, Side};
use super::range::bounded;
use super::ticks::{log_ticks, named};
use crate::text::gradients as words;
use crate::text::{number, race};
use crate::view::{Flow, Gradients, Span};

/// Above the frame: the share of the first layer, what is drawn, and the numbers of the highest dots, CSS px.
const HEAD: f64 = 58.0;
/// Below it: the layers, what is idle in them, and what that counts, CSS px.
const FOOT: f64 = 38.0;
/// To the right, for the names of earlier steps, CSS px; and in a picture below a width.
const STEPS: f64 = 66.0;
const NARROW: (f64, f64) = (480.0, 52.0);
/// From a name to the next, CSS px.
const APART: f64 = 13.0;

/// An axis of whole decades, at least three of them.
pub(super) fn lay_out(view: Option<&Gradients>, look: &Look) -> Chart {
    let columns = view.map_or(1, |view| view.now.len().max(1));
    let y = decades(view);
    let (x, want) = (Span { lo: -0.5, hi: columns as f64 - 0.5 }, (look.height / 44.0) as usize);
    let name = |t: f64| race::tick(libm::log10(t).round() as i32);
    let y_ticks = named(log_ticks(y, want), &name);
    let right = match view {
        Some(view) if !view.earlier.is_empty() && look.width < NARROW.0 => NARROW.1,
        Some(view) if !view.earlier.is_empty() => STEPS,
        Some(_) | None => 12.0,
    };
    let margins = Margins { left: axes::room(&y_ticks, look) + 14.0, top: HEAD, right, bottom: FOOT };
    Chart { frame: Frame::new((look.width, look.height), margins, x, y).logarithmic(), y_ticks }
}

/// The powers of ten between which all gradients lie.
fn decades(view: Option<&Gradients>) -> Span {
    let all = view.into_iter().flat_map(|view| {
        let left = view.left.iter().flat_map(|left| &left.first);
        view.now.iter().chain(view.earlier.iter().flat_map(|(_, of)| of)).chain(left)
    });
    let (mut least, mut most) = (0, -3);
    for power in all.filter(|g| g.is_finite() && **g > 0.0).map(|g| libm::log10(*g)) {
        let (below, above) = (libm::floor(power) as i32, libm::ceil(power) as i32);
        (least, most) = if least > most { (below, above) } else { (least.min(below), most.max(above)) };
    }
    if least > most {
        (least, most) = (-3, 0);
    }
    // What is below even that lies at the foot.
    least = least.clamp(most - 40, most - 3);
    Span { lo: 10_f64.powi(least), hi: 10_f64.powi(most) }
}

/// The ticks depend on the numbers.
pub(super) fn base_key(key: Key, view: &Gradients) -> Key {
    key.word(view.now.len() as u64).word(u64::from(view.tells_classes)).quantity(&view.quantity)
}

/// The axes, and the layers' names.
pub(super) fn draw_base(pen: &Pen, view: &Gradients, chart: &Chart) {
    let (f, c) = (&chart.frame, pen.colors());
    axes::draw_y(pen, f, &chart.y_ticks);
    pen.line(&[(f.left, f.bottom()), (f.right(), f.bottom())], c.soft.mix(0.6), 1.0);
    let room = f.width / view.now.len().max(1) as f64;
    let last = view.now.len().saturating_sub(1);
    let all_fit = (0..=last).all(|at| text_width(&words::layer(view, at, pen.look.lang)[0], Font::SMALL) < room);
    for at in 0..=last {
        let [long, brief] = words::layer(view, at, pen.look.lang);
        let name = if all_fit { long } else { fitted(&brief, (room + 8.0).max(24.0)) };
        pen.label(&name, (f.to_px(at as f64, f.y.lo).0, f.bottom() + 11.0), Side::Middle, c.soft);
    }
}

/// The lines, the head, and what is idle.
pub(super) fn draw_marks(pen: &Pen, view: &Gradients, f: &Frame) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    draw_head(pen, view);
    let lost = match view.flow {
        Flow::Vanishing | Flow::Exploding => true,
        Flow::Unknown | Flow::Healthy => false,
    };
    let count = view.earlier.len() as f64;
    // Beside today's last dot and its number there is no room for names.
    let last = along(f, view.now).last().map_or(f64::INFINITY, |last| last.1);
    let mut names: Vec<f64> = vec![last, last - 14.0];
    for (i, (step, profile)) in view.earlier.iter().enumerate().rev() {
        let shade = c.model.mix(0.18 + 0.3 * (i as f64 + 1.0) / (count + 1.0));
        let line = along(f, profile);
        pen.line(&line, shade, 1.25);
        if let Some((x, y)) = line.last().filter(|last| names.iter().all(|taken| (last.1 - taken).abs() >= APART)) {
            let name = fitted(&words::step(*step, lang), pen.look.width - x - 10.0);
            pen.text(&name, (x + 10.0, *y), Side::Start, Font::SMALL, c.soft);
            names.push(*y);
        }
    }
    draw_left(pen, view, f);
    let line = along(f, view.now);
    pen.line(&line, c.model, 2.5);
    for (at, place) in line.iter().enumerate() {
        pen.disc(*place, 6.0, c.panel);
        let color = if at == 0 && lost { c.held_out } else { c.model };
        if view.now[at] > 0.0 { pen.disc(*place, 4.5, color) } else { pen.ring(*place, 4.0, color, 1.75) }
    }
    draw_numbers(pen, view, (f, &line), lost);
    draw_idle(pen, view, f);
}

/// A profile from layer to layer; what is 0 or no number lies at the foot.
fn along(f: &Frame, profile: &[f64]) -> Vec<Px> {
    let place = |(at, value): (usize, &f64)| {
        let (x, y) = f.to_px(at as f64, *value);
        (x, if y.is_finite() { bounded(y, f.top, f.bottom()) } else { f.bottom() })
    };
    profile.iter().enumerate().map(place).collect()
}

/// What the first layer gets, and what is drawn.
fn draw_head(pen: &Pen, view: &Gradients) {
    let (c, lang, width) = (pen.colors(), pen.look.lang, pen.look.width);
    let color = match view.flow {
        Flow::Vanishing | Flow::Exploding => c.held_out,
        Flow::Unknown | Flow::Healthy => c.ink,
    };
    let head = words::head(view, lang);
    let font = if text_width(&head, Font::HEAD) < width - 8.0 { Font::HEAD } else { Font::HEAD_NARROW };
    pen.text(&head, (4.0, 11.0), Side::Start, font, color);
    pen.label(&fitted(words::caption(lang), width - 8.0), (4.0, 30.0), Side::Start, c.soft);
}

/// The numbers of the first layer and of the last one, above their dots.
fn draw_numbers(pen: &Pen, view: &Gradients, (f, line): (&Frame, &[Px]), lost: bool) {
    let c = pen.colors();
    let ends = [0, line.len().saturating_sub(1)];
    let texts = ends.map(|at| view.now.get(at).map_or_else(String::new, |value| number::short(*value)));
    let [first, last] = texts.each_ref().map(|text| text_width(text, Font::SMALL_BOLD));
    for (at, text) in ends.into_iter().zip(&texts).take(line.len()) {
        let ((x, y), half) = (line[at], text_width(text, Font::SMALL_BOLD) / 2.0);
        // Beside one another they need room.
        if at == 0 || f.width > first + last + 24.0 {
            let x = bounded(x, f.left + half, (pen.look.width - half).max(f.left + half));
            let color = if at == 0 && lost { c.held_out } else { c.model };
            pen.text(text, (x, y - 14.0), Side::Middle, Font::SMALL_BOLD, color);
        }
    }
}

/// The model before at its first step, with its name where that is free of today's line.
fn draw_left(pen: &Pen, view: &Gradients, f: &Frame) {
    let Some(left) = &view.left else { return };
    let (c, line) = (pen.colors(), along(f, &left.first));
    // With fewer layers, or more, the last ones stand below one another.
    let shift = f.width / view.now.len().max(1) as f64 * (view.now.len() as f64 - line.len() as f64);
    let line: Vec<Px> = line.into_iter().map(|(x, y)| (x + shift, y)).filter(|(x, _)| *x >= f.left).collect();
    let shade = c.ink.mix(0.65);
    pen.dashed(&line, shade, 1.75, &[6.0, 4.0]);
    for place in &line {
        pen.disc(*place, 3.5, c.panel);
        pen.ring(*place, 2.75, shade, 1.25);
    }
    let name = fitted(&words::left(left, view.now.len(), pen.look.lang), f.width);
    let (width, now) = (text_width(&name, Font::SMALL) + 8.0, along(f, view.now));
    let clear = |(x, y): Px| {
        let place = Rect { left: x - width / 2.0, top: y - 9.0, width, height: 18.0 };
        let lines = [&now, &line];
        let hit = lines.iter().any(|line| line.windows(2).any(|ends| crosses(place, ends[0], ends[1])));
        !hit && place.left >= f.left && place.right() <= f.right() && place.top >= f.top && place.bottom() <= f.bottom()
    };
    let places = line.windows(2).flat_map(|ends| {
        let (x, y) = ((ends[0].0 + ends[1].0) / 2.0, (ends[0].1 + ends[1].1) / 2.0);
        let x = bounded(x, f.left + width / 2.0, (f.right() - width / 2.0).max(f.left + width / 2.0));
        [16.0, -16.0, 26.0, -26.0, 40.0, -40.0].map(|away| (x, y + away))
    });
    if let Some(at) = places.into_iter().find(|at| clear(*at)) {
        pen.text(&name, at, Side::Middle, Font::SMALL, shade);
    }
}

/// Whether a line from one place to another comes into a rectangle, looked at in steps.
fn crosses(place: Rect, (x0, y0): Px, (x1, y1): Px) -> bool {
    (0..=16).any(|i| {
        let share = f64::from(i) / 16.0;
        place.holds((x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
    })
}

/// What is idle in each layer, below its name: in full where all of that has room.
fn draw_idle(pen: &Pen, view: &Gradients, f: &Frame) {
    let (c, lang, room) = (pen.colors(), pen.look.lang, f.width / view.now.len().max(1) as f64);
    let told: Vec<(usize, [String; 2])> = (view.idle.iter().zip(&view.units).enumerate())
        .filter_map(|(at, (idle, units))| Some((at, words::idle(*idle, *units, lang)?)))
        .collect();
    let all_fit = told.iter().all(|(_, [long, _])| text_width(long, Font::SMALL) < room - 6.0);
    let font = if all_fit { Font::SMALL_BOLD } else { Font::SMALL };
    for (at, [long, brief]) in &told {
        let text = if all_fit { long } else { brief };
        pen.text(text, (f.to_px(*at as f64, f.y.lo).0, f.bottom() + 26.0), Side::Middle, font, c.held_out);
    }
    let Some((_, [_, first])) = told.first().filter(|_| !all_fit) else { return };
    let name = words::idle_in_short(view.idle, lang);
    let free = f.left + (room - text_width(first, Font::SMALL)) / 2.0 - 6.0;
    if text_width(name, Font::SMALL) < free {
        let right = (f.left - 8.0).max(text_width(name, Font::SMALL) + 1.0);
        pen.label(name, (right, f.bottom() + 26.0), Side::End, c.held_out);
        return;
    }
    let (above, caption) = (words::idle_below(view.idle, lang), words::caption(lang));
    if text_width(&above, Font::SMALL) + text_width(caption, Font::SMALL) < pen.look.width - 16.0 {
        pen.label(&above, (pen.look.width - 4.0, 30.0), Side::End, c.held_out);
    }
}

/// Where there are no hidden layers: what it takes.
pub(super) fn draw_nothing(pen: &Pen) {
    let (c, lang, (width, height)) = (pen.colors(), pen.look.lang, (pen.look.width, pen.look.height));
    let lines = wrapped(words::no_layers(lang), Font::SMALL, bounded(width - 32.0, 60.0, 320.0), 4);
    let top = height / 2.0 - 9.0 * (lines.len() as f64 - 1.0);
    for (i, line) in lines.iter().enumerate() {
        pen.label(line, (width / 2.0, top + 18.0 * i as f64), Side::Middle, c.soft);
    }
}
