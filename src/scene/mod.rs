//! One picture per file: its own view in, plotters calls out. Nothing here keeps state or can change anything.

mod axes;
pub mod chart;
mod columns;
pub mod contour;
pub mod fit;
pub mod ghosts;
mod heat;
pub mod layers;
pub mod look;
pub mod losses;
pub mod pen;
mod plan;
mod stroke;
pub mod surface;
pub mod sweep;
pub mod tip;
mod wires;

use crate::view::View;
use look::Look;
use pen::Drawn;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// Draws what seldom changes: axes, grid, contours. Due again when `base_key` changes.
pub fn draw_base<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, view: &View, look: &Look) -> Drawn<DB> {
    pen::draw(area, look, |pen| match view {
        View::Fit(view) => fit::draw_base(pen, view, look),
        View::Surface(view) => surface::draw_base(pen, view, look),
        View::Losses(view) => losses::draw_base(pen, view, look),
        View::Layers(view) => layers::draw_base(pen, view, look),
        View::Sweep(view) => sweep::draw_base(pen, view, look),
    })
}

/// Draws everything that moves; goes above the base, on a clear ground.
pub fn draw_marks<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, view: &View, look: &Look) -> Drawn<DB> {
    pen::draw(area, look, |pen| match view {
        View::Fit(view) => fit::draw_marks(pen, view, look),
        View::Surface(view) => surface::draw_marks(pen, view, look),
        View::Losses(view) => losses::draw_marks(pen, view, look),
        View::Layers(view) => layers::draw_marks(pen, view, look),
        View::Sweep(view) => sweep::draw_marks(pen, view, look),
    })
}

/// A number that changes whenever `draw_base` would draw something else.
pub fn base_key(view: &View, look: &Look) -> u64 {
    let key = chart::Key::new(view.picture() as u64)
        .number(look.width)
        .number(look.height)
        .number(look.sub)
        .word(u64::from(look.dark))
        .word(look.lang as u64);
    match view {
        View::Fit(view) => fit::base_key(key, view, look),
        View::Surface(view) => surface::base_key(key, view, look),
        View::Losses(view) => losses::base_key(key, view, look),
        View::Layers(view) => layers::base_key(key, view, look),
        View::Sweep(view) => sweep::base_key(key, view, look),
    }
    .value()
}

/// The size in CSS px that the picture wants: the look's own, except that the layers may want more room than their container
/// has, which then scrolls.
pub fn size(view: &View, look: &Look) -> (f64, f64) {
    match view {
        View::Layers(view) => layers::size(view, look),
        View::Fit(_) | View::Surface(_) | View::Losses(_) | View::Sweep(_) => (look.width, look.height),
    }
}
