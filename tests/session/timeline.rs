//! Any step of a run can be gone back to, and gone on from: the same bits as a fresh run stopped there.

use crate::{MODELS, bits, check, session, set};
use kittengrad::session::{Msg, Notice, Session, State};
use proptest::prelude::*;

/// Goes to a step, and takes the steps that lead there in pieces.
pub(crate) fn seek(s: &mut Session, step: u64) {
    s.update(Msg::Seek(step));
    while s.steps_to_go().is_some() {
        s.tick(7);
        s.after_steps();
        check(s);
    }
}

pub(crate) fn run(s: &mut Session, steps: u32) {
    // Not only as long as there is something to gain.
    s.update(Msg::PlayUntil(s.status().step + u64::from(steps)));
    for _ in 0..steps / 10 {
        s.tick(10);
        s.after_steps();
    }
    s.update(Msg::Pause);
}

fn numbers(s: &Session) -> (Vec<u32>, u64, u64, Option<u64>, Vec<u64>) {
    let status = s.status();
    let answers = s.predict(&[0.5, 7.0, 20.0]).iter().map(|y| y.to_bits()).collect();
    (
        s.parameters().iter().map(|p| p.to_bits()).collect(),
        status.epoch,
        status.train_loss.to_bits(),
        status.held_out_loss.map(f64::to_bits),
        answers,
    )
}

const RECIPES: [&[(&str, &str)]; 5] = [
    &[],
    &[("optimizer", "adam"), ("dropout", "0.3")],
    &[("optimizer", "momentum"), ("batch", "8"), ("schedule", "cosine")],
    &[("optimizer", "rmsprop"), ("batch", "10"), ("dropout", "0.2")],
    &[("optimizer", "nesterov"), ("penalty", "l1")],
];

#[test]
fn going_to_a_step_equals_a_fresh_run_stopped_there() {
    for (model, standardize) in MODELS {
        for recipe in RECIPES {
            let knobs = [
                &[("model", model), ("standardize", standardize), ("learning-rate", "0.001"), ("dataset", "sine")],
                recipe,
            ]
            .concat();
            let mut s = session(&knobs);
            run(&mut s, 400);
            let last = numbers(&s);
            for step in [0, 1, 37, 250, 399, 400, 13] {
                seek(&mut s, step);
                let mut fresh = session(&knobs);
                fresh.update(Msg::Step(step as u32));
                assert_eq!(numbers(&s), numbers(&fresh), "{knobs:?} {step}");
                assert_eq!((s.status().step, s.status().last_step), (step, 400));
            }
            seek(&mut s, u64::MAX);
            assert_eq!(numbers(&s), last);
            assert_eq!((s.looks_back(), s.status().step), (false, 400));
        }
    }
}

#[test]
fn going_on_from_a_step_is_the_run_that_would_have_gone_on() {
    for (model, standardize) in MODELS {
        let knobs = [("model", model), ("standardize", standardize), ("learning-rate", "0.001"), ("dataset", "sine")];
        let mut s = session(&knobs);
        run(&mut s, 200);
        seek(&mut s, 60);
        s.update(Msg::Step(90));
        check(&s);
        let mut fresh = session(&knobs);
        fresh.update(Msg::Step(150));
        assert_eq!(bits(&s), bits(&fresh), "{model} {standardize}");
        // What was ahead is not lost: it can be had back, and so can what came instead.
        s.update(Msg::Undo);
        check(&s);
        assert_eq!((s.looks_back(), s.status().step, s.status().last_step), (true, 60, 200));
        seek(&mut s, 200);
        fresh.update(Msg::Step(50));
        assert_eq!(numbers(&s), numbers(&fresh), "{model} {standardize}");
    }
}

#[test]
fn looking_changes_nothing() {
    let mut s = session(&[("model", "network")]);
    run(&mut s, 100);
    let before = bits(&s);
    let verdict = s.status().trend;
    for step in [3, 70, 0, 99] {
        seek(&mut s, step);
        assert_eq!(s.status().notice, Notice::LookingBack);
        assert_eq!(s.losses().now, Some(step));
        assert_eq!(s.losses().entries.len(), 101);
    }
    seek(&mut s, 100);
    assert_eq!((bits(&s), s.status().trend), (before, verdict));
    assert_eq!(s.losses().now, None);
    assert_eq!(s.status().undo, (0, 0));
}

