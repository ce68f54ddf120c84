//! The surface itself: painted from the farthest cells to the nearest, lit from the left, cut level. Where one looks at it from
//! beneath and outside, it is as of glass, so that no wall hides the valley.

use super::projection::Place;
use super::terrain::Terrain;
use crate::scene::geometry::{Px, distance};
use crate::scene::palette::Shade;
use crate::scene::pen::Pen;
use crate::scene::surface::heat::ramp;
use plotters::style::RGBColor;

/// Shades of height, and of light: neighbours of the same are filled as one.
const BANDS: f64 = 28.0;
const LIGHTS: f64 = 10.0;
/// How far a piece reaches under the one that is painted next, CSS px: else the ground would shine through between them.
const UNDERLAP: f64 = 0.7;

/// Neighbouring cells of one shade in a strip: the ends of their sides, on the far edge and on the near one.
#[derive(Default)]
struct Piece {
    far: Vec<Px>,
    near: Vec<Px>,
}

/// A painter in front of the landscape.
struct Painter<'a> {
    pen: &'a Pen<'a>,
    land: &'a Terrain,
    /// The colours of each band, from the least light to the most.
    colors: Vec<u32>,
    /// Of a bowl no piece covers another, so all of one colour are kept to be filled at once, which takes a third of the time.
    kept: Vec<Vec<Vec<Px>>>,
    /// The band of each cell.
    bands: Vec<u8>,
    /// All corners where they are seen.
    seen: Vec<Px>,
    /// What is left of a cell that is cut, until what lies before it in its strip is painted.
    rest: Option<(Vec<Px>, usize)>,
    /// Outlines of what is seen from beneath.
    glass: Vec<Vec<Px>>,
}

/// Paints the surface; what `between` draws lies upon it and behind the glass.
pub(super) fn draw(pen: &Pen, land: &Terrain, between: impl FnOnce()) {
    let ramp = ramp(&pen.colors().surface);
    let shade = |band: usize, light: usize| {
        let RGBColor(r, g, b) = ramp[((band as f64 + 0.5) / BANDS * 255.0) as usize];
        let strength = 0.8 + 0.32 * light as f64 / (LIGHTS - 1.0);
        let lit = |c: u8| (f64::from(c) * strength).min(255.0) as u32;
        lit(r) << 16 | lit(g) << 8 | lit(b)
    };
    let colors = (0..BANDS as usize).flat_map(|band| (0..LIGHTS as usize).map(move |light| (band, light)));
    let colors: Vec<u32> = colors.map(|(band, light)| shade(band, light)).collect();
    let side = land.side;
    let place = |i: usize| -> Place {
        let along = |k: usize| 2.0 * (k as f64 + 0.5) / side as f64 - 1.0;
        (along(i % side), along(i / side), f64::from(land.heights[i].min(1.0)))
    };
    let mut painter = Painter {
        pen,
        land,
        kept: vec![Vec::new(); colors.len()],
        colors,
        bands: land.heights.iter().map(|h| ((f64::from(*h).sqrt() * BANDS) as u8).min(BANDS as u8 - 1)).collect(),
        seen: (0..side * side).map(|i| land.seen.to_px(place(i))).collect(),
        rest: None,
        glass: Vec::new(),
    };
    painter.paint();
    between();
    painter.glaze();
}

