//! The parts of a formula, and what they are worth.

use super::functions::{Function, Pair};

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    X,
    Number(f64),
    Minus(Box<Term>),
    Of(Function, Box<Term>),
    Both(Pair, Box<[Term; 2]>),
}

impl Term {
    /// At this x.
    pub fn value(&self, x: f64) -> f64 {
        match self {
            Term::X => x,
            Term::Number(number) => *number,
            Term::Minus(of) => -of.value(x),
            Term::Of(function, of) => function.value(of.value(x)),
            Term::Both(pair, of) => pair.value(of[0].value(x), of[1].value(x)),
        }
    }
}
