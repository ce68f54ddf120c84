//! Frozen parameters stay as they are to the bit, with all that the optimizer remembers of them; free ones take the very steps
//! that they would take alone.

use kittengrad::learn::{
    Activation, Batch, Dropout, Frozen, Init, Loss, Optimizer, OptimizerState, Penalty, Recipe, RngStreams, Shape,
    Training, Workspace, backward, forward, initialize,
};
use proptest::prelude::*;
use rand_core::SeedableRng;
use rand_pcg::Pcg32;
use std::collections::BTreeSet;
use std::ops::Range;

const OPTIMIZERS: [Optimizer; 5] = [
    Optimizer::Descent,
    Optimizer::Momentum { momentum: 0.9 },
    Optimizer::Nesterov { momentum: 0.8 },
    Optimizer::RmsProp,
    Optimizer::Adam,
];

const COUNT: usize = 23;

fn shape() -> Shape {
    Shape::network(1, &[5, 3], Activation::Tanh, 1)
}

fn points() -> Batch {
    let mut points = Batch::new(1, 1, COUNT);
    for p in 0..COUNT {
        points.input_mut(0)[p] = p as f32 / 5.0 - 2.0;
        points.target_mut(0)[p] = (p as f32 * 0.7).sin();
    }
    points
}

fn range_of(places: Range<usize>) -> Frozen {
    Frozen::of(std::iter::once(places))
}

fn drawn() -> Vec<f32> {
    let mut parameters = vec![0.0; shape().parameter_count()];
    initialize(&shape(), Init::Xavier, &mut Pcg32::seed_from_u64(3), &mut parameters);
    parameters
}

fn chance() -> RngStreams<Pcg32> {
    RngStreams { order: Pcg32::seed_from_u64(11), dropout: Pcg32::seed_from_u64(12) }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|v| v.to_bits()).collect()
}

/// Which parameters are frozen in the runs below: none, the ends, single ones, whole layers, all.
fn choices() -> Vec<Frozen> {
    let count = shape().parameter_count();
    vec![
        Frozen::default(),
        range_of(0..1),
        range_of(count - 1..count),
        Frozen::of([3..4, 7..8, 9..10, 20..22]),
        range_of(0..10),
        range_of(10..28),
        range_of(0..count - 1),
        range_of(0..count),
        // Beyond the last there is nothing to freeze.
        range_of(count..count + 9),
    ]
}

/// A step of the free parameters alone, laid side by side, by a gradient of all.
fn step_alone(
    optimizer: Optimizer,
    frozen: &BTreeSet<usize>,
    (parameters, gradients): (&mut [f32], &[f32]),
    rate: f32,
    state: &mut OptimizerState,
) {
    let free: Vec<usize> = (0..parameters.len()).filter(|at| !frozen.contains(at)).collect();
    let mut own: Vec<f32> = free.iter().map(|at| parameters[*at]).collect();
    let slopes: Vec<f32> = free.iter().map(|at| gradients[*at]).collect();
    optimizer.step(&mut own, &slopes, rate, state);
    for (at, value) in free.iter().zip(own) {
        parameters[*at] = value;
    }
}

fn places(frozen: &Frozen) -> BTreeSet<usize> {
    (0..shape().parameter_count()).filter(|at| frozen.is_frozen(*at)).collect()
}

#[test]
fn free_parameters_step_as_if_alone_and_frozen_ones_stay() {
    let (shape, points, start) = (shape(), points(), drawn());
    for optimizer in OPTIMIZERS {
        for penalty in [Penalty::None, Penalty::L1 { strength: 0.01 }, Penalty::L2 { strength: 0.1 }] {
            for (batch_size, rate) in [(None, 0.0), (None, 0.4), (Some(7), 0.0), (Some(7), 0.4)] {
                let recipe = Recipe {
                    optimizer,
                    penalty,
                    batch_size,
                    dropout: Dropout { rate },
                    learning_rate: 0.01,
                    ..Recipe::default()
                };
                for frozen in choices() {
                    let held = places(&frozen);
                    let (mut ws, mut training) = (Workspace::new(&shape, &points), Training::new(&shape, &points));
                    let (mut parameters, mut alone, mut chance) = (start.clone(), start.clone(), chance());
                    let mut state = OptimizerState::new(start.len() - held.len());
                    training.freeze(frozen.clone());
                    for _ in 0..20 {
                        forward(&parameters, &points, &mut ws);
                        training.step(&recipe, &mut parameters, &points, &mut ws, &mut chance);
                        step_alone(optimizer, &held, (&mut alone, training.gradients()), 0.01, &mut state);
                    }
                    let told = format!("{recipe:?} {frozen:?}");
                    assert_eq!(bits(&parameters), bits(&alone), "{told}");
                    let kept = training.optimizer_state();
                    for at in &held {
                        assert_eq!(parameters[*at].to_bits(), start[*at].to_bits(), "{at} {told}");
                        assert_eq!((kept.velocity()[*at], kept.squares()[*at]), (0.0, 0.0), "{at} {told}");
                    }
                    let free = |all: &[f32]| (0..all.len()).filter(|at| !held.contains(at)).map(|at| all[at]).collect();
                    let (velocity, squares): (Vec<f32>, Vec<f32>) = (free(kept.velocity()), free(kept.squares()));
                    assert_eq!((bits(&velocity), bits(&squares)), (bits(state.velocity()), bits(state.squares())));
                    assert_eq!(
                        (kept.beta_powers(), training.steps()),
                        (state.beta_powers(), 20),
                        "counted once a step"
                    );
                }
            }
        }
    }
}

