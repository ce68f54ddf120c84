//! A formula that cannot be read is explained at its place, in both languages.

use crate::both;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::text::sentences;

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
