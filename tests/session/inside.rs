//! What the pictures are given is what the model computes.

use crate::{check, seen, session, set};
use kittengrad::session::Msg;

#[test]
fn responses_dots_curve_and_probe_are_the_models_answers() {
    for knobs in [
        vec![("model", "line")],
        vec![("model", "polynomial"), ("degree", "5")],
        vec![("model", "network"), ("layers", "8,3,5"), ("activation", "relu")],
        vec![("model", "network"), ("layers", "")],
    ] {
        let mut s = session(&knobs);
        s.update(Msg::Step(25));
        s.update(Msg::Probe(Some(7.5)));
        let seen = seen(&s);
        let layers = &seen.layers;
        let xs: Vec<f64> = (0..layers.samples)
            .map(|i| layers.x.lo + (layers.x.hi - layers.x.lo) * i as f64 / (layers.samples - 1) as f64)
            .collect();
        let answers = s.predict(&xs);
        // The output column is in the model's own units: the same up to one scale and one shift.
        let output = &layers.responses[layers.responses.len() - layers.samples..];
        let (first, last) = (0, layers.samples / 2);
        let scale = (answers[last] - answers[first]) / f64::from(output[last] - output[first]);
        let size = answers.iter().fold(0.0_f64, |m, a| m.max(a.abs()));
        for (answer, response) in answers.iter().zip(output) {
            let expected = answers[first] + scale * f64::from(response - output[first]);
            assert!((answer - expected).abs() < 1e-4 * size, "{answer} {expected}");
        }
        let curve: (Vec<f64>, Vec<f64>) = seen.fit.curve.iter().copied().unzip();
        assert_eq!(s.predict(&curve.0), curve.1);
        let dots: Vec<f64> = seen.fit.points.iter().map(|p| p.x).collect();
        assert_eq!(s.predict(&dots), seen.fit.points.iter().map(|p| p.predicted).collect::<Vec<_>>());
        let probe = seen.fit.probe.expect("a probe");
        assert_eq!(s.predict(&[7.5]), [probe.predicted]);
        assert!(probe.law.is_some());
        check(&s);
    }
}

#[test]
fn the_columns_are_inputs_hidden_layers_and_output() {
    for (knobs, widths, polynomial) in [
        (vec![("model", "line")], vec![1, 1], false),
        (vec![("model", "polynomial"), ("degree", "15")], vec![15, 1], true),
        (vec![("model", "network"), ("layers", "64,1,3")], vec![1, 64, 1, 3, 1], false),
        (vec![("model", "network"), ("layers", "")], vec![1, 1], false),
    ] {
        let s = session(&knobs);
        assert_eq!(s.layers().widths, widths);
        assert_eq!(s.layers().polynomial, polynomial);
        check(&s);
    }
}

#[test]
fn a_silenced_relu_is_marked_dead_and_only_that_one() {
    let mut s = session(&[("model", "network"), ("layers", "4,3"), ("activation", "relu")]);
    // [1 → 4]: weights 0..4, biases 4..8; [4 → 3]: weights 8..20, biases 20..23.
    let mut parameters = vec![0.5; s.parameters().len()];
    parameters[4..8].fill(100.0);
    parameters[6] = -100.0;
    parameters[21] = -10_000.0;
    s.update(Msg::SetParameters(parameters.clone()));
    let seen = seen(&s);
    let dead: Vec<usize> = (0..9).filter(|i| seen.layers.dead[*i]).collect();
    assert_eq!(dead, [1 + 2, 1 + 4 + 1]);
    s.update(Msg::SelectNeuron(Some((1, 2))));
    let held = s.held_neuron().expect("a neuron");
    assert!(held.dead);
    assert_eq!((held.weights, held.bias), (vec![0.5], -100.0));
    s.update(Msg::SelectNeuron(Some((2, 1))));
    assert_eq!(s.held_neuron().map(|h| (h.weights.len(), h.bias, h.columns)), Some((4, -10_000.0, 4)));
    set(&mut s, "activation", "leaky-relu");
    s.update(Msg::SetParameters(parameters));
    assert!(s.layers().dead.iter().all(|d| !d));
    assert_eq!(s.held_neuron(), None, "another model has other neurons");
}

#[test]
fn gradients_are_the_slope_of_the_loss() {
    for (model, layers) in [("line", ""), ("polynomial", ""), ("network", "3,2")] {
        let mut s = session(&[("model", model), ("layers", layers), ("held-out", "0")]);
        s.update(Msg::Step(5));
        let gradients = s.gradients().to_vec();
        let at = s.parameters().to_vec();
        // In the model's own units the loss is MSE / y_scale², and y_scale² the variance of the points.
        let ys: Vec<f64> = s.points().iter().map(|p| p.y).collect();
        let mean = ys.iter().sum::<f64>() / ys.len() as f64;
        let variance = ys.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / ys.len() as f64;
        for i in 0..at.len() {
            let mut loss = |change: f32| {
                let mut near = at.clone();
                near[i] += change;
                s.update(Msg::SetParameters(near));
                s.status().train_loss / variance
            };
            let slope = (loss(0.01) - loss(-0.01)) / 0.02;
            let error = (slope - f64::from(gradients[i])).abs();
            assert!(error < 2e-3 * (1.0 + slope.abs()), "{model} {i}: {slope} {}", gradients[i]);
        }
    }
}

#[test]
fn a_knob_of_the_view_reads_and_shows() {
    let mut s = session(&[]);
    s.update(Msg::Step(9));
    s.update(Msg::ReadLosses(Some(100)));
    s.update(Msg::LogLosses(false));
    assert_eq!((s.losses().readout, s.losses().log), (Some(9), false));
    s.update(Msg::Probe(Some(f64::NAN)));
    assert!(s.fit().probe.is_none() && s.layers().at_probe.is_empty());
    s.update(Msg::SelectNeuron(Some((1, 1))));
    assert_eq!(s.layers().selected, None);
}

/// Without a bend no number of layers makes more than a line, and which one is known.
#[test]
fn layers_that_do_not_bend_are_one_line_and_others_are_not() {
    for (layers, seed) in [("8", "1"), ("16,4", "2"), ("8,8,8", "3"), ("64,64,64,64,64,64,64,64", "4"), ("1,1,1", "5")]
    {
        for standardize in ["true", "false"] {
            let knobs = [("model", "network"), ("activation", "linear"), ("init", "xavier"), ("seed", seed)];
            let mut s = session(&knobs);
            set(&mut s, "layers", layers);
            set(&mut s, "standardize", standardize);
            set(&mut s, "learning-rate", if standardize == "true" { "0.01" } else { "0.00001" });
            for _ in 0..4 {
                let line = s.status().coefficients.expect("no layer bends");
                assert_eq!(line.len(), 2);
                let xs: Vec<f64> = (0..=60).map(|i| f64::from(i) / 2.0).collect();
                let answers = s.predict(&xs);
                let most = answers.iter().fold(1.0f64, |most, y| most.max(y.abs()));
                for (x, y) in xs.iter().zip(&answers) {
                    let told = line[0] + line[1] * x;
                    assert!((told - *y).abs() <= 1e-5 * most, "{layers}: {told} and {y} at {x}");
                }
                s.update(Msg::Step(50));
            }
            set(&mut s, "activations", "");
            set(&mut s, "activation", "tanh");
            assert_eq!(s.status().coefficients, None, "it may bend");
        }
    }
    // One layer that bends is enough.
    let mut s = session(&[("model", "network"), ("layers", "8,8"), ("activation", "linear")]);
    set(&mut s, "activations", "linear,relu");
    assert_eq!(s.status().coefficients, None);
}
