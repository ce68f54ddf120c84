//! Parameters that training leaves as they are: part of the run's conditions, and of one shape only.

use crate::links::{all as linked, open, text};
use crate::timeline::{run, seek};
use crate::{MODELS, change, check, points, session, set, turned};
use kittengrad::learn::Frozen;
use kittengrad::session::knobs::{self, value};
use kittengrad::session::{
    Link, Lot, Msg, NoUpdate, Notice, Session, Settings, Share, Stale, State, Trend, Verdict, offers_fewer,
};
use kittengrad::task::update_terms;
use kittengrad::text::Lang;
use kittengrad::text::{recipe, sentences};
use kittengrad::view::Vary;

fn frozen(s: &Session) -> String {
    value("frozen", s.settings())
}

fn bits(s: &Session) -> Vec<u32> {
    s.parameters().iter().map(|p| p.to_bits()).collect()
}

#[test]
fn what_is_frozen_stays_and_all_else_goes_on_without_a_new_run() {
    for (model, standardize) in MODELS {
        for optimizer in ["gd", "momentum", "nesterov", "rmsprop", "adam"] {
            let knobs = [("model", model), ("standardize", standardize), ("optimizer", optimizer)];
            let mut s =
                session(&[&knobs[..], &[("learning-rate", "0.00001"), ("penalty", "l2"), ("batch", "8")]].concat());
            s.update(Msg::Step(7));
            if matches!(s.state(), State::Diverged(_)) {
                continue;
            }
            let before = bits(&s);
            set(&mut s, "frozen", "1");
            assert_eq!((s.status().step, bits(&s)), (7, before.clone()));
            s.update(Msg::Step(5));
            check(&s);
            for (at, (now, then)) in bits(&s).iter().zip(&before).enumerate() {
                assert_eq!(now == then, at == 1, "{knobs:?} {at}");
            }
        }
    }
}

#[test]
fn nothing_is_frozen_any_more_in_another_shape() {
    let network = [("model", "network"), ("frozen", "0-3,7")];
    for (key, to) in
        [("layers", "8,8,8"), ("layers", "4,4"), ("layers", ""), ("model", "line"), ("model", "polynomial")]
    {
        for steps in [0, 20] {
            let mut s = session(&network);
            s.update(Msg::Step(steps));
            set(&mut s, key, to);
            assert_eq!(frozen(&s), "", "{key} {to}");
            s.update(Msg::Undo);
            assert_eq!(frozen(&s), "0-3,7", "{key} {to}");
        }
    }
    for steps in [1, 20] {
        let mut s = session(&[("model", "polynomial"), ("degree", "5"), ("frozen", "2")]);
        s.update(Msg::Step(steps));
        let held = s.parameters()[2];
        set(&mut s, "degree", "6");
        assert_eq!((frozen(&s).as_str(), s.parameters()[2], s.status().notice), ("", held, Notice::Regrown));
        s.update(Msg::Step(1));
        assert_ne!(s.parameters()[2], held, "it learns again");
    }
    // What leaves every place its parameter leaves it frozen.
    let mut s = session(&network);
    for (key, to) in [
        ("degree", "7"),
        ("activation", "gelu"),
        ("init", "he"),
        ("standardize", "false"),
        ("seed", "5"),
        ("dataset", "sine"),
        ("loss", "huber"),
        ("points", "30"),
        ("optimizer", "adam"),
        ("batch", "8"),
    ] {
        set(&mut s, key, to);
        assert_eq!(frozen(&s), "0-3,7", "{key}");
    }
    let then = bits(&s);
    s.update(Msg::Step(3));
    assert!(bits(&s).iter().zip(&then).enumerate().all(|(at, (a, b))| (a == b) == (at < 4 || at == 7)));
    s.update(Msg::Rewind);
    s.update(Msg::Step(3));
    assert!(bits(&s).iter().zip(&then).enumerate().all(|(at, (a, b))| (a == b) == (at < 4 || at == 7)));
    s.update(Msg::Reset);
    assert_eq!(frozen(&s), "");
}

