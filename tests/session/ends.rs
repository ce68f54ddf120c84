//! When training stops by itself because there is nothing more to gain, and how it goes on.

use crate::{change, check, points, put, session, set};
use kittengrad::session::{Msg, Notice, Session, State, Trend};

/// Plays in ticks of this size until it stops by itself; the step, or `None` where it goes on for longer than `most` steps.
fn stop(s: &mut Session, tick: u32, most: u64) -> Option<u64> {
    s.update(Msg::Play);
    let end = s.status().step + most;
    while s.state() == State::Running && s.status().step < end {
        s.tick(tick);
        s.after_steps();
    }
    (s.state() != State::Running).then_some(s.status().step)
}

#[test]
fn a_line_stops_when_the_best_one_is_found_and_says_so() {
    let mut s = session(&[]);
    let step = stop(&mut s, 4, 1_000).expect("solved");
    assert!((20..200).contains(&step), "{step}");
    let status = s.status();
    assert_eq!((status.state, status.notice, status.trend), (State::Paused, Notice::Solved, Trend::Best));
    let mut before = session(&[]);
    before.update(Msg::Step(step as u32 - 1));
    assert_ne!(before.status().trend, Trend::Best, "at the first step of which that is true");
    check(&s);
}

#[test]
fn it_stops_at_the_same_step_however_it_is_cut_into_frames() {
    for knobs in [
        &[][..],
        &[("model", "polynomial")],
        &[("batch", "10")],
        &[("batch", "10"), ("learning-rate", "0.4")],
        &[("learning-rate", "1")],
        &[("model", "network"), ("activation", "linear"), ("learning-rate", "0.1")],
        &[("model", "network"), ("layers", "8"), ("dataset", "step"), ("init", "zero")],
        &[("model", "network"), ("layers", "32,32"), ("optimizer", "adam"), ("points", "9"), ("learning-rate", "0.01")],
    ] {
        let all = [1, 7, 1_000].map(|tick| {
            let mut s = session(knobs);
            let step = stop(&mut s, tick, 60_000);
            (step, s.status().notice, s.parameters().iter().map(|p| p.to_bits()).collect::<Vec<_>>())
        });
        assert!(all[0].0.is_some(), "{knobs:?} goes on");
        assert!(all[1] == all[0] && all[2] == all[0], "{knobs:?} {:?}", all.map(|(step, ..)| step));
    }
}

#[test]
fn play_goes_on_beyond_it_until_something_is_changed() {
    let mut s = session(&[]);
    let step = stop(&mut s, 7, 1_000).expect("solved");
    assert_eq!(stop(&mut s, 7, 9_000), None, "it has been told");
    // What is changed meanwhile may be solved again.
    s.update(Msg::MovePoint(0, (3.0, 300.0)));
    s.update(Msg::LetGo);
    assert_eq!(s.state(), State::Running);
    assert!(stop(&mut s, 7, 1_000).is_some_and(|again| again > step));
    s.update(Msg::Rewind);
    assert!(stop(&mut s, 7, 1_000).is_some(), "and so is what is rewound");
}

#[test]
fn steps_by_hand_and_until_a_step_never_stop_early() {
    for by_hand in [true, false] {
        let mut s = session(&[]);
        if by_hand {
            s.update(Msg::Step(5_000));
        } else {
            s.update(Msg::PlayUntil(5_000));
            while s.state() == State::Running {
                s.tick(999);
                s.after_steps();
            }
        }
        assert_eq!((s.status().step, s.status().notice), (5_000, Notice::Paused));
    }
}

#[test]
fn what_is_changed_after_it_lets_it_go_on() {
    let far = points(&[(1.0, 500.0), (2.0, 300.0), (3.0, 900.0), (9.0, 100.0)]);
    for msg in [
        Msg::MovePoint(1, (3.0, 300.0)),
        Msg::AddPoint((3.0, 300.0)),
        Msg::RemovePoint(3),
        Msg::ReplacePoints { points: far.clone(), split: true, classes: false },
        Msg::Import { points: far, names: None, split: true, classes: false },
        Msg::Set(change("model", "network")),
        Msg::Set(change("learning-rate", "0.05")),
        Msg::Set(change("noise", "0.4")),
        Msg::SetAll(vec![change("points", "16"), change("held-out", "0.25")]),
        Msg::SetParameters(vec![0.5, -0.5]),
        Msg::NewSeed,
    ] {
        let mut s = session(&[]);
        stop(&mut s, 4, 1_000).expect("solved");
        s.update(msg.clone());
        assert_eq!(s.state(), State::Running, "{msg:?}");
        // What it was before is at rest as it was.
        s.update(Msg::Undo);
        assert_eq!((s.state(), s.status().trend), (State::Paused, Trend::Best), "{msg:?}");
        s.update(Msg::Redo);
        check(&s);
    }
    // What no step depends on leaves it at rest.
    for (key, value) in [("degree", "7"), ("pace", "8"), ("lang", "zh-Hans"), ("early-stopping", "true")] {
        let mut s = session(&[]);
        stop(&mut s, 4, 1_000).expect("solved");
        set(&mut s, key, value);
        assert_eq!(s.state(), State::Paused, "{key}");
        set(&mut s, "seed", "2");
        assert_eq!(s.state(), State::Running, "{key}");
    }
    // But not what the user has paused since, and not what only shows or ends it.
    for msg in [Msg::Step(1), Msg::Seek(4), Msg::Rewind, Msg::Reset] {
        let mut s = session(&[]);
        stop(&mut s, 4, 1_000).expect("solved");
        s.update(msg.clone());
        set(&mut s, "model", "network");
        assert_eq!(s.state(), State::Paused, "{msg:?}");
    }
}

