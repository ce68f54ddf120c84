//! A race in words: before it, on its way, and judged, with errors that reach the first layer and that do not.

use super::both;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::race::{fill, is_unfinished};
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Lanes, Msg, Session};
use kittengrad::text::race as words;
use kittengrad::text::story::depth::headline;
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
