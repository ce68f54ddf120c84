//! What is printed of the model and its neurons is what they compute.

use crate::{QUANTITIES, both, status, units};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{HeldNeuron, Model, Msg, Notice, Session, Settings, State};
use kittengrad::task::Centred;
use kittengrad::text::Lang;
use kittengrad::text::sentences;
use kittengrad::view::{Quantity, Span};

/// What "y = 1.2·10⁻⁵ · (x − 2010)³ − 4 · (x − 2010) + 7" is at an x.
fn evaluated(text: &str, name: &str, x: f64) -> f64 {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c);
    let power = |raised: &str| {
        let size = raised.chars().filter_map(digit).fold(0, |n, d| 10 * n + d as i32);
        if raised.starts_with('⁻') { -size } else { size }
    };
    let number = |text: &str| {
        let (sign, text) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
        let text = text.replace(',', "");
        let bare =
            text.strip_prefix("10").filter(|rest| rest.chars().any(|c| digit(c).is_some())).map(|rest| ("1", rest));
        let (mantissa, ten) = match text.split_once("·10").or(bare) {
            Some((mantissa, raised)) => (mantissa.to_owned(), power(raised)),
            None => (text, 0),
        };
        sign * mantissa.parse::<f64>().expect("a number") * 10f64.powi(ten)
    };
    let (_, right) = text.split_once(" = ").expect("an equation");
    // The signs inside the brackets are not those between the terms.
    let mut about = 0.0;
    let mut right = right.to_owned();
    if let Some((before, rest)) = right.clone().split_once('(') {
        let (inner, _) = rest.split_once(')').expect("closed");
        let place = inner.strip_prefix(name).expect("the name").trim_start();
        let (sign, place) = place.split_at(place.chars().next().map_or(0, char::len_utf8));
        let place = place.trim_start();
        let days = |text: &str| {
            let (text, time) = text.split_once(' ').unwrap_or((text, "0:0"));
            let time: Vec<f64> = time.split(':').map(|part| part.parse().expect("a time")).collect();
            let parts: Vec<i32> = text.split('-').map(|part| part.parse().expect("a date")).collect();
            kittengrad::data::calendar::day(parts[0], parts[1] as u8, parts[2] as u8).expect("a day")
                + time[0] / 24.0
                + time[1] / 1440.0
        };
        let place = if place.contains('-') { days(place) } else { number(place) };
        about = if sign == "+" { -place } else { place };
        right = before.to_owned() + &("(".to_owned() + rest).replace(&format!("({inner})"), name);
    }
    let mut sum = 0.0;
    for term in right.replace(" − ", " + −").split(" + ") {
        let (coefficient, of) = term.split_once(" · ").unwrap_or((term, ""));
        let at = match of.strip_prefix(name) {
            None => 0,
            Some("") => 1,
            Some(raised) => power(raised),
        };
        sum += number(coefficient) * (x - about).powi(at);
    }
    sum
}

/// Half a pixel of the picture, of 400.
fn is_near(session: &Session, lang: Lang, (name, size): (&str, f64)) {
    let (x, y) = session.picture();
    let text = sentences::formula(&session.status(), &session.units(), session.picture(), lang);
    for i in 0..=40 {
        let at = x.lo + (x.hi - x.lo) * f64::from(i) / 40.0;
        let (printed, answer) = (evaluated(&text, name, at), session.predict(&[at])[0] / size);
        let half = (y.hi - y.lo) / size / 800.0;
        // What a model in f32 answers is itself uncertain by so much.
        let slack = 4e-6 * (y.hi - y.lo).max(answer.abs());
        assert!((printed - answer).abs() <= half + slack, "{text} at {at}: {printed} {answer}");
    }
}

#[test]
fn the_printed_formula_is_the_model_s() {
    for (model, degree) in [(Model::Line, 1), (Model::Polynomial, 2), (Model::Polynomial, 5), (Model::Polynomial, 15)] {
        for dataset in ["houses", "sine", "cubic"] {
            let mut settings = Settings { model, degree, ..Settings::default() };
            knobs::parse("dataset", &Value::Text(dataset.to_owned())).expect("a dataset").apply(&mut settings);
            let mut session = Session::new(settings);
            session.update(Msg::Step(120));
            for (lang, houses) in [(Lang::En, "distance"), (Lang::ZhHans, "距离")] {
                let name = if dataset == "houses" { houses } else { "x" };
                // In Chinese prices are told in tens of thousands, and so are all coefficients.
                let size = if dataset == "houses" && lang == Lang::ZhHans { 10.0 } else { 1.0 };
                is_near(&session, lang, (name, size));
            }
        }
    }
    let network = Session::new(Settings { model: Model::Network, ..Settings::default() });
    assert_eq!(sentences::formula(&network.status(), &units(&Quantity::Plain), network.picture(), Lang::En), "");
}

#[test]
fn the_printed_formula_holds_far_from_zero() {
    let tables = [
        ("year,value\n2000,1\n2005,1.6\n2010,2\n2015,2.4\n2020,3.1", "year"),
        ("year,gdp\n2015,11060000000000\n2018,13890000000000\n2020,14690000000000\n2021,17820000000000", "year"),
        ("lat,temperature\n31.2304,12.5\n31.2311,12.9\n31.2352,13.4\n31.2399,13.9", "lat"),
        ("metres,price\n400,912000\n3400,790000\n8000,560000\n11000,455000", "metres"),
        ("when,value\n2024-01-01,3\n2024-02-01,5\n2024-03-05,4\n2024-05-01,8", "when"),
        ("stamp,value\n1704067200001,3\n1704067200500,5\n1704067201000,4\n1704067202000,8", "stamp"),
        ("t,y\n-1000000,3\n-999999,4\n-999997,6", "t"),
    ];
    for (text, name) in tables {
        for (model, degree) in [(Model::Line, 1), (Model::Polynomial, 2), (Model::Polynomial, 3)] {
            let mut session = Session::new(Settings { model, degree, ..Settings::default() });
            let table = kittengrad::data::table::read(text, &Default::default(), 1).expect("a table");
            session.update(Msg::Import { points: table.points, names: table.names, split: false, classes: false });
            session.update(Msg::Step(300));
            is_near(&session, Lang::En, (name, 1.0));
        }
    }
}

#[test]
fn signs_of_a_formula_are_written_once() {
    let say = |coefficients: &[f64]| {
        let mut status = status(State::Paused, Notice::Ready, 0, 1.0, None);
        status.coefficients = Some(coefficients.to_vec());
        status.centred = Some(Centred { about: 0.0, coefficients: coefficients.to_vec() });
        let picture = (Span { lo: 0.0, hi: 1.0 }, Span { lo: 0.0, hi: 10.0 });
        sentences::formula(&status, &units(&Quantity::Plain), picture, Lang::En)
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
