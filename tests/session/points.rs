//! The points: what a drag, an addition, a removal and a table change, and what they must not.

use crate::{MODELS, apart, bits, check, points, put, session, set};
use kittengrad::data::{MOST_POINTS, Point};
use kittengrad::session::{Dataset, Msg, Notice, Session, State};
use kittengrad::view::Quantity;

fn trained(model: &str, standardize: &str) -> Session {
    let mut s = session(&[("model", model), ("standardize", standardize), ("dataset", "sine")]);
    set(&mut s, "learning-rate", "0.005");
    s.update(Msg::Step(50));
    assert!(matches!(s.status().state, State::Paused));
    s
}

#[test]
fn a_drag_moves_one_point_and_keeps_run_split_and_curve() {
    let xs: Vec<f64> = (0..=60).map(|i| -3.0 + 0.1 * f64::from(i)).collect();
    for (model, standardize) in MODELS.into_iter().filter(|m| *m != ("polynomial", "false")) {
        let mut s = trained(model, standardize);
        for (index, to) in [(7, (2.0, -0.4)), (0, (-1.0, 0.9)), (59, (-2.9, 1.0))] {
            let (before, curve) = (s.points().to_vec(), s.predict(&xs));
            s.update(Msg::MovePoint(index, to));
            for (i, (old, new)) in before.iter().zip(s.points()).enumerate() {
                let expected = if i == index { Point { x: to.0, y: to.1, ..*old } } else { *old };
                assert_eq!(*new, expected);
            }
            assert!(apart(&curve, &s.predict(&xs)) < 1e-3, "{model} {standardize}");
            assert_eq!(s.status().step, 50);
            check(&s);
        }
        assert_eq!(s.settings().dataset, Dataset::Own);
    }
}

#[test]
fn a_drag_that_outgrows_the_scaling_keeps_the_curve() {
    let close = [(0.0, 0.1), (0.1, 0.2), (0.2, 0.15), (0.3, 0.3), (0.4, 0.25), (0.5, 0.4)];
    let xs: Vec<f64> = close.iter().map(|p| p.0).collect();
    for model in ["line", "polynomial", "network"] {
        let mut s = session(&[("model", model), ("dataset", "sine")]);
        put(&mut s, &close);
        s.update(Msg::Step(100));
        let before = s.predict(&xs);
        s.update(Msg::MovePoint(5, (-3.0, -1.0)));
        assert!(apart(&before, &s.predict(&xs)) < 1e-3, "{model}: {:?} {:?}", before, s.predict(&xs));
        s.update(Msg::MovePoint(5, (0.5, 0.4)));
        assert!(apart(&before, &s.predict(&xs)) < 1e-3, "{model}, back again");
        check(&s);
    }
}

#[test]
fn a_drag_while_it_trains_goes_on_training() {
    for model in ["line", "polynomial", "network"] {
        let mut s = session(&[("model", model)]);
        s.update(Msg::Play);
        for i in 0..40 {
            s.tick(2);
            s.after_steps();
            s.update(Msg::MovePoint(10, (0.7 * f64::from(i), 900.0 - 20.0 * f64::from(i))));
            assert_eq!(s.status().state, State::Running);
            check(&s);
        }
        assert_eq!(s.status().step, 80);
    }
}

#[test]
fn a_drag_stops_at_the_frame_and_nonsense_moves_nothing() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(3, (1e300, -1e300)));
    let (x, y) = (s.fit().x, s.fit().y);
    assert_eq!((s.points()[3].x, s.points()[3].y), (x.hi, y.lo));
    let before = s.points().to_vec();
    for (index, to) in [(3, (f64::NAN, 1.0)), (3, (1.0, f64::INFINITY)), (60, (1.0, 1.0)), (usize::MAX, (1.0, 1.0))] {
        s.update(Msg::MovePoint(index, to));
        s.update(Msg::RemovePoint(index.max(60)));
        assert_eq!(s.points(), before);
    }
    s.update(Msg::AddPoint((f64::NAN, 0.0)));
    assert_eq!(s.points(), before);
    check(&s);
}

#[test]
fn replaced_points_keep_the_parameters_literally() {
    for (model, standardize) in MODELS {
        let mut s = session(&[("model", model), ("standardize", standardize), ("dataset", "sine")]);
        set(&mut s, "learning-rate", "0.001");
        s.update(Msg::Step(5));
        let before = s.parameters().to_vec();
        put(&mut s, &[(1.0, 20.0), (2.0, 31.0), (4.0, 12.0), (5.0, 60.0)]);
        assert_eq!(s.parameters(), before, "{model} {standardize}");
        assert_eq!((s.status().step, s.status().points), (5, 4));
        assert_eq!((s.status().notice, s.settings().points), (Notice::Points, 4));
        check(&s);
    }
}

