//! A step of training and its parts: batches, order, dropout, penalties, schedules, optimizers; what must be equal is equal
//! bit for bit.

use kittengrad::learn::closed_form::solve;
use kittengrad::learn::training::RngStreams;
use kittengrad::learn::{
    Activation, Batch, Dropout, Init, Layer, Loss, Optimizer, OptimizerState, Order, Penalty, Recipe, Schedule, Shape,
    Training, Workspace, backward, forward, forward_dropping, gradient_descent, initialize, mse, r_squared,
};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

const OPTIMIZERS: [Optimizer; 5] = [
    Optimizer::Descent,
    Optimizer::Momentum { momentum: 0.9 },
    Optimizer::Nesterov { momentum: 0.9 },
    Optimizer::RmsProp,
    Optimizer::Adam,
];

/// Points of the plane with targets that suit the loss, and a network at its random start.
fn setting(shape: &Shape, loss: Loss, count: usize) -> (Batch, Vec<f32>) {
    let mut points = Batch::new(shape.inputs(), shape.outputs(), count);
    let value = |p: usize, i: usize| ((p * (37 + 11 * i) + 5) % 101) as f32 / 50.0 - 1.0;
    for p in 0..count {
        (0..shape.inputs()).for_each(|i| points.input_mut(i)[p] = value(p, i));
        for o in 0..shape.outputs() {
            let y = value(p, 0) * value(p, 1 + o);
            points.target_mut(o)[p] = match loss {
                Loss::Logistic => f32::from(u8::from(y > 0.0)),
                Loss::CrossEntropy => f32::from(u8::from(o == p % shape.outputs())),
                Loss::MeanSquared | Loss::MeanAbsolute | Loss::Huber => y,
            };
        }
    }
    let mut parameters = vec![0.0; shape.parameter_count()];
    initialize(shape, Init::Suited, &mut Pcg32::seed_from_u64(7), &mut parameters);
    (points, parameters)
}

fn chance() -> RngStreams<Pcg32> {
    RngStreams { order: Pcg32::seed_from_u64(11), dropout: Pcg32::seed_from_u64(12) }
}

/// The parameters after so many steps, and the training.
fn trained(recipe: &Recipe, shape: &Shape, count: usize, steps: usize) -> (Vec<f32>, Training) {
    let (points, mut parameters) = setting(shape, recipe.loss, count);
    let mut ws = Workspace::new(shape, &points);
    let (mut training, mut chance) = (Training::new(shape, &points), chance());
    for _ in 0..steps {
        forward(&parameters, &points, &mut ws);
        training.step(recipe, &mut parameters, &points, &mut ws, &mut chance);
    }
    (parameters, training)
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|v| v.to_bits()).collect()
}

#[test]
fn a_batch_of_all_points_is_the_full_batch() {
    let shape = Shape::network(2, &[5, 3], Activation::Tanh, 1);
    for optimizer in OPTIMIZERS {
        let recipe = Recipe { optimizer, learning_rate: 0.01, ..Recipe::default() };
        let (whole, training) = trained(&recipe, &shape, 23, 40);
        assert_eq!((training.steps(), training.epochs()), (40, 40));
        for size in [23, 24, 1000] {
            let batched = trained(&Recipe { batch_size: Some(size), ..recipe }, &shape, 23, 40).0;
            assert_eq!(bits(&whole), bits(&batched));
        }
        let batched = trained(&Recipe { batch_size: Some(22), ..recipe }, &shape, 23, 40);
        assert_ne!(bits(&whole), bits(&batched.0));
        assert_eq!((batched.1.steps(), batched.1.epochs()), (40, 20));
    }
}

#[test]
fn every_epoch_visits_each_point_once_in_another_order() {
    for count in [1, 2, 3, 10, 36, 250] {
        for size in [1, 2, 7, 10, count, 0] {
            let (mut order, mut rng) = (Order::new(count), Pcg32::seed_from_u64(3));
            let mut epochs = Vec::new();
            for _ in 0..4 {
                let mut seen = Vec::new();
                assert!(order.is_at_end());
                while seen.is_empty() || !order.is_at_end() {
                    let batch = order.next_batch(size, &mut rng);
                    let left = count - seen.len();
                    assert_eq!(batch.len(), left.min(size.max(1)), "the last batch is what is left");
                    seen.extend_from_slice(batch);
                }
                let mut sorted = seen.clone();
                sorted.sort_unstable();
                assert!(sorted.into_iter().eq(0..count as u32));
                epochs.push(seen);
            }
            assert!(count < 10 || (0..3).all(|e| epochs[e] != epochs[e + 1]));
        }
    }
    assert_eq!(Order::new(0).next_batch(5, &mut Pcg32::seed_from_u64(3)), [0_u32; 0]);
}

