//! Single parameters that are set by hand while the run goes on: nothing else changes, and the timeline stays true.

use crate::timeline::{run, seek};
use crate::{MODELS, bits, check, session};
use kittengrad::session::{Msg, Notice, Queue, Session, State, Trend};

pub(crate) fn edit(s: &mut Session, edits: &[(usize, f32)]) {
    s.update(Msg::EditParameters(edits.to_vec()));
    check(s);
}

fn parameters(s: &Session) -> Vec<u32> {
    s.parameters().iter().map(|p| p.to_bits()).collect()
}

/// Parameters, epoch and losses of the moment, to the bit.
pub(crate) fn numbers(s: &Session) -> (Vec<u32>, u64, u64, Option<u64>) {
    let status = s.status();
    (parameters(s), status.epoch, status.train_loss.to_bits(), status.held_out_loss.map(f64::to_bits))
}

/// Cubes of 30 km diverge at any rate.
pub(crate) const TOO_STEEP: (&str, &str) = ("polynomial", "false");

/// Recipes that keep something from step to step: state, order, streams.
const RECIPES: [&[(&str, &str)]; 3] = [
    &[("optimizer", "adam"), ("batch", "8"), ("dropout", "0.2")],
    &[("optimizer", "momentum"), ("schedule", "cosine")],
    &[("optimizer", "rmsprop"), ("batch", "10"), ("penalty", "l2")],
];

pub(crate) fn recipes() -> impl Iterator<Item = Vec<(&'static str, &'static str)>> {
    MODELS.into_iter().flat_map(|(model, standardize)| {
        RECIPES.into_iter().map(move |recipe| {
            [&[("model", model), ("standardize", standardize), ("learning-rate", "0.001"), ("dataset", "sine")], recipe]
                .concat()
        })
    })
}

#[test]
fn an_edit_sets_these_parameters_and_leaves_all_else() {
    let mut s = session(&[("model", "network"), ("optimizer", "adam")]);
    s.update(Msg::Step(40));
    let (before, knobs) = (s.parameters().to_vec(), s.settings().clone());
    edit(&mut s, &[(3, 0.25), (17, -1.5)]);
    for (at, (now, then)) in s.parameters().iter().zip(&before).enumerate() {
        let expected = match at {
            3 => 0.25,
            17 => -1.5,
            _ => *then,
        };
        assert_eq!(now.to_bits(), expected.to_bits(), "{at}");
    }
    let status = s.status();
    assert_eq!((status.step, status.state, status.notice), (40, State::Paused, Notice::Edited));
    assert_eq!((status.trend, s.settings()), (Trend::Unknown, &knobs));
    // The losses are those of the edited parameters at once.
    let mut placed = session(&[("model", "network"), ("optimizer", "adam")]);
    placed.update(Msg::SetParameters(s.parameters().to_vec()));
    assert_eq!(status.train_loss, placed.status().train_loss);
    assert_eq!(status.held_out_loss, placed.status().held_out_loss);
}

/// The optimizer's state, the order of the points and the random streams go on: where a parameter is set to another value and
/// back, the run is the one that it would have been.
#[test]
fn state_order_and_streams_go_on_as_if_nothing_had_been() {
    for knobs in recipes() {
        for step in [20, 23] {
            let (mut s, mut plain) = (session(&knobs), session(&knobs));
            s.update(Msg::Step(step));
            plain.update(Msg::Step(step + 50));
            let was = s.parameters()[0];
            edit(&mut s, &[(0, was + 1.0)]);
            edit(&mut s, &[(0, was)]);
            s.update(Msg::Step(50));
            assert_eq!(numbers(&s), numbers(&plain), "{knobs:?} {step}");
        }
    }
}

#[test]
fn what_trains_goes_on_training_and_what_waits_waits() {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::PlayUntil(60));
    s.tick(10);
    s.after_steps();
    edit(&mut s, &[(0, 1.0)]);
    assert_eq!((s.state(), s.status().step), (State::Running, 10));
    s.update(Msg::LetGo);
    assert_eq!((s.tick(100), s.status().step), (50, 60));
    edit(&mut s, &[(0, 1.0)]);
    assert_eq!(s.state(), State::Paused);
    // What rests because there is nothing more to gain rests on: whoever sets it by hand wants to see it.
    let mut s = session(&[]);
    s.update(Msg::Play);
    while s.state() == State::Running {
        s.tick(10);
        s.after_steps();
    }
    assert!(s.rests());
    edit(&mut s, &[(0, 0.0)]);
    assert_eq!((s.state(), s.status().notice), (State::Paused, Notice::Edited));
}

#[test]
fn at_the_start_an_edit_is_the_new_start_and_later_the_start_stays() {
    for (model, standardize) in MODELS.into_iter().filter(|model| *model != TOO_STEEP) {
        let knobs = [("model", model), ("standardize", standardize), ("learning-rate", "0.001")];
        let mut s = session(&knobs);
        let drawn = s.parameters().to_vec();
        edit(&mut s, &[(1, 0.125)]);
        let start = bits(&s);
        assert_eq!(s.losses().entries.len(), 1, "one loss, and that of the new start");
        assert_eq!(s.status().first_error, Some(s.status().train_error));
        s.update(Msg::LetGo);
        s.update(Msg::Step(30));
        edit(&mut s, &[(0, -0.5)]);
        s.update(Msg::Step(5));
        s.update(Msg::Rewind);
        check(&s);
        assert_eq!(bits(&s), start, "{model} {standardize}");
        assert_eq!(s.parameters()[0], drawn[0]);
        // And what begins at once is what would have begun there.
        let mut placed = session(&knobs);
        let mut at = drawn.clone();
        at[1] = 0.125;
        placed.update(Msg::SetParameters(at));
        s.update(Msg::Step(20));
        placed.update(Msg::Step(20));
        assert_eq!(bits(&s), bits(&placed), "{model} {standardize}");
    }
}

