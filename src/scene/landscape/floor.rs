//! The ground: its grid, and ticks and names along the two edges that are nearest to the eye.

use super::terrain::Terrain;
use crate::scene::geometry::{Px, Rect, closed};
use crate::scene::labels::Labels;
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::scene::ticks::{Tick, named, ticks};
use crate::text::{number, terms};
use crate::view::{Span, Surface};

/// How far from the edge the names of ticks and of the axis stand, CSS px.
const OF_TICKS: f64 = 9.0;
const OF_NAME: f64 = 24.0;
/// Ticks are about this far apart, CSS px.
const APART: f64 = 52.0;

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

    fn ticks(&self) -> Vec<(f64, Tick)> {
        let (from, to) = (self.on(-1.0), self.on(1.0));
        let long = (to.0 - from.0).hypot(to.1 - from.1);
        let (places, step) = ticks(self.span, (long / APART) as usize);
        let along = |at: f64| bounded(2.0 * (at - self.span.lo) / (self.span.hi - self.span.lo) - 1.0, -1.0, 1.0);
        named(places, &|t| number::ticked(t, step)).into_iter().map(|tick| (along(tick.at), tick)).collect()
    }

    /// A name beside a place of the edge, this far off, CSS px; inside the picture.
    fn name(&self, pen: &Pen, along: f64, far: f64, text: String) -> Name {
        let (middle, to) = (self.px(0.0, 0.0), self.on(0.0));
        let long = (to.0 - middle.0).hypot(to.1 - middle.1).max(1e-9);
        let out = ((to.0 - middle.0) / long, (to.1 - middle.1) / long);
        let foot = self.on(along);
        let at = (foot.0 + far * out.0, foot.1 + far * out.1.max(0.35));
        let width = text_width(&text, Font::SMALL);
        let left = match out.0 {
            x if x > 0.3 => at.0,
            x if x < -0.3 => at.0 - width,
            _ => at.0 - width / 2.0,
        };
        let left = bounded(left, 2.0, (pen.look.width - width - 2.0).max(2.0));
        let y = bounded(at.1, 7.0, (pen.look.height - 7.0).max(7.0));
        Name { text, place: Rect { left: left - 3.0, top: y - 6.0, width: width + 6.0, height: 12.0 } }
    }
}

fn edges(land: &Terrain) -> [Edge<'_>; 2] {
    [true, false].map(|along_x| Edge::nearest(land, along_x))
}

/// The names along the edges; of two that would lie upon each other only one.
pub(super) fn names(pen: &Pen, view: &Surface, land: &Terrain) -> Vec<Name> {
    let (u_name, v_name) = terms::plane(&view.plane, &view.quantity, pen.look.lang);
    let edges = edges(land);
    let mut all: Vec<Name> =
        edges.iter().zip([u_name, v_name]).map(|(edge, name)| edge.name(pen, 0.0, OF_NAME, name)).collect();
    for edge in &edges {
        all.extend(edge.ticks().into_iter().map(|(along, tick)| edge.name(pen, along, OF_TICKS, tick.name)));
    }
    let mut taken = Labels::new(pen);
    all.retain(|name| taken.take(name.place));
    all
}

/// Draws the ground.
pub(super) fn draw(pen: &Pen, view: &Surface, land: &Terrain) {
    let c = pen.colors();
    let outline = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| land.seen.to_px((x, y, 0.0)));
    pen.fill(&outline, c.hairline.mix(0.4));
    for edge in edges(land) {
        for (along, _) in edge.ticks() {
            pen.line(&[edge.px(along, -1.0), edge.px(along, 1.0)], c.hairline, 1.0);
        }
    }
    pen.line(&closed(outline.to_vec()), c.soft.mix(0.45), 1.0);
    for Name { text, place } in names(pen, view, land) {
        pen.label(&text, (place.left + 3.0, place.top + 6.0), Side::Start, c.soft);
    }
}
