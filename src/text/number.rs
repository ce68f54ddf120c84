//! How a number is written. The same in both languages: a point for decimals, a comma between thousands, a true minus.

use crate::data::decimal;

/// A whole number with a comma between thousands.
pub fn grouped(n: u64) -> String {
    group(&n.to_string())
}

/// The label of a tick, with as many decimals as ticks `step` apart need.
pub fn ticked(value: f64, step: f64) -> String {
    let step = step.abs();
    if !(value.is_finite() && step > 0.0 && step.is_finite()) {
        return short(value);
    }
    let value = if value.abs() < step * 1e-6 { 0.0 } else { value };
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() >= 1e7 || step < 1e-4 {
        // As many digits as tell this tick from its neighbours.
        let digits = power_of(value.abs()).saturating_sub(power_of(step)).clamp(0, 9);
        return scientific(value, digits as usize);
    }
    let decimals = (-power_of(step * 1.000_001)).clamp(0, 9) as usize;
    fixed(value, decimals)
}

/// A measured value, to three significant digits.
pub fn short(value: f64) -> String {
    let a = value.abs();
    match a {
        _ if value.is_nan() => "–".to_owned(),
        _ if a.is_infinite() => if value > 0.0 { "∞" } else { "−∞" }.to_owned(),
        0.0 => "0".to_owned(),
        _ if !(1e-4..1e7).contains(&a) => scientific(value, 1),
        _ => fixed(value, (2 - decimal::mantissa(a, 2).1).clamp(0, 6) as usize),
    }
}

/// A measured value, to four significant digits: enough to calculate with.
pub fn finer(value: f64) -> String {
    match value.abs() {
        a if (1e-4..1e7).contains(&a) => fixed(value, (3 - decimal::mantissa(a, 3).1).clamp(0, 7) as usize),
        _ => short(value),
    }
}

/// R² to three decimals, rounded down so that 1 is only said of a perfect fit; from −1 down to three digits.
pub fn r_squared(r: f64) -> String {
    // No more than three decimals are written: an R² of −2·10⁻¹⁶ is one of 0.
    match r {
        _ if !r.is_finite() => short(f64::NAN),
        _ if r <= -1.0 => short(r),
        _ if r < 0.0 => fixed(r, 3),
        _ => fixed((r * 1000.0).floor() / 1000.0, 3),
    }
}

/// The power of ten at or below a magnitude.
pub fn power_of(magnitude: f64) -> i32 {
    libm::log10(magnitude).floor() as i32
}

/// A value with this many decimals.
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = decimal::fixed(value.abs(), decimals);
    let (whole, rest) = text.split_at_checked(text.find('.').unwrap_or(text.len())).unwrap_or_default();
    let zero = text.bytes().all(|b| matches!(b, b'0' | b'.'));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    [sign, &group(whole), rest].concat()
}

/// A measured value, to three significant digits, without zeros at the end of its decimals.
pub fn plain(value: f64) -> String {
    // A number with a power of ten is written without such zeros anyway.
    without_zeros(short(value))
}

/// A number without zeros at the end of its decimals. One with a power of ten stays as it is.
pub fn without_zeros(number: String) -> String {
    match number.split_once('.') {
        Some((_, decimals)) if decimals.bytes().all(|b| b.is_ascii_digit()) => {
            number.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => number,
    }
}

/// A power of ten: as a plain number where the exponent is small, else with the exponent.
pub fn power_of_ten(exponent: i32) -> String {
    match exponent {
        0..=5 => grouped(10u64.pow(exponent as u32)),
        -4..=-1 => fixed(10f64.powi(exponent), exponent.unsigned_abs() as usize),
        _ => "10".to_owned() + &superscript(exponent),
    }
}

/// A number as one from 1 to 10, with at most this many decimals, times a power of ten.
pub fn scientific(value: f64, digits: usize) -> String {
    let (mantissa, exponent) = decimal::mantissa(value.abs(), digits);
    let mantissa = without_zeros(mantissa);
    let sign = if value < 0.0 { "−" } else { "" };
    let (mantissa, times) = if mantissa == "1" { ("", "") } else { (mantissa.as_str(), "·") };
    [sign, mantissa, times, "10", &superscript(exponent)].concat()
}

/// A number in raised digits, as an exponent.
pub fn superscript(n: i32) -> String {
    let raised = exchanged(n.unsigned_abs() as usize, ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]);
    if n < 0 { "⁻".to_owned() + &raised } else { raised }
}

/// A number in lowered digits, as an index.
pub fn subscript(n: usize) -> String {
    exchanged(n, ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"])
}

/// A number written with other digits, from that for 0 to that for 9.
fn exchanged(n: usize, digits: [&str; 10]) -> String {
    let mut text = String::new();
    for digit in n.to_string().bytes() {
        text += digits[usize::from(digit - b'0')];
    }
    text
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(12), "12");
        assert_eq!(ticked(0.30000000000000004, 0.1), "0.3");
        assert_eq!(ticked(-1e-17, 0.2), "0");
        assert_eq!(ticked(-1200.0, 200.0), "−1,200");
        assert_eq!(ticked(2e12, 1e12), "2·10¹²");
        assert_eq!(short(0.013_21), "0.0132");
        assert_eq!(short(553.4), "553");
        // Three digits, also where rounding makes it a digit longer.
        assert_eq!([0.999_999, 9.996, 99.97, 999.6].map(short), ["1.00", "10.0", "100", "1,000"]);
        assert_eq!([362.81, 129.7, 19305.2, 0.28, 0.0].map(finer), ["362.8", "129.7", "19,305", "0.2800", "0"]);
        assert_eq!(short(1.2e-6), "1.2·10⁻⁶");
        assert_eq!(short(f64::NAN), "–");
        assert_eq!(short(f64::NEG_INFINITY), "−∞");
        assert_eq!([1.0, 0.99999, 0.5, 1e-9, 0.0].map(r_squared), ["1.000", "0.999", "0.500", "0.000", "0.000"]);
        assert_eq!([-2e-16, -0.025, -1.5, -2_325_469.0].map(r_squared), ["0.000", "−0.025", "−1.50", "−2,325,469"]);
        assert_eq!(r_squared(f64::NAN), "–");
        assert_eq!(power_of_ten(-6), "10⁻⁶");
        assert_eq!(power_of_ten(-2), "0.01");
        assert_eq!(power_of_ten(3), "1,000");
    }
}
