//! Undo and redo: everything the user changes, the run included; a drag is one change.

use crate::timeline::seek;
use crate::{bits, change, check, points, session, set, table};
use kittengrad::session::knobs::{KNOBS, value};
use kittengrad::session::{Axes, Msg, Notice, Session, Settings, State};
use kittengrad::view::{Camera, End, ErrorMarks, Part, Pointer, Vary};
use proptest::prelude::*;

/// Everything that undo is about.
fn all(s: &Session) -> impl PartialEq + Clone + std::fmt::Debug + use<> {
    let knobs: Vec<String> = KNOBS
        .iter()
        .filter(|k| !["lang", "theme", "pace"].contains(&k.key))
        .map(|k| value(k.key, s.settings()))
        .collect();
    let points: Vec<(u64, u64, bool)> = s.points().iter().map(|p| (p.x.to_bits(), p.y.to_bits(), p.held_out)).collect();
    let (status, frame) = (s.status(), s.fit());
    (
        (bits(s), knobs, points),
        (status.epoch, status.last_step, status.best_step),
        (status.parameters, format!("{:?}{:?}", frame.x, frame.y), s.own_points()),
        s.pins().iter().map(|pin| (pin.letter, pin.step, pin.train_error.to_bits())).collect::<Vec<_>>(),
        (frame.before.map(<[_]>::to_vec).map(|curve| format!("{curve:?}")), s.losses().before.len()),
    )
}

/// What comes of going on from here.
fn next(s: &mut Session) -> Vec<u32> {
    s.update(Msg::Step(5));
    s.parameters().iter().map(|p| p.to_bits()).collect()
}

#[test]
fn each_change_is_undone_and_done_again_with_the_run_that_it_ended() {
    let changes = [
        Msg::Set(change("model", "network")),
        Msg::Set(change("learning-rate", "0.1")),
        Msg::Set(change("penalty", "l2")),
        Msg::Set(change("noise", "0.5")),
        Msg::Set(change("held-out", "0.4")),
        Msg::Set(change("dataset", "sine")),
        Msg::SetAll(vec![change("model", "polynomial"), change("degree", "12")]),
        Msg::NewSeed,
        Msg::Rewind,
        Msg::Again,
        Msg::MovePoint(2, (5.0, 300.0)),
        Msg::AddPoint((4.0, 200.0)),
        Msg::RemovePoint(7),
        Msg::ReplacePoints { points: points(&[(1.0, 2.0), (2.0, 3.0), (3.0, 1.0)]), split: true, classes: false },
        table(),
        Msg::SetParameters(vec![0.5, 0.25]),
        Msg::EditParameters(vec![(1, 0.25)]),
        Msg::Pin,
        Msg::Unpin(0),
        Msg::Reset,
    ];
    for msg in changes {
        let mut s = session(&[("batch", "8"), ("optimizer", "adam")]);
        s.update(Msg::Step(30));
        s.update(Msg::Pin);
        let before = all(&s);
        s.update(msg.clone());
        assert_eq!(s.status().undo, (2, 0), "{msg:?}");
        s.update(Msg::Step(5));
        let after = all(&s);
        s.update(Msg::Undo);
        check(&s);
        assert_eq!(all(&s), before, "{msg:?}");
        assert_eq!((s.status().undo, s.status().notice), ((1, 1), Notice::Undone));
        s.update(Msg::Redo);
        check(&s);
        assert_eq!(all(&s), after, "{msg:?}");
        assert_eq!((s.status().undo, s.status().notice), ((2, 0), Notice::Redone));
    }
}

#[test]
fn what_is_undone_goes_on_as_if_nothing_had_been() {
    let mut s = session(&[("model", "network"), ("batch", "8"), ("dropout", "0.2"), ("optimizer", "adam")]);
    s.update(Msg::Step(41));
    let mut other = session(&[("model", "network"), ("batch", "8"), ("dropout", "0.2"), ("optimizer", "adam")]);
    other.update(Msg::Step(41));
    set(&mut s, "model", "line");
    s.update(Msg::Step(10));
    s.update(Msg::Undo);
    assert_eq!(next(&mut s), next(&mut other));
}

#[test]
fn a_drag_is_one_change_and_two_drags_are_two() {
    let mut s = session(&[]);
    let start = all(&s);
    for y in 0..20 {
        s.update(Msg::MovePoint(3, (9.0, 200.0 + f64::from(y))));
    }
    s.update(Msg::LetGo);
    let dragged = all(&s);
    for y in 0..20 {
        s.update(Msg::MovePoint(3, (9.0, 400.0 - f64::from(y))));
    }
    assert_eq!(s.status().undo, (2, 0));
    s.update(Msg::Undo);
    assert_eq!(all(&s), dragged);
    s.update(Msg::Undo);
    assert_eq!(all(&s), start);
    for rate in ["0.04", "0.05", "0.06"] {
        set(&mut s, "learning-rate", rate);
    }
    set(&mut s, "degree", "5");
    assert_eq!(s.status().undo.0, 2, "a slider, and another");
    set(&mut s, "model", "line");
    crate::fill(&mut s);
    let before = s.status().undo.0;
    for u in 0..5 {
        s.update(Msg::MoveTo((f64::from(u), 1.0)));
    }
    assert_eq!(s.status().undo.0, before + 1, "the ball");
}

