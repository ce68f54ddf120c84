//! Neurons over a plane: a small map in each tile. Its shade is in an image below the base; the line of zero, the place of the
//! question and the words stand above.

use super::neurons::{is_dead, neurons, scales};
use super::plan::Plan;
use super::response::Response;
use crate::scene::classes::map::Tones;
use crate::scene::geometry::{Px, Rect, closed, rounded};
use crate::scene::layout::Image;
use crate::scene::look::Look;
use crate::scene::palette::{Palette, Shade, rgb};
use crate::scene::pen::{Pen, Side};
use crate::scene::shading::{Area, Grid, between, opaque, shade};
use crate::scene::surface::contour::contours;
use crate::text::{Lang, labels};
use crate::view::{Layers, Over};

/// How much of a colour there is at the greatest values, above zero and below.
const MOST: (f64, f64) = (0.62, 0.55);
/// A lower map is too small for lines and marks, CSS px.
const LOW: f64 = 14.0;
/// A tile with a name and a value is at least so high, CSS px.
const TWO_LINES: f64 = 32.0;
/// Side of a square of the large map, CSS px, and how many shades it has above zero.
const SQUARE: f64 = 3.0;
const STEPS: f32 = 20.0;

/// The name of a column.
pub(super) fn column(view: &Layers, column: usize, lang: Lang) -> String {
    match view.plane {
        Some(_) if column == 0 => labels::inputs(lang).to_owned(),
        Some(_) | None => labels::column(column, view.widths.len(), view.polynomial, lang),
    }
}

/// What of a tile is its map: a small one has nothing beside it but its rim.
pub(super) fn inside(plan: &Plan, tile: Rect) -> Rect {
    if plan.roomy { plan.inside(tile) } else { tile.grown(-1.0) }
}

/// The colours of values of either sign, which are told by their share of the greatest.
pub(in crate::scene) struct Signed(Vec<[u8; 4]>);

impl Signed {
    /// Of a value where the greatest, without its sign, is `most`.
    pub(in crate::scene) fn of(&self, value: f32, most: f32) -> [u8; 4] {
        // A cast saturates, and NaN is 0: where all is zero there is no share.
        let at = ((value / most) * 255.0 + 255.5) as usize;
        if most > 0.0 { self.0[at.min(510)] } else { self.0[255] }
    }
}

/// The colours of values of either sign.
pub(in crate::scene) fn signed(c: &Palette) -> Signed {
    let of = |i: i32| {
        let share = f64::from(i) / 255.0;
        let (to, most) = if i < 0 { (c.negative, MOST.1) } else { (c.model, MOST.0) };
        opaque(between(rgb(c.panel.rgb), rgb(to.rgb), share.abs() * most))
    };
    Signed((-255..=255).map(of).collect())
}

/// The colours of values.
struct Shades {
    signed: Signed,
    tones: Tones,
}

/// How the values of a neuron are shown.
#[derive(Clone, Copy)]
enum Scale {
    /// By their share of this, of either sign.
    Share(f32),
    /// As the probability of which they are the log-odds.
    Odds,
}

impl Shades {
    fn new(look: &Look) -> Self {
        Shades { signed: signed(look.colors()), tones: Tones::new(look) }
    }

    fn of(&self, value: f32, scale: Scale) -> [u8; 4] {
        match scale {
            Scale::Share(most) => self.signed.of(value, most),
            Scale::Odds => self.tones.of(value),
        }
    }
}

/// The scale of a neuron: those of a hidden layer are compared, so it is that of their column; each input is a measure of its
/// own.
fn scale(view: &Layers, column: usize, values: &[f32], (lo, hi): (f32, f32)) -> Scale {
    if column > 0 && column + 1 == view.widths.len() {
        return Scale::Odds;
    }
    if column > 0 {
        return Scale::Share(hi.max(-lo));
    }
    Scale::Share(values.iter().filter(|value| value.is_finite()).fold(0.0, |most, value| most.max(value.abs())))
}

/// The responses of a neuron as a grid; `None` where there is no whole one.
fn grid<'a>(over: &Over, values: &'a [f32]) -> Option<Grid<'a>> {
    let whole = over.side >= 2 && over.side.checked_mul(over.side) == Some(values.len());
    whole.then_some(Grid { values, side: over.side, to_the_edges: true })
}