#[test]
fn every_order_is_equally_probable() {
    let (mut order, mut rng) = (Order::new(4), Pcg32::seed_from_u64(5));
    let mut counts = std::collections::HashMap::new();
    for _ in 0..24_000 {
        *counts.entry(order.next_batch(4, &mut rng).to_vec()).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 24);
    // Of 24 counts of mean 1000 and deviation 31, none is 5 deviations away.
    assert!(counts.values().all(|c| (845..1155).contains(c)), "{counts:?}");
}

#[test]
fn a_gathered_batch_is_a_batch_of_these_points() {
    let shape = Shape::network(2, &[5, 3], Activation::Silu, 2);
    let (points, parameters) = setting(&shape, Loss::MeanSquared, 30);
    let mut gathered = Batch::new(2, 2, 0);
    let mut ws = Workspace::new(&shape, &gathered);
    for indices in [&[7, 3, 29, 0, 11, 12, 13][..], &[5], &[], &[1, 2, 3, 4], &[29, 28, 27, 26, 25, 24]] {
        gathered.gather(&points, indices);
        let mut fresh = Batch::new(2, 2, indices.len());
        for (at, &p) in indices.iter().enumerate() {
            (0..2).for_each(|i| fresh.input_mut(i)[at] = points.input(i)[p as usize]);
            (0..2).for_each(|o| fresh.target_mut(o)[at] = points.target(o)[p as usize]);
        }
        let results = [(&gathered, &mut ws), (&fresh, &mut Workspace::new(&shape, &fresh))].map(|(batch, ws)| {
            let mut gradients = vec![f32::NAN; parameters.len()];
            forward(&parameters, batch, ws);
            backward(&parameters, batch, Loss::MeanSquared, ws, &mut gradients);
            (Loss::MeanSquared.value(batch, ws).to_bits(), bits(&gradients))
        });
        assert_eq!(results[0], results[1], "a mean over {} points", indices.len());
    }
}

#[test]
fn nothing_in_the_padding_is_seen() {
    for activation in Activation::ALL {
        for loss in Loss::ALL {
            let shape = Shape::network(2, &[5, 4], activation, 3);
            for count in [1, 5, 6, 7] {
                let (clean, parameters) = setting(&shape, loss, count);
                // What a larger batch left stands in the padding: here nothing but NaN.
                let mut dirty = Batch::new(2, 3, 8);
                (0..2).for_each(|i| dirty.input_mut(i).fill(f32::NAN));
                (0..3).for_each(|o| dirty.target_mut(o).fill(f32::NAN));
                dirty.gather(&clean, &(0..count as u32).collect::<Vec<_>>());
                assert!(dirty.padded_inputs()[count..dirty.stride()].iter().all(|x| x.is_nan()));
                let [right, found] = [clean, dirty].map(|batch| {
                    let mut ws = Workspace::new(&shape, &batch);
                    let mut gradients = vec![0.0; parameters.len()];
                    let dropout = Dropout { rate: 0.3 };
                    forward_dropping(&parameters, &batch, &mut ws, dropout, &mut Pcg32::seed_from_u64(1));
                    backward(&parameters, &batch, loss, &mut ws, &mut gradients);
                    (loss.value(&batch, &ws).to_bits(), bits(&gradients), r_squared(&batch, &ws))
                });
                assert_eq!(right, found, "{activation:?} {loss:?} {count}");
            }
        }
    }
}

#[test]
fn no_dropout_and_no_penalty_are_what_they_say() {
    let shape = Shape::network(2, &[6, 5], Activation::Gelu, 1);
    for optimizer in OPTIMIZERS {
        let plain = Recipe { optimizer, learning_rate: 0.01, batch_size: Some(10), ..Recipe::default() };
        let right = bits(&trained(&plain, &shape, 36, 50).0);
        assert_eq!(right, bits(&trained(&plain, &shape, 36, 50).0), "the same again");
        for other in [
            Recipe { dropout: Dropout { rate: 0.0 }, ..plain },
            Recipe { penalty: Penalty::L1 { strength: 0.0 }, ..plain },
            Recipe { penalty: Penalty::L2 { strength: 0.0 }, ..plain },
        ] {
            assert_eq!(right, bits(&trained(&other, &shape, 36, 50).0), "{other:?}");
        }
        assert_ne!(right, bits(&trained(&Recipe { dropout: Dropout { rate: 0.1 }, ..plain }, &shape, 36, 50).0));
    }
    // A batch of all points draws nothing, and neither does a rate of 0.
    let (points, mut parameters) = setting(&shape, Loss::MeanSquared, 9);
    let (mut ws, mut training, mut used) = (Workspace::new(&shape, &points), Training::new(&shape, &points), chance());
    forward(&parameters, &points, &mut ws);
    training.step(&Recipe::default(), &mut parameters, &points, &mut ws, &mut used);
    assert_eq!((used.order, used.dropout), (chance().order, chance().dropout));
}