#[test]
fn what_changes_nothing_is_no_change() {
    let mut s = session(&[]);
    s.update(Msg::Step(3));
    for msg in [
        Msg::Set(change("noise", "0.15")),
        Msg::MovePoint(999, (1.0, 1.0)),
        Msg::AddPoint((f64::NAN, 0.0)),
        Msg::SetParameters(vec![1.0]),
        Msg::Set(change("lang", "zh-Hans")),
        Msg::Set(change("pace", "7")),
        Msg::Probe(Some(3.0)),
        Msg::ShowErrors(ErrorMarks::Squares),
        Msg::ShowHeldOutErrors(true),
        Msg::ShowHandles(false),
        Msg::HoldEnd(Some(End::Left)),
        Msg::PointAt(Pointer::Over(Part::Probe)),
        Msg::PlaceLine { left: f64::NAN, right: 1.0 },
        Msg::SelectPoint(Some(1)),
        Msg::SelectNeuron(Some((1, 0))),
        Msg::Undo,
        Msg::Redo,
        Msg::Play,
        Msg::Pause,
        Msg::Seek(1),
    ] {
        s.update(msg);
        assert_eq!(s.status().undo, (0, 0));
    }
    // Nor does it end what lies ahead.
    seek(&mut s, 1);
    s.update(Msg::SetParameters(vec![1.0]));
    assert_eq!((s.looks_back(), s.status().last_step), (true, 3));
    s.update(Msg::Pin);
    assert_eq!((s.looks_back(), s.status().last_step, s.status().undo), (true, 3, (1, 0)), "pins are aside");
}

#[test]
fn language_and_pace_are_not_taken_back() {
    let mut s = session(&[]);
    set(&mut s, "noise", "0.5");
    set(&mut s, "lang", "zh-Hans");
    set(&mut s, "pace", "9");
    s.update(Msg::Undo);
    assert_eq!((value("lang", s.settings()).as_str(), value("pace", s.settings()).as_str()), ("zh-Hans", "9"));
    assert_eq!(value("noise", s.settings()), "0.15");
}

#[test]
fn what_runs_goes_on_running() {
    let mut s = session(&[]);
    s.update(Msg::Play);
    s.tick(10);
    s.after_steps();
    s.update(Msg::MovePoint(1, (3.0, 300.0)));
    s.tick(10);
    s.after_steps();
    s.update(Msg::Undo);
    assert_eq!((s.state(), s.status().step), (State::Running, 10));
    assert_eq!(s.tick(5), 5);
}

#[test]
fn a_table_of_ones_own_and_a_drag_of_other_points_are_both_had_back() {
    let mut s = session(&[]);
    s.update(table());
    let read = all(&s);
    set(&mut s, "dataset", "sine");
    s.update(Msg::MovePoint(1, (0.1, 0.5)));
    let dragged = all(&s);
    set(&mut s, "dataset", "houses");
    s.update(Msg::Undo);
    assert_eq!(all(&s), dragged);
    s.update(Msg::Undo);
    s.update(Msg::Undo);
    assert_eq!(all(&s), read);
}

#[test]
fn a_new_change_ends_what_could_be_done_again() {
    let mut s = session(&[]);
    set(&mut s, "noise", "0.5");
    s.update(Msg::Undo);
    set(&mut s, "noise", "0.3");
    assert_eq!(s.status().undo, (1, 0));
    for i in 0..80 {
        s.update(Msg::MovePoint(i % 9, (3.0, 300.0)));
    }
    assert_eq!(s.status().undo.0, 50);
}

#[test]
fn the_split_the_noise_and_the_view_never_make_own_points_anew() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(4, (7.5, 123.0)));
    let places = |s: &Session| s.points().iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect::<Vec<_>>();
    let own = places(&s);
    for (key, to) in [
        ("held-out", "0.4"),
        ("noise", "0.7"),
        ("points", "30"),
        ("seed", "9"),
        ("standardize", "false"),
        ("model", "network"),
        ("lang", "zh-Hans"),
        ("theme", "dark"),
        ("pace", "100"),
        ("early-stopping", "true"),
    ] {
        set(&mut s, key, to);
        assert_eq!(places(&s), own, "{key}");
    }
    s.update(Msg::NewSeed);
    s.update(Msg::Rewind);
    assert_eq!(places(&s), own);
}

