//! A network on pictures, trained by a plan, with the few functions that the benchmark's script calls.

use std::cell::RefCell;

use deep::Network;
use digits::Digits;
use learn::{Optimizer, OptimizerState};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

mod digits;

/// A network in training.
struct Run {
    model: Digits,
    network: Network,
    state: OptimizerState,
    optimizer: Optimizer,
    rate: f32,
    pixels: Vec<f32>,  // [pictures][28 · 28]
    classes: Vec<f32>, // [pictures]
    at: usize,         // the picture with which the next batch begins
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// Calls `work` with the run, if there is one.
fn with<T: Default>(work: impl FnOnce(&mut Run) -> T) -> T {
    RUN.with_borrow_mut(|run| run.as_mut().map(work)).unwrap_or_default()
}

impl Run {
    /// Hands the next batch to the plan and takes it forward. Returns the loss.
    fn forward(&mut self) -> f32 {
        let Network { plan, input, loss, .. } = &mut self.network;
        let pictures = self.pixels.chunks_exact(self.pixels.len() / self.classes.len());
        for (n, picture) in pictures.skip(self.at).take(input.count).enumerate() {
            plan.set_picture(*input, 0, n, picture);
        }
        if let Some(targets) = plan.targets_mut(*loss) {
            targets.target_mut(0).copy_from_slice(&self.classes[self.at..][..input.count]);
        }
        self.at = (self.at + input.count) % self.classes.len();
        plan.forward(&self.model.parameters);
        plan.loss()
    }
}

/// A network that is taught `pictures` pictures in batches, a multiple of which they are.
#[unsafe(no_mangle)]
pub extern "C" fn new(pictures: usize, batch: usize, rate: f32, adam: bool) {
    let model = Digits::new(&mut Pcg32::seed_from_u64(0));
    let run = Run {
        network: model.network(batch),
        state: OptimizerState::new(model.parameters.values().len()),
        optimizer: if adam { Optimizer::Adam } else { Optimizer::Descent },
        rate,
        pixels: vec![0.0; pictures * 28 * 28],
        classes: vec![0.0; pictures],
        at: 0,
        model,
    };
    RUN.set(Some(run));
}

/// Where its parameters are to be written, layer by layer, weights and then biases.
#[unsafe(no_mangle)]
pub extern "C" fn parameters() -> usize {
    with(|run| run.model.parameters.values_mut().as_mut_ptr() as usize)
}

/// Where the pictures are to be written, one after the other.
#[unsafe(no_mangle)]
pub extern "C" fn pixels() -> usize {
    with(|run| run.pixels.as_mut_ptr() as usize)
}

/// Where the numbers of their classes are to be written.
#[unsafe(no_mangle)]
pub extern "C" fn classes() -> usize {
    with(|run| run.classes.as_mut_ptr() as usize)
}

/// Trains so many steps.
#[unsafe(no_mangle)]
pub extern "C" fn run(steps: u32) {
    with(|run| {
        for _ in 0..steps {
            run.forward();
            run.network.plan.backward(&mut run.model.parameters, 1.0);
            run.model.step(run.optimizer, run.rate, &mut run.state);
        }
    });
}

/// The loss on all pictures.
#[unsafe(no_mangle)]
pub extern "C" fn loss() -> f32 {
    with(|run| {
        let batches = run.classes.len() / run.network.input.count;
        let at = std::mem::take(&mut run.at);
        let sum: f32 = (0..batches).map(|_| run.forward()).sum();
        run.at = at;
        sum / batches as f32
    })
}
