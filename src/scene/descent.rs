//! Which way is uphill, and the step about to be taken: on the map and on the landscape alike.
//!
//! The two black arrows lead uphill along the axes. Their lengths are to each other as the slopes that one sees, the rise of the
//! loss a px along each axis, so together they cross the contours of a map squarely. Both are scaled by the same factor: with r,
//! the rise over half of the picture's shorter side as a share of the median cell's height above the least loss, the longer one
//! has r / (1 + r) of `LONGEST` of that side. Nearer to the valley they are shorter, and so they are near to the picture's edge if one would grow out of it. The arrow
//! of the step is drawn to the scale of the axes.

use super::geometry::{Px, Rect, distance};
use super::labels::Labels;
use super::lettering::Font;
use super::palette::Shade;
use super::pen::{Pen, Side};
use super::range::bounded;
use super::surface::heat::quantiles;
use crate::text::quantity::Scale;
use crate::text::{Lang, labels};
use crate::view::{Descent, NextStep, Span, Surface};

/// The longest that an arrow may get, as a share of the picture's shorter side, and the shortest for the longer of the two in
/// CSS px.
const LONGEST: f64 = 0.42;
const SHORTEST: f64 = 16.0;
/// How far around the ball labels keep off, and where its ring is, CSS px.
const BALL: f64 = 11.0;
/// At most so many places of the trail are numbered.
const NUMBERED: usize = 7;
/// The compass.
const WAYS: [Px; 8] =
    [(1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7)];

/// Where on a picture the plane lies.
pub(super) struct Stage<'a> {
    /// Where a place inside the ranges is drawn.
    pub to_px: &'a dyn Fn((f64, f64)) -> Px,
    /// The ranges that are seen.
    pub spans: (Span, Span),
    /// How long they are drawn, CSS px.
    pub long: (f64, f64),
}

/// The eight ways around a point, from the one that is most like this.
pub(super) fn ways(like: Px) -> Vec<Px> {
    let mut ways: Vec<Px> = Vec::with_capacity(8);
    let near = |way: &Px| way.0 * like.0 + way.1 * like.1;
    for way in WAYS {
        let at = ways.iter().take_while(|other| near(other) >= near(&way)).count();
        ways.insert(at, way);
    }
    ways
}

impl Stage<'_> {
    /// A line between two places of the plane; on a landscape it lies on the surface.
    fn line(&self, a: (f64, f64), b: (f64, f64)) -> Vec<Px> {
        let at = |k: u32| {
            let t = f64::from(k) / 24.0;
            (self.to_px)((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t))
        };
        (0..=24).map(at).collect()
    }

    /// How much of the way between two places is inside, 0 to 1; the first one is.
    fn inside(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        let along = |span: Span, a: f64, b: f64| {
            let edge = if b > a { span.hi } else { span.lo };
            if (span.lo..=span.hi).contains(&b) { 1.0 } else { ((edge - a) / (b - a)).clamp(0.0, 1.0) }
        };
        along(self.spans.0, a.0, b.0).min(along(self.spans.1, a.1, b.1))
    }

    /// The ends of the two arrows, as places of the plane.
    fn ends(&self, view: &Surface, here: (f64, f64), gradient: (f64, f64)) -> [(f64, f64); 2] {
        let wide = |span: Span| span.hi - span.lo;
        let per_px = (wide(self.spans.0) / self.long.0, wide(self.spans.1) / self.long.1);
        let slope = (gradient.0 * per_px.0, gradient.1 * per_px.1);
        let steeper = slope.0.abs().max(slope.1.abs());
        let side = self.long.0.min(self.long.1);
        let [least, median] = quantiles(view.grid, [0.0, 0.5]).unwrap_or([0.0; 2]);
        let rise = steeper * 0.5 * side / (median - least).max(f64::MIN_POSITIVE);
        let longer = (LONGEST * side * rise / (1.0 + rise)).max(SHORTEST);
        let scale = if rise.is_finite() { longer / steeper.max(f64::MIN_POSITIVE) } else { 0.0 };
        let end = |scale: f64| [here.0 + scale * slope.0 * per_px.0, here.1 + scale * slope.1 * per_px.1];
        // Where one would leave the picture, both are shorter, as long as they can be seen then.
        let [u, v] = end(scale);
        let shorter = self.inside(here, (u, v)).max((SHORTEST / longer).min(1.0));
        let [u, v] = end(scale * shorter);
        [(bounded(u, self.spans.0.lo, self.spans.0.hi), here.1), (here.0, bounded(v, self.spans.1.lo, self.spans.1.hi))]
    }
}