#[test]
fn knobs_and_points_are_those_of_the_step() {
    let mut s = session(&[("model", "network")]);
    run(&mut s, 50);
    let first = s.points().to_vec();
    s.update(Msg::MovePoint(3, (20.0, 400.0)));
    let second = s.points().to_vec();
    run(&mut s, 50);
    set(&mut s, "learning-rate", "0.1");
    run(&mut s, 50);
    let at = |s: &Session| (s.settings().learning_rate, s.points().to_vec());
    for (step, rate, points) in
        [(20, 0.03, &first), (49, 0.03, &first), (50, 0.03, &second), (99, 0.03, &second), (100, 0.1, &second)]
    {
        seek(&mut s, step);
        assert_eq!(at(&s), (rate, points.clone()), "{step}");
    }
    // The same steps, taken by someone who stops there.
    seek(&mut s, 120);
    let mut fresh = session(&[("model", "network")]);
    run(&mut fresh, 50);
    fresh.update(Msg::MovePoint(3, (20.0, 400.0)));
    run(&mut fresh, 50);
    set(&mut fresh, "learning-rate", "0.1");
    fresh.update(Msg::Step(20));
    assert_eq!(numbers(&s), numbers(&fresh));
    // What belongs to the view is today's.
    set(&mut s, "lang", "zh-Hans");
    seek(&mut s, 10);
    assert_eq!(kittengrad::session::knobs::value("lang", s.settings()), "zh-Hans");
}

#[test]
fn what_was_trained_during_a_drag_is_no_place_to_go_to() {
    let mut s = session(&[]);
    run(&mut s, 50);
    s.update(Msg::Play);
    for i in 0..20 {
        s.update(Msg::MovePoint(2, (10.0, 300.0 + 5.0 * f64::from(i))));
        s.tick(5);
        s.after_steps();
    }
    s.update(Msg::LetGo);
    run(&mut s, 50);
    // The drag's last movement was at step 145.
    for (asked, reached) in [(40, 40), (60, 50), (90, 50), (120, 145), (144, 145), (160, 160)] {
        seek(&mut s, asked);
        assert_eq!(s.status().step, reached, "{asked}");
    }
    assert_eq!(s.status().undo.0, 1, "a drag is one change");
}

#[test]
fn a_polynomial_goes_on_when_its_degree_changes_and_leads_back() {
    for standardize in ["true", "false"] {
        let knobs = |degree| {
            let rate = if standardize == "true" { "0.03" } else { "0.00001" };
            [
                ("model", "polynomial"),
                ("dataset", "cubic"),
                ("standardize", standardize),
                ("learning-rate", rate),
                ("degree", degree),
            ]
        };
        let mut s = session(&knobs("2"));
        run(&mut s, 50);
        let xs: Vec<f64> = (0..30).map(|i| -2.0 + f64::from(i) / 10.0).collect();
        let before = s.predict(&xs);
        set(&mut s, "degree", "5");
        assert_eq!((s.status().step, s.status().notice, s.status().parameters), (50, Notice::Regrown, 6));
        assert!(crate::apart(&before, &s.predict(&xs)) < 1e-5, "more powers, the same curve");
        check(&s);
        run(&mut s, 50);
        set(&mut s, "degree", "1");
        check(&s);
        assert_eq!((s.status().step, s.status().parameters), (100, 2));
        run(&mut s, 20);
        for (step, parameters) in [(30, 3), (49, 3), (50, 6), (99, 6), (100, 2), (120, 2)] {
            seek(&mut s, step);
            assert_eq!((s.status().step, s.status().parameters), (step, parameters));
        }
        s.update(Msg::Rewind);
        let fresh = session(&knobs("1"));
        assert_eq!(s.parameters(), fresh.parameters(), "rewind leads to where this degree begins");
    }
}

#[test]
fn a_divergence_can_be_looked_at_from_before() {
    let mut s = session(&[]);
    run(&mut s, 30);
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(500));
    let end = s.status().step;
    assert!(matches!(s.status().state, State::Diverged(_)));
    seek(&mut s, 25);
    assert_eq!(s.status().state, State::Paused);
    seek(&mut s, end);
    assert!(matches!(s.status().state, State::Diverged(_)));
    s.update(Msg::Recover);
    check(&s);
}

