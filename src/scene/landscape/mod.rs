//! The loss surface as a landscape: its ground, the surface above it, cut level, and the trail upon it.

mod floor;
mod lines;
mod marks;
mod pointing;
pub mod projection;
mod skin;
pub mod terrain;

use super::key::Key;
use super::look::Look;
use super::pen::Pen;
use super::surface::heat::has_grid;
use crate::view::Surface;
use terrain::Terrain;

/// The ground and what stands on it; `None` where the surface is shown as a map, and before there is any.
pub(super) fn lay_out(view: &Surface, look: &Look) -> Option<Terrain> {
    let camera = view.relief.filter(|_| has_grid(view))?;
    Some(Terrain::new(view, camera, look))
}

/// Adds from where it is seen.
pub(super) fn base_key(key: Key, land: &Terrain) -> Key {
    let (x, y, z) =
        (land.seen.to_px((1.0, 0.0, 0.0)), land.seen.to_px((0.0, 1.0, 0.0)), land.seen.to_px((0.0, 0.0, 1.0)));
    [x, y, z].iter().fold(key.word(1), |key, p| key.number(p.0).number(p.1))
}

/// Ground and surface.
pub(super) fn draw_base(pen: &Pen, view: &Surface, land: &Terrain) {
    floor::draw(pen, view, land);
    skin::draw(pen, land, || lines::draw_contours(pen, land));
    lines::draw_rim(pen, land);
}

/// Trail, best parameters, flags and the ball.
pub(super) fn draw_marks(pen: &Pen, view: &Surface, land: &Terrain) {
    marks::draw(pen, view, land);
}