/// Draws arrows and step, then the ball upon them, then their labels; numbers the places of a short trail.
pub(super) fn draw(pen: &Pen, view: &Surface, stage: &Stage, taken: &mut Labels, ball_on: &dyn Fn(&mut Labels)) {
    let (Some(descent), Some(here)) = (view.descent, view.here) else { return ball_on(taken) };
    let ball = (stage.to_px)(here);
    taken.keep_free(Rect { left: ball.0, top: ball.1, width: 0.0, height: 0.0 }.grown(BALL));
    for place in numbered(view) {
        let at = (stage.to_px)(*place);
        taken.keep_free(Rect { left: at.0, top: at.1, width: 0.0, height: 0.0 }.grown(5.0));
    }
    let told = told(view, descent, pen.look.lang);
    let step = descent.step.map(|step| draw_step(pen, stage, (here, step), taken));
    let c = pen.colors();
    let ends = stage.ends(view, here, descent.gradient);
    let arrows = ends.map(|end| stage.line(here, end));
    for line in &arrows {
        arrow(pen, line, c.ink, 2.2);
        taken.keep_line_free(&[ball, line[line.len() - 1]]);
    }
    ball_on(taken);
    if let (Some(line), Some(by)) = (step, told.by) {
        let at = line.last().copied().unwrap_or(ball);
        let text = labels::next_step(by, told.gradient, pen.look.lang);
        taken.boxed(pen, &text, (at, 12.0), &ways((at.0 - ball.0, at.1 - ball.1 + 1.0)), c.model);
    }
    label_arrows(pen, view, (ball, &arrows), told.gradient, taken);
    if let (Some(step), Some(by)) = (descent.step, told.by) {
        label_legs(pen, stage, (here, step, by), taken);
    }
    number(pen, view, stage, taken);
}

/// Gradient and step as they are told.
struct Told {
    gradient: (f64, f64),
    by: Option<(f64, f64)>,
}

fn told(view: &Surface, descent: Descent, lang: Lang) -> Told {
    let scale = Scale::new(&view.units, lang).on(&view.plane);
    let both = |(u, v): (f64, f64), of: fn(Scale, f64) -> f64| (of(scale, u), of(scale, v));
    Told { gradient: both(descent.gradient, Scale::slope), by: descent.step.map(|step| both(step.by, Scale::y)) }
}

fn label_arrows(
    pen: &Pen,
    view: &Surface,
    (ball, arrows): (Px, &[Vec<Px>; 2]),
    gradient: (f64, f64),
    taken: &mut Labels,
) {
    for (axis, (line, slope)) in arrows.iter().zip([gradient.0, gradient.1]).enumerate() {
        let end = line.last().copied().unwrap_or(ball);
        let Some(text) = labels::slope(&view.plane, axis, slope) else { continue };
        let long = distance(ball, end).max(1.0);
        // Beside the arrow's end and above it, rather than before it.
        let like = ((end.0 - ball.0) / long, (end.1 - ball.1) / long - 0.6);
        taken.boxed(pen, &text, (end, 8.0), &ways(like), pen.colors().ink);
    }
}

/// Draws the way of the next step; returns it as far as it is inside.
fn draw_step(pen: &Pen, stage: &Stage, (here, step): ((f64, f64), NextStep), taken: &mut Labels) -> Vec<Px> {
    let c = pen.colors();
    let inside = stage.inside(here, step.to);
    let end = (here.0 + (step.to.0 - here.0) * inside, here.1 + (step.to.1 - here.1) * inside);
    let line = stage.line(here, end);
    let (from, to) = (line[0], line[line.len() - 1]);
    if distance(from, to) < 5.0 {
        return line;
    }
    if inside >= 1.0 {
        for leg in legs(stage, here, step) {
            pen.line(&leg, c.casing.mix(0.7), 3.0);
            pen.dashed(&leg, c.trail, 1.6, &[4.0, 3.0]);
            taken.keep_line_free(&[leg[0], leg[leg.len() - 1]]);
        }
        // To the ring's edge.
        let short: Vec<Px> = line.iter().copied().filter(|p| distance(*p, to) > 7.0).collect();
        arrow(pen, if short.len() > 1 { &short } else { &line }, c.trail, 4.0);
        pen.disc(to, 7.5, c.trail);
        pen.disc(to, 5.0, c.casing);
    } else {
        arrow(pen, &line, c.trail, 4.0);
    }
    taken.keep_line_free(&[from, to]);
    taken.keep_free(Rect { left: to.0, top: to.1, width: 0.0, height: 0.0 }.grown(BALL - 1.0));
    line
}

fn legs(stage: &Stage, here: (f64, f64), step: NextStep) -> [Vec<Px>; 2] {
    let corner = (step.to.0, here.1);
    [stage.line(here, corner), stage.line(corner, step.to)]
}

/// How far the step leads along each axis: `by`, as it is told.
fn label_legs(pen: &Pen, stage: &Stage, (here, step, by): ((f64, f64), NextStep, (f64, f64)), taken: &mut Labels) {
    if stage.inside(here, step.to) < 1.0 {
        return;
    }
    let to = (stage.to_px)(step.to);
    for (leg, by) in legs(stage, here, step).iter().zip([by.0, by.1]) {
        let (from, end) = (leg[0], leg[leg.len() - 1]);
        // Short ones have no room for a number.
        if distance(from, end) > 18.0 {
            let middle = leg[leg.len() / 2];
            let across = (from.1 - end.1, end.0 - from.0);
            let away = (middle.0 - (from.0 + to.0) / 2.0) * across.0 + (middle.1 - (from.1 + to.1) / 2.0) * across.1;
            let like = if away < 0.0 { (-across.0, -across.1) } else { across };
            taken.beside(pen, &labels::change(by), (middle, 4.0), &ways(like), pen.colors().model);
        }
    }
}

