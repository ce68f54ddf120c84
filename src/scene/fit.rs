//! Data and fit: the points, the model's curve, the true law, the residuals, and the question that the user asks.

use super::axes::{self, Tick};
use super::chart::{Frame, Key, bounded, ticks};
use super::ghosts;
use super::look::Look;
use super::pen::{Pen, Px, SMALL, Side, fitted, text_width};
use super::tip::{self, Place, Row, Sample};
use crate::text::{labels, number};
use crate::view::{Dot, Fit, Probe, Quantity};

/// Up to this many points each has its own halo.
const FEW: usize = 60;
/// Above this many points they are drawn smaller and without a halo.
const MANY: usize = 300;
/// Above this many points they are also drawn lighter.
const CROWD: usize = 800;

/// Where the values stand; also maps a pointer back to values.
pub fn frame(s: &Fit, look: &Look) -> Frame {
    let named = !labels::y_axis(&s.quantity, look.lang).is_empty();
    let top = if named { 24.0 } else { 8.0 };
    let margins = [axes::room(&y_ticks(s, look), look) + 10.0, top, 12.0, 40.0];
    Frame::new((look.width, look.height), margins, s.x, s.y)
}

fn y_ticks(s: &Fit, look: &Look) -> Vec<Tick> {
    let (places, step) = ticks(s.y, (look.height / 64.0) as usize);
    axes::named(places, &|t| labels::y_tick(&s.quantity, t, step, look.lang))
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Fit, look: &Look) -> Key {
    let key = ghosts::key(key.frame(&frame(s, look)), s.ghosts);
    let key = match s.quantity {
        Quantity::Houses => key.word(1),
        Quantity::Plain => key.word(2),
        Quantity::Named(x, y) => key.text(x).text(y),
    };
    s.law.iter().fold(key, |k, &(x, y)| k.number(x).number(y))
}

/// Grid, axes, the true law and pinned curves.
pub fn draw_base(pen: &Pen, s: &Fit, look: &Look) {
    let (c, f) = (look.colors(), frame(s, look));
    axes::draw_y(pen, look, &f, &y_ticks(s, look));
    let (places, step) = ticks(f.x, (f.width / 72.0) as usize);
    let places = axes::named(places, &|t| number::ticked(t, step));
    axes::draw_x(pen, look, &f, &places, f64::INFINITY);
    let name = fitted(&labels::x_axis(&s.quantity, look.lang), SMALL, f.width * 0.8);
    pen.label(&name, (f.right(), f.bottom() + 31.0), Side::End, c.soft);
    let name = fitted(&labels::y_axis(&s.quantity, look.lang), SMALL, look.width * 0.5);
    pen.label(&name, (2.0, 8.0), Side::Start, c.soft);
    for piece in f.clip(s.law) {
        pen.dashed(&piece, c.soft, 1.25, 5.0, 4.0);
    }
    ghosts::draw_lines(pen, s, look, &f);
}

/// Residuals, curve, points, the probe and what is selected.
pub fn draw_marks(pen: &Pen, s: &Fit, look: &Look) {
    let (c, f, fit) = (look.colors(), frame(s, look), s);
    let question = question(pen, s, look, &f);
    let tip = question.as_ref().map(|q| q.tip);
    let letters = ghosts::letters(&f, fit.ghosts, fit.points, tip);
    draw_law_name(pen, s, look, &f, (tip, &letters));
    let count = fit.points.len();
    let dots = both_kinds(fit.points);
    let faint = if count > MANY { 0.25 } else { 0.5 };
    // In a crowd the lines would only be a veil.
    for dot in dots.iter().filter(|_| count <= CROWD) {
        let color = if dot.held_out { c.held_out } else { c.model };
        if let Some((a, b)) = f.clip_segment(f.to_px(dot.x, dot.y), f.to_px(dot.x, dot.predicted)) {
            pen.line(&[a, b], color.mix(faint), 1.0);
        }
    }
    for piece in f.clip(fit.curve) {
        pen.line(&piece, c.model, 2.25);
    }
    ghosts::draw_letters(pen, s, look, &letters);
    // A halo parts a dot from the one below it. Among many, all halos lie under all dots, which would else cut each other
    // to slivers.
    let few = count <= FEW;
    for dot in dots.iter().filter(|_| !few && count <= MANY) {
        draw_halo(pen, dot, look, &f, count);
    }
    for dot in dots {
        if few {
            draw_halo(pen, dot, look, &f, count);
        }
        draw_dot(pen, dot, look, &f, count);
    }
    if let Some(dot) = fit.selected.and_then(|i| fit.points.get(i)) {
        let at = f.to_px(dot.x, dot.y);
        if f.holds(at, 6.0) {
            pen.ring(at, 10.5, c.panel, 4.5);
            pen.ring(at, 10.5, c.model, 2.0);
        }
    }
    if let Some(question) = question {
        draw_question(pen, &question, look, &f);
    }
}

