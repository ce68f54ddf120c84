//! Inside, layer by layer: each neuron's response over x as a tile, the weights between as curves.

mod neurons;
pub(super) mod plan;
mod response;
mod selected;
mod wires;

use super::geometry::{Rect, closed, rounded};
use super::key::Key;
use super::lettering::{Font, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use crate::text::{labels, number};
use crate::view::Layers;
use neurons::{is_dead, neurons, scales};
use plan::{Plan, RIM, VALUE};
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
    let key = key.word(u64::from(view.polynomial));
    let key = view.widths.iter().fold(key, |k, &w| k.word(w as u64));
    neurons(view).iter().fold(key, |k, &neuron| k.word(u64::from(is_dead(view, neuron))))
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
        pen.fill(&outline, c.panel);
        if is_dead(view, neuron) {
            pen.dashed(&outline, c.soft, 1.25, &[4.0, 3.0]);
        } else {
            pen.line(&outline, c.hairline, 1.0);
        }
    }
    for (i, column) in plan.columns.iter().enumerate() {
        let name = labels::column(i, plan.columns.len(), view.polynomial, lang);
        let at = ((column.left + column.right) / 2.0, height - plan.spacing.foot + plan.spacing.name);
        let room = plan.size.0 / plan.columns.len() as f64;
        if plan.spacing.legend || text_width(&name, Font::SMALL) < room {
            pen.label(&name, at, Side::Middle, c.soft);
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
        let room = if plan.roomy { tile.width - VALUE } else { tile.width };
        let inset = plan.spacing.inset;
        let inside = Rect {
            left: tile.left + inset,
            top: tile.top + inset,
            width: room - 2.0 * inset,
            height: tile.height - 2.0 * inset,
        };
        tiles.push((Response::new(view, neuron, scales[neuron.column], inside), tile));
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
        let text = match response.told(look.lang) {
            _ if response.dead => labels::dead(look.lang).to_owned(),
            Some(value) => compact(value),
            None => continue,
        };
        pen.label(&text, (tile.right() - 6.0, tile.top + tile.height / 2.0), Side::End, c.soft);
    }
    selected::draw(pen, view, plan, &scales);
}

/// A value in at most five characters or so.
fn compact(value: f64) -> String {
    match value.abs() {
        a if a < 0.005 => "0.00".to_owned(),
        a if a < 10.0 => number::fixed(value, 2),
        a if a < 100.0 => number::fixed(value, 1),
        a if a < 100_000.0 => number::fixed(value, 0),
        _ => number::short(value),
    }
}