#[test]
fn what_is_asked_for_along_with_another_shape_is_kept_as_far_as_that_has_it() {
    for (layers, asked, kept) in [("4", "0-3", "0-3"), ("4", "0-50", "0-12"), ("2", "7,9", ""), ("2", "6-9", "6")] {
        let mut s = session(&[("model", "network"), ("frozen", "1")]);
        s.update(Msg::SetAll(vec![change("frozen", asked), change("layers", layers)]));
        assert_eq!(frozen(&s), kept, "{layers} {asked}");
        s.update(Msg::Step(3));
        check(&s);
    }
    let mut s = session(&[("model", "network"), ("frozen", "1")]);
    s.update(Msg::SetAll(vec![change("optimizer", "adam"), change("layers", "4")]));
    assert_eq!(frozen(&s), "");
}

#[test]
fn places_that_the_model_does_not_have_are_left_out() {
    let mut s = session(&[]);
    let stale = s.update(Msg::Set(change("frozen", "2-9")));
    // Nothing has changed, but the field has to show that.
    assert_eq!((frozen(&s), stale, s.status().undo), (String::new(), Stale::FORM, (0, 0)));
    set(&mut s, "frozen", "1-9");
    assert_eq!(frozen(&s), "1");
    // However the settings come.
    let settings = turned(&[("frozen", "1-9")]);
    for s in [Session::new(settings.clone()), Session::restored(settings.clone(), Vec::new())] {
        assert_eq!(frozen(&s), "1");
    }
    let (s, unread) = open("v=2&frozen=1-9&step=5");
    assert_eq!((frozen(&s).as_str(), unread), ("1", vec!["frozen".to_owned()]));
    let (link, _) = Link::read("v=2&frozen=1-9&step=5", &crate::links::begins);
    assert!(link.describes(&(s.settings().clone(), Vec::new())));
}

#[test]
fn one_after_the_other_is_frozen_and_freed() {
    let mut s = session(&[("model", "network")]);
    for (at, on, expected) in [(3, true, "3"), (5, true, "3,5"), (4, true, "3-5"), (3, false, "4-5"), (9, false, "4-5")]
    {
        s.update(Msg::Set(knobs::freeze(s.settings(), at, on).expect("a place")));
        s.update(Msg::LetGo);
        assert_eq!(frozen(&s), expected);
    }
    assert_eq!(s.status().undo, (4, 0));
    assert!(knobs::freeze(s.settings(), 1_000_000, true).is_none());
}

#[test]
fn any_step_shows_what_was_frozen_then_and_the_bits_of_then() {
    let knobs = [("model", "network"), ("optimizer", "adam"), ("batch", "8"), ("dropout", "0.1")];
    let mut s = session(&knobs);
    let mut seen = vec![];
    for (asked, steps) in [("", 20), ("0-15", 25), ("3,90-96", 20), ("", 10)] {
        set(&mut s, "frozen", asked);
        s.update(Msg::LetGo);
        for _ in 0..steps {
            seen.push((s.status().step, frozen(&s), bits(&s)));
            s.update(Msg::Step(1));
        }
    }
    for (step, then, parameters) in seen.iter().step_by(7).chain(seen.iter().rev().step_by(9)) {
        seek(&mut s, *step);
        assert_eq!((&frozen(&s), &bits(&s)), (then, parameters), "{step}");
    }
    // Training goes on from there as it did, and a link brings it elsewhere.
    seek(&mut s, 30);
    s.update(Msg::Step(10));
    assert_eq!(bits(&s), seen[40].2);
    let link = text(&s, None);
    assert!(link.contains("&frozen=0-15&"), "{link}");
    let (again, unread) = open(&link);
    assert_eq!((linked(&again), unread.len()), (linked(&s), 0));
    s.update(Msg::Rewind);
    s.update(Msg::Step(10));
    assert!(s.parameters()[..16].iter().zip(session(&knobs).parameters()).all(|(a, b)| a == b));
}

#[test]
fn a_pin_is_called_by_what_was_frozen() {
    let mut s = session(&[("model", "network"), ("frozen", "0-3,7")]);
    run(&mut s, 20);
    s.update(Msg::Pin);
    let settings = s.pins()[0].settings.clone();
    assert!(recipe::in_words(&settings, Lang::En).contains("5 frozen"));
    assert!(recipe::in_words(&settings, Lang::ZhHans).contains("冻结 5 个参数"));
    assert!(recipe::brief(&settings, Lang::En).contains("5 frozen"));
    assert!(!recipe::brief(&Settings::default(), Lang::En).contains("frozen"));
}

