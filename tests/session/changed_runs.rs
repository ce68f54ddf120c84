//! Runs in which much was changed: each step that can be looked at is the one that was trained, and nothing else.

use crate::timeline::{overfitting, run, seek};
use crate::{check, session, set};
use kittengrad::session::{Msg, Session, State};
use proptest::prelude::*;

/// The loss that the chart recorded at each step of a run, as long as nothing was thinned.
fn recorded(s: &Session) -> Vec<(u64, u32)> {
    s.losses().entries.iter().filter(|e| e.from == e.to).map(|e| (e.from, e.train.last.to_bits())).collect()
}

/// Whatever step is looked at has the loss that was recorded there.
fn agrees(s: &mut Session, steps: &[u64]) {
    let mut met = 0;
    for &step in steps {
        seek(s, step);
        let (at, loss) = (s.status().step, (s.status().train_loss as f32).to_bits());
        let chart = recorded(s);
        let there = chart.iter().find(|entry| entry.0 == at);
        assert!(there.is_none_or(|entry| entry.1 == loss), "step {at}: {:?}, {loss:x}", there);
        met += usize::from(there.is_some());
    }
    // A step that was thinned away is on no chart, nor is one within an epoch; of many not all are such.
    assert!(met > 0 || steps.len() == 1, "no step of {steps:?} is on the chart");
}

#[test]
fn rewind_from_before_a_change_of_degree_leads_to_the_start_of_then() {
    for go_on in [false, true] {
        let mut s = session(&[("model", "polynomial"), ("degree", "2")]);
        let start = s.parameters().to_vec();
        s.update(Msg::Step(100));
        set(&mut s, "degree", "9");
        s.update(Msg::Step(100));
        seek(&mut s, 20);
        if go_on {
            s.update(Msg::Step(5));
        }
        s.update(Msg::Rewind);
        assert_eq!(s.parameters(), start);
        check(&s);
    }
}

#[test]
fn the_surface_is_drawn_on_the_way_to_another_shape() {
    let mut s = session(&[("model", "polynomial"), ("degree", "12")]);
    s.update(Msg::SurfaceAxes(kittengrad::session::Axes::Weights(10, 11)));
    s.update(Msg::Step(400));
    set(&mut s, "degree", "3");
    s.update(Msg::Step(10));
    s.update(Msg::Seek(300));
    s.tick(10);
    s.after_steps();
    s.fill_surface(100);
    check(&s);
    seek(&mut s, 410);
    s.fill_surface(100);
    check(&s);
}

#[test]
fn early_stopping_at_the_end_of_a_row_of_steps_ends_it() {
    let stopping = || {
        let mut s = session(&overfitting("64,64,64"));
        set(&mut s, "early-stopping", "true");
        s
    };
    let mut stops = stopping();
    stops.update(Msg::Step(5_000));
    let last = stops.status().last_step;
    // However the steps are dealt out, they end there.
    for row in 1..40 {
        let mut s = stopping();
        s.update(Msg::Step((last as u32 - 128) % 128 + row));
        for _ in 0..60 {
            s.update(Msg::Step(128));
            if s.looks_back() {
                break;
            }
        }
        assert_eq!((s.looks_back(), s.status().last_step), (true, last), "{row}");
        check(&s);
    }
}

#[test]
fn a_way_back_into_a_drag_is_no_step_that_was_trained_before_it() {
    let mut s = session(&[]);
    run(&mut s, 50);
    s.update(Msg::Play);
    for rate in ["0.5", "0.9", "9", "9.5"] {
        set(&mut s, "learning-rate", rate);
        for _ in 0..3 {
            s.tick(3);
            s.after_steps();
        }
    }
    s.update(Msg::LetGo);
    while s.state() == State::Running {
        s.tick(3);
        s.after_steps();
    }
    s.update(Msg::Recover);
    s.update(Msg::Step(1));
    agrees(&mut s, &[10, 49, 50, 55, 60, 65, 70, 75, 80]);
}

#[test]
fn many_changes_of_a_large_model_come_back_as_they_were() {
    let mut s = session(&[("model", "network"), ("layers", "64,64,64,64,64,64,64,64"), ("points", "10")]);
    for rate in ["0.01", "0.02", "0.03", "0.04", "0.05", "0.06"] {
        set(&mut s, "learning-rate", rate);
        s.update(Msg::LetGo);
        s.update(Msg::Step(5));
    }
    seek(&mut s, 2);
    s.update(Msg::Rewind);
    s.update(Msg::Undo);
    assert_eq!((s.status().first_step, s.status().step, s.status().last_step), (0, 2, 30));
    seek(&mut s, 22);
    assert_eq!(s.settings().learning_rate, 0.05);
    agrees(&mut s, &[0, 2, 7, 22, 29, 30]);
}

#[test]
fn a_change_that_lifts_the_loss_is_no_end_of_improvement() {
    let mut s = session(&[("model", "network"), ("layers", "16,16"), ("optimizer", "adam"), ("learning-rate", "0.01")]);
    s.update(Msg::Step(600));
    set(&mut s, "penalty", "l2");
    set(&mut s, "penalty-strength", "0.1");
    s.update(Msg::Step(40));
    assert_eq!(s.status().trend, kittengrad::session::Trend::Improving);
}