impl Painter<'_> {
    /// From the farthest strip to the nearest, each from its farther end.
    fn paint(&mut self) {
        let side = self.land.side;
        let (x, y) = (self.land.seen.turned(1.0, 0.0).1, self.land.seen.turned(0.0, 1.0).1);
        // A step within a strip, and one to the next, as steps in the grid; both toward the eye.
        let toward = |deep: f64, step: usize| if deep > 0.0 { -(step as isize) } else { step as isize };
        let (along, next) =
            if x.abs() < y.abs() { (toward(x, 1), toward(y, side)) } else { (toward(y, side), toward(x, 1)) };
        let first = usize::from(x > 0.0) * (side - 1) + usize::from(y > 0.0) * (side - 1) * side;
        for strip in 0..side - 1 {
            let start = first.wrapping_add_signed(next * strip as isize);
            self.paint_strip(start, along, next);
        }
        for (pieces, rgb) in self.kept.iter().zip(&self.colors) {
            self.pen.fill(&joined(pieces), Shade { rgb: *rgb, alpha: 1.0 });
        }
    }

    fn paint_strip(&mut self, start: usize, along: isize, next: isize) {
        let mut piece = Piece::default();
        let mut color = None;
        for cell in 0..self.land.side - 1 {
            let a = start.wrapping_add_signed(along * cell as isize);
            let b = a.wrapping_add_signed(along);
            let corners = [a, b, b.wrapping_add_signed(next), a.wrapping_add_signed(next)];
            let found = self.color(&corners);
            if found != color || found.is_none() {
                self.fill(&mut piece, color);
                color = found;
            }
            if let Some((outline, color)) = self.rest.take() {
                self.put(wider(&outline), color);
            }
            if found.is_none() {
                continue;
            }
            if piece.far.is_empty() {
                piece.far.push(self.seen[a]);
                piece.near.push(self.seen[corners[3]]);
            }
            piece.far.push(self.seen[b]);
            piece.near.push(self.seen[corners[2]]);
        }
        self.fill(&mut piece, color);
    }

    /// Fills a piece in its turn.
    fn put(&mut self, outline: Vec<Px>, color: usize) {
        if self.land.bowl {
            self.kept[color].push(outline);
        } else {
            self.pen.fill(&outline, Shade { rgb: self.colors[color], alpha: 1.0 });
        }
    }

    fn fill(&mut self, piece: &mut Piece, color: Option<usize>) {
        if let (Some(color), false) = (color, piece.far.is_empty()) {
            // Both long edges go on a little along the strip, and the near one toward the eye.
            for edge in [&mut piece.far, &mut piece.near] {
                let n = edge.len();
                edge[n - 1] = beyond(edge[n - 2], edge[n - 1]);
            }
            let mut outline = std::mem::take(&mut piece.far);
            let near = piece.near.iter().zip(&outline).map(|(near, far)| beyond(*far, *near));
            let near: Vec<Px> = near.rev().collect();
            outline.extend(near);
            self.put(outline, color);
        }
        piece.far.clear();
        piece.near.clear();
    }

    /// The colour of a whole cell that is seen from above. What is cut, and glass, is put aside.
    fn color(&mut self, corners: &[usize; 4]) -> Option<usize> {
        let heights = corners.map(|i| f64::from(self.land.heights[i]));
        if heights.iter().any(|h| !h.is_finite()) || heights.iter().all(|h| *h > 1.0) {
            return None;
        }
        // How much it rises along x and y, in the ground's own unit.
        let step = 2.0 / self.land.side as f64;
        let [a, b, c, d] = heights;
        let (along, next) = ((b + c - a - d) / 2.0 / step, (c + d - a - b) / 2.0 / step);
        let by = |i: usize, j: usize| j as isize - i as isize;
        let (s, t) = (by(corners[0], corners[1]), by(corners[0], corners[3]));
        let rise = if s.abs() == 1 {
            (along * s.signum() as f64, next * t.signum() as f64)
        } else {
            (next * t.signum() as f64, along * s.signum() as f64)
        };
        let whole = heights.iter().all(|h| *h <= 1.0);
        if self.land.seen.facing(rise) <= 0.0 {
            let outline = if whole { corners.map(|i| self.seen[i]).to_vec() } else { self.cut(corners, &heights) };
            if self.land.is_seen(self.middle(corners, &heights)) {
                self.glass.push(outline);
            }
            return None;
        }
        let light = (self.land.seen.light(rise) * (LIGHTS - 1.0) + 0.5) as usize;
        let band = corners.iter().map(|i| usize::from(self.bands[*i])).sum::<usize>() / 4;
        let color = band * LIGHTS as usize + light;
        if whole {
            return Some(color);
        }
        self.rest = Some((self.cut(corners, &heights), color));
        None
    }

    fn place(&self, i: usize, height: f64) -> Place {
        let along = |k: usize| 2.0 * (k as f64 + 0.5) / self.land.side as f64 - 1.0;
        (along(i % self.land.side), along(i / self.land.side), height)
    }

    fn middle(&self, corners: &[usize; 4], heights: &[f64; 4]) -> Place {
        let mean = heights.iter().map(|h| h.min(1.0)).sum::<f64>() / 4.0;
        let (a, c) = (self.place(corners[0], mean), self.place(corners[2], mean));
        ((a.0 + c.0) / 2.0, (a.1 + c.1) / 2.0, a.2)
    }

    /// The outline of what is left of a cell below the cut (Sutherland and Hodgman 1974).
    fn cut(&self, corners: &[usize; 4], heights: &[f64; 4]) -> Vec<Px> {
        let mut outline = Vec::with_capacity(6);
        for k in 0..4 {
            let (i, j) = (corners[k], corners[(k + 1) % 4]);
            let (from, to) = (heights[k], heights[(k + 1) % 4]);
            if from <= 1.0 {
                outline.push(self.seen[i]);
            }
            if (from <= 1.0) != (to <= 1.0) {
                let t = (1.0 - from) / (to - from);
                let (p, q) = (self.place(i, 1.0), self.place(j, 1.0));
                outline.push(self.land.seen.to_px((p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t, 1.0)));
            }
        }
        outline
    }

    /// All the glass at once, so that no seams are seen in it.
    fn glaze(&self) {
        self.pen.fill(&joined(&self.glass), self.pen.colors().glass);
    }
}

/// One outline of several pieces, with ways between them that enclose nothing.
fn joined(pieces: &[Vec<Px>]) -> Vec<Px> {
    let mut outline = Vec::new();
    for piece in pieces {
        outline.extend(piece);
        outline.extend(piece.first());
    }
    outline.extend(pieces.iter().rev().filter_map(|piece| piece.first()));
    outline
}

/// A little further than b, seen from a.
fn beyond(a: Px, b: Px) -> Px {
    let far = distance(a, b).max(UNDERLAP);
    (b.0 + (b.0 - a.0) / far * UNDERLAP, b.1 + (b.1 - a.1) / far * UNDERLAP)
}

/// An outline that reaches a little further on every side.
fn wider(outline: &[Px]) -> Vec<Px> {
    let n = outline.len().max(1) as f64;
    let middle = outline.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0 / n, sum.1 + p.1 / n));
    outline.iter().map(|p| beyond(middle, *p)).collect()
}
