//! Whole training runs against those of PyTorch, which tests/fixtures/deep.py wrote down in deep.txt.

use super::taught::{Taught, blocks, classes, taught};
use kittengrad::learn::{Optimizer, OptimizerState};

const PICTURES: usize = 8;

/// A record's values of one key.
fn values(run: &str, key: &str) -> Vec<f32> {
    let text = include_str!("../fixtures/deep.txt");
    let mut lines = text.lines().skip_while(|line| *line != format!("run {run}"));
    let line = lines.find_map(|line| line.strip_prefix(key)).expect(key);
    line.split_whitespace().map(|value| value.parse().expect("a number")).collect()
}

/// As the script has it: drawn in f64, rounded once.
fn wide(random: &mut impl FnMut() -> f64, size: f64) -> f32 {
    (size * random()) as f32
}

/// Numbers between −1 and 1, as the script draws them.
fn numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 30) - 1.0
    }
}

/// The largest difference, as a share of the largest value.
fn apart(found: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let most = |values: &mut dyn Iterator<Item = f32>| values.fold(0.0, |most: f32, value| most.max(value.abs()));
    most(&mut found.iter().zip(expected).map(|(f, e)| f - e)) / most(&mut expected.iter().copied())
}

fn start(model: &mut dyn Taught, is_cat: bool, random: &mut impl FnMut() -> f64) {
    let blocks = blocks(model);
    for block in &blocks {
        let values = model.parameters().values_mut();
        let size = 2.0 / (block.columns as f64).sqrt();
        values[block.weights()].fill_with(|| wide(random, size));
        values[block.biases()].fill_with(|| wide(random, 0.1));
    }
    if is_cat {
        let values = model.parameters().values_mut();
        values[blocks[3].weights()].iter_mut().for_each(|w| *w = w.abs() + 0.1);
        values[blocks[3].biases()].fill(-1.0);
    }
}

fn check(run: &str, units: usize, (optimizer, rate, seed): (Optimizer, f32, u64)) {
    let mut model = taught(run, units, 1);
    let mut random = numbers(seed);
    start(&mut *model, run == "cat", &mut random);
    let mut network = model.network(PICTURES);
    for picture in 0..PICTURES {
        let pixels: Vec<f32> = (0..784).map(|_| wide(&mut random, 1.0).max(0.0)).collect();
        network.plan.set_picture(network.input, 0, picture, &pixels);
        let targets = network.plan.targets_mut(network.loss).expect("a loss");
        targets.target_mut(0)[picture] = (picture * 7 % classes(run)) as f32;
    }
    let mut state = OptimizerState::new(model.parameters().values().len());
    let mut losses = Vec::new();
    for step in 0..20 {
        network.plan.forward(model.parameters());
        network.plan.backward(model.parameters(), 1.0);
        losses.push(network.plan.loss());
        if step == 0 {
            let apart = apart(model.parameters().gradients(), &values(run, "gradient"));
            assert!(apart < 4e-6, "{run}: the first gradients are {apart} apart");
        }
        model.step(optimizer, rate, &mut state);
    }
    let [of_losses, of_parameters] =
        [apart(&losses, &values(run, "losses")), apart(model.parameters().values(), &values(run, "parameters"))];
    println!("{run}: losses {of_losses:e}, parameters {of_parameters:e}");
    assert!(of_losses < 4e-5 && of_parameters < 4e-5, "{run}: losses {of_losses}, parameters {of_parameters} apart");
}

#[test]
fn runs_end_where_those_of_pytorch_do() {
    check("cat", 0, (Optimizer::Adam, 0.004, 11));
    check("digits", 0, (Optimizer::Momentum { momentum: 0.9 }, 0.05, 12));
    check("dense", 4, (Optimizer::Adam, 0.002, 13));
}
