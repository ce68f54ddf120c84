//! The ground: its grid, and ticks and names along the two edges that are nearest to the eye.

use super::terrain::Terrain;
use crate::scene::geometry::{Px, Rect, closed};
use crate::scene::labels::Labels;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::scene::surface::tick;
use crate::scene::ticks::{Tick, named, ticks};
use crate::text::terms;
use crate::view::{Span, Surface};

/// How far from the edge names stand, CSS px: near to it, and where there is no room.
const NEAR: f64 = 5.0;
const FAR: [f64; 4] = [7.0, 12.0, 19.0, 27.0];
/// Ticks are about this far apart, CSS px.
const APART: f64 = 52.0;
/// Where along an edge its name may stand, the best place first.
const PLACES: [f64; 7] = [0.0, 0.15, -0.15, 0.35, -0.35, 0.6, -0.6];

/// A name at the edge of the ground.
pub(super) struct Name {
    text: String,
    /// Its rectangle, with some room around the text.
    pub place: Rect,
}

/// One of the nearer edges.
struct Edge<'a> {
    land: &'a Terrain,
    /// It runs along x, at this y; else along y, at this x.
    along_x: bool,
    at: f64,
    span: Span,
}

impl<'a> Edge<'a> {
    fn nearest(land: &'a Terrain, along_x: bool) -> Self {
        let deep = |at: f64| if along_x { land.seen.turned(0.0, at).1 } else { land.seen.turned(at, 0.0).1 };
        let at = if deep(1.0) < deep(-1.0) { 1.0 } else { -1.0 };
        Edge { land, along_x, at, span: if along_x { land.u } else { land.v } }
    }

    /// A place of the ground: how far along the edge, and how far across.
    fn px(&self, along: f64, across: f64) -> Px {
        let (x, y) = if self.along_x { (along, across) } else { (across, along) };
        self.land.seen.to_px((x, y, 0.0))
    }

    /// A place on the edge itself.
    fn on(&self, along: f64) -> Px {
        self.px(along, self.at)
    }

    fn ticks(&self, name: &dyn Fn(f64, f64) -> String) -> Vec<(f64, Tick)> {
        let (from, to) = (self.on(-1.0), self.on(1.0));
        let long = (to.0 - from.0).hypot(to.1 - from.1);
        let (places, step) = ticks(self.span, (long / APART) as usize);
        let along = |at: f64| bounded(2.0 * (at - self.span.lo) / (self.span.hi - self.span.lo) - 1.0, -1.0, 1.0);
        named(places, &|t| name(t, step)).into_iter().map(|tick| (along(tick.at), tick)).collect()
    }

    /// Out of the ground, squarely to the edge as it is seen.
    fn out(&self) -> Px {
        let (from, to) = (self.on(-1.0), self.on(1.0));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy).max(1e-9);
        let (middle, foot) = (self.px(0.0, 0.0), self.on(0.0));
        let away = (foot.1 - middle.1) * dx - (foot.0 - middle.0) * dy;
        if away < 0.0 { (dy / long, -dx / long) } else { (-dy / long, dx / long) }
    }

    /// The rectangle of a text beside a place of the edge, this far off, CSS px: none of it reaches over the edge.
    fn beside(&self, text: &str, along: f64, far: f64) -> Rect {
        let (out, foot) = (self.out(), self.on(along));
        let size = (text_width(text, Font::SMALL) + 6.0, 13.0);
        let off = far + (out.0 * size.0 / 2.0).abs() + (out.1 * size.1 / 2.0).abs();
        let middle = (foot.0 + off * out.0, foot.1 + off * out.1);
        Rect { left: middle.0 - size.0 / 2.0, top: middle.1 - size.1 / 2.0, width: size.0, height: size.1 }
    }
}

fn edges(land: &Terrain) -> [Edge<'_>; 2] {
    [true, false].map(|along_x| Edge::nearest(land, along_x))
}

/// Moved into the picture.
fn within(pen: &Pen, place: Rect) -> Rect {
    Rect {
        left: bounded(place.left, 0.0, (pen.look.width - place.width).max(0.0)),
        top: bounded(place.top, 0.0, (pen.look.height - place.height).max(0.0)),
        ..place
    }
}

/// The names along the edges: the first and the last tick of each, the axis, and of the other ticks those that have room.
pub(super) fn names(pen: &Pen, view: &Surface, land: &Terrain) -> Vec<Name> {
    let (u_name, v_name) = terms::plane(&view.plane, &view.units.quantity, pen.look.lang);
    let edges = edges(land);
    let mut taken = Labels::new(pen);
    let mut all = Vec::new();
    let mut add = |taken: &mut Labels, text: String, place: Rect| {
        let place = within(pen, place);
        if taken.take(place) {
            all.push(Name { text, place });
        }
    };
    let mut others = Vec::new();
    for edge in &edges {
        let ticks = edge.ticks(&|at, step| tick(view, at, step, pen.look));
        let last = ticks.len().saturating_sub(1);
        for (i, (along, tick)) in ticks.into_iter().enumerate() {
            let place = edge.beside(&tick.name, along, NEAR);
            if i == 0 || i == last {
                add(&mut taken, tick.name, place);
            } else {
                others.push((tick.name, place));
            }
        }
    }
    for (edge, name) in edges.iter().zip([u_name, v_name]) {
        // Not over the ground's edges, so not moved either.
        let fits = |place: &Rect| taken.is_free(place) && within(pen, *place) == *place;
        let places = FAR.iter().flat_map(|far| PLACES.iter().map(|along| edge.beside(&name, *along, *far)));
        let place = places.clone().find(fits).unwrap_or_else(|| edge.beside(&name, 0.0, FAR[3]));
        add(&mut taken, name, place);
    }
    others.into_iter().for_each(|(text, place)| add(&mut taken, text, place));
    all
}

/// Draws the ground.
pub(super) fn draw(pen: &Pen, view: &Surface, land: &Terrain) {
    let c = pen.colors();
    let outline = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| land.seen.to_px((x, y, 0.0)));
    pen.fill(&outline, c.hairline.mix(0.4));
    for edge in edges(land) {
        for (along, _) in edge.ticks(&|_, _| String::new()) {
            pen.line(&[edge.px(along, -1.0), edge.px(along, 1.0)], c.hairline, 1.0);
        }
    }
    pen.line(&closed(outline.to_vec()), c.soft.mix(0.45), 1.0);
    for Name { text, place } in names(pen, view, land) {
        pen.label(&text, (place.left + 3.0, place.top + 6.0), Side::Start, c.soft);
    }
}
