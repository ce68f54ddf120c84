//! A formula that cannot be read is explained at its place, in both languages.

use crate::{both, settings, status};
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::{Model, Notice, State, Status};
use kittengrad::text::sentences;
use kittengrad::view::Quantity;

#[test]
fn a_bad_formula_is_explained_at_the_sign() {
    for (formula, named) in [
        ("", vec!["900 - 24*x"]),
        ("900 - 24*d", vec!["“900 - 24*”", "“d”", "sin"]),
        ("900 - 24*", vec!["“900 - 24*”"]),
        ("x*sni(x)", vec!["“x*”", "“sni”"]),
        ("sin x", vec!["sin(x)"]),
        ("2*(x + 1", vec!["“2*”", "“(”"]),
        ("x + 1)", vec!["“x + 1”", "“)”"]),
        ("max(x)", vec!["max(x, 0)"]),
        ("3 # x", vec!["“3”", "“#”"]),
        ("1 + 1 + 1 + 1 + 1 + 1 + 1 + q", vec!["“…", "“q”"]),
    ] {
        let error = parse("formula", &Value::Text(formula.to_owned())).expect_err(formula);
        for words in both(|lang| sentences::knob_error(&error, lang)) {
            assert!(named.iter().all(|part| words.contains(part)), "{formula}: {words}");
            assert!(words.ends_with(['.', '。']), "{words}");
        }
    }
    let long = parse("formula", &Value::Text("x+".repeat(120))).expect_err("too long");
    for words in both(|lang| sentences::knob_error(&long, lang)) {
        assert!(words.contains("200"), "{words}");
    }
}

#[test]
fn what_the_model_is_off_by_where_it_never_trained_is_a_sentence_of_its_own() {
    let told = |unseen_error, step| {
        let now = status(State::Paused, Notice::Paused, step, 400.0, Some(500.0));
        let now = Status { unseen_error, unseen_points: 5, ..now };
        both(|lang| sentences::verdict(&now, &settings(Model::Line, &[], true), &Quantity::Houses, lang).1)
    };
    let [en, zh] = told(Some(182.4), 400);
    assert!(en.contains("Where it never trained it is off by 182 k, 9.1 times as much as on its own points."), "{en}");
    assert!(zh.contains("在没训练过的地方差 18.2 万，是训练点的 9.1 倍。"), "{zh}");
    let [en, _] = told(Some(12.0), 400);
    assert!(en.contains("Where it never trained it is off by 12.0 k."), "{en}");
    for nothing in [told(None, 400), told(Some(f64::NAN), 400), told(Some(182.4), 0)] {
        assert!(!nothing[0].contains("never trained"), "{}", nothing[0]);
    }
}
