//! Inside, layer by layer: each neuron's response over x as a tile, the weights between as curves.

use super::chart::{Frame, Key, bounded};
use super::look::Look;
use super::pen::{Drawn, Pen, Px, SMALL, Side, closed, rounded, text_width};
use super::plan::{FOOT, GAP, Plan, RIM, Tile, VALUE, plan};
use super::wires;
use crate::snapshot::{Bend, Layers, Snapshot, Span};
use crate::text::{labels, number};
use plotters::style::Color;
use plotters_backend::DrawingBackend;

/// The size in CSS px that the picture wants; at least the look's own.
pub fn size(s: &Snapshot, look: &Look) -> (f64, f64) {
    plan(&s.layers, look).size
}

/// The neuron at a place in CSS px, as (column, neuron).
pub fn neuron_at(s: &Snapshot, look: &Look, px: f64, py: f64) -> Option<(usize, usize)> {
    let plan = plan(&s.layers, look);
    let near = |&(left, top, width, height): &Tile| {
        let slack = GAP / 2.0;
        (left - slack..left + width + slack).contains(&px) && (top - slack..top + height + slack).contains(&py)
    };
    plan.tiles.iter().enumerate().find_map(|(column, tiles)| {
        let found = (0..tiles.count).find(|&i| near(&tiles.at(i)))?;
        Some((column, found))
    })
}

/// Adds what the base depends on.
pub fn base_key(key: Key, s: &Snapshot, _: &Look) -> Key {
    let key = key.word(u64::from(s.layers.polynomial));
    let widths = s.layers.widths.iter();
    widths.fold(key, |k, &w| k.word(w as u64))
}

/// The names of the columns and the legend.
pub fn draw_base<DB: DrawingBackend>(pen: &Pen<DB>, s: &Snapshot, look: &Look) -> Drawn<DB> {
    let (c, plan) = (look.colors(), plan(&s.layers, look));
    let (_, height) = plan.size;
    for (i, (left, right)) in plan.edges.iter().enumerate() {
        let name = labels::column(i, plan.edges.len(), s.layers.polynomial, look.lang);
        let at = ((left + right) / 2.0, height - FOOT + 16.0);
        pen.label(&name, at, Side::Middle, &c.soft)?;
    }
    if s.layers.widths.len() < 2 {
        return Ok(());
    }
    let y = height - 10.0;
    let (plus, minus) = (labels::positive(look.lang), labels::negative(look.lang));
    let mut x = RIM;
    pen.line(&[(x, y), (x + 22.0, y)], &c.positive, 2.0)?;
    pen.label(plus, (x + 28.0, y), Side::Start, &c.soft)?;
    x += 28.0 + text_width(plus, SMALL, false) + 18.0;
    pen.dashed(&[(x, y), (x + 22.0, y)], &c.negative, 2.0, 5.0, 3.0)?;
    pen.label(minus, (x + 28.0, y), Side::Start, &c.soft)
}

/// Weights, tiles, and the neuron that is held, larger.
pub fn draw_marks<DB: DrawingBackend>(pen: &Pen<DB>, s: &Snapshot, look: &Look) -> Drawn<DB> {
    let (layers, plan) = (&s.layers, plan(&s.layers, look));
    wires::draw(pen, layers, &plan, look)?;
    let mut first = 0;
    for (column, tiles) in plan.tiles.iter().enumerate() {
        let (left, right) = plan.edges[column];
        if right >= look.visible.0 && left <= look.visible.1 {
            let scale = scale(layers, first, tiles.count);
            for i in 0..tiles.count {
                let neuron = Neuron::of(layers, first + i, column, scale);
                draw_tile(pen, s, look, &neuron, tiles.at(i), plan.roomy)?;
            }
        }
        first += tiles.count;
    }
    draw_selected(pen, s, look, &plan)
}

/// What a tile shows.
struct Neuron<'a> {
    response: &'a [f32],
    at_probe: Option<f64>,
    dead: bool,
    scale: (f32, f32),
}

impl<'a> Neuron<'a> {
    fn of(layers: &Layers<'a>, index: usize, column: usize, scale: (f32, f32)) -> Self {
        let from = index.saturating_mul(layers.samples);
        let hidden = column > 0 && column + 1 < layers.widths.len();
        Neuron {
            response: layers.responses.get(from..from.saturating_add(layers.samples)).unwrap_or_default(),
            at_probe: layers.at_probe.get(index).map(|&a| f64::from(a)),
            dead: hidden && layers.bend == Bend::Relu && layers.dead.get(index).copied().unwrap_or(false),
            scale,
        }
    }
}

