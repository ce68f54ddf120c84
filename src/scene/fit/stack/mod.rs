//! A curve as it is put together: each neuron's part as a band upon the ones below, from the bias up to the curve.

pub mod hands;

use super::note::Obstacles;
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::lettering::{Font, text_width};
use crate::scene::palette::Shade;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::scene::stroke::straightened;
use crate::text::{quantity, stack as words};
use crate::view::{Fit, PartOf, Stack};

/// How much of the model's colour the ground, every other part and the held one have.
const GROUND: f64 = 0.05;
const TINTS: [f64; 2] = [0.1, 0.16];
const HELD: f64 = 0.28;
/// From one line of the hatch to the next, CSS px.
const HATCH: f64 = 9.0;
/// A name stands in a part that is at least this high, CSS px.
const HIGH: f64 = 17.0;
/// Half of the foot of the mark where a neuron bends, and its height, CSS px.
const MARK: (f64, f64) = (4.5, 8.0);

/// One band in px: its lower and its upper edge over x, kept within the frame.
struct Edges {
    lower: Vec<Px>,
    upper: Vec<Px>,
}

impl Edges {
    fn of(view: &Fit, stack: &Stack, band: usize, f: &Frame) -> Edges {
        let edge = |bands: usize| -> Vec<Px> {
            let heights = view.curve.iter().enumerate().map(|(i, &(x, _))| f.to_px(x, stack.height(bands, i)));
            heights.map(|(x, y)| (x, bounded(y, f.top, f.bottom()))).collect()
        };
        Edges { lower: edge(band), upper: edge(band + 1) }
    }

    fn outline(&self) -> Vec<Px> {
        let (lower, upper) = (straightened(&self.lower), straightened(&self.upper));
        lower.iter().chain(upper.iter().rev()).copied().collect()
    }

    /// Where it is highest: the middle there, and how high, CSS px.
    fn highest(&self) -> (Px, f64) {
        let each = self.lower.iter().zip(&self.upper).map(|(low, up)| {
            let middle = (low.0, f64::midpoint(low.1, up.1));
            (middle, (low.1 - up.1).abs())
        });
        each.fold(((0.0, 0.0), 0.0), |most: (Px, f64), each| if each.1 > most.1 { each } else { most })
    }

    /// How high it is over a stretch of x at least, and the middle of what is free there.
    fn room(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let within = self.lower.iter().zip(&self.upper).filter(|(low, _)| (from..=to).contains(&low.0));
        let (mut top, mut bottom) = (f64::NEG_INFINITY, f64::INFINITY);
        for (low, up) in within {
            top = top.max(low.1.min(up.1));
            bottom = bottom.min(low.1.max(up.1));
        }
        (bottom > top && top.is_finite()).then(|| (f64::midpoint(top, bottom), bottom - top))
    }
}

/// The parts, below all else.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub(in crate::scene::fit) fn draw_bands(pen: &Pen, view: &Fit, stack: &Stack, f: &Frame) {
    let c = pen.colors();
    let zero = bounded(f.to_px(0.0, 0.0).1, f.top, f.bottom());
    let base = bounded(f.to_px(0.0, stack.base).1, f.top, f.bottom());
    let ground = Rect { left: f.left, top: zero.min(base), width: f.width, height: (zero - base).abs() };
    pen.rect(ground, c.model.mix(GROUND));
    for (i, band) in stack.bands.iter().enumerate() {
        let edges = Edges::of(view, stack, i, f);
        let held = matches!(band.of, PartOf::Neuron(neuron) if stack.held == Some(neuron));
        if takes_away(&band.part) {
            hatch(pen, &edges, c.negative.mix(if held { 0.85 } else { 0.45 }));
        } else {
            pen.fill(&edges.outline(), c.model.mix(if held { HELD } else { TINTS[i % 2] }));
        }
        pen.line(&edges.upper, c.model.mix(if held { 0.8 } else { 0.45 }), if held { 1.75 } else { 1.0 });
    }
    pen.line(&[(f.left, base), (f.right(), base)], c.model.mix(0.45), 1.0);
}

fn takes_away(part: &[f64]) -> bool {
    part.iter().sum::<f64>() < 0.0
}

/// Slanted lines within a band.
fn hatch(pen: &Pen, edges: &Edges, color: Shade) {
    let Some((first, last)) = edges.lower.first().zip(edges.lower.last()) else { return };
    let (top, bottom) = edges
        .lower
        .iter()
        .chain(&edges.upper)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), p| (top.min(p.1), bottom.max(p.1)));
    if bottom - top < 1.0 {
        return;
    }
    // x + y is the same along a line.
    let mut sum = ((first.0 + top) / HATCH).ceil() * HATCH;
    while sum <= last.0 + bottom {
        let mut piece: Option<(Px, Px)> = None;
        for (low, up) in edges.lower.iter().zip(&edges.upper) {
            let at = (low.0, sum - low.0);
            let inside = at.1 >= low.1.min(up.1) && at.1 <= low.1.max(up.1);
            piece = match piece {
                Some((from, _)) if inside => Some((from, at)),
                None if inside => Some((at, at)),
                Some((from, to)) => {
                    pen.line(&[from, to], color, 1.25);
                    None
                }
                None => None,
            };
        }
        if let Some((from, to)) = piece {
            pen.line(&[from, to], color, 1.25);
        }
        sum += HATCH;
    }
}