/// What is frozen keeps its velocity, and goes on with it once it is free again; meanwhile others went on.
#[test]
fn what_the_optimizer_remembers_of_a_frozen_parameter_stays() {
    let (shape, points) = (shape(), points());
    for optimizer in OPTIMIZERS {
        let recipe = Recipe { optimizer, learning_rate: 0.01, ..Recipe::default() };
        let (mut ws, mut training) = (Workspace::new(&shape, &points), Training::new(&shape, &points));
        let (mut parameters, mut chance) = (drawn(), chance());
        let mut go = |training: &mut Training, parameters: &mut Vec<f32>| {
            for _ in 0..10 {
                forward(parameters, &points, &mut ws);
                training.step(&recipe, parameters, &points, &mut ws, &mut chance);
            }
        };
        go(&mut training, &mut parameters);
        let (then, kept) = (parameters.clone(), training.optimizer_state().clone());
        training.freeze(range_of(4..12));
        go(&mut training, &mut parameters);
        let now = training.optimizer_state();
        for (at, (value, before)) in parameters.iter().zip(&then).enumerate() {
            let held = (4..12).contains(&at);
            assert_eq!(value.to_bits() == before.to_bits(), held, "{optimizer:?} {at}");
            if held {
                let both = |state: &OptimizerState| (state.velocity()[at].to_bits(), state.squares()[at].to_bits());
                assert_eq!(both(now), both(&kept), "{optimizer:?} {at}");
            }
        }
        training.freeze(Frozen::default());
        go(&mut training, &mut parameters);
        assert!(parameters.iter().zip(&then).all(|(value, before)| value != before), "{optimizer:?}");
    }
}

/// Plain descent in f64, on a line whose slope or height is held: no line of it is shared with the core.
#[test]
fn half_of_a_line_finds_its_own_minimum() {
    let shape = Shape::linear(1);
    let points = points();
    let (xs, ys) = (&points.input(0)[..COUNT], &points.target(0)[..COUNT]);
    for (held, free) in [(0, 1), (1, 0)] {
        let (mut ws, mut training) = (Workspace::new(&shape, &points), Training::new(&shape, &points));
        let (mut parameters, mut chance) = ([0.75_f32, -0.5], chance());
        let mut naive = [0.75_f64, -0.5];
        training.freeze(Frozen::default().with(held, true));
        let recipe = Recipe { learning_rate: 0.1, ..Recipe::default() };
        for _ in 0..200 {
            forward(&parameters, &points, &mut ws);
            training.step(&recipe, &mut parameters, &points, &mut ws, &mut chance);
            let mut slope = [0.0; 2];
            for (x, y) in xs.iter().zip(ys) {
                let (x, y) = (f64::from(*x), f64::from(*y));
                let miss = naive[0] * x + naive[1] - y;
                slope[0] += 2.0 * miss * x / COUNT as f64;
                slope[1] += 2.0 * miss / COUNT as f64;
            }
            naive[free] -= 0.1 * slope[free];
        }
        assert_eq!(parameters[held], [0.75, -0.5][held]);
        assert!((f64::from(parameters[free]) - naive[free]).abs() < 1e-5, "{parameters:?} {naive:?}");
        // The gradient of all is still told.
        let mut gradients = [0.0; 2];
        forward(&parameters, &points, &mut ws);
        backward(&parameters, &points, Loss::MeanSquared, &mut ws, &mut gradients);
        assert!(gradients[free].abs() < 1e-4 && gradients[held].abs() > 1e-2, "{gradients:?}");
    }
}

fn range() -> impl Strategy<Value = Range<usize>> {
    (0..40_usize, 0..6_usize).prop_map(|(from, count)| from..from + count)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_a_set_of_places(
        ranges in prop::collection::vec(range(), 0..8),
        turns in prop::collection::vec((0..50_usize, any::<bool>()), 0..8),
        count in 0..50_usize,
    ) {
        let mut set: BTreeSet<usize> = ranges.iter().cloned().flatten().collect();
        let mut frozen = Frozen::of(ranges);
        for (at, on) in turns {
            frozen = frozen.with(at, on);
            if on { set.insert(at); } else { set.remove(&at); }
        }
        prop_assert!((0..60).all(|at| frozen.is_frozen(at) == set.contains(&at)));
        prop_assert_eq!((frozen.count(), frozen.is_empty()), (set.len(), set.is_empty()));
        // Sorted, merged and none empty: one set is one value.
        let apart = frozen.ranges().windows(2).all(|w| w[0].end < w[1].start);
        prop_assert!(apart && frozen.ranges().iter().all(|range| !range.is_empty()));
        prop_assert_eq!(&Frozen::of(set.iter().rev().map(|at| *at..at + 1)), &frozen);
        let free: Vec<usize> = frozen.free(count).flatten().collect();
        prop_assert_eq!(free, (0..count).filter(|at| !set.contains(at)).collect::<Vec<_>>());
        prop_assert!(frozen.free(count).all(|range| !range.is_empty()));
        prop_assert_eq!(frozen.below(count), Frozen::of(set.iter().filter(|at| **at < count).map(|at| *at..at + 1)));
    }
}

#[test]
fn the_last_of_all_places_is_no_end_of_the_world() {
    let frozen = Frozen::default().with(usize::MAX, true).with(usize::MAX - 1, true);
    assert_eq!(frozen.below(3), Frozen::default());
    assert!(frozen.free(3).eq(std::iter::once(0..3)));
    assert!(Frozen::default().free(7).eq(std::iter::once(0..7)), "one range");
}
