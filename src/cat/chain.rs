//! Why a unit fires: of what the layer below has found there, what speaks for it most.

use crate::models::Model;
use crate::trace::Trace;
use crate::units::{LAYERS, first, unit_of};

/// A unit at a place of its map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The unit, counted through all.
    pub unit: usize,
    /// Row and column in its map.
    pub at: (usize, usize),
}

/// What a unit of an upper layer takes from one unit below: its numbers there, its weights, and what their products add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The unit below, counted through all; `None` for the drawing itself.
    pub from: Option<usize>,
    /// The numbers under the window, `[k][k]`.
    pub inputs: Vec<f32>,
    /// The weights, `[k][k]`.
    pub weights: Vec<f32>,
    /// The sum of their products.
    pub sum: f32,
    /// Where in its own map the greatest of the numbers comes from.
    pub at: (usize, usize),
}

/// A sum as a unit takes it at a place: all that comes in, and the bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// From each unit below, in their order; of the first layer one part, the drawing.
    pub parts: Vec<Part>,
    /// The bias.
    pub bias: f32,
}

impl Sum {
    /// What all products and the bias add up to, before it is bent.
    pub fn total(&self) -> f32 {
        self.parts.iter().map(|part| part.sum).sum::<f32>() + self.bias
    }
}

/// The sum of a unit at a place of its map, on a drawing of 28 × 28 pixels.
pub fn sum(model: &Model, trace: &Trace, picture: &[f32], Link { unit, at }: Link) -> Sum {
    let (layer, row) = unit_of(unit);
    let block = model.blocks()[layer];
    let k = if layer == 0 { 5 } else { 3 };
    let values = model.parameters.values();
    let weights = &values[block.weights()][row * block.columns..][..block.columns];
    let parts = weights.chunks_exact(k * k).enumerate().map(|(channel, weights)| {
        let from = layer.checked_sub(1).map(|below| first(below) + channel);
        let mut inputs = Vec::with_capacity(k * k);
        let mut best = (f32::NEG_INFINITY, (0, 0));
        for (place, weight) in weights.iter().enumerate() {
            let (y, x) = (at.0 + place / k, at.1 + place % k);
            let (value, found) = match from {
                None => (picture[y * 28 + x], (y, x)),
                Some(below) => pooled(trace, below, (y, x)),
            };
            if value * weight > best.0 {
                best = (value * weight, found);
            }
            inputs.push(value);
        }
        let sum = inputs.iter().zip(weights).map(|(input, weight)| input * weight).sum();
        Part { from, inputs, weights: weights.to_vec(), sum, at: best.1 }
    });
    Sum { parts: parts.collect(), bias: values[block.biases()][row] }
}

/// The greatest of the 2 × 2 places of a unit's map that are one place to the layer above, and where it is.
fn pooled(trace: &Trace, unit: usize, (y, x): (usize, usize)) -> (f32, (usize, usize)) {
    let (layer, _) = unit_of(unit);
    let (map, side) = (trace.map(unit), LAYERS[layer].side);
    let mut best = (f32::NEG_INFINITY, (0, 0));
    for (row, column) in [(2 * y, 2 * x), (2 * y, 2 * x + 1), (2 * y + 1, 2 * x), (2 * y + 1, 2 * x + 1)] {
        if map[row * side + column] > best.0 {
            best = (map[row * side + column], (row, column));
        }
    }
    best
}

/// The unit at its place, and below it, layer by layer, the unit that speaks for it most there. From the unit down to the strokes.
pub fn chain(model: &Model, trace: &Trace, picture: &[f32], top: Link) -> Vec<Link> {
    let mut all = vec![top];
    let mut link = top;
    while unit_of(link.unit).0 > 0 {
        let sum = sum(model, trace, picture, link);
        let Some(part) = sum.parts.into_iter().max_by(|a, b| a.sum.total_cmp(&b.sum)) else { break };
        let Some(unit) = part.from.filter(|_| part.sum > 0.0) else { break };
        link = Link { unit, at: part.at };
        all.push(link);
    }
    all
}