#[test]
fn dropout_silences_its_part_and_keeps_the_mean() {
    let shape = Shape::network(2, &[50, 40], Activation::Sigmoid, 1);
    let (points, parameters) = setting(&shape, Loss::MeanSquared, 101);
    let mut ws = Workspace::new(&shape, &points);
    for rate in [0.1, 0.5, 0.8, 1.0, 2.0] {
        let mut rng = Pcg32::seed_from_u64(2);
        forward_dropping(&parameters, &points, &mut ws, Dropout { rate }, &mut rng);
        for layer in 0..2 {
            let mask: Vec<f32> =
                ws.mask(layer).unwrap().chunks_exact(ws.stride()).flat_map(|row| row[..101].to_vec()).collect();
            let kept = mask.iter().filter(|m| **m > 0.0).count() as f32 / mask.len() as f32;
            assert!((kept - (1.0 - rate).max(0.0)).abs() < 0.03, "{kept} of {rate}");
            assert!(mask.iter().all(|m| *m == 0.0 || *m == 1.0 / (1.0 - rate)));
        }
        assert!(ws.mask(2).is_none() && ws.output().iter().all(|y| y.is_finite()));
    }
    forward(&parameters, &points, &mut ws);
    assert!(ws.mask(0).is_none(), "a model is judged whole");
}

#[test]
fn schedules_depend_on_the_step_alone() {
    let close = |schedule: Schedule, step: u64, right: f32| {
        let found = schedule.factor(step);
        assert!((found - right).abs() < 1e-6, "{schedule:?} at {step}: {found} for {right}");
    };
    close(Schedule::Constant, 12345, 1.0);
    for (step, right) in [(0, 1.0), (9, 1.0), (10, 0.5), (39, 0.125), (40, 0.0625), (u64::MAX, 0.0)] {
        close(Schedule::Step { every: 10, factor: 0.5 }, step, right);
    }
    for (step, right) in [(0, 1.0), (50, 0.853_553_4), (100, 0.5), (200, 0.0), (201, 0.0), (u64::MAX, 0.0)] {
        close(Schedule::Cosine { over: 200 }, step, right);
    }
    assert!(Schedule::Cosine { over: 200 }.factor(199) > 0.0 && Schedule::Cosine { over: 200 }.factor(200) == 0.0);
    for (step, right) in [(0, 0.2), (25, 0.6), (50, 1.0), (51, 1.0), (u64::MAX, 1.0)] {
        close(Schedule::WarmUp { over: 50, from: 0.2 }, step, right);
    }
    for schedule in [
        Schedule::Step { every: 0, factor: 0.9 },
        Schedule::Cosine { over: 0 },
        Schedule::WarmUp { over: 0, from: 0.1 },
    ] {
        assert!((0..5).all(|step| schedule.factor(step).is_finite()));
    }
}

#[test]
fn where_the_gradient_has_died_the_velocity_dies_too() {
    for optimizer in OPTIMIZERS {
        let (mut parameters, mut memory) = ([1.0; 5], OptimizerState::new(5));
        for gradient in std::iter::once(1e-3).chain(std::iter::repeat_n(0.0, 2000)) {
            optimizer.step(&mut parameters, &[gradient; 5], 0.01, &mut memory);
        }
        assert_eq!(memory.velocity(), [0.0; 5], "{optimizer:?} keeps a subnormal number for ever");
    }
}

