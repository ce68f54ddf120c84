//! What a turn of a knob starts anew, and what it leaves alone.

use crate::{apart, bits, check, session, set, turned};
use kittengrad::session::{Axes, Msg, Notice, Session, State};

#[test]
fn learning_rate_and_view_never_reset() {
    for running in [false, true] {
        let mut s = session(&[("model", "network")]);
        s.update(Msg::Step(20));
        if running {
            s.update(Msg::Play);
        }
        let (before, state) = (bits(&s), s.status().state);
        for (key, value) in
            [("learning-rate", "0.2"), ("pace", "100"), ("lang", "zh-Hans"), ("theme", "dark"), ("lang", "en")]
        {
            set(&mut s, key, value);
            assert_eq!(bits(&s), before, "{key}");
            assert_eq!(s.status().state, state);
        }
    }
}

#[test]
fn another_architecture_starts_anew_and_says_so() {
    for (key, value) in [
        ("model", "line"),
        ("layers", "4,4,4"),
        ("layers", ""),
        ("activation", "relu"),
        ("init", "he"),
        ("standardize", "false"),
    ] {
        let mut s = session(&[("model", "network")]);
        s.update(Msg::Step(20));
        set(&mut s, key, value);
        let status = s.status();
        assert_eq!((status.step, status.notice), (0, Notice::NewModel), "{key}");
        assert_eq!(s.losses().entries.len(), 1);
        check(&s);
    }
}

#[test]
fn a_knob_set_to_what_it_is_does_nothing() {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::Step(20));
    let before = bits(&s);
    for knob in kittengrad::session::knobs::KNOBS {
        let value = kittengrad::session::knobs::show(&(knob.get)(s.settings()));
        set(&mut s, knob.key, &value);
        assert_eq!(bits(&s), before, "{}", knob.key);
    }
}

#[test]
fn other_points_keep_the_run_and_the_curve() {
    for model in ["line", "polynomial", "network"] {
        for (key, value) in [("noise", "0.6"), ("points", "200"), ("points", "12"), ("held-out", "0.5")] {
            let mut s = session(&[("model", model)]);
            s.update(Msg::Step(50));
            let xs: Vec<f64> = (1..29).map(f64::from).collect();
            let (before, entries) = (s.predict(&xs), s.losses().entries.len());
            set(&mut s, key, value);
            assert_eq!(s.status().step, 50, "{model} {key}");
            assert_eq!(s.losses().entries.len(), entries);
            assert!(apart(&before, &s.predict(&xs)) < 1e-3, "{model} {key}");
            check(&s);
        }
    }
}

#[test]
fn the_points_knobs_do_what_they_say() {
    let mut s = session(&[]);
    let count = |s: &kittengrad::session::Session| s.points().iter().filter(|p| p.held_out).count();
    assert_eq!((s.points().len(), count(&s)), (60, 12));
    set(&mut s, "points", "100");
    assert_eq!((s.points().len(), count(&s)), (100, 20));
    set(&mut s, "held-out", "0");
    assert_eq!((count(&s), s.status().held_out_loss), (0, None));
    let xs: Vec<f64> = s.points().iter().map(|p| p.x).collect();
    set(&mut s, "noise", "0.9");
    assert!(s.points().iter().zip(xs).all(|(p, x)| p.x == x), "noise moves y alone");
}

#[test]
fn only_steps_make_history() {
    for model in ["line", "polynomial", "network"] {
        let mut s = session(&[("model", model)]);
        s.update(Msg::Step(10));
        let history = bits(&s);
        s.fill_surface(500);
        for msg in [
            Msg::Probe(Some(3.0)),
            Msg::Probe(None),
            Msg::SelectPoint(Some(1)),
            Msg::SelectNeuron(Some((0, 0))),
            Msg::SurfaceAxes(Axes::Weights(0, 1)),
            Msg::SurfaceAxes(Axes::Path),
            Msg::Relief(true),
            Msg::TurnLandscape(20.0, 50.0),
            Msg::ShowDescent(true),
            Msg::LogLosses(false),
            Msg::ReadLosses(Some(4)),
            Msg::ReadLosses(None),
            Msg::Hide,
            Msg::Pause,
            Msg::Recover,
        ] {
            s.update(msg.clone());
            s.fill_surface(500);
            s.after_steps();
            assert_eq!(bits(&s), history, "{msg:?}");
            check(&s);
        }
        let entries = s.losses().entries.to_vec();
        for msg in [Msg::MovePoint(3, (1.0, 2.0)), Msg::AddPoint((3.0, 400.0)), Msg::RemovePoint(0), Msg::Play] {
            s.update(msg);
            s.after_steps();
            assert_eq!(s.losses().entries, entries);
            assert_eq!(s.status().step, 10);
        }
        assert_eq!(s.tick(1), 1);
        assert_eq!(s.losses().entries.len(), 12);
    }
}

#[test]
fn a_long_run_keeps_every_step_in_a_bounded_list() {
    let mut s = session(&[]);
    s.update(Msg::PlayUntil(u64::MAX));
    for _ in 0..10 {
        assert_eq!(s.tick(1_000), 1_000);
        s.after_steps();
    }
    assert_eq!((s.status().step, s.status().epoch), (10_000, 10_000));
    assert!(s.losses().entries.len() <= 1_024);
    check(&s);
}

#[test]
fn play_pause_and_hide_say_so() {
    let mut s = session(&[]);
    assert_eq!((s.status().state, s.status().notice, s.tick(5)), (State::Paused, Notice::Ready, 0));
    s.update(Msg::Hide);
    assert_eq!(s.status().notice, Notice::Ready, "what does not run is not paused");
    s.update(Msg::Play);
    assert_eq!((s.status().state, s.tick(5)), (State::Running, 5));
    s.update(Msg::Hide);
    assert_eq!((s.status().state, s.status().notice, s.tick(5)), (State::Paused, Notice::Hidden, 0));
    s.update(Msg::Play);
    s.update(Msg::Pause);
    assert_eq!((s.status().state, s.status().notice), (State::Paused, Notice::Paused));
}

#[test]
fn reset_is_the_first_day_but_for_language_and_theme() {
    let mut s = Session::default();
    let first = bits(&s);
    for (key, value) in [("lang", "zh-Hans"), ("theme", "dark"), ("model", "network"), ("dataset", "abs")] {
        set(&mut s, key, value);
    }
    crate::fill(&mut s);
    let shown = s.surface().generation;
    s.update(Msg::Reset);
    assert_eq!(bits(&s), first);
    assert_eq!(s.settings(), &turned(&[("lang", "zh-Hans"), ("theme", "dark")]));
    assert!(s.surface().generation > shown, "another surface has another number");
    crate::fill(&mut s);
    assert!(s.surface().generation > shown + 1);
}
