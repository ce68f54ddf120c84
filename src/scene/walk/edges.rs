//! The weights of a walk: a line for each, the ways by which the chosen one reaches the loss as a band, and the factors on them.

use super::lettering::centred;
use super::plan::Nodes;
use crate::scene::geometry::{Px, Rect, closed, rounded};
use crate::scene::lettering::{Font, text_width};
use crate::scene::pen::{Pen, Side};
use crate::scene::range::bounded;
use crate::text::walk as words;
use crate::view::{Phase, Site, Walk};

/// Of a layer with more weights than this, only those that are looked at have their numbers.
const FEW: usize = 9;
/// At which share of its line a weight's number stands: of one that crosses no other, and of one that may.
const SHARES: (f64, f64) = (0.5, 0.3);

/// Whether a neuron lies on a way from the chosen parameter to the loss, or is what comes into it.
pub fn is_on_way(view: &Walk, column: usize, unit: usize) -> bool {
    let Site { layer, unit: own, input } = view.chosen;
    match column.cmp(&(layer + 1)) {
        std::cmp::Ordering::Less => column == layer && input == Some(unit),
        std::cmp::Ordering::Equal => unit == own,
        std::cmp::Ordering::Greater => true,
    }
}

/// Whether a weight lies on such a way, the chosen one itself included.
fn is_on_path(view: &Walk, layer: usize, input: usize, unit: usize) -> bool {
    is_on_way(view, layer, input) && is_on_way(view, layer + 1, unit) && layer >= view.chosen.layer
}

/// Whether the error has come down along a weight.
fn is_passed(view: &Walk, layer: usize) -> bool {
    match layer.checked_sub(1) {
        Some(below) => view.phase.knows_gradients(below, view.layers.len()),
        None => view.phase.knows_gradients(0, view.layers.len()),
    }
}

/// Every weight that is shown, by its layer, input and unit.
fn each(nodes: &Nodes, mut of: impl FnMut(usize, usize, usize, [Px; 2])) {
    for layer in 0..nodes.columns.len() - 1 {
        for unit in &nodes.columns[layer + 1].units {
            for input in &nodes.columns[layer].units {
                if let Some(line) = nodes.line(layer, *input, *unit) {
                    of(layer, *input, *unit, line);
                }
            }
        }
    }
}

fn weight(view: &Walk, layer: usize, input: usize, unit: usize) -> f64 {
    let row = view.inputs_of(layer);
    let weight = view.layers.get(layer).and_then(|of| of.weights.get(unit * row + input));
    weight.map_or(f64::NAN, |weight| f64::from(*weight))
}

/// The lines, with the band below them.
pub fn draw(pen: &Pen, view: &Walk, nodes: &Nodes) {
    let c = pen.colors();
    let back = matches!(view.phase, Phase::Back(_));
    let band = if nodes.radius >= 20.0 { 12.0 } else { 6.0 };
    each(nodes, |layer, input, unit, line| {
        if back && is_on_path(view, layer, input, unit) && is_passed(view, layer) {
            pen.line(&line, c.model.mix(0.13), band);
        }
    });
    if let (true, Some(at)) = (back, nodes.columns.last().and_then(|column| Some((column.x, *column.ys.first()?)))) {
        let line = [(at.0 + nodes.radius, at.1), (nodes.loss.left, at.1)];
        pen.line(&line, c.model.mix(0.13), band);
        arrow(pen, line);
    }
    let largest: Vec<f64> = view
        .layers
        .iter()
        .map(|layer| layer.weights.iter().fold(0.0, |most: f64, w| most.max(f64::from(w.abs()))))
        .collect();
    each(nodes, |layer, input, unit, line| {
        let w = weight(view, layer, input, unit);
        let share = if largest[layer] > 0.0 && w.is_finite() { w.abs() / largest[layer] } else { 0.0 };
        let strength = if is_on_path(view, layer, input, unit) { 1.0 } else { 0.4 };
        let width = 1.0 + 1.75 * share;
        if w < 0.0 {
            pen.dashed(&line, c.negative.mix(strength), width, &[6.0, 4.0]);
        } else {
            pen.line(&line, c.positive.mix(strength), width);
        }
    });
    each(nodes, |layer, input, unit, line| {
        if back && is_on_path(view, layer, input, unit) && is_passed(view, layer) && layer > view.chosen.layer {
            arrow(pen, line);
        }
    });
}

