//! The errors: a line from each point to the curve, or a square on it, and their amounts.

use super::dots::{CROWD, MANY};
use super::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect, closed};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::{labels, quantity};
use crate::view::{Dot, ErrorMarks, Fit};

/// At most this many of the held-out points' errors have their amount beside them.
const MOST_AMOUNTS: usize = 6;
/// Of more held-out points the errors are drawn faintly and not told one by one.
const FEW_HELD_OUT: usize = 24;
/// A mean square up to this share of the frame's shorter side is drawn.
const LARGEST_MEAN: f64 = 0.5;

/// An error: how far the model is off at a point.
struct Miss<'a> {
    dot: &'a Dot,
    /// Where the point is, CSS px.
    at: Px,
    /// The height of the model's answer there, CSS px.
    answer: f64,
}

impl Miss<'_> {
    /// In the units of y.
    fn amount(&self) -> f64 {
        (self.dot.y - self.dot.predicted).abs()
    }

    /// The side of its square, CSS px.
    fn side(&self) -> f64 {
        (self.answer - self.at.1).abs()
    }
}

/// The errors that can be drawn, the largest few first.
fn misses<'a>(view: &Fit<'a>, f: &Frame, trained: bool) -> Vec<Miss<'a>> {
    let own = view.points.iter().filter(|dot| dot.is_trained_on() == trained && dot.predicted.is_finite());
    let miss = |dot: &'a Dot| Miss { dot, at: f.to_px(dot.x, dot.y), answer: f.to_px(dot.x, dot.predicted).1 };
    let mut all: Vec<Miss> = own.map(miss).filter(|miss| miss.answer.is_finite() && f.holds(miss.at, 1.0)).collect();
    // The largest few are told: they come first, and the others as they are.
    for place in 0..all.len().min(MOST_AMOUNTS) {
        let largest = (place..all.len()).fold(place, |m, i| if all[i].amount() > all[m].amount() { i } else { m });
        all.swap(place, largest);
    }
    all
}

/// Draws lines or squares, below points and curve.
pub(super) fn draw(pen: &Pen, view: &Fit, f: &Frame, radius: f64) {
    let c = pen.colors();
    let strength = if pen.look.dark { 0.55 } else { 0.45 };
    match view.errors {
        ErrorMarks::Hidden => {}
        ErrorMarks::Lines => {
            let misses = misses(view, f, true);
            let (width, strength) = if misses.len() > MANY { (1.0, 0.5 * strength) } else { (2.0, strength) };
            // So many would only be a veil; the largest is still worth a line.
            let most = if misses.len() > CROWD { 1 } else { misses.len() };
            for miss in &misses[..most] {
                draw_line(pen, f, miss, c.model.mix(strength), width);
            }
        }
        ErrorMarks::Squares => {
            for miss in misses(view, f, true) {
                if let Some(square) = square(view, f, &miss, radius) {
                    // Many that fill the frame would make one dark ground.
                    let share = if miss.side() > LARGEST_MEAN * f.height { 0.3 } else { 1.0 };
                    pen.rect(square, c.model.mix(share * if pen.look.dark { 0.22 } else { 0.13 }));
                    outline(pen, square, c.model.mix(0.6));
                }
            }
        }
    }
    if view.errors_of_held_out {
        let held_out = misses(view, f, false);
        let (width, strength) = if held_out.len() > FEW_HELD_OUT { (1.0, strength) } else { (3.0, 1.0) };
        for miss in &held_out {
            draw_line(pen, f, miss, c.held_out.mix(strength), width);
        }
    }
}

fn draw_line(pen: &Pen, f: &Frame, miss: &Miss, color: crate::scene::palette::Shade, width: f64) {
    if let Some((a, b)) = f.clip_segment(miss.at, (miss.at.0, miss.answer)) {
        pen.line(&[a, b], color, width);
    }
}

fn outline(pen: &Pen, r: Rect, color: crate::scene::palette::Shade) {
    let corners = vec![(r.left, r.top), (r.right(), r.top), (r.right(), r.bottom()), (r.left, r.bottom())];
    pen.line(&closed(corners), color, 1.0);
}

/// The square of an error, as wide as high on the screen, on the side where the curve leads away from it. One that is hardly
/// larger than its point stands beside the point, so as not to hide behind it. `None` where nothing of it is in the frame.
fn square(view: &Fit, f: &Frame, miss: &Miss, radius: f64) -> Option<Rect> {
    let ((x, y), side) = (miss.at, miss.side());
    let step = side.max(4.0);
    let curve_at = |px: f64| {
        let at = view.curve.partition_point(|p| f.to_px(p.0, p.1).0 < px);
        view.curve.get(at).or(view.curve.last()).map_or(f64::NAN, |p| f.to_px(p.0, p.1).1)
    };
    // How far the curve is from the point at either side; it is beyond the answer where that is more.
    let away = |px: f64| if y < miss.answer { curve_at(px) - y } else { y - curve_at(px) };
    let (to_right, to_left) = (away(x + step), away(x - step));
    let fits_right = x + side <= f.right() + 1.0;
    let fits_left = x - side >= f.left - 1.0;
    let right = match (fits_right, fits_left) {
        (true, false) => true,
        (false, true) => false,
        (true, true) => to_right >= to_left || to_left.is_nan(),
        // Where most of it is seen.
        (false, false) => f.right() - x >= x - f.left,
    };
    let gap = if side < 2.0 * radius { radius + 1.5 } else { 0.0 };
    let left = if right { x + gap } else { x - gap - side };
    let top = y.min(miss.answer);
    let (from, to) = (left.max(f.left), (left + side).min(f.right()));
    let (high, low) = (top.max(f.top), (top + side).min(f.bottom()));
    (to > from && low > high).then_some(Rect { left: from, top: high, width: to - from, height: low - high })
}

