//! Numbers as programs and tables write them: exactly, and no longer than that takes.

use crate::data::decimal;

/// The last power of ten at which a number is still written without an exponent, and the first.
const PLAIN: std::ops::Range<i32> = -5..15;

/// An f64, in the fewest digits that read back as the same.
pub fn double(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    exact(value, &|text| decimal::read(text).is_some_and(|read| read.to_bits() == value.to_bits()), 17)
}

/// An f32, likewise.
pub fn single(value: f32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let same = |text: &str| decimal::read(text).is_some_and(|read| (read as f32).to_bits() == value.to_bits());
    exact(value.into(), &same, 9)
}

/// A number with a point in it, as Rust wants it of a float; what is not finite by its word there.
pub fn float(text: String, kind: &str) -> String {
    match text.as_str() {
        "NaN" => [kind, "::NAN"].concat(),
        "inf" => [kind, "::INFINITY"].concat(),
        "-inf" => [kind, "::NEG_INFINITY"].concat(),
        _ if text.contains(['.', 'e']) => text,
        _ => text + ".0",
    }
}

fn exact(value: f64, is_same: &dyn Fn(&str) -> bool, most: usize) -> String {
    if !value.is_finite() {
        let word = if value.is_nan() { "NaN" } else { "inf" };
        return if value < 0.0 { ["-", word].concat() } else { word.to_owned() };
    }
    let (sign, size) = if value < 0.0 { ("-", -value) } else { ("", value) };
    let written = |digits: usize| {
        let (mantissa, power) = decimal::mantissa(size, digits - 1);
        [sign, &placed(&mantissa, power)].concat()
    };
    // With more digits it is no farther off.
    let (mut few, mut enough) = (0, most);
    while few + 1 < enough {
        let digits = usize::midpoint(few, enough);
        if is_same(&written(digits)) { enough = digits } else { few = digits }
    }
    written(enough)
}

/// `1.25` and a power of ten as one number: `125`, `0.0125`, or `1.25e-9`.
fn placed(mantissa: &str, power: i32) -> String {
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        shorter => shorter,
    };
    let (first, rest) = digits.split_at(1);
    if !PLAIN.contains(&power) {
        let point = if rest.is_empty() { "" } else { "." };
        return [first, point, rest, "e", &power.to_string()].concat();
    }
    if power < 0 {
        return ["0.", &"0".repeat((-power - 1) as usize), digits].concat();
    }
    let whole = power as usize + 1;
    match digits.get(whole..).filter(|fraction| !fraction.is_empty()) {
        Some(fraction) => [&digits[..whole], ".", fraction].concat(),
        None => [digits, &"0".repeat(whole - digits.len())].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{double, single};
    use proptest::prelude::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1, "0.1"),
            (1200.0, "1200"),
            (0.00012, "0.00012"),
            (1.5e-9, "1.5e-9"),
            (1e15, "1e15"),
            (-123_456_789.25, "-123456789.25"),
        ] {
            assert_eq!(double(value), text);
        }
        assert_eq!(single(0.1), "0.1");
        assert_eq!(single(1.0 / 3.0), "0.33333334");
        assert_eq!(single(f32::NAN), "NaN");
        assert_eq!(single(f32::NEG_INFINITY), "-inf");
    }

    proptest! {
        #[test]
        fn numbers_read_back_to_the_bit(bits: u64) {
            let (wide, narrow) = (f64::from_bits(bits), f32::from_bits(bits as u32));
            prop_assume!(wide.is_finite() && narrow.is_finite() && wide != 0.0 && narrow != 0.0);
            prop_assert_eq!(double(wide).parse::<f64>().unwrap().to_bits(), wide.to_bits());
            prop_assert_eq!(single(narrow).parse::<f32>().unwrap().to_bits(), narrow.to_bits());
        }
    }
}
