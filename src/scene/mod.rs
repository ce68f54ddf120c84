//! One picture per folder: its own view in, plotters calls out. Nothing here keeps state or can change anything.
//!
//! A picture is laid out first (`lay_out`). Everything else takes that layout: the key that tells whether the base has to be
//! drawn again, the two drawings, and the ways to find what is under a pointer.

mod axes;
pub mod chart;
mod clip;
mod descent;
pub mod fit;
pub mod frame;
pub mod geometry;
mod key;
mod labels;
pub mod landscape;
pub mod layers;
pub mod layout;
pub mod lettering;
pub mod look;
mod loss_axis;
pub mod losses;
pub mod palette;
pub mod pen;
pub mod range;
mod sheet;
mod spread;
mod stroke;
pub mod surface;
pub mod sweep;
pub mod ticks;
mod tip;
pub mod tries;

pub use layout::Layout;
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
        View::Fit(_) | View::Surface(_) | View::Losses(_) | View::Sweep(_) | View::Tries(_) => {
            (look.width, look.height)
        }
    }
}

/// Works out where everything stands.
pub fn lay_out(view: &View, look: &Look) -> Layout {
    match view {
        View::Fit(view) => Layout::Chart(fit::lay_out(view, look)),
        View::Surface(view) => match landscape::lay_out(view, look) {
            Some(land) => Layout::Landscape(land),
            None => Layout::Chart(surface::lay_out(view, look)),
        },
        View::Losses(view) => Layout::Chart(losses::lay_out(view, look)),
        View::Layers(view) => Layout::Tiles(layers::lay_out(view, look)),
        View::Sweep(view) => Layout::Chart(sweep::lay_out(view, look)),
        View::Tries(view) => Layout::Chart(tries::lay_out(view, look)),
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
    let key = match layout {
        Layout::Chart(chart) => key.frame(&chart.frame),
        Layout::Landscape(land) => landscape::base_key(key, land),
        Layout::Tiles(_) => key,
    };
    match view {
        View::Fit(view) => fit::base_key(key, view),
        View::Surface(view) => surface::base_key(key, view),
        // Its base consists of the axes.
        View::Losses(_) => key,
        View::Layers(view) => layers::base_key(key, view),
        View::Sweep(view) => sweep::base_key(key, view),
        View::Tries(view) => tries::base_key(key, view),
    }
    .value()
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
        (View::Surface(view), Layout::Chart(chart)) => surface::draw_base(pen, view, chart),
        (View::Surface(view), Layout::Landscape(land)) => landscape::draw_base(pen, view, land),
        (View::Losses(_), Layout::Chart(chart)) => losses::draw_base(pen, chart),
        (View::Layers(view), Layout::Tiles(plan)) => layers::draw_base(pen, view, plan),
        (View::Sweep(view), Layout::Chart(chart)) => sweep::draw_base(pen, view, chart),
        (View::Tries(view), Layout::Chart(chart)) => tries::draw_base(pen, view, chart),
        (View::Fit(_) | View::Losses(_) | View::Sweep(_) | View::Tries(_), Layout::Tiles(_) | Layout::Landscape(_))
        | (View::Surface(_), Layout::Tiles(_))
        | (View::Layers(_), Layout::Chart(_) | Layout::Landscape(_)) => {}
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
        (View::Surface(view), Layout::Chart(chart)) => surface::draw_marks(pen, view, &chart.frame),
        (View::Surface(view), Layout::Landscape(land)) => landscape::draw_marks(pen, view, land),
        (View::Losses(view), Layout::Chart(chart)) => losses::draw_marks(pen, view, &chart.frame),
        (View::Layers(view), Layout::Tiles(plan)) => layers::draw_marks(pen, view, plan),
        (View::Sweep(view), Layout::Chart(chart)) => sweep::draw_marks(pen, view, &chart.frame),
        (View::Tries(view), Layout::Chart(chart)) => tries::draw_marks(pen, view, &chart.frame),
        (View::Fit(_) | View::Losses(_) | View::Sweep(_) | View::Tries(_), Layout::Tiles(_) | Layout::Landscape(_))
        | (View::Surface(_), Layout::Tiles(_))
        | (View::Layers(_), Layout::Chart(_) | Layout::Landscape(_)) => {}
    })
}
