//! Tables of points as text: what a person pastes or drops, and what they take home.

use super::classes;
use super::decimal;
use super::dialect::{self, Delimiter, Row};
use super::layout::{Layout, Marks};
use super::number::{self, Cell, Mark};
use super::point::Point;
use super::species::Species;

pub use super::number::MOST_MAGNITUDE;

/// The most points that are taken at once.
pub const MOST_POINTS: usize = 2000;

/// How many characters of an offending cell or row an error carries.
const MOST_QUOTED: usize = 40;

/// What was read from a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// At least one point, in the order of the rows.
    pub points: Vec<Point>,
    /// What the header calls x and y, without spaces around the names; `None` if there is no header.
    pub names: Option<(String, String)>,
    /// Whether a held-out column was given; without one, no point is held out.
    pub has_split: bool,
    /// Whether it is of classes: each row tells one, and y is the second measure. Only `read_classes` finds them.
    pub has_classes: bool,
}

/// Why a text was refused. Nothing is taken from a text that has one bad row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvError {
    /// It has no row besides blank lines, comments and a header.
    Empty,
    /// It has more than `MOST_POINTS` points.
    TooMany {
        /// How many points it has.
        found: usize,
    },
    /// A row cannot be read; it is the first such row.
    BadRow {
        /// The line on which the row begins; the first line of the text is 1.
        line: u64,
        /// What is wrong with it.
        reason: RowFault,
        /// The offending cell or row, at most 40 characters; one that was longer ends in `…`.
        text: String,
    },
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// It has fewer or more cells than the header or most other rows.
    Cells {
        /// How many cells it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// The cell of x or y is blank.
    Blank,
    /// The cell is not a number: words, a currency or unit sign, broken groups of thousands.
    NotANumber,
    /// The cell is `NaN` or infinite.
    NotFinite,
    /// The cell is beyond ±`MOST_MAGNITUDE`.
    TooLarge,
    /// The cell is a number, but with another decimal mark than most rows.
    DecimalMark,
    /// The mark in the cell may be a decimal mark or part thousands, and no other row tells which: `1,234`.
    AmbiguousNumber,
    /// A space in the row may part two cells or thousands: `3,5 420,7` and `1 200 3 400`.
    AmbiguousSpace,
    /// The held-out cell is none of 0, 1, true and false.
    HeldOut,
    /// The class cell is blank.
    NoClass,
    /// The class cell has a value besides two others, and they are not all numbers from 0 to 3.
    ThirdClass,
}

/// Why points given by script were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointFault {
    /// There are more than `MOST_POINTS`.
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// A coordinate is not a finite number.
    NotFinite {
        /// The place of the point in the list; the first is 0.
        index: usize,
    },
    /// A coordinate is beyond ±`MOST_MAGNITUDE`.
    TooLarge {
        /// The place of the point in the list; the first is 0.
        index: usize,
    },
}

/// Reads a table of points.
///
/// - Cells are parted by commas, semicolons, tabs or runs of spaces, whichever gives the most rows with two numbers.
///   They may be quoted (`"a ""b"""`). Lines end in LF, CR LF or CR. A byte order mark, blank lines, lines that begin
///   with `#` and spaces around cells are skipped.
/// - The first row is a header if neither its x nor its y is a number, or if it names a held-out column.
/// - x and y are the first two columns, of the first hundred, in which at least half of the rows have numbers. Every row
///   must have as many cells as the header, or as most rows if there is none; blank cells at the end of a row do not
///   count.
/// - A column called `held_out`, `held-out`, `held out`, `heldOut` (in any case) or `保留`, with 0, 1, true or false in
///   each row, gives the split.
/// - Numbers are those of `number.rs`. The decimal mark is one for the whole text: the one under which more cells are
///   numbers. If both do as well and would give different numbers (`1,234` in every row), the text is refused, except
///   that between commas a mark is known to be a decimal point if it is a point.
///
/// # Errors
/// The first row that cannot be read for sure, by its line; too many points; none at all.
pub fn read(text: &str) -> Result<Table, CsvError> {
    read_as(text, Layout::of_curve)
}

