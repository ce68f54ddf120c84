//! A law of one's own, typed as a formula of x: `900 - 24*x`, `x sin(x)`, `|x − 1|`, `2x² + 1`.
//!
//! The notation is that of school and of programming languages, as people mix them: `*`, `×` and `·`, or nothing at all between
//! factors; `^`, `**` and raised digits for powers; full-width signs; a comma or a point before decimals. Powers bind more than
//! signs (−x² is −(x²)) and go from the right, all else from the left: `1/2x` is `(1/2)·x`.
//! The same text gives the same numbers, bit for bit, everywhere: all functions are `libm`'s.

mod fault;
mod functions;
mod reader;
mod term;
#[cfg(test)]
mod tests;

pub use fault::{FormulaFault, MOST_SIGNS, Why};

use term::Term;

/// A formula of x that can be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    root: Term,
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
