//! What hands may do, and what several passes come to.

use super::gradients::scatter;
use super::taught::{NAMES, taught};
use cat::models::{Form, Model};
use deep::{Builder, Network, Parameters, Poke};
use kittengrad::learn::{Activation, Loss, Optimizer, OptimizerState};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;

fn cat() -> Model {
    Model::new(Form::Cat, &mut Pcg32::seed_from_u64(3))
}

/// Fills a network's pictures with numbers from the first-th picture on.
fn fill(network: &mut Network, first: usize) {
    for picture in 0..network.input.count {
        let mut random = scatter((first + picture) as u64);
        let pixels: Vec<f32> = (0..784).map(|_| random().max(0.0)).collect();
        network.plan.set_picture(network.input, 0, picture, &pixels);
        let targets = network.plan.targets_mut(network.loss).expect("a loss");
        targets.target_mut(0)[picture] = ((first + picture) % 2) as f32;
    }
}

#[test]
fn a_batch_in_four_passes_has_the_gradient_of_the_whole() {
    for name in NAMES {
        let (mut whole, mut parts) = (taught(name, 5, 3), taught(name, 5, 3));
        let mut network = whole.network(32);
        fill(&mut network, 0);
        network.plan.forward(whole.parameters());
        network.plan.backward(whole.parameters(), 1.0);
        let mut network = parts.network(8);
        for part in 0..4 {
            fill(&mut network, 8 * part);
            network.plan.forward(parts.parameters());
            network.plan.backward(parts.parameters(), 0.25);
        }
        let most = whole.parameters().gradients().iter().fold(0.0_f32, |most, g| most.max(g.abs()));
        assert!(most > 1e-3);
        for (whole, parts) in whole.parameters().gradients().iter().zip(parts.parameters().gradients()) {
            assert!((whole - parts).abs() < 2e-6 * most.max(1.0), "{name}: {parts} for {whole}");
        }
    }
}

#[test]
fn one_picture_alone_gives_the_bits_that_it_gives_among_others() {
    let model = cat();
    let (mut eight, mut one) = (model.network(8), model.network(1));
    fill(&mut eight, 0);
    eight.plan.forward(&model.parameters);
    for picture in 0..8 {
        fill(&mut one, picture);
        one.plan.forward(&model.parameters);
        for (few, many) in one.layers.iter().zip(&eight.layers) {
            for row in 0..few.rows {
                let few: Vec<f32> = one.plan.picture(*few, row, 0).collect();
                assert!(few.into_iter().eq(eight.plan.picture(*many, row, picture)));
            }
        }
        assert_eq!(one.plan.values(one.logits)[0], eight.plan.values(eight.logits)[picture]);
    }
}

#[test]
fn a_unit_that_is_off_is_zero_and_learns_nothing() {
    let mut model = cat();
    let mut network = model.network(8);
    fill(&mut network, 0);
    network.plan.forward(&model.parameters);
    let before = network.plan.values(network.logits).to_vec();
    let parts = network.layers[2];
    network.plan.pokes_mut().push(Poke::Off { sheet: parts, row: 4 });
    network.plan.forward(&model.parameters);
    network.plan.backward(&mut model.parameters, 1.0);
    let columns = parts.columns();
    assert!(network.plan.values(parts)[4 * columns..][..columns].iter().all(|a| *a == 0.0));
    assert!(network.plan.gradient(parts)[4 * columns..][..columns].iter().all(|g| *g == 0.0));
    assert_ne!(network.plan.values(network.logits), before);
    let block = model.blocks()[1];
    for row in 0..block.rows {
        let own = &model.parameters.gradients()[block.weights()][row * block.columns..][..block.columns];
        assert_eq!(own.iter().all(|g| *g == 0.0), row == 4, "{row}");
    }
    network.plan.pokes_mut().clear();
    network.plan.forward(&model.parameters);
    assert_eq!(network.plan.values(network.logits), before);
}

#[test]
fn a_pinned_cell_is_what_it_is_held_at() {
    let mut model = cat();
    let mut network = model.network(8);
    fill(&mut network, 0);
    let seen = network.layers[5];
    network.plan.pokes_mut().push(Poke::Pin { sheet: seen, row: 2, column: 3, value: 7.5 });
    network.plan.forward(&model.parameters);
    network.plan.backward(&mut model.parameters, 1.0);
    let at = 2 * seen.columns() + 3;
    assert_eq!(network.plan.values(seen)[at], 7.5);
    assert_eq!(network.plan.gradient(seen)[at], 0.0);
    assert_ne!(network.plan.gradient(seen)[at - 1], 0.0);
    let w = model.parameters.values()[model.blocks()[3].weights()][2];
    let pinned = network.plan.values(network.logits)[3];
    network.plan.pokes_mut()[0] = Poke::Pin { sheet: seen, row: 2, column: 3, value: 8.5 };
    network.plan.forward(&model.parameters);
    assert!((network.plan.values(network.logits)[3] - pinned - w).abs() < 1e-5);
}

