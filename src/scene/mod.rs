//! One picture per folder: its own view in, plotters calls out. Nothing here keeps state or can change anything.
//!
//! A picture is laid out first (`lay_out`). Everything else takes that layout: the key that tells whether the base has to be
//! drawn again, the two drawings, and the ways to find what is under a pointer.

mod axes;
pub mod bent;
mod chain;
pub mod chart;
pub mod classes;
mod clip;
mod descent;
pub mod fit;
pub mod frame;
pub mod geometry;
pub mod gradients;
mod key;
mod labels;
pub mod landscape;
mod later;
pub mod layers;
pub mod layout;
pub mod lettering;
pub mod look;
mod loss_axis;
pub mod losses;
pub mod palette;
pub mod pen;
pub mod race;
pub mod range;
mod shading;
mod shapes;
mod sheet;
pub mod sketch;
mod spread;
mod stroke;
mod sum;
pub mod surface;
pub mod sweep;
pub mod ticks;
mod tip;
pub mod tries;
pub mod vector;
pub mod votes;
pub mod walk;

pub use layout::{Image, Layout};
pub use sheet::Drawn;

use crate::view::View;
use key::Key;
use look::Look;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

/// The size in CSS px that the picture wants: the look's own, except that the layers may want more room than their container
/// has, which then scrolls.
pub fn size(view: &View, look: &Look) -> (f64, f64) {
    match view {
        View::Layers(view) => layers::size(view, look),
        View::Fit(_)
        | View::Votes(_)
        | View::Classes(_)
        | View::Surface(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(_)
        | View::Gradients(_) => (look.width, look.height),
    }
}

/// Works out where everything stands.
pub fn lay_out(view: &View, look: &Look) -> Layout {
    match view {
        View::Fit(view) => Layout::Chart(fit::lay_out(view, look)),
        View::Classes(_)
        | View::Surface(_)
        | View::Losses(_)
        | View::Layers(_)
        | View::Votes(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(_)
        | View::Gradients(_) => later::lay_out(view, look),
    }
}

/// A number that changes whenever `draw_base` would draw something else.
pub fn base_key(view: &View, layout: &Layout, look: &Look) -> u64 {
    let key = Key::new(view.picture() as u64)
        .number(look.width)
        .number(look.height)
        .number(look.sub)
        .word(u64::from(look.dark))
        .word(look.lang as u64);
    let key = layout.frame().map_or(key, |frame| key.frame(frame));
    match view {
        View::Fit(view) => fit::base_key(key, view),
        View::Classes(_)
        | View::Surface(_)
        | View::Losses(_)
        | View::Layers(_)
        | View::Votes(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(_)
        | View::Gradients(_) => later::base_key(key, view, layout),
    }
    .value()
}

/// Whether there may be an image below the picture's base. A cheap question: the image itself is in the second part of the
/// program.
pub fn has_image(view: &View) -> bool {
    match view {
        View::Classes(_) | View::Surface(_) | View::Votes(_) => true,
        View::Layers(view) => view.plane.is_some(),
        View::Race(view) => view.as_ref().is_some_and(|race| race.lanes.iter().any(|lane| lane.map.is_some())),
        View::Fit(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Gradients(_) => false,
    }
}

/// A number that changes whenever `image` would make something else.
pub fn image_key(view: &View, layout: &Layout, look: &Look) -> u64 {
    later::image_key(view, layout, look).value()
}

/// Makes the image below the base: fills `rgba` row by row from the top. `None` where there is none.
pub fn image(view: &View, layout: &Layout, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    later::image(view, layout, look, rgba)
}

/// Draws what seldom changes: axes, grid, contours. Due again when `base_key` changes. Nothing, if the layout is that of
/// another picture.
pub fn draw_base<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    view: &View,
    layout: &Layout,
    look: &Look,
) -> Drawn<DB> {
    pen::draw(area, look, |pen| match (view, layout) {
        (View::Fit(view), Layout::Chart(chart)) => fit::draw_base(pen, view, chart),
        (view, layout) => later::draw_base(pen, view, layout),
    })
}

/// Draws everything that moves; goes above the base, on a clear ground. Nothing, if the layout is that of another picture.
pub fn draw_marks<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    view: &View,
    layout: &Layout,
    look: &Look,
) -> Drawn<DB> {
    pen::draw(area, look, |pen| match (view, layout) {
        (View::Fit(view), Layout::Chart(chart)) => fit::draw_marks(pen, view, &chart.frame),
        (view, layout) => later::draw_marks(pen, view, layout),
    })
}
