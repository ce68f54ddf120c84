//! Where the tiles of the layers stand.

use crate::scene::geometry::{Px, Rect};
use crate::scene::look::Look;
use crate::scene::range::bounded;

/// A column with more neurons becomes a grid of this many rows at most.
const ROWS: usize = 8;
/// Lower than this, CSS px, a picture is an overview: small tiles without values, and no legend.
const LOW: f64 = 190.0;
/// Room at the top, left and right, CSS px.
pub(super) const RIM: f64 = 6.0;
/// Room for a value in a tile, to the right of its curve, CSS px.
const VALUE: f64 = 40.0;

/// Where everything stands, CSS px.
#[derive(Clone, Debug)]
pub struct Plan {
    /// From the inputs to the output.
    pub(super) columns: Vec<Column>,
    /// Width and height that the picture wants.
    pub(super) size: (f64, f64),
    /// The tiles are large enough to have their value at the probe written in them.
    pub(super) roomy: bool,
    /// How near things stand.
    pub(super) spacing: &'static Spacing,
}

/// How near things stand, CSS px.
#[derive(Debug)]
pub(super) struct Spacing {
    /// Between tiles.
    gap: f64,
    /// For the names of the columns below, and the legend.
    pub foot: f64,
    /// From the top of this to the middle of the names.
    pub name: f64,
    /// There is room for a legend.
    pub legend: bool,
    /// Between the rim of a tile and its curve.
    pub inset: f64,
    /// The least between columns.
    nearest: f64,
    /// The least height of a tile, in a column of few and of many.
    least: (f64, f64),
    /// The least width of a tile.
    narrowest: f64,
    /// The least width and height of a neuron that is alone in its column.
    alone: (f64, f64),
}

const WIDE: Spacing = Spacing {
    gap: 6.0,
    foot: 46.0,
    name: 16.0,
    legend: true,
    inset: 3.0,
    nearest: 52.0,
    least: (24.0, 20.0),
    narrowest: 30.0,
    alone: (58.0, 34.0),
};
const DENSE: Spacing = Spacing {
    gap: 2.0,
    foot: 22.0,
    name: 12.0,
    legend: false,
    inset: 1.5,
    nearest: 12.0,
    least: (6.0, 6.0),
    narrowest: 8.0,
    alone: (26.0, 14.0),
};

/// How near things stand in a picture of this height.
fn spacing(look: &Look) -> &'static Spacing {
    if look.height < LOW { &DENSE } else { &WIDE }
}

/// The tiles of one column: a grid of equal tiles, filled downward. CSS px.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// How many tiles there are.
    pub count: usize,
    /// Left edge of the grid.
    pub left: f64,
    /// Right edge of the grid.
    pub right: f64,
    top: f64,
    rows: usize,
    /// Width and height of a tile.
    tile: (f64, f64),
    /// Between two tiles.
    gap: f64,
}

impl Column {
    /// The tile of a neuron.
    pub fn tile(&self, neuron: usize) -> Rect {
        let (column, row) = (neuron / self.rows, neuron % self.rows);
        let ((width, height), gap) = (self.tile, self.gap);
        // The last sub-column may be shorter, and is centred then.
        let here = (self.count - column * self.rows).min(self.rows);
        let lack = (self.rows - here) as f64 * (height + gap) / 2.0;
        Rect {
            left: self.left + column as f64 * (width + gap),
            top: self.top + lack + row as f64 * (height + gap),
            width,
            height,
        }
    }
}

impl Plan {
    /// The tile of a neuron, if there is such a neuron.
    pub(super) fn tile(&self, column: usize, neuron: usize) -> Option<Rect> {
        let column = self.columns.get(column)?;
        (neuron < column.count).then(|| column.tile(neuron))
    }

    /// What of a tile shows the response: all within its rim, but for the room of its value.
    pub(super) fn inside(&self, tile: Rect) -> Rect {
        let inset = self.spacing.inset;
        let room = if self.roomy { tile.width - VALUE } else { tile.width };
        Rect {
            left: tile.left + inset,
            top: tile.top + inset,
            width: room - 2.0 * inset,
            height: tile.height - 2.0 * inset,
        }
    }