/// Numbers the places of a trail that is short enough, from its start.
fn number(pen: &Pen, view: &Surface, stage: &Stage, taken: &mut Labels) {
    let here = view.here.map(|here| (stage.to_px)(here));
    let c = pen.colors();
    for (i, place) in numbered(view).iter().enumerate() {
        let at = (stage.to_px)(*place);
        if stage.inside(*place, *place) < 1.0 || here.is_some_and(|here| distance(here, at) < BALL) {
            continue;
        }
        pen.disc(at, 5.0, c.casing);
        pen.disc(at, 3.5, c.trail);
        let name = if i == 0 { labels::start(pen.look.lang).to_owned() } else { i.to_string() };
        taken.beside(pen, &name, (at, 6.0), &ways((0.0, 1.0)), c.ink);
    }
}

/// The places to be numbered, from the trail's start: none of a longer trail.
fn numbered<'a>(view: &Surface<'a>) -> &'a [(f64, f64)] {
    let places = &view.trail[..view.numbered.min(view.trail.len())];
    if places.len() <= NUMBERED { places } else { &[] }
}

/// An arrow along a line.
fn arrow(pen: &Pen, line: &[Px], color: Shade, width: f64) {
    let (Some(&from), Some(&tip)) = (line.first(), line.last()) else { return };
    let long = distance(from, tip);
    if long.is_nan() || long < 2.0 {
        return;
    }
    let head = (3.0 * width + 3.0).min(0.7 * long);
    // The way on which it ends.
    let neck = line.iter().rev().copied().find(|p| distance(*p, tip) >= head).unwrap_or(from);
    let far = distance(neck, tip).max(1e-9);
    let (dx, dy) = ((tip.0 - neck.0) / far, (tip.1 - neck.1) / far);
    let foot = (tip.0 - head * dx, tip.1 - head * dy);
    let wing = 0.42 * head + 1.0;
    let outline = [tip, (foot.0 - wing * dy, foot.1 + wing * dx), (foot.0 + wing * dy, foot.1 - wing * dx)];
    let mut shaft: Vec<Px> = line.iter().copied().filter(|p| distance(*p, tip) > head).collect();
    shaft.push((tip.0 - 0.8 * head * dx, tip.1 - 0.8 * head * dy));
    let casing = pen.colors().panel.mix(0.75);
    pen.line(&shaft, casing, width + 2.6);
    pen.line(&[outline[0], outline[1], outline[2], outline[0], outline[1]], casing, 2.6);
    pen.line(&shaft, color, width);
    pen.fill(&outline, color);
}

/// Draws the flags A, B, C and so on.
pub(super) fn draw_flags(pen: &Pen, flags: &[(f64, f64)], stage: &Stage, taken: &mut Labels) {
    const POLE: f64 = 27.0;
    const CLOTH: (f64, f64) = (21.0, 15.0);
    let c = pen.colors();
    for (i, flag) in flags.iter().enumerate().filter(|(_, flag)| stage.inside(**flag, **flag) >= 1.0) {
        let foot = (stage.to_px)(*flag);
        // It flies to the side on which there is room, and hangs where there is none above.
        let way = if foot.0 + CLOTH.0 + 3.0 > pen.look.width { -1.0 } else { 1.0 };
        let top = if foot.1 - POLE < 2.0 { foot.1 + POLE - CLOTH.1 } else { foot.1 - POLE };
        let end = if top < foot.1 { top } else { top + CLOTH.1 };
        pen.line(&[foot, (foot.0, end)], c.casing.mix(0.8), 3.6);
        pen.line(&[foot, (foot.0, end)], c.ink, 1.6);
        pen.disc(foot, 3.2, c.ink);
        let at = |x: f64, y: f64| (foot.0 + way * x, top + y);
        let cloth =
            [at(0.0, 0.0), at(CLOTH.0, 0.0), at(CLOTH.0 - 4.0, CLOTH.1 / 2.0), at(CLOTH.0, CLOTH.1), at(0.0, CLOTH.1)];
        pen.fill(&cloth, c.panel);
        pen.line(&super::geometry::closed(cloth.to_vec()), c.ink, 1.4);
        pen.text(labels::letter(i), at(CLOTH.0 * 0.43, CLOTH.1 / 2.0), Side::Middle, Font::SMALL_BOLD, c.ink);
        let left = if way > 0.0 { foot.0 - 2.0 } else { foot.0 - CLOTH.0 };
        taken.keep_free(Rect { left, top: top.min(foot.1 - 3.0), width: CLOTH.0 + 2.0, height: POLE + 3.0 });
    }
}
