//! What one cell of a table says by itself.

use super::date::{self, Dated};
use super::dress::{self, Dressed};

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// That nothing was measured.
    Missing,
    /// A number, with its unit.
    Number(Dressed),
    /// A date.
    Date(Dated),
    /// Anything else.
    Word,
}

impl Seen {
    /// Whether it is what a model can learn from.
    pub fn is_value(&self) -> bool {
        matches!(self, Seen::Number(_) | Seen::Date(_))
    }
}

/// How people and programs write that nothing was measured, in small letters.
const MISSING: [&str; 35] = [
    "",
    "na",
    "n/a",
    "n.a.",
    "#n/a",
    "nan",
    "null",
    "nil",
    "none",
    "missing",
    "unknown",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    "?",
    "??",
    ".",
    "..",
    "...",
    "…",
    "/",
    "*",
    "暂无",
    "无",
    "無",
    "缺失",
    "未知",
    "不详",
    "暂无数据",
    "k.a.",
    "k. a.",
    "#value!",
];

/// Errors of a spreadsheet.
const ERRORS: [&str; 5] = ["#div/0!", "#ref!", "#name?", "#num!", "#null!"];

/// Reads a cell without spaces around it.
pub fn see(cell: &str) -> Seen {
    if is_missing(cell) {
        return Seen::Missing;
    }
    if let Some(date) = date::read(cell) {
        return Seen::Date(date);
    }
    if let Some(dressed) = dress::read(cell) {
        return Seen::Number(dressed);
    }
    // `１月１日` and the like, in full-width digits.
    match date::read(&dress::narrow(cell)) {
        Some(date) => Seen::Date(date),
        None => Seen::Word,
    }
}

/// Whether a cell says that there is nothing. Names may be so short, too: in a header nothing is missing but blanks.
pub fn is_missing(cell: &str) -> bool {
    // The longest is a dozen bytes.
    if cell.len() > 16 {
        return false;
    }
    let cell = cell.to_lowercase();
    MISSING.contains(&cell.as_str()) || ERRORS.contains(&cell.as_str())
}

/// The numbers that programs put where nothing was measured.
pub fn is_placeholder(value: f64) -> bool {
    [-99.0, -999.0, -9999.0, -99_999.0, -999.9, -999.99, 999.0, 9999.0, 99_999.0, 999_999.0].contains(&value)
}
