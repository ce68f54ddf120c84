//! What free play begins with leads a newcomer somewhere: its shortest path overfits, and no press of it ends badly. Over seeds.

use crate::{change, set, turned};
use kittengrad::learn::Optimizer;
use kittengrad::session::{Msg, Session, Settings, State, Trend, Verdict, offers_fewer};

const SEEDS: std::ops::RangeInclusive<u32> = 1..=20;
/// The steps of a second, at the pace that free play begins with.
const SECOND: u32 = 120;

/// Free play at its start, of a seed, with these knobs turned.
fn begin(seed: u32, knobs: &[(&str, &str)]) -> Session {
    Session::new(turned(&[&[("seed", &*seed.to_string())], knobs].concat()))
}

/// So many steps go by, in frames; fewer where it stops by itself.
fn wait(s: &mut Session, steps: u32) {
    let end = s.status().step + u64::from(steps);
    while s.state() == State::Running && s.status().step < end && s.tick(60) > 0 {
        s.after_steps();
    }
}

/// How many times its own error that on the held-out points is; 0 where it does not overfit.
fn overfits_by(s: &Session) -> f64 {
    match s.status().fit {
        Verdict::Overfit { ratio } => ratio,
        _ => 0.0,
    }
}

fn add_layer(s: &mut Session) {
    let mut widths: Vec<String> = s.settings().layers.iter().map(usize::to_string).collect();
    widths.extend(widths.last().cloned());
    set(s, "layers", &widths.join(","));
    s.update(Msg::LetGo);
}

#[test]
fn the_pace_is_that_of_free_play() {
    assert_eq!(Settings::default().pace, SECOND);
}

#[test]
fn network_play_and_three_layers_more_overfit() {
    let mut several = 0;
    for seed in SEEDS {
        let mut s = begin(seed, &[]);
        set(&mut s, "model", "network");
        s.update(Msg::Play);
        wait(&mut s, SECOND);
        for _ in 0..3 {
            add_layer(&mut s);
            assert_eq!(s.state(), State::Running);
            wait(&mut s, SECOND);
        }
        assert_eq!(s.settings().layers, [8; 5]);
        wait(&mut s, 7 * SECOND);
        several += usize::from(overfits_by(&s) >= 3.0);
    }
    println!("{several} of 20 overfit by a factor of 3 or more");
    assert!(several >= 18, "{several} of 20");
}

#[test]
fn no_press_at_the_defaults_ends_badly() {
    for dataset in ["houses", "sine", "cubic", "abs", "step", "clusters", "town", "railway"] {
        for model in ["line", "polynomial", "network"] {
            for seed in SEEDS {
                let mut s = begin(seed, &[("dataset", dataset), ("model", model)]);
                s.update(Msg::Play);
                wait(&mut s, 8 * SECOND);
                let status = s.status();
                assert!(!matches!(status.state, State::Diverged(_)), "{dataset} {model} {seed}");
                let fails = matches!(status.fit, Verdict::Underfit { .. } | Verdict::Vanished { .. });
                assert!(model != "network" || !fails, "{dataset} {seed}: {:?}", status.fit);
                // What can be known in closed form is found.
                assert!(
                    model == "network" || status.trend == Trend::Best,
                    "{dataset} {model} {seed}: {:?}",
                    status.trend
                );
            }
        }
    }
}

#[test]
fn a_line_comes_down_to_the_houses_before_ones_eyes() {
    let mut fits = 0;
    for seed in SEEDS {
        let mut s = begin(seed, &[]);
        assert!(s.status().rate_limit.is_some(), "plain descent has a limit to be marked");
        s.update(Msg::Play);
        wait(&mut s, SECOND / 2);
        assert_eq!(s.status().trend, Trend::Improving, "{seed}: half a second is too short to be there");
        wait(&mut s, 3 * SECOND);
        assert_eq!(s.status().trend, Trend::Best, "{seed}");
        fits += usize::from(matches!(s.status().fit, Verdict::Good { .. }));
    }
    println!("a line fits well on {fits} of 20");
    assert!(fits >= 15, "{fits} of 20: the first picture is no failure");
}

#[test]
fn what_suits_the_model_follows_it() {
    let mut s = begin(1, &[]);
    for (model, suited) in
        [("line", Optimizer::Descent), ("network", Optimizer::Adam), ("polynomial", Optimizer::Descent)]
    {
        set(&mut s, "model", model);
        assert_eq!(s.settings().recipe().optimizer, suited, "{model}");
        // And is the same run as by its name.
        let word = if suited == Optimizer::Adam { "adam" } else { "gd" };
        let mut named = begin(1, &[("model", model), ("optimizer", word)]);
        named.update(Msg::Step(50));
        s.update(Msg::Step(50));
        assert_eq!(s.parameters(), named.parameters(), "{model}");
    }
}

/// The fewer points that the page offers.
fn fewer(s: &mut Session) {
    s.update(Msg::SetAll(vec![change("points", "16"), change("held-out", "0.25")]));
}

#[test]
fn too_many_to_learn_by_heart_are_told_and_fewer_of_them_are_learnt() {
    for knobs in [
        &[("points", "200"), ("model", "network")][..],
        &[("points", "200"), ("model", "network"), ("layers", "8,8,8,8,8")],
        &[("points", "400"), ("model", "network"), ("layers", "16,16"), ("activation", "tanh")],
        &[("points", "300"), ("model", "polynomial"), ("degree", "12")],
    ] {
        let (mut told, mut learnt) = (0, 0);
        for seed in SEEDS {
            let mut s = begin(seed, knobs);
            s.update(Msg::Play);
            let mut steps = 0;
            while !offers_fewer(&s.status(), s.settings()) && s.state() == State::Running && steps < 8_000 {
                wait(&mut s, SECOND);
                steps += SECOND;
            }
            if !offers_fewer(&s.status(), s.settings()) {
                println!("{knobs:?} {seed}: {:?} {:?}", s.status().fit, s.status().trend);
                continue;
            }
            told += 1;
            fewer(&mut s);
            s.update(Msg::Play);
            learnt += usize::from((0..15).any(|_| {
                wait(&mut s, SECOND);
                overfits_by(&s) >= 3.0
            }));
            assert!(!offers_fewer(&s.status(), s.settings()), "they are few now");
        }
        println!("{knobs:?}: told {told}, learnt {learnt}");
        assert!(told >= 15 && learnt + 2 >= told, "{knobs:?}: told in {told} of 20, learnt by heart in {learnt}");
    }
}

#[test]
fn fewer_are_offered_only_where_they_would_be_learnt_by_heart() {
    let trained = |knobs: &[(&str, &str)]| {
        let mut s = begin(1, &[&[("points", "300"), ("model", "polynomial"), ("degree", "12")], knobs].concat());
        s.update(Msg::Step(400));
        s
    };
    let offers = |s: &Session| offers_fewer(&s.status(), s.settings());
    assert!(offers(&trained(&[])));
    for kept in [
        &[("points", "100")][..],
        &[("degree", "3")],
        &[("noise", "0.05")],
        &[("penalty", "l2")],
        &[("early-stopping", "true")],
        &[("model", "line")],
        &[("held-out", "0")],
    ] {
        assert!(!offers(&trained(kept)), "{kept:?}");
    }
    // One's own points scatter as nobody knows.
    let mut s = trained(&[]);
    s.update(Msg::MovePoint(0, (3.0, 500.0)));
    s.update(Msg::LetGo);
    s.update(Msg::Step(200));
    assert!(matches!(s.status().fit, Verdict::Good { .. }) && !offers(&s));
}