#[test]
fn what_is_out_of_range_not_finite_or_no_change_is_ignored() {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::Step(5));
    let (before, count, now) = (bits(&s), s.parameters().len(), s.parameters()[2]);
    for edits in [
        vec![],
        vec![(count, 1.0)],
        vec![(usize::MAX, 1.0)],
        vec![(0, 1.0), (count, 1.0)],
        vec![(0, f32::NAN)],
        vec![(0, 1.0), (1, f32::INFINITY)],
        vec![(2, now)],
    ] {
        let stale = s.update(Msg::EditParameters(edits.clone()));
        assert!(!stale.is_anything(), "{edits:?}");
        assert_eq!((bits(&s), s.status().undo), (before.clone(), (0, 0)), "{edits:?}");
    }
    // Nor does it end what lies ahead.
    seek(&mut s, 2);
    s.update(Msg::EditParameters(vec![(count, 1.0)]));
    assert_eq!((s.looks_back(), s.status().last_step), (true, 5));
}

#[test]
fn any_step_before_and_after_an_edit_is_what_it_was() {
    for knobs in recipes() {
        let mut s = session(&knobs);
        let mut seen = Vec::new();
        let mut note = |s: &mut Session, steps: u32| {
            for _ in 0..steps {
                s.update(Msg::Step(1));
                seen.push((s.status().step, numbers(s)));
            }
            // At the step of a change it is what it is after it.
            seen.pop();
        };
        note(&mut s, 40);
        edit(&mut s, &[(0, 0.5)]);
        note(&mut s, 23);
        edit(&mut s, &[(1, -0.25), (0, 0.75)]);
        let edited = numbers(&s);
        s.update(Msg::LetGo);
        note(&mut s, 30);
        for (step, then) in seen.iter().step_by(3).chain(seen.iter().rev().step_by(7)) {
            seek(&mut s, *step);
            assert_eq!((s.status().step, &numbers(&s)), (*step, then), "{knobs:?}");
        }
        seek(&mut s, 63);
        assert_eq!(numbers(&s), edited, "{knobs:?}");
        // From a step that is looked at the run goes on as it went on.
        seek(&mut s, 50);
        s.update(Msg::Step(10));
        let (_, then) = seen.iter().find(|(step, _)| *step == 60).expect("it was there");
        assert_eq!(&numbers(&s), then, "{knobs:?}");
        check(&s);
    }
}

#[test]
fn an_edit_of_a_step_that_is_looked_at_ends_what_lay_ahead_and_one_undo_has_it_back() {
    let mut s = session(&[("model", "network"), ("optimizer", "adam")]);
    run(&mut s, 100);
    let end = numbers(&s);
    seek(&mut s, 40);
    let then = numbers(&s);
    edit(&mut s, &[(5, 2.0)]);
    assert_eq!((s.looks_back(), s.status().last_step), (false, 40));
    s.update(Msg::Step(10));
    s.update(Msg::Undo);
    check(&s);
    assert_eq!((s.looks_back(), s.status().last_step, numbers(&s)), (true, 100, then));
    seek(&mut s, 100);
    assert_eq!(numbers(&s), end);
}

#[test]
fn a_drag_of_the_same_parameters_is_one_change() {
    for trains in [false, true] {
        let mut s = session(&[("model", "network"), ("optimizer", "momentum")]);
        run(&mut s, 30);
        let start = bits(&s);
        if trains {
            s.update(Msg::Play);
        }
        for i in 0..10 {
            edit(&mut s, &[(4, 0.1 * i as f32), (2, 0.2)]);
            s.tick(3);
            s.after_steps();
        }
        // In whatever order they are named.
        edit(&mut s, &[(2, 0.3), (4, 0.3)]);
        assert_eq!(s.status().undo, (1, 0), "{trains}");
        edit(&mut s, &[(2, 0.4)]);
        assert_eq!(s.status().undo, (2, 0), "others");
        s.update(Msg::LetGo);
        edit(&mut s, &[(2, 0.5)]);
        assert_eq!(s.status().undo, (3, 0), "the hand had let go");
        s.update(Msg::Pause);
        let end = bits(&s);
        for _ in 0..3 {
            s.update(Msg::Undo);
            check(&s);
        }
        assert_eq!(bits(&s), start);
        for _ in 0..3 {
            s.update(Msg::Redo);
            check(&s);
        }
        assert_eq!(bits(&s), end);
    }
}

#[test]
fn moves_of_one_gesture_are_one() {
    let queued = |all: &[Msg]| {
        let mut queue = Queue::default();
        all.iter().for_each(|msg| queue.push(msg.clone()));
        queue.take()
    };
    let at = |index, value| Msg::EditParameters(vec![(index, value), (9, value)]);
    assert_eq!(queued(&[at(1, 0.5), at(1, 0.75), at(1, 1.0)]), [at(1, 1.0)]);
    let others = [at(1, 0.5), at(2, 0.75), at(1, 1.0)];
    assert_eq!(queued(&others), others);
    let fewer = [at(1, 0.5), Msg::EditParameters(vec![(1, 1.0)])];
    assert_eq!(queued(&fewer), fewer);
    let let_go = [at(1, 0.5), Msg::LetGo, at(1, 0.75)];
    assert_eq!(queued(&let_go), let_go);
    let mut queue = Queue::default();
    queue.push(at(1, 0.5));
    assert!(queue.keeps_indices());
}
