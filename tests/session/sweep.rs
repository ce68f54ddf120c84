//! The sweep over capacity: each result is that of a fresh run, the folds are a fair deal, and the user's run knows nothing.

use crate::{bits, check, put, seen, session, set};
use kittengrad::session::{MOST_FOLDS, MOST_SWEEP_STEPS, Msg, Session, Stale, State};
use kittengrad::view::{Measured, Vary};

/// Measures to the end, in slices of so many steps.
pub(crate) fn measure(session: &mut Session, vary: Vary, steps: u32, folds: usize, slice: u32) {
    assert_eq!(session.update(Msg::Measure { vary, steps, folds }), Stale::SWEEP);
    for _ in 0..200_000 {
        if !session.is_measuring() {
            return;
        }
        session.fill_sweep(slice);
    }
    panic!("the sweep is never finished");
}

pub(crate) fn results(session: &Session) -> Vec<Measured> {
    session.sweep().results.to_vec()
}

/// A dozen houses: a session, its points noisy enough to be learned by heart.
pub(crate) fn dozen() -> Session {
    session(&[("points", "14"), ("noise", "0.3"), ("held-out", "0.25")])
}

/// The settings of a capacity, written by hand and not by the sweep.
fn knobs_of(vary: Vary, capacity: usize) -> Vec<(&'static str, String)> {
    match vary {
        Vary::Degree => vec![("model", "polynomial".to_owned()), ("degree", capacity.to_string())],
        Vary::Layers => vec![("model", "network".to_owned()), ("layers", vec!["8"; capacity].join(","))],
        Vary::Width => vec![("model", "network".to_owned()), ("layers", format!("{capacity},{capacity}"))],
        Vary::Nothing => vec![],
    }
}

fn law_error(session: &Session) -> f64 {
    let seen = seen(session);
    let xs: Vec<f64> = seen.fit.law.iter().map(|(x, _)| *x).collect();
    let squares = session.predict(&xs).iter().zip(seen.fit.law).map(|(y, (_, law))| (y - law).powi(2)).sum::<f64>();
    (squares / xs.len() as f64).sqrt()
}

#[test]
fn every_result_is_bit_for_bit_that_of_a_fresh_session_stopped_there() {
    let recipes: [&[(&str, &str)]; 4] = [
        &[],
        &[("optimizer", "adam"), ("batch", "4"), ("dropout", "0.2"), ("schedule", "cosine"), ("init", "he")],
        &[("loss", "mae"), ("optimizer", "momentum"), ("learning-rate", "0.005"), ("standardize", "false")],
        &[("penalty", "l2"), ("batch", "8"), ("activation", "relu"), ("loss", "huber"), ("seed", "7")],
    ];
    for recipe in recipes {
        for vary in [Vary::Degree, Vary::Layers, Vary::Width, Vary::Nothing] {
            let small: Vec<_> = [("points", "20")].iter().chain(recipe).copied().collect();
            let mut swept = session(&small);
            measure(&mut swept, vary, 37, 0, 10);
            let seen = swept.sweep();
            assert_eq!(seen.results.len(), seen.capacities.len());
            for result in seen.results {
                let mut fresh = session(&small);
                for (key, value) in knobs_of(vary, result.capacity) {
                    set(&mut fresh, key, &value);
                }
                let mut fresh = Session::new(fresh.settings().clone());
                fresh.update(Msg::Step(37));
                let status = fresh.status();
                assert_eq!(result.parameters, status.parameters);
                if let State::Diverged(_) = status.state {
                    assert_eq!(result.diverged, Some(status.step), "{recipe:?} {result:?}");
                    assert!(result.train.loss.is_nan() && result.held_out.is_some_and(|wrong| wrong.loss.is_nan()));
                    continue;
                }
                assert_eq!(result.diverged, None);
                let held_out = result.held_out.expect("points are held out");
                assert_eq!(result.train.loss.to_bits(), status.train_loss.to_bits(), "{recipe:?} {result:?}");
                assert_eq!(Some(held_out.loss.to_bits()), status.held_out_loss.map(f64::to_bits));
                assert_eq!(result.train.error.to_bits(), status.train_error.to_bits());
                assert_eq!(Some(held_out.error.to_bits()), status.held_out_error.map(f64::to_bits));
                let law = result.law.expect("the law is known");
                assert!((law.error - law_error(&fresh)).abs() <= 1e-9 * law.error, "{law:?}");
            }
        }
    }
}