#[test]
fn a_hand_that_drags_is_followed_and_the_end_is_told_when_it_lets_go() {
    let mut s = session(&[]);
    s.update(Msg::Play);
    for i in 0..40 {
        s.update(Msg::MovePoint(1, (3.0, 300.0 + f64::from(i))));
        s.tick(40);
        s.after_steps();
        assert_eq!(s.state(), State::Running);
    }
    s.tick(400);
    assert_eq!(s.state(), State::Running);
    s.update(Msg::LetGo);
    s.tick(400);
    assert_eq!((s.state(), s.status().notice), (State::Paused, Notice::Solved));
}

#[test]
fn at_the_limit_of_its_rate_a_line_bounces_and_is_never_called_flat() {
    for knobs in [&[][..], &[("model", "polynomial")], &[("standardize", "false")]] {
        let mut s = session(knobs);
        let limit = s.status().rate_limit.expect("a limit");
        set(&mut s, "learning-rate", &limit.to_string());
        let mut told = Vec::new();
        s.update(Msg::Play);
        for _ in 0..3_000 {
            s.tick(7);
            s.after_steps();
            told.push(s.status().trend);
        }
        assert!(!told.iter().any(|trend| matches!(trend, Trend::Flat { .. })), "{knobs:?}");
        assert!(told.contains(&Trend::Bouncing), "{knobs:?} {:?}", told.last());
        assert_eq!(s.state(), State::Paused, "{knobs:?}");
        check(&s);
    }
}

#[test]
fn what_goes_through_all_its_points_has_nothing_more_to_learn_from_them() {
    let mut s = session(&[("model", "network"), ("layers", "16"), ("learning-rate", "0.02"), ("optimizer", "adam")]);
    put(&mut s, &[(-1.0, 0.0), (0.0, 1.0), (1.0, 0.0), (2.0, 2.0)]);
    assert!(stop(&mut s, 4, 20_000).is_some());
    assert_eq!((s.status().trend, s.status().notice), (Trend::ThroughAll, Notice::Solved));
}

#[test]
fn looking_back_and_going_on_from_there_stops_where_it_did() {
    let mut s = session(&[("model", "network"), ("layers", "8"), ("init", "zero")]);
    let step = stop(&mut s, 64, 60_000).expect("flat");
    assert_eq!(s.status().notice, Notice::NothingToGain);
    crate::timeline::seek(&mut s, step - 100);
    assert_eq!(stop(&mut s, 7, 60_000), Some(step));
    // Beyond it, it has been told.
    assert_eq!(stop(&mut s, 7, 500), None);
    s.update(Msg::Pause);
    crate::timeline::seek(&mut s, step + 100);
    assert_eq!(stop(&mut s, 7, 300), None);
}

/// How much a run that was stopped would have gained by ten times as many steps; printed, to choose the constants by.
#[test]
#[ignore = "a measurement"]
fn measure_what_is_missed() {
    for knobs in [
        &[][..],
        &[("model", "polynomial")],
        &[("model", "polynomial"), ("degree", "9")],
        &[("model", "network")],
        &[("model", "network"), ("optimizer", "adam"), ("learning-rate", "0.01")],
        &[("model", "network"), ("learning-rate", "0.1")],
        &[("model", "network"), ("dataset", "sine")],
        &[("model", "network"), ("dataset", "sine"), ("layers", "16,16"), ("activation", "relu")],
        &[
            ("model", "network"),
            ("dataset", "step"),
            ("layers", "4,4"),
            ("activation", "sigmoid"),
            ("learning-rate", "0.1"),
        ],
        &[("model", "network"), ("layers", "8,8,8,8,8,8,8,8"), ("activation", "sigmoid")],
        &[
            ("model", "network"),
            ("points", "16"),
            ("layers", "16,16"),
            ("optimizer", "adam"),
            ("learning-rate", "0.01"),
        ],
        &[("standardize", "false"), ("learning-rate", "0.003")],
    ] {
        for seed in ["1", "2", "3", "4"] {
            let mut s = session(knobs);
            set(&mut s, "seed", seed);
            s.update(Msg::LetGo);
            let stopped = stop(&mut s, 1_000, 100_000);
            let (loss, trend) = (s.status().train_loss, s.status().trend);
            s.update(Msg::Step(s.status().step.min(30_000) as u32 * 4));
            let share = 1.0 - s.status().train_loss / loss;
            println!(
                "{knobs:?} {seed}: {stopped:?} {trend:?} R² {:.4?}, later {:.2} % less",
                s.status().train_r_squared,
                100.0 * share
            );
        }
    }
}
