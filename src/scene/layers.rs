//! Inside, layer by layer: each neuron's response over x as a tile, the weights between as curves.

use super::chart::{Frame, Key, bounded};
use super::look::Look;
use super::pen::{Pen, Px, SMALL, Side, closed, rounded, text_width};
use super::plan::{FOOT, GAP, Plan, RIM, Tile, VALUE, plan};
use super::wires;
use crate::text::{labels, number};
use crate::view::{Layers, Span};

/// The size in CSS px that the picture wants; at least the look's own.
pub fn size(s: &Layers, look: &Look) -> (f64, f64) {
    plan(s, look).size
}

/// The neuron at a place in CSS px, as (column, neuron).
pub fn neuron_at(s: &Layers, look: &Look, px: f64, py: f64) -> Option<(usize, usize)> {
    let plan = plan(s, look);
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
pub fn base_key(key: Key, s: &Layers, _: &Look) -> Key {
    let key = key.word(u64::from(s.polynomial));
    let key = s.widths.iter().fold(key, |k, &w| k.word(w as u64));
    let neurons = neurons(s);
    neurons.iter().fold(key, |k, &(column, _, index)| k.word(u64::from(is_dead(s, column, index))))
}

/// The names of the columns, the grounds of tiles that no weight crosses, and the legend.
pub fn draw_base(pen: &Pen, s: &Layers, look: &Look) {
    let (c, plan) = (look.colors(), plan(s, look));
    let (_, height) = plan.size;
    for (column, neuron, index) in neurons(s) {
        if !plan.roomy {
            break;
        }
        let Some((left, top, width, height)) = plan.tile(column, neuron) else {
            continue;
        };
        let outline = closed(rounded(left, top, width, height, 4.0));
        pen.fill(&outline, c.panel);
        if is_dead(s, column, index) {
            pen.dashed(&outline, c.soft, 1.25, 4.0, 3.0);
        } else {
            pen.line(&outline, c.hairline, 1.0);
        }
    }
    for (i, (left, right)) in plan.edges.iter().enumerate() {
        let name = labels::column(i, plan.edges.len(), s.polynomial, look.lang);
        let at = ((left + right) / 2.0, height - FOOT + 16.0);
        pen.label(&name, at, Side::Middle, c.soft);
    }
    if s.widths.len() < 2 {
        return;
    }
    let y = height - 10.0;
    let (plus, minus) = (labels::positive(look.lang), labels::negative(look.lang));
    let mut x = RIM;
    pen.line(&[(x, y), (x + 22.0, y)], c.positive, 2.0);
    pen.label(plus, (x + 28.0, y), Side::Start, c.soft);
    x += 28.0 + text_width(plus, SMALL, false) + 18.0;
    pen.dashed(&[(x, y), (x + 22.0, y)], c.negative, 2.0, 6.0, 4.0);
    pen.label(minus, (x + 28.0, y), Side::Start, c.soft)
}

/// Weights, tiles, and the neuron that is held, larger.
pub fn draw_marks(pen: &Pen, s: &Layers, look: &Look) {
    let (c, layers, plan) = (look.colors(), s, plan(s, look));
    wires::draw(pen, layers, &plan, look);
    let scales = scales(layers);
    let mut tiles: Vec<(Response, Tile)> = Vec::new();
    for (column, neuron, index) in neurons(layers) {
        let (left, right) = plan.edges[column];
        if right < look.visible.0 || left > look.visible.1 {
            continue;
        }
        let Some(tile) = plan.tile(column, neuron) else { continue };
        let room = if plan.roomy { tile.2 - VALUE } else { tile.2 };
        let inside = (tile.0 + 3.0, tile.1 + 3.0, room - 6.0, tile.3 - 6.0);
        tiles.push((Response::new(s, column, index, scales[column], inside), tile));
    }
    // Kind by kind and not tile by tile: a browser is quicker when colours do not alternate.
    if !plan.roomy {
        // There may be hundreds of these; two plain rectangles cost a fraction of two round ones.
        for &(_, (left, top, width, height)) in &tiles {
            pen.rect(left, top, width, height, c.hairline);
        }
        for (response, (left, top, width, height)) in &tiles {
            pen.rect(left + 1.0, top + 1.0, width - 2.0, height - 2.0, c.panel);
            if response.dead {
                pen.dashed(&closed(rounded(*left, *top, *width, *height, 4.0)), c.soft, 1.25, 4.0, 3.0);
            }
        }
    }
    for draw in PARTS {
        for (response, _) in &tiles {
            draw(response, pen, look);
        }
    }
    for (response, (left, top, width, height)) in tiles.iter().filter(|_| plan.roomy) {
        let text = match response.at_probe {
            _ if response.dead => labels::dead(look.lang).to_owned(),
            Some(value) => compact(value),
            None => continue,
        };
        pen.label(&text, (left + width - 6.0, top + height / 2.0), Side::End, c.soft);
    }
    draw_selected(pen, s, look, &plan, &scales);
}

/// Every neuron as column, number in the column, and number among all.
fn neurons(layers: &Layers) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for (column, &width) in layers.widths.iter().enumerate() {
        for neuron in 0..width {
            all.push((column, neuron, all.len()));
        }
    }
    all
}

/// Whether a neuron is a ReLU in a hidden layer that no point wakes.
fn is_dead(layers: &Layers, column: usize, index: usize) -> bool {
    let hidden = column > 0 && column + 1 < layers.widths.len();
    hidden && layers.dead.get(index).copied().unwrap_or(false)
}

/// The range of each column's finite responses, so that its tiles can be compared.
fn scales(layers: &Layers) -> Vec<(f32, f32)> {
    let mut first = 0;
    let scale_of = |&count: &usize| {
        first += count;
        scale(layers, first - count, count)
    };
    layers.widths.iter().map(scale_of).collect()
}

