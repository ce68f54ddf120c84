//! Nothing is allocated in a step of training: a counting allocator watches whole runs.
//!
//! One test, since every allocation of the program is counted, and so a test beside it would be, too.

use std::alloc::System;

use kittengrad::learn::training::Chance;
use kittengrad::learn::{
    Activation, Batch, Dropout, Loss, Optimizer, Penalty, Recipe, Schedule, Shape, Training, Workspace, forward,
};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[test]
fn a_step_allocates_nothing() {
    let shape = Shape::network(2, &[8, 5], Activation::Gelu, 3);
    let points = Batch::new(2, 3, 43);
    let mut parameters = vec![0.1; shape.parameter_count()];
    let optimizers = [
        Optimizer::Descent,
        Optimizer::Momentum { momentum: 0.9 },
        Optimizer::Nesterov { momentum: 0.9 },
        Optimizer::RmsProp,
        Optimizer::Adam,
    ];
    for optimizer in optimizers {
        for loss in Loss::ALL {
            for batch_size in [None, Some(1), Some(10), Some(16), Some(42)] {
                for rate in [0.0, 0.5] {
                    let recipe = Recipe {
                        loss,
                        optimizer,
                        batch_size,
                        penalty: Penalty::L1 { strength: 0.01 },
                        dropout: Dropout { rate },
                        learning_rate: 0.01,
                        schedule: Schedule::Cosine { over: 1000 },
                    };
                    let mut ws = Workspace::new(&shape, &points);
                    let mut training = Training::new(&shape, &points);
                    let mut chance = Chance { order: Pcg32::seed_from_u64(1), dropout: Pcg32::seed_from_u64(2) };
                    let mut value = 0.0;
                    let mut steps = |count: usize| {
                        for _ in 0..count {
                            forward(&shape, &parameters, &points, &mut ws);
                            value += loss.value(&points, &ws) + recipe.penalty.value(&shape, &parameters);
                            training.step(&recipe, &shape, &mut parameters, &points, &mut ws, &mut chance);
                        }
                    };
                    steps(1); // the first makes room for a batch
                    let region = Region::new(COUNTED);
                    steps(100);
                    let change = region.change();
                    let moved = (change.allocations, change.reallocations, change.deallocations);
                    assert_eq!(moved, (0, 0, 0), "{recipe:?}");
                }
            }
        }
    }
}
