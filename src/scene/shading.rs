//! Values of a grid as the pixels of an image: shaded smoothly from sample to sample, and hatched where there is no value.

use super::geometry::Rect;
use plotters::style::RGBColor;

/// No canvas is larger, in pixels along a side.
const MOST_PIXELS: usize = 16_384;

/// The values of a grid, row by row from the lowest: `[side][side]`, at least two by two. Not finite where there is none.
pub(super) struct Grid<'a> {
    pub values: &'a [f32],
    pub side: usize,
    /// The outermost values belong to the edges of the image, else to the middles of its outermost cells.
    pub to_the_edges: bool,
}

/// A part of an image, in its pixels.
pub(super) struct Area<'a> {
    /// The whole image, row by row from the top.
    pub rgba: &'a mut [u8],
    /// Width of the whole image.
    pub stride: usize,
    /// Left end and top of the part.
    pub at: (usize, usize),
    /// Its width and height.
    pub size: (usize, usize),
}

/// The samples on either side of a pixel, and how far it is on the way between them.
type Between = (usize, usize, f32);

impl Grid<'_> {
    /// For each of so many pixels along a side.
    fn along(&self, pixels: usize) -> Vec<Between> {
        let last = (self.side - 1) as f32;
        let (cells, shift) = if self.to_the_edges { (last, 0.0) } else { (self.side as f32, 0.5) };
        let each = pixels as f32 / cells;
        let of = |i: usize| {
            let at = ((i as f32 + 0.5) / each - shift).max(0.0).min(last);
            let cell = (at as usize).min(self.side - 2);
            (cell, cell + 1, at - cell as f32)
        };
        (0..pixels).map(of).collect()
    }
}

/// Fills a part of an image with the colours of a grid's values; `hatch` are ground and stripes where there is none.
pub(super) fn shade(grid: &Grid, area: &mut Area, color: &dyn Fn(f32) -> [u8; 4], hatch: [RGBColor; 2]) {
    let Grid { values, side, .. } = *grid;
    if side < 2 || values.len() < side * side {
        return;
    }
    let (across, down) = (grid.along(area.size.0), grid.along(area.size.1));
    let mut here = vec![0.0; side];
    for (row, &(below, above, up)) in down.iter().enumerate() {
        let from = ((area.at.1 + area.size.1 - 1 - row) * area.stride + area.at.0) * 4;
        let Some(line) = area.rgba.get_mut(from..from + area.size.0 * 4) else { continue };
        let cells = values[below * side..].iter().zip(&values[above * side..]);
        for (here, (low, high)) in here.iter_mut().zip(cells) {
            *here = low * (1.0 - up) + high * up;
        }
        for (column, (px, &(left, right, on))) in line.chunks_exact_mut(4).zip(&across).enumerate() {
            let mut value = here[left] * (1.0 - on) + here[right] * on;
            if !value.is_finite() {
                let share = |row, down, cell: usize, across| (values[row * side + cell], down * across);
                value = mean([
                    share(below, 1.0 - up, left, 1.0 - on),
                    share(below, 1.0 - up, right, on),
                    share(above, up, left, 1.0 - on),
                    share(above, up, right, on),
                ]);
            }
            px.copy_from_slice(&if value.is_finite() {
                color(value)
            } else {
                opaque(hatch[usize::from((row + column) % 8 < 3)])
            });
        }
    }
}

/// An image of a part of a picture, a pixel for each CSS px: the grids in their places, all else clear. Returns its width and
/// height; `None` where there is nothing to show.
pub(super) fn shade_all(
    grids: &[(Rect, Grid)],
    part: Rect,
    rgba: &mut Vec<u8>,
    (color, hatch): (&dyn Fn(f32) -> [u8; 4], [RGBColor; 2]),
) -> Option<(usize, usize)> {
    rgba.clear();
    let (width, height) = (part.width.ceil() as usize, part.height.ceil() as usize);
    if grids.is_empty() || width == 0 || height == 0 || width.max(height) > MOST_PIXELS {
        return None;
    }
    rgba.resize(width * height * 4, 0);
    for (place, grid) in grids {
        let px = |at: f64, from: f64| (at - from).round().max(0.0) as usize;
        let at = (px(place.left, part.left), px(place.top, part.top));
        let end = (px(place.right(), part.left).min(width), px(place.bottom(), part.top).min(height));
        let size = (end.0.saturating_sub(at.0), end.1.saturating_sub(at.1));
        if size.0 > 0 && size.1 > 0 {
            shade(grid, &mut Area { rgba, stride: width, at, size }, color, hatch);
        }
    }
    Some((width, height))
}

/// The mean of the finite values, weighted by their shares; NaN where these shares come to half or less, which is nearer to
/// samples without a value than to samples with one.
fn mean(corners: [(f32, f32); 4]) -> f32 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (value, share) in corners {
        if value.is_finite() {
            sum += value * share;
            weight += share;
        }
    }
    if weight <= 0.5 { f32::NAN } else { sum / weight }
}

/// A colour that hides what is below it.
pub(super) fn opaque(RGBColor(r, g, b): RGBColor) -> [u8; 4] {
    [r, g, b, 255]
}

/// The colour that is this share of the way from one to another.
pub(super) fn between(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    RGBColor(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}
