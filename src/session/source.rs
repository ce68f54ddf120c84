//! Where points come from, and with it what is asked of a model that learns from them.

use super::settings::Dataset;
use crate::data::{Law, Pattern};

/// Where points come from, also after the user has moved some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Drawn around a law: a curve is asked for.
    Law(Law),
    /// Drawn in a pattern: a class is asked for.
    Pattern(Pattern),
    /// Drawn around a law of the user's own, a formula: a curve is asked for.
    Formula,
    /// A table of the user's, x and y: a curve is asked for.
    Table,
    /// A table of the user's, x₁, x₂ and the class: a class is asked for.
    ClassTable,
}

impl Source {
    /// Whether a class is asked for.
    pub fn tells_classes(self) -> bool {
        self.own().tells_classes()
    }

    /// Whether the user brought the points.
    pub fn is_table(self) -> bool {
        match self {
            Source::Table | Source::ClassTable => true,
            Source::Law(_) | Source::Formula | Source::Pattern(_) => false,
        }
    }

    /// What such points are called once the user has touched them.
    pub fn own(self) -> Dataset {
        match self {
            Source::Law(_) | Source::Formula | Source::Table => Dataset::Own,
            Source::Pattern(_) | Source::ClassTable => Dataset::OwnClasses,
        }
    }

    /// What they were called before they were touched; of a table, the user's own.
    pub fn dataset(self) -> Dataset {
        match self {
            Source::Law(law) => Dataset::Law(law),
            Source::Formula => Dataset::Formula,
            Source::Pattern(pattern) => Dataset::Pattern(pattern),
            Source::Table => Dataset::Own,
            Source::ClassTable => Dataset::OwnClasses,
        }
    }

    /// The table of the user's that asks for the same.
    pub fn as_table(self) -> Source {
        if self.tells_classes() { Source::ClassTable } else { Source::Table }
    }
}