/// The training points, then those held out: a browser is quicker when colours do not alternate.
fn both_kinds(points: &[Dot]) -> Vec<&Dot> {
    let mut dots = Vec::with_capacity(points.len());
    for kind in [false, true] {
        dots.extend(points.iter().filter(|dot| dot.held_out == kind));
    }
    dots
}

/// Radius and strength of a dot among so many, in a picture so wide.
fn weight(count: usize, width: f64) -> (f64, f64) {
    match count {
        _ if count > CROWD => (2.0, 0.55),
        _ if count > MANY => (2.5, 0.8),
        _ if count > FEW || width < 480.0 => (4.0, 1.0),
        _ => (5.0, 1.0),
    }
}

fn draw_halo(pen: &Pen, dot: &Dot, look: &Look, f: &Frame, count: usize) {
    let (c, (x, y), (radius, _)) = (look.colors(), f.to_px(dot.x, dot.y), weight(count, look.width));
    if !f.holds((x, y), 6.0) {
        return;
    }
    if dot.held_out {
        let h = radius + 0.5;
        return pen.rect(x - h, y - h, 2.0 * h, 2.0 * h, c.panel);
    }
    pen.disc((x, y), radius + 1.5, c.panel);
}

fn draw_dot(pen: &Pen, dot: &Dot, look: &Look, f: &Frame, count: usize) {
    let (c, at) = (look.colors(), f.to_px(dot.x, dot.y));
    if !f.holds(at, 6.0) {
        return;
    }
    let (radius, strength) = weight(count, look.width);
    if !dot.held_out {
        return pen.disc(at, radius, c.ink.mix(strength));
    }
    let (x, y, r) = (at.0, at.1, radius - 0.5);
    let square = [
        (x - r, y - r),
        (x + r, y - r),
        (x + r, y + r),
        (x - r, y + r),
        (x - r, y - r),
        // Once more along the first side, so that its corner is closed.
        (x + r, y - r),
    ];
    let width = if count > MANY { 1.25 } else { 2.0 };
    pen.line(&square, c.held_out.mix(strength), width)
}

/// The law's name stands where the points leave the most room along it. It does not look at the curve, which moves while
/// the label should not. `taken` is the question's box, and `letters` are those of the pinned curves.
fn draw_law_name(pen: &Pen, s: &Fit, look: &Look, f: &Frame, (taken, letters): (Option<Place>, &[Option<Px>])) {
    let law: Vec<Px> = s.law.iter().map(|&(x, y)| f.to_px(x, y)).collect();
    let name = labels::law(look.lang);
    let half = text_width(name, SMALL, false) / 2.0;
    let mut dots: Vec<Px> = s.points.iter().map(|d| f.to_px(d.x, d.y)).collect();
    dots.extend(letters.iter().flatten());
    let mut best: Option<(f64, Px, Px)> = None;
    // Along the law from left to right: above it near, farther and far, then below.
    for place in 6..72 {
        let Some(&(x, y)) = law.get(law.len() * (place / 6) / 12) else { continue };
        let (up, away) = [(-1.0, 12.0), (-1.0, 36.0), (-1.0, 60.0), (1.0, 12.0), (1.0, 36.0), (1.0, 60.0)][place % 6];
        // Clear of the law over the whole width of the name; from left to right its places are in order.
        let from = law.partition_point(|p| p.0 < x - half - 2.0);
        let beside = law[from..].iter().take_while(|p| p.0 <= x + half + 2.0);
        let clear = beside.map(|p| up * (p.1 - y)).fold(0.0, f64::max);
        let at = (x, y + up * (clear + away));
        if !f.holds((at.0 - half, at.1), -8.0) || !f.holds((at.0 + half, at.1), -8.0) {
            continue;
        }
        let under = |(left, top, w, h): (f64, f64, f64, f64)| {
            at.0 + half > left && at.0 - half < left + w && at.1 + 8.0 > top && at.1 - 8.0 < top + h
        };
        if taken.is_some_and(under) {
            continue;
        }
        // Near to the line that it names, and where that line is level.
        let cost = clear * 0.5 + away * 0.2;
        if best.is_some_and(|(b, ..)| 24.0 - cost <= b + 2.0) {
            continue;
        }
        let room = dots.iter().fold(24.0 * 24.0, |room: f64, d| {
            let (dx, dy) = (((d.0 - at.0).abs() - half).max(0.0), d.1 - at.1);
            room.min(dx * dx + dy * dy)
        });
        let worth = room.sqrt() - cost;
        if best.is_none_or(|(b, ..)| worth > b + 2.0) {
            best = Some((worth, at, (x, y)));
        }
    }
    let Some((_, at, on)) = best else { return };
    let soft = look.colors().soft;
    if (at.1 - on.1).abs() > 24.0 {
        let from = at.1 + 8.0 * (on.1 - at.1).signum();
        pen.line(&[(at.0, from), on], soft.mix(0.5), 1.0);
    }
    pen.label(name, at, Side::Middle, soft)
}

