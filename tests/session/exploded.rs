//! A gradient that has exploded: told where it has, over seeds, and nowhere else.

use crate::session;
use kittengrad::session::judgement::{self, EXPLODES, Evidence};
use kittengrad::session::{Msg, Session, State, Trend, Verdict};

/// A network of so many layers at its start.
fn network(layers: &str, activation: &str, init: &str, seed: usize, optimizer: [&str; 2]) -> Session {
    let [optimizer, rate] = optimizer;
    session(&[
        ("model", "network"),
        ("layers", layers),
        ("activation", activation),
        ("init", init),
        ("seed", &seed.to_string()),
        ("optimizer", optimizer),
        ("learning-rate", rate),
    ])
}

fn of(width: &str, depth: usize) -> String {
    vec![width; depth].join(",")
}

fn exploded(s: &Session) -> bool {
    matches!(s.status().fit, Verdict::Exploded { .. })
}

#[test]
fn weights_of_deviation_one_in_eight_wide_layers_explode_on_every_seed() {
    for seed in 0..10 {
        for (activation, width) in [("relu", "16"), ("gelu", "16"), ("tanh", "32")] {
            let s = network(&of(width, 8), activation, "large", seed, ["gd", "0.01"]);
            let reach = s.learner().reach().expect("more than one layer");
            assert!(reach > EXPLODES, "{activation} {seed}: {reach}");
        }
        // Where the step follows the gradient's size, it leaps out of the valley.
        let mut s = network(&of("16", 8), "relu", "large", seed, ["gd", "0.01"]);
        s.update(Msg::Step(100));
        assert!(matches!(s.status().state, State::Diverged(_)), "{seed}");
    }
    // Where it is divided by that, it stays, and hardly learns.
    let told = (0..10).filter(|seed| {
        let mut s = network(&of("16", 8), "relu", "large", *seed, ["rmsprop", "0.01"]);
        (0..20).any(|_| {
            s.update(Msg::Step(50));
            exploded(&s)
        })
    });
    assert!(told.count() >= 8);
}

#[test]
fn networks_with_weights_that_suit_are_never_told_that_it_has() {
    for seed in 0..10 {
        for (activation, init) in [
            ("tanh", "xavier"),
            ("tanh", "he"),
            ("relu", "he"),
            ("gelu", "he"),
            ("sigmoid", "xavier"),
            ("tanh", "large"),
        ] {
            for depth in [2, 4, 6, 8] {
                // In narrow layers even these are not too many times too large.
                let depth = if init == "large" { 2 } else { depth };
                let mut s = network(&of("8", depth), activation, init, seed, ["adam", "0.01"]);
                for steps in [0, 30, 120] {
                    s.update(Msg::Step(steps));
                    let reach = s.learner().reach().expect("more than one layer");
                    assert!(reach < 0.3 * EXPLODES && !exploded(&s), "{activation} {init} {depth} {seed}: {reach}");
                }
            }
        }
    }
}

#[test]
fn it_is_told_only_of_what_learns_no_more_and_has_learnt_little() {
    let stuck = Evidence {
        trained: true,
        trend: Trend::Bouncing,
        beyond_best: None,
        above_best: None,
        parameters: 100,
        train_error: 1.0,
        r_squared: Some(0.0),
        reach: Some(400.0),
        held_out: 4,
        held_out_error: Some(1.0),
        deviation: 1.0,
        residuals: (0..12).map(|i| (f64::from(i), (0.6 * f64::from(i)).sin())).collect(),
    };
    for trend in [Trend::Bouncing, Trend::Rising, Trend::Flat { steps: 20 }] {
        let told = judgement::judge(&Evidence { trend, ..stuck.clone() });
        assert_eq!(told, Verdict::Exploded { reach: 400.0 });
    }
    for spared in [
        Evidence { reach: Some(EXPLODES), ..stuck.clone() },
        Evidence { reach: None, ..stuck.clone() },
        Evidence { r_squared: Some(0.5), ..stuck.clone() },
        Evidence { trend: Trend::Improving, ..stuck.clone() },
        // What rises has a gradient that reaches something.
        Evidence { trend: Trend::Rising, reach: Some(1e-6), ..stuck.clone() },
    ] {
        assert!(
            !matches!(judgement::judge(&spared), Verdict::Exploded { .. } | Verdict::Vanished { .. }),
            "{spared:?}"
        );
    }
}