/// The range of a column's finite responses, so that its tiles can be compared. A polynomial leaps up at the ends of x,
/// which would flatten all else: there the range is three root mean squares of the middle half, and a curve may leave it.
fn scale(layers: &Layers, first: usize, count: usize) -> (f32, f32) {
    let from = first.saturating_mul(layers.samples);
    let to = from.saturating_add(count.saturating_mul(layers.samples));
    let all = layers.responses.get(from..to).unwrap_or_default();
    let finite = all.iter().copied().filter(|a| a.is_finite());
    let (lo, hi) = finite.fold((f32::INFINITY, f32::NEG_INFINITY), |(lo, hi), a| (lo.min(a), hi.max(a)));
    if !layers.polynomial || layers.samples < 4 {
        return (lo, hi);
    }
    let middle = layers.samples / 4..layers.samples - layers.samples / 4;
    let rows = all.chunks_exact(layers.samples).filter_map(|row| row.get(middle.clone()));
    let (sum, n) = rows.flatten().filter(|a| a.is_finite()).fold((0.0, 0.0_f32), |(s, n), a| (s + a * a, n + 1.0));
    let most = 3.0 * (sum / n.max(1.0)).sqrt();
    (lo.max(-most), hi.min(most))
}

fn draw_tile<DB: DrawingBackend>(
    pen: &Pen<DB>,
    s: &Snapshot,
    look: &Look,
    neuron: &Neuron,
    (left, top, width, height): Tile,
    roomy: bool,
) -> Drawn<DB> {
    let c = look.colors();
    let outline = rounded(left, top, width, height, 4.0);
    if roomy || neuron.dead {
        pen.fill(&outline, &c.panel)?;
    } else {
        // There may be hundreds of these; two plain rectangles cost a fraction of two round ones.
        pen.rect(left, top, width, height, &c.hairline)?;
        pen.rect(left + 1.0, top + 1.0, width - 2.0, height - 2.0, &c.panel)?;
    }
    let outline = closed(outline);
    let probed = neuron.at_probe.filter(|_| roomy);
    let room = if roomy { width - VALUE } else { width };
    if neuron.dead {
        pen.dashed(&outline, &c.soft, 1.25, 4.0, 3.0)?;
        let middle = (left + room / 2.0, top + height / 2.0);
        draw_cross(pen, look, middle)?;
        if roomy {
            let at = (left + width - 6.0, top + height / 2.0);
            pen.label(labels::dead(look.lang), at, Side::End, &c.soft)?;
        }
        return Ok(());
    }
    if roomy {
        pen.line(&outline, &c.hairline, 1.0)?;
    }
    draw_response(pen, s, look, neuron, (left + 3.0, top + 3.0, room - 6.0, height - 6.0))?;
    if let Some(value) = probed {
        let at = (left + width - 6.0, top + height / 2.0);
        pen.label(&compact(value), at, Side::End, &c.soft)?;
    }
    Ok(())
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

fn draw_cross<DB: DrawingBackend>(pen: &Pen<DB>, look: &Look, (x, y): Px) -> Drawn<DB> {
    let soft = &look.colors().soft;
    pen.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], soft, 1.25)?;
    pen.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], soft, 1.25)
}