#[test]
fn a_sweep_over_the_capacity_trains_with_nothing_frozen() {
    let measured = |knobs: &[(&str, &str)], vary| {
        let mut s = session(knobs);
        s.update(Msg::Measure { vary, steps: 30, folds: 0 });
        while s.is_measuring() {
            s.fill_sweep(100);
        }
        let losses: Vec<u64> = s.sweep().results.iter().map(|r| r.train.loss.to_bits()).collect();
        (s, losses)
    };
    for (model, vary) in [("polynomial", Vary::Degree), ("network", Vary::Width), ("network", Vary::Layers)] {
        let (mut s, held) = measured(&[("model", model), ("frozen", "0")], vary);
        assert_eq!(held, measured(&[("model", model)], vary).1, "{vary:?}");
        assert!(!s.sweep().outdated);
        set(&mut s, "frozen", "");
        assert!(!s.sweep().outdated, "nothing of it was frozen anyway");
        set(&mut s, "frozen", "0");
        s.update(Msg::LoadCapacity(1));
        assert_eq!(frozen(&s), "");
        check(&s);
    }
    // Today's model alone is measured as it is.
    let (mut s, held) = measured(&[("model", "polynomial"), ("frozen", "0")], Vary::Nothing);
    assert_ne!(held, measured(&[("model", "polynomial")], Vary::Nothing).1);
    set(&mut s, "frozen", "");
    assert!(s.sweep().outdated);
    s.update(Msg::LoadCapacity(0));
    assert_eq!((frozen(&s).as_str(), s.sweep().outdated), ("0", false));
}

#[test]
fn nothing_is_said_that_only_holds_where_all_is_free() {
    let mut s = session(&[]);
    assert!(s.status().rate_limit.is_some());
    set(&mut s, "frozen", "0");
    // Along what is free the valley is another.
    assert_eq!((s.status().rate_limit, s.rate_zone()), (None, None));
    assert_eq!(update_terms(s.learner()), Err(NoUpdate::Frozen));
    s.update(Msg::Play);
    for _ in 0..10_000 {
        s.tick(50);
        s.after_steps();
        if s.state() != State::Running {
            break;
        }
    }
    let status = s.status();
    assert_eq!((status.state, status.notice), (State::Paused, Notice::NothingToGain), "it is not solved");
    assert!(matches!(status.trend, Trend::Flat { .. }), "{:?}", status.trend);
    // It has arrived where it can, and so it is judged; but what it could do is not known.
    let said = [Lang::En, Lang::ZhHans].map(|lang| sentences::verdict(&status, s.settings(), &s.quantity(), lang).1);
    assert!(matches!(status.fit, Verdict::Underfit { .. }), "{:?}", status.fit);
    assert!(said[0].contains("frozen") && !said[0].contains("polynomial"), "{said:?}");
    assert!(said[1].contains("解冻") && !said[1].contains("多项式"), "{said:?}");
    assert!(
        sentences::closed_form(&status, &s.units(), s.picture(), Lang::En).lines().count() == 2,
        "no limit of the rate"
    );
    // Freed, it goes on by itself to the best line.
    set(&mut s, "frozen", "");
    assert_eq!(s.state(), State::Running);
    s.update(Msg::LetGo);
    s.tick(2_000);
    assert_eq!((s.state(), s.status().trend), (State::Paused, Trend::Best));
}

#[test]
fn where_all_is_frozen_it_says_so() {
    let mut s = session(&[("frozen", "0-1")]);
    let before = bits(&s);
    s.update(Msg::Play);
    while s.state() == State::Running {
        s.tick(100);
        s.after_steps();
    }
    assert_eq!(bits(&s), before);
    let said = sentences::verdict(&s.status(), s.settings(), &s.quantity(), Lang::En).1;
    assert!(said.contains("At rest: all parameters are frozen."), "{said}");
}

#[test]
fn fewer_points_are_no_cure_for_what_is_frozen() {
    let mut s = Session::new(turned(&[("points", "200"), ("model", "network"), ("layers", "24,24,24")]));
    s.update(Msg::Step(3_000));
    assert!(offers_fewer(&s.status(), s.settings()));
    let held = Settings { frozen: Frozen::of(std::iter::once(0..24)), ..s.settings().clone() };
    assert!(!offers_fewer(&s.status(), &held));
}