/// The range of the finite responses of `count` neurons. A polynomial leaps up at the ends of x,
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

/// A neuron's response over x in a box, with the line of zero and the probe's place on it; a cross when it is dead.
struct Response<'a> {
    values: &'a [f32],
    at_probe: Option<f64>,
    dead: bool,
    /// The least and the greatest value that the box shows.
    scale: (f64, f64),
    /// How far along the box the probe is, 0 to 1.
    probe: Option<f64>,
    tile: Tile,
}

/// What a response consists of, the lowest first.
const PARTS: [fn(&Response, &Pen, &Look); 4] = [draw_zero, draw_curve, draw_halo, draw_dot];

impl<'a> Response<'a> {
    fn new(s: &Layers<'a>, column: usize, index: usize, scale: (f32, f32), tile: Tile) -> Self {
        let layers = s;
        let from = index.saturating_mul(layers.samples);
        let along = |x: f64| (x - layers.x.lo) / (layers.x.hi - layers.x.lo);
        Response {
            values: layers.responses.get(from..from.saturating_add(layers.samples)).unwrap_or_default(),
            at_probe: layers.at_probe.get(index).map(|&a| f64::from(a)),
            dead: is_dead(layers, column, index),
            scale: (scale.0.into(), scale.1.into()),
            probe: s.probe.map(along),
            tile,
        }
    }

    /// Whether all values are the same.
    fn flat(&self) -> bool {
        let (lo, hi) = self.scale;
        hi - lo <= lo.abs().max(hi.abs()) * 1e-6
    }

    /// Where a value stands, from the top of the picture.
    fn y(&self, value: f64) -> f64 {
        let ((lo, hi), (_, top, _, height)) = (self.scale, self.tile);
        match self.flat() {
            true if value.is_finite() => top + height / 2.0,
            _ => top + height * (1.0 - (value - lo) / (hi - lo)),
        }
    }

    /// Where the probe stands on the curve; outside of the tile there is nothing to stand on.
    fn dot(&self) -> Option<Px> {
        let (left, top, width, height) = self.tile;
        let (on, y) = (self.probe?, self.y(self.at_probe?));
        let shown = !self.dead
            && self.scale.0 <= self.scale.1
            && (0.0..=1.0).contains(&on)
            && (top - 2.0..=top + height + 2.0).contains(&y);
        shown.then_some((left + width * on, y))
    }
}

fn draw_zero(response: &Response, pen: &Pen, look: &Look) {
    let (left, _, width, _) = response.tile;
    if !response.dead && !response.flat() && response.scale.0 < 0.0 && response.scale.1 > 0.0 {
        let y = response.y(0.0);
        pen.line(&[(left, y), (left + width, y)], look.colors().hairline, 1.0);
    }
}

fn draw_curve(response: &Response, pen: &Pen, look: &Look) {
    let (c, (left, top, width, height)) = (look.colors(), response.tile);
    if response.dead {
        let (x, y) = (left + width / 2.0, top + height / 2.0);
        pen.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], c.soft, 1.25);
        pen.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], c.soft, 1.25);
        return;
    }
    if response.scale.0 > response.scale.1 {
        return;
    }
    let n = response.values.len();
    // A small tile cannot show more than a point for every other px.
    let points = n.min(((width / 2.0) as usize).max(16)).max(2);
    let place = |k: usize| {
        let i = k * (n - 1) / (points - 1);
        (left + width * i as f64 / (n.max(2) - 1) as f64, response.y(f64::from(response.values[i])))
    };
    let unit = Span { lo: 0.0, hi: 1.0 };
    let tile = Frame { left, top: top - 1.0, width, height: height + 2.0, x: unit, y: unit, log_y: None };
    let line: Vec<Px> = (0..points.min(n)).map(place).collect();
    for piece in tile.clip_px(&line) {
        pen.line(&piece, c.model, 1.5);
    }
}

fn draw_halo(response: &Response, pen: &Pen, look: &Look) {
    if let Some(at) = response.dot().filter(|_| response.tile.2 > 40.0) {
        pen.disc(at, 3.5, look.colors().panel);
    }
}

fn draw_dot(response: &Response, pen: &Pen, look: &Look) {
    if let Some(at) = response.dot() {
        pen.disc(at, 2.25, look.colors().model);
    }
}

/// The held neuron's tile, large enough to read, over its place.
fn draw_selected(pen: &Pen, s: &Layers, look: &Look, plan: &Plan, scales: &[(f32, f32)]) {
    let (c, layers) = (look.colors(), s);
    let Some((column, index)) = layers.selected else {
        return;
    };
    let Some((left, top, width, height)) = plan.tile(column, index) else {
        return;
    };
    let before: usize = layers.widths.iter().take(column).sum();
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
    pen.fill(&rounded(x - 3.0, y - 3.0, w + 6.0, h + 6.0, 8.0), c.panel.mix(0.8));
    pen.fill(&outline, c.panel);
    let outline = closed(outline);
    pen.text(&name, (x + 10.0, y + 13.0), Side::Start, SMALL, true, c.ink);
    let say = |text: &str| pen.label(text, (x + 10.0, y + h - 12.0), Side::Start, c.soft);
    let inside = (x + 10.0, y + 26.0, w - 20.0, h - 52.0);
    let response = Response::new(s, column, before + index, scales[column], inside);
    for draw in PARTS {
        draw(&response, pen, look);
    }
    if response.dead {
        say(labels::dead(look.lang));
        return pen.dashed(&outline, c.soft, 2.0, 5.0, 3.0);
    }
    if let (Some(value), Some(x)) = (response.at_probe, s.probe) {
        say(&labels::at(x, value));
    }
    pen.line(&outline, c.model, 1.75);
}
