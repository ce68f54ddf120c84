//! One sample on its way through a model and back, in every phase: as a golden file, and held to what must be true of each.

use super::{Look, Picture, kept, look, small, svg};
use kittengrad::scene;
use kittengrad::scene::geometry::distance;
use kittengrad::session::knobs::parse;
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Move, Msg, Session, State, walk};
use kittengrad::text::Lang;
use kittengrad::view::{Site, View, Walk};

fn set(s: &mut Session, key: &str, to: &str) {
    s.update(Msg::Set(parse(key, &kittengrad::session::knobs::Value::Text(to.to_owned())).expect("an allowed value")));
}

/// The chapter after so many moves.
fn after(moves: usize) -> Session {
    let mut s = begun(Chapter::Backprop);
    for _ in 0..moves {
        let msg = walk::onward(&s);
        s.update(msg);
    }
    s
}

/// Other networks, of one x and of two, at some step and phase.
fn others() -> Vec<(String, Session)> {
    let mut all = Vec::new();
    for (layers, activation, dataset) in [
        ("", "relu", "houses"),
        ("1", "tanh", "houses"),
        ("3,3", "sigmoid", "cats"),
        ("8,8,8", "gelu", "houses"),
        ("64,64,64", "relu", "spiral"),
        ("2,2,2,2,2,2,2,2", "linear", "houses"),
    ] {
        let mut s = Session::default();
        for (key, to) in [("dataset", dataset), ("model", "network"), ("layers", layers), ("activation", activation)] {
            set(&mut s, key, to);
        }
        s.update(Msg::Step(30));
        for moves in [0, 1, 3, usize::MAX] {
            s.update(Msg::Walk(Move::To(moves)));
            s.update(Msg::Walk(Move::Choose(s.parameters().len() / 3)));
            let mut copy = Session::default();
            copy.adopt(&s);
            copy.update(Msg::Walk(Move::To(moves)));
            copy.update(Msg::Walk(Move::Choose(s.parameters().len() / 3)));
            all.push((format!("{dataset} {layers} {activation} after {moves}"), copy));
        }
    }
    all
}

fn of(s: &Session) -> Walk<'_> {
    let View::Walk(walk) = s.view(Picture::Walk) else { panic!("the view of the walk") };
    walk.expect("a sample")
}

#[test]
fn walks_are_as_they_were() {
    let mut changed = Vec::new();
    for (name, moves, phone, dark, lang) in [
        ("forward", 2, false, false, Lang::En),
        ("loss", 4, false, true, Lang::En),
        ("back", 7, false, false, Lang::En),
        ("back-phone-dark-zh", 6, true, true, Lang::ZhHans),
        ("stepped", 8, false, false, Lang::ZhHans),
    ] {
        let s = after(moves);
        let look = Look { dark, lang, ..look(Picture::Walk, phone) };
        changed.extend(kept::changed(&format!("walk-{name}"), &small::render(&s.view(Picture::Walk), &look, None)));
    }
    for (name, s) in [("classes", of_classes()), ("diverged", diverged())] {
        let view = s.view(Picture::Walk);
        changed
            .extend(kept::changed(&format!("walk-{name}"), &small::render(&view, &look(Picture::Walk, false), None)));
    }
    assert!(changed.is_empty(), "{changed:?}");
}

/// A network of two measures, walked all the way back.
fn of_classes() -> Session {
    let mut s = Session::default();
    for (key, to) in [("dataset", "cats"), ("model", "network"), ("layers", "3"), ("activation", "tanh")] {
        set(&mut s, key, to);
    }
    s.update(Msg::Step(30));
    s.update(Msg::Walk(Move::To(usize::MAX)));
    s
}

/// One that has diverged, whose numbers are none any more.
fn diverged() -> Session {
    let mut s = Session::default();
    for (key, to) in
        [("model", "network"), ("layers", "2"), ("activation", "relu"), ("optimizer", "gd"), ("learning-rate", "10")]
    {
        set(&mut s, key, to);
    }
    s.update(Msg::Step(400));
    assert!(matches!(s.state(), State::Diverged(_)));
    s.update(Msg::Walk(Move::To(usize::MAX)));
    s
}

