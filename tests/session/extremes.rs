//! Nothing breaks it: few points, many points, equal points, huge models, real units.

use crate::{MODELS, check, fill, put, session, set};
use kittengrad::data::table::Choices;
use kittengrad::session::{Msg, Session};

/// Every way to compute something, `cells` of the surface at a time.
fn exercise(s: &mut Session, steps: u32, cells: usize) {
    check(s);
    s.update(Msg::Step(steps));
    check(s);
    s.update(Msg::Play);
    s.tick(steps);
    s.after_steps();
    s.fill_surface(cells);
    check(s);
    s.update(Msg::Pause);
    for _ in 0..3 {
        s.fill_surface(cells);
    }
    check(s);
    s.update(Msg::Rewind);
    check(s);
}

#[test]
fn strange_points_are_ordinary() {
    let sets: [(&str, Vec<(f64, f64)>); 9] = [
        ("none", vec![]),
        ("one", vec![(3.0, 400.0)]),
        ("all at one x", (0..9).map(|i| (5.0, f64::from(i))).collect()),
        ("identical", vec![(2.0, 7.0); 12]),
        ("y constant", (0..9).map(|i| (f64::from(i), 42.0)).collect()),
        ("zeros", vec![(0.0, 0.0); 5]),
        ("huge", vec![(-1e9, 1e9), (1e9, 2e8), (3e8, -1e9)]),
        ("tiny", vec![(1e-9, 1e-9), (2e-9, 5e-9), (3e-9, 1e-9)]),
        ("far and close", vec![(1e9, 1e9), (1e9 + 1e-6, 1e9 + 1e-6), (1e9 - 1e-6, 1e9)]),
    ];
    for (name, set_of) in &sets {
        for (model, standardize) in MODELS {
            println!("{name}: {model}, standardize {standardize}");
            let mut s = session(&[("model", model), ("standardize", standardize), ("degree", "15")]);
            put(&mut s, set_of);
            exercise(&mut s, 5, 1_500);
            let table = crate::points(set_of);
            s.update(Msg::Import {
                points: table,
                names: Some(kittengrad::data::Names::of("a", "b")),
                split: false,
                classes: false,
            });
            exercise(&mut s, 5, 1_500);
        }
    }
}

#[test]
fn the_largest_models_and_the_most_points_are_ordinary() {
    let mut s = session(&[("model", "network"), ("layers", "64,64,64,64,64,64,64,64"), ("points", "100")]);
    for activation in ["linear", "relu", "leaky-relu", "sigmoid", "tanh"] {
        set(&mut s, "activation", activation);
        exercise(&mut s, 1, 4);
    }
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize), ("points", "2000")]);
        exercise(&mut s, 3, 40);
        set(&mut s, "degree", "15");
        set(&mut s, "layers", "64");
        exercise(&mut s, 3, 40);
    }
}

#[test]
fn fifteen_powers_through_two_points_go_through_both() {
    let mut s = session(&[("model", "polynomial"), ("degree", "15"), ("learning-rate", "0.1")]);
    put(&mut s, &[(2.0, 800.0), (20.0, 300.0)]);
    s.update(Msg::Step(300));
    assert!(s.status().train_loss.sqrt() < 0.5, "{}", s.status().train_loss);
    fill(&mut s);
    check(&s);
}

/// R² of the present model on its training points.
fn r_squared(s: &Session) -> f64 {
    let ys: Vec<f64> = s.points().iter().filter(|p| !p.held_out).map(|p| p.y).collect();
    let mean = ys.iter().sum::<f64>() / ys.len() as f64;
    let variance = ys.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / ys.len() as f64;
    1.0 - s.status().train_loss / variance
}

#[test]
fn metres_and_hundreds_of_thousands_train_like_kilometres_and_thousands() {
    let made = session(&[]);
    let table = |unit: f64| {
        let rows = made.points().iter().map(|p| format!("{},{}", p.x * unit, p.y * unit));
        ["distance,price".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    };
    let trained = |unit: f64, model: &str| {
        let table = kittengrad::data::table::read(&table(unit), &Choices::default(), 0).expect("a table");
        let mut s = session(&[("model", model), ("held-out", "0")]);
        s.update(Msg::Import { points: table.points, names: table.names, split: false, classes: false });
        s.update(Msg::Step(400));
        check(&s);
        r_squared(&s)
    };
    for model in ["line", "polynomial", "network"] {
        let (small, large) = (trained(1.0, model), trained(1_000.0, model));
        assert!((small - large).abs() < 1e-3, "{model}: {small} {large}");
        assert!(large > 0.85, "{model}: {large}");
    }
}
