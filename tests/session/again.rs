//! A run that starts again: it trains anew, and the run before stays as a ghost.

use crate::{bits, change, check, points, session, set};
use kittengrad::session::{Msg, Session, State};

/// A run of 40 steps that has started again.
fn again() -> Session {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::Step(40));
    s.update(Msg::Again);
    s
}

fn has_ghost(s: &Session) -> bool {
    let (fit, losses) = (s.fit(), s.losses());
    assert_eq!(fit.before.is_some(), !losses.before.is_empty());
    fit.before.is_some()
}

#[test]
fn it_trains_anew_from_the_same_start_and_the_run_before_stays() {
    let mut s = session(&[("model", "network")]);
    let start = bits(&s);
    s.update(Msg::Step(40));
    let (run, curve, entries) = (bits(&s), s.fit().curve.to_vec(), s.losses().entries.to_vec());
    assert!(!has_ghost(&s));
    s.update(Msg::Again);
    assert_eq!((bits(&s), s.state()), (start, State::Running));
    assert_eq!((s.fit().before, s.losses().before), (Some(&curve[..]), &entries[..]));
    s.tick(40);
    s.after_steps();
    assert_eq!(bits(&s), run, "bit for bit");
    check(&s);
    // At the start there is no run to keep: the ghost stays as it is.
    s.update(Msg::Rewind);
    s.update(Msg::Again);
    assert_eq!(s.losses().before, &entries[..]);
}

#[test]
fn the_ghost_stays_through_changes_and_goes_with_other_points() {
    for msg in [
        Msg::Set(change("learning-rate", "0.2")),
        Msg::Set(change("model", "line")),
        Msg::Set(change("noise", "0.3")),
        Msg::MovePoint(3, (9.0, 300.0)),
        Msg::NewSeed,
        Msg::Rewind,
    ] {
        let mut s = again();
        s.update(msg.clone());
        assert!(has_ghost(&s), "{msg:?}");
        check(&s);
    }
    for msg in [
        Msg::Set(change("dataset", "sine")),
        Msg::Import { points: points(&[(1.0, 2.0), (2.0, 3.0), (4.0, 1.0)]), names: None, split: true, classes: false },
        Msg::Reset,
    ] {
        let mut s = again();
        s.update(msg.clone());
        assert!(!has_ghost(&s), "{msg:?}");
        s.update(Msg::Undo);
        assert!(has_ghost(&s), "{msg:?}");
        check(&s);
    }
}

#[test]
fn losses_of_another_kind_are_not_compared() {
    let mut s = again();
    set(&mut s, "loss", "mae");
    assert!(s.losses().before.is_empty() && s.fit().before.is_some());
}

#[test]
fn starting_again_is_undone_with_its_ghost() {
    let mut s = again();
    s.tick(9);
    s.after_steps();
    let first = s.losses().before.to_vec();
    s.update(Msg::Again);
    assert_eq!(s.losses().before.last().map(|e| e.to), Some(9));
    s.update(Msg::Undo);
    assert_eq!((s.status().step, s.losses().before), (9, &first[..]));
    s.update(Msg::Undo);
    assert!(s.status().step == 40 && !has_ghost(&s));
    s.update(Msg::Redo);
    assert!(s.status().step == 9 && has_ghost(&s));
    check(&s);
}

#[test]
fn a_run_that_has_diverged_leaves_no_ghost() {
    let mut s = session(&[("learning-rate", "10")]);
    s.update(Msg::Step(100));
    assert!(matches!(s.state(), State::Diverged(_)));
    set(&mut s, "learning-rate", "0.1");
    s.update(Msg::Again);
    assert!(s.state() == State::Running && !has_ghost(&s));
    check(&s);
}
