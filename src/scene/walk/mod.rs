//! One sample on its way through a model and back: numbers appear where they arise, forward in the neurons, backward as the
//! factors of the chain rule on the weights and their sums where paths meet.

mod edges;
mod inset;
mod lettering;
pub mod plan;

use super::geometry::{Rect, closed, rounded};
use super::lettering::{Font, text_width};
use super::look::Look;
use super::pen::{Pen, Side};
use super::range::bounded;
use crate::text::walk as words;
use crate::view::{Phase, Walk};
use lettering::centred;
use plan::{Column, Nodes};

/// A neuron of this radius, CSS px, has room for its bias below its number; one of the second only for a small number.
const ROOMY: (f64, f64) = (28.0, 15.0);

/// Where everything stands.
pub(super) fn lay_out(view: &Walk, look: &Look) -> Nodes {
    Nodes::new(view, look)
}

/// The weights, the neurons, the loss, and what was computed at each.
pub(super) fn draw_marks(pen: &Pen, view: &Walk, nodes: &Nodes) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    for (at, column) in nodes.columns.iter().enumerate() {
        centred(pen, &words::column(view, at, lang), (column.x, nodes.head), (Font::SMALL, c.soft));
    }
    centred(pen, words::loss(lang), (nodes.loss.middle().0, nodes.head), (Font::SMALL, c.soft));
    edges::draw(pen, view, nodes);
    for column in 0..nodes.columns.len() {
        for unit in nodes.columns[column].units.clone() {
            draw_neuron(pen, view, nodes, (column, unit));
        }
        let Column { x, ys, more, .. } = &nodes.columns[column];
        if let (1.., Some(last)) = (*more, ys.last()) {
            let text = crate::text::stack::part(crate::view::PartOf::Others(*more), lang);
            centred(pen, &text, (*x, last + nodes.radius + 10.0), (Font::SMALL, c.soft));
        }
    }
    draw_loss(pen, view, nodes);
    draw_captions(pen, view, nodes);
    edges::draw_labels(pen, view, nodes);
    for column in 1..nodes.columns.len() {
        for unit in nodes.columns[column].units.clone() {
            draw_sum(pen, view, nodes, (column, unit));
        }
    }
    if let Some(place) = nodes.inset.filter(|_| view.phase.knows_activations(view.chosen.layer)) {
        inset::draw(pen, view, place);
    }
}

/// A neuron with its number, if it is known yet.
fn draw_neuron(pen: &Pen, view: &Walk, nodes: &Nodes, (column, unit): (usize, usize)) {
    let (c, r) = (pen.colors(), nodes.radius);
    let Some(at) = nodes.unit(column, unit) else { return };
    let layer = column.checked_sub(1);
    let known = layer.is_none_or(|layer| view.phase.knows_activations(layer));
    let a = match layer {
        None => view.inputs.get(unit).copied(),
        Some(layer) => view.layers.get(layer).and_then(|layer| layer.a.get(unit)).copied(),
    };
    let on_way = edges::is_on_way(view, column, unit);
    let rim = if on_way { c.ink } else { c.soft.mix(0.6) };
    pen.disc(at, r, c.panel);
    if known {
        pen.ring(at, r, rim, 1.5)
    } else {
        pen.ring(at, r, c.hairline, 1.5)
    }
    let chosen = layer == Some(view.chosen.layer) && view.chosen.input.is_none() && view.chosen.unit == unit;
    if chosen {
        pen.ring(at, r, c.model, 2.5);
    }
    let ink = if on_way { c.ink } else { c.soft };
    let bias = layer.and_then(|layer| view.layers.get(layer)?.biases.get(unit).copied()).map(|bias| {
        let texts = words::bias(bias.into(), pen.look.lang);
        let fits = |text: &&String| text_width(text, Font::SMALL) <= 2.0 * r - 8.0;
        texts.iter().find(fits).unwrap_or(&texts[2]).clone()
    });
    let font = if r >= ROOMY.0 { Font { size: 16.0, bold: true } } else { Font::SMALL_BOLD };
    let number = a.filter(|_| known).map(|a| {
        let texts = words::values(a);
        let fits = |text: &&String| text_width(text, font) <= 2.0 * r - 5.0;
        texts.iter().find(fits).unwrap_or(&texts[2]).clone()
    });
    match (number, bias) {
        (Some(number), Some(bias)) if r >= ROOMY.0 => {
            pen.text(&number, (at.0, at.1 - 5.0), Side::Middle, font, ink);
            pen.text(&bias, (at.0, at.1 + 12.0), Side::Middle, Font::SMALL, c.soft);
        }
        (Some(number), _) if r >= ROOMY.1 => {
            pen.text(&number, at, Side::Middle, font, ink);
        }
        (None, Some(bias)) if r >= ROOMY.0 => {
            pen.text(&bias, at, Side::Middle, Font::SMALL, c.soft);
        }
        (Some(_) | None, _) => {}
    }
}