#[test]
fn the_next_step_on_the_plane_goes_where_training_goes() {
    let mut s = session(&[("frozen", "1")]);
    crate::fill(&mut s);
    s.update(Msg::ShowDescent(true));
    let next = s.surface().descent.and_then(|descent| descent.step).expect("a step");
    assert!(next.by.0 != 0.0 && next.by.1 == 0.0, "{next:?}");
    let here = s.surface().here.expect("a place");
    s.update(Msg::Step(1));
    let there = s.surface().here.expect("a place");
    assert_eq!((there.1, (there.0 - here.0 - next.by.0).abs() < 1e-9), (here.1, true));
}

#[test]
fn by_hand_a_frozen_parameter_is_set_all_the_same() {
    let mut s = session(&[("frozen", "0")]);
    s.update(Msg::Step(5));
    s.update(Msg::EditParameters(vec![(0, 0.125)]));
    s.update(Msg::Step(5));
    assert_eq!(s.parameters()[0], 0.125);
    // Other points that the old units suit leave it too.
    let near: Vec<(f64, f64)> = s.points().iter().map(|p| (p.x, p.y + 1.0)).collect();
    s.update(Msg::MovePoint(0, near[0]));
    s.update(Msg::Step(5));
    assert_eq!(s.parameters()[0], 0.125);
    s.update(Msg::ReplacePoints { points: points(&near), split: true, classes: false });
    assert_eq!((s.parameters()[0], frozen(&s).as_str()), (0.125, "0"));
}

#[test]
fn a_lock_holds_one_parameter_a_neuron_or_a_layer() {
    let mut s = session(&[("model", "network"), ("layers", "3,2")]);
    // 3 + 3, then 2 · 3 weights and 2 biases, then the output's 2 + 1.
    s.update(Msg::SelectNeuron(Some((2, 1))));
    let held = s.held_neuron().expect("a neuron");
    assert_eq!((held.weights_at, held.bias_at, held.layer_at.clone()), (9, 13, 6..14));
    let press = |s: &mut Session, lot: Lot| {
        let change = lot.pressed(s.settings(), &held).expect("a change");
        s.update(Msg::Set(change));
        s.update(Msg::LetGo);
    };
    let shares = |s: &Session| [Lot::One(10), Lot::Neuron, Lot::Layer].map(|lot| lot.share(s.settings(), &held));
    assert_eq!(shares(&s), [Share::None; 3]);
    press(&mut s, Lot::One(10));
    assert_eq!((frozen(&s).as_str(), shares(&s)), ("10", [Share::All, Share::Some, Share::Some]));
    press(&mut s, Lot::Neuron);
    assert_eq!((frozen(&s).as_str(), shares(&s)), ("9-11,13", [Share::All, Share::All, Share::Some]));
    press(&mut s, Lot::Layer);
    assert_eq!((frozen(&s).as_str(), shares(&s)), ("6-13", [Share::All; 3]));
    press(&mut s, Lot::Neuron);
    assert_eq!((frozen(&s).as_str(), shares(&s)), ("6-8,12", [Share::None, Share::None, Share::Some]));
    press(&mut s, Lot::Layer);
    press(&mut s, Lot::Layer);
    assert_eq!(frozen(&s), "");
    for wanted in ["6-13", "6-8,12", "6-13", "9-11,13", "10", ""] {
        s.update(Msg::Undo);
        assert_eq!(frozen(&s), wanted, "each press is a change of its own");
    }
}

#[test]
fn what_stays_of_layers_that_change_by_hand_stays_frozen() {
    let mut s = session(&[("model", "network"), ("layers", "3"), ("activation", "relu"), ("frozen", "0-2,5")]);
    s.update(Msg::HaveNeurons(4));
    assert_eq!(frozen(&s), "0-2,6", "three weights, and the bias of the third neuron");
    s.update(Msg::HaveNeurons(3));
    assert_eq!(frozen(&s), "0-2,5");
    s.update(Msg::Bend(false));
    assert_eq!(frozen(&s), "", "other layers");
    s.update(Msg::Bend(true));
    assert_eq!(frozen(&s), "0-2,5", "the run of the other kind is as it was left");
}
