//! What is said of runs that are pinned, and of links that bring one.

use crate::both;
use kittengrad::learn::Activation;
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{Msg, Session, Settings};
use kittengrad::text::{Lang, recipe, sentences};

fn settings(knobs: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (key, value) in knobs {
        knobs::parse(key, &Value::Text((*value).to_owned())).expect("allowed").apply(&mut settings);
    }
    settings
}

#[test]
fn what_was_trained_is_told_by_what_matters() {
    for (knobs, en, zh) in [
        (&[][..], "line", "直线"),
        (&[("model", "polynomial"), ("degree", "12")], "degree 12", "12 次多项式"),
        (
            &[("model", "polynomial"), ("degree", "12"), ("penalty", "l2"), ("penalty-strength", "0.02")],
            "degree 12 · L2 0.02",
            "12 次多项式 · L2 0.02",
        ),
        (
            &[
                ("model", "network"),
                ("layers", "64,64"),
                ("activation", "relu"),
                ("dropout", "0.2"),
                ("optimizer", "adam"),
            ],
            "64,64 ReLU · dropout 0.2 · Adam",
            "64,64 ReLU · 随机失活 0.2 · Adam",
        ),
        (&[("model", "network"), ("activations", "relu")], "8,8 ReLU, GELU · Adam", "8,8 ReLU, GELU · Adam"),
        (&[("model", "network"), ("layers", ""), ("optimizer", "gd")], "no hidden layer", "没有隐藏层"),
        // Without hidden neurons there is nothing to silence.
        (
            &[("dropout", "0.5"), ("penalty", "l1"), ("loss", "mae")],
            "line · L1 0.01 · absolute error",
            "直线 · L1 0.01 · 绝对误差",
        ),
        (
            &[("batch", "10"), ("schedule", "cosine"), ("loss", "huber"), ("optimizer", "momentum")],
            "line · Huber · cosine · batches of 10 · momentum",
            "直线 · Huber · 余弦退火 · 每批 10 个 · 动量",
        ),
        // What is not of the run is not told.
        (&[("pace", "100"), ("theme", "dark"), ("seed", "7")], "line", "直线"),
    ] {
        let settings = settings(knobs);
        assert_eq!([Lang::En, Lang::ZhHans].map(|lang| recipe::in_words(&settings, lang)), [en, zh]);
    }
}

#[test]
fn every_bend_has_a_name_of_its_own() {
    for lang in [Lang::En, Lang::ZhHans] {
        let mut names: Vec<String> = Activation::ALL
            .into_iter()
            .map(|activation| recipe::in_words(&Settings { activation, ..settings(&[("model", "network")]) }, lang))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Activation::ALL.len(), "{names:?}");
    }
}

#[test]
fn the_button_says_what_it_does_or_why_not() {
    let mut session = Session::default();
    let hint = |session: &Session| both(|lang| sentences::pin_hint(session, lang));
    let mut said = vec![hint(&session)];
    session.update(Msg::Pin);
    said.push(hint(&session));
    for _ in 0..3 {
        session.update(Msg::Pin);
    }
    let full = hint(&session);
    assert!(full.iter().all(|words| words.contains('4')), "{full:?}");
    said.push(full);
    session.update(Msg::Unpin(0));
    session.update(Msg::Set(knobs::parse("learning-rate", &Value::Number(9.0)).expect("allowed")));
    session.update(Msg::Step(5_000));
    said.push(hint(&session));
    assert!(said[3][0].contains("diverged"), "{said:?}");
    for (i, words) in said.iter().enumerate() {
        assert!(!said[..i].contains(words), "{words:?}");
    }
}

#[test]
fn what_is_done_to_a_pin_is_announced_by_its_letter() {
    let [en, zh] = both(|lang| sentences::pinned(1, &Settings { lang, ..settings(&[("penalty", "l2")]) }));
    assert_eq!(en, "Pinned as B: line · L2 0.01.");
    assert!(zh.contains('B') && zh.contains("直线 · L2 0.01"));
    for say in [sentences::unpinned, sentences::remove_pin] {
        let [en, zh] = both(|lang| say(3, lang));
        assert!(en.contains("pin D") || en.contains("Pin D"), "{en}");
        assert!(zh.contains('D'));
    }
}

#[test]
fn what_of_a_link_could_not_be_read_is_named() {
    let keys = ["points".to_owned(), "rate".to_owned()];
    let [en, zh] = both(|lang| sentences::unread_link(&keys, lang));
    assert!(en.contains(": points, rate.") && zh.contains("：points、rate。"), "{en} {zh}");
}

#[test]
fn a_replay_tells_how_far_it_has_come() {
    let [en, zh] = both(|lang| sentences::replaying(1200, 50_000, lang));
    assert_eq!(en, "Replaying step 1,200 of 50,000");
    assert!(zh.contains("1,200") && zh.contains("50,000"), "{zh}");
}
