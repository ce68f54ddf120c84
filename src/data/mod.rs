//! Points: where they come from, how they are split, how they go in and out. It names nothing of ours.

pub mod species;

pub mod point;

pub mod formula;

pub mod generate;

pub mod pattern;

pub mod split;

pub mod streams;

pub mod decimal;

pub mod csv;

pub mod bytes;

pub mod calendar;

pub mod table;

mod draws;
mod limits;
mod names;
mod natural;
pub mod packed;
mod typed;

pub use csv::{read_back, write, write_classes};
pub use draws::sine;
pub use formula::{Formula, FormulaFault};
pub use generate::Law;
pub use limits::{MOST_MAGNITUDE, MOST_POINTS, PointFault, check};
pub use names::Names;
pub use pattern::Pattern;
pub use point::{Point, Role};
pub use species::Species;
pub use split::split;
pub use streams::Stream;
pub use typed::{Truth, Typed};