/// What was just computed at a neuron: forward its sum, backward δ.
fn draw_sum(pen: &Pen, view: &Walk, nodes: &Nodes, (column, unit): (usize, usize)) {
    let c = pen.colors();
    let (Some(at), layer) = (nodes.unit(column, unit), column - 1) else { return };
    let (texts, color, font) = match view.phase {
        Phase::Forward(layers) if layer + 1 == layers => (words::forward(view, layer, unit), c.ink, Font::SMALL_BOLD),
        Phase::Back(_)
            if view.phase.knows_gradients(layer, view.layers.len()) && edges::is_on_way(view, column, unit) =>
        {
            (words::backward(view, layer, unit), c.model, Font::HEAD)
        }
        Phase::Forward(_) | Phase::Loss | Phase::Back(_) | Phase::Stepped => return,
    };
    let pitch = match &nodes.columns[column].ys[..] {
        [first, second, ..] => second - first,
        _ => f64::INFINITY,
    };
    if pitch < 2.0 * nodes.radius + 14.0 {
        return;
    }
    // Forward, only one layer has its sums.
    let room = if matches!(view.phase, Phase::Forward(_)) { 1.6 } else { 1.0 } * nodes.spacing() - 12.0;
    let font = if nodes.radius < ROOMY.0 { Font::SMALL_BOLD } else { font };
    // Beside a small square stands the loss.
    let beside = column + 1 == nodes.columns.len() && nodes.radius < 20.0;
    let room = if beside { room.min(1.1 * (nodes.loss.left - at.0)) } else { room };
    let Some(text) = texts.iter().find(|text| text_width(text, font) <= room) else { return };
    let up = nodes.is_upper(column, unit);
    let y = if up { at.1 - nodes.radius - 13.0 } else { at.1 + nodes.radius + 13.0 };
    // On its left an edge may have its number.
    let last = column + 1 == nodes.columns.len() && !beside;
    let x = if last { (at.0 + nodes.loss.middle().0) / 2.0 } else { at.0 };
    centred(pen, text, (x, y), (font, color));
}

/// The loss as a square; after a step that of before around it, to scale.
fn draw_loss(pen: &Pen, view: &Walk, nodes: &Nodes) {
    let (c, square) = (pen.colors(), nodes.loss);
    let output = nodes.columns.last().and_then(|column| Some((column.x, *column.ys.first()?)));
    if let Some((x, y)) = output {
        pen.line(&[(x + nodes.radius, y), (square.left, y)], c.soft, 1.25);
    }
    if !view.phase.knows_loss() {
        pen.fill(&closed(rounded(square, 2.0)), c.panel);
        return pen.dashed(&closed(rounded(square, 2.0)), c.soft, 1.25, &[4.0, 3.0]);
    }
    let share = view.before.filter(|before| *before > 0.0).map_or(1.0, |before| (view.loss / before).sqrt());
    pen.fill(&closed(rounded(square, 2.0)), c.panel);
    if view.before.is_some() {
        pen.dashed(&closed(rounded(square, 2.0)), c.model, 1.25, &[4.0, 3.0]);
    }
    let (half, (x, y)) = (bounded(share, 0.0, 1.6) * square.width / 2.0, square.middle());
    let now = Rect { left: x - half, top: y - half, width: 2.0 * half, height: 2.0 * half };
    if share.is_finite() {
        pen.rect(now, c.model.mix(0.16));
        pen.line(&closed(rounded(now, 0.0)), c.model, 1.5);
    }
    let text = words::value(view.loss);
    let font = if nodes.radius >= ROOMY.0 { Font { size: 16.0, bold: true } } else { Font::SMALL_BOLD };
    if now.width >= text_width(&text, font) + 4.0 {
        pen.text(&text, square.middle(), Side::Middle, font, c.model);
    } else {
        centred(pen, &text, (x, square.top - 11.0), (font, c.model));
    }
}

/// What the sample is in its own units, below its neurons.
fn draw_captions(pen: &Pen, view: &Walk, nodes: &Nodes) {
    let (c, lang) = (pen.colors(), pen.look.lang);
    let [input, output, loss] = words::captions(view, lang);
    let below = |column: usize| {
        let column = nodes.columns.get(column)?;
        Some((column.x, *column.ys.last()? + nodes.radius + 13.0))
    };
    let last = nodes.columns.len() - 1;
    let known = view.phase.knows_activations(last.saturating_sub(1));
    for (text, at) in [
        (input, below(0)),
        (output.filter(|_| known), below(last)),
        (loss, Some((nodes.loss.middle().0, nodes.loss.bottom() + if nodes.spacing() < 150.0 { 30.0 } else { 13.0 }))),
    ] {
        if let (Some(text), Some(at)) = (text, at) {
            centred(pen, &text, at, (Font::SMALL, c.soft));
        }
    }
}
