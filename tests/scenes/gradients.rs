//! How large the gradient is, layer by layer: as golden files, and held to what must be true of each.

use super::bases::base_key;
use super::{Look, Picture, kept, look, small, svg};
use kittengrad::scene;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::{Msg, Session};
use kittengrad::text::{Lang, gradients as words};
use kittengrad::view::{Gradients, View};

fn press(s: &mut Session, knobs: &[(&str, &str)]) {
    let change = |(key, value): &(&str, &str)| parse(key, &Value::Text((*value).to_owned())).expect("an allowed value");
    s.update(Msg::SetAll(knobs.iter().map(change).collect()));
}

fn network(layers: &str, activation: &str, init: &str, steps: u32) -> Session {
    let mut s = Session::default();
    press(&mut s, &[("model", "network"), ("layers", layers), ("activation", activation), ("init", init)]);
    if steps > 0 {
        s.update(Msg::Step(steps));
    }
    s
}

const EIGHT: &str = "8,8,8,8,8,8,8,8";
const WIDE: &str = "32,32,32,32,32,32,32,32";

/// ReLU with He, after eight layers of sigmoid.
fn cured(steps: u32) -> Session {
    let mut s = network(EIGHT, "sigmoid", "xavier", 30);
    press(&mut s, &[("activation", "relu"), ("init", "he")]);
    s.update(Msg::Step(steps));
    s
}

fn of(s: &Session) -> Gradients<'_> {
    let View::Gradients(view) = s.view(Picture::Gradients) else { panic!("the view of the gradients") };
    view.expect("a network with hidden layers")
}

#[test]
fn gradients_are_as_they_were() {
    let mut changed = Vec::new();
    for (name, s, phone, dark, lang) in [
        ("healthy", network("8,8", "gelu", "he", 150), false, false, Lang::En),
        ("vanished", network(EIGHT, "sigmoid", "xavier", 30), false, true, Lang::ZhHans),
        ("cured", cured(120), false, false, Lang::En),
        ("exploded-phone-dark-zh", network(WIDE, "tanh", "large", 3), true, true, Lang::ZhHans),
    ] {
        let look = Look { dark, lang, ..look(Picture::Gradients, phone) };
        let drawn = small::render(&s.view(Picture::Gradients), &look, None);
        changed.extend(kept::changed(&format!("gradients-{name}"), &drawn));
    }
    assert!(changed.is_empty(), "{changed:?}");
}

/// Of every depth, with one point and none, after a divergence, and with nothing handed back.
fn others() -> Vec<(String, Session)> {
    let mut all = vec![("cured".to_owned(), cured(40))];
    for (layers, activation, init, steps) in [
        ("1", "tanh", "xavier", 0),
        ("8", "relu", "he", 2000),
        ("64,1", "sigmoid", "zero", 10),
        (EIGHT, "relu", "large", 1),
        (EIGHT, "tanh", "large", 300),
        ("8,8,8,8", "sine", "small", 40),
    ] {
        all.push((format!("{layers} {activation} {init}"), network(layers, activation, init, steps)));
    }
    let mut diverged = network(EIGHT, "relu", "large", 0);
    press(&mut diverged, &[("optimizer", "gd"), ("learning-rate", "10")]);
    diverged.update(Msg::Step(50));
    all.push(("diverged".to_owned(), diverged));
    let mut none = network("8,8", "tanh", "xavier", 20);
    while none.points().len() > 1 {
        none.update(Msg::RemovePoint(0));
    }
    let mut one = Session::default();
    one.adopt(&none);
    all.push(("one point".to_owned(), one));
    none.update(Msg::RemovePoint(0));
    all.push(("no point".to_owned(), none));
    let mut classes = Session::default();
    press(&mut classes, &[("dataset", "spiral"), ("model", "network"), ("layers", "8,8,8"), ("activation", "tanh")]);
    classes.update(Msg::Step(30));
    all.push(("classes".to_owned(), classes));
    all
}

#[test]
fn every_profile_draws_numbers_within_its_canvas() {
    for (name, s) in others() {
        for (phone, lang) in [(false, Lang::En), (true, Lang::ZhHans), (true, Lang::En)] {
            let look = Look { lang, ..look(Picture::Gradients, phone) };
            svg::stays_within(&svg::render(&s.view(Picture::Gradients), &look, 2), &look, 12.0, &name);
        }
    }
}

#[test]
fn the_base_is_that_of_axes_and_layers() {
    let look = look(Picture::Gradients, false);
    let key = |s: &Session| base_key(&s.view(Picture::Gradients), &look);
    let mut s = network("8,8", "tanh", "xavier", 200);
    let before = key(&s);
    s.update(Msg::Step(1));
    assert_eq!(key(&s), before, "a step that changes no axis changes no base");
    press(&mut s, &[("layers", "8,8,8")]);
    assert_ne!(key(&s), before);
}

#[test]
fn what_is_written_is_what_the_gradient_is() {
    let s = cured(120);
    let view = of(&s);
    let drawn = svg::render(&s.view(Picture::Gradients), &look(Picture::Gradients, false), 2);
    let texts: Vec<String> = svg::texts(&drawn).into_iter().map(|(_, text)| text).collect();
    let has = |text: &str| texts.iter().any(|each| each == text);
    assert!(has(&words::head(&view, Lang::En).replace('\'', "&apos;")) && has(words::caption(Lang::En)), "{texts:?}");
    assert!(has("before: sigmoid, Xavier") && has("layer 1"), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("step ")), "{texts:?}");
    for end in [view.now[0], view.now[8]] {
        assert!(has(&kittengrad::text::number::short(end)), "{texts:?}");
    }
}

#[test]
fn absurd_sizes_draw_too() {
    for (_, s) in others() {
        for (width, height) in [(0.0, 0.0), (1.0, 4000.0), (f64::NAN, f64::INFINITY), (-5.0, 30.0)] {
            let look = Look { width, height, ..Look::new(9.0, 9.0, 4.0) };
            let view = s.view(Picture::Gradients);
            let layout = scene::lay_out(&view, &look);
            svg::drawn(&Look::new(9.0, 9.0, 4.0), |area| {
                assert!(scene::draw_base(area, &view, &layout, &look).is_ok());
                assert!(scene::draw_marks(area, &view, &layout, &look).is_ok());
            });
        }
    }
}