/// Writes the amounts, where they cover least.
pub(super) fn write(pen: &Pen, view: &Fit, f: &Frame, (obstacles, radius): (&mut Obstacles, f64)) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let amount = |miss: &Miss| quantity::about(miss.amount(), &view.quantity, lang);
    match view.errors {
        ErrorMarks::Hidden => {}
        ErrorMarks::Lines => {
            if let Some(miss) = misses(view, f, true).first() {
                obstacles.write(pen, f, (&amount(miss), c.model), &beside(f, miss, 6.0));
            }
        }
        ErrorMarks::Squares => {
            let misses = misses(view, f, true);
            for miss in misses.iter().take(2) {
                let Some(square) = square(view, f, miss, radius) else { continue };
                let text = labels::squared(&quantity::rounded(miss.amount(), &view.quantity, lang));
                let (middle, away) = (square.middle(), 5.0);
                let shifted = |dx: f64, dy: f64| {
                    ((middle.0 + dx * square.width / 4.0, middle.1 + dy * square.height / 4.0), Side::Middle)
                };
                let right = ((square.right() + away, middle.1), Side::Start);
                let left = ((square.left - away, middle.1), Side::End);
                let wide = text_width(&text, Font::HEAD) + 4.0 <= square.width && square.height >= 16.0;
                let inside = [(0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (1.0, 1.0)];
                let mut places = vec![right, left];
                if wide {
                    places.splice(0..0, inside.map(|(dx, dy)| shifted(dx, dy)));
                }
                obstacles.write(pen, f, (&text, c.model), &places);
            }
            draw_mean(pen, view, f, (obstacles, &misses));
        }
    }
    if view.errors_of_held_out {
        let held_out = misses(view, f, false);
        let told = if held_out.len() > FEW_HELD_OUT { 0 } else { MOST_AMOUNTS };
        for miss in held_out.iter().take(told) {
            obstacles.write(pen, f, (&amount(miss), c.held_out), &beside(f, miss, radius + 7.0));
        }
    }
}

/// Places for an amount: beside the point, then beside its line.
fn beside(f: &Frame, miss: &Miss, away: f64) -> Vec<(Px, Side)> {
    let (x, y) = miss.at;
    let end = bounded(miss.answer, f.top, f.bottom());
    let mut places = Vec::new();
    for share in [0.5, 0.25, 0.75, 0.0, 1.0] {
        let height = y + share * (end - y);
        places.push(((x + away, height), Side::Start));
        places.push(((x - away, height), Side::End));
    }
    if away > 6.0 {
        // A held-out point is labelled at its square first.
        places.rotate_left(6);
    }
    places
}

/// The mean of all squares, in the corner of the frame where it covers least, with its side in words.
fn draw_mean(pen: &Pen, view: &Fit, f: &Frame, (obstacles, misses): (&mut Obstacles, &[Miss])) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let own = || view.points.iter().filter(|dot| dot.is_trained_on());
    let sum: f64 = own().map(|dot| (dot.y - dot.predicted) * (dot.y - dot.predicted)).sum();
    let root = (sum / own().count().max(1) as f64).sqrt();
    if !root.is_finite() || misses.is_empty() {
        return;
    }
    let side = root * f.height / (f.y.hi - f.y.lo);
    let fits = side <= LARGEST_MEAN * f.width.min(f.height);
    let drawn = if fits { side } else { 0.0 };
    let (name, words) = (labels::mean_square(lang), labels::side(&quantity::about(root, &view.quantity, lang), lang));
    let font = Font { size: 12.0, bold: true };
    let text = text_width(name, Font::SMALL).max(text_width(&words, font));
    let (width, height) = (text + 10.0 + drawn, drawn.max(32.0));
    let corner = |right: bool, low: bool| Rect {
        left: if right { f.right() - width - 24.0 } else { f.left + 24.0 },
        top: if low { f.bottom() - height - 10.0 } else { f.top + 8.0 },
        width,
        height,
    };
    let mut best: Option<(f64, Rect)> = None;
    for (right, low) in [(true, false), (false, true), (true, true), (false, false)] {
        let rect = corner(right, low);
        let cost = obstacles.cost(&rect);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, rect));
        }
    }
    let Some((_, rect)) = best else { return };
    obstacles.rects.push(rect);
    let (edge, top) = (rect.left + text, rect.top + 8.0);
    pen.label(name, (edge, top), Side::End, c.soft);
    pen.text(&words, (edge, top + 16.0), Side::End, font, c.model);
    pen.rect(Rect { left: edge + 10.0, top: rect.top, width: drawn, height: drawn }, c.model);
}
