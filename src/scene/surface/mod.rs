//! The loss surface: a heat map for the bottom layer, contours above it, and the trail of training.

pub(super) mod contour;
pub(super) mod heat;
mod relief;
mod trail;

use super::axes;
use super::chart::Chart;
use super::descent::{self, Stage, draw_flags};
use super::frame::{Frame, Margins};
use super::geometry::{Rect, closed, rounded};
use super::key::Key;
use super::labels::Labels;
use super::lettering::{Font, fitted, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::range::bounded;
use super::ticks::{named, ticks};
use crate::text::quantity::Scale;
use crate::text::{labels, number, terms};
use crate::view::{Plane, Surface};

pub use heat::raster;

/// The frame, with room for the names of v's ticks. The heat map belongs exactly into its rectangle.
pub(super) fn lay_out(view: &Surface, look: &Look) -> Chart {
    let (places, step) = ticks(view.v, (look.height / 56.0) as usize);
    let y_ticks = named(places, &|t| tick(view, t, step, look));
    let margins = Margins { left: axes::room(&y_ticks, look) + 8.0, top: 18.0, right: 8.0, bottom: 22.0 };
    Chart { frame: Frame::new((look.width, look.height), margins, view.u, view.v), y_ticks }
}

/// The name of a tick of u or v, where ticks are `step` apart.
pub(super) fn tick(view: &Surface, at: f64, step: f64, look: &Look) -> String {
    let scale = Scale::new(&view.units, look.lang).on(&view.plane);
    number::ticked(scale.y(at), scale.y(step))
}

/// Adds what the base depends on, besides the frame.
pub(super) fn base_key(key: Key, view: &Surface) -> Key {
    let plane = match view.plane {
        Plane::Exact { x_unit } => [1, x_unit as usize, 0],
        Plane::Centred => [2, 0, 0],
        Plane::Path { dimensions } => [3, dimensions, 0],
        Plane::Weights { u, v, .. } => [4, u, v],
    };
    let key = key.units(&view.units);
    plane.iter().fold(key.word(view.generation).word(view.grid.len() as u64), |k, &w| k.word(w as u64))
}

/// Axes and contours.
pub(super) fn draw_base(pen: &Pen, view: &Surface, chart: &Chart) {
    let (c, f, lang) = (pen.colors(), &chart.frame, pen.look.lang);
    if !heat::has_grid(view) {
        let edge = [(f.left, f.top), (f.right(), f.top), (f.right(), f.bottom()), (f.left, f.bottom())];
        pen.line(&closed(edge.to_vec()), c.hairline, 1.0);
        let middle = (f.left + f.width / 2.0, f.top + f.height / 2.0);
        return pen.label(labels::no_surface(lang), middle, Side::Middle, c.soft);
    }
    let (u_name, v_name) = terms::plane(&view.plane, &view.units.quantity, lang);
    pen.label(&v_name, (f.left, 8.0), Side::Start, c.soft);
    for tick in &chart.y_ticks {
        let (_, y) = f.to_px(f.x.lo, tick.at);
        pen.label(&tick.name, (f.left - 6.0, y.max(f.top + 5.0)), Side::End, c.soft);
    }
    let u_name = fitted(&u_name, f.width * 0.6);
    pen.label(&u_name, (f.right(), f.bottom() + 13.0), Side::End, c.soft);
    let (places, step) = ticks(f.x, (f.width / 80.0) as usize);
    let places = named(places, &|t| tick(view, t, step, pen.look));
    axes::name_x(pen, f, &places, 13.0, f.right() - text_width(&u_name, Font::SMALL) - 10.0);
    relief::draw(pen, view, f);
}

/// Trail, best parameters and present ones.
pub(super) fn draw_marks(pen: &Pen, view: &Surface, f: &Frame) {
    let c = pen.colors();
    trail::draw(pen, view, f);
    let to_px = |(u, v)| f.to_px(u, v);
    let stage = Stage { to_px: &to_px, spans: (f.x, f.y), long: (f.width, f.height) };
    let mut taken = Labels::within(Rect { left: f.left, top: f.top, width: f.width, height: f.height }.grown(-3.0));
    draw_best(pen, view, f, &mut taken);
    draw_flags(pen, view.flags, &stage, &mut taken);
    if view.here.is_some_and(|(u, v)| f.holds(f.to_px(u, v), 0.0)) {
        descent::draw(pen, view, &stage, &mut taken, &|_| {});
    }
    match view.here.map(|(u, v)| f.to_px(u, v)) {
        Some(at) if f.holds(at, 0.5) => {
            pen.disc(at, 16.0, c.model.mix(0.28));
            pen.disc(at, 9.0, c.casing);
            pen.disc(at, 7.0, c.trail)
        }
        Some(at) if at.0.is_finite() && at.1.is_finite() => trail::draw_outside(pen, f, at),
        Some(_) | None => {}
    }
}

/// A star at the best parameters, with its name. Flags ask where they are: then it is not shown.
fn draw_best(pen: &Pen, view: &Surface, f: &Frame, taken: &mut Labels) {
    let c = pen.colors();
    let Some((x, y)) =
        view.best.filter(|_| view.flags.is_empty()).map(|(u, v)| f.to_px(u, v)).filter(|p| f.holds(*p, 0.0))
    else {
        return;
    };
    let star = [(x - 5.0, y), (x, y - 5.0), (x + 5.0, y), (x, y + 5.0)];
    pen.fill(&star, c.casing);
    pen.line(&closed(star.to_vec()), c.trail, 1.5);
    let name = labels::best(pen.look.lang);
    let width = text_width(name, Font::SMALL) + 12.0;
    // Away from where the trail comes from, and inside.
    let from_right = view.trail.first().is_some_and(|t| f.to_px(t.0, t.1).0 > x);
    let fits_left = x - width - 11.0 > f.left;
    let fits_right = x + width + 11.0 < f.right();
    let left = if fits_left && (from_right || !fits_right) { x - width - 10.0 } else { x + 10.0 };
    let y = bounded(y, f.top + 10.0, f.bottom() - 10.0);
    let place = Rect { left, top: y - 8.0, width, height: 16.0 };
    pen.fill(&rounded(place, 4.0), c.panel.mix(0.85));
    taken.keep_free(place);
    taken.keep_free(Rect { left: x - 6.0, top: y - 6.0, width: 12.0, height: 12.0 });
    pen.label(name, (left + 6.0, y), Side::Start, c.ink);
}