#[test]
fn the_rate_limit_parts_descent_that_converges_from_descent_that_does_not() {
    let rising: Vec<f32> = (0..20).map(|p| 3.0 + p as f32).collect();
    for (xs, start) in [(&rising[..], [0.5, 1.0]), (&[-1.0, -1.0, -1.0, 1.0], [0.5, 0.0])] {
        let mut batch = Batch::new(1, 1, xs.len());
        batch.input_mut(0).copy_from_slice(xs);
        (0..xs.len()).for_each(|p| batch.target_mut(0)[p] = 2.0 * p as f32 - 1.0);
        let limit = Optimizer::Descent.rate_limit(solve(&batch, 0.0).expect("points").curvature).expect("a limit");
        let shape = Shape::linear(1);
        let run = |rate: f64| {
            let (mut parameters, mut gradients, mut work) = (start, [0.0; 2], Workspace::new(&shape, &batch));
            for _ in 0..3000 {
                forward(&parameters, &batch, &mut work);
                backward(&parameters, &batch, Loss::MeanSquared, &mut work, &mut gradients);
                gradient_descent(&mut parameters, &gradients, rate as f32);
            }
            forward(&parameters, &batch, &mut work);
            mse(&batch, &work)
        };
        assert!(run(0.98 * limit) < 3.0, "{xs:?}");
        let beyond = run(1.02 * limit);
        assert!(beyond.is_nan() || beyond > 1e6, "{xs:?}: {beyond}");
    }
}

#[test]
fn the_limit_of_momentum_parts_runs_that_converge_from_runs_that_do_not() {
    let shape = Shape::linear(1);
    for optimizer in &OPTIMIZERS[..3] {
        let (points, start) = setting(&shape, Loss::MeanSquared, 20);
        let limit = optimizer.rate_limit(solve(&points, 0.0).unwrap().curvature).unwrap();
        let end = |part: f64| {
            let recipe = Recipe { optimizer: *optimizer, learning_rate: (part * limit) as f32, ..Recipe::default() };
            let (parameters, _) = trained(&recipe, &shape, 20, 3000);
            parameters.iter().map(|p| p.abs()).sum::<f32>()
        };
        assert!(end(0.98) < 3.0, "{optimizer:?} from {start:?}");
        assert!(!end(1.02).is_finite() || end(1.02) > 1e4, "{optimizer:?}");
    }
    assert_eq!(Optimizer::Adam.rate_limit(1.0), None);
    assert_eq!(Optimizer::Descent.rate_limit(0.0), None);
}

#[test]
fn r_squared_is_the_part_that_is_explained() {
    let shape = Shape::linear(1);
    let mut points = Batch::new(1, 1, 5);
    points.input_mut(0).copy_from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    points.target_mut(0).copy_from_slice(&[2.0, 4.0, 6.0, 8.0, 10.0]);
    let of = |points: &Batch, parameters: &[f32]| {
        let mut ws = Workspace::new(&shape, points);
        forward(parameters, points, &mut ws);
        r_squared(points, &ws)
    };
    assert_eq!(of(&points, &[2.0, 0.0]), Some(1.0));
    assert_eq!(of(&points, &[0.0, 6.0]), Some(0.0));
    assert_eq!(of(&points, &[1.0, 0.0]), Some(1.0 - 55.0 / 40.0));
    points.target_mut(0).fill(3.0);
    assert_eq!((of(&points, &[1.0, 0.0]), of(&Batch::new(1, 1, 0), &[1.0, 0.0])), (None, None));
}

#[test]
fn what_is_wrong_is_noticed() {
    // A class that there is not, a NaN among the targets, an overflow of every output.
    let shape = Shape::new(1, &[Layer { units: 3, activation: Activation::Linear }]);
    for class in [3.0, -1.0, 0.5, f32::NAN] {
        let mut points = Batch::new(1, 1, 6);
        let mut ws = Workspace::new(&shape, &points);
        let loss = |points: &Batch, ws: &mut Workspace| {
            forward(&[0.1; 6], points, ws);
            Loss::CrossEntropy.value(points, ws)
        };
        assert!((loss(&points, &mut ws) - 3.0_f32.ln()).abs() < 1e-6);
        points.target_mut(0)[5] = class;
        assert!(loss(&points, &mut ws).is_nan(), "{class}");
    }
    for loss in Loss::ALL {
        let shape = Shape::network(2, &[3], Activation::Tanh, 2);
        let (mut points, parameters) = setting(&shape, loss, 6);
        points.target_mut(1)[5] = f32::NAN;
        let mut ws = Workspace::new(&shape, &points);
        let mut gradients = vec![0.0; parameters.len()];
        forward(&parameters, &points, &mut ws);
        backward(&parameters, &points, loss, &mut ws, &mut gradients);
        assert!(loss.value(&points, &ws).is_nan() && gradients.iter().any(|g| g.is_nan()), "{loss:?}");
    }
}
