//! Where neurons, weights and the loss of a walk stand.

use crate::scene::geometry::{Px, Rect, distance};
use crate::scene::look::Look;
use crate::scene::range::bounded;
use crate::view::{Site, Walk};

/// A neuron is at most this large, its radius in CSS px.
const LARGEST: f64 = 34.0;
/// Above the neurons, for the names of their columns, CSS px.
const HEAD: f64 = 30.0;
/// Above and below each neuron, for what is computed there, CSS px.
const TEXT: f64 = 22.0;
/// From one neuron to the next below it at most, CSS px.
const APART: f64 = 168.0;
/// The column of the loss is this much nearer than the others.
const NEARER: f64 = 0.66;
/// A layer shows at most so many of its neurons.
const MOST: usize = 8;
/// A weight is found at most so far from its line, CSS px.
const REACH: f64 = 9.0;
/// Between the edge of the picture and what stands in it, CSS px.
const RIM: f64 = 6.0;

/// The neurons of a column that are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its middle, CSS px.
    pub x: f64,
    /// Which neurons are shown, from the top.
    pub units: Vec<usize>,
    /// The middle of each, CSS px.
    pub ys: Vec<f64>,
    /// How many are not.
    pub more: usize,
}

/// A walk laid out. CSS px.
#[derive(Clone, Debug, PartialEq)]
pub struct Nodes {
    /// The columns, the inputs first.
    pub columns: Vec<Column>,
    /// The radius of a neuron.
    pub radius: f64,
    /// The square of the loss.
    pub loss: Rect,
    /// Where the names of the columns stand.
    pub head: f64,
    /// Room for the picture of the activation, if there is any.
    pub inset: Option<Rect>,
}

impl Nodes {
    pub(super) fn new(view: &Walk, look: &Look) -> Nodes {
        let widths = view.widths();
        let most = widths.iter().map(|units| (*units).min(MOST)).max().unwrap_or(1) as f64;
        let (width, height) = (look.width, look.height);
        let gaps = (widths.len() - 1) as f64 + NEARER;
        let below = if width >= 560.0 && height >= 300.0 { 24.0 } else { 16.0 };
        let room = (height - HEAD - below).max(40.0);
        let pitch = (room / most).min(APART);
        let radius = bounded(
            (width / (gaps + 1.0) * if width < 480.0 { 0.22 } else { 0.19 }).min((pitch - 2.0 * TEXT) / 2.0),
            7.0,
            LARGEST,
        );
        let edge = radius + RIM + if width >= 560.0 { 20.0 } else { 4.0 };
        let half = radius.max(12.0);
        let spacing = ((width - edge - half - RIM) / gaps).max(2.0 * radius);
        let middle = HEAD + room / 2.0;
        let columns = widths.iter().enumerate().map(|(at, count)| {
            let units = shown(*count, at, &view.chosen);
            let pitch = (room / units.len() as f64).min(APART);
            let ys = (0..units.len()).map(|i| middle + pitch * (i as f64 - (units.len() - 1) as f64 / 2.0)).collect();
            Column { x: edge + spacing * at as f64, more: count - units.len(), units, ys }
        });
        let x = edge + spacing * gaps;
        let loss = Rect { left: x - half, top: middle - half, width: 2.0 * half, height: 2.0 * half };
        // Below the output and the loss, beside the lowest neurons of the layers.
        let inset = (width >= 620.0 && room >= 250.0 && !view.curve.is_empty()).then(|| {
            let left = edge + spacing * (widths.len() as f64 - 1.0) - 40.0;
            Rect { left, top: height - 108.0, width: width - left - RIM, height: 92.0 }
        });
        Nodes { columns: columns.collect(), radius, loss, head: 12.0, inset }
    }

    /// The middle of a neuron, by column and place in it, if it is shown.
    pub fn unit(&self, column: usize, unit: usize) -> Option<Px> {
        let column = self.columns.get(column)?;
        let at = column.units.iter().position(|shown| *shown == unit)?;
        Some((column.x, *column.ys.get(at)?))
    }

    /// Whether a neuron stands in the upper half of its column, so that there is room above it.
    pub fn is_upper(&self, column: usize, unit: usize) -> bool {
        self.columns.get(column).is_some_and(|column| {
            let at = column.units.iter().position(|shown| *shown == unit).unwrap_or(0);
            2 * at < column.units.len()
        })
    }

    /// From one column to the next, CSS px.
    pub fn spacing(&self) -> f64 {
        match &self.columns[..] {
            [first, second, ..] => second.x - first.x,
            _ => self.loss.left,
        }
    }

    /// The ends of a weight's line: from the rim of the neuron below to that of the neuron above.
    pub fn line(&self, layer: usize, input: usize, unit: usize) -> Option<[Px; 2]> {
        let (from, to) = (self.unit(layer, input)?, self.unit(layer + 1, unit)?);
        let long = distance(from, to).max(1.0);
        let (dx, dy) = ((to.0 - from.0) / long, (to.1 - from.1) / long);
        let r = self.radius;
        Some([(from.0 + r * dx, from.1 + r * dy), (to.0 - r * dx, to.1 - r * dy)])
    }

    /// The parameter at a place in CSS px: a bias in its neuron, or a weight on its line.
    pub fn site_at(&self, at: Px) -> Option<Site> {
        for (column, layer) in (1..self.columns.len()).zip(0..) {
            let units = &self.columns[column].units;
            let near =
                |unit: &&usize| self.unit(column, **unit).is_some_and(|place| distance(place, at) <= self.radius);
            if let Some(unit) = units.iter().find(near) {
                return Some(Site { layer, unit: *unit, input: None });
            }
        }
        let mut best: Option<(f64, Site)> = None;
        for layer in 0..self.columns.len() - 1 {
            for unit in &self.columns[layer + 1].units {
                for input in &self.columns[layer].units {
                    let Some([from, to]) = self.line(layer, *input, *unit) else { continue };
                    let away = from_line(at, from, to);
                    if away <= REACH && best.is_none_or(|(least, _)| away < least) {
                        best = Some((away, Site { layer, unit: *unit, input: Some(*input) }));
                    }
                }
            }
        }
        best.map(|(_, site)| site)
    }
}

/// Which neurons of a column are shown: the first ones, and the one on which the chosen parameter stands.
fn shown(count: usize, column: usize, chosen: &Site) -> Vec<usize> {
    if count <= MOST {
        return (0..count).collect();
    }
    let mut units: Vec<usize> = (0..MOST - 1).collect();
    let own = if column == chosen.layer { chosen.input } else { (column == chosen.layer + 1).then_some(chosen.unit) };
    if let Some(own) = own.filter(|own| *own >= MOST - 1) {
        units.pop();
        units.push(own);
    }
    units
}

/// How far a place is from a line between two others.
fn from_line(at: Px, from: Px, to: Px) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = (dx * dx + dy * dy).max(1e-9);
    let share = bounded(((at.0 - from.0) * dx + (at.1 - from.1) * dy) / long, 0.0, 1.0);
    distance(at, (from.0 + share * dx, from.1 + share * dy))
}
