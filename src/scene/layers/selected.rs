//! The tile of the selected neuron: over its place, and large enough to read.

use super::map;
use super::neurons::Neuron;
use super::plan::Plan;
use super::response::{PARTS, Response};
use crate::scene::geometry::{Rect, closed, rounded};
use crate::scene::lettering::Font;
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::{Lang, labels};
use crate::view::Layers;

/// Height of the tile, CSS px.
const HEIGHT: f64 = 92.0;
/// The same over a plane, where there is room for it.
const MAP: f64 = 148.0;

/// Draws the tile, if a neuron is selected; `scales` are the ranges that the tiles of each column show.
pub(super) fn draw(pen: &Pen, view: &Layers, plan: &Plan, scales: &[(f32, f32)]) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let Some((column, row)) = view.selected else {
        return;
    };
    let Some(tile) = plan.tile(column, row) else {
        return;
    };
    let before: usize = view.widths.iter().take(column).sum();
    let neuron = Neuron { column, row, index: before + row };
    let name = name(view, neuron, lang);
    let (width, (x, y)) = ((pen.measure(&name, Font::SMALL_BOLD) + 20.0).max(136.0), tile.middle());
    // A map is as tall as there is room for.
    let tall = if view.plane.is_some() { bounded(plan.size.1 - 4.0, HEIGHT, MAP) } else { HEIGHT };
    let place = Rect {
        left: bounded(x - width / 2.0, 2.0, (plan.size.0 - width - 2.0).max(2.0)),
        top: bounded(y - tall / 2.0, 2.0, (plan.size.1 - tall - 2.0).max(2.0)),
        width,
        height: tall,
    };
    pen.fill(&rounded(place.grown(3.0), 8.0), c.panel.mix(0.8));
    let outline = rounded(place, 6.0);
    pen.fill(&outline, c.panel);
    let outline = closed(outline);
    let (left, top) = (place.left + 10.0, place.top);
    pen.text(&name, (left, top + 13.0), Side::Start, Font::SMALL_BOLD, c.ink);
    let say = |text: &str| pen.label(text, (left, top + tall - 12.0), Side::Start, c.soft);
    let inside = Rect { left, top: top + 26.0, width: width - 20.0, height: tall - 52.0 };
    let response = Response::new(view, neuron, scales[column], inside);
    if let Some(over) = &view.plane {
        map::draw_large(pen, view, over, &response);
    } else {
        for draw in PARTS {
            draw(&response, pen);
        }
    }
    if response.dead {
        say(labels::dead(lang));
        return pen.dashed(&outline, c.soft, 2.0, &[5.0, 3.0]);
    }
    let place = view.plane.and_then(|over| over.at);
    match (response.told(lang), place, view.probe) {
        (Some(value), Some(place), _) => say(&labels::at_place(place, value)),
        (Some(value), None, Some(x)) => say(&labels::at(x, value)),
        (Some(_), None, None) | (None, _, _) => {}
    }
    pen.line(&outline, c.model, 1.75);
}

/// The neuron's name. In a column of one neuron it is that of the column.
fn name(view: &Layers, neuron: Neuron, lang: Lang) -> String {
    let Neuron { column, row, .. } = neuron;
    let name = map::column(view, column, lang);
    if let (0, Some(feature)) = (column, view.inputs.get(row)) {
        return labels::input(*feature).to_owned();
    }
    match view.widths[column] {
        1 => name,
        _ if column == 0 => labels::basis(row + 1),
        _ => labels::neuron(&name, row + 1, lang),
    }
}
