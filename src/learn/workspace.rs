//! What a pass forward leaves behind, for the pass backward and for whoever wants to look.

use std::ops::Range;

use super::batch::Batch;
use super::shape::Shape;

/// The activation of every unit at every point, and how the loss depends on it.
///
/// Everything is allocated for the largest batch that it has seen, and nothing in a step. What stands in the padding of the
/// rows is whatever came out.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) shape: Shape,
    pub(super) stride: usize,
    pub(super) starts: Vec<usize>, // [layers + 1]: units in the layers before
    /// Layer by layer `[units][stride]`: a = f(z), and after it whatever larger batches left; below likewise.
    pub(super) activations: Vec<f32>,
    pub(super) deltas: Vec<f32>, // δ = ∂L/∂z
    pub(super) z: Vec<f32>,      // of layers whose activation needs it; empty when there is none
    /// What a is multiplied by in a pass with dropout: 0 or 1/(1 − rate). Empty until there has been one.
    pub(super) masks: Vec<f32>,
    pub(super) dropped_out: Vec<f32>, // a · mask, which is what the layer above sees
    pub(super) with_dropout: bool,    // whether the last pass was one with dropout
    needs_z: bool,
}

impl Workspace {
    /// Room for this shape on batches up to the size of this one; a larger one makes it grow once.
    #[inline]
    pub fn new(shape: &Shape, batch: &Batch) -> Workspace {
        let mut starts = vec![0];
        starts.extend(shape.layers().iter().scan(0, |units, layer| {
            *units += layer.units;
            Some(*units)
        }));
        let mut workspace = Workspace {
            shape: shape.clone(),
            stride: 0,
            starts,
            activations: Vec::new(),
            deltas: Vec::new(),
            z: Vec::new(),
            masks: Vec::new(),
            dropped_out: Vec::new(),
            with_dropout: false,
            needs_z: shape.layers().iter().any(|layer| layer.activation.needs_z()),
        };
        workspace.resize_for(batch);
        workspace
    }

    /// Gives the rows the length of a batch's; what stands in them is left over from before.
    #[inline]
    pub(super) fn resize_for(&mut self, batch: &Batch) {
        if self.stride == batch.stride() {
            return;
        }
        self.stride = batch.stride();
        let length = self.starts.last().unwrap_or(&0) * self.stride;
        grow(&mut self.activations, length);
        grow(&mut self.deltas, length);
        if self.needs_z {
            grow(&mut self.z, length);
        }
    }

    /// As [`Workspace::resize_for`], with room for a pass with dropout.
    pub(super) fn resize_for_dropout(&mut self, batch: &Batch) {
        self.resize_for(batch);
        let length = self.starts.last().unwrap_or(&0) * self.stride;
        grow(&mut self.masks, length);
        grow(&mut self.dropped_out, length);
    }

    /// Where the values of a layer stand in each of the buffers.
    #[inline]
    pub(super) fn rows(&self, layer: usize) -> Range<usize> {
        self.starts[layer] * self.stride..self.starts[layer + 1] * self.stride
    }

    /// The shape that it was made for.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The row length of the last batch.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// a of every unit of a layer, `[units][stride]`, after `forward`; in a pass with dropout, before it is multiplied by the mask. Precondition,
    /// here and below: there is such a layer.
    pub fn activations(&self, layer: usize) -> &[f32] {
        &self.activations[self.rows(layer)]
    }

    /// δ = ∂L/∂z of every unit of a layer, `[units][stride]`, after `backward`.
    pub fn deltas(&self, layer: usize) -> &[f32] {
        &self.deltas[self.rows(layer)]
    }

    /// What dropout multiplied every unit of a layer by, `[units][stride]`: 0 where it was dropped. None when the last pass
    /// was without dropout, and for the output layer, whose units are never dropped.
    pub fn mask(&self, layer: usize) -> Option<&[f32]> {
        (self.with_dropout && layer + 2 < self.starts.len()).then(|| &self.masks[self.rows(layer)])
    }

    /// ŷ: the activations of the last layer, `[outputs][stride]`.
    #[inline]
    pub fn output(&self) -> &[f32] {
        self.starts.len().checked_sub(2).map_or(&[], |last| &self.activations[self.rows(last)])
    }
}

/// Makes room, and never less.
#[inline(never)]
fn grow(values: &mut Vec<f32>, length: usize) {
    if values.len() < length {
        values.resize(length, 0.0);
    }
}
