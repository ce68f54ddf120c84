//! What is learnt: all weights and biases in one flat slice, and their gradients in another, block by block.
//!
//! An operation refers to a block, and several may refer to the same one, in one plan or in several: their gradients add up.
//! So a plan for eight pictures and a plan for one are the same model, a recurrent network uses a block at each letter, and
//! an optimizer of `learn` is one loop over everything.

use learn::init::normal;
use learn::{Optimizer, OptimizerState};
use rand_core::Rng;
use std::ops::Range;

/// Weights `[rows][columns]`, row by row, and after them biases `[rows]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is called.
    pub name: &'static str,
    /// Units or channels that go out.
    pub rows: usize,
    /// Weights of each: what comes in, for a convolution `[channels][k][k]`.
    pub columns: usize,
    start: usize,
}

impl Block {
    /// Where its weights lie, `[rows][columns]`.
    pub fn weights(&self) -> Range<usize> {
        self.start..self.start + self.rows * self.columns
    }

    /// Where its biases lie, `[rows]`.
    pub fn biases(&self) -> Range<usize> {
        self.weights().end..self.all().end
    }

    /// Weights and biases.
    pub fn all(&self) -> Range<usize> {
        self.start..self.start + self.rows * (self.columns + 1)
    }
}

/// Values and gradients of all blocks.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    blocks: Vec<Block>,
    values: Vec<f32>,
    gradients: Vec<f32>,
}

impl Parameters {
    /// None yet.
    pub fn new() -> Parameters {
        Parameters::default()
    }

    /// A further block, of zeros.
    pub fn add(&mut self, name: &'static str, rows: usize, columns: usize) -> Block {
        let block = Block { name, rows, columns, start: self.values.len() };
        self.values.resize(block.all().end, 0.0);
        self.gradients.resize(block.all().end, 0.0);
        self.blocks.push(block);
        block
    }

    /// Normal weights of deviation gain / √columns, and biases 0.
    pub fn draw(&mut self, block: Block, gain: f64, rng: &mut impl Rng) {
        let deviation = gain / f64::sqrt(block.columns.max(1) as f64);
        self.values[block.weights()].fill_with(|| (deviation * normal(rng)) as f32);
        self.values[block.biases()].fill(0.0);
    }

    /// In the order in which they lie.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// All values, block by block.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// ∂L/∂θ for each value θ, summed over the passes backward since [`Parameters::clear_gradients`].
    pub fn gradients(&self) -> &[f32] {
        &self.gradients
    }

    /// Values to be read, and gradients to be added to.
    pub(crate) fn split(&mut self) -> (&[f32], &mut [f32]) {
        (&self.values, &mut self.gradients)
    }

    /// All gradients 0 again: before the first pass backward of a step.
    pub fn clear_gradients(&mut self) {
        self.gradients.fill(0.0);
    }

    /// One step downhill along the gradients, which stay as they are. `state` was made for as many values.
    pub fn step(&mut self, optimizer: Optimizer, learning_rate: f32, state: &mut OptimizerState) {
        optimizer.step(&mut self.values, &self.gradients, learning_rate, state);
    }

    /// Weights below 0 become 0; a NaN stays. The biases stay as they are.
    pub fn clip_below_zero(&mut self, block: Block) {
        for weight in &mut self.values[block.weights()] {
            if *weight < 0.0 {
                *weight = 0.0;
            }
        }
    }
}
