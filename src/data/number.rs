//! One cell of a table as a number, under either decimal mark. What is not surely a number is none.
//!
//! Accepted, with spaces around it ignored:
//! - a sign `+`, `-` or `−` (U+2212), then digits with at most one decimal mark: `3`, `-3.5`, `.5`, `5.`, `3,5`;
//! - an exponent: `1.5e-7`;
//! - thousands in groups of exactly three digits after a first group of one to three that does not begin with 0,
//!   parted by the mark that is not the decimal mark, or by a space (common, no-break, narrow no-break or thin), but by
//!   one kind in a cell and not together with an exponent: `1,200.5`, `1.200,5`, `420 000`.
//!
//! Currency signs, units, percent signs, underscores and hexadecimal digits are not accepted.

use super::decimal;

/// The greatest magnitude accepted, so that squares and sums of squares still fit the `f32` of training.
pub const MOST_MAGNITUDE: f64 = 1e12;

/// The character that parts whole from fraction; the other one may then part thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `3.5`
    Point,
    /// `3,5`
    Comma,
}

/// What a cell holds under one decimal mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Nothing but spaces.
    Blank,
    /// A finite number of at most `MOST_MAGNITUDE`.
    Number(f64),
    /// `NaN`, `inf` and the like: meant as a number, but none to train on.
    NotFinite,
    /// A number beyond `MOST_MAGNITUDE`.
    TooLarge,
    /// Anything else.
    Words,
}

impl Cell {
    /// Whether it was meant as a number, good or not: such a cell is no header.
    pub fn is_numeric(self) -> bool {
        matches!(self, Cell::Number(_) | Cell::NotFinite | Cell::TooLarge)
    }
}

/// Whether a cell was meant as a number under either decimal mark.
pub fn is_numeric(text: &str) -> bool {
    read(text, Mark::Point).is_numeric() || read(text, Mark::Comma).is_numeric()
}

/// Removes the spaces around a cell, and a byte order mark left over from joining files.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// Reads a cell whose decimal mark is `mark`.
pub fn read(text: &str, mark: Mark) -> Cell {
    let text = trim(text);
    if text.is_empty() {
        return Cell::Blank;
    }
    let (negative, unsigned) = sign(text);
    if ["nan", "inf", "infinity", "∞"].contains(&unsigned.to_ascii_lowercase().as_str()) {
        return Cell::NotFinite;
    }
    let Some(plain) = plain(unsigned, mark) else {
        return Cell::Words;
    };
    match decimal::read(&plain) {
        Some(value) if value > MOST_MAGNITUDE => Cell::TooLarge,
        Some(value) => Cell::Number(if negative { -value } else { value }),
        None => Cell::Words,
    }
}

/// Whether it is negative, and the rest behind the sign.
fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        (true, rest)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    }
}

/// The same number as Rust writes it: no sign, no groups, a decimal point. `None` if it is not a number.
fn plain(text: &str, mark: Mark) -> Option<String> {
    let (decimal, group) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once(decimal) {
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

/// The digits of a whole number in groups of three parted by `group` or by one kind of space.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let part = whole.chars().find(|c| !c.is_ascii_digit())?;
    if part != group && ![' ', '\u{a0}', '\u{202f}', '\u{2009}'].contains(&part) {
        return None;
    }
    let mut groups = whole.split(part);
    let first = groups.next()?;
    let right = digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && groups.all(|group| digits(group) && group.len() == 3);
    right.then(|| whole.chars().filter(|c| *c != part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_under_a_decimal_point() {
        let cases = [
            ("3", 3.0),
            (" -3.5\t", -3.5),
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
            ("1e12", 1e12),
            ("0e999", 0.0),
        ];
        for (text, value) in cases {
            assert_eq!(read(text, Mark::Point), Cell::Number(value), "{text}");
        }
    }

    #[test]
    fn numbers_under_a_decimal_comma() {
        let cases =
            [("3,5", 3.5), ("1.200,5", 1200.5), ("420.000", 420_000.0), ("-1 200,5", -1200.5), ("1,5e3", 1500.0)];
        for (text, value) in cases {
            assert_eq!(read(text, Mark::Comma), Cell::Number(value), "{text}");
        }
        for text in ["3.5", ",5", "5,", "0.125", "1.2345", "1,2,3", "1.234e5"] {
            assert_eq!(read(text, Mark::Comma), Cell::Words, "{text}");
        }
    }

    #[test]
    fn what_is_not_surely_a_number_is_none() {
        let words = [
            "€5",
            "5 km",
            "5%",
            "1_000",
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
            "1'200",
            "٣",
            "３",
            "#N/A",
            "-",
            "1,234e2",
        ];
        for text in words {
            assert_eq!(read(text, Mark::Point), Cell::Words, "{text}");
        }
        for text in ["", " ", "\u{a0}\u{3000}"] {
            assert_eq!(read(text, Mark::Point), Cell::Blank);
        }
        for text in ["NaN", "-inf", "Infinity", "\u{2212}∞"] {
            assert_eq!(read(text, Mark::Point), Cell::NotFinite, "{text}");
        }
        for text in ["1e999", "-1000000000001", "1.0000001e12"] {
            assert_eq!(read(text, Mark::Point), Cell::TooLarge, "{text}");
        }
    }
}
