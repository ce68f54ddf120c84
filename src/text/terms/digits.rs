//! Numbers as they are printed, together with the value that stands there then.

use crate::data::decimal;
use crate::text::number::{self, power_of, short};

/// The most decimals that are printed.
const MOST: i32 = 10;
/// From this magnitude on numbers are written with a power of ten, from which nothing is to be computed.
const HUGE: f64 = 1e9;

/// What stands before a result that the printed numbers give, and before one that they give nearly.
pub const EQUAL: &str = "=";
/// The other.
pub const NEARLY: &str = "≈";

/// A number as it is printed.
pub struct Printed {
    /// Its text.
    pub text: String,
    /// What the text says.
    pub value: f64,
    /// Half of its last decimal.
    half: f64,
    /// How many decimals it was rounded to.
    places: i32,
}

impl Printed {
    /// Rounded to so many decimals.
    pub fn new(value: f64, decimals: i32) -> Printed {
        let places = decimals.clamp(0, MOST);
        let text = decimal::fixed(value, places as usize);
        let value = decimal::read(&text).unwrap_or(f64::NAN);
        Printed { text: number::fixed(value, places as usize), value, half: 0.5 * 10f64.powi(-places), places }
    }

    /// One that is too large or too small to be written out, or no number.
    pub fn rough(value: f64) -> Printed {
        Printed { text: short(value), value, half: 0.0, places: 0 }
    }

    /// Rounded to so many significant digits, without zeros at the end.
    pub fn significant(value: f64, digits: i32) -> Printed {
        let printed = Printed::new(value, decimals(value, digits));
        Printed { text: number::without_zeros(printed.text), ..printed }
    }

    /// How many decimals it was rounded to.
    pub fn places(&self) -> i32 {
        self.places
    }

    /// Whether it is what rounding makes of every value that is no farther than this from that one.
    pub fn is_of_all(&self, value: f64, apart: f64) -> bool {
        (value - self.value).abs() + apart < 0.999 * self.half
    }

    /// Whether it is what rounding makes of this value, and no close call.
    pub fn is_of(&self, value: f64) -> bool {
        (value - self.value).abs() < 0.999 * self.half
    }
}

/// How many decimals show so many significant digits of a value.
pub fn decimals(value: f64, digits: i32) -> i32 {
    if value == 0.0 || !value.is_finite() { 0 } else { (digits - 1 - power_of(value.abs())).clamp(0, MOST) }
}

/// Whether a value can be written out.
pub fn is_plain(value: f64) -> bool {
    value.abs() < HUGE
}

/// A negative number in parentheses, to stand behind a sign.
pub fn enclosed(number: &str) -> String {
    if number.starts_with('−') { ["(", number, ")"].concat() } else { number.to_owned() }
}

/// Another factor or summand of a sum: " + 2" or " − 2", and for the first "2" or "−2".
pub fn signed(first: bool, value: f64, magnitude: &str) -> String {
    let sign = match (first, value < 0.0) {
        (true, true) => "−",
        (true, false) => "",
        (false, true) => " − ",
        (false, false) => " + ",
    };
    [sign, magnitude].concat()
}

/// A number from which nothing is computed.
pub fn rough(value: f64) -> String {
    short(value)
}