/// Loads a capacity and lets the frames train it.
fn load(session: &mut Session, index: usize) {
    session.update(Msg::LoadCapacity(index));
    while session.state() == State::Running {
        session.tick(7);
        session.after_steps();
    }
}

#[test]
fn what_is_loaded_is_what_was_measured() {
    for folds in [0, 5] {
        let mut session = dozen();
        measure(&mut session, Vary::Degree, 50, folds, 1_000);
        session.update(Msg::Play);
        session.tick(5);
        load(&mut session, 3);
        assert_eq!(session.settings().degree, 4);
        assert_eq!(session.sweep().today, Some(3));
        let status = session.status();
        assert_eq!((status.step, status.state), (50, State::Paused));
        if folds == 0 {
            let result = results(&session)[3];
            assert_eq!(result.train.loss.to_bits(), status.train_loss.to_bits());
        }
        // What is there already is trained anew as well.
        session.update(Msg::Step(9));
        load(&mut session, 3);
        assert_eq!(session.status().step, 50);
        session.update(Msg::Undo);
        assert_eq!(session.status().step, 59, "and can be undone");
        session.update(Msg::Redo);
        assert!(!session.sweep().outdated, "loading a capacity makes no result old");
        assert_eq!(session.update(Msg::LoadCapacity(15)), Stale::NOTHING);
        check(&session);
    }
}

#[test]
fn a_dozen_points_make_a_valley_of_the_held_out_loss() {
    let mut session = dozen();
    measure(&mut session, Vary::Degree, 2_000, 5, 10_000);
    let loss = |degree: usize| results(&session)[degree - 1].held_out.expect("held out").loss;
    assert!(loss(1) > 1.5 * loss(3) && loss(12) > 1.5 * loss(3), "{} {} {}", loss(1), loss(3), loss(12));
    let train = |degree: usize| results(&session)[degree - 1].train.loss;
    assert!((1..15).all(|degree| train(degree + 1) < train(degree) * 1.001), "on its own points more is never worse");

    let seen = session.sweep();
    let best = seen.best().expect("a least one");
    let losses: Vec<f64> = seen.results.iter().map(|r| r.held_out.expect("held out").loss).collect();
    assert!(losses.iter().all(|other| *other >= losses[best]));
    assert!((2..=8).contains(&(best + 1)), "{losses:?}");
}

#[test]
fn the_folds_are_a_fair_deal_from_the_seed() {
    for (count, wanted) in [(14, 5), (60, 5), (3, 5), (2, 2), (41, 20)] {
        let mut one = session(&[("points", &count.to_string())]);
        one.update(Msg::Measure { vary: Vary::Nothing, steps: 1, folds: wanted });
        let folds = one.folds().to_vec();
        let of = wanted.min(count);
        assert_eq!((folds.len(), one.sweep().folds), (count, of));
        for fold in 0..of {
            let size = folds.iter().filter(|other| **other == fold).count();
            assert!((count / of..=count.div_ceil(of)).contains(&size), "{size} of {count} in one of {of}");
        }
        let mut again = session(&[("points", &count.to_string()), ("held-out", "0.5"), ("learning-rate", "0.5")]);
        again.update(Msg::Measure { vary: Vary::Degree, steps: 1, folds: wanted });
        assert_eq!(again.folds(), folds, "the same seed deals the same");
        if count > 10 {
            let mut other = session(&[("points", &count.to_string()), ("seed", "2")]);
            other.update(Msg::Measure { vary: Vary::Nothing, steps: 1, folds: wanted });
            assert_ne!(other.folds(), folds);
        }
    }
}

