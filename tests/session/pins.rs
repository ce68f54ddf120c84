//! Pinned runs: their numbers are those of the run that they were, they answer for today's points, and nothing else is touched.

use crate::{bits, put, session, set};
use kittengrad::session::{MOST_PINS, Msg, Session};

/// Errors of a pin and of today's run, by their bits.
fn errors(train: f64, held_out: Option<f64>) -> (u64, Option<u64>) {
    (train.to_bits(), held_out.map(f64::to_bits))
}

fn today(s: &Session) -> (u64, Option<u64>) {
    let status = s.status();
    errors(status.train_error, status.held_out_error)
}

fn of_pin(s: &Session, place: usize) -> (u64, Option<u64>) {
    let pin = &s.pins()[place];
    errors(pin.train_error, pin.held_out_error)
}

fn letters(s: &Session) -> Vec<usize> {
    s.pins().iter().map(|pin| pin.letter).collect()
}

/// Fourteen houses and a polynomial of degree 12 after so many steps.
fn overfitted(steps: u32) -> Session {
    let mut s = session(&[("points", "14"), ("model", "polynomial"), ("degree", "12")]);
    s.update(Msg::Step(steps));
    s
}

#[test]
fn a_pin_has_the_numbers_and_the_curve_of_its_run() {
    for (model, standardize) in crate::MODELS {
        for batch in ["all", "8"] {
            let mut s = session(&[
                ("model", model),
                ("standardize", standardize),
                ("batch", batch),
                ("dropout", "0.2"),
                ("optimizer", "adam"),
                ("learning-rate", "0.001"),
            ]);
            s.update(Msg::Step(21));
            let (now, curve) = (today(&s), s.fit().curve.to_vec());
            s.update(Msg::Pin);
            assert_eq!((s.pins()[0].step, of_pin(&s, 0)), (21, now), "{model} {standardize} {batch}");
            assert_eq!(s.fit().ghosts[0].curve, curve);
            // Another model, other weights: the pin is what it was.
            set(&mut s, "model", if model == "line" { "network" } else { "line" });
            set(&mut s, "penalty", "l2");
            s.update(Msg::Step(30));
            assert_ne!(today(&s), now);
            assert_eq!(of_pin(&s, 0), now, "{model} {standardize} {batch}");
            assert_eq!(s.fit().ghosts[0].curve, curve);
            assert_eq!(s.pins()[0].settings.penalty, kittengrad::session::PenaltyKind::None);
        }
    }
}

#[test]
fn a_pin_answers_for_the_points_of_today() {
    let mut s = overfitted(300);
    s.update(Msg::Pin);
    let curve = s.fit().ghosts[0].curve.clone();
    // What a run without a single step more would say of the moved point: the mean over its own answers.
    let own = |s: &Session| {
        let at = |x: f64| curve.iter().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs())).map(|p| p.1);
        let mean = |held_out: bool| {
            let of = s.points().iter().filter(|p| p.held_out == held_out);
            let squares: Vec<f64> = of.filter_map(|p| Some((at(p.x)? - p.y).powi(2))).collect();
            (squares.iter().sum::<f64>() / squares.len() as f64).sqrt()
        };
        (mean(false), mean(true))
    };
    // Onto places at which the curve is sampled, so that it says what the model answers there.
    let x = |i: usize| curve[i].0;
    let places: Vec<(f64, f64)> = (0..14).map(|i| (x(20 + 10 * i), 300.0 + 20.0 * i as f64)).collect();
    for (i, to) in places.iter().enumerate() {
        s.update(Msg::MovePoint(i, *to));
    }
    let close = |a: f64, b: f64| (a - b).abs() < 1e-3 * b;
    let pin = &s.pins()[0];
    let (train, held_out) = own(&s);
    assert!(close(pin.train_error, train), "{} {train}", pin.train_error);
    assert!(pin.held_out_error.is_some_and(|error| close(error, held_out)), "{:?} {held_out}", pin.held_out_error);
    assert_eq!(s.fit().ghosts[0].curve, curve, "a pin does not learn");

    // Another split, a point less, points in place of all, undoing all that: the errors follow, every time.
    let moves: [&dyn Fn(&mut Session); 6] = [
        &|s| set(s, "held-out", "0.5"),
        &|s| {
            s.update(Msg::RemovePoint(3));
        },
        &|s| put(s, &places),
        &|s| {
            s.update(Msg::Undo);
        },
        &|s| {
            s.update(Msg::Undo);
        },
        &|s| {
            s.update(Msg::Undo);
        },
    ];
    let mut before = of_pin(&s, 0);
    for (i, act) in moves.into_iter().enumerate() {
        act(&mut s);
        assert_ne!(of_pin(&s, 0), before, "{i}");
        before = of_pin(&s, 0);
        let (train, _) = own(&s);
        assert!(close(s.pins()[0].train_error, train), "{i}: {} {train}", s.pins()[0].train_error);
    }
    assert_eq!(s.pins()[0].held_out_error.map(|error| close(error, held_out)), Some(true));
}