#[test]
fn every_walk_draws_numbers_within_its_canvas() {
    for (name, s) in others()
        .into_iter()
        .chain([("diverged".to_owned(), diverged())])
        .chain((0..9).map(|moves| (format!("after {moves}"), after(moves))))
    {
        for (phone, lang) in [(false, Lang::En), (true, Lang::ZhHans)] {
            let look = Look { lang, ..look(Picture::Walk, phone) };
            svg::stays_within(&svg::render(&s.view(Picture::Walk), &look, 2), &look, 1.0, &name);
        }
    }
}

#[test]
fn numbers_appear_where_they_arise() {
    let written = |moves: usize| -> Vec<String> {
        let s = after(moves);
        let drawn = svg::render(&s.view(Picture::Walk), &look(Picture::Walk, false), 2);
        svg::texts(&drawn).into_iter().map(|(_, text)| text).collect()
    };
    let has = |moves: usize, text: &str| written(moves).iter().any(|each| each == text);
    assert!(has(0, "w = 0.5") && has(0, "1.2") && !has(0, "4.9") && !has(0, "1.44"));
    assert!(has(1, "0.5 × 1.2 + 0.4 = 1") && has(1, "1.4") && !has(1, "3"));
    assert!(has(2, "0.8 × 1 + 1.5 × 1.4 + 0.1 = 3") && !has(2, "0.5 × 1.2 + 0.4 = 1"));
    assert!(has(3, "4.9") && has(3, "490 k") && !has(3, "1.44"));
    assert!(has(4, "1.44") && !has(4, "2 · (4.9 − 6.1) = −2.4"));
    assert!(has(5, "2 · (4.9 − 6.1) = −2.4") && !has(5, "−2.4 × 1.5 = −3.6"));
    assert!(has(6, "−2.4 × 1.5 = −3.6") && has(6, "−2.4 × 0.5 = −1.2") && has(6, "× 1.5") && !has(6, "× 0.8"));
    assert!(has(7, "−2.88 + 0.72 = −2.16") && has(7, "× 0.8") && has(7, "−2.16 × 1.2") && has(7, "= −2.59"));
    assert!(has(8, "0.632") && !has(8, "× 0.8"), "after the step nothing walks back");
}

/// Whatever stands in a walk is found where it is drawn.
#[test]
fn a_pointer_finds_weights_and_biases() {
    for (name, s) in
        others().into_iter().chain([("diverged".to_owned(), diverged())]).chain([("the chapter".to_owned(), after(3))])
    {
        let (walk, look) = (of(&s), look(Picture::Walk, false));
        let layout = scene::lay_out(&s.view(Picture::Walk), &look);
        let nodes = layout.nodes().expect("neurons");
        let mut found = 0;
        for layer in 0..walk.layers.len() {
            for unit in nodes.columns[layer + 1].units.clone() {
                let bias = nodes.unit(layer + 1, unit).expect("it is shown");
                assert_eq!(nodes.site_at(bias), Some(Site { layer, unit, input: None }), "{name}");
                for input in nodes.columns[layer].units.clone() {
                    let [from, to] = nodes.line(layer, input, unit).expect("it is shown");
                    let at = (from.0 + 0.2 * (to.0 - from.0), from.1 + 0.2 * (to.1 - from.1));
                    let site = nodes.site_at(at).expect("something is here");
                    // Where lines are close to each other, the nearest one.
                    let near = nodes.columns[layer + 1].units.len() * nodes.columns[layer].units.len() <= 9;
                    assert!(!near || site == Site { layer, unit, input: Some(input) }, "{name}: {site:?}");
                    assert!(distance(from, to) > 0.0);
                    found += 1;
                }
            }
        }
        assert!(found > 0, "{name}");
        assert!(nodes.columns.iter().any(|column| column.units.contains(&walk.chosen.unit)), "the chosen one is shown");
        assert_eq!(nodes.site_at((-50.0, -50.0)), None);
    }
}

#[test]
fn absurd_sizes_draw_too() {
    for (_, s) in others() {
        for (width, height) in [(0.0, 0.0), (1.0, 4000.0), (f64::NAN, f64::INFINITY), (-5.0, 30.0)] {
            let look = Look { width, height, ..Look::new(9.0, 9.0, 4.0) };
            let view = s.view(Picture::Walk);
            let _ = scene::lay_out(&view, &look);
        }
    }
}