#[test]
fn a_maximum_points_at_its_place() {
    let mut model = cat();
    let mut network = model.network(8);
    fill(&mut network, 0);
    network.plan.forward(&model.parameters);
    network.plan.backward(&mut model.parameters, 1.0);
    let (faces, seen) = (network.layers[4], network.layers[5]);
    for row in 0..8 {
        for picture in 0..8 {
            let (y, x) = network.plan.winner(faces, row, picture);
            let column = faces.column(picture, y, x);
            let most = network.plan.values(seen)[row * seen.columns() + picture];
            assert_eq!(network.plan.values(faces)[row * faces.columns() + column], most);
            let slopes: Vec<f32> = network.plan.picture_gradient(faces, row, picture).collect();
            let there = slopes.iter().position(|slope| *slope != 0.0);
            assert!(there.is_none_or(|place| place == y * faces.width + x), "{slopes:?}");
            assert_eq!(slopes.iter().sum::<f32>(), network.plan.gradient(seen)[row * seen.columns() + picture]);
        }
    }
}

#[test]
fn the_verdict_keeps_its_weights_above_zero() {
    let mut model = cat();
    let mut network = model.network(8);
    let mut state = OptimizerState::new(model.parameters.values().len());
    let verdict = model.blocks()[3];
    assert!(model.parameters.values()[verdict.weights()].iter().all(|w| *w >= 0.1));
    assert_eq!(model.parameters.values()[verdict.biases()], [-3.0]);
    for step in 0..40 {
        fill(&mut network, 8 * step);
        network.plan.forward(&model.parameters);
        network.plan.backward(&mut model.parameters, 1.0);
        model.step(Optimizer::Adam, 0.1, &mut state);
        assert!(model.parameters.values()[verdict.weights()].iter().all(|w| *w >= 0.0));
        assert!(model.parameters.gradients().iter().all(|g| *g == 0.0));
    }
    assert!(model.parameters.values()[verdict.weights()].contains(&0.0));
}

/// `L(tanh(W tanh(W x + b) + b))` with one block twice: a recurrent network of two steps.
#[test]
fn a_block_that_is_used_twice_has_both_gradients() {
    let (mut parameters, mut plan) = (Parameters::new(), Builder::new(3));
    let (w, out) = (parameters.add("again", 4, 4), parameters.add("out", 1, 4));
    let x = plan.input_with_gradient(4, 1, 1);
    let first = plan.linear(x, w);
    let first = plan.act(first, Activation::Tanh);
    let second = plan.linear(first, w);
    let second = plan.act(second, Activation::Tanh);
    let z = plan.linear(second, out);
    plan.loss(z, Loss::Logistic);
    // And a second loss, of the first step: its gradient meets the other one's.
    let early = plan.linear(first, out);
    plan.loss(early, Loss::Logistic);
    let mut plan = plan.finish();
    let mut random = scatter(1);
    parameters.values_mut().fill_with(&mut random);
    plan.input_mut(x).fill_with(random);
    let mut loss = |parameters: &Parameters| {
        plan.forward(parameters);
        plan.loss()
    };
    let mut expected = Vec::new();
    for p in 0..parameters.values().len() {
        let mut moved = |by: f32| {
            let mut moved = parameters.clone();
            moved.values_mut()[p] += by;
            loss(&moved)
        };
        expected.push((moved(0.01) - moved(-0.01)) / 0.02);
    }
    plan.forward(&parameters);
    plan.backward(&mut parameters, 1.0);
    for (found, expected) in parameters.gradients().iter().zip(&expected) {
        assert!((found - expected).abs() < 2e-4, "{found} for {expected}");
    }
}

#[test]
fn the_gradient_of_a_cell_is_what_it_depends_on() {
    let mut model = cat();
    let mut network = model.network_with_gradient(2);
    fill(&mut network, 0);
    network.plan.forward(&model.parameters);
    network.plan.backward_from(&mut model.parameters, network.logits, 0, 1);
    let slopes = |picture| network.plan.picture_gradient(network.input, 0, picture).collect::<Vec<f32>>();
    assert!(slopes(0).iter().all(|slope| *slope == 0.0), "the other picture has no say");
    let most = slopes(1).into_iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    let (pixel, slope) = most.expect("pixels");
    let mut at = |by: f32| {
        let column = network.input.column(1, pixel / 28, pixel % 28);
        network.plan.input_mut(network.input)[column] += by;
        network.plan.forward(&model.parameters);
        network.plan.values(network.logits)[1]
    };
    let (above, below) = (at(1e-3), at(-2e-3));
    assert!(((above - below) / 2e-3 - slope).abs() < 2e-2 * slope.abs(), "{slope}");
}