#[test]
fn the_memory_is_bounded_and_the_way_back_says_how_far_it_goes() {
    let mut s = session(&[("model", "network")]);
    for i in 0..200 {
        s.update(Msg::Step(3));
        set(&mut s, "learning-rate", if i % 2 == 0 { "0.02" } else { "0.03" });
    }
    let first = s.status().first_step;
    assert!(first > 0 && first < 600, "{first}");
    seek(&mut s, 0);
    assert_eq!(s.status().step, first);
    // Large models keep few moments, and every step is still reached.
    let knobs = [("model", "network"), ("layers", "64,64,64,64,64,64,64,64"), ("optimizer", "adam"), ("points", "10")];
    let mut large = session(&knobs);
    run(&mut large, 600);
    seek(&mut large, 301);
    let mut fresh = session(&knobs);
    fresh.update(Msg::Step(301));
    assert_eq!(numbers(&large), numbers(&fresh));
}

/// Knobs with which a network soon learns its points by heart.
pub(crate) fn overfitting(layers: &str) -> [(&str, &str); 8] {
    [
        ("dataset", "sine"),
        ("points", "24"),
        ("held-out", "0.5"),
        ("noise", "0.3"),
        ("model", "network"),
        ("layers", layers),
        ("optimizer", "adam"),
        ("learning-rate", "0.01"),
    ]
}

#[test]
fn early_stopping_stops_where_the_recorded_minimum_is() {
    let knobs = overfitting("32,32");
    for batch in ["all", "4"] {
        let mut s = session(&knobs);
        set(&mut s, "batch", batch);
        set(&mut s, "early-stopping", "true");
        s.update(Msg::Play);
        let mut frames = 0;
        while s.state() == State::Running {
            s.tick(10);
            s.after_steps();
            frames += 1;
            assert!(frames < 5_000, "it never stops");
        }
        while s.steps_to_go().is_some() {
            s.tick(10);
            s.after_steps();
        }
        let status = s.status();
        assert_eq!(status.notice, Notice::StoppedEarly);
        let entries = s.losses().entries;
        // With batches also the ends of frames are recorded, and only whole epochs count.
        let whole = |e: &&kittengrad::view::LossEntry| batch == "all" || e.from.is_multiple_of(3);
        let least =
            entries.iter().filter(whole).filter_map(|e| e.held_out).map(|h| h.min).fold(f32::INFINITY, f32::min);
        let entry = entries.iter().filter(whole).find(|e| e.held_out.is_some_and(|h| h.min == least)).expect("a least");
        assert!((entry.from..=entry.to).contains(&status.step), "{} {entry:?}", status.step);
        assert_eq!(status.held_out_loss, Some(f64::from(least)), "{batch}");
        assert_eq!(status.best_step, Some(status.step));
        assert!(status.last_step >= 2 * status.step);
        // By hand it is the same.
        let mut by_hand = session(&knobs);
        set(&mut by_hand, "batch", batch);
        set(&mut by_hand, "early-stopping", "true");
        by_hand.update(Msg::Step(50_000));
        while by_hand.steps_to_go().is_some() {
            by_hand.tick(1_000);
        }
        assert_eq!((by_hand.status().step, by_hand.status().last_step), (status.step, status.last_step), "{batch}");
        assert_eq!(by_hand.status().notice, Notice::StoppedEarly);
        let mut fresh = session(&knobs);
        set(&mut fresh, "batch", batch);
        fresh.update(Msg::Step(status.step as u32));
        assert_eq!(s.parameters(), fresh.parameters());
    }
}

#[test]
fn play_until_stops_there() {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::PlayUntil(25));
    while s.state() == State::Running {
        s.tick(10);
        s.after_steps();
    }
    assert_eq!(s.status().step, 25);
    s.update(Msg::Play);
    assert_eq!(s.tick(10), 10, "once");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_step_of_any_cut_of_a_run_is_reached(frames in prop::collection::vec(1..40_u32, 1..12), at in 0.0..1.0_f64, batch in prop::sample::select(vec!["all", "8"])) {
        let knobs = [("model", "network"), ("optimizer", "adam"), ("batch", batch)];
        let mut s = session(&knobs);
        s.update(Msg::Play);
        for steps in frames {
            s.tick(steps);
            s.after_steps();
        }
        let step = (at * s.status().step as f64) as u64;
        seek(&mut s, step);
        let mut fresh = session(&knobs);
        fresh.update(Msg::Step(step as u32));
        prop_assert_eq!(numbers(&s), numbers(&fresh));
    }
}
