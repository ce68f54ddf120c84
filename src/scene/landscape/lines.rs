//! Lines on the ground and on the surface: contours, the rim of the cut, the edges.

use super::projection::Place;
use super::terrain::{CUT, Terrain};
use crate::scene::geometry::Px;
use crate::scene::palette::Shade;
use crate::scene::pen::Pen;
use crate::scene::surface::contour::contours;
use crate::scene::surface::heat::Scale;
use crate::scene::surface::levels;
use crate::view::Surface;

/// Lines on the ground: (x, y).
type OnGround = Vec<Vec<(f64, f64)>>;

/// The map's contours.
pub(super) fn contours_of(view: &Surface, scale: &Scale) -> OnGround {
    on_ground(&scale.places(view.grid), view.side, levels())
}

fn on_ground(grid: &[f32], side: usize, levels: impl Iterator<Item = f32>) -> OnGround {
    let along = |k: f64| 2.0 * (k + 0.5) / side as f64 - 1.0;
    let mut lines = contours(grid, side, side, levels);
    lines.iter_mut().flatten().for_each(|p| *p = (along(p.0), along(p.1)));
    lines
}

/// Draws the contours on the ground.
pub(super) fn on_floor(pen: &Pen, land: &Terrain, lines: &OnGround) {
    for line in lines {
        let line: Vec<Px> = line.iter().map(|&(x, y)| land.seen.to_px((x, y, 0.0))).collect();
        pen.line(&line, pen.colors().contour.mix(0.2), 0.8);
    }
}

/// Draws those that are below the cut on the surface.
pub(super) fn on_surface(pen: &Pen, land: &Terrain, lines: &OnGround) {
    for line in lines {
        let lifted = line.iter().map(|&(x, y)| land.height(x, y).map(|height| (x, y, CUT * height)));
        let lifted = lifted.map(|place| place.filter(|place| place.2 <= CUT));
        draw_seen(pen, land, lifted, pen.colors().contour.mix(0.34), 0.8);
    }
}

/// Draws the rim of the cut, and the edges of the surface where the ground ends.
pub(super) fn draw_rim(pen: &Pen, land: &Terrain) {
    let c = pen.colors();
    let inner = 1.0 - 1.0 / land.side as f64;
    for edge in 0..4 {
        let along = (0..land.side).map(|k| {
            let at = 2.0 * (k as f64 + 0.5) / land.side as f64 - 1.0;
            let (x, y) = [(at, -inner), (at, inner), (-inner, at), (inner, at)][edge];
            let height = land.height(x, y).filter(|height| *height <= 1.0)?;
            Some((x, y, CUT * height))
        });
        draw_seen(pen, land, along, c.contour.mix(0.4), 0.8);
    }
    for line in on_ground(&land.heights, land.side, [1.0].into_iter()) {
        let line = line.into_iter().map(|(x, y)| Some((x, y, CUT)));
        draw_seen(pen, land, line, c.contour.mix(0.75), 1.3);
    }
}

/// Draws a line, as far as the surface does not hide it and it is there.
pub(super) fn draw_seen(
    pen: &Pen,
    land: &Terrain,
    line: impl Iterator<Item = Option<Place>>,
    color: Shade,
    width: f64,
) {
    let mut piece: Vec<Px> = Vec::new();
    for place in line {
        match place.filter(|place| land.is_seen(*place)) {
            Some(place) => piece.push(land.seen.to_px(place)),
            None => pen.line(&std::mem::take(&mut piece), color, width),
        }
    }
    pen.line(&piece, color, width);
}