fn act() -> impl Strategy<Value = Vec<Msg>> {
    let knob = prop::sample::select(vec![
        ("model", "network"),
        ("model", "polynomial"),
        ("model", "line"),
        ("degree", "5"),
        ("degree", "2"),
        ("layers", "4,4"),
        ("learning-rate", "0.2"),
        ("learning-rate", "0.01"),
        ("learning-rate", "5"),
        ("optimizer", "adam"),
        ("batch", "8"),
        ("batch", "all"),
        ("penalty", "l2"),
        ("noise", "0.4"),
        ("points", "20"),
        ("held-out", "0.5"),
        ("dataset", "sine"),
        ("dataset", "own"),
        ("standardize", "false"),
        ("early-stopping", "true"),
        ("frozen", "0-1"),
    ])
    .prop_map(|(key, to)| Msg::Set(change(key, to)));
    let place = || (-5.0..30.0_f64, -100.0..900.0_f64);
    let msg = prop_oneof![
        6 => knob,
        3 => (0..12_usize, place()).prop_map(|(i, to)| Msg::MovePoint(i, to)),
        1 => place().prop_map(Msg::AddPoint),
        1 => (0..12_usize).prop_map(Msg::RemovePoint),
        3 => (0..4_usize, -2.0..2.0_f32).prop_map(|(i, to)| Msg::EditParameters(vec![(i, to)])),
        1 => Just(Msg::Rewind),
        1 => Just(Msg::Again),
        1 => Just(Msg::NewSeed),
        1 => (0..40_u64).prop_map(Msg::Seek),
        2 => Just(Msg::Play),
        1 => Just(Msg::LetGo),
        1 => Just(Msg::Pin),
        1 => (0..4_usize).prop_map(Msg::Unpin),
        1 => Just(Msg::Reset),
    ];
    (msg, 0..20_u32).prop_map(|(msg, steps)| if steps == 0 { vec![msg] } else { vec![msg, Msg::Step(steps)] })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn undo_n_times_then_redo_n_times_is_the_identity(acts in prop::collection::vec(act(), 1..14), most in 1..20_usize) {
        let mut s = session(&[("points", "14")]);
        for msgs in acts {
            for msg in msgs {
                s.update(msg);
            }
            s.tick(3);
            s.after_steps();
        }
        let (now, n) = (all(&s), most.min(s.status().undo.0));
        for _ in 0..n {
            s.update(Msg::Undo);
            check(&s);
        }
        for _ in 0..n {
            s.update(Msg::Redo);
            check(&s);
        }
        prop_assert_eq!(format!("{:?}", all(&s)), format!("{now:?}"));
    }
}

#[test]
fn what_a_reset_has_cleared_comes_back_whole() {
    let mut s = session(&[("model", "network"), ("seed", "3")]);
    s.update(Msg::Set(change("pace", "77")));
    s.update(Msg::Set(change("early-stopping", "true")));
    s.update(Msg::Set(change("lang", "zh-Hans")));
    s.update(Msg::LogLosses(false));
    s.update(Msg::SurfaceAxes(Axes::Weights(2, 5)));
    s.update(Msg::Relief(true));
    s.update(Msg::TurnLandscape(50.0, 20.0));
    s.update(Msg::ShowDescent(true));
    s.update(Msg::Measure { vary: Vary::Degree, steps: 20, folds: 0 });
    while s.is_measuring() {
        s.fill_sweep(1_000);
    }
    s.update(Msg::Step(40));
    let knobs = |s: &Session| KNOBS.iter().map(|k| value(k.key, s.settings())).collect::<Vec<_>>();
    let ground = |s: &Session| (s.surface().relief, s.camera(), s.shows_descent());
    let desk = |s: &Session| (s.losses().log, s.axes(), s.sweep().results.len(), s.sweep().outdated, ground(s));
    let (all_before, knobs_before, desk_before) = (all(&s), knobs(&s), desk(&s));
    assert_eq!(desk_before.2, 15);

    s.update(Msg::Reset);
    let (all_after, knobs_after, desk_after) = (all(&s), knobs(&s), desk(&s));
    let turned = Camera { azimuth: 50.0, elevation: 20.0 };
    assert_eq!(desk_before.4, (Some(turned), turned, true));
    assert_eq!(desk_after, (true, Axes::Path, 0, false, (None, Camera::default(), false)));
    assert_eq!(s.settings().pace, Settings::default().pace);
    s.update(Msg::Set(change("pace", "9")));
    for _ in 0..2 {
        s.update(Msg::Undo);
        assert_eq!((all(&s), knobs(&s), desk(&s)), (all_before.clone(), knobs_before.clone(), desk_before));
        check(&s);
        s.update(Msg::Redo);
        assert_eq!((all(&s), desk(&s)), (all_after.clone(), desk_after));
        check(&s);
    }
    // What was turned after the reset is done again with it.
    assert_eq!(s.settings().pace, 9);
    s.update(Msg::Set(change("pace", &knobs_after[KNOBS.iter().position(|k| k.key == "pace").expect("a knob")])));
    assert_eq!(knobs(&s), knobs_after);
}
