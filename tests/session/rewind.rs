//! The same start, bit for bit; the same settings and messages, the same run.

use crate::{MODELS, apart, bits, check, put, session, set};
use kittengrad::session::{Msg, Notice, State};

#[test]
fn rewind_returns_to_the_same_start_and_play_repeats_the_run() {
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize)]);
        let start = bits(&s);
        s.update(Msg::Step(40));
        let run = bits(&s);
        assert_ne!(run, start);
        s.update(Msg::Rewind);
        assert_eq!(bits(&s), start, "{model} {standardize}");
        assert_eq!((s.status().state, s.status().notice), (State::Paused, Notice::Rewound));
        s.update(Msg::Step(40));
        assert_eq!(bits(&s), run, "{model} {standardize}");
        check(&s);
    }
}

#[test]
fn a_point_dragged_before_the_first_step_belongs_to_the_start() {
    for (model, standardize) in MODELS {
        for outgrow in [false, true] {
            let mut s = session(&[("model", model), ("standardize", standardize)]);
            if outgrow {
                put(&mut s, &[(10.0, 700.0), (10.2, 690.0), (10.4, 695.0), (10.6, 680.0), (10.8, 670.0)]);
            }
            s.update(Msg::MovePoint(1, (3.0, 250.0)));
            let start = bits(&s);
            s.update(Msg::Step(25));
            s.update(Msg::Rewind);
            assert_eq!(bits(&s), start, "{model} {standardize} {outgrow}");
        }
    }
}

#[test]
fn a_point_dragged_later_changes_the_losses_at_the_start_and_not_its_parameters() {
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize)]);
        let parameters = s.parameters().to_vec();
        s.update(Msg::Step(3));
        s.update(Msg::MovePoint(4, (25.0, 300.0)));
        s.update(Msg::Rewind);
        assert_eq!(s.parameters(), parameters, "{model} {standardize}");
        let start = bits(&s);
        s.update(Msg::Step(10));
        let run = bits(&s);
        s.update(Msg::Rewind);
        assert_eq!(bits(&s), start);
        s.update(Msg::Step(10));
        assert_eq!(bits(&s), run);
    }
}

#[test]
fn rewinding_after_the_points_have_been_replaced_settles_at_one_start() {
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize)]);
        s.update(Msg::Step(10));
        put(&mut s, &[(1000.0, 2e5), (1500.0, 2.5e5), (1800.0, 2.2e5), (2400.0, 4e5)]);
        s.update(Msg::Rewind);
        let start = bits(&s);
        s.update(Msg::Step(10));
        s.update(Msg::Rewind);
        assert_eq!(bits(&s), start, "{model} {standardize}");
        check(&s);
    }
}

#[test]
fn equal_settings_and_messages_give_equal_bits() {
    for (model, standardize) in MODELS {
        let run = || {
            let mut s = session(&[("model", model), ("standardize", standardize), ("dataset", "sine")]);
            s.update(Msg::Play);
            for i in 0..30 {
                s.tick(3);
                s.after_steps();
                s.fill_surface(100);
                if i % 7 == 0 {
                    s.update(Msg::MovePoint(i, (0.1 * i as f64 - 1.0, 0.5)));
                }
            }
            set(&mut s, "noise", "0.3");
            s.update(Msg::Step(5));
            s
        };
        let (a, b) = (run(), run());
        assert_eq!(bits(&a), bits(&b));
        assert_eq!(a.surface().grid, b.surface().grid);
    }
}

#[test]
fn how_a_run_is_cut_into_frames_changes_nothing() {
    let mut whole = session(&[("model", "network")]);
    whole.update(Msg::Step(60));
    let mut cut = session(&[("model", "network")]);
    cut.update(Msg::Play);
    for steps in [1, 2, 7, 20, 30] {
        assert_eq!(cut.tick(steps), steps);
        cut.after_steps();
        cut.fill_surface(300);
    }
    assert_eq!(bits(&whole), bits(&cut));
}

#[test]
fn parameters_set_by_hand_are_the_new_start() {
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize)]);
        s.update(Msg::Step(5));
        let chosen: Vec<f32> = (0..s.parameters().len()).map(|i| 0.01 * (i % 5) as f32 - 0.02).collect();
        s.update(Msg::SetParameters(chosen.clone()));
        assert_eq!((s.parameters(), s.status().step), (&chosen[..], 0));
        assert_eq!(s.status().notice, Notice::Placed);
        let start = bits(&s);
        s.update(Msg::Step(5));
        s.update(Msg::Rewind);
        assert_eq!(bits(&s), start, "{model} {standardize}");
    }
}

#[test]
fn parameters_of_a_wrong_number_or_not_finite_change_nothing() {
    let mut s = session(&[]);
    s.update(Msg::Step(5));
    let before = bits(&s);
    for wrong in [vec![], vec![1.0], vec![1.0; 3], vec![f32::NAN, 0.0], vec![0.0, f32::INFINITY]] {
        s.update(Msg::SetParameters(wrong));
        assert_eq!(bits(&s), before);
    }
}

#[test]
fn setting_the_parameters_to_themselves_changes_no_answer_also_after_drags() {
    let xs: Vec<f64> = (0..=30).map(f64::from).collect();
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize)]);
        for i in 0..6 {
            s.update(Msg::MovePoint(i, (2.0 * i as f64, 300.0)));
        }
        let before = s.predict(&xs);
        s.update(Msg::SetParameters(s.parameters().to_vec()));
        assert!(apart(&before, &s.predict(&xs)) < 1e-6, "{model} {standardize}");
    }
}

#[test]
fn a_new_seed_is_another_run_and_its_own_settings() {
    let mut s = session(&[("model", "network")]);
    let (before, points) = (s.parameters().to_vec(), s.points().to_vec());
    s.update(Msg::Step(3));
    s.update(Msg::NewSeed);
    assert_eq!((s.settings().seed, s.status().step, s.status().notice), (2, 0, Notice::NewRun));
    assert_ne!(s.parameters(), before);
    assert_ne!(s.points(), points);
    set(&mut s, "seed", "1");
    assert_eq!((s.parameters(), s.points()), (&before[..], &points[..]));
    set(&mut s, "seed", "999999");
    s.update(Msg::NewSeed);
    assert_eq!(s.settings().seed, 0);
}
