//! What can be taught in these tests: the models of the page, and that of the benchmark.

use cat::models::{Form, Model};
use deep::{Block, Network, Parameters};
use digits::Digits;
use kittengrad::learn::{Optimizer, OptimizerState};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

#[path = "../../peers/plan/src/digits.rs"]
mod digits;

/// Each of them, by its name in the fixtures.
pub const NAMES: [&str; 4] = ["cat", "dense", "line", "digits"];

/// A model.
pub trait Taught {
    fn parameters(&mut self) -> &mut Parameters;
    fn network(&self, count: usize) -> Network;
    fn step(&mut self, optimizer: Optimizer, rate: f32, state: &mut OptimizerState);
}

impl Taught for Model {
    fn parameters(&mut self) -> &mut Parameters {
        &mut self.parameters
    }

    fn network(&self, count: usize) -> Network {
        self.network(count)
    }

    fn step(&mut self, optimizer: Optimizer, rate: f32, state: &mut OptimizerState) {
        self.step(optimizer, rate, state);
    }
}

impl Taught for Digits {
    fn parameters(&mut self) -> &mut Parameters {
        &mut self.parameters
    }

    fn network(&self, count: usize) -> Network {
        self.network(count)
    }

    fn step(&mut self, optimizer: Optimizer, rate: f32, state: &mut OptimizerState) {
        self.step(optimizer, rate, state);
    }
}

/// A new model; the dense one has so many units.
pub fn taught(name: &str, units: usize, seed: u64) -> Box<dyn Taught> {
    let rng = &mut Pcg32::seed_from_u64(seed);
    let form = match name {
        "cat" => Form::Cat,
        "dense" => Form::Dense { units },
        "line" => Form::Line,
        "digits" => return Box::new(Digits::new(rng)),
        other => panic!("no model {other}"),
    };
    Box::new(Model::new(form, rng))
}

/// How many classes it tells apart.
pub fn classes(name: &str) -> usize {
    if name == "digits" { 10 } else { 2 }
}

/// Its blocks, from the pixels up.
pub fn blocks(model: &mut dyn Taught) -> Vec<Block> {
    model.parameters().blocks().to_vec()
}
