//! The gradient, layer by layer, in words: where it comes through, where it vanishes and where it explodes, and why.

use super::both;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::{Msg, Session};
use kittengrad::text::gradients as words;
use kittengrad::view::{Flow, Gradients, Idle, Picture, View};

fn network(knobs: &[(&str, &str)]) -> Session {
    let mut s = Session::default();
    press(&mut s, &[&[("model", "network")], knobs].concat());
    s
}

fn press(s: &mut Session, knobs: &[(&str, &str)]) {
    let change = |(key, value): &(&str, &str)| parse(key, &Value::Text((*value).to_owned())).expect("an allowed value");
    s.update(Msg::SetAll(knobs.iter().map(change).collect()));
}

fn view(s: &Session) -> Gradients<'_> {
    let View::Gradients(view) = s.view(Picture::Gradients) else { panic!("the view of the gradients") };
    view.expect("a network with hidden layers")
}

/// What is told below the picture, in English and Chinese.
fn told(s: &Session) -> [String; 2] {
    let view = view(s);
    both(|lang| words::head(&view, lang));
    both(|lang| words::spoken(&view, lang));
    both(|lang| words::verdict(&view, s.settings(), lang))
}

const EIGHT: &str = "8,8,8,8,8,8,8,8";
const WIDE: &str = "32,32,32,32,32,32,32,32";

#[test]
fn each_cause_has_its_sentence() {
    for (knobs, flow, says) in [
        ([("layers", EIGHT), ("activation", "sigmoid"), ("init", "xavier")], Flow::Vanishing, "1/4 at most"),
        ([("layers", EIGHT), ("activation", "tanh"), ("init", "small")], Flow::Vanishing, "about 0.01 at first"),
        ([("layers", "8,8"), ("activation", "tanh"), ("init", "zero")], Flow::Vanishing, "first weights are 0"),
        ([("layers", WIDE), ("activation", "tanh"), ("init", "large")], Flow::Exploding, "√32 times the slope"),
        ([("layers", WIDE), ("activation", "relu"), ("init", "large")], Flow::Exploding, "times as large at layer 1"),
        (
            [("layers", "8,8"), ("activation", "relu"), ("init", "he")],
            Flow::Healthy,
            "neurons that are dead or saturated",
        ),
        (
            [("layers", "8,8"), ("activation", "gelu"), ("init", "suited")],
            Flow::Healthy,
            "Every layer is told what to change.",
        ),
        ([("layers", "8,8,8,8"), ("activation", "sigmoid"), ("init", "xavier")], Flow::Healthy, "fades on its way"),
    ] {
        let s = network(&knobs);
        assert_eq!(view(&s).flow, flow, "{knobs:?}");
        let [en, _] = told(&s);
        assert!(en.contains(says), "{en}");
        both(|lang| words::flow(flow, lang).to_owned());
    }
    both(|lang| words::no_layers(lang).to_owned());
    both(|lang| words::caption(lang).to_owned());
    let (dead, flat) = (Idle::Dead { units: 1 }, Idle::Saturated { share: 0.5 });
    for all in [&[dead, Idle::None][..], &[flat], &[dead, flat]] {
        both(|lang| words::idle_in_short(all, lang).to_owned());
        both(|lang| words::idle_below(all, lang));
    }
    both(|lang| words::step(1000, lang));
    both(|lang| words::flow(Flow::Unknown, lang).to_owned());
}

#[test]
fn causes_that_training_brings_have_theirs() {
    let s = network(&[("layers", "8,8"), ("activation", "relu"), ("init", "he")]);
    for (flow, idle, says) in [
        (Flow::Vanishing, Idle::Dead { units: 8 }, "All neurons of layer 1 are dead"),
        (Flow::Vanishing, Idle::Dead { units: 3 }, "weights and slopes"),
        (Flow::Exploding, Idle::None, "The weights have grown"),
        (Flow::Unknown, Idle::None, "Without an error"),
    ] {
        let idle = [idle, Idle::None, Idle::None];
        let view = Gradients { flow, idle: &idle, reach: Some(44.0), ..view(&s) };
        let [en, _] = both(|lang| words::verdict(&view, s.settings(), lang));
        assert!(en.contains(says), "{en}");
    }
}