/// What names the parts, where they bend, how much each makes at the question, and the handles; above points and curve.
#[inline(never)] // in the second part of the program
pub(in crate::scene::fit) fn draw_names(
    pen: &Pen,
    view: &Fit,
    stack: &Stack,
    (f, obstacles): (&Frame, &mut Obstacles),
) {
    draw_marks_on_x(pen, stack, f);
    if let Some(probe) = view.probe {
        // Names stand beside the line of the question.
        let x = f.to_px(probe.x, 0.0).0;
        obstacles.rects.push(Rect { left: x - 1.0, top: f.top, width: 2.0, height: f.height });
    }
    draw_amounts(pen, view, stack, f, obstacles);
    let (c, lang) = (pen.colors(), pen.look.lang);
    let zero = bounded(f.to_px(0.0, 0.0).1, f.top, f.bottom());
    let base = bounded(f.to_px(0.0, stack.base).1, f.top, f.bottom());
    if (zero - base).abs() >= HIGH {
        let middle = f64::midpoint(zero, base);
        let places = [0.12, 0.3, 0.5, 0.7, 0.88].map(|share| ((f.left + share * f.width, middle), Side::Middle));
        obstacles.write(pen, f, (words::base(lang), c.soft), &places);
    }
    for (i, band) in stack.bands.iter().enumerate() {
        let edges = Edges::of(view, stack, i, f);
        let held = matches!(band.of, PartOf::Neuron(neuron) if stack.held == Some(neuron));
        let (name, color) = match takes_away(&band.part) {
            true => (words::takes_away(band.of, lang), c.negative),
            false => (words::part(band.of, lang), if held { c.model } else { c.soft }),
        };
        let half = text_width(&name, Font::HEAD_NARROW) / 2.0;
        let (highest, _) = edges.highest();
        let mut places = Vec::new();
        for share in [0.0, -0.06, 0.06, -0.12, 0.12, -0.2, 0.2, 0.3, -0.3, 0.45, -0.45, 0.6] {
            let x = bounded(highest.0 + share * f.width, f.left + half + 4.0, f.right() - half - 4.0);
            if let Some((middle, _)) = edges.room(x - half, x + half).filter(|(_, height)| *height >= HIGH) {
                places.push(((x, middle), Side::Middle));
            }
        }
        obstacles.write(pen, f, (&name, color), &places);
    }
    hands::draw(pen, view, f, obstacles);
}

/// Where each neuron bends, on the axis.
fn draw_marks_on_x(pen: &Pen, stack: &Stack, f: &Frame) {
    let c = pen.colors();
    let mut last = f64::NEG_INFINITY;
    let kinks = stack.bands.iter().flat_map(|band| band.kinks.iter().map(move |kink| (*kink, band.of)));
    let mut kinks: Vec<(f64, PartOf)> = kinks.collect();
    kinks.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    for (kink, of) in kinks {
        let PartOf::Neuron(neuron) = of else { continue };
        let (x, y) = (f.to_px(kink, 0.0).0, f.bottom());
        let held = stack.held == Some(neuron);
        let color = if held { c.model } else { c.soft };
        pen.fill(&[(x - MARK.0, y), (x, y - MARK.1), (x + MARK.0, y)], color);
        let (number, font) = ((neuron + 1).to_string(), if held { Font::SMALL_BOLD } else { Font::SMALL });
        let half = text_width(&number, font) / 2.0;
        if x - half >= last + 4.0 {
            pen.text(&number, (x, y - MARK.1 - 7.0), Side::Middle, font, color);
            last = x + half;
        }
    }
}

/// How much each part makes at the question, on its line, and the sum above.
fn draw_amounts(pen: &Pen, view: &Fit, stack: &Stack, f: &Frame, obstacles: &mut Obstacles) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let Some(probe) = view.probe.filter(|probe| probe.predicted.is_finite()) else { return };
    let place = |y: f64| f.to_px(probe.x, y);
    let x = place(0.0).0;
    if !f.holds((x, f.top), 0.5) {
        return;
    }
    let mut from = 0.0;
    let base = [(stack.base, false, false)];
    let parts = stack.bands.iter().map(|band| {
        let held = matches!(band.of, PartOf::Neuron(neuron) if stack.held == Some(neuron));
        (band.at_probe.unwrap_or(0.0), held, takes_away(&band.part))
    });
    for (part, held, less) in base.into_iter().chain(parts) {
        let to = from + part;
        let (low, up) = (place(from).1, place(to).1);
        let shown = (bounded(low, f.top, f.bottom()), bounded(up, f.top, f.bottom()));
        if f.holds((x, up), 0.5) {
            pen.line(&[(x - 4.0, up), (x + 4.0, up)], c.ink, 1.5);
        }
        if (shown.0 - shown.1).abs() >= 15.0 {
            let color = if less {
                c.negative
            } else if held {
                c.model
            } else {
                c.ink
            };
            let middle = f64::midpoint(shown.0, shown.1);
            let text = quantity::rounded(part, &view.quantity, lang);
            let places = [((x - 7.0, middle), Side::End), ((x + 7.0, middle), Side::Start)];
            obstacles.write(pen, f, (&text, color), &places);
        }
        from = to;
    }
    let at = place(probe.predicted);
    let text = words::sum(probe.x, &view.quantity, &quantity::about(probe.predicted, &view.quantity, lang), lang);
    let beside = [
        (10.0, -14.0, Side::Start),
        (10.0, -28.0, Side::Start),
        (-10.0, -14.0, Side::End),
        (-10.0, -28.0, Side::End),
        (10.0, 16.0, Side::Start),
        (-10.0, 16.0, Side::End),
        (10.0, -44.0, Side::Start),
        (26.0, 0.0, Side::Start),
        (-26.0, 0.0, Side::End),
    ];
    let places = beside.map(|(right, down, side)| ((at.0 + right, at.1 + down), side));
    obstacles.write(pen, f, (&text, c.ink), &places);
}