/// Each fold as a session of its own, whose split is given by hand.
#[test]
fn the_loss_of_folds_is_that_of_sessions_with_each_fold_held_out() {
    for loss in ["mse", "mae", "huber"] {
        let mut swept = session(&[("points", "23"), ("loss", loss), ("model", "polynomial")]);
        measure(&mut swept, Vary::Nothing, 60, 5, 7);
        let (mut sum, mut square, mut train, mut all) = (0.0, 0.0, 0.0, Vec::new());
        for fold in 0..5 {
            let mut points = swept.points().to_vec();
            points.iter_mut().zip(swept.folds()).for_each(|(point, dealt)| point.held_out = *dealt == fold);
            let mut one = session(&[("points", "23"), ("loss", loss), ("model", "polynomial")]);
            one.update(Msg::Import { points, names: None, split: true, classes: false });
            one.update(Msg::Step(60));
            let status = one.status();
            let held_out = one.points().iter().filter(|point| point.held_out).count() as f64;
            let loss = status.held_out_loss.expect("held out");
            sum += loss * held_out;
            square += status.held_out_error.expect("held out").powi(2) * held_out;
            train += status.train_loss / 5.0;
            all.push(loss);
        }
        let result = results(&swept)[0];
        let held_out = result.held_out.expect("held out");
        let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * b.abs(), "{loss}: {a} {b}");
        near(held_out.loss, sum / 23.0);
        near(held_out.error, (square / 23.0).sqrt());
        near(result.train.loss, train);
        let (least, most) = result.folds.expect("folds");
        near(least.loss, all.iter().copied().fold(f64::INFINITY, f64::min));
        near(most.loss, all.iter().copied().fold(0.0, f64::max));
        assert!(least.error <= held_out.error && held_out.error <= most.error);
    }
}

#[test]
fn a_run_is_the_same_with_and_without_a_measurement_beside_it() {
    let knobs = [("model", "network"), ("batch", "4"), ("dropout", "0.2"), ("optimizer", "adam")];
    let (mut alone, mut beside) = (session(&knobs), session(&knobs));
    for session in [&mut alone, &mut beside] {
        session.update(Msg::Play);
        session.tick(20);
        session.after_steps();
    }
    beside.update(Msg::Measure { vary: Vary::Layers, steps: 30, folds: 3 });
    for _ in 0..40 {
        for session in [&mut alone, &mut beside] {
            session.tick(3);
            session.after_steps();
            session.fill_surface(50);
        }
        beside.fill_sweep(11);
    }
    assert_eq!(bits(&alone), bits(&beside));
    assert_eq!(alone.settings(), beside.settings());
    assert_eq!(alone.points(), beside.points());
    assert!(beside.sweep().trained > 3);
}

#[test]
fn what_diverges_stops_there_and_the_others_go_on() {
    let mut session = session(&[("standardize", "false"), ("learning-rate", "0.001"), ("points", "14")]);
    session.update(Msg::Measure { vary: Vary::Degree, steps: 50_000, folds: 5 });
    let mut steps = 0;
    while session.is_measuring() && results(&session).len() < 4 {
        steps += session.fill_sweep(50_000);
    }
    let seen = session.sweep();
    assert_eq!(seen.results[0].diverged, None);
    assert!(seen.results.len() >= 4, "{}", seen.results.len());
    assert!(seen.results[1..].iter().all(|r| r.diverged.is_some_and(|at| at < 50_000) && r.train.error.is_nan()));
    assert!(seen.results[1..].iter().all(|r| r.held_out.is_some_and(|wrong| wrong.loss.is_nan()) && r.folds.is_none()));
    assert!(steps < 5 * 50_000 + 100_000, "{steps}: each stops at its divergence");
    assert_eq!(seen.best(), Some(0));
}

#[test]
fn nothing_is_measured_where_nothing_can_be() {
    for (points, folds, can) in
        [(&[][..], 0, false), (&[], 5, false), (&[(1.0, 2.0)], 5, false), (&[(1.0, 2.0)], 0, true)]
    {
        let mut session = dozen();
        put(&mut session, points);
        session.update(Msg::Measure { vary: Vary::Degree, steps: 5, folds });
        assert_eq!(session.is_measuring(), can, "{points:?} {folds}");
    }
    let mut session = dozen();
    for (steps, folds) in [(0, 0), (MOST_SWEEP_STEPS + 1, 0), (5, 1), (5, MOST_FOLDS + 1)] {
        assert_eq!(session.update(Msg::Measure { vary: Vary::Degree, steps, folds }), Stale::NOTHING);
    }
    set(&mut session, "held-out", "0");
    measure(&mut session, Vary::Degree, 5, 0, 100);
    assert!(!results(&session).is_empty());
    assert!(results(&session).iter().all(|r| r.held_out.is_none()) && session.sweep().best().is_none());
}
