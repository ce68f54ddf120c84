//! The points that a step learns from, laid out so that one instruction works on several of them.

use super::vector::{LANES, VECTORS};

/// Inputs and targets of `count` points, value by value: row i holds the i-th input of every point.
///
/// So vectors run along the points, whatever the width of the model. A row is `stride` long, `count` rounded up to whole
/// blocks of vectors; what stands in the padding touches neither loss nor gradients.
#[derive(Clone, Debug)]
pub struct Batch {
    count: usize,
    stride: usize,
    input_rows: usize,
    target_rows: usize,
    inputs: Vec<f32>,  // [input_rows][stride]
    targets: Vec<f32>, // [target_rows][stride]
}

impl Batch {
    /// `count` points with all values 0. A count of 0 is legal: its loss is 0 and so are its gradients.
    pub fn new(inputs: usize, outputs: usize, count: usize) -> Batch {
        let stride = count.next_multiple_of(VECTORS * LANES);
        Batch {
            count,
            stride,
            input_rows: inputs,
            target_rows: outputs,
            inputs: vec![0.0; inputs * stride],
            targets: vec![0.0; outputs * stride],
        }
    }

    /// Changes the number of points. A new count sets all values to 0, the same count keeps them; memory is allocated only
    /// when there have never been so many points.
    pub fn resize(&mut self, count: usize) {
        if count == self.count {
            return;
        }
        self.count = count;
        self.stride = count.next_multiple_of(VECTORS * LANES);
        for (values, rows) in [(&mut self.inputs, self.input_rows), (&mut self.targets, self.target_rows)] {
            values.clear();
            values.resize(rows * self.stride, 0.0);
        }
    }

    /// How many points.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The length of a row: `count` rounded up to a multiple of [`VECTORS`] whole vectors.
    #[inline]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Values in one point's x.
    #[inline]
    pub fn input_count(&self) -> usize {
        self.input_rows
    }

    /// Values in one point's y.
    #[inline]
    pub fn target_count(&self) -> usize {
        self.target_rows
    }

    /// The i-th input of every point, `[count]`. Precondition, here and below: there is such a row.
    #[inline]
    pub fn input(&self, i: usize) -> &[f32] {
        &self.inputs[i * self.stride..][..self.count]
    }

    /// The i-th input of every point, `[count]`, to be filled.
    #[inline]
    pub fn input_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.inputs[i * self.stride..][..self.count]
    }

    /// The o-th target of every point, `[count]`.
    #[inline]
    pub fn target(&self, o: usize) -> &[f32] {
        &self.targets[o * self.stride..][..self.count]
    }

    /// The o-th target of every point, `[count]`, to be filled.
    #[inline]
    pub fn target_mut(&mut self, o: usize) -> &mut [f32] {
        &mut self.targets[o * self.stride..][..self.count]
    }

    /// All inputs with their padding, `[inputs][stride]`.
    #[inline]
    pub fn padded_inputs(&self) -> &[f32] {
        &self.inputs
    }

    /// All targets with their padding, `[outputs][stride]`.
    #[inline]
    pub fn padded_targets(&self) -> &[f32] {
        &self.targets
    }
}