#[test]
fn replaced_points_hold_out_what_they_say_or_what_the_knob_says() {
    let mut s = session(&[("held-out", "0.5")]);
    let mut all = points(&[(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (4.0, 4.0)]);
    all[2].held_out = true;
    s.update(Msg::ReplacePoints { points: all.clone(), split: true, classes: false });
    assert_eq!(s.points(), all);
    s.update(Msg::ReplacePoints { points: all.clone(), split: false, classes: false });
    assert_eq!(s.points().iter().filter(|p| p.held_out).count(), 2);
    all.iter_mut().for_each(|p| p.held_out = true);
    s.update(Msg::ReplacePoints { points: all, split: true, classes: false });
    assert_eq!(s.status().training_points, 1, "something has to be learned from");
}

#[test]
fn points_that_no_model_can_see_are_refused() {
    let mut s = session(&[]);
    s.update(Msg::Step(2));
    let (before, run) = (s.points().to_vec(), bits(&s));
    for wrong in [
        vec![(f64::NAN, 1.0)],
        vec![(1.0, f64::INFINITY), (2.0, 2.0)],
        vec![(1.0, 1.0), (1e300, 2.0)],
        vec![(1.0, 1.0); MOST_POINTS + 1],
    ] {
        put(&mut s, &wrong);
        s.update(Msg::Import { points: points(&wrong), names: None, split: true, classes: false });
        assert_eq!(s.points(), before);
        assert_eq!(bits(&s), run);
    }
}

#[test]
fn own_points_come_back_as_they_were() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(5, (2.0, 500.0)));
    s.update(Msg::AddPoint((14.0, 333.0)));
    s.update(Msg::RemovePoint(0));
    let (own, frame) = (s.points().to_vec(), (s.fit().x, s.fit().y));
    set(&mut s, "dataset", "sine");
    assert_ne!(s.points(), own);
    set(&mut s, "points", "200");
    set(&mut s, "seed", "9");
    set(&mut s, "dataset", "cubic");
    set(&mut s, "dataset", "own");
    assert_eq!(s.points(), own);
    assert_eq!((s.fit().x, s.fit().y), frame);
    assert_eq!(s.settings().points, own.len());
    check(&s);
}

#[test]
fn no_knob_moves_own_points() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(5, (2.0, 500.0)));
    let places = |s: &Session| s.points().iter().map(|p| (p.x, p.y)).collect::<Vec<_>>();
    let own = places(&s);
    for (key, value) in [("noise", "0.9"), ("points", "7"), ("seed", "5"), ("held-out", "0.4"), ("dataset", "own")] {
        set(&mut s, key, value);
        assert_eq!(places(&s), own, "{key}");
    }
    assert_eq!((s.settings().points, s.settings().noise), (60, 0.15), "the knobs show what there is");
    s.update(Msg::NewSeed);
    assert_eq!(places(&s), own);
}

#[test]
fn a_restored_session_has_the_points_that_were_left() {
    let mut s = session(&[]);
    s.update(Msg::MovePoint(5, (2.0, 500.0)));
    let own = s.own_points();
    let again = Session::restored(s.settings().clone(), own.clone().into_iter().collect());
    assert_eq!(again.points(), s.points());
    assert_eq!(again.own_points(), own);
    set(&mut s, "dataset", "sine");
    let mut again = Session::restored(s.settings().clone(), s.own_points().into_iter().collect());
    assert_eq!((again.points(), again.own_points()), (s.points(), own));
    set(&mut again, "dataset", "own");
    set(&mut s, "dataset", "own");
    assert_eq!(again.points(), s.points());
}

#[test]
fn points_are_added_up_to_the_most_and_removed_to_the_last() {
    let mut s = session(&[("points", "1999"), ("held-out", "0.2")]);
    s.update(Msg::AddPoint((3.0, 500.0)));
    assert_eq!((s.status().points, s.selected_point()), (MOST_POINTS, Some(MOST_POINTS - 1)));
    assert!(s.points().last().is_some_and(|p| !p.held_out));
    s.update(Msg::AddPoint((3.0, 500.0)));
    assert_eq!(s.status().points, MOST_POINTS);

    let mut s = session(&[("points", "6"), ("held-out", "0.5"), ("model", "polynomial")]);
    s.update(Msg::Play);
    while !s.points().is_empty() {
        // The training points first.
        let index = s.points().iter().position(|p| !p.held_out).expect("one to learn from");
        s.update(Msg::RemovePoint(index));
        s.tick(2);
        s.after_steps();
        s.fill_surface(200);
        check(&s);
    }
    s.update(Msg::RemovePoint(0));
    assert_eq!(s.status().training_points, 0);
    s.update(Msg::AddPoint((3.0, 500.0)));
    s.update(Msg::AddPoint((9.0, 300.0)));
    assert_eq!(s.status().training_points, 2);
    check(&s);
}

