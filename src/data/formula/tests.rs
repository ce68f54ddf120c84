//! How formulas are read, and what they are worth.

use super::{Formula, FormulaFault, MOST_SIGNS, Why};

fn at(text: &str, x: f64) -> f64 {
    Formula::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).value(x)
}

fn fault(text: &str) -> (usize, Why) {
    let FormulaFault { at, why } = Formula::read(text).expect_err(text);
    (at, why)
}

#[test]
fn the_same_formula_in_many_hands_is_one() {
    let alike = [
        "900 - 24*x",
        "900-24x",
        "y = 900 − 24·x",
        "f(x)=900 - 24 x",
        "９００－２４ｘ",
        "900 - 24×X",
        "900 – 24(x)",
        "-24x+900",
        "9e2 - 2.4e1 x",
        "900,0 - 24,0*x",
        "900 - (24)(x)",
        "Y＝900-24x",
        "900 + -24x",
        "900 - 48x/2",
        "900 −24∙x",
    ];
    for text in alike {
        for x in [-3.0, 0.0, 0.5, 30.0] {
            assert!((at(text, x) - (900.0 - 24.0 * x)).abs() < 1e-9, "{text} at {x}: {}", at(text, x));
        }
    }
}

#[test]
fn what_binds_more_is_taken_first() {
    for (text, value) in [
        ("-x^2", -9.0),
        ("(-x)^2", 9.0),
        ("2^x^2", 512.0),
        ("2^-x", 0.125),
        ("x**2", 9.0),
        ("2x²", 18.0),
        ("x⁻¹", 1.0 / 3.0),
        ("1/2x", 1.5),
        ("6/x/2", 1.0),
        ("10 - x - 2", 5.0),
        ("10 - x * 2", 4.0),
        ("7 % x", 1.0),
        ("-7 mod x", f64::NAN),
        ("mod(-7, x)", 2.0),
        ("|x - 5|", 2.0),
        ("2|x - 5| + 1", 5.0),
        ("|x - 5||x - 4|", 2.0),
        ("||x - 5| - 4|", 2.0),
        ("√(x+1)", 2.0),
        ("2√x²", 6.0),
        ("xsin(π)", 0.0),
        ("πx", 3.0 * std::f64::consts::PI),
        ("2pi x", 6.0 * std::f64::consts::PI),
        ("e^x", std::f64::consts::E.powi(3)),
        ("2e", 2.0 * std::f64::consts::E),
        ("min(x, 2)", 2.0),
        ("max(x; 2,5)", f64::NAN),
        ("max(0,x)", 3.0),
        ("abs(0,5 - x)", 2.5),
        ("relu(x - 4) + relu(4 - x)", 1.0),
        ("step(x - 3)", 1.0),
        ("sigmoid(x - 3)", 0.5),
        ("σ(0)", 0.5),
        ("log(e^x)", 3.0),
        ("lg(1000)", 3.0),
        ("log10(1000)", 3.0),
        ("log2(8)", 3.0),
        ("sign(-x) + round(2.6) + floor(-0.5) + ceil(0.2)", 2.0),
        ("{[x]}", 3.0),
        (".5x", 1.5),
        ("--x", 3.0),
        ("1.2.3", 0.36),
        ("3", 3.0),
    ] {
        match value.is_nan() {
            true => assert!(Formula::read(text).is_err(), "{text}"),
            false => assert!((at(text, 3.0) - value).abs() < 1e-12, "{text}: {}", at(text, 3.0)),
        }
    }
}

