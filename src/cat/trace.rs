//! One drawing on its way through the convolutional network: what each unit makes of it, and what the faces add up to.

use crate::models::Model;
use crate::units::{LAYERS, SEEN, UNITS, unit_of};
use deep::{Network, Poke};
use drawings::Picture;

/// What comes of one drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The maps of each layer, `[units][side][side]`.
    pub maps: [Vec<f32>; LAYERS.len()],
    /// What each face adds to the sum: its weight times its greatest activation anywhere.
    pub evidence: Vec<f32>,
    /// Where each unit is excited most: row and column in its map.
    pub strongest: Vec<(usize, usize)>,
    /// So much evidence is enough for a cat: minus the bias.
    pub enough: f32,
    /// The sum of the evidence.
    pub sum: f32,
}

impl Trace {
    /// Whether it is taken for a cat.
    pub fn is_cat(&self) -> bool {
        self.sum > self.enough
    }

    /// The map of a unit, counted through all, `[side][side]`.
    pub fn map(&self, unit: usize) -> &[f32] {
        let (layer, row) = unit_of(unit);
        let places = LAYERS[layer].side * LAYERS[layer].side;
        &self.maps[layer][row * places..][..places]
    }

    /// What a unit still does where it did most before, or beside that. Of a face, which is sought in the whole drawing: anywhere.
    pub fn still(&self, unit: usize, before: &Trace) -> f32 {
        let (layer, _) = unit_of(unit);
        let (side, (row, column)) = (LAYERS[layer].side, before.strongest[unit]);
        let near = |at: usize| at.saturating_sub(1)..(at + 2).min(side);
        let mut still: f32 = if layer == 2 { self.most(unit) } else { 0.0 };
        for row in near(row) {
            for column in near(column) {
                still = still.max(self.map(unit)[row * side + column]);
            }
        }
        still
    }

    /// Whether a unit has lost what excited it most before.
    pub fn has_lost(&self, unit: usize, before: &Trace) -> bool {
        before.most(unit) > 0.0 && self.still(unit, before) < LOST * before.most(unit)
    }

    /// The greatest activation of a unit.
    pub fn most(&self, unit: usize) -> f32 {
        let (layer, _) = unit_of(unit);
        let (row, column) = self.strongest[unit];
        self.map(unit)[row * LAYERS[layer].side + column]
    }
}

/// A unit that does less than this share of what it did has lost what it had found.
const LOST: f32 = 0.3;

/// Sends single drawings through.
#[derive(Debug)]
pub struct Tracer {
    network: Network,
}

impl Tracer {
    /// For a model of this form.
    pub fn new(model: &Model) -> Tracer {
        Tracer { network: model.network(1) }
    }

    /// What comes of a drawing where these units are switched off, a bit for each.
    pub fn trace(&mut self, model: &Model, picture: &Picture, off: u32) -> Trace {
        let Network { plan, input, layers, .. } = &mut self.network;
        set_off(plan.pokes_mut(), layers, off);
        plan.set_picture(*input, 0, 0, picture);
        plan.forward(&model.parameters);
        let rows = |sheet: usize| plan.first_picture(layers[sheet]);
        let [strokes, parts, faces] = LAYERS;
        let maps = [rows(strokes.sheet), rows(parts.sheet), rows(faces.sheet)];
        let mut strongest = Vec::with_capacity(UNITS);
        for (layer, maps) in LAYERS.into_iter().zip(&maps) {
            for map in maps.chunks_exact(layer.side * layer.side) {
                let place = greatest(map);
                strongest.push((place / layer.side, place % layer.side));
            }
        }
        let verdict = model.blocks()[LAYERS.len()];
        let weights = &model.parameters.values()[verdict.weights()];
        let mut evidence = rows(SEEN);
        evidence.iter_mut().zip(weights).for_each(|(seen, weight)| *seen *= weight);
        let enough = -model.parameters.values()[verdict.biases()][0];
        Trace { maps, strongest, enough, sum: evidence.iter().sum(), evidence }
    }
}

/// The first place of the greatest number.
fn greatest(map: &[f32]) -> usize {
    let mut best = (f32::NEG_INFINITY, 0);
    for (place, value) in map.iter().enumerate() {
        if *value > best.0 {
            best = (*value, place);
        }
    }
    best.1
}

/// Switches units off in a plan, a bit for each.
pub fn set_off(pokes: &mut Vec<Poke>, layers: &[deep::Sheet], off: u32) {
    pokes.clear();
    let units = (0..UNITS).filter(|unit| off >> unit & 1 == 1);
    pokes.extend(units.map(|unit| {
        let (layer, row) = unit_of(unit);
        Poke::Off { sheet: layers[LAYERS[layer].sheet], row }
    }));
}