#[test]
fn nothing_of_today_is_touched() {
    let run = |pins: bool| {
        let mut s = session(&[("model", "network"), ("batch", "10"), ("dropout", "0.3"), ("optimizer", "adam")]);
        for i in 0..6 {
            s.update(Msg::Play);
            s.tick(7);
            if pins {
                // In the middle of an epoch, too.
                s.update(Msg::Pin);
                s.update(Msg::Unpin(i / 2));
            }
            s.after_steps();
            s.update(Msg::MovePoint(i, (3.0, 500.0 + i as f64)));
        }
        s.update(Msg::Step(50));
        s
    };
    let (with, without) = (run(true), run(false));
    assert!(!with.pins().is_empty());
    assert_eq!(bits(&with), bits(&without));
}

#[test]
fn four_at_most_and_each_keeps_its_letter() {
    let mut s = overfitted(5);
    for n in 0..MOST_PINS {
        assert_eq!(s.free_pin(), Some(n));
        s.update(Msg::Pin);
        s.update(Msg::Step(1));
    }
    assert_eq!((s.free_pin(), letters(&s)), (None, vec![0, 1, 2, 3]));
    s.update(Msg::Pin);
    assert_eq!(s.pins().len(), MOST_PINS);
    let steps = |s: &Session| s.pins().iter().map(|pin| pin.step).collect::<Vec<_>>();
    assert_eq!(steps(&s), [5, 6, 7, 8]);
    s.update(Msg::Unpin(1));
    s.update(Msg::Unpin(3));
    s.update(Msg::Unpin(9));
    assert_eq!((letters(&s), steps(&s)), (vec![0, 2], vec![5, 7]));
    s.update(Msg::Pin);
    assert_eq!((letters(&s), steps(&s)), (vec![0, 1, 2], vec![5, 9, 7]), "the first free letter");
    assert_eq!(s.fit().ghosts.iter().map(|ghost| ghost.letter).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn pins_stay_as_long_as_the_same_is_measured() {
    let pinned = || {
        let mut s = overfitted(20);
        s.update(Msg::Pin);
        s
    };
    let table =
        || Msg::Import { points: crate::points(&[(1.0, 2.0), (2.0, 3.0)]), names: None, split: false, classes: false };
    let mut s = pinned();
    for (key, value) in [("points", "30"), ("noise", "0.4"), ("held-out", "0.3"), ("degree", "3"), ("loss", "mae")] {
        set(&mut s, key, value);
    }
    s.update(Msg::NewSeed);
    s.update(Msg::Rewind);
    // The same houses, moved by hand, and back to those of the seed.
    s.update(Msg::MovePoint(0, (4.0, 400.0)));
    set(&mut s, "dataset", "houses");
    assert_eq!(letters(&s), [0]);
    let others: [&dyn Fn(&mut Session); 4] = [
        &|s| set(s, "dataset", "sine"),
        &|s| set(s, "dataset", "clusters"),
        &|s| {
            s.update(table());
        },
        &|s| {
            s.update(Msg::Reset);
        },
    ];
    for (i, act) in others.into_iter().enumerate() {
        let mut s = pinned();
        act(&mut s);
        assert!(s.pins().is_empty() && s.fit().ghosts.is_empty(), "{i}");
        assert_eq!(s.free_pin(), Some(0));
        s.update(Msg::Undo);
        assert_eq!(letters(&s), [0], "{i}");
    }
    // From one table to another.
    let mut s = pinned();
    s.update(table());
    s.update(Msg::Pin);
    s.update(table());
    assert!(s.pins().is_empty());
}

#[test]
fn what_has_diverged_has_no_curve_to_pin() {
    let mut s = session(&[("learning-rate", "5")]);
    s.update(Msg::Pin);
    let before = of_pin(&s, 0);
    s.update(Msg::Step(2000));
    assert_eq!(s.free_pin(), None);
    s.update(Msg::Pin);
    assert_eq!((s.pins().len(), of_pin(&s, 0)), (1, before));
    s.update(Msg::Recover);
    s.update(Msg::Pin);
    assert_eq!(letters(&s), [0, 1]);
}

#[test]
fn looking_back_at_other_points_is_followed_before_one_has_arrived() {
    let mut s = overfitted(1000);
    s.update(Msg::Pin);
    let (before, frame) = (of_pin(&s, 0), s.fit().x);
    for i in 0..12 {
        s.update(Msg::MovePoint(i, (2.0 + 2.0 * i as f64, 300.0 + i as f64)));
    }
    s.update(Msg::Step(10));
    assert_ne!(of_pin(&s, 0), before);
    s.update(Msg::Seek(999));
    assert!(s.steps_to_go().is_some(), "still on the way");
    assert_eq!((of_pin(&s, 0), s.fit().x), (before, frame));
    crate::check(&s);
}
