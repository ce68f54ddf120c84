//! Descent finds what least squares finds at once, computed here in another way.

use crate::{session, set};
use kittengrad::data::Point;
use kittengrad::session::Msg;

/// Legendre polynomials P₀ … P_d at t in [−1, 1].
fn legendre(t: f64, degree: usize) -> Vec<f64> {
    let mut p = vec![1.0, t];
    for k in 1..degree {
        let k = k as f64;
        p.push(((2.0 * k + 1.0) * t * p[p.len() - 1] - k * p[p.len() - 2]) / (k + 1.0));
    }
    p.truncate(degree + 1);
    p
}

/// The least mean squared error of a polynomial on the training points: y less its projection on the columns, which are
/// made orthonormal one by one (Gram and Schmidt, each twice).
fn least_loss(points: &[Point], degree: usize) -> f64 {
    let train: Vec<&Point> = points.iter().filter(|p| !p.held_out).collect();
    let lo = train.iter().fold(f64::INFINITY, |m, p| m.min(p.x));
    let hi = train.iter().fold(f64::NEG_INFINITY, |m, p| m.max(p.x));
    let rows: Vec<Vec<f64>> = train.iter().map(|p| legendre((2.0 * p.x - lo - hi) / (hi - lo), degree)).collect();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut residual: Vec<f64> = train.iter().map(|p| p.y).collect();
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for k in 0..=degree {
        let mut column: Vec<f64> = rows.iter().map(|r| r[k]).collect();
        for _ in 0..2 {
            for q in &basis {
                let part = dot(&column, q);
                column.iter_mut().zip(q).for_each(|(c, q)| *c -= part * q);
            }
        }
        let length = dot(&column, &column).sqrt();
        column.iter_mut().for_each(|c| *c /= length);
        for _ in 0..2 {
            let part = dot(&residual, &column);
            residual.iter_mut().zip(&column).for_each(|(r, c)| *r -= part * c);
        }
        basis.push(column);
    }
    dot(&residual, &residual) / train.len() as f64
}

#[test]
fn polynomials_of_every_degree_reach_the_least_squares() {
    for dataset in ["houses", "sine"] {
        for degree in 1..=15 {
            let mut s = session(&[("model", "polynomial"), ("learning-rate", "0.1"), ("dataset", dataset)]);
            set(&mut s, "degree", &degree.to_string());
            s.update(Msg::Step(2_000));
            let (found, least) = (s.status().train_loss, least_loss(s.points(), degree));
            assert!(found < least * 1.001 && found > least * 0.999, "{dataset} {degree}: {found} {least}");
        }
    }
}

#[test]
fn the_line_and_a_network_without_hidden_layers_reach_it_too() {
    for knobs in [vec![("model", "line")], vec![("model", "network"), ("layers", "")]] {
        let mut s = session(&knobs);
        set(&mut s, "learning-rate", "0.1");
        s.update(Msg::Step(500));
        let (found, least) = (s.status().train_loss, least_loss(s.points(), 1));
        assert!((found / least - 1.0).abs() < 1e-4, "{found} {least}");
    }
}

#[test]
fn a_raw_line_finds_it_as_well_only_slowly() {
    let mut s = session(&[("standardize", "false"), ("learning-rate", "0.003")]);
    s.update(Msg::Step(20_000));
    let (found, least) = (s.status().train_loss, least_loss(s.points(), 1));
    assert!((found / least - 1.0).abs() < 1e-2, "{found} {least}");
}

#[test]
fn the_coefficients_are_those_of_the_curve() {
    for degree in 1..=15 {
        let mut s = session(&[("model", "polynomial"), ("dataset", "sine")]);
        set(&mut s, "degree", &degree.to_string());
        s.update(Msg::Step(200));
        let coefficients = s.status().coefficients.expect("a polynomial has some");
        let xs: Vec<f64> = (0..=20).map(|i| -2.5 + 0.25 * f64::from(i)).collect();
        for (x, answer) in xs.iter().zip(s.predict(&xs)) {
            let sum = coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c);
            assert!((sum - answer).abs() < 1e-3 * (1.0 + answer.abs()), "{degree}: {sum} {answer} at {x}");
        }
    }
}
