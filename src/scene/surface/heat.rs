//! The heat map of the loss surface, and the scale that its colours and contours share.

use crate::scene::look::Look;
use crate::scene::shading::{Area, Grid, opaque, shade};
use crate::view::Surface;
use plotters::style::RGBColor;
use std::collections::BinaryHeap;

/// The heat map is made at least this many px wide, so that the browser need not stretch it far.
const RASTER: usize = 192;

/// Maps a loss to a place between the least loss (0) and the greatest (1), by the logarithm of its height above the least.
pub(in crate::scene) struct Scale {
    least: f64,
    range: f64,
    /// How strongly the logarithm bends.
    bend: f64,
    /// ln(1 + `bend`)
    log_bend: f64,
}

impl Scale {
    /// The scale of the finite losses of a grid; `None` when there are none.
    pub fn of(grid: &[f32]) -> Option<Scale> {
        let finite = grid.iter().copied().filter(|l| l.is_finite());
        let (least, greatest) = finite.fold((f32::INFINITY, 0.0f32), |(lo, hi), l| (lo.min(l), hi.max(l)));
        let [median] = quantiles(grid, [0.5])?;
        let least = f64::from(least);
        let mut scale = Scale { least, range: f64::from(greatest) - least, bend: 1.0, log_bend: 1.0 };
        // Bend until half of the plane is below two thirds of the colours, whether the losses span one power of ten or
        // twenty.
        let (mut low, mut high) = (1.0f64, 1e40f64);
        for _ in 0..48 {
            scale.bend = (low * high).sqrt();
            scale.log_bend = libm::log(1.0 + scale.bend);
            if scale.place(median) < 0.66 {
                low = scale.bend;
            } else {
                high = scale.bend;
            }
        }
        Some(scale)
    }

    /// The least loss.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// The place of a loss.
    pub fn place(&self, loss: f64) -> f64 {
        // Where all losses are equal up to rounding, all of them are the least.
        if self.range <= self.least.abs() * 1e-6 {
            return if loss.is_finite() { 0.0 } else { f64::NAN };
        }
        let height = (loss - self.least) / self.range;
        libm::log(1.0 + self.bend * height) / self.log_bend
    }

    /// The loss at a place.
    pub fn loss(&self, place: f64) -> f64 {
        self.least + (libm::exp(place * self.log_bend) - 1.0) / self.bend * self.range
    }

    /// All places of a grid; NaN where there is no value.
    pub fn places(&self, grid: &[f32]) -> Vec<f32> {
        let place = |&l: &f32| {
            if l.is_finite() { self.place(f64::from(l)) as f32 } else { f32::NAN }
        };
        grid.iter().map(place).collect()
    }
}

/// The losses below which these shares of the finite cells lie; `None` when there are none.
pub(in crate::scene) fn quantiles<const N: usize>(grid: &[f32], shares: [f64; N]) -> Option<[f64; N]> {
    let finite: Vec<f32> = grid.iter().copied().filter(|l| l.is_finite()).collect();
    // A few hundred cells tell it well enough. The bits of floats that are not negative, as losses are, stand in the order of
    // the floats.
    let some = finite.iter().step_by(finite.len() / 512 + 1);
    let bits: BinaryHeap<u64> = some.map(|l| u64::from(l.max(0.0).to_bits())).collect();
    let bits = bits.into_sorted_vec();
    let last = bits.len().checked_sub(1)?;
    Some(shares.map(|share| {
        let at = (share * bits.len() as f64) as usize;
        f64::from(f32::from_bits(bits[at.min(last)] as u32))
    }))
}

/// Whether there is a whole grid of at least two by two cells.
pub(in crate::scene) fn has_grid(view: &Surface) -> bool {
    view.side >= 2 && view.side.checked_mul(view.side) == Some(view.grid.len())
}

/// The heat map as RGBA, row by row from the top (the greatest v), for the rectangle of the frame; returns its width and height.
/// `None` when there is no grid. Where the loss is not finite there is a hatch.
pub fn raster(view: &Surface, look: &Look, rgba: &mut Vec<u8>) -> Option<(usize, usize)> {
    rgba.clear();
    if !has_grid(view) {
        return None;
    }
    let places = Scale::of(view.grid).map_or_else(|| vec![f32::NAN; view.grid.len()], |k| k.places(view.grid));
    let c = look.colors();
    let colors = ramp(&c.surface).map(opaque);
    let size = view.side * (RASTER.div_ceil(view.side)).clamp(2, 6);
    rgba.resize(size * size * 4, 0);
    let grid = Grid { values: &places, side: view.side, to_the_edges: false };
    let mut area = Area { rgba, stride: size, at: (0, 0), size: (size, size) };
    shade(&grid, &mut area, &|place| colors[(place.clamp(0.0, 1.0) * 255.0) as usize], c.no_value);
    Some((size, size))
}

/// 256 colours through the four stops, from the least loss to the greatest.
pub(in crate::scene) fn ramp(stops: &[RGBColor; 4]) -> [RGBColor; 256] {
    std::array::from_fn(|i| {
        let at = i as f32 / 255.0 * 3.0;
        let k = (at as usize).min(2);
        let t = at - k as f32;
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t).round() as u8;
        let (a, b) = (stops[k], stops[k + 1]);
        RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
    })
}
