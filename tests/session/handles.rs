//! The line is tilted and lifted by hand; what is shown of the errors belongs to no run.

use crate::{bits, put, session, set};
use kittengrad::session::{Msg, Session, State};
use kittengrad::view::{End, ErrorMarks, Part, Pointer};

fn heights(s: &Session) -> Option<[f64; 2]> {
    s.fit().handles.map(|ends| ends.map(|(_, y)| y))
}

#[test]
fn a_line_goes_where_its_ends_are_put_and_a_new_run_starts_there() {
    for standardize in ["true", "false"] {
        let mut s = session(&[("model", "line"), ("standardize", standardize)]);
        s.update(Msg::Step(20));
        for (left, right) in [(900.0, 210.0), (0.0, 0.0), (-300.0, 5000.0), (500.0, 499.0)] {
            s.update(Msg::PlaceLine { left, right });
            let [(x0, a), (x1, b)] = s.fit().handles.expect("a line has ends");
            let near = |got: f64, want: f64| (got - want).abs() < 1e-3 * (left.abs() + right.abs() + 1.0);
            assert!(near(a, left) && near(b, right), "{a} {b} instead of {left} {right}");
            assert_eq!((x0, x1), (s.fit().x.lo, s.fit().x.hi));
            assert!(near(s.predict(&[(x0 + x1) / 2.0])[0], (left + right) / 2.0));
            let status = s.status();
            assert_eq!((status.step, status.last_step), (0, 0));
        }
        let placed = bits(&s);
        s.update(Msg::Step(7));
        s.update(Msg::Rewind);
        assert_eq!(bits(&s), placed, "the way back leads to the line that was placed");
    }
}

#[test]
fn a_drag_of_the_line_is_one_change() {
    let mut s = session(&[("model", "line")]);
    s.update(Msg::Step(5));
    let before = bits(&s);
    for left in 0..30 {
        s.update(Msg::PlaceLine { left: 400.0 + f64::from(left), right: 300.0 });
    }
    assert_eq!(s.status().undo, (1, 0));
    assert!(s.is_touched());
    s.update(Msg::LetGo);
    s.update(Msg::PlaceLine { left: 1.0, right: 300.0 });
    assert_eq!(s.status().undo, (2, 0), "another drag");
    s.update(Msg::Undo);
    s.update(Msg::Undo);
    assert_eq!(bits(&s), before, "one press for each drag leads back");
    s.update(Msg::Play);
    s.update(Msg::PlaceLine { left: 500.0, right: 300.0 });
    assert_eq!(s.state(), State::Running, "what runs goes on from the line");
}

#[test]
fn only_a_line_that_is_one_has_handles() {
    let mut s = session(&[("model", "line")]);
    assert!(heights(&s).is_some());
    s.update(Msg::ShowHandles(false));
    assert_eq!(heights(&s), None);
    s.update(Msg::ShowHandles(true));
    s.update(Msg::HoldEnd(Some(End::Right)));
    assert_eq!(s.fit().held_end, Some(End::Right));
    for model in ["polynomial", "network"] {
        set(&mut s, "model", model);
        let before = bits(&s);
        s.update(Msg::PlaceLine { left: 1.0, right: 2.0 });
        assert_eq!((heights(&s), s.fit().held_end, bits(&s) == before), (None, None, true), "{model}");
    }
    set(&mut s, "model", "line");
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(2000));
    assert!(matches!(s.state(), State::Diverged(_)));
    assert_eq!(heights(&s), None, "a line that has diverged is nowhere");
}

#[test]
fn no_number_or_one_place_to_learn_from_breaks_the_line() {
    let mut s = session(&[("model", "line")]);
    let before = bits(&s);
    for (left, right) in [(f64::NAN, 1.0), (1.0, f64::INFINITY), (1e300, -1e300)] {
        s.update(Msg::PlaceLine { left, right });
        assert_eq!(bits(&s), before);
    }
    for points in [&[][..], &[(3.0, 4.0)], &[(3.0, 4.0), (3.0, 9.0)]] {
        put(&mut s, points);
        s.update(Msg::PlaceLine { left: 5.0, right: 7.0 });
        let [left, right] = heights(&s).expect("a line has ends");
        assert!((left - 5.0).abs() < 1e-3 && (right - 7.0).abs() < 1e-3, "{points:?}: {left} {right}");
    }
}

#[test]
fn one_hand_holds_a_point_or_an_end() {
    let mut s = session(&[("model", "line")]);
    s.update(Msg::SelectPoint(Some(2)));
    s.update(Msg::HoldEnd(Some(End::Left)));
    assert_eq!((s.fit().selected, s.fit().held_end), (None, Some(End::Left)));
    s.update(Msg::SelectPoint(Some(1)));
    assert_eq!((s.fit().selected, s.fit().held_end), (Some(1), None));
}

#[test]
fn what_is_shown_of_the_errors_is_kept_by_all_but_a_reset() {
    let mut s = session(&[("model", "line")]);
    let shown = |s: &Session| (s.fit().errors, s.fit().errors_of_held_out, s.fit().handles.is_some());
    let first = shown(&s);
    s.update(Msg::ShowErrors(ErrorMarks::Squares));
    s.update(Msg::ShowHeldOutErrors(true));
    s.update(Msg::ShowHandles(false));
    let chosen = shown(&s);
    assert_eq!(chosen, (ErrorMarks::Squares, true, false));
    for msg in [Msg::NewSeed, Msg::Step(3), Msg::Undo, Msg::Rewind] {
        s.update(msg);
        assert_eq!(shown(&s), chosen);
    }
    s.update(Msg::PointAt(Pointer::Over(Part::Probe)));
    s.update(Msg::Reset);
    set(&mut s, "model", "line");
    assert_eq!(shown(&s), first);
    assert_eq!(s.fit().pointer, Pointer::Over(Part::Probe), "the mouse is where it is");
    s.update(Msg::Undo);
    s.update(Msg::Undo);
    assert_eq!(shown(&s), chosen);
}
