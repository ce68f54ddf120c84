//! What stands beside a neuron: its numbers can be computed again from what is printed, in both languages.

use crate::both;
use kittengrad::data::decimal;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::story::{Chapter, Story};
use kittengrad::session::{Laid, Msg, Session};
use kittengrad::text::story::neuron::{Beside, beside, lines};
use kittengrad::text::{Lang, stack};
use kittengrad::view::{Band, Hinge, PartOf, Product, Quantity};

fn opened(lang: &str) -> Session {
    let (mut story, mut session) = (Story::default(), Session::default());
    session.update(Msg::Set(parse("lang", &Value::Text(lang.to_owned())).expect("a language")));
    story.open(&mut session, Chapter::Neuron);
    session
}

/// The numbers in a text, signs as they stand before them; a minus sign before a number belongs to it.
fn numbers(text: &str) -> Vec<f64> {
    let plain: String = text.replace('−', "-").replace("- ", "-").replace(',', "");
    let pieces = plain.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    pieces.filter_map(|piece| decimal::read(piece.trim_end_matches('.'))).collect()
}

#[test]
fn a_reader_with_a_calculator_comes_to_what_is_printed() {
    for lang in ["en", "zh-Hans"] {
        let mut s = opened(lang);
        for neurons in 1..=8 {
            s.update(Msg::HaveNeurons(neurons));
            s.update(Msg::Step(70));
            for (neuron, x) in [(0, 5.0), (neurons - 1, 5.0), (0, 17.3), (neurons / 2, 29.0)] {
                s.update(Msg::SelectNeuron(Some((1, neuron))));
                s.update(Msg::Probe(Some(x)));
                let Beside { title, formula, part, stack, .. } = beside(&s).expect("a neuron and a question");
                assert!(title.contains(&(neuron + 1).to_string()), "{title}");
                // a = ReLU(w·x + b) = ReLU(z) = a
                assert_eq!(formula.matches("ReLU(").count(), 2, "{formula}");
                let told = numbers(&part);
                let [w, a, product] = told[..] else { panic!("{part}") };
                assert!((w * a - product).abs() <= 0.006 * product.abs().max(1.0) && !part.contains('≈'), "{part}");
                let (sum, amount) = stack.rsplit_once(['=', '≈']).expect("a result");
                let parts: f64 = numbers(sum).iter().sum();
                let told = numbers(amount);
                assert!((parts - told[0]).abs() <= 0.006 * parts.abs().max(1.0), "{stack}");
                assert_eq!(numbers(sum).len(), neurons + 1, "the bias and each part: {stack}");
                let unit = if lang == "en" { 100.0 } else { 10.0 };
                assert!((told[0] * unit - told[1]).abs() <= 0.01 * told[1].abs().max(1.0), "{stack}");
                let predicted = s.predict(&[x])[0] / 100.0;
                assert!((told[0] - predicted).abs() <= 0.006 * predicted.abs().max(1.0), "{stack} {predicted}");
            }
        }
    }
}

#[test]
fn what_layers_come_to_stands_beside_the_plain_line() {
    let mut s = opened("en");
    assert_eq!(lines(&s), None, "it bends");
    s.update(Msg::Bend(false));
    s.update(Msg::Step(2000));
    let [[w, b], [plain_w, plain_b]] = lines(&s).expect("a line");
    assert_eq!((&w, &b), (&plain_w, &plain_b));
    let line = s.plain_line().expect("twenty houses");
    // In hundreds of k for tens of km.
    assert!((numbers(&w)[0] - line.slope / 10.0).abs() < 0.006 && (numbers(&b)[0] - line.height / 100.0).abs() < 0.006);
}

#[test]
fn one_that_is_dead_is_said_to_be() {
    for lang in ["en", "zh-Hans"] {
        let mut s = opened(lang);
        assert_eq!(beside(&s).expect("a neuron").dead, "");
        s.update(Msg::LayNeuron(Laid::Kink(0, -3.0)));
        assert!(!beside(&s).expect("a neuron").dead.is_empty());
        s.update(Msg::SelectNeuron(None));
        assert_eq!(beside(&s), None);
    }
}

#[test]
fn what_stands_on_a_stack_is_said_in_both_languages() {
    for of in [PartOf::Neuron(4), PartOf::Others(57)] {
        both(|lang| stack::part(of, lang));
        both(|lang| stack::takes_away(of, lang));
    }
    for lang in [Lang::En, Lang::ZhHans] {
        assert!(stack::part(PartOf::Neuron(4), lang).contains('5'), "they count from 1");
        assert!(stack::part(PartOf::Others(57), lang).contains("57"));
        assert_eq!(stack::bias_of(-2.0), "b = −2.00");
    }
    let words: [fn(Lang) -> &'static str; 4] = [stack::base, stack::drag_kink, stack::drag_slope, stack::cut_off];
    for word in words {
        both(|lang| word(lang).to_owned());
    }
    for (bends, trained) in [(true, true), (true, false), (false, true)] {
        both(|lang| stack::other(bends, trained, lang).to_owned());
    }
    both(|lang| stack::product_of(&Product { input: None, value: 0.5 }, false, lang));
    both(|lang| stack::sum_of(0.9, true, lang));
    both(|lang| stack::sum(10.0, &Quantity::Houses, "648 k", lang));
    let hinge = Hinge { kink: 16.0, slope: Some(-24.0), opens_right: false };
    let band = Band {
        of: PartOf::Neuron(1),
        part: Vec::new(),
        at_probe: None,
        dead: true,
        kinks: vec![16.0],
        hinge: Some(hinge),
    };
    for words in both(|lang| stack::spoken(1, &band, &Quantity::Plain, lang)) {
        assert!(words.contains('2') && words.contains("16") && words.contains("−24"), "{words}");
    }
    both(|lang| stack::spoken(1, &Band { hinge: None, ..band.clone() }, &Quantity::Plain, lang));
}
