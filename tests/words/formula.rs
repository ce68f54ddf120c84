//! What is printed of the model and its neurons is what they compute.

use crate::{QUANTITIES, both, status, units};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{HeldNeuron, Model, Msg, Notice, Session, Settings, State};
use kittengrad::text::Lang;
use kittengrad::text::sentences;
use kittengrad::view::Quantity;

/// "y = 1.2·10⁻⁵ · x³ − 4 · x + 7" as the coefficients of x⁰, x¹, …
fn read_formula(text: &str, x: &str) -> Vec<f64> {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c);
    let power = |raised: &str| {
        let size = raised.chars().filter_map(digit).fold(0, |n, d| 10 * n + d as i32);
        if raised.starts_with('⁻') { -size } else { size }
    };
    let (_, right) = text.split_once(" = ").expect("an equation");
    let mut coefficients = Vec::new();
    let terms = right.replace(" − ", " + −");
    for term in terms.split(" + ") {
        let (number, of) = term.split_once(" · ").unwrap_or((term, ""));
        let (sign, number) = number.strip_prefix('−').map_or((1.0, number), |rest| (-1.0, rest));
        let number = number.replace(',', "");
        let (mantissa, ten) = match number
            .split_once("·10")
            .or(number.strip_prefix("10").filter(|r| r.chars().any(|c| digit(c).is_some())).map(|r| ("1", r)))
        {
            Some((mantissa, raised)) => (mantissa.to_owned(), power(raised)),
            None => (number, 0),
        };
        let value = sign * mantissa.parse::<f64>().expect(term) * 10f64.powi(ten);
        let at = match of.strip_prefix(x) {
            None => 0,
            Some("") => 1,
            Some(raised) => power(raised) as usize,
        };
        if coefficients.len() <= at {
            coefficients.resize(at + 1, 0.0);
        }
        coefficients[at] = value;
    }
    coefficients
}

#[test]
fn the_printed_formula_is_the_model_s() {
    for (model, degree) in [(Model::Line, 1), (Model::Polynomial, 2), (Model::Polynomial, 5), (Model::Polynomial, 15)] {
        for dataset in ["houses", "sine", "cubic"] {
            let mut settings = Settings { model, degree, ..Settings::default() };
            knobs::parse("dataset", &Value::Text(dataset.to_owned())).expect("a dataset").apply(&mut settings);
            let mut session = Session::new(settings);
            session.update(Msg::Step(120));
            let (status, units) = (session.status(), session.units());
            for (lang, houses) in [(Lang::En, "distance"), (Lang::ZhHans, "距离")] {
                let text = sentences::formula(&status, &units, lang);
                let name = if dataset == "houses" { houses } else { "x" };
                let printed = read_formula(&text, name);
                // In Chinese prices are told in tens of thousands, and so are all coefficients.
                let size = if dataset == "houses" && lang == Lang::ZhHans { 10.0 } else { 1.0 };
                let exact = status.coefficients.as_ref().expect("coefficients");
                let exact: Vec<f64> = exact.iter().map(|c| c / size).collect();
                assert_eq!(printed.len(), exact.len(), "{text}");
                // Three digits are printed, two where there is a power of ten.
                let rounding = |c: f64| if (1e-4..1e7).contains(&c.abs()) { 0.006 } else { 0.06 } * c.abs();
                for (p, c) in printed.iter().zip(&exact) {
                    assert!((p - c).abs() <= rounding(*c), "{text}: {p} {c}");
                }
                let frame = session.fit().x;
                for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
                    let x = frame.lo + share * (frame.hi - frame.lo);
                    let sum: f64 = printed.iter().enumerate().map(|(k, c)| c * x.powi(k as i32)).sum();
                    let slack: f64 = exact.iter().enumerate().map(|(k, c)| rounding(*c) * x.abs().powi(k as i32)).sum();
                    let answer = session.predict(&[x])[0] / size;
                    assert!((sum - answer).abs() <= slack + 1e-3 * answer.abs(), "{text} at {x}: {sum} {answer}");
                }
            }
        }
    }
    let network = Session::new(Settings { model: Model::Network, ..Settings::default() });
    assert_eq!(sentences::formula(&network.status(), &units(&Quantity::Plain), Lang::En), "");
}

#[test]
fn signs_of_a_formula_are_written_once() {
    let say = |coefficients: &[f64]| {
        let mut status = status(State::Paused, Notice::Ready, 0, 1.0, None);
        status.coefficients = Some(coefficients.to_vec());
        sentences::formula(&status, &units(&Quantity::Plain), Lang::En)
    };
    assert_eq!(say(&[-2.0, -3.0]), "y = −3.00 · x − 2.00");
    assert_eq!(say(&[2.0, 3.0]), "y = 3.00 · x + 2.00");
    assert_eq!(say(&[0.0, -0.0, 1.5e-9]), "y = 1.5·10⁻⁹ · x² + 0 · x + 0");
    assert!(!say(&[f64::NAN, f64::INFINITY]).contains("NaN"));
    assert!(!say(&[f64::NEG_INFINITY, f64::NAN]).contains("inf"));
}

#[test]
fn a_neuron_is_told_with_its_numbers() {
    let mut session = Session::new(Settings { model: Model::Network, layers: vec![6, 5], ..Settings::default() });
    session.update(Msg::Step(10));
    for activation in ["linear", "relu", "leaky-relu", "tanh", "sigmoid", "elu", "gelu", "silu", "sine"] {
        session.update(Msg::Set(knobs::parse("activation", &Value::Text(activation.to_owned())).expect("one")));
        for (column, neuron) in [(0, 0), (1, 5), (2, 4), (3, 0)] {
            session.update(Msg::SelectNeuron(Some((column, neuron))));
            let held = session.held_neuron().expect("a neuron");
            let words = both(|lang| sentences::neuron(&held, false, &QUANTITIES[0], lang));
            for words in words.iter().filter(|_| column > 0) {
                // All terms are written out.
                assert_eq!(words.matches('·').count() - words.matches(" · ").count(), held.weights.len(), "{words}");
                assert!(!words.contains('…'), "{words}");
            }
        }
    }
    let broken = HeldNeuron {
        weights: vec![f32::NAN, f32::INFINITY],
        bias: f32::NAN,
        value: Some(f32::NAN),
        dead: true,
        ..session.held_neuron().expect("a neuron")
    };
    let wide =
        HeldNeuron { weights: vec![0.5; 64], inputs: vec![0.25; 64], ..session.held_neuron().expect("a neuron") };
    let words = both(|lang| sentences::neuron(&wide, false, &QUANTITIES[0], lang));
    assert!(words.iter().all(|words| words.contains("64") && !words.contains('…')), "{words:?}");
    assert!(words.iter().all(|words| words.contains('z') && !words.contains("·a")), "{words:?}");
    both(|lang| sentences::neuron(&broken, false, &QUANTITIES[0], lang));
    for number in [1, 15] {
        let input = HeldNeuron { column: 0, neuron: number - 1, ..broken.clone() };
        both(|lang| sentences::neuron(&input, true, &QUANTITIES[0], lang));
    }
}
