//! Divergence is a lesson: it stops, says why, and leads back to numbers.

use crate::{MODELS, change, check, fill, session, set};
use kittengrad::session::{Msg, Notice, Session, State, Trend};
use kittengrad::text::Lang;
use kittengrad::text::sentences::verdict;
use kittengrad::view::Span;

fn diverged(model: &str, standardize: &str) -> Session {
    let mut s = session(&[("model", model), ("standardize", standardize), ("learning-rate", "10")]);
    s.update(Msg::Play);
    for _ in 0..100 {
        s.tick(4);
        s.after_steps();
        check(&s);
        if is_diverged(&s) {
            return s;
        }
    }
    panic!("{model} does not diverge");
}

fn is_diverged(s: &Session) -> bool {
    matches!(s.status().state, State::Diverged(_))
}

fn finite(s: &Session) -> bool {
    s.status().train_loss.is_finite() && s.parameters().iter().all(|p| p.is_finite())
}

#[test]
fn it_stops_says_why_and_leads_back() {
    for (model, standardize) in MODELS.into_iter().filter(|m| *m != ("network", "true")) {
        let mut s = diverged(model, standardize);
        let step = s.status().step;
        assert_eq!(s.tick(10), 0);
        assert_eq!(s.status().step, step);
        // Raw cubes of 30 km are too steep even for the least rate: there, to lower it is no advice.
        let steep = (model, standardize) == ("polynomial", "false");
        let [en, zh] = if steep {
            ["Switch Standardize on", "打开“标准化”"]
        } else {
            ["a learning rate of 10", "学习率为 10"]
        };
        for (lang, advice) in [(Lang::En, en), (Lang::ZhHans, zh)] {
            let (_, words) = verdict(&s.status(), s.settings(), &s.quantity(), lang);
            assert!(words.contains(advice), "{words}");
        }
        s.update(Msg::Recover);
        assert_eq!((s.status().state, s.status().notice), (State::Paused, Notice::Recovered));
        assert!(finite(&s), "{model} {standardize}");
        check(&s);
        set(&mut s, "learning-rate", "0.00001");
        s.update(Msg::Play);
        assert_eq!(s.status().state, State::Running);
        assert!(s.tick(3) == 3 || steep);
        check(&s);
    }
}

#[test]
fn play_and_step_after_it_go_on_from_the_last_good_step() {
    for step in [false, true] {
        let mut s = diverged("line", "false");
        set(&mut s, "learning-rate", "0.0001");
        s.update(if step { Msg::Step(4) } else { Msg::Play });
        s.tick(4);
        assert!(finite(&s));
        check(&s);
    }
}

#[test]
fn steps_by_hand_lead_back_to_before_the_last_press() {
    let mut s = session(&[("learning-rate", "0.03")]);
    s.update(Msg::Step(7));
    let good = s.parameters().to_vec();
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(100));
    assert!(is_diverged(&s));
    s.update(Msg::Recover);
    assert_eq!((s.status().step, s.parameters()), (7, &good[..]));
    check(&s);
}

#[test]
fn points_may_change_meanwhile_and_the_way_back_stays_open() {
    for (model, standardize) in MODELS.into_iter().filter(|m| *m != ("network", "true")) {
        let messages = [
            Msg::MovePoint(2, (20.0, 300.0)),
            Msg::AddPoint((5.0, 400.0)),
            Msg::RemovePoint(1),
            Msg::ReplacePoints {
                points: crate::points(&[(1.0, 2.0), (2.0, 5.0), (4.0, 3.0)]),
                split: true,
                classes: false,
            },
            Msg::Set(change("noise", "0.5")),
            Msg::Set(change("points", "30")),
            Msg::Set(change("held-out", "0.4")),
        ];
        for msg in messages {
            let mut s = diverged(model, standardize);
            s.update(msg.clone());
            check(&s);
            s.update(Msg::Recover);
            assert!(finite(&s), "{model} {standardize} {msg:?}");
            assert!(s.status().state == State::Paused, "{model} {standardize} {msg:?}");
            check(&s);
        }
    }
}

