//! Points: where they come from, how they are split, how they go in and out. It names nothing of ours.

pub mod species;

pub mod point;

pub mod generate;

pub mod pattern;

pub mod split;

pub mod streams;

pub mod decimal;

pub mod csv;

pub mod bytes;

mod classes;
mod dialect;
mod draws;
mod layout;
mod natural;
mod number;
pub mod packed;

pub use csv::{
    CsvError, MOST_MAGNITUDE, MOST_POINTS, PointFault, RowFault, Table, check, read, read_classes, write, write_classes,
};
pub use draws::sine;
pub use generate::Law;
pub use pattern::Pattern;
pub use point::Point;
pub use species::Species;
pub use split::split;
pub use streams::Stream;
