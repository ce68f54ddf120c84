//! Which of ten classes a picture of 28 × 28 shows: two convolutions and a dense layer, as in the field's first examples.

use deep::{Block, Builder, Network, Parameters};
use learn::{Loss, Optimizer, OptimizerState};
use rand_core::Rng;

/// The model: 5,994 parameters.
pub struct Digits {
    /// What it has learnt.
    pub parameters: Parameters,
    blocks: [Block; 3],
}

impl Digits {
    /// A new one: normal weights of deviation 1.4 / √fan-in, biases 0.
    pub fn new(rng: &mut impl Rng) -> Digits {
        let mut parameters = Parameters::new();
        let shapes = [("first", 8, 5 * 5), ("second", 16, 8 * 5 * 5), ("classes", 10, 16 * 4 * 4)];
        let blocks = shapes.map(|(name, rows, columns)| {
            let block = parameters.add(name, rows, columns);
            parameters.draw(block, 1.4, rng);
            block
        });
        Digits { parameters, blocks }
    }

    /// Its plan for `count` pictures at once.
    pub fn network(&self, count: usize) -> Network {
        let [first, second, classes] = self.blocks;
        let mut plan = Builder::new(count);
        let input = plan.input(1, 28, 28);
        let mut layers = Vec::new();
        let mut x = input;
        for block in [first, second] {
            let z = plan.conv(x, block, 5);
            let a = plan.relu(z);
            x = plan.max_pool::<2>(a);
            layers.extend([a, x]);
        }
        let features = plan.flatten(x);
        let logits = plan.linear(features, classes);
        let loss = plan.loss(logits, Loss::CrossEntropy);
        Network { plan: plan.finish(), input, layers, logits, loss }
    }

    /// One step downhill along the gradients, after which they are 0 again.
    pub fn step(&mut self, optimizer: Optimizer, learning_rate: f32, state: &mut OptimizerState) {
        self.parameters.step(optimizer, learning_rate, state);
        self.parameters.clear_gradients();
    }
}
