//! A law that was typed: points drawn from it, and what it shares with the laws that are offered.

use std::rc::Rc;

use rand_core::Rng;

use super::draws::between;
use super::formula::Formula;
use super::generate::{Law, deviation, drawn};
use super::limits::MOST_MAGNITUDE;
use super::point::Point;

/// A law of one's own: a formula over a range of x.
#[derive(Clone, Debug)]
pub struct Typed {
    text: String,
    formula: Formula,
    domain: (f64, f64),
}

/// A true law y = f(x), whoever made it.
#[derive(Clone, Debug)]
pub enum Truth {
    /// One that is offered.
    Law(Law),
    /// One that was typed.
    Typed(Rc<Typed>),
}

impl Typed {
    /// The law of a text from the least to the greatest x; `None` for a text that is no formula.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn read(text: &str, domain: (f64, f64)) -> Option<Typed> {
        let formula = Formula::read(text).ok()?;
        Some(Typed { text: text.to_owned(), formula, domain })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The true y at `x`; not finite where it has none, or one that is too large to be trained on.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn value(&self, x: f64) -> f64 {
        let y = self.formula.value(x);
        if y.abs() <= MOST_MAGNITUDE { y } else { f64::NAN }
    }

    /// The least and the greatest x that a generated point can have.
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }

    /// Points as [`Law::generate`] draws them, but for places where the law has no value: there is none there.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn generate(&self, count: usize, noise: f64, rng: &mut impl Rng) -> Vec<Point> {
        let at = |t: f64| {
            let x = between(self.domain, t);
            (x, self.value(x))
        };
        let mut points = drawn(count, noise * deviation(|t| at(t).1), rng, at);
        points.retain(|point| point.y.is_finite());
        points
    }
}

/// Of typed laws only the very same one is equal: what is typed again is read again.
impl PartialEq for Truth {
    fn eq(&self, other: &Truth) -> bool {
        match (self, other) {
            (Truth::Law(law), Truth::Law(other)) => law == other,
            (Truth::Typed(law), Truth::Typed(other)) => Rc::ptr_eq(law, other),
            (Truth::Law(_), Truth::Typed(_)) | (Truth::Typed(_), Truth::Law(_)) => false,
        }
    }
}

impl Truth {
    /// The true y at `x`, without noise.
    pub fn value(&self, x: f64) -> f64 {
        match self {
            Truth::Law(law) => law.value(x),
            Truth::Typed(law) => law.value(x),
        }
    }

    /// The least and the greatest x that a generated point can have.
    pub fn domain(&self) -> (f64, f64) {
        match self {
            Truth::Law(law) => law.domain(),
            Truth::Typed(law) => law.domain(),
        }
    }
}
