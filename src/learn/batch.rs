//! The points that a step learns from, laid out so that one instruction works on several of them at once.

use super::fast::vector::LANES;

/// Inputs and targets of `count` points, value by value: row i holds the i-th input of every point.
///
/// So vectors run along the points, whatever the width of the model. A row is `stride` long: `count` rounded up to whole
/// vectors. What stands in the padding changes neither loss nor gradients.
#[derive(Clone, Debug)]
pub struct Batch {
    count: usize,
    stride: usize,
    input_rows: usize,
    target_rows: usize,
    inputs: Vec<f32>,  // [input_rows][stride], and after it whatever larger batches left
    targets: Vec<f32>, // [target_rows][stride], likewise
}

impl Batch {
    /// `count` points with all values 0. A count of 0 is legal: its loss is 0 and so are its gradients.
    ///
    /// `targets` is how many values a point's y has. It is the number of the model's outputs, or 1 where the y of several
    /// outputs is a class (see [`super::loss::Loss::CrossEntropy`]).
    #[inline]
    pub fn new(inputs: usize, targets: usize, count: usize) -> Batch {
        let stride = count.next_multiple_of(LANES);
        Batch {
            count,
            stride,
            input_rows: inputs,
            target_rows: targets,
            inputs: vec![0.0; inputs * stride],
            targets: vec![0.0; targets * stride],
        }
    }

    /// Changes the number of points. A new count sets all values to 0, the same count keeps them; memory is allocated only
    /// when there have never been this many points.
    #[inline]
    pub fn resize(&mut self, count: usize) {
        if count == self.count {
            return;
        }
        self.set_count(count);
        self.inputs.fill(0.0);
        self.targets.fill(0.0);
    }

    /// Becomes the points of `all` with these indices, in this order. Memory is allocated only when there have never been
    /// this many. Preconditions: both batches have the same rows, and every index is below `all.count()`.
    #[inline]
    pub fn gather(&mut self, all: &Batch, indices: &[u32]) {
        self.set_count(indices.len());
        if all.stride == 0 || self.stride == 0 {
            return;
        }
        for (to, from) in [(&mut self.inputs, &all.inputs), (&mut self.targets, &all.targets)] {
            for (to, from) in to.chunks_exact_mut(self.stride).zip(from.chunks_exact(all.stride)) {
                for (to, &index) in to.iter_mut().zip(indices) {
                    *to = from[index as usize];
                }
            }
        }
    }

    /// Sets the count and makes room; what stands in the rows is left over from before.
    #[inline]
    fn set_count(&mut self, count: usize) {
        self.count = count;
        self.stride = count.next_multiple_of(LANES);
        for (values, rows) in [(&mut self.inputs, self.input_rows), (&mut self.targets, self.target_rows)] {
            if values.len() < rows * self.stride {
                values.resize(rows * self.stride, 0.0);
            }
        }
    }

    /// How many points.
    #[inline]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The length of a row: `count` rounded up to a multiple of [`LANES`].
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
        &self.inputs[..self.input_rows * self.stride]
    }

    /// All targets with their padding, `[targets][stride]`.
    #[inline]
    pub fn padded_targets(&self) -> &[f32] {
        &self.targets[..self.target_rows * self.stride]
    }
}
