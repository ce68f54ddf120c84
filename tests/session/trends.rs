//! Where training is heading, told of real runs.

use crate::{put, session, set};
use kittengrad::session::{Msg, Session, Trend};

fn after(knobs: &[(&str, &str)], steps: u32) -> Session {
    let mut s = session(knobs);
    s.update(Msg::Step(steps));
    s
}

fn trend(knobs: &[(&str, &str)], steps: u32) -> Trend {
    after(knobs, steps).status().trend
}

#[test]
fn a_line_improves_and_is_solved_where_the_closed_form_says() {
    assert_eq!(trend(&[], 5), Trend::Unknown);
    assert_eq!(trend(&[], 30), Trend::Improving);
    let mut s = session(&[]);
    let solved = (0..500).find(|_| {
        s.update(Msg::Step(1));
        s.status().trend == Trend::Best
    });
    assert!(solved.is_some());
    let status = s.status();
    let best = status.best.expect("a line has a closed form");
    assert!(status.train_loss <= best.loss * 1.001 && status.train_loss >= best.loss * (1.0 - 1e-5));
    // A point that is moved far away asks for another line.
    s.update(Msg::MovePoint(0, (2.0, 100.0)));
    assert_ne!(s.status().trend, Trend::Best);
}

#[test]
fn a_rate_above_the_limit_makes_it_rise_before_it_diverges() {
    assert_eq!(trend(&[("learning-rate", "1.02")], 60), Trend::Rising);
}

#[test]
fn single_points_at_a_high_rate_oscillate_and_a_small_rate_calms_them() {
    let noisy = [("batch", "1"), ("learning-rate", "0.3")];
    assert!(matches!(trend(&noisy, 48 * 60), Trend::Oscillating { swing } if swing > 0.05));
    let mut s = after(&noisy, 48 * 60);
    set(&mut s, "learning-rate", "0.0005");
    s.update(Msg::Rewind);
    s.update(Msg::Step(48 * 400));
    assert!(!matches!(s.status().trend, Trend::Oscillating { .. } | Trend::Rising), "{:?}", s.status().trend);
}

#[test]
fn layers_without_a_bend_end_flat_on_the_line() {
    let s = after(&[("model", "network"), ("activation", "linear"), ("learning-rate", "0.1")], 2_000);
    assert_eq!(s.status().trend, Trend::Flat { steps: 500 });
}

#[test]
fn a_model_that_goes_through_all_its_points_is_done() {
    let mut s = session(&[("model", "network"), ("layers", "16"), ("learning-rate", "0.02"), ("optimizer", "adam")]);
    put(&mut s, &[(-1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (2.0, 2.0)]);
    s.update(Msg::Step(5_000));
    assert_eq!(s.status().trend, Trend::ThroughAll);
    assert!(s.status().train_r_squared.is_some_and(|r| r > 0.9999));
}

#[test]
fn r_squared_is_the_share_of_the_variance_that_is_explained() {
    let s = after(&[("model", "polynomial"), ("degree", "4")], 50);
    for held_out in [false, true] {
        let all: Vec<_> = s.points().iter().copied().filter(|p| p.held_out == held_out).collect();
        let answers = s.predict(&all.iter().map(|p| p.x).collect::<Vec<_>>());
        let mean = all.iter().map(|p| p.y).sum::<f64>() / all.len() as f64;
        let whole = all.iter().map(|p| (p.y - mean).powi(2)).sum::<f64>();
        let left = answers.iter().zip(&all).map(|(a, p)| (a - p.y).powi(2)).sum::<f64>();
        let status = s.status();
        let told = if held_out { status.held_out_r_squared } else { status.train_r_squared };
        assert!(told.is_some_and(|r| (r - (1.0 - left / whole)).abs() < 1e-5), "{told:?}");
    }
    let mut flat = session(&[]);
    put(&mut flat, &[(0.0, 3.0), (1.0, 3.0)]);
    assert_eq!(flat.status().train_r_squared, None);
}

/// The same run, looked at after so many steps each time, by hand or frame by frame.
fn looked_at(knobs: &[(&str, &str)], steps: u32, every: &[u32], frames: bool) -> Session {
    let mut s = session(knobs);
    let (mut left, mut looks) = (steps, every.iter().cycle());
    while left > 0 {
        let asked = left.min(*looks.next().expect("there are looks"));
        if frames {
            s.update(Msg::PlayUntil(u64::MAX));
            s.tick(asked);
            s.after_steps();
        } else {
            s.update(Msg::Step(asked));
        }
        left -= asked;
    }
    s.update(Msg::Pause);
    s
}

#[test]
fn what_is_said_of_a_run_does_not_depend_on_when_somebody_looked() {
    for (knobs, steps) in [
        (vec![("batch", "10")], 350),
        (vec![("batch", "10"), ("learning-rate", "0.4"), ("held-out", "0.3")], 333),
        (vec![("batch", "1"), ("learning-rate", "0.3")], 1_001),
        (vec![("batch", "8"), ("model", "network"), ("optimizer", "adam"), ("penalty", "l2")], 2_500),
        (vec![("batch", "32"), ("model", "polynomial"), ("degree", "9"), ("points", "400")], 7_777),
        (vec![("points", "12")], 500),
    ] {
        let once = after(&knobs, steps).status();
        for every in [&[7][..], &[1], &[3, 50, 2], &[113]] {
            for frames in [false, true] {
                let often = looked_at(&knobs, steps, every, frames).status();
                assert_eq!((often.trend, often.fit), (once.trend, once.fit), "{knobs:?} {every:?} {frames}");
            }
        }
    }
}