#[test]
fn the_output_of_a_model_of_classes_is_no_y() {
    let mut s = network(&[("layers", "8,8"), ("activation", "relu")]);
    assert_eq!(both(|lang| words::layer(&view(&s), 2, lang)[0].clone())[0], "price");
    press(&mut s, &[("dataset", "spiral")]);
    assert_eq!(both(|lang| words::layer(&view(&s), 2, lang)[0].clone()), ["output", "输出"]);
    assert_eq!(both(|lang| words::layer(&view(&s), 0, lang)[0].clone())[0], "layer 1");
}

#[test]
fn the_share_of_the_first_layer_is_told_to_two_digits() {
    let s = network(&[("layers", "8,8"), ("activation", "relu"), ("init", "he")]);
    for (first, says) in [
        (0.0, "Layer 1 gets no gradient."),
        (1.0 / 91_234.0, "Layer 1 gets 1/91,000 of the last layer's gradient."),
        (1.0 / 99.7, "Layer 1 gets 1/100 of the last layer's gradient."),
        (1.0 / 1.42, "Layer 1 gets 1/1.4 of the last layer's gradient."),
        (1.0 / 9.97, "Layer 1 gets 1/10 of the last layer's gradient."),
        (1.02, "Layer 1 gets as much gradient as the last layer."),
        (2.0, "Layer 1 gets 2 times the last layer's gradient."),
        (257.0, "Layer 1 gets 260 times the last layer's gradient."),
        (1e-12, "Layer 1 gets < 1/1,000,000,000 of the last layer's gradient."),
        (f64::NAN, "There is no gradient."),
    ] {
        let now = [first, 5.0, 1.0];
        let view = Gradients { now: &now, ..view(&s) };
        let [en, _] = both(|lang| words::head(&view, lang));
        assert_eq!(en, says);
    }
}

#[test]
fn what_became_of_it_names_the_model_before() {
    let mut s = network(&[("layers", EIGHT), ("activation", "sigmoid"), ("init", "xavier")]);
    assert!(words::became(&view(&s), kittengrad::text::Lang::En).is_none_or(|text| text.contains("before")));
    press(&mut s, &[("activation", "relu"), ("init", "he")]);
    let shown = view(&s);
    let [en, _] = both(|lang| words::became(&shown, lang).expect("a model before"));
    assert!(en.starts_with("At the first step layer 1 got 1/") && en.contains(" before, and "), "{en}");
    let left = shown.left.as_ref().expect("sigmoid");
    assert_eq!(both(|lang| words::left(left, 9, lang))[0], "before: sigmoid, Xavier");
    assert_eq!(
        both(|lang| words::left(left, 3, lang)),
        ["before: sigmoid, Xavier, 8 layers", "之前：sigmoid，Xavier，8 层"]
    );
}

#[test]
fn what_is_idle_is_told_longer_and_shorter() {
    let [en, zh] = both(|lang| words::idle(Idle::Dead { units: 2 }, 8, lang).expect("two")[0].clone());
    assert_eq!((en.as_str(), zh.as_str()), ("2 of 8 dead", "8 个中 2 个失活"));
    let [en, zh] = both(|lang| words::idle(Idle::Saturated { share: 0.4 }, 8, lang).expect("some")[0].clone());
    assert_eq!((en.as_str(), zh.as_str()), ("40 % saturated", "40% 饱和"));
    for nothing in [Idle::None, Idle::Dead { units: 0 }, Idle::Saturated { share: 0.001 }] {
        assert!(words::idle(nothing, 8, kittengrad::text::Lang::En).is_none());
    }
}