/// The probe with its tip: rows, size of the head line, and the box as left, top, width, height.
struct Question {
    probe: Probe,
    rows: Vec<Row>,
    head: f64,
    tip: Place,
}

/// Where the question stands, if there is one in the frame.
fn question(pen: &Pen, s: &Fit, look: &Look, f: &Frame) -> Option<Question> {
    let probe = s.probe.filter(|p| p.x.is_finite())?;
    let (x, _) = f.to_px(probe.x, f.y.lo);
    if !f.holds((x, f.top), 0.5) {
        return None;
    }
    let (first, second) = labels::question(&s.quantity, probe.x, look.lang);
    let mut rows = vec![Row::head(first)];
    rows.extend(second.map(Row::body));
    let samples = [Sample::Training, Sample::Law, Sample::Penalty];
    for (sample, answer) in samples.into_iter().zip(labels::answers(&s.quantity, &probe, look.lang)) {
        rows.extend(answer.map(|answer| Row::of(sample, answer)));
    }
    let head = tip::head_size(look);
    let (w, h) = tip::size(pen, &rows, head);
    let left = bounded(x - w / 2.0, f.left.min(f.right() - w).max(0.0), (f.right() - w).max(0.0));
    // At the top or at the bottom, wherever it hides fewer points; by the points alone, so that it does not jump about
    // with the curve.
    let hidden = |top: f64| {
        let covers = |d: &&Dot| {
            let (px, py) = f.to_px(d.x, d.y);
            px > left - 6.0 && px < left + w + 6.0 && py > top - 6.0 && py < top + h + 6.0
        };
        s.points.iter().filter(covers).count()
    };
    let (high, low) = (f.top + 6.0, f.bottom() - h - 8.0);
    let top = if hidden(low) < hidden(high) { low } else { high };
    Some(Question { probe, rows, head, tip: (left, top, w, h) })
}

fn draw_question(pen: &Pen, question: &Question, look: &Look, f: &Frame) {
    let (c, probe) = (look.colors(), &question.probe);
    let (left, top, w, h) = question.tip;
    let at = f.to_px(probe.x, probe.predicted);
    let to = if f.holds(at, 0.0) { at.1.min(top + h) } else { f.top };
    pen.dashed(&[(at.0, f.bottom()), (at.0, to)], c.model, 1.5, 3.0, 3.5);
    // What else answers there, under the model's answer.
    let place = |y: Option<f64>| y.map(|y| f.to_px(probe.x, y)).filter(|at| f.holds(*at, 0.5));
    if let Some(on) = place(probe.line) {
        pen.disc(on, 4.0, c.panel);
        pen.dashed(&[(on.0 - 12.0, on.1), (on.0 + 12.0, on.1)], c.soft, 1.5, 1.5, 3.0);
        pen.disc(on, 2.0, c.soft);
    }
    if let Some(on) = place(probe.law) {
        pen.disc(on, 5.0, c.panel);
        pen.ring(on, 3.5, c.soft, 1.5);
    }
    if f.holds(at, 0.5) {
        pen.disc(at, 6.0, c.panel);
        pen.disc(at, 4.5, c.model);
        pen.disc(at, 2.0, c.panel);
    }
    tip::draw(pen, look, &question.rows, question.head, ((left, top), (w, h)))
}
