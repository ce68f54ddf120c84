//! The pictures that the first screens do not show. They stand in the second part of the program, which arrives once the page
//! is ready (xtask/src/split), so the ways to them are calls: copied into their callers, they would be in the first part.

use super::key::Key;
use super::layout::{Image, Layout};
use super::look::Look;
use super::pen::Pen;
use super::{
    bent, chain, classes, fit, gradients, landscape, layers, losses, race, sum, surface, sweep, tries, votes, walk,
};
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
        View::Gradients(view) => Layout::Chart(gradients::lay_out(view.as_ref(), look)),
        View::Walk(view) => Layout::Nodes(view.as_ref().map(|view| walk::lay_out(view, look))),
    }
}

/// What the base shows, beside the frame of a chart.
#[inline(never)]
pub(super) fn base_key(key: Key, view: &View, layout: &Layout) -> Key {
    let key = layout.landscape().map_or(key, |land| landscape::base_key(key, land));
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
        View::Gradients(view) => view.as_ref().map_or(key, |view| gradients::base_key(key, view)),
        View::Walk(_) => key,
        View::Bent(view) => layout.space().map_or(key, |space| bent::base_key(key, view, space)),
    }
}

/// What the image shows. The surface's grows a generation with each change; the others are told by their numbers.
#[inline(never)]
pub(super) fn image_key(view: &View, layout: &Layout, look: &Look) -> Key {
    let key = Key::new(view.picture() as u64).word(u64::from(look.dark));
    let key = layout.frame().map_or(key, |frame| key.frame(frame));
    match view {
        View::Classes(view) => classes::image_key(key, view),
        View::Surface(view) => key.word(view.generation).word(u64::from(layout.frame().is_some())),
        View::Layers(view) => layers::image_key(key, view, look),
        View::Votes(view) => votes::image_key(key, view, look),
        View::Race(Some(view)) => race::image_key(key, view, look),
        View::Fit(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(None)
        | View::Gradients(_) => key,
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
        View::Race(Some(view)) => race::raster(view, layout.lanes()?, look, rgba),
        View::Fit(_)
        | View::Losses(_)
        | View::Sweep(_)
        | View::Tries(_)
        | View::Sum(_)
        | View::Chain(_)
        | View::Bent(_)
        | View::Walk(_)
        | View::Race(None)
        | View::Gradients(_) => None,
    }
}

/// Draws what seldom changes. Nothing, if the layout is that of another picture.
#[inline(never)]
pub(super) fn draw_base(pen: &Pen, view: &View, layout: &Layout) {
    let chart = layout.chart();
    match view {
        View::Classes(view) => each(chart, |chart| classes::draw_base(pen, view, chart)),
        View::Surface(view) => {
            each(chart, |chart| surface::draw_base(pen, view, chart));
            each(layout.landscape(), |land| landscape::draw_base(pen, view, land));
        }
        View::Losses(_) => each(chart, |chart| losses::draw_base(pen, chart)),
        View::Layers(view) => each(layout.tiles(), |plan| layers::draw_base(pen, view, plan)),
        View::Votes(view) => each(layout.cards(), |cards| votes::draw_base(pen, view, cards)),
        View::Bent(view) => each(layout.space(), |space| bent::draw_base(pen, view, space)),
        View::Sweep(view) => each(chart, |chart| sweep::draw_base(pen, view, chart)),
        View::Tries(view) => each(chart, |chart| tries::draw_base(pen, view, chart)),
        View::Race(Some(view)) => each(layout.lanes(), |lanes| race::draw_base(pen, view, lanes)),
        View::Gradients(Some(view)) => each(chart, |chart| gradients::draw_base(pen, view, chart)),
        View::Fit(_) | View::Sum(_) | View::Chain(_) | View::Walk(_) | View::Race(None) | View::Gradients(None) => {}
    }
}

/// Draws everything that moves. Nothing, if the layout is that of another picture.
#[inline(never)]
pub(super) fn draw_marks(pen: &Pen, view: &View, layout: &Layout) {
    let frame = layout.frame();
    match view {
        View::Classes(view) => each(frame, |frame| classes::draw_marks(pen, view, frame)),
        View::Surface(view) => {
            each(frame, |frame| surface::draw_marks(pen, view, frame));
            each(layout.landscape(), |land| landscape::draw_marks(pen, view, land));
        }
        View::Losses(view) => each(frame, |frame| losses::draw_marks(pen, view, frame)),
        View::Layers(view) => each(layout.tiles(), |plan| layers::draw_marks(pen, view, plan)),
        View::Votes(view) => each(layout.cards(), |cards| votes::draw_marks(pen, view, cards)),
        View::Bent(view) => each(layout.space(), |space| bent::draw_marks(pen, view, space)),
        View::Sweep(view) => each(frame, |frame| sweep::draw_marks(pen, view, frame)),
        View::Tries(view) => each(frame, |frame| tries::draw_marks(pen, view, frame)),
        View::Sum(view) => each(frame, |frame| sum::draw_marks(pen, view, frame)),
        View::Chain(view) => each(frame, |frame| chain::draw_marks(pen, view, frame)),
        View::Walk(Some(view)) => each(layout.nodes(), |nodes| walk::draw_marks(pen, view, nodes)),
        View::Race(Some(view)) => each(layout.lanes(), |lanes| race::draw_marks(pen, view, lanes)),
        View::Gradients(Some(view)) => each(frame, |frame| gradients::draw_marks(pen, view, frame)),
        View::Fit(_) | View::Walk(None) | View::Race(None) => {}
        View::Gradients(None) => gradients::draw_nothing(pen),
    }
}

/// Does this with what there is.
fn each<T>(what: Option<T>, does: impl FnOnce(T)) {
    if let Some(what) = what {
        does(what);
    }
}
