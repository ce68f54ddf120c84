//! The pictures that the first screens do not show. They stand in the second part of the program, which arrives once the page
//! is ready (xtask/src/split), so the ways to them are calls: copied into their callers, they would be in the first part.

use super::key::Key;
use super::layout::{Image, Layout};
use super::look::Look;
use super::pen::Pen;
use super::{bent, chain, classes, fit, landscape, layers, losses, race, sum, surface, sweep, tries, votes, walk};
use crate::view::View;

/// Works out where everything stands.
#[inline(never)]
pub(super) fn lay_out(view: &View, look: &Look) -> Layout {
    match view {
        View::Fit(view) => Layout::Chart(fit::lay_out(view, look)),
        View::Classes(view) => Layout::Chart(classes::lay_out(view, look)),
        View::Surface(view) => match landscape::lay_out(view, look) {
            Some(land) => Layout::Landscape(land),
            None => Layout::Chart(surface::lay_out(view, look)),
        },
        View::Losses(view) => Layout::Chart(losses::lay_out(view, look)),
        View::Layers(view) => Layout::Tiles(layers::lay_out(view, look)),
        View::Votes(view) => Layout::Cards(votes::lay_out(view, look)),
        View::Sweep(view) => Layout::Chart(sweep::lay_out(view, look)),
        View::Tries(view) => Layout::Chart(tries::lay_out(view, look)),
        View::Sum(view) => Layout::Chart(sum::lay_out(view, look)),
        View::Chain(_) => Layout::Chart(chain::lay_out(look)),
        View::Bent(view) => Layout::Space(bent::lay_out(view, look)),
        View::Race(view) => Layout::Lanes(view.as_ref().map(|view| race::lay_out(view, look))),
        View::Walk(view) => Layout::Nodes(view.as_ref().map(|view| walk::lay_out(view, look))),
    }
}

/// What the base shows, beside the frame of a chart.
#[inline(never)]
pub(super) fn base_key(key: Key, view: &View, layout: &Layout) -> Key {
    let key = match layout {
        Layout::Landscape(land) => landscape::base_key(key, land),
        Layout::Chart(_)
        | Layout::Tiles(_)
        | Layout::Cards(_)
        | Layout::Space(_)
        | Layout::Nodes(_)
        | Layout::Lanes(_) => key,
    };
    match view {
        View::Fit(view) => fit::base_key(key, view),
        View::Classes(view) => classes::base_key(key, view),
        View::Surface(view) => surface::base_key(key, view),
        View::Losses(view) => losses::base_key(key, view),
        View::Layers(view) => layers::base_key(key, view),
        View::Votes(view) => votes::base_key(key, view),
        View::Sweep(view) => sweep::base_key(key, view),
        View::Tries(view) => tries::base_key(key, view),
        View::Sum(view) => sum::base_key(key, view),
        View::Chain(view) => chain::base_key(key, view),
        View::Race(view) => view.as_ref().map_or(key, |view| race::base_key(key, view)),
        View::Walk(_) => key,
        View::Bent(view) => match layout {
            Layout::Space(space) => bent::base_key(key, view, space),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => key,
        },
    }
}

