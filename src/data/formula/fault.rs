//! Why a text is no formula.

/// The most signs that a formula may have.
pub const MOST_SIGNS: usize = 200;

/// Why a formula cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaFault {
    /// The place of the sign at which it is noticed; the first is 0, and the end of the text counts as one.
    pub at: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A number, x, a function or an opening bracket is missing.
    Missing,
    /// A name that is neither x nor a function nor a constant.
    Unknown(String),
    /// A sign that has no meaning here.
    Strange(char),
    /// A function without brackets around what it is taken of.
    NoBrackets(String),
    /// A bracket, or a bar, is never closed.
    Open(char),
    /// A bracket is closed that was never opened.
    Closed(char),
    /// A function of two numbers is given one.
    Second(String),
    /// It is longer than [`MOST_SIGNS`], or nested too deeply.
    TooLong,
}