/// Reads a table of points that may tell the class of each, as `Table::has_classes` says; else it is read as by `read`.
///
/// It is a function of its own and no part of `read`, since whoever asks for a curve may have a third column of two values, and
/// their table says the same as before.
///
/// - The class stands in a column called `class`, `label`, `kind`, `group`, `type` (in any case), `类别` or `标签`; x₁ and x₂ are
///   found as x and y are, in the other columns.
/// - Without such a name it is the first column behind them that is not the held-out column, if that has exactly two values over
///   all rows: 0 and 1, or two words.
/// - Numbers from 0 to 3 are kinds: 1 the class that is asked for, 0, 2 and 3 the groups of the other. Of two other values that
///   one is asked for which is 1, true, yes, 是, cat or 猫 (in any case), else the one that comes second.
///
/// # Errors
/// As `read`; and the first row without a class or with a value too many.
pub fn read_classes(text: &str) -> Result<Table, CsvError> {
    read_as(text, Layout::of_classes)
}

fn read_as(text: &str, layout: fn(&[Row], Delimiter) -> Option<Layout>) -> Result<Table, CsvError> {
    let text = dialect::without_comments(text.trim_start_matches('\u{feff}'));
    // A header, as many points as may be, and one more: enough to guess by and to see that there are too many.
    let most_rows = MOST_POINTS + 2;
    let delimiter = dialect::sniff(&text, most_rows);
    let mut all_rows = dialect::rows(&text, delimiter);
    let rows: Vec<Row> = all_rows.by_ref().take(most_rows).collect();
    let Some(layout) = layout(&rows, delimiter) else {
        return Err(CsvError::Empty);
    };
    let data = rows.get(usize::from(layout.header)..).unwrap_or_default();
    if data.is_empty() {
        return Err(CsvError::Empty);
    }
    if data.len() > MOST_POINTS {
        return Err(CsvError::TooMany { found: data.len() + all_rows.count() });
    }
    let marks = Marks::of(data, &layout, delimiter);
    let kinds = layout.class.map(|column| {
        let cells: Vec<&str> = data.iter().map(|row| cell_of(row, column)).collect();
        classes::kinds(&cells)
    });
    let mut points = Vec::new();
    for (i, row) in data.iter().enumerate() {
        let kind = kinds.as_ref().map_or(Some(Species::default()), |kinds| kinds.get(i).copied().flatten());
        match point(row, &layout, marks, kind) {
            Ok(point) => points.push(point),
            Err((reason, text)) => {
                return Err(CsvError::BadRow { line: row.line, reason, text: shortened(text) });
            }
        }
    }
    Ok(Table { points, names: layout.names, has_split: layout.split.is_some(), has_classes: kinds.is_some() })
}

/// Writes points as a table that `read` reads back to the same bits: a header, then x, y and 0 or 1 for held out.
///
/// Numbers are the shortest that read back the same. Spaces around the names are dropped.
pub fn write(points: &[Point], names: (&str, &str)) -> String {
    written(points, names, false)
}

/// Writes points of classes as a table that `read_classes` reads back to the same bits and kinds: as `write`, with the class before
/// what is held out. It is 1 for the class that is asked for and 0 for the other; where that has more groups, 0, 2 and 3.
pub fn write_classes(points: &[Point], names: (&str, &str)) -> String {
    written(points, names, true)
}

fn written(points: &[Point], names: (&str, &str), with_classes: bool) -> String {
    let shortest = |value: f64| {
        // Below this the plain form is mostly zeros.
        if value != 0.0 && value.abs() < 1e-5 { decimal::scientific(value) } else { decimal::shortest(value) }
    };
    let class = if with_classes { ",class" } else { "" };
    let mut text = [&quoted(number::trim(names.0)), ",", &quoted(number::trim(names.1)), class, ",held_out\n"].concat();
    for p in points {
        text += &shortest(p.x);
        text.push(',');
        text += &shortest(p.y);
        if with_classes {
            text.push(',');
            text.push(char::from(b'0' + p.kind.number()));
        }
        text += if p.held_out { ",1\n" } else { ",0\n" };
    }
    text
}