/// A head that points to the beginning of a line, near to it.
fn arrow(pen: &Pen, [from, to]: [Px; 2]) {
    let long = (to.0 - from.0).hypot(to.1 - from.1).max(1.0);
    let (dx, dy) = ((to.0 - from.0) / long, (to.1 - from.1) / long);
    let tip = (from.0 + dx * long * 0.12, from.1 + dy * long * 0.12);
    let back = (tip.0 + dx * 9.0, tip.1 + dy * 9.0);
    let head = [tip, (back.0 - dy * 5.0, back.1 + dx * 5.0), (back.0 + dy * 5.0, back.1 - dx * 5.0), tip];
    pen.fill(&head, pen.colors().model);
}

/// The numbers on the lines: weights, and where the error has passed them, factors.
pub fn draw_labels(pen: &Pen, view: &Walk, nodes: &Nodes) {
    let c = pen.colors();
    let back = matches!(view.phase, Phase::Back(_));
    let chosen = view.chosen;
    each(nodes, |layer, input, unit, line| {
        let is_chosen = chosen == Site { layer, unit, input: Some(input) };
        let few = nodes.columns[layer].units.len() * nodes.columns[layer + 1].units.len() <= FEW;
        if !is_chosen && (!few || nodes.radius < 15.0) {
            return;
        }
        let level = (line[0].1 - line[1].1).abs() < 0.2 * nodes.radius;
        let fan = nodes.columns[layer].units.len() == 1 || nodes.columns[layer + 1].units.len() == 1;
        let share = if level || fan { SHARES.0 } else { SHARES.1 };
        // Where the error comes down, its factors stand farther up, so that what they come to has room.
        let at = (line[0].0 + (line[1].0 - line[0].0) * share, line[0].1 + (line[1].1 - line[0].1) * share);
        let w = weight(view, layer, input, unit);
        let factor = back && is_on_path(view, layer, input, unit) && is_passed(view, layer) && layer > chosen.layer;
        let text = match (is_chosen, factor) {
            (true, _) => words::parameter(chosen, w),
            (false, true) => words::factor(w),
            (false, false) => words::value(w),
        };
        let font = if is_chosen { Font::HEAD_NARROW } else { Font::SMALL };
        let (half, tall) = (text_width(&text, font) / 2.0 + 7.0, 10.0);
        let at = (bounded(at.0, half + 1.0, (pen.look.width - half - 1.0).max(half + 1.0)), at.1);
        let chip = Rect { left: at.0 - half, top: at.1 - tall, width: 2.0 * half, height: 2.0 * tall };
        if is_chosen || factor {
            pen.fill(&closed(rounded(chip, 6.0)), c.panel);
            if is_chosen {
                pen.fill(&closed(rounded(chip, 6.0)), c.model.mix(0.14));
            }
            pen.line(&closed(rounded(chip, 6.0)), c.model, if is_chosen { 2.0 } else { 1.25 });
            pen.text(&text, at, Side::Middle, font, c.model);
        } else {
            pen.fill(&closed(rounded(chip.grown(-3.0), 3.0)), c.panel);
            let ink = if is_on_path(view, layer, input, unit) { c.ink } else { c.soft };
            pen.text(&text, at, Side::Middle, font, ink);
        }
        if is_chosen && back && is_passed(view, layer) && view.phase.knows_gradients(layer, view.layers.len()) {
            draw_gradient(pen, view, nodes, chip);
        }
    });
}

/// What the chosen weight's gradient is made of, above its number.
fn draw_gradient(pen: &Pen, view: &Walk, nodes: &Nodes, chip: Rect) {
    let c = pen.colors();
    let [product, result] = words::gradient(view);
    let narrow = nodes.spacing() < 140.0;
    // Between hidden layers there is room for one line, which then needs no sign to begin with.
    let (lines, right) = match narrow {
        false => (vec![result, product], f64::INFINITY),
        true if view.chosen.layer == 0 => (vec![result, product], chip.right() - 12.0),
        true => (vec![result.trim_start_matches(['=', ' ']).to_owned()], f64::INFINITY),
    };
    for (text, up) in lines.iter().zip([10.0, 26.0]) {
        let x = chip.middle().0.min(right - text_width(text, Font::HEAD_NARROW) / 2.0);
        centred(pen, text, (x, chip.top - up), (Font::HEAD_NARROW, c.model));
    }
}