    /// The neuron at a place in CSS px, as (column, neuron).
    pub fn neuron_at(&self, (x, y): Px) -> Option<(usize, usize)> {
        let near = |tile: Rect| {
            let slack = self.spacing.gap / 2.0;
            (tile.left - slack..tile.right() + slack).contains(&x)
                && (tile.top - slack..tile.bottom() + slack).contains(&y)
        };
        self.columns.iter().enumerate().find_map(|(index, column)| {
            let found = (0..column.count).find(|&i| near(column.tile(i)))?;
            Some((index, found))
        })
    }
}

/// How large tiles, columns and the whole picture are, before anything has its place. CSS px.
struct Measures {
    roomy: bool,
    /// Height of a tile.
    height: f64,
    /// Space between two columns.
    gap: f64,
    /// Of all columns with the space between them.
    wide: f64,
    /// Of the picture.
    size: (f64, f64),
}

/// Rows in a column of `n` neurons.
fn rows(n: usize) -> usize {
    n.div_ceil(n.div_ceil(ROWS).max(1)).max(1)
}

/// Width and height of each tile in a column of `n` neurons.
fn tile(n: usize, height: f64, roomy: bool, spacing: &Spacing) -> (f64, f64) {
    let curve = bounded(height * 1.55, spacing.narrowest, 112.0);
    let (alone, tall) = spacing.alone;
    let (width, height) = if n == 1 { (curve.max(alone), height.max(tall)) } else { (curve, height) };
    (width + if roomy { VALUE } else { 0.0 }, height)
}

/// Width and height of a column of `n` neurons.
fn block(n: usize, height: f64, roomy: bool, spacing: &Spacing) -> (f64, f64) {
    let (rows, (w, h)) = (rows(n), tile(n, height, roomy, spacing));
    let subs = n.div_ceil(rows).max(1);
    (subs as f64 * (w + spacing.gap) - spacing.gap, rows as f64 * (h + spacing.gap) - spacing.gap)
}

/// Depends on the widths of the layers and the look only, so that nothing moves in training.
fn measure(widths: &[usize], look: &Look) -> Measures {
    let widest = widths.iter().copied().max().unwrap_or(1);
    let rows = widths.iter().map(|&n| rows(n)).max().unwrap_or(1);
    let spacing = spacing(look);
    let roomy = widest <= ROWS && spacing.legend;
    let (least, most) = if roomy { (spacing.least.0, 76.0) } else { (spacing.least.1, 36.0) };
    let gaps = widths.len().saturating_sub(1) as f64;
    let taken = |height: f64| widths.iter().map(|&n| block(n, height, roomy, spacing).0).sum::<f64>() + 2.0 * RIM;
    // Tiles are as tall as there is room for, downward and across; below the least height the picture grows instead. Laid
    // out again in the size that it wants, it comes out the same.
    let mut height = bounded((look.height - spacing.foot - RIM + spacing.gap) / rows as f64 - spacing.gap, least, most);
    while height > least && taken(height) + gaps * spacing.nearest > look.width + 1e-6 {
        height = (height - 2.0).max(least);
    }
    let taken = taken(height);
    let gap = if gaps > 0.0 { bounded((look.width - taken) / gaps, spacing.nearest, 220.0) } else { 0.0 };
    let wide = taken + gaps * gap;
    let tall = widths.iter().fold(0.0f64, |h, &n| h.max(block(n, height, roomy, spacing).1)) + RIM + spacing.foot;
    Measures { roomy, height, gap, wide, size: (wide.max(look.width), tall.max(look.height)) }
}

/// Width and height that the picture wants, CSS px; at least the look's own.
pub(super) fn size(widths: &[usize], look: &Look) -> (f64, f64) {
    measure(widths, look).size
}

/// Lays out columns of these widths.
pub(super) fn plan(widths: &[usize], look: &Look) -> Plan {
    let Measures { roomy, height, gap, wide, size } = measure(widths, look);
    let spacing = spacing(look);
    let middle = RIM + (size.1 - RIM - spacing.foot) / 2.0;
    let mut left = RIM + (size.0 - wide) / 2.0;
    let mut columns = Vec::with_capacity(widths.len());
    for &n in widths {
        let (w, h) = block(n, height, roomy, spacing);
        let (right, top) = (left + w, middle - h / 2.0);
        let tile = tile(n, height, roomy, spacing);
        columns.push(Column { count: n, left, right, top, rows: rows(n), tile, gap: spacing.gap });
        left += w + gap;
    }
    Plan { columns, size, roomy, spacing }
}