/// The response over x in a box, with the line of zero and the probe's place on it.
fn draw_response<DB: DrawingBackend>(
    pen: &Pen<DB>,
    s: &Snapshot,
    look: &Look,
    neuron: &Neuron,
    (left, top, width, height): Tile,
) -> Drawn<DB> {
    let (c, layers) = (look.colors(), &s.layers);
    let (lo, hi) = (f64::from(neuron.scale.0), f64::from(neuron.scale.1));
    if lo > hi {
        return Ok(());
    }
    let flat = hi - lo <= lo.abs().max(hi.abs()) * 1e-6;
    let y = |a: f64| match flat {
        true if a.is_finite() => top + height / 2.0,
        _ => top + height * (1.0 - (a - lo) / (hi - lo)),
    };
    if !flat && lo < 0.0 && hi > 0.0 {
        pen.line(&[(left, y(0.0)), (left + width, y(0.0))], &c.hairline, 1.0)?;
    }
    let n = neuron.response.len();
    // A small tile cannot show more than a point for every other px.
    let points = n.min(((width / 2.0) as usize).max(16)).max(2);
    let place = |k: usize| {
        let i = k * (n - 1) / (points - 1);
        (left + width * i as f64 / (n.max(2) - 1) as f64, y(f64::from(neuron.response[i])))
    };
    let unit = Span { lo: 0.0, hi: 1.0 };
    let tile = Frame { left, top: top - 1.0, width, height: height + 2.0, x: unit, y: unit, log_y: false };
    for piece in tile.clip_px((0..points.min(n)).map(place)) {
        let mut line: Vec<Px> = Vec::with_capacity(piece.len());
        for p in piece {
            push_straight(&mut line, p);
        }
        pen.line(&line, &c.model, 1.5)?;
    }
    let (Some(probe), Some(value)) = (s.fit.probe, neuron.at_probe) else {
        return Ok(());
    };
    let on = (probe.x - layers.x.lo) / (layers.x.hi - layers.x.lo);
    let at = (left + width * on, y(value));
    // Outside of the tile there is nothing to stand on.
    if (0.0..=1.0).contains(&on) && at.1 >= top - 2.0 && at.1 <= top + height + 2.0 {
        if width > 40.0 {
            pen.disc(at, 3.5, &c.panel)?;
        }
        pen.disc(at, 2.25, &c.model)?;
    }
    Ok(())
}

/// Adds a point; one that was on the straight way to it goes. Most of a ReLU is straight.
fn push_straight(line: &mut Vec<Px>, p: Px) {
    if let [.., a, b] = line[..] {
        let long = (p.0 - a.0).hypot(p.1 - a.1);
        let off = (p.0 - a.0) * (b.1 - a.1) - (p.1 - a.1) * (b.0 - a.0);
        if off.abs() < 0.04 * long {
            line.pop();
        }
    }
    line.push(p);
}

/// The held neuron's tile, large enough to read, over its place.
fn draw_selected<DB: DrawingBackend>(pen: &Pen<DB>, s: &Snapshot, look: &Look, plan: &Plan) -> Drawn<DB> {
    let (c, layers) = (look.colors(), &s.layers);
    let Some((column, index)) = layers.selected else {
        return Ok(());
    };
    let Some((left, top, width, height)) = plan.tile(column, index) else {
        return Ok(());
    };
    let before: usize = layers.widths.iter().take(column).sum();
    let neuron = Neuron::of(layers, before + index, column, scale(layers, before, layers.widths[column]));
    let columns = layers.widths.len();
    let name = labels::column(column, columns, layers.polynomial, look.lang);
    let name = match layers.widths[column] {
        1 => name,
        _ if column == 0 => labels::basis(index + 1),
        _ => labels::neuron(&name, index + 1, look.lang),
    };
    let w = (pen.measure(&name, SMALL, true) + 20.0).max(136.0);
    let h = 92.0;
    let x = bounded(left + width / 2.0 - w / 2.0, 2.0, (plan.size.0 - w - 2.0).max(2.0));
    let y = bounded(top + height / 2.0 - h / 2.0, 2.0, (plan.size.1 - h - 2.0).max(2.0));
    let outline = rounded(x, y, w, h, 6.0);
    pen.fill(&rounded(x - 3.0, y - 3.0, w + 6.0, h + 6.0, 8.0), &c.panel.mix(0.8))?;
    pen.fill(&outline, &c.panel)?;
    let outline = closed(outline);
    pen.text(&name, (x + 10.0, y + 13.0), Side::Start, SMALL, true, &c.ink)?;
    let say = |text: &str| pen.label(text, (x + 10.0, y + h - 12.0), Side::Start, &c.soft);
    if neuron.dead {
        say(labels::dead(look.lang))?;
        draw_cross(pen, look, (x + w / 2.0, y + h / 2.0))?;
        return pen.dashed(&outline, &c.soft, 2.0, 5.0, 3.0);
    }
    draw_response(pen, s, look, &neuron, (x + 10.0, y + 26.0, w - 20.0, h - 52.0))?;
    if let (Some(value), Some(probe)) = (neuron.at_probe, s.fit.probe) {
        say(&labels::at(probe.x, value))?;
    }
    pen.line(&outline, &c.model, 1.75)
}
