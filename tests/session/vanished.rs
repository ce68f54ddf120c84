//! A gradient that has vanished: told where it has, over seeds, and nowhere else.

use crate::session;
use kittengrad::session::judgement::{self, Evidence};
use kittengrad::session::{Msg, Trend, Verdict};

/// What is said of a network of so many layers of eight after this many steps.
fn said(depth: usize, activation: &str, init: &str, seed: usize) -> Verdict {
    let (layers, seed) = (vec!["8"; depth].join(","), seed.to_string());
    let mut s = session(&[
        ("model", "network"),
        ("layers", &layers),
        ("activation", activation),
        ("init", init),
        ("seed", &seed),
        ("optimizer", "gd"),
        ("learning-rate", "0.03"),
    ]);
    s.update(Msg::Step(300));
    s.status().fit
}

fn vanished(fit: Verdict) -> bool {
    matches!(fit, Verdict::Vanished { .. })
}

#[test]
fn eight_sigmoid_layers_and_zero_weights_are_told_on_every_seed() {
    for seed in 0..10 {
        for init in ["xavier", "he"] {
            let Verdict::Vanished { reach } = said(8, "sigmoid", init, seed) else { panic!("{init} {seed}") };
            assert!(reach > 0.0 && reach < 1e-4, "{reach}");
        }
        assert!(vanished(said(4, "tanh", "small", seed)), "{seed}");
    }
    for activation in ["tanh", "relu", "sigmoid"] {
        for depth in [1, 2, 8] {
            // Nothing at all, but for what sums of numbers that should make zero leave by rounding.
            let fit = said(depth, activation, "zero", 1);
            assert!(matches!(fit, Verdict::Vanished { reach } if reach < 1e-8), "{activation} {depth}: {fit:?}");
        }
    }
}

#[test]
fn networks_that_learn_are_never_told_that_it_has() {
    for seed in 0..5 {
        for (activation, init, most) in
            [("tanh", "xavier", 8), ("tanh", "he", 8), ("relu", "he", 6), ("gelu", "he", 8), ("sigmoid", "xavier", 4)]
        {
            for depth in [1, 2, 4, 6, 8].into_iter().filter(|depth| *depth <= most) {
                let fit = said(depth, activation, init, seed);
                assert!(!vanished(fit), "{activation} {init} {depth} {seed}: {fit:?}");
            }
        }
    }
    for (model, layers) in [("line", "8"), ("polynomial", "8"), ("network", "")] {
        let mut s = session(&[("model", model), ("layers", layers), ("dataset", "step")]);
        s.update(Msg::Step(300));
        assert!(!vanished(s.status().fit), "of one layer there is no first that the error could miss");
    }
}

#[test]
fn it_is_told_only_of_what_is_stuck_and_has_learnt_little() {
    let stuck = Evidence {
        trained: true,
        trend: Trend::Flat { steps: 20 },
        beyond_best: None,
        above_best: None,
        parameters: 100,
        train_error: 1.0,
        r_squared: Some(0.0),
        reach: Some(1e-6),
        held_out: 4,
        held_out_error: Some(1.0),
        deviation: 1.0,
        residuals: (0..12).map(|i| (f64::from(i), (0.6 * f64::from(i)).sin())).collect(),
    };
    assert_eq!(judgement::judge(&stuck), Verdict::Vanished { reach: 1e-6 });
    for spared in [
        Evidence { reach: Some(1e-4), ..stuck.clone() },
        Evidence { reach: None, ..stuck.clone() },
        Evidence { r_squared: Some(0.5), ..stuck.clone() },
        Evidence { trend: Trend::Improving, ..stuck.clone() },
        Evidence { trained: false, ..stuck.clone() },
    ] {
        assert!(!vanished(judgement::judge(&spared)), "{spared:?}");
    }
}