#[test]
fn the_best_step_is_one_and_the_same_whatever_was_changed() {
    let mut s = session(&[("points", "24"), ("held-out", "0.5"), ("model", "polynomial"), ("degree", "4")]);
    s.update(Msg::Step(300));
    let best = s.status().best_step;
    for degree in ["8", "12"] {
        set(&mut s, "degree", degree);
        s.update(Msg::Step(40));
    }
    set(&mut s, "penalty", "l2");
    s.update(Msg::Step(40));
    assert_eq!((s.status().best_step, s.losses().best), (best, best));
    seek(&mut s, best.expect("one"));
    let least = s.losses().entries.iter().filter_map(|e| e.held_out).map(|h| h.min).fold(f32::INFINITY, f32::min);
    assert_eq!(s.status().held_out_loss, Some(least.into()));
    seek(&mut s, u64::MAX);
    // Of other points it is another.
    s.update(Msg::MovePoint(1, (5.0, 500.0)));
    assert_eq!(s.status().best_step, None);
}

#[test]
fn undo_brings_no_run_back_that_waits_for_a_step_for_ever() {
    let mut s = session(&[("model", "network")]);
    s.update(Msg::PlayUntil(50));
    s.tick(10);
    set(&mut s, "learning-rate", "0.1");
    s.update(Msg::Pause);
    s.update(Msg::Undo);
    assert_eq!((s.state(), s.steps_to_go()), (State::Paused, None));
    s.update(Msg::Step(20));
    s.update(Msg::PlayUntil(5));
    assert_eq!((s.state(), s.steps_to_go()), (State::Running, None));
}

#[test]
fn a_long_run_that_is_cut_keeps_its_beginning_on_the_chart() {
    let mut s = session(&[]);
    s.update(Msg::Step(200_000));
    seek(&mut s, 100);
    s.update(Msg::Step(1));
    check(&s);
    assert_eq!(s.losses().entries.len(), 3, "the first, the one that is looked at, and the next");
}

#[test]
fn pins_of_other_points_are_there_again_at_the_end() {
    let mut s = session(&[]);
    s.update(Msg::Step(10));
    crate::put(&mut s, &[(100.0, 2.0), (150.0, 2.5), (180.0, 2.2), (240.0, 4.0)]);
    s.update(Msg::Step(10));
    s.update(Msg::Pin);
    seek(&mut s, 5);
    assert!(s.pins().is_empty(), "they say nothing of these");
    seek(&mut s, 20);
    assert_eq!(s.pins().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_step_that_can_be_looked_at_has_the_loss_that_was_recorded(
        acts in prop::collection::vec((0..13_u8, 1..60_u32, 0.0..1.0_f64), 1..14),
        model in prop::sample::select(vec!["line", "polynomial", "network"]),
    ) {
        let mut s = session(&[("model", model), ("points", "14"), ("layers", "4"), ("optimizer", "momentum")]);
        // At the step of a change the chart has the loss before it, and the timeline the one after.
        let mut changed = Vec::new();
        for (act, steps, at) in acts {
            changed.extend([s.status().step, s.status().last_step]);
            match act {
                0 => set(&mut s, "learning-rate", if at < 0.5 { "0.01" } else { "0.05" }),
                1 => set(&mut s, "degree", ["1", "3", "6", "9"][(at * 4.0) as usize]),
                2 => { s.update(Msg::MovePoint(3, (30.0 * at, 300.0))); }
                3 => { s.update(Msg::LetGo); }
                4 => { s.update(Msg::Undo); }
                5 => { s.update(Msg::Redo); }
                6 => { s.update(Msg::Seek((at * s.status().last_step as f64) as u64)); }
                7 => set(&mut s, "penalty", if at < 0.5 { "l2" } else { "none" }),
                8 => set(&mut s, "early-stopping", if at < 0.5 { "true" } else { "false" }),
                10 => set(&mut s, "frozen", ["", "0", "1-3", "2"][(at * 4.0) as usize]),
                9 => { s.update(Msg::EditParameters(vec![(steps as usize % 2, 4.0 * at as f32 - 2.0)])); }
                _ => {}
            }
            if act != 6 {
                s.update(Msg::Play);
            }
            for _ in 0..3 {
                s.tick(steps);
                s.after_steps();
                s.fill_surface(20);
            }
            check(&s);
            prop_assert!(s.steps_to_go().is_none() || s.looks_back() || s.state() == State::Running);
        }
        let last = s.status().last_step;
        let mut steps = vec![0, last / 7, last / 5, last / 3, last / 2, last * 2 / 3, last.saturating_sub(1), last];
        steps.retain(|step| !changed.contains(step));
        for step in steps {
            seek(&mut s, step);
            // Of what was trained during a drag the nearest step is shown.
            if !changed.contains(&s.status().step) {
                agrees(&mut s, &[step]);
            }
        }
    }
}
