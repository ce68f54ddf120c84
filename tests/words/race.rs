//! A race in words: before it, on its way, and judged, with errors that reach the first layer and that do not.

use super::both;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::race::{fill, is_unfinished};
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Lanes, Msg, Session};
use kittengrad::text::sentences::{self, Misuse};
use kittengrad::text::story::depth::headline;
use kittengrad::text::{Lang, race as words};
use kittengrad::view::{Picture, View};

fn set(s: &mut Session, key: &str, to: &str) {
    s.update(Msg::Set(parse(key, &Value::Text(to.to_owned())).expect("an allowed value")));
}

/// What is said in both languages.
fn said(s: &mut Session) -> [String; 2] {
    while is_unfinished(s) {
        fill(s, 500);
    }
    let told = ["en", "zh-Hans"].map(|lang| {
        set(s, "lang", lang);
        headline(s).spoken(s.settings().lang)
    });
    both(|lang| told[lang as usize].clone())
}

#[test]
fn every_moment_of_a_race_has_its_sentence() {
    let mut s = begun(Chapter::Depth);
    let start = said(&mut s);
    s.update(Msg::Step(500));
    let on_the_way = said(&mut s);
    assert!(on_the_way[0].contains("Step 500 of 2,000"), "{on_the_way:?}");
    s.update(Msg::Step(1500));
    let faint = said(&mut s);
    assert!(faint[0].contains("times fainter: the gradient has vanished"), "{faint:?}");
    s.update(Msg::SetAll(vec![
        parse("activation", &Value::Text("relu".to_owned())).expect("a word"),
        parse("init", &Value::Text("he".to_owned())).expect("a word"),
    ]));
    s.update(Msg::Step(2000));
    let reached = said(&mut s);
    assert!(reached[0].starts_with("The error reaches layer 1") && reached[0].contains("a plain line "), "{reached:?}");
    s.update(Msg::Race(Lanes::Many(true)));
    let counted = said(&mut s);
    assert!(counted[0].contains("Of 20 races deep won 12."), "{counted:?}");
    for texts in [&start, &on_the_way, &faint, &reached] {
        assert_ne!(*texts, counted);
    }
    let View::Race(Some(race)) = s.view(Picture::Race) else { panic!("a race") };
    for lane in 0..2 {
        both(|lang| words::parameters(&race.lanes[lane], lang));
        both(|lang| words::errors(&race.lanes[lane], &race.quantity, lang)[0].clone().expect("held out")[0].clone());
        both(|lang| words::name(&race, lane, lang).to_owned());
    }
    both(|lang| words::arrives(lang).to_owned() + words::arrives_in_detail(lang));
    for widths in [&[][..], &[7], &[5, 5, 5], &[1, 2]] {
        both(|lang| words::layers(widths, lang)[0].clone());
    }
    s.update(Msg::Race(Lanes::Alone));
    both(|lang| words::nobody(lang).to_owned());
}

fn lanes(s: &mut Session, lanes: &[&[(&str, &str)]]) {
    let change = |(key, to): &(&str, &str)| parse(key, &Value::Text((*to).to_owned())).expect("an allowed value");
    let lanes = lanes.iter().map(|lane| lane.iter().map(change).collect()).collect();
    s.update(Msg::Race(Lanes::Against(lanes)));
}

/// How a race in free play stands, in both languages.
fn standing(s: &mut Session) -> [String; 2] {
    while is_unfinished(s) {
        fill(s, 5_000);
    }
    let View::Race(Some(race)) = s.view(Picture::Race) else { panic!("a race") };
    both(|lang| words::told(&race, lang))
}

#[test]
fn a_race_in_free_play_is_told_from_its_start_to_its_end() {
    for (data, unit) in [("sine", "off by "), ("cats", " % of the unseen right")] {
        let mut s = Session::default();
        for (key, to) in [("dataset", data), ("model", "network"), ("layers", "8,8"), ("points", "100")] {
            set(&mut s, key, to);
        }
        lanes(&mut s, &[&[("layers", "32")], &[("model", "line")]]);
        let [start, _] = standing(&mut s);
        assert!(start.starts_with("Weights and biases: Deep (2 layers of 8): "), "{start}");
        s.update(Msg::Race(Lanes::Guess(2)));
        s.update(Msg::Step(700));
        let [on_the_way, _] = standing(&mut s);
        assert!(on_the_way.starts_with("Step 700 of 2,000: ") && on_the_way.contains(unit), "{on_the_way}");
        s.update(Msg::Step(1_300));
        let [over, _] = standing(&mut s);
        assert!(over.contains("You guessed Line."), "{over}");
        s.update(Msg::Race(Lanes::Many(true)));
        let [counted, _] = standing(&mut s);
        assert!(
            counted.contains("With 20 seeds, of which this is the first: Deep won ") && counted.contains("Line won 0"),
            "{counted}"
        );
        let View::Race(Some(race)) = s.view(Picture::Race) else { panic!("a race") };
        let won = race.tally.expect("many races").won;
        assert_eq!(counted.contains(" drawn"), won.iter().sum::<usize>() < 20);
        for at in 0..3 {
            both(|lang| words::made_of(&race.lanes[at], lang).concat() + words::name(&race, at, lang));
        }
    }
}

#[test]
fn lanes_say_in_what_they_differ_and_in_nothing_else() {
    let mut s = Session::default();
    set(&mut s, "model", "network");
    for (otherwise, here, there) in [
        (&[("layers", "64")][..], "", ""),
        (&[("activation", "relu")], "GELU", "ReLU"),
        (&[("init", "zero")], "suited weights", "zero weights"),
        (&[("optimizer", "gd"), ("learning-rate", "0.5")], "Adam · rate 0.03", "gradient descent · rate 0.5"),
        (&[("batch", "4")], "all at once", "batches of 4"),
        (&[("model", "line"), ("activation", "relu")], "Adam", "gradient descent"),
    ] {
        lanes(&mut s, &[otherwise]);
        let View::Race(Some(race)) = s.view(Picture::Race) else { panic!("a race") };
        let said = [0, 1].map(|at| words::recipe(&race, at, Lang::En));
        assert_eq!(said, [here, there], "{otherwise:?}");
        for at in [0, 1] {
            let zh = words::recipe(&race, at, Lang::ZhHans);
            assert_eq!(zh.is_empty(), said[at].is_empty());
        }
    }
}

#[test]
fn what_a_lane_cannot_have_is_refused_in_words() {
    let most = both(|lang| sentences::misuse(Misuse::Race { most: 2 }, lang));
    assert!(most.iter().all(|text| text.contains('2')));
    let none = both(|lang| sentences::misuse(Misuse::NoLane { key: "seed" }, lang));
    assert!(none.iter().all(|text| text.contains("seed")));
    let cost = Session::default().learner().cost();
    let [untimed, timed] = [None, Some(0.0734)].map(|time| both(|lang| words::cost((cost, time), lang)));
    assert!(untimed[0].ends_with(" multiplications a step") && timed[0].ends_with(", 0.07 ms a step"), "{timed:?}");
    both(|lang| words::as_today(lang).to_owned());
    for at in 0..3 {
        both(|lang| words::kinds(lang)[at].1.to_owned());
    }
}
