//! Numbers as they are typed.

use crate::data::decimal::fixed;
use crate::text::number::{power_of, without_zeros};

/// At most six significant digits, and no grouping.
pub fn plain(value: f64) -> String {
    let digits = if value == 0.0 { 0 } else { (5 - power_of(value.abs())).clamp(0, 12) };
    without_zeros(fixed(value, digits as usize))
}
