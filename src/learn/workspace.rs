//! What one pass through the layers leaves behind, for the pass back and for whoever wants to look.

use std::ops::Range;

use super::batch::Batch;
use super::shape::Shape;

/// The activation of every unit at every point, and how the loss depends on it.
///
/// Everything is allocated for the largest batch that it has seen, and nothing in a step. What stands in the padding of the
/// rows is whatever came out.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) stride: usize,
    pub(super) starts: Vec<usize>, // [layers + 1]: units in the layers before
    /// Layer by layer `[units][stride]`: a = f(z), and after it whatever larger batches left; below likewise.
    pub(super) activations: Vec<f32>,
    pub(super) deltas: Vec<f32>, // δ = ∂L/∂z
    pub(super) sums: Vec<f32>,   // z, of layers whose activation needs it; empty when there is none
    /// What a is multiplied by in a pass with dropout: 0 or 1/(1 − rate). Empty until there has been one.
    pub(super) masks: Vec<f32>,
    pub(super) thinned: Vec<f32>, // a · mask, which is what the layer above sees
    pub(super) dropped: bool,     // whether the last pass was one with dropout
    needs_sums: bool,
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
            stride: 0,
            starts,
            activations: Vec::new(),
            deltas: Vec::new(),
            sums: Vec::new(),
            masks: Vec::new(),
            thinned: Vec::new(),
            dropped: false,
            needs_sums: shape.layers().iter().any(|layer| layer.activation.needs_sum()),
        };
        workspace.fit(batch);
        workspace
    }

    /// Takes on the stride of a batch; what stands in the rows is left over from before.
    #[inline]
    pub(super) fn fit(&mut self, batch: &Batch) {
        if self.stride == batch.stride() {
            return;
        }
        self.stride = batch.stride();
        let length = self.starts.last().unwrap_or(&0) * self.stride;
        grow(&mut self.activations, length);
        grow(&mut self.deltas, length);
        if self.needs_sums {
            grow(&mut self.sums, length);
        }
    }

    /// As [`Workspace::fit`], with room for a pass with dropout.
    pub(super) fn fit_dropout(&mut self, batch: &Batch) {
        self.fit(batch);
        let length = self.starts.last().unwrap_or(&0) * self.stride;
        grow(&mut self.masks, length);
        grow(&mut self.thinned, length);
    }

    /// Where the values of a layer stand in each of the buffers.
    #[inline]
    pub(super) fn rows(&self, layer: usize) -> Range<usize> {
        self.starts[layer] * self.stride..self.starts[layer + 1] * self.stride
    }

    /// The row length of the last batch.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// a of every unit of a layer, `[units][stride]`, after `forward`; with dropout as they are before it. Precondition,
    /// here and below: there is such a layer.
    pub fn activations(&self, layer: usize) -> &[f32] {
        &self.activations[self.rows(layer)]
    }

    /// δ = ∂L/∂z of every unit of a layer, `[units][stride]`, after `backward`.
    pub fn deltas(&self, layer: usize) -> &[f32] {
        &self.deltas[self.rows(layer)]
    }

    /// What dropout multiplied every unit of a layer by, `[units][stride]`: 0 where it was dropped. None when the last pass
    /// was without dropout, and for the output layer, which is never thinned.
    pub fn mask(&self, layer: usize) -> Option<&[f32]> {
        (self.dropped && layer + 2 < self.starts.len()).then(|| &self.masks[self.rows(layer)])
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