#[test]
fn functions_are_those_of_mathematics() {
    type Known = (&'static str, fn(f64) -> f64);
    let known: [Known; 13] = [
        ("sin", f64::sin),
        ("cos", f64::cos),
        ("tan", f64::tan),
        ("arcsin", f64::asin),
        ("acos", f64::acos),
        ("atan", f64::atan),
        ("sinh", f64::sinh),
        ("cosh", f64::cosh),
        ("tanh", f64::tanh),
        ("exp", f64::exp),
        ("ln", f64::ln),
        ("sqrt", f64::sqrt),
        ("cbrt", f64::cbrt),
    ];
    for (name, function) in known {
        for x in [0.1, 0.5, 0.9] {
            let own = at(&[name, "(x)"].concat(), x);
            assert!((own - function(x)).abs() <= 1e-14 * own.abs(), "{name}({x}): {own}");
        }
    }
}

#[test]
fn where_there_is_no_value_none_is_made_up() {
    for (text, x) in [
        ("1/x", 0.0),
        ("ln(x)", -1.0),
        ("√x", -1.0),
        ("max(ln(x), 0)", -1.0),
        ("relu(√x)", -1.0),
        ("step(ln(x))", -1.0),
    ] {
        assert!(!at(text, x).is_finite(), "{text}");
    }
}

#[test]
fn a_fault_is_told_where_it_is() {
    let unknown = |name: &str| Why::Unknown(name.to_owned());
    for (text, place, why) in [
        ("", 0, Why::Missing),
        ("  ", 2, Why::Missing),
        ("900 - 24*", 9, Why::Missing),
        ("900 - * x", 6, Why::Missing),
        ("900 - 24*d", 9, unknown("d")),
        ("x*sni(x)", 2, unknown("sni")),
        ("2 xy", 3, unknown("y")),
        ("sin x", 0, Why::NoBrackets("sin".to_owned())),
        ("sin^2(x)", 0, Why::NoBrackets("sin".to_owned())),
        ("2*(x + 1", 2, Why::Open('(')),
        ("|x - 1", 0, Why::Open('|')),
        ("(|x)", 1, Why::Open('|')),
        ("x + 1)", 5, Why::Closed(')')),
        (")", 0, Why::Closed(')')),
        ("()", 1, Why::Missing),
        ("max(x)", 5, Why::Second("max".to_owned())),
        ("max(x", 3, Why::Open('(')),
        ("min(x, )", 7, Why::Missing),
        ("sin(x, 2)", 5, Why::Strange(',')),
        ("3 # x", 2, Why::Strange('#')),
        ("y = x = 2", 6, Why::Strange('=')),
        ("房价", 0, unknown("房价")),
        (". x", 0, Why::Missing),
    ] {
        assert_eq!(fault(text), (place, why), "{text}");
    }
    assert_eq!(fault(&"x+".repeat(150)).1, Why::TooLong);
    assert_eq!(fault(&"(".repeat(MOST_SIGNS)).1, Why::TooLong);
    assert_eq!(fault(&"x^".repeat(MOST_SIGNS / 2)).1, Why::TooLong);
}

/// Texts of pieces, by a row of numbers that looks like chance.
#[test]
fn whatever_is_typed_is_read_or_refused_with_a_place_in_it() {
    let pieces = [
        "x",
        "2",
        "0,5",
        ".",
        "1e3",
        "e",
        "+",
        "-",
        "−",
        "*",
        "**",
        "^",
        "/",
        "%",
        "(",
        ")",
        "|",
        "√",
        "²",
        "⁻",
        "sin(",
        "max(",
        ",",
        ";",
        "ln",
        "π",
        " ",
        "y=",
        "房",
        "\u{0}",
        "9999999999",
        "abs(x)",
        "x^",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut read = 0;
    for _ in 0..20_000 {
        let count = 1 + next(12);
        let text: String = (0..count).map(|_| pieces[next(pieces.len())]).collect();
        match Formula::read(&text) {
            Ok(formula) => {
                read += 1;
                for x in [-1.5, 0.0, 1e300] {
                    let _ = formula.value(x);
                }
            }
            Err(fault) => assert!(fault.at <= text.chars().count(), "{text}: {fault:?}"),
        }
    }
    assert!(read > 500, "{read} formulas");
}
