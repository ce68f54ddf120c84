//! Tables as people bring them: what stands where in a text, which columns are x and y, and what has to be left out.
//!
//! Nothing is refused because of one bad row, and nothing doubtful is decided in silence: what was guessed stands in
//! [`Reading::doubts`], what was left out in [`Reading::left`], and the user's [`Choices`] overrule each guess.
//!
//! A text goes through the files of this folder in this order: `encoding` (bytes to text, with the browser's decoders), `sniff` and
//! `dialect` (text to rows of cells), `joined` and `turned` (cells that were parted or stand sideways), `body` (where names and data stand), `columns`
//! (what each holds, by `cell`, `number`, `dress` and `date`), `roles` (which are x, y and the class) and `rows` (points).

mod body;
mod cell;
mod classes;
mod columns;
mod date;
pub(super) mod dialect;
mod dress;
pub mod encoding;
mod joined;
mod names;
mod number;
mod roles;
mod rows;
mod sniff;
mod turned;

pub use columns::{CellFault, Column, Kind};
pub use dialect::Delimiter;
pub use number::Mark;
pub use roles::Pick;
pub use rows::{Left, Why};

use self::body::{Body, LOOKED_AT};
use self::columns::Columns;
use self::dialect::Row;
use super::names::Names;
use super::point::Point;
pub use classes::positive;

/// How many rows a preview shows.
const SHOWN: usize = 6;

/// What the user has decided about a table; `None` leaves it to be guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The column of x.
    pub x: Option<Pick>,
    /// The column of y.
    pub y: Option<Pick>,
    /// The column that tells the class; `Some(None)` for none.
    pub label: Option<Option<usize>>,
    /// Whether the first row holds names.
    pub header: Option<bool>,
    /// The decimal mark.
    pub decimal: Option<Mark>,
    /// What parts the cells.
    pub delimiter: Option<Delimiter>,
    /// Whether dates like `3/4/2024` have their day first.
    pub day_first: Option<bool>,
    /// Whether the table is turned, so that its rows become columns.
    pub sideways: Option<bool>,
    /// What the number of a row is called, where it is x or y.
    pub row_name: String,
    /// What a date is called where its column has no name.
    pub date_name: String,
}

/// What nothing in a table tells for sure, and was guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Whether the first row holds names.
    Header,
    /// Whether `1,234` is about one or more than a thousand.
    Decimal,
    /// Whether commas both part cells and are decimal marks: `3,5,420,7`.
    Joined,
    /// Whether spaces part cells or thousands: `3,5 420,7`.
    Spaces,
    /// Whether `3/4/2024` is in March or in April.
    DayOrder,
    /// Whether rows are meant as columns.
    Sideways,
}

/// What was understood of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Whether the first row holds names.
    pub header: bool,
    /// What parts the cells.
    pub delimiter: Delimiter,
    /// The decimal mark.
    pub decimal: Mark,
    /// The columns, in the order of the table.
    pub columns: Vec<Column>,
    /// The column of x.
    pub x: Pick,
    /// The column of y.
    pub y: Pick,
    /// The column that tells the class.
    pub label: Option<usize>,
    /// Whether a column tells which points are held out.
    pub has_split: bool,
    /// How many rows of data there are.
    pub rows: usize,
    /// At most `MOST_POINTS` points, in the order of the rows. Of dates x is in days since 1970.
    pub points: Vec<Point>,
    /// What x and y are called, with their units, and whether x is a date; `None` if it is not and the table has no names.
    pub names: Option<Names>,
    /// The lines that are not among the points, in their order.
    pub left: Vec<Left>,
    /// Whether the points are a sample of the rows.
    pub sampled: bool,
    /// Whether dates like `3/4/2024` have their day first.
    pub day_first: bool,
    /// Whether the rows of the text became columns.
    pub sideways: bool,
    /// What was guessed.
    pub doubts: Vec<Doubt>,
    /// The first rows below the names, cell by cell, and whether they are among the points or may be drawn for them.
    pub head: Vec<(Vec<String>, bool)>,
}

impl Reading {
    /// Whether nothing about it needs to be looked at: two columns of numbers, maybe with a class and the split, of which every row
    /// was taken.
    pub fn is_clean(&self) -> bool {
        let columns = 2 + usize::from(self.label.is_some()) + usize::from(self.has_split);
        let rows = self.x != Pick::Row && self.y != Pick::Row;
        rows && self.columns.len() == columns && self.left.is_empty() && self.doubts.is_empty() && !self.sampled
    }
}