/// What the image shows. The surface's grows a generation with each change; the others are told by their numbers.
#[inline(never)]
pub(super) fn image_key(view: &View, layout: &Layout, look: &Look) -> Key {
    let key = Key::new(view.picture() as u64).word(u64::from(look.dark));
    let key = match layout {
        Layout::Chart(chart) => key.frame(&chart.frame),
        Layout::Landscape(_)
        | Layout::Tiles(_)
        | Layout::Cards(_)
        | Layout::Space(_)
        | Layout::Nodes(_)
        | Layout::Lanes(_) => key,
    };
    match view {
        View::Classes(view) => classes::image_key(key, view),
        View::Surface(view) => key.word(view.generation).word(u64::from(layout.frame().is_some())),
        View::Layers(view) => layers::image_key(key, view, look),
        View::Votes(view) => votes::image_key(key, view, look),
        View::Fit(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(_) => key,
    }
}

/// Makes the image below the base. A landscape has none.
#[inline(never)]
pub(super) fn image(view: &View, layout: &Layout, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    let in_frame = |size: (usize, usize)| Some(Image { size, place: layout.frame()?.rect() });
    match view {
        View::Classes(view) => in_frame(classes::raster(view, look, rgba)?),
        View::Surface(view) => in_frame(surface::raster(view, look, rgba)?),
        View::Layers(view) => layers::raster(view, layout.tiles()?, look, rgba),
        View::Votes(view) => votes::raster(view, layout.cards()?, look, rgba),
        View::Fit(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(_) => None,
    }
}

/// Draws what seldom changes.
#[inline(never)]
pub(super) fn draw_base(pen: &Pen, view: &View, layout: &Layout) {
    match (view, layout) {
        (View::Classes(view), Layout::Chart(chart)) => classes::draw_base(pen, view, chart),
        (View::Surface(view), Layout::Chart(chart)) => surface::draw_base(pen, view, chart),
        (View::Surface(view), Layout::Landscape(land)) => landscape::draw_base(pen, view, land),
        (View::Losses(_), Layout::Chart(chart)) => losses::draw_base(pen, chart),
        (View::Layers(view), Layout::Tiles(plan)) => layers::draw_base(pen, view, plan),
        (View::Votes(view), Layout::Cards(cards)) => votes::draw_base(pen, view, cards),
        (View::Bent(view), Layout::Space(space)) => bent::draw_base(pen, view, space),
        (View::Sweep(view), Layout::Chart(chart)) => sweep::draw_base(pen, view, chart),
        (View::Race(Some(view)), Layout::Lanes(Some(lanes))) => race::draw_base(pen, view, lanes),
        (View::Tries(view), Layout::Chart(chart)) => tries::draw_base(pen, view, chart),
        (
            View::Classes(_) | View::Losses(_) | View::Sweep(_) | View::Tries(_) | View::Sum(_) | View::Chain(_),
            Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (View::Sum(_) | View::Chain(_), Layout::Chart(_))
        | (
            View::Walk(_) | View::Race(_),
            Layout::Chart(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Surface(_),
            Layout::Tiles(_) | Layout::Cards(_) | Layout::Space(_) | Layout::Nodes(_) | Layout::Lanes(_),
        )
        | (
            View::Layers(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Votes(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Bent(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Fit(_),
            Layout::Chart(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        ) => {}
    }
}

/// Draws everything that moves.
#[inline(never)]
pub(super) fn draw_marks(pen: &Pen, view: &View, layout: &Layout) {
    match (view, layout) {
        (View::Classes(view), Layout::Chart(chart)) => classes::draw_marks(pen, view, &chart.frame),
        (View::Surface(view), Layout::Chart(chart)) => surface::draw_marks(pen, view, &chart.frame),
        (View::Surface(view), Layout::Landscape(land)) => landscape::draw_marks(pen, view, land),
        (View::Losses(view), Layout::Chart(chart)) => losses::draw_marks(pen, view, &chart.frame),
        (View::Layers(view), Layout::Tiles(plan)) => layers::draw_marks(pen, view, plan),
        (View::Votes(view), Layout::Cards(cards)) => votes::draw_marks(pen, view, cards),
        (View::Bent(view), Layout::Space(space)) => bent::draw_marks(pen, view, space),
        (View::Sweep(view), Layout::Chart(chart)) => sweep::draw_marks(pen, view, &chart.frame),
        (View::Race(Some(view)), Layout::Lanes(Some(lanes))) => race::draw_marks(pen, view, lanes),
        (View::Tries(view), Layout::Chart(chart)) => tries::draw_marks(pen, view, &chart.frame),
        (View::Sum(view), Layout::Chart(chart)) => sum::draw_marks(pen, view, &chart.frame),
        (View::Chain(view), Layout::Chart(chart)) => chain::draw_marks(pen, view, &chart.frame),
        (View::Walk(Some(view)), Layout::Nodes(Some(nodes))) => walk::draw_marks(pen, view, nodes),
        (
            View::Classes(_) | View::Losses(_) | View::Sweep(_) | View::Tries(_) | View::Sum(_) | View::Chain(_),
            Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Walk(_) | View::Race(_),
            Layout::Chart(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Surface(_),
            Layout::Tiles(_) | Layout::Cards(_) | Layout::Space(_) | Layout::Nodes(_) | Layout::Lanes(_),
        )
        | (
            View::Layers(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Votes(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Bent(_),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        )
        | (
            View::Fit(_),
            Layout::Chart(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Landscape(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_),
        ) => {}
    }
}
