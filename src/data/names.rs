//! What the columns of the user's own points are called.

/// The names of x and y, with their units, and whether x is a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of x.
    pub x: String,
    /// Of y.
    pub y: String,
    /// Whether x counts days since 1970.
    pub dated: bool,
}

impl Names {
    /// Of numbers.
    pub fn of(x: &str, y: &str) -> Names {
        Names { x: x.to_owned(), y: y.to_owned(), dated: false }
    }
}
