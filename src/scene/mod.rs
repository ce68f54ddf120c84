//! One picture per file: a snapshot in, plotters calls out. Nothing here keeps state or can change anything.

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

use crate::snapshot::Snapshot;
use look::Look;
use pen::Drawn;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// The pictures of the page. Whatever is done for each of them walks `ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Data and fit.
    Fit,
    /// The loss surface; `surface::raster` gives the heat map that lies below it.
    Surface,
    /// Loss over steps.
    Losses,
    /// Inside, layer by layer.
    Layers,
    /// Loss against capacity.
    Sweep,
}

impl Picture {
    /// Every picture.
    pub const ALL: [Picture; 5] = [Picture::Fit, Picture::Surface, Picture::Losses, Picture::Layers, Picture::Sweep];

    /// Draws what seldom changes: axes, grid, contours. Due again when `base_key` changes.
    pub fn draw_base<DB: DrawingBackend>(self, area: &DrawingArea<DB, Shift>, s: &Snapshot, look: &Look) -> Drawn<DB> {
        let draw = match self {
            Picture::Fit => fit::draw_base,
            Picture::Surface => surface::draw_base,
            Picture::Losses => losses::draw_base,
            Picture::Layers => layers::draw_base,
            Picture::Sweep => sweep::draw_base,
        };
        pen::draw(area, look, |pen| draw(pen, s, look))
    }

    /// Draws everything that moves; goes above the base, on a clear ground.
    pub fn draw_marks<DB: DrawingBackend>(self, area: &DrawingArea<DB, Shift>, s: &Snapshot, look: &Look) -> Drawn<DB> {
        let draw = match self {
            Picture::Fit => fit::draw_marks,
            Picture::Surface => surface::draw_marks,
            Picture::Losses => losses::draw_marks,
            Picture::Layers => layers::draw_marks,
            Picture::Sweep => sweep::draw_marks,
        };
        pen::draw(area, look, |pen| draw(pen, s, look))
    }

    /// A number that changes whenever `draw_base` would draw something else.
    pub fn base_key(self, s: &Snapshot, look: &Look) -> u64 {
        let key = chart::Key::new(self as u64)
            .number(look.width)
            .number(look.height)
            .number(look.sub)
            .word(u64::from(look.dark))
            .word(look.lang as u64);
        match self {
            Picture::Fit => fit::base_key(key, s, look),
            Picture::Surface => surface::base_key(key, s, look),
            Picture::Losses => losses::base_key(key, s, look),
            Picture::Layers => layers::base_key(key, s, look),
            Picture::Sweep => sweep::base_key(key, s, look),
        }
        .value()
    }

    /// The size in CSS px that the picture wants: the look's own, except that the layers may want more room than their
    /// container has, which then scrolls.
    pub fn size(self, s: &Snapshot, look: &Look) -> (f64, f64) {
        match self {
            Picture::Layers => layers::size(s, look),
            _ => (look.width, look.height),
        }
    }
}
