//! How long a step takes, printed and not judged: `cargo test --release --test speed -- --ignored --nocapture`.
//!
//! The four networks on which the libraries of the field have been compared. What counts is the browser, which `cargo xtask
//! bench` measures; this is quicker, for while one works on the core.

use std::time::Instant;

use kittengrad::learn::training::Chance;
use kittengrad::learn::{Activation, Batch, Init, Optimizer, Recipe, Shape, Training, Workspace, forward, initialize};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

#[test]
#[ignore = "a measurement"]
fn microseconds_a_step() {
    let descent = Optimizer::Descent;
    for (name, shape, count, batch_size, optimizer) in [
        ("line, 50 points", Shape::linear(1), 50, None, descent),
        ("1-8-8-1 tanh, 100", Shape::network(1, &[8, 8], Activation::Tanh, 1), 100, None, descent),
        ("2-4-2-1 tanh, 250", Shape::network(2, &[4, 2], Activation::Tanh, 1), 250, None, descent),
        ("the same, batches of 10", Shape::network(2, &[4, 2], Activation::Tanh, 1), 250, Some(10), descent),
        ("2-64-64-64-1 ReLU, 200", Shape::network(2, &[64; 3], Activation::Relu, 1), 200, None, descent),
        ("the same, Adam", Shape::network(2, &[64; 3], Activation::Relu, 1), 200, None, Optimizer::Adam),
    ] {
        let mut points = Batch::new(shape.inputs(), 1, count);
        for p in 0..count {
            (0..shape.inputs()).for_each(|i| points.input_mut(i)[p] = ((p * (37 + 11 * i)) % 101) as f32 / 50.0 - 1.0);
            points.target_mut(0)[p] = points.input(0)[p].sin();
        }
        let mut parameters = vec![0.0; shape.parameter_count()];
        initialize(&shape, Init::Suited, &mut Pcg32::seed_from_u64(3), &mut parameters);
        let mut ws = Workspace::new(&shape, &points);
        let recipe = Recipe { optimizer, batch_size, learning_rate: 0.001, ..Recipe::default() };
        let mut training = Training::new(&shape, &points);
        let mut chance = Chance { order: Pcg32::seed_from_u64(1), dropout: Pcg32::seed_from_u64(2) };
        let steps = 1 + 400_000 / (shape.parameter_count() * batch_size.unwrap_or(count) + 500);
        let mut least = f64::INFINITY; // the quickest of many rounds: a busy machine only makes them longer
        for _ in 0..300 {
            let start = Instant::now();
            for _ in 0..steps {
                if batch_size.is_none() {
                    forward(&shape, &parameters, &points, &mut ws);
                }
                training.step(&recipe, &shape, &mut parameters, &points, &mut ws, &mut chance);
            }
            least = least.min(start.elapsed().as_secs_f64() / steps as f64);
        }
        println!("{name:26} {:8.3} us", 1e6 * least);
    }
}
