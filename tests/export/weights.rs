//! What a model has learnt, as JSON: enough to answer with.

use kittengrad::export::weights::json;
use kittengrad::session::Msg;
use kittengrad::session::Session;
use kittengrad::session::knobs::{self, KNOBS, Value};

/// The numbers of an array `"key": [...]`, however deep.
fn numbers(text: &str, key: &str) -> Vec<f64> {
    let start = text.find(&format!("\"{key}\": [")).expect("the key is there") + key.len() + 5;
    let mut depth = 0;
    let mut end = start;
    for (at, c) in text[start - 1..].char_indices() {
        depth += i32::from(c == '[') - i32::from(c == ']');
        if depth == 0 {
            end = start + at;
            break;
        }
    }
    let words = text[start..end].split(|c: char| !(c.is_ascii_digit() || "+-.e".contains(c)));
    words.filter_map(|word| word.parse().ok()).collect()
}

fn field(text: &str, within: &str, key: &str) -> f64 {
    let rest = &text[text.find(within).expect("the part is there")..];
    let rest = &rest[rest.find(&format!("\"{key}\": ")).expect("the key is there") + key.len() + 4..];
    rest.split([',', '}', '\n']).next().and_then(|word| word.parse().ok()).expect("a number")
}

#[test]
fn a_line_answers_by_its_weights() {
    let mut session = Session::default();
    session.update(Msg::Step(200));
    let text = json(&session);
    let (weights, biases) = (numbers(&text, "weights"), numbers(&text, "biases"));
    assert_eq!((weights.len(), biases.len()), (1, 1));
    let of = |part, key| field(&text, part, key);
    for x in [0.0, 12.5, 40.0] {
        let seen = (x - of("\"inputs\"", "mean")) / of("\"inputs\"", "scale");
        let y = of("\"output\"", "mean") + of("\"output\"", "scale") * (weights[0] * seen + biases[0]);
        let wanted = session.predict(&[x])[0];
        assert!((y - wanted).abs() < 1e-4 * wanted.abs(), "{y} for {wanted} at {x}");
    }
    for knob in KNOBS {
        assert!(text.contains(&format!("\"{}\": ", knob.key)), "{}", knob.key);
    }
}

#[test]
fn all_parameters_stand_in_it_to_the_bit() {
    for (key, value) in [("model", "network"), ("model", "polynomial"), ("dataset", "moons")] {
        let mut session = Session::default();
        session.update(Msg::Set(knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value")));
        session.update(Msg::Step(50));
        let text = json(&session);
        let mut found = Vec::new();
        for layer in text.split("\"weights\"").skip(1) {
            let layer = ["\"weights\"", layer].concat();
            found.extend(numbers(&layer, "weights"));
            found.extend(numbers(&layer, "biases"));
        }
        let found: Vec<u32> = found.into_iter().map(|number| (number as f32).to_bits()).collect();
        let wanted: Vec<u32> = session.parameters().iter().map(|number| number.to_bits()).collect();
        assert_eq!(found, wanted, "{value}");
    }
}