/// The shades of all tiles in columns that are in sight, a pixel for each CSS px; all else is clear.
pub(super) fn raster(view: &Layers, plan: &Plan, look: &Look, rgba: &mut Vec<u8>) -> Option<Image> {
    rgba.clear();
    let over = view.plane.as_ref()?;
    let seen =
        |column: usize| plan.columns.get(column).filter(|c| c.right >= look.visible.0 && c.left <= look.visible.1);
    let all = || (0..plan.columns.len()).filter_map(seen);
    let left = all().fold(f64::INFINITY, |left, column| left.min(column.left)).floor();
    let right = all().fold(f64::NEG_INFINITY, |right, column| right.max(column.right)).ceil();
    // Hundreds of columns in sight would be no picture; a canvas has at most some thousand px.
    if !(right > left && right - left < 16_384.0 && plan.size.1 < 16_384.0) {
        return None;
    }
    let (width, height) = ((right - left) as usize, plan.size.1.ceil() as usize);
    rgba.resize(width * height * 4, 0);
    let (c, shades, scales) = (look.colors(), Shades::new(look), scales(view));
    for neuron in neurons(view).into_iter().filter(|neuron| seen(neuron.column).is_some()) {
        let Some(tile) = plan.tile(neuron.column, neuron.row) else { continue };
        let from = neuron.index.saturating_mul(view.samples);
        let values = view.responses.get(from..from.saturating_add(view.samples)).unwrap_or_default();
        let Some(grid) = grid(over, values) else { continue };
        let mut fill = |rect: Rect, grid: &Grid, color: &dyn Fn(f32) -> [u8; 4]| {
            let (x, y) = ((rect.left - left).round(), rect.top.round());
            let (wide, tall) = ((rect.right() - left).round() - x, rect.bottom().round() - y);
            let size = (wide.max(1.0) as usize, tall.max(1.0) as usize);
            let at = ((x.max(0.0) as usize).min(width.saturating_sub(size.0)), y.max(0.0) as usize);
            shade(grid, &mut Area { rgba, stride: width, at, size }, color, c.no_value);
        };
        // A small tile has its rim here: hundreds of them as lines would be slow.
        if !plan.roomy && !is_dead(view, neuron) {
            let rim = opaque(rgb(c.hairline.rgb));
            fill(tile, &Grid { values: &[0.0; 4], side: 2, to_the_edges: true }, &|_| rim);
        }
        let scale = scale(view, neuron.column, values, scales[neuron.column]);
        fill(inside(plan, tile), &grid, &|value| shades.of(value, scale));
    }
    Some(Image { size: (width, height), place: Rect { left, top: 0.0, width: width as f64, height: height as f64 } })
}

/// Draws what stands above the shades of these tiles: part by part and not tile by tile, since a browser is quicker when
/// colours do not alternate.
pub(super) fn draw(pen: &Pen, view: &Layers, plan: &Plan, tiles: &[(Response, Rect)]) {
    let (c, Some(over)) = (pen.colors(), &view.plane) else { return };
    for (response, tile) in tiles {
        if response.dead {
            response.draw_cross(pen);
            if !plan.roomy {
                pen.dashed(&closed(rounded(*tile, 4.0)), c.soft, 1.25, &[4.0, 3.0]);
            }
        } else if response.place.height >= LOW {
            draw_zero(pen, view, over, response);
        }
    }
    let is_seen = |response: &Response| !response.dead && response.place.height >= LOW;
    let places = || tiles.iter().filter(|(response, _)| is_seen(response)).filter_map(|(r, _)| place(over, r.place));
    places().for_each(|at| pen.disc(at, 3.5, c.panel));
    places().for_each(|at| pen.disc(at, 2.25, c.ink));
    for (response, tile) in tiles.iter().filter(|_| plan.roomy) {
        let value = response.label(pen.look.lang);
        let feature = view.inputs.get(response.neuron.row).filter(|_| response.neuron.column == 0);
        let (x, y) = (tile.right() - 6.0, tile.top + tile.height / 2.0);
        let Some(feature) = feature else {
            value.iter().for_each(|value| pen.label(value, (x, y), Side::End, c.soft));
            continue;
        };
        let two = value.filter(|_| tile.height >= TWO_LINES);
        let up = if two.is_some() { 7.0 } else { 0.0 };
        pen.label(labels::input(*feature), (x, y - up), Side::End, c.ink);
        two.iter().for_each(|value| pen.label(value, (x, y + 7.0), Side::End, c.soft));
    }
}