/// A cell in quotes, if it has anything in it that could be taken for structure.
fn quoted(cell: &str) -> String {
    if !cell.contains([',', '"', '\r', '\n', '#']) {
        return cell.to_owned();
    }
    let mut text = "\"".to_owned();
    for c in cell.chars() {
        if c == '"' {
            text.push(c);
        }
        text.push(c);
    }
    text + "\""
}

/// Checks points given by script.
///
/// # Errors
/// Too many points, or the first point that is not finite or too large.
pub fn check(points: &[Point]) -> Result<(), PointFault> {
    if points.len() > MOST_POINTS {
        return Err(PointFault::TooMany { found: points.len() });
    }
    for (index, &Point { x, y, .. }) in points.iter().enumerate() {
        if !(x.is_finite() && y.is_finite()) {
            return Err(PointFault::NotFinite { index });
        }
        if x.abs() > MOST_MAGNITUDE || y.abs() > MOST_MAGNITUDE {
            return Err(PointFault::TooLarge { index });
        }
    }
    Ok(())
}

/// What is wrong with a row, and its cell or all of it to be quoted.
type Fault<'r> = (RowFault, &'r str);

/// The cell of a column; blank where the row is too short.
fn cell_of<'r>(row: &'r Row, column: usize) -> &'r str {
    row.cells.get(column).map_or("", String::as_str)
}

/// The point of a row, whose kind is `None` if its class cell does not tell it.
fn point<'r>(row: &'r Row, layout: &Layout, marks: Marks, kind: Option<Species>) -> Result<Point, Fault<'r>> {
    if (layout.doubtful_space)(row) {
        return Err((RowFault::AmbiguousSpace, row.raw));
    }
    let (fewest, most) = layout.cells;
    if row.cells.len() < fewest {
        return Err((RowFault::Cells { found: row.cells.len(), expected: fewest }, row.raw));
    }
    if row.width() > most {
        return Err((RowFault::Cells { found: row.width(), expected: most }, row.raw));
    }
    let (x, y) = (coordinate(row, layout.x, marks)?, coordinate(row, layout.y, marks)?);
    let mut held_out = false;
    if let Some(column) = layout.split {
        let cell = cell_of(row, column);
        held_out = match cell.to_ascii_lowercase().as_str() {
            "0" | "false" => false,
            "1" | "true" => true,
            _ => return Err((RowFault::HeldOut, cell)),
        };
    }
    let Some(kind) = kind else {
        let cell = layout.class.map_or("", |column| cell_of(row, column));
        return Err(if cell.is_empty() { (RowFault::NoClass, row.raw) } else { (RowFault::ThirdClass, cell) });
    };
    Ok(Point { x, y, kind, held_out })
}

fn coordinate<'r>(row: &'r Row, column: usize, marks: Marks) -> Result<f64, Fault<'r>> {
    let Some(cell) = row.cells.get(column) else {
        // The whole table has one column only.
        return Err((RowFault::Cells { found: row.cells.len(), expected: 2 }, row.raw));
    };
    let (mark, other) = match marks {
        Marks::Known(Mark::Comma) => (Mark::Comma, Mark::Point),
        Marks::Known(Mark::Point) | Marks::Either => (Mark::Point, Mark::Comma),
    };
    let (read, read_other) = (number::read(cell, mark), number::read(cell, other));
    let fault = match read {
        _ if matches!(marks, Marks::Either) && read != read_other => RowFault::AmbiguousNumber,
        Cell::Number(value) => return Ok(value),
        Cell::NotFinite => RowFault::NotFinite,
        Cell::TooLarge => RowFault::TooLarge,
        Cell::Blank => return Err((RowFault::Blank, row.raw)),
        Cell::Words if read_other.is_numeric() => RowFault::DecimalMark,
        Cell::Words => RowFault::NotANumber,
    };
    Err((fault, cell))
}

/// At most `MOST_QUOTED` characters on one line.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    let mut length = 0;
    // Where the last character is put that still leaves room for the ellipsis.
    let mut full = 0;
    for c in text.trim().chars() {
        length += 1;
        if length > MOST_QUOTED {
            short.truncate(full);
            short.push('…');
            break;
        }
        if length == MOST_QUOTED {
            full = short.len();
        }
        short.push(if c.is_control() { ' ' } else { c });
    }
    short
}

#[cfg(test)]
mod tests;
