//! Decimals against the standard library's.

use super::*;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    let any = any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |v| v.is_finite());
    // Few digits, so that some are ties.
    let short = (-100_000i32..100_000, -12i32..12).prop_map(|(n, p)| f64::from(n) * 2f64.powi(p));
    prop_oneof![any, short, -1000.0..1000.0, (-300i32..300).prop_map(|p| 10f64.powi(p))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn floats_are_written_as_the_standard_library_writes_them(value in number(), n in 0usize..13) {
        prop_assert_eq!(shortest(value), format!("{value}"));
        prop_assert_eq!(scientific(value), format!("{value:e}"));
        prop_assert_eq!(fixed(value, n), format!("{value:.n$}"));
        let (mantissa, exponent) = mantissa(value.abs(), n);
        prop_assert_eq!(format!("{mantissa}e{exponent}"), format!("{:.n$e}", value.abs()));
    }

    #[test]
    fn floats_are_read_as_the_standard_library_reads_them(value in number(), text in "[+-]?[0-9]{0,25}[.]?[0-9]{0,25}(e[+-]?[0-9]{1,3})?") {
        prop_assert_eq!(read(&format!("{value}")).map(f64::to_bits), Some(value.to_bits()));
        prop_assert_eq!(read(&format!("{value:e}")).map(f64::to_bits), Some(value.to_bits()));
        prop_assert_eq!(read(&text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{}", text);
        // Digits on and on, and the middle between two floats.
        let middle = format!("{:.1100}", (value.abs() / 2.0).max(1e-300)) + "5";
        prop_assert_eq!(read(&middle).map(f64::to_bits), middle.parse().ok().map(f64::to_bits));
    }
}

#[test]
fn of_two_shortest_texts_that_are_as_near_the_larger_is_written() {
    // Between 2^50 and 2^51 floats are 1/4 apart, and one decimal tells them: …,25 is as far from …,2 as from …,3.
    for (value, text) in
        [(7_054_378_644_384_989.0 / 4.0, "1763594661096247.3"), (4_503_599_627_370_503.0 / 4.0, "1125899906842625.8")]
    {
        assert_eq!(shortest(value), text);
        assert_eq!(shortest(-value), format!("{}", -value));
    }
    for quarter in 0..2_000 {
        let value = 1_500_000_000_000_000.0 + 0.25 * f64::from(quarter);
        assert_eq!(shortest(value), format!("{value}"));
        assert_eq!(scientific(value), format!("{value:e}"));
    }
}

#[test]
fn the_edges() {
    for value in [0.0, -0.0, 5e-324, 2.225_073_858_507_201e-308, f64::MIN_POSITIVE, f64::MAX, 1e23, 0.1, 0.5, 9.5] {
        assert_eq!(shortest(value), format!("{value}"));
        assert_eq!(read(&shortest(value)).map(f64::to_bits), Some(value.to_bits()));
        assert_eq!(fixed(value, 0), format!("{value:.0}"));
    }
    for text in ["2e-324", "3e-324", "1.7976931348623159e308", "9007199254740993", "1e400", "1e-400", "1e99999999999"] {
        assert_eq!(read(text), text.parse().ok(), "{text}");
    }
    for text in ["", "-", ".", "e5", "1e", "1e+", "1x", "1.2.3", "--1", "inf", "nan", "٣"] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(shortest(f64::NEG_INFINITY), "-inf");
    assert_eq!(shortest(f64::NAN), "NaN");
}
