//! Where the tiles of the layers stand.

use super::chart::bounded;
use super::look::Look;
use crate::view::Layers;

/// A column with more neurons becomes a grid of this many rows at most.
const ROWS: usize = 8;
/// Space between tiles, CSS px.
pub(super) const GAP: f64 = 6.0;
/// Room for the names of the columns and the legend below.
pub(super) const FOOT: f64 = 46.0;
/// Room at the top, left and right.
pub(super) const RIM: f64 = 6.0;
/// The least space between columns.
const NEAREST: f64 = 52.0;
/// Room for a value in a tile, to the right of its curve.
pub(super) const VALUE: f64 = 40.0;

/// Where everything stands, CSS px.
pub(super) struct Plan {
    /// Per column: left edge, right edge.
    pub edges: Vec<(f64, f64)>,
    /// Per column: the neurons' tiles.
    pub tiles: Vec<Tiles>,
    /// Natural size of the picture.
    pub size: (f64, f64),
    /// The tiles have room for their value at the probe.
    pub roomy: bool,
}

/// The tiles of one column: a grid of equal tiles, filled downward.
pub(super) struct Tiles {
    pub count: usize,
    rows: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// A tile: left, top, width, height.
pub(super) type Tile = (f64, f64, f64, f64);

impl Tiles {
    pub fn at(&self, i: usize) -> Tile {
        let (column, row) = (i / self.rows, i % self.rows);
        // The last sub-column may be short; it stands in the middle then.
        let here = (self.count - column * self.rows).min(self.rows);
        let lack = (self.rows - here) as f64 * (self.height + GAP) / 2.0;
        (
            self.left + column as f64 * (self.width + GAP),
            self.top + lack + row as f64 * (self.height + GAP),
            self.width,
            self.height,
        )
    }
}

impl Plan {
    pub fn tile(&self, column: usize, neuron: usize) -> Option<Tile> {
        let tiles = self.tiles.get(column)?;
        (neuron < tiles.count).then(|| tiles.at(neuron))
    }
}

/// Lays the columns out. Depends on the widths of the layers and on the look only, so that nothing moves in training.
pub(super) fn plan(layers: &Layers, look: &Look) -> Plan {
    let widths = layers.widths;
    let widest = widths.iter().copied().max().unwrap_or(1);
    let rows_of = |n: usize| n.div_ceil(n.div_ceil(ROWS).max(1)).max(1);
    let rows = widths.iter().map(|&n| rows_of(n)).max().unwrap_or(1);
    let roomy = widest <= ROWS;
    let (least, most) = if roomy { (24.0, 76.0) } else { (20.0, 36.0) };
    let tile = |n: usize, height: f64| {
        let curve = bounded(height * 1.55, 30.0, 112.0);
        let (width, height) = if n == 1 { (curve.max(58.0), height.max(34.0)) } else { (curve, height) };
        (width + if roomy { VALUE } else { 0.0 }, height)
    };
    let block = |n: usize, height: f64| {
        let (rows, (w, h)) = (rows_of(n), tile(n, height));
        let subs = n.div_ceil(rows).max(1);
        (subs as f64 * (w + GAP) - GAP, rows as f64 * (h + GAP) - GAP)
    };
    let gaps = widths.len().saturating_sub(1) as f64;
    let taken = |height: f64| widths.iter().map(|&n| block(n, height).0).sum::<f64>() + 2.0 * RIM;
    // As tall as there is room for, downward and across; at the least height the picture grows instead. Laid out anew in
    // the size that it asks for it comes out the same.
    let mut height = bounded((look.height - FOOT - RIM + GAP) / rows as f64 - GAP, least, most);
    while height > least && taken(height) + gaps * NEAREST > look.width + 1e-6 {
        height = (height - 2.0).max(least);
    }
    let blocks: Vec<(f64, f64)> = widths.iter().map(|&n| block(n, height)).collect();
    let taken = taken(height);
    let gap = if gaps > 0.0 { bounded((look.width - taken) / gaps, NEAREST, 220.0) } else { 0.0 };
    let wide = taken + gaps * gap;
    let tall = blocks.iter().fold(0.0f64, |h, b| h.max(b.1)) + RIM + FOOT;
    let size = (wide.max(look.width), tall.max(look.height));
    let middle = RIM + (size.1 - RIM - FOOT) / 2.0;
    let mut left = RIM + (size.0 - wide) / 2.0;
    let mut plan = Plan { edges: Vec::new(), tiles: Vec::new(), size, roomy };
    for (&n, &(w, h)) in widths.iter().zip(&blocks) {
        let (width, height) = tile(n, height);
        plan.edges.push((left, left + w));
        plan.tiles.push(Tiles { count: n, rows: rows_of(n), left, top: middle - h / 2.0, width, height });
        left += w + gap;
    }
    plan
}