#[test]
fn a_reading_of_steps_that_are_undone_ends_with_them() {
    let mut s = diverged("line", "false");
    s.update(Msg::ReadLosses(Some(u64::MAX)));
    s.update(Msg::Recover);
    check(&s);
}

#[test]
fn rewind_and_a_new_model_lead_out_of_it() {
    for msg in [Msg::Rewind, Msg::NewSeed, Msg::Reset, Msg::Set(change("model", "polynomial"))] {
        let mut s = diverged("line", "true");
        s.update(msg);
        assert_eq!((s.status().state, s.status().step), (State::Paused, 0));
        check(&s);
    }
}

#[test]
fn parameters_of_no_use_are_no_start_to_go_on_from() {
    let mut s = session(&[]);
    s.update(Msg::SetParameters(vec![3e38, 3e38]));
    assert!(is_diverged(&s));
    for msg in [Msg::Play, Msg::Step(3), Msg::Recover, Msg::Rewind] {
        s.update(msg);
        assert_eq!(s.tick(1), 0);
        check(&s);
    }
    s.update(Msg::NewSeed);
    assert!(finite(&s) && s.status().state == State::Paused);
}

#[test]
fn another_penalty_meanwhile_leaves_the_way_back_open() {
    let mut s = session(&[]);
    s.update(Msg::Step(7));
    let good = s.parameters().to_vec();
    set(&mut s, "learning-rate", "10");
    s.update(Msg::Step(100));
    assert!(is_diverged(&s));
    set(&mut s, "penalty", "l2");
    s.update(Msg::Recover);
    assert_eq!((s.status().state, s.status().step, s.parameters()), (State::Paused, 7, &good[..]));
    check(&s);
}

#[test]
fn what_is_undone_is_neither_drawn_nor_judged() {
    // Down a ravine, where the loss falls by a little at every step, and up its wall.
    let mut s = session(&[("standardize", "false"), ("learning-rate", "0.003")]);
    s.update(Msg::Step(2_000));
    assert_eq!(s.status().trend, Trend::Improving);
    set(&mut s, "learning-rate", "0.004");
    s.update(Msg::Step(1_000));
    assert!(is_diverged(&s));
    s.update(Msg::Recover);
    assert_eq!(s.status().trend, Trend::Unknown);
    set(&mut s, "learning-rate", "0.003");
    s.update(Msg::Step(10));
    assert_eq!(s.status().trend, Trend::Unknown);

    let mut line = diverged("line", "true");
    fill(&mut line);
    line.update(Msg::Recover);
    fill(&mut line);
    let surface = line.surface();
    let inside = |span: Span, at: f64| (span.lo..=span.hi).contains(&at);
    assert!(surface.trail.len() > 1, "{:?}", surface.trail);
    assert!(surface.trail.iter().all(|(u, v)| inside(surface.u, *u) && inside(surface.v, *v)), "{:?}", surface.trail);
    // A slope of some tens, and not of thousands.
    assert!(surface.u.hi - surface.u.lo < 1_000.0, "{:?}", surface.u);
}

/// Within an epoch of mini-batches somebody may look or not: where it stops is the same.
#[test]
fn the_step_at_which_it_stops_does_not_depend_on_when_somebody_looked() {
    for knobs in [
        &[("batch", "1"), ("learning-rate", "10")][..],
        &[("batch", "1"), ("learning-rate", "1.3"), ("points", "200")],
        &[("batch", "8"), ("learning-rate", "5"), ("model", "polynomial"), ("degree", "12")],
        &[("batch", "4"), ("learning-rate", "10"), ("model", "network"), ("activation", "relu"), ("points", "300")],
        &[("batch", "1"), ("learning-rate", "0.02"), ("standardize", "false"), ("points", "150")],
    ] {
        let all = [1, 7, 64, 10_000].map(|tick| {
            let mut s = session(knobs);
            s.update(Msg::Play);
            for _ in 0..10_000 {
                if s.tick(tick) == 0 {
                    break;
                }
                s.after_steps();
                check(&s);
            }
            (s.status().step, s.status().state)
        });
        assert!(matches!(all[0].1, State::Diverged(_)), "{knobs:?} {all:?}");
        assert_eq!(all, [all[0]; 4], "{knobs:?}");
    }
}
