//! Runs in which parameters were set by hand: what is told of them, what they lead back to, and their links.

use crate::edits::{TOO_STEEP, edit, numbers, recipes};
use crate::links::{all as linked, open, text};
use crate::timeline::seek;
use crate::{MODELS, bits, session, set};
use kittengrad::session::{Msg, Notice, State};
use kittengrad::text::Lang;
use kittengrad::text::sentences::verdict;

#[test]
fn the_best_step_is_never_one_whose_loss_was_another() {
    // The held-out loss falls all the way, so that the edit is at its least.
    for batch in ["all", "8"] {
        let mut s = session(&[("model", "network"), ("batch", batch), ("learning-rate", "0.005")]);
        s.update(Msg::Step(60));
        let before = s.status().best_step.expect("one");
        let bias = s.parameters().len() - 1;
        edit(&mut s, &[(bias, 9.0)]);
        let best = s.status().best_step.expect("one");
        assert!(best < 60 && before - best <= 6, "{batch}: {before} {best}");
        s.update(Msg::Step(5));
        edit(&mut s, &[(bias, 9.5)]);
        assert_eq!(s.status().best_step, Some(best));
        let least = s.losses().entries.iter().filter(|e| e.to <= best).filter_map(|e| e.held_out);
        let least = least.map(|h| h.min).fold(f32::INFINITY, f32::min);
        seek(&mut s, best);
        assert_eq!(s.status().held_out_loss, Some(least.into()), "{batch}");
    }
}

#[test]
fn the_path_begins_anew_and_the_plane_stays() {
    let mut s = session(&[]);
    s.update(Msg::Step(10));
    crate::fill(&mut s);
    let plane = s.surface().grid.to_vec();
    assert!(s.surface().trail.len() > 2);
    let near = s.parameters()[0] + 0.1;
    edit(&mut s, &[(0, near)]);
    // Where it begins and where it is are one place.
    let here = s.surface().here.expect("on the plane");
    assert_eq!(s.surface().trail, [here, here], "descent does not lead there");
    assert_eq!(s.surface().grid, plane);
    seek(&mut s, 5);
    assert_ne!(s.surface().here, Some(here));
    seek(&mut s, 10);
    assert_eq!(s.surface().trail, [here, here]);
}

#[test]
fn an_edit_that_leaves_all_use_stops_and_leads_back_to_before_it() {
    for (model, standardize) in MODELS.into_iter().filter(|model| *model != TOO_STEEP) {
        let mut s = session(&[("model", model), ("standardize", standardize), ("learning-rate", "0.00001")]);
        s.update(Msg::Play);
        s.tick(30);
        s.after_steps();
        let before = numbers(&s);
        edit(&mut s, &[(0, 1e30)]);
        let linear = model != "network";
        if linear {
            assert!(matches!(s.state(), State::Diverged(_)), "{model} {standardize}");
            let said = verdict(&s.status(), s.settings(), &s.quantity(), Lang::En).1;
            assert!(said.contains("set by hand"), "{said}");
            s.update(Msg::Recover);
            assert_eq!((s.state(), s.status().step), (State::Paused, 30));
            assert_eq!(numbers(&s), before, "{model} {standardize}");
            // The next one recovers by itself.
            edit(&mut s, &[(0, 1e30)]);
            edit(&mut s, &[(0, 0.5)]);
            assert_eq!((s.state(), s.status().step, s.parameters()[0]), (State::Paused, 30, 0.5));
            let (link, then) = (text(&s, None), linked(&s));
            assert_eq!(linked(&open(&link).0), then);
            edit(&mut s, &[(0, 1e30)]);
            // The link of what has left all use brings the last good step.
            let (again, unread) = open(&text(&s, None));
            assert_eq!((unread.len(), again.parameters()[0]), (0, 0.5));
            s.update(Msg::Recover);
            assert_eq!(linked(&again), linked(&s));
        }
    }
}

#[test]
fn a_start_out_of_all_use_is_mended_by_hand() {
    let mut s = session(&[]);
    s.update(Msg::SetParameters(vec![1e30, 0.5]));
    assert!(matches!(s.state(), State::Diverged(_)));
    s.update(Msg::Recover);
    assert!(matches!(s.state(), State::Diverged(_)), "there is no other moment to go back to");
    edit(&mut s, &[(0, 0.25)]);
    assert_eq!((s.state(), s.parameters()), (State::Paused, &[0.25, 0.5][..]));
    let start = bits(&s);
    s.update(Msg::Step(5));
    s.update(Msg::Rewind);
    assert_eq!(bits(&s), start);
}

#[test]
fn a_run_that_was_edited_comes_back_by_its_link() {
    for knobs in recipes() {
        let mut s = session(&knobs);
        edit(&mut s, &[(0, 0.5)]);
        s.update(Msg::LetGo);
        s.update(Msg::Step(33));
        edit(&mut s, &[(1, -0.25)]);
        s.update(Msg::LetGo);
        for steps in [0, 7, 30] {
            if steps > 0 {
                s.update(Msg::Step(steps));
            }
            let link = text(&s, None);
            let (mut again, unread) = open(&link);
            assert_eq!(unread, [] as [&str; 0], "{link}");
            assert_eq!(linked(&again), linked(&s), "{knobs:?}");
            assert_eq!(text(&again, None), link);
            again.update(Msg::Rewind);
            assert_eq!(again.parameters()[0], 0.5, "the start comes along");
        }
        // Also of a step before the edit.
        seek(&mut s, 20);
        assert_eq!(linked(&open(&text(&s, None)).0), linked(&s), "{knobs:?}");
    }
}

#[test]
fn early_stopping_goes_by_the_steps_that_can_be_reached() {
    let mut s = session(&crate::timeline::overfitting("16,16"));
    set(&mut s, "early-stopping", "true");
    s.update(Msg::Play);
    s.tick(100);
    s.after_steps();
    edit(&mut s, &[(0, 3.0)]);
    s.update(Msg::LetGo);
    for _ in 0..2_000 {
        s.tick(10);
        s.after_steps();
        if s.looks_back() {
            break;
        }
    }
    while s.steps_to_go().is_some() {
        s.tick(100);
    }
    assert_eq!(s.status().notice, Notice::StoppedEarly);
    let least = s.losses().entries.iter().filter_map(|e| e.held_out).map(|h| h.min).fold(f32::INFINITY, f32::min);
    assert_eq!(s.status().held_out_loss, Some(least.into()));
}

#[test]
fn a_divergence_in_training_after_an_edit_is_no_fault_of_the_hand() {
    let mut s = session(&[("learning-rate", "2.5")]);
    s.update(Msg::Play);
    s.tick(3);
    edit(&mut s, &[(0, 0.75)]);
    while s.state() == State::Running {
        s.tick(1);
        s.after_steps();
    }
    let said = verdict(&s.status(), s.settings(), &s.quantity(), Lang::En).1;
    assert!(matches!(s.state(), State::Diverged(_)) && said.contains("learning rate of 2.5"), "{said}");
}
