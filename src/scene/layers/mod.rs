//! Inside, layer by layer: each neuron's response over x as a tile, the weights between as curves.

mod made;
mod map;
mod neurons;
pub(super) mod plan;
mod response;
mod selected;
mod wires;

pub use made::{Made, made};
pub(super) use map::signed;

use super::geometry::{Rect, closed, rounded};
use super::key::Key;
use super::layout::Image;
use super::lettering::{Font, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use crate::text::labels;
use crate::view::Layers;
use neurons::{is_dead, neurons, scales};
use plan::{Plan, RIM};
use response::{PARTS, Response};

/// Width and height that the picture wants, CSS px; at least the look's own.
pub(super) fn size(view: &Layers, look: &Look) -> (f64, f64) {
    plan::size(view.widths, look)
}

/// A tile for each neuron.
pub(super) fn lay_out(view: &Layers, look: &Look) -> Plan {
    plan::plan(view.widths, look)
}

/// Adds what the base depends on.
pub(super) fn base_key(key: Key, view: &Layers) -> Key {
    let key = key.word(u64::from(view.polynomial)).word(u64::from(view.plane.is_some()));
    let key = view.widths.iter().fold(key, |k, &w| k.word(w as u64));
    neurons(view).iter().fold(key, |k, &neuron| k.word(u64::from(is_dead(view, neuron))))
}

/// Adds what the image below depends on, besides the look.
pub(super) fn image_key(key: Key, view: &Layers, look: &Look) -> Key {
    let Some(over) = &view.plane else { return key };
    let key = [look.width, look.height, look.visible.0, look.visible.1].into_iter().fold(key, Key::number);
    let key = view.widths.iter().fold(key.word(over.side as u64), |key, &width| key.word(width as u64));
    view.responses.iter().fold(key, |key, value| key.word(u64::from(value.to_bits())))
}

/// The shades of all tiles that are in sight as RGBA, row by row from the top; `None` where responses are curves.
pub(super) fn raster(view: &Layers, plan: &Plan, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    map::raster(view, plan, look, rgba)
}

/// The names of the columns, the legend, and the grounds of the tiles, if these are few and large.
pub(super) fn draw_base(pen: &Pen, view: &Layers, plan: &Plan) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let (_, height) = plan.size;
    for neuron in neurons(view).into_iter().filter(|_| plan.roomy) {
        let Some(tile) = plan.tile(neuron.column, neuron.row) else {
            continue;
        };
        let outline = closed(rounded(tile, 4.0));
        // Over a plane the shades of the tiles are below the base.
        if view.plane.is_none() {
            pen.fill(&outline, c.panel);
        }
        if is_dead(view, neuron) {
            pen.dashed(&outline, c.soft, 1.25, &[4.0, 3.0]);
        } else {
            pen.line(&outline, c.hairline, 1.0);
        }
    }
    for (i, column) in plan.columns.iter().enumerate() {
        let name = map::column(view, i, lang);
        let at = ((column.left + column.right) / 2.0, height - plan.spacing.foot + plan.spacing.name);
        let room = plan.size.0 / plan.columns.len() as f64;
        if plan.spacing.legend || text_width(&name, Font::SMALL) < room {
            let half = text_width(&name, Font::SMALL) / 2.0;
            let x = at.0.min(plan.size.0 - half).max(half);
            pen.label(&name, (x, at.1), Side::Middle, c.soft);
        }
    }
    if view.widths.len() < 2 || !plan.spacing.legend {
        return;
    }
    let y = height - 10.0;
    let (plus, minus) = (labels::positive(lang), labels::negative(lang));
    let mut x = RIM;
    pen.line(&[(x, y), (x + 22.0, y)], c.positive, 2.0);
    pen.label(plus, (x + 28.0, y), Side::Start, c.soft);
    x += 28.0 + text_width(plus, Font::SMALL) + 18.0;
    pen.dashed(&[(x, y), (x + 22.0, y)], c.negative, 2.0, &[6.0, 4.0]);
    pen.label(minus, (x + 28.0, y), Side::Start, c.soft)
}

/// Weights, responses in their tiles, and the tile of the selected neuron, larger.
pub(super) fn draw_marks(pen: &Pen, view: &Layers, plan: &Plan) {
    let (c, look) = (pen.colors(), pen.look);
    wires::draw(pen, view, plan);
    let scales = scales(view);
    let mut tiles: Vec<(Response, Rect)> = Vec::new();
    for neuron in neurons(view) {
        let Some(column) = plan.columns.get(neuron.column) else { continue };
        if column.right < look.visible.0 || column.left > look.visible.1 {
            continue;
        }
        let Some(tile) = plan.tile(neuron.column, neuron.row) else { continue };
        let inside = if view.plane.is_some() { map::inside(plan, tile) } else { plan.inside(tile) };
        tiles.push((Response::new(view, neuron, scales[neuron.column], inside), tile));
    }
    if view.plane.is_some() {
        map::draw(pen, view, plan, &tiles);
        return selected::draw(pen, view, plan, &scales);
    }
    if !plan.roomy {
        // There may be hundreds of these; two plain rectangles cost a fraction of two round ones.
        for (_, tile) in &tiles {
            pen.rect(*tile, c.hairline);
        }
        for (response, tile) in &tiles {
            pen.rect(tile.grown(-1.0), c.panel);
            if response.dead {
                pen.dashed(&closed(rounded(*tile, 4.0)), c.soft, 1.25, &[4.0, 3.0]);
            }
        }
    }
    for draw in PARTS {
        for (response, _) in &tiles {
            draw(response, pen);
        }
    }
    for (response, tile) in tiles.iter().filter(|_| plan.roomy) {
        let Some(text) = response.label(look.lang) else { continue };
        pen.label(&text, (tile.right() - 6.0, tile.top + tile.height / 2.0), Side::End, c.soft);
    }
    selected::draw(pen, view, plan, &scales);
}
