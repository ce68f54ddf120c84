//! A law of one's own, typed as a formula of x: `900 - 24*x`, `x sin(x)`, `|x − 1|`, `2x² + 1`.
//!
//! The notation is that of school and of programming languages, as people mix them: `*`, `×` and `·`, or nothing at all between
//! factors; `^`, `**` and raised digits for powers; full-width signs; a comma or a point before decimals. Powers bind more than
//! signs (−x² is −(x²)) and go from the right, all else from the left: `1/2x` is `(1/2)·x`.
//! The same text gives the same numbers, bit for bit, everywhere: all functions are `libm`'s.

mod functions;
mod reader;
#[cfg(test)]
mod tests;

use functions::{Function, Pair};

/// The most signs that a formula may have.
pub const MOST_SIGNS: usize = 200;

/// A formula of x that can be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    root: Term,
}

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

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
enum Term {
    X,
    Number(f64),
    Minus(Box<Term>),
    Of(Function, Box<Term>),
    Both(Pair, Box<[Term; 2]>),
}

impl Formula {
    /// Reads a formula; what it is called, as in `y = …` or `f(x) = …`, may stand before it.
    ///
    /// # Errors
    /// The first fault, with its place.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn read(text: &str) -> Result<Formula, FormulaFault> {
        reader::read(text).map(|root| Formula { root })
    }

    /// y at `x`. Not finite where the formula has no value, as `1/x` at 0 and `ln(x)` below it.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn value(&self, x: f64) -> f64 {
        self.root.value(x)
    }
}

impl Term {
    fn value(&self, x: f64) -> f64 {
        match self {
            Term::X => x,
            Term::Number(number) => *number,
            Term::Minus(of) => -of.value(x),
            Term::Of(function, of) => function.value(of.value(x)),
            Term::Both(pair, of) => pair.value(of[0].value(x), of[1].value(x)),
        }
    }
}
