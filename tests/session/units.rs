//! In which units a line is trained, and what a step of it is made of.

use crate::{bits, fill, put, session, set};
use kittengrad::session::{Msg, NoUpdate, Session, State};
use kittengrad::task::{misses, update_terms};
use kittengrad::view::Plane;

/// Twelve houses nearly on a line.
const HOUSES: [(f64, f64); 12] = [
    (2.0, 915.0),
    (4.0, 828.0),
    (5.0, 720.0),
    (8.0, 649.0),
    (10.0, 680.0),
    (12.0, 631.0),
    (15.0, 573.0),
    (17.0, 519.0),
    (19.0, 468.0),
    (22.0, 380.0),
    (24.0, 273.0),
    (27.0, 270.0),
];

fn raw(unit: &str) -> Session {
    let mut s = session(&[("standardize", "false"), ("x-unit", unit), ("learning-rate", "0.0001")]);
    put(&mut s, &HOUSES);
    s
}

fn learn(s: &mut Session, rate: f64, steps: u32) {
    set(s, "learning-rate", &rate.to_string());
    s.update(Msg::Step(steps));
}

#[test]
fn in_tens_the_bowl_is_nearly_round_and_in_ones_a_ravine() {
    let [ones, tens] = ["1", "10"].map(|unit| raw(unit).rate_limit().expect("a line has a limit"));
    assert!((0.25..0.35).contains(&tens) && ones < 0.005, "{tens} {ones}");
    let mut s = raw("10");
    learn(&mut s, 0.93 * tens, 120);
    let status = s.status();
    let best = status.best.as_ref().expect("the best line").loss;
    assert!(status.train_loss < 1.01 * best, "{} {best}", status.train_loss);
    let mut s = raw("1");
    learn(&mut s, 0.93 * ones, 120);
    assert!(s.status().train_loss > 3.0 * best, "{}", s.status().train_loss);
    let mut s = raw("10");
    learn(&mut s, 1.05 * tens, 2_000);
    assert!(matches!(s.status().state, State::Diverged(_)));
}

#[test]
fn the_line_is_the_same_whatever_it_is_counted_in() {
    let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-4;
    let (ones, tens) = (raw("1").status(), raw("10").status());
    let (a, b) = (ones.best.expect("the best line"), tens.best.expect("the best line"));
    assert!(near(a.loss, b.loss) && a.coefficients.iter().zip(&b.coefficients).all(|(a, b)| near(*a, *b)));
    for model in ["line", "polynomial", "network"] {
        let mut s = raw("10");
        set(&mut s, "model", model);
        learn(&mut s, 0.00001, 5);
        if let Some(own) = s.status().coefficients {
            let y = |x: f64| own.iter().enumerate().map(|(k, c)| c * x.powi(k as i32)).sum::<f64>();
            for x in [1.0, 14.0, 29.0] {
                assert!((y(x) - s.predict(&[x])[0]).abs() < 1e-3 * y(x).abs().max(1.0), "{model}");
            }
        } else {
            // The input of a network is the x that it is asked at, in tens.
            s.update(Msg::Probe(Some(16.8)));
            assert!((f64::from(s.layers().at_probe[0]) - 1.68).abs() < 1e-6);
        }
    }
}

#[test]
fn the_surface_of_raw_data_shows_the_parameters_themselves() {
    for unit in [1, 10] {
        let mut s = raw(&unit.to_string());
        learn(&mut s, 0.0001, 7);
        fill(&mut s);
        let surface = s.surface();
        assert_eq!(surface.plane, Plane::Exact { x_unit: unit });
        let own: Vec<f64> = s.parameters().iter().map(|p| f64::from(*p)).collect();
        let (u, v) = surface.here.expect("finite parameters");
        let near = |a: f64, b: f64| (a - b).abs() < 1e-4 * b.abs().max(1.0);
        assert!(near(u, own[0]) && near(v, own[1]), "{u} {v} {own:?}");
        assert_eq!(surface.trail.last().copied(), surface.here);
        let slope = s.predict(&[1.0])[0] - s.predict(&[0.0])[0];
        assert!((u - slope * f64::from(unit)).abs() < 1e-2, "{u} {slope}");
        let best = surface.best.expect("a line has one");
        s.update(Msg::MoveTo(best));
        let status = s.status();
        assert!(near(status.train_loss, status.best.expect("the best line").loss));
    }
}

#[test]
fn what_is_standardized_has_no_unit() {
    for model in ["line", "polynomial", "network"] {
        let run = |unit: &str| {
            let mut s = session(&[("model", model), ("x-unit", unit)]);
            s.update(Msg::Step(20));
            bits(&s)
        };
        assert_eq!(run("1"), run("10"), "{model}");
    }
}

#[test]
fn the_next_step_is_the_one_that_is_told() {
    let penalties: [&[(&str, &str)]; 6] = [
        &[],
        &[("penalty", "l2"), ("penalty-strength", "0.3")],
        &[("penalty", "l1"), ("penalty-strength", "0.3")],
        &[("schedule", "warm-up"), ("schedule-steps", "20")],
        &[("loss", "huber"), ("schedule", "cosine"), ("schedule-steps", "30")],
        &[("loss", "mae"), ("batch", "256")],
    ];
    for (standardize, unit) in [("true", "1"), ("false", "1"), ("false", "10")] {
        for knobs in penalties {
            let mut s = session(&[("standardize", standardize), ("x-unit", unit), ("learning-rate", "0.001")]);
            for (key, value) in knobs {
                set(&mut s, key, value);
            }
            for _ in 0..12 {
                let told = update_terms(s.learner()).expect("plain descent");
                assert_eq!(told.map(|term| term.now as f32), s.parameters());
                assert_eq!(told.map(|term| term.slope as f32), s.gradients());
                s.update(Msg::Step(1));
                assert_eq!(told.map(|term| term.next as f32), s.parameters(), "{standardize} {unit} {knobs:?}");
                for term in told {
                    let next = term.now - term.rate * term.slope;
                    assert!((next - term.next).abs() <= 1e-6 * next.abs().max(1e-3), "{term:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_no_plain_step_is_not_told_as_one() {
    let why = |knobs: &[(&str, &str)]| update_terms(session(knobs).learner()).expect_err("no plain step");
    for optimizer in ["momentum", "nesterov", "rmsprop", "adam"] {
        assert_eq!(why(&[("optimizer", optimizer)]), NoUpdate::Optimizer);
    }
    assert_eq!(why(&[("batch", "4")]), NoUpdate::Batches);
    assert_eq!(why(&[("model", "network")]), NoUpdate::NoLine);
    assert_eq!(why(&[("model", "polynomial")]), NoUpdate::NoLine);
    let mut s = session(&[]);
    put(&mut s, &[]);
    assert_eq!(update_terms(s.learner()), Err(NoUpdate::NoPoints));
    assert!(misses(s.learner()).all.is_empty());
}
