//! Lines on the surface: contours, the rim of the cut, the edges.

use super::projection::Place;
use super::terrain::Terrain;
use crate::scene::geometry::Px;
use crate::scene::palette::Shade;
use crate::scene::pen::Pen;
use crate::scene::surface::contour::contours;

/// Contours between the lowest place and the cut. Their heights grow as squares do, so on a bowl they are equally far apart.
const CONTOURS: usize = 8;

/// Draws the lines of these heights.
fn draw_level(pen: &Pen, land: &Terrain, heights: &[f32], color: Shade, width: f64) {
    let along = |k: f64| 2.0 * (k + 0.5) / land.side as f64 - 1.0;
    for (height, line) in contours(&land.heights, land.side, land.side, heights) {
        let line = line.into_iter().map(|(i, j)| Some((along(i), along(j), f64::from(height))));
        draw_seen(pen, land, line, color, width);
    }
}

/// Draws the contours.
pub(super) fn draw_contours(pen: &Pen, land: &Terrain) {
    let heights: [f32; CONTOURS - 1] = std::array::from_fn(|k| ((k + 1) as f32 / CONTOURS as f32).powi(2));
    draw_level(pen, land, &heights, pen.colors().contour.mix(0.34), 0.8);
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
            Some((x, y, height))
        });
        draw_seen(pen, land, along, c.contour.mix(0.4), 0.8);
    }
    draw_level(pen, land, &[1.0], c.contour.mix(0.75), 1.3);
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