#[test]
fn the_held_point_is_the_same_after_a_removal() {
    let mut s = session(&[]);
    s.update(Msg::SelectPoint(Some(10)));
    let held = s.points()[10];
    s.update(Msg::RemovePoint(3));
    assert_eq!(s.selected_point().map(|i| s.points()[i]), Some(held));
    s.update(Msg::RemovePoint(9));
    assert_eq!(s.selected_point(), None);
    s.update(Msg::SelectPoint(Some(1_000)));
    assert_eq!(s.selected_point(), None);
}

#[test]
fn a_table_starts_a_new_run_under_its_own_names() {
    let mut s = session(&[]);
    s.update(Msg::Play);
    s.tick(5);
    let text = "area;rent\n30;700\n45;910\n60;1100\n82;1500\n";
    let table = kittengrad::data::table::read(text, &Default::default(), 0).expect("a table");
    s.update(Msg::Import { points: table.points, names: table.names, split: table.has_split, classes: false });
    assert_eq!((s.status().step, s.status().state, s.status().notice), (0, State::Running, Notice::Imported));
    assert_eq!(s.quantity(), kittengrad::view::Quantity::Named("area", "rent"));
    assert!(s.fit().law.is_empty());
    check(&s);
}

#[test]
fn a_table_is_not_lost_to_points_that_were_only_touched() {
    let mut s = Session::default();
    let table: Vec<Point> = (0..5).map(|i| Point::of_curve(f64::from(i), 2.0, false)).collect();
    s.update(Msg::Import { points: table.clone(), names: None, split: true, classes: false });
    set(&mut s, "dataset", "sine");
    s.update(Msg::AddPoint((0.0, 0.5)));
    assert_eq!(s.settings().dataset, Dataset::Own, "touched, they are the user's own");
    set(&mut s, "dataset", "houses");
    set(&mut s, "dataset", "own");
    assert_eq!(s.points(), table);
}

#[test]
fn an_index_holds_good_until_the_list_has_changed() {
    let mut s = Session::default();
    let first = s.edition();
    s.update(Msg::MovePoint(3, (5.0, 500.0)));
    s.update(Msg::AddPoint((5.0, 500.0)));
    assert_eq!(s.edition(), first, "no point has another index than before");
    s.update(Msg::RemovePoint(0));
    let removed = s.edition();
    set(&mut s, "dataset", "sine");
    assert!(first < removed && removed < s.edition());
}

#[test]
fn the_start_is_not_compared_with_once_the_points_are_others() {
    let mut s = Session::default();
    s.update(Msg::Step(5));
    assert!(s.status().first_error.is_some());
    s.update(Msg::MovePoint(0, (1.0, 100.0)));
    assert_eq!(s.status().first_error, None);
    s.update(Msg::Rewind);
    assert!(s.status().first_error.is_some());
}

#[test]
fn without_a_point_nothing_is_trained() {
    let mut s = Session::default();
    put(&mut s, &[]);
    s.update(Msg::Step(10));
    s.update(Msg::Play);
    assert_eq!((s.status().step, s.status().state), (0, State::Paused));
}

#[test]
fn points_above_each_other_are_called_that() {
    let mut s = Session::default();
    assert!(!s.status().one_place);
    put(&mut s, &[(3.0, 1.0), (3.0, 2.0)]);
    assert!(s.status().one_place);
}

#[test]
fn points_given_by_script_are_plain_unless_they_are_those_of_now() {
    let mut s = session(&[]);
    put(&mut s, &[(3.0, 300.0), (12.0, 520.0)]);
    assert_eq!(s.quantity(), Quantity::Plain);
    assert!(s.fit().law.is_empty(), "nobody knows a law of these");
    // Most of them are still those of before: one was moved.
    let mut s = session(&[]);
    let mut moved = s.points().to_vec();
    moved[3].y += 1.0;
    s.update(Msg::ReplacePoints { points: moved, split: true, classes: false });
    assert_eq!(s.quantity(), Quantity::Houses);
    assert!(!s.fit().law.is_empty());
}