/// The large map of one neuron: squares of its shades, the line of zero, and the place of the question.
pub(super) fn draw_large(pen: &Pen, view: &Layers, over: &Over, response: &Response) {
    if response.dead {
        return response.draw_cross(pen);
    }
    let (c, place) = (pen.colors(), response.place);
    let Some(grid) = grid(over, response.values) else { return };
    let (columns, rows) = ((place.width / SQUARE).max(1.0) as usize, (place.height / SQUARE).max(1.0) as usize);
    let (shades, lo, hi) = (Shades::new(pen.look), response.scale.0 as f32, response.scale.1 as f32);
    let scale = scale(view, response.neuron.column, response.values, (lo, hi));
    let step = match scale {
        Scale::Share(most) => most / STEPS,
        Scale::Odds => 6.0 / STEPS,
    };
    let mut rgba = vec![0; columns * rows * 4];
    let mut area = Area { rgba: &mut rgba, stride: columns, at: (0, 0), size: (columns, rows) };
    // In steps, so that neighbours of the same shade are one rectangle.
    let color = |value: f32| shades.of(if step > 0.0 { (value / step).round() * step } else { value }, scale);
    shade(&grid, &mut area, &color, c.no_value);
    let (wide, tall) = (place.width / columns as f64, place.height / rows as f64);
    for (row, line) in rgba.chunks_exact(columns * 4).enumerate() {
        let px = |column: usize| &line[column * 4..][..3];
        let mut from = 0;
        for to in 1..=columns {
            if to < columns && px(to) == px(from) {
                continue;
            }
            let hex = px(from).iter().fold(0, |hex, channel| hex << 8 | u32::from(*channel));
            // A little over the next, so that no seam is seen between them.
            let right = (place.left + to as f64 * wide + 0.5).min(place.right());
            let bottom = (place.top + (row + 1) as f64 * tall + 0.5).min(place.bottom());
            let (left, top) = (place.left + from as f64 * wide, place.top + row as f64 * tall);
            pen.rect(Rect { left, top, width: right - left, height: bottom - top }, Shade { rgb: hex, alpha: 1.0 });
            from = to;
        }
    }
    draw_zero(pen, view, over, response);
    if let Some(at) = self::place(over, place) {
        pen.disc(at, 5.0, c.panel);
        pen.disc(at, 3.25, c.ink);
    }
}

/// Draws where the value crosses zero; of a neuron that is never below, where it begins to be above.
fn draw_zero(pen: &Pen, view: &Layers, over: &Over, response: &Response) {
    let (place, last) = (response.place, (over.side.max(2) - 1) as f64);
    let Some(grid) = grid(over, response.values) else { return };
    let to_px = |(i, j): (f64, f64)| (place.left + place.width * i / last, place.bottom() - place.height * j / last);
    let output = response.neuron.column + 1 == view.widths.len();
    let is_above = response.neuron.column > 0 && !output && response.scale.0 >= 0.0;
    let level = if is_above { 0.02 * response.scale.1 as f32 } else { 0.0 };
    for (_, line) in contours(grid.values, grid.side, grid.side, &[level]) {
        let line: Vec<Px> = line.into_iter().map(to_px).collect();
        pen.line(&line, pen.colors().model, if output { 1.75 } else { 1.25 });
    }
}

/// Where the question is in a map, if it is.
fn place(over: &Over, place: Rect) -> Option<Px> {
    let (x, y) = over.at?;
    let along = (x - over.x.lo) / (over.x.hi - over.x.lo);
    let up = (y - over.y.lo) / (over.y.hi - over.y.lo);
    let inside = (0.0..=1.0).contains(&along) && (0.0..=1.0).contains(&up);
    inside.then(|| (place.left + place.width * along, place.bottom() - place.height * up))
}
