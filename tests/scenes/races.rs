//! Two models that learn the same points, side by side: as golden files, and held to what must be true of every race.

use super::bases::base_key;
use super::{Look, Picture, kept, look, small, svg};
use kittengrad::scene;
use kittengrad::session::knobs::{self, Value, parse};
use kittengrad::session::race::{fill, is_unfinished};
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Lanes, Msg, Session};
use kittengrad::text::Lang;
use kittengrad::view::{Race, View};

fn change(key: &str, to: &str) -> knobs::Change {
    parse(key, &Value::Text(to.to_owned())).expect("an allowed value")
}

fn set(s: &mut Session, key: &str, to: &str) {
    s.update(Msg::Set(change(key, to)));
}

fn finish(s: &mut Session) {
    while is_unfinished(s) {
        fill(s, 500);
    }
}

/// The chapter after so many steps.
fn after(steps: u32) -> Session {
    let mut s = begun(Chapter::Depth);
    if steps > 0 {
        s.update(Msg::Step(steps));
    }
    finish(&mut s);
    s
}

/// With ReLU, after the race with sigmoid.
fn cured() -> Session {
    let mut s = after(2000);
    set(&mut s, "activation", "relu");
    set(&mut s, "init", "he");
    s.update(Msg::Step(400));
    finish(&mut s);
    s
}

fn of(s: &Session) -> Race<'_> {
    let View::Race(race) = s.view(Picture::Race) else { panic!("the view of the race") };
    race.expect("a race")
}

#[test]
fn races_are_as_they_were() {
    let mut changed = Vec::new();
    for (name, s, phone, dark, lang) in [
        ("sigmoid", after(300), false, true, Lang::ZhHans),
        ("cured", cured(), false, false, Lang::En),
        ("cured-phone-dark-zh", cured(), true, true, Lang::ZhHans),
    ] {
        let look = Look { dark, lang, ..look(Picture::Race, phone) };
        changed.extend(kept::changed(&format!("race-{name}"), &small::render(&s.view(Picture::Race), &look, None)));
    }
    // Two classes, three lanes: on a telephone, where words stand below each other.
    let cats = others().into_iter().find(|(name, _)| name.starts_with("cats")).expect("cats").1;
    let look = look(Picture::Race, true);
    changed.extend(kept::changed("race-classes-phone", &small::render(&cats.view(Picture::Race), &look, None)));
    assert!(changed.is_empty(), "{changed:?}");
}

/// What a lane has otherwise.
fn otherwise(knobs: &[(&str, &str)]) -> Vec<knobs::Change> {
    knobs.iter().map(|(key, to)| change(key, to)).collect()
}

/// Other races: of one layer against one, of lines, with few points and with none, and after a divergence.
fn others() -> Vec<(String, Session)> {
    let mut all = vec![("the chapter".to_owned(), after(40)), ("cured".to_owned(), cured())];
    for (data, layers, against, points, rate) in [
        ("houses", "", &[&[("layers", "")][..]][..], "20", "0.01"),
        ("houses", "8", &[&[("layers", "8,8")]], "3", "0.01"),
        ("houses", "8,8", &[&[("layers", "64")]], "1", "0.01"),
        ("houses", "8,8,8", &[&[("layers", "3,4")]], "40", "10"),
        ("sine", "8,8", &[&[("model", "line")], &[("optimizer", "adam"), ("init", "he"), ("batch", "4")]], "30", "0.1"),
        ("sine", "4", &[&[("model", "polynomial")], &[("activation", "tanh")]], "30", "0.01"),
        ("cats", "8,8", &[&[("layers", "32")], &[("model", "line")]], "100", "0.1"),
        ("xor", "4", &[&[("activation", "linear"), ("learning-rate", "0.5")]], "900", "0.1"),
    ] {
        let mut s = Session::default();
        set(&mut s, "dataset", data);
        for (key, to) in
            [("model", "network"), ("layers", layers), ("activation", "relu"), ("points", points), ("optimizer", "gd")]
        {
            set(&mut s, key, to);
        }
        set(&mut s, "learning-rate", rate);
        s.update(Msg::Race(Lanes::Against(against.iter().map(|lane| otherwise(lane)).collect())));
        s.update(Msg::Step(60));
        finish(&mut s);
        all.push((format!("{data}, {layers} at {rate}"), s));
    }
    let mut none = begun(Chapter::Depth);
    for _ in 0..none.points().len() {
        none.update(Msg::RemovePoint(0));
    }
    all.push(("without points".to_owned(), none));
    all
}

#[test]
fn every_race_draws_numbers_within_its_canvas() {
    for (name, s) in others() {
        for (phone, lang) in [(false, Lang::En), (true, Lang::ZhHans)] {
            let look = Look { lang, ..look(Picture::Race, phone) };
            svg::stays_within(&svg::render(&s.view(Picture::Race), &look, 2), &look, 12.0, &name);
        }
    }
}

#[test]
fn the_base_is_that_of_points_and_axes() {
    let look = look(Picture::Race, false);
    let key = |s: &Session| base_key(&s.view(Picture::Race), &look);
    let mut s = after(0);
    let before = key(&s);
    s.update(Msg::Step(30));
    assert_eq!(key(&s), before, "training moves no base");
    s.update(Msg::MovePoint(3, (12.0, 900.0)));
    assert_ne!(key(&s), before);
}

/// The bars say how much arrives, and the lanes by how much they miss.
#[test]
fn what_is_written_is_what_it_came_to() {
    let s = after(300);
    let race = of(&s);
    let drawn = svg::render(&s.view(Picture::Race), &look(Picture::Race, false), 2);
    let texts: Vec<String> = svg::texts(&drawn).into_iter().map(|(_, text)| text).collect();
    let has = |text: &str| texts.iter().any(|each| each == text);
    for lane in &race.lanes {
        assert!(has(&kittengrad::text::race::gradient(lane.first[0])), "{texts:?}");
        assert!(has(&kittengrad::text::race::parameters(lane, Lang::En)));
    }
    assert!(has("Deep: 7 layers of 5") && has("Wide: one layer of 64") && has("layer 1") && has("price"), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("unseen: off by ")));
}

#[test]
fn absurd_sizes_draw_too() {
    for (_, s) in others() {
        for (width, height) in [(0.0, 0.0), (1.0, 4000.0), (f64::NAN, f64::INFINITY), (-5.0, 30.0)] {
            let look = Look { width, height, ..Look::new(9.0, 9.0, 4.0) };
            let view = s.view(Picture::Race);
            let layout = scene::lay_out(&view, &look);
            svg::drawn(&Look::new(9.0, 9.0, 4.0), |area| {
                assert!(scene::draw_base(area, &view, &layout, &look).is_ok());
                assert!(scene::draw_marks(area, &view, &layout, &look).is_ok());
            });
        }
    }
}