/// Why there is nothing to read in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is no row with a number or a date.
    NoNumbers,
    /// There are such rows, but of none could x and y be read.
    NoPoints,
}

/// Reads a text as a table; `seed` draws the sample where there are more than `MOST_POINTS` rows.
///
/// # Errors
/// There is nothing in it that could be a point.
pub fn read(text: &str, choices: &Choices, seed: u32) -> Result<Reading, Unread> {
    let reading = read_as_it_stands(text, choices, seed);
    match (&reading, joined::without_brackets(text)) {
        (Err(Unread::NoNumbers), Some(text)) => read_as_it_stands(&text, choices, seed),
        (Ok(_) | Err(_), _) => reading,
    }
}

fn read_as_it_stands(text: &str, choices: &Choices, seed: u32) -> Result<Reading, Unread> {
    let (said, text) = dialect::separator(text.trim_start_matches('\u{feff}'));
    let text = dialect::without_comments(text);
    let mut doubts = Vec::new();
    let delimiter = choices.delimiter.or(said).unwrap_or_else(|| {
        let (delimiter, doubtful) = joined::or_spaces(&text, sniff::sniff(&text, LOOKED_AT / 5));
        doubts.extend(doubtful.then_some(Doubt::Spaces));
        delimiter
    });
    let mut all: Vec<Row> = dialect::all_rows(&text, delimiter);
    doubts.extend(joined::join(&mut all, delimiter, choices.decimal).then_some(Doubt::Joined));
    let looks_sideways = turned::is_sideways(&all);
    let sideways = choices.sideways.unwrap_or(looks_sideways);
    if sideways {
        turned::turn(&mut all);
    }
    doubts.extend((looks_sideways && choices.sideways.is_none()).then_some(Doubt::Sideways));
    let body = Body::of(&all, delimiter, choices.header);
    let Columns { all: columns, mark, doubtful_marks } =
        columns::of(&all, &body, delimiter, (choices.decimal, choices.day_first));
    let Some(roles) = roles::guess(&columns, (choices.x, choices.y, choices.label)) else {
        return Err(Unread::NoNumbers);
    };
    let axes = [roles.x, roles.y].map(Pick::column);
    let on_axes = |at: usize| axes.contains(&Some(at));
    doubts.extend(body.doubtful.then_some(Doubt::Header));
    let marks = choices.decimal.is_none() && doubtful_marks.into_iter().any(on_axes);
    doubts.extend(marks.then_some(Doubt::Decimal));
    let order = columns.iter().enumerate().any(|(at, column)| column.order_is_doubtful && on_axes(at));
    doubts.extend((order && choices.day_first.is_none()).then_some(Doubt::DayOrder));
    let taken = rows::points(&all, &body, &columns, (roles, mark), seed);
    if taken.points.is_empty() {
        return Err(Unread::NoPoints);
    }
    let name = |pick: Pick, otherwise: &str| match pick {
        Pick::Row => choices.row_name.clone(),
        Pick::Column(at) => columns.get(at).map_or_else(String::new, |column| column.axis_name(otherwise)),
    };
    let named = body.header.is_some()
        || axes.contains(&None)
        || axes.iter().flatten().any(|at| columns.get(*at).is_some_and(|column| !column.unit.is_empty()));
    let dated = axes[0].is_some_and(|at| columns.get(at).is_some_and(|column| column.kind == Kind::Date));
    let names = (named || dated).then(|| Names {
        x: name(roles.x, if dated { &choices.date_name } else { "x" }),
        y: name(roles.y, "y"),
        dated,
    });
    let day_first = columns.iter().enumerate().any(|(at, column)| column.day_first && on_axes(at));
    let shown = all.get(body.first..).unwrap_or_default().iter().take(SHOWN);
    let is_taken = |row: &Row| !taken.left.iter().any(|left| left.line == row.line);
    let head = shown.map(|row| (row.cells.clone(), is_taken(row))).collect();
    Ok(Reading {
        header: body.header.is_some(),
        delimiter,
        decimal: mark,
        x: roles.x,
        y: roles.y,
        label: roles.label,
        has_split: roles.split.is_some(),
        rows: taken.rows,
        points: taken.points,
        names,
        left: taken.left,
        sampled: taken.sampled,
        day_first,
        sideways,
        doubts,
        head,
        columns,
    })
}

#[cfg(test)]
mod tests;
