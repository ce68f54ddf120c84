//! Points that belong together: where they came from, and the frame in which they are seen.

use super::range::Range;
use super::source::Source;
use crate::data::{Law, Names, Pattern, Point};
use crate::view::{Quantity, Span};
use std::rc::Rc;

/// The user's own points as they are kept from one visit to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPoints {
    /// The points with their split.
    pub points: Vec<Point>,
    /// The names of the columns, if a table gave them.
    pub names: Option<Names>,
    /// Where they came from before they were touched.
    pub source: Source,
}

/// Points that belong together.
#[derive(Clone)]
pub struct Cloud {
    /// Shared with the model that learns from them.
    pub all: Rc<Vec<Point>>,
    /// Where they come from, also after the user has moved some of them.
    pub source: Source,
    /// The names of the columns, if a table gave them.
    pub names: Option<Names>,
    /// What the axes show.
    pub frame: (Span, Span),
}

impl Cloud {
    /// The frame that holds all points, and the law or the pattern, with room to drag.
    pub fn around(&self) -> (Span, Span) {
        let (mut x, mut y) = (Range::default(), Range::default());
        for point in self.all.iter() {
            x.add(point.x);
            y.add(point.y);
        }
        match self.source {
            Source::Law(law) => {
                let (lo, hi) = law.domain();
                [lo, hi].into_iter().for_each(|end| x.add(end));
                for i in 0..=64 {
                    y.add(law.value(lo + (hi - lo) * f64::from(i) / 64.0));
                }
                (x.padded(0.0), y.padded(0.12))
            }
            Source::Pattern(pattern) => {
                let (across, up) = pattern.frame();
                [across.0, across.1].into_iter().for_each(|end| x.add(end));
                [up.0, up.1].into_iter().for_each(|end| y.add(end));
                (x.padded(0.0), y.padded(0.0))
            }
            Source::Table => (x.padded(0.05), y.padded(0.12)),
            Source::ClassTable => (x.padded(0.08), y.padded(0.08)),
        }
    }

    /// Where a question about this x is asked: of dates, where days lie close together, at the beginning of one.
    pub fn asked(&self, x: f64) -> f64 {
        let in_days = self.frame.0.hi - self.frame.0.lo > 10.0 && self.names.as_ref().is_some_and(|names| names.dated);
        if in_days { x.round() } else { x }
    }

    /// What x and y measure.
    pub fn quantity(&self) -> Quantity<'_> {
        match (&self.names, self.source) {
            (Some(Names { x, y, dated: false }), _) => Quantity::Named(x, y),
            (Some(Names { x, y, dated: true }), _) => Quantity::Dated(x, y),
            (None, Source::Law(Law::Houses | Law::Clusters | Law::Town | Law::Railway)) => Quantity::Houses,
            (None, Source::Law(Law::Sine | Law::Cubic | Law::Abs | Law::Step) | Source::Table) => Quantity::Plain,
            (None, Source::Pattern(Pattern::Cats)) => Quantity::Animals,
            (None, Source::Pattern(_) | Source::ClassTable) => Quantity::Inputs,
        }
    }
}

/// Where the first question stands: right of the middle.
pub fn ask_at(x: Span) -> f64 {
    x.lo + 0.56 * (x.hi - x.lo)
}

/// A point that training sees.
pub fn index_of_training(points: &[Point]) -> Option<usize> {
    points.iter().position(|p| !p.held_out)
}
