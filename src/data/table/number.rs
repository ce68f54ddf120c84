//! A bare number as text, under either decimal mark. What is not surely a number is none.
//!
//! Accepted:
//! - a sign `+`, `-`, `−` (U+2212) or `–`, then digits with at most one decimal mark: `3`, `-3.5`, `.5`, `5.`, `3,5`;
//! - an exponent: `1.5e-7`;
//! - thousands in groups of three digits after a first group of one to three that does not begin with 0, parted by the mark that is
//!   not the decimal mark, by an apostrophe or by a space (common, no-break, narrow no-break or thin), but by one kind in a number and
//!   not together with an exponent: `1,200.5`, `1.200,5`, `420 000`, `450'000`;
//! - the same in groups of two before the last of three, as India writes: `4,50,000`.

use crate::data::decimal;

/// The character that parts whole from fraction; the other one may then part thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `3.5`
    Point,
    /// `3,5`
    Comma,
}

/// What a text says as a number, under either decimal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Number {
    /// Where the point is the decimal mark.
    pub point: Option<f64>,
    /// Where the comma is.
    pub comma: Option<f64>,
}

impl Number {
    /// The same under both.
    pub fn surely(value: f64) -> Number {
        Number { point: Some(value), comma: Some(value) }
    }

    /// Under this mark.
    pub fn under(self, mark: Mark) -> Option<f64> {
        match mark {
            Mark::Point => self.point,
            Mark::Comma => self.comma,
        }
    }

    /// Whether it is one at all.
    pub fn is_any(self) -> bool {
        self.point.is_some() || self.comma.is_some()
    }

    /// Both values, changed alike.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Number {
        Number { point: self.point.map(&change), comma: self.comma.map(change) }
    }
}

/// Removes the spaces around a text, and a byte order mark left over from joining files.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// Reads a bare number; `1e999` is infinite.
pub fn read(text: &str) -> Number {
    let (negative, unsigned) = sign(text);
    let under = |mark: Mark| {
        let value = decimal::read(&plain(unsigned, mark)?)?;
        Some(if negative { -value } else { value })
    };
    // Most numbers have no mark but a point.
    if unsigned.bytes().all(|b| b.is_ascii_digit()) {
        let value = under(Mark::Point);
        return Number { point: value, comma: value };
    }
    Number { point: under(Mark::Point), comma: under(Mark::Comma) }
}

/// Whether it is negative, and the rest behind the sign.
pub fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}', '–']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The same number as Rust writes it: no sign, no groups, a decimal point. `None` if it is not a number.
fn plain(text: &str, mark: Mark) -> Option<String> {
    let (point, group) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let whole = if digits(whole) {
        whole.to_owned()
    } else if whole.is_empty() && mark == Mark::Point && fraction.is_some_and(|f| !f.is_empty()) {
        // `.5` is a number; `,5` is more likely a missing cell.
        "0".to_owned()
    } else if exponent.is_none() {
        ungrouped(whole, group)?
    } else {
        return None;
    };
    let fraction = match fraction {
        None => "0",
        Some("") if mark == Mark::Point => "0",
        Some(fraction) if digits(fraction) => fraction,
        Some(_) => return None,
    };
    let exponent = match exponent {
        None => "0".to_owned(),
        Some(exponent) => {
            let (negative, power) = sign(exponent);
            if !digits(power) {
                return None;
            }
            if negative { "-".to_owned() + power } else { power.to_owned() }
        }
    };
    Some([whole.as_str(), ".", fraction, "e", exponent.as_str()].concat())
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// What parts thousands besides the other mark. No digit is part of it.
const GROUPS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// The digits of a whole number in groups parted by `group` or by one of `GROUPS`.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let part = whole.chars().find(|c| !c.is_ascii_digit())?;
    if part != group && !GROUPS.contains(&part) {
        return None;
    }
    let groups: Vec<&str> = whole.split(part).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let are = |groups: &[&str], length: usize| groups.iter().all(|group| digits(group) && group.len() == length);
    let right = digits(first) && !first.starts_with('0') && are(&[last], 3);
    let thousands = first.len() <= 3 && are(middle, 3);
    let lakhs = first.len() <= 2 && !middle.is_empty() && are(middle, 2);
    (right && (thousands || lakhs)).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_under_a_decimal_point() {
        let cases = [
            ("3", 3.0),
            ("-3.5", -3.5),
            ("+3.5", 3.5),
            ("\u{2212}3.5", -3.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("007", 7.0),
            ("1.5e-7", 1.5e-7),
            ("1E+3", 1000.0),
            ("1,200.5", 1200.5),
            ("1,234,567", 1_234_567.0),
            ("1 200.5", 1200.5),
            ("420\u{a0}000", 420_000.0),
            ("420\u{202f}000", 420_000.0),
            ("450'000", 450_000.0),
            ("450’000.5", 450_000.5),
            ("4,50,000", 450_000.0),
            ("1,23,45,678", 12_345_678.0),
            ("1e12", 1e12),
            ("0e999", 0.0),
        ];
        for (text, value) in cases {
            assert_eq!(read(text).point, Some(value), "{text}");
        }
    }

    #[test]
    fn numbers_under_a_decimal_comma() {
        let cases =
            [("3,5", 3.5), ("1.200,5", 1200.5), ("420.000", 420_000.0), ("-1 200,5", -1200.5), ("1,5e3", 1500.0)];
        for (text, value) in cases {
            assert_eq!(read(text).comma, Some(value), "{text}");
        }
        for text in ["3.5", ",5", "5,", "0.125", "1.2345", "1,2,3", "1.234e5"] {
            assert_eq!(read(text).comma, None, "{text}");
        }
    }

    #[test]
    fn what_is_not_surely_a_number_is_none() {
        let words = [
            "",
            " ",
            "€5",
            "5 km",
            "5%",
            "0x10",
            "1e",
            "e5",
            "1e1.5",
            "--1",
            "- 1",
            ".",
            "1.2.3",
            "12,00",
            "1,2345",
            "0,123",
            "1234,567",
            "1,234 567",
            "1 2",
            "1  200",
            "٣",
            "#N/A",
            "-",
            "1,234e2",
            "1,23,45",
            "123,45,678",
        ];
        for text in words {
            assert_eq!(read(text).point, None, "{text}");
        }
    }
}
