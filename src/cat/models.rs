//! The models that are trained on drawings, each some lines, and what all of them have in common.

use deep::{Block, Builder, Network, Parameters, Sheet};
use drawings::SIDE;
use learn::{Optimizer, OptimizerState};
use rand_pcg::Pcg32;

/// Which model it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cat or no cat: three convolutions, and a neuron that sums up whether each of eight things is to be seen anywhere.
    /// 1,675 parameters.
    Cat,
    /// Cat or no cat by one hidden layer of so many units, which see all pixels.
    Dense {
        /// How many.
        units: usize,
    },
    /// Cat or no cat by one weighted sum of all pixels.
    Line,
}

/// A model: its parameters, whatever the number of pictures that it looks at.
#[derive(Clone, Debug)]
pub struct Model {
    /// Which it is.
    pub form: Form,
    /// What it has learnt.
    pub parameters: Parameters,
    blocks: Vec<Block>,
}

impl Model {
    /// A new one: normal weights of deviation 1.4 / √fan-in, biases 0.
    pub fn new(form: Form, rng: &mut Pcg32) -> Model {
        let mut parameters = Parameters::new();
        let mut add = |name, rows, columns| {
            let block = parameters.add(name, rows, columns);
            parameters.draw(block, 1.4, rng);
            block
        };
        let blocks = match form {
            Form::Cat => vec![
                add("strokes", 8, 5 * 5),
                add("parts", 10, 8 * 3 * 3),
                add("faces", 8, 10 * 3 * 3),
                add("verdict", 1, 8),
            ],
            Form::Dense { units } => vec![add("hidden", units, SIDE * SIDE), add("verdict", 1, units)],
            Form::Line => vec![add("verdict", 1, SIDE * SIDE)],
        };
        let mut model = Model { form, parameters, blocks };
        model.keep_faces_alive();
        model.lean_on_evidence();
        model
    }

    /// The cat's faces begin with weights half as wide and biases of 0.2. A face is seen where it is strongest, so at first in
    /// every picture; the first steps push all of them down, and from wider weights more units end below 0 for ever.
    fn keep_faces_alive(&mut self) {
        if let (Form::Cat, [.., faces, _]) = (self.form, &self.blocks[..]) {
            let values = self.parameters.values_mut();
            values[faces.weights()].iter_mut().for_each(|w| *w *= 0.5);
            values[faces.biases()].fill(0.2);
        }
    }

    /// The cat's verdict begins with weights |w| + 0.1 and a bias of −3: what is seen speaks for a cat, and nothing against.
    /// The bias takes back about what eight faces add up to at the start.
    fn lean_on_evidence(&mut self) {
        if let (Form::Cat, [.., verdict]) = (self.form, &self.blocks[..]) {
            let values = self.parameters.values_mut();
            values[verdict.weights()].iter_mut().for_each(|w| *w = w.abs() + 0.1);
            values[verdict.biases()].fill(-3.0);
        }
    }

    /// Its blocks, from the pixels up.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its plan for `count` pictures at once.
    pub fn network(&self, count: usize) -> Network {
        let mut plan = Builder::new(count);
        let input = plan.input(1, SIDE, SIDE);
        self.over(plan, input)
    }

    /// The same, with the gradient of the pixels: what would have to change in the picture.
    pub fn network_with_gradient(&self, count: usize) -> Network {
        let mut plan = Builder::new(count);
        let input = plan.input_with_gradient(1, SIDE, SIDE);
        self.over(plan, input)
    }

    /// The layers over an input.
    fn over(&self, mut plan: Builder, input: Sheet) -> Network {
        let block = |n: usize| self.blocks[n];
        let mut layers = Vec::new();
        let mut keep = |sheet: Sheet| {
            layers.push(sheet);
            sheet
        };
        let logits = match self.form {
            Form::Cat => {
                let strokes = keep(conv(&mut plan, input, block(0), 5));
                let pooled = keep(plan.max_pool::<2>(strokes));
                let parts = keep(conv(&mut plan, pooled, block(1), 3));
                let pooled = keep(plan.max_pool::<2>(parts));
                let faces = keep(conv(&mut plan, pooled, block(2), 3));
                let seen = keep(plan.max_over(faces));
                plan.linear(seen, block(3))
            }
            Form::Dense { .. } => {
                let pixels = plan.flatten(input);
                let hidden = plan.linear(pixels, block(0));
                let hidden = keep(plan.relu(hidden));
                plan.linear(hidden, block(1))
            }
            Form::Line => {
                let pixels = plan.flatten(input);
                plan.linear(pixels, block(0))
            }
        };
        let loss = plan.logistic(logits);
        Network { plan: plan.finish(), input, layers, logits, loss }
    }

    /// One step downhill along the gradients, after which they are 0 again. The cat's verdict keeps its weights at 0 or above.
    pub fn step(&mut self, optimizer: Optimizer, learning_rate: f32, state: &mut OptimizerState) {
        self.parameters.step(optimizer, learning_rate, state);
        if let (Form::Cat, [.., verdict]) = (self.form, &self.blocks[..]) {
            self.parameters.clip_below_zero(*verdict);
        }
        self.parameters.clear_gradients();
    }
}

/// Filters of k × k, and what is left of their sums above 0.
fn conv(plan: &mut Builder, x: Sheet, block: Block, k: usize) -> Sheet {
    let z = plan.conv(x, block, k);
    plan.relu(z)
}
