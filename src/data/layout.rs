//! What a table means: which columns are x, y, the split and the class, whether there is a header, and which decimal mark it has.

use super::classes::{names_class, numbered, values};
use super::dialect::{Delimiter, Row};
use super::number::{self, Mark};

/// How many columns are looked at for numbers.
const MOST_COLUMNS: usize = 100;

/// Which columns mean what.
pub struct Layout {
    /// The column of x.
    pub x: usize,
    /// The column of y, behind that of x.
    pub y: usize,
    /// The held-out column, if the header names one.
    pub split: Option<usize>,
    /// The class column, if classes are asked for and there is one.
    pub class: Option<usize>,
    /// Whether the first row is a header.
    pub header: bool,
    /// What the header calls x and y.
    pub names: Option<(String, String)>,
    /// The fewest and the most cells of a row.
    pub cells: (usize, usize),
    /// Whether a space may have been meant to part thousands where it parted, or could have parted, cells.
    pub doubtful_space: fn(&Row) -> bool,
}

impl Layout {
    /// Finds the columns of a curve; `None` if there are no rows.
    pub fn of_curve(rows: &[Row], delimiter: Delimiter) -> Option<Layout> {
        Layout::beside(None, rows, delimiter)
    }

    /// Finds the columns of a table that may tell classes; `None` if there are no rows. Without a class it is that of a curve.
    pub fn of_classes(rows: &[Row], delimiter: Delimiter) -> Option<Layout> {
        let first = rows.first()?;
        // As with the split: what is behind x and y counts.
        let named = first.cells.iter().rposition(|cell| names_class(cell));
        let layout = Layout::beside(named, rows, delimiter)?;
        // The word may stand in a row that is no header, above one of only two columns, or in a header that cannot be parted.
        if layout.class.is_some() && layout.names.is_some() && layout.y < first.cells.len() {
            return Some(layout);
        }
        let mut layout = Layout::of_curve(rows, delimiter)?;
        let data = rows.get(usize::from(layout.header)..).unwrap_or_default();
        let third = (layout.y + 1..).find(|column| Some(*column) != layout.split);
        layout.class = third.filter(|column| tells_two(data, *column));
        Some(layout)
    }

    /// Finds the columns beside that of the class.
    fn beside(class: Option<usize>, rows: &[Row], delimiter: Delimiter) -> Option<Layout> {
        let first = rows.first()?;
        let data = rows.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(rows);
        // Behind x and y there may be a name that equals that of the split, so the last one counts.
        let split = first.cells.iter().rposition(|cell| names_split(cell));

        let numbers = |column: usize| data.iter().filter(|row| is_numeric(row.cells.get(column))).count();
        // At least as many that two are left for x and y.
        let least = if class.is_some() { 4 } else { 3 };
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).clamp(least, MOST_COLUMNS);
        let (mut numeric, others): (Vec<usize>, Vec<usize>) = (0..widest)
            .filter(|column| ![split, class].contains(&Some(*column)))
            .partition(|column| 2 * numbers(*column) >= data.len());
        numeric.truncate(2);
        // Too few columns of numbers: let the leading others stand for them, so that the error names a cell there.
        numeric.extend(others.into_iter().take(2 - numeric.len()));
        let &[first_found, last_found] = numeric.as_slice() else {
            return None;
        };
        let (x, y) = (first_found.min(last_found), first_found.max(last_found));

        let (at_x, at_y) = (first.cells.get(x), first.cells.get(y));
        let numbers = is_numeric(at_x) || is_numeric(at_y);
        let measures = is_measure(at_x) && is_measure(at_y);
        let header = split.is_some() || !(numbers || measures);
        let usual = usual_cells(if header { data } else { rows });
        let name = |cell: Option<&String>| cell.cloned().unwrap_or_default();
        let mut names = header.then(|| (name(at_x), name(at_y)));
        let mut cells = if header { (first.width(), first.cells.len()) } else { usual };
        if header && delimiter == Delimiter::Space && cells.0 > usual.1 {
            // Names of several words cannot be told apart.
            (names, cells) = (None, usual);
        }
        // A header is parted as its rows are, and it has no thousands.
        let doubtful_space = match delimiter {
            Delimiter::Comma if names.is_none() => comma_or_space,
            Delimiter::Space if names.is_none() => space_or_thousands,
            Delimiter::Tab | Delimiter::Semicolon | Delimiter::Comma | Delimiter::Space => |_: &Row| false,
        };
        Some(Layout { x, y, split, class, header, names, cells, doubtful_space })
    }
}

fn names_split(cell: &str) -> bool {
    ["held_out", "held-out", "held out", "heldout", "保留"].contains(&cell.to_ascii_lowercase().as_str())
}

/// Whether a column that no header names tells one of two classes in every row: by 0 and 1, or by two words.
fn tells_two(rows: &[Row], column: usize) -> bool {
    let cells: Vec<&str> = rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str).collect();
    let label = |cell: &&str| numbered(cell).is_some_and(|kind| kind.number() <= 1);
    let word = |cell: &&str| {
        let cell = (*cell).to_owned();
        !cell.is_empty() && !is_numeric(Some(&cell)) && !is_measure(Some(&cell))
    };
    let alike = cells.iter().all(label) || cells.iter().all(word);
    cells.len() == rows.len() && alike && values(&cells).len() == 2
}

fn is_numeric(cell: Option<&String>) -> bool {
    cell.is_some_and(|cell| number::is_numeric(cell))
}

/// Whether it looks like a number with a sign or unit (`€3`, `5 km`): a row of these is a bad row and no header.
fn is_measure(cell: Option<&String>) -> bool {
    let digit = |cell: &String| cell.trim_start_matches(is_mark).starts_with(|c: char| c.is_ascii_digit());
    cell.is_some_and(digit)
}

/// Punctuation, spaces, arrows, and the signs of currencies and mathematics; by their blocks, since the exact tables of
/// what is a letter are large.
fn is_mark(c: char) -> bool {
    let mark =
        matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ffe0}'..='\u{ffef}');
    mark || (c.is_ascii() && !c.is_ascii_alphanumeric())
}

/// The fewest and the most cells of a row like most of these, or like the earlier ones if as many are otherwise.
fn usual_cells(rows: &[Row]) -> (usize, usize) {
    let alike = |cells: usize| rows.iter().filter(move |row| row.cells.len() == cells);
    // Of equals, `max_by_key` takes the last.
    let lengths = rows.iter().map(|row| row.cells.len()).rev();
    let most = lengths.max_by_key(|cells| alike(*cells).count()).unwrap_or(0);
    (alike(most).map(Row::width).min().unwrap_or(0), most)
}

/// Between commas: `3,5 420,7` has a number on either side of the space too.
fn comma_or_space(row: &Row) -> bool {
    let mut parts = row.raw.split_ascii_whitespace().map(str::to_owned);
    let text = row.raw.trim();
    text.contains([' ', '\t']) && text.contains([',']) && parts.all(|part| is_numeric(Some(&part)))
}

/// Between spaces: `1 200 3 400` may be two numbers.
fn space_or_thousands(row: &Row) -> bool {
    let together = |pair: &[String]| {
        let joined = [&pair[0], " ", &pair[1]].concat();
        holds(row.raw, &joined) && number::is_numeric(&joined)
    };
    row.cells.len() > 2 && row.cells.windows(2).any(together)
}

/// Whether a text holds another one, not empty.
fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// The decimal mark of the text, and what to do if nothing tells.
#[derive(Clone, Copy)]
pub enum Marks {
    /// More cells are numbers under this one, or nothing else is usual.
    Known(Mark),
    /// Both do as well: a cell that differs under them is ambiguous.
    Either,
}

impl Marks {
    /// Finds the decimal mark that the cells of x and y were written with.
    pub fn of(rows: &[Row], layout: &Layout, delimiter: Delimiter) -> Marks {
        let cells = || rows.iter().flat_map(|row| [row.cells.get(layout.x), row.cells.get(layout.y)]).flatten();
        let only = |mark: Mark, not: Mark| {
            cells()
                .filter(|cell| number::read(cell, mark).is_numeric() && !number::read(cell, not).is_numeric())
                .count()
        };
        let (point, comma) = (only(Mark::Point, Mark::Comma), only(Mark::Comma, Mark::Point));
        let commas = || cells().any(|cell| cell.contains([',']) && is_numeric(Some(cell)));
        match point.cmp(&comma) {
            std::cmp::Ordering::Greater => Marks::Known(Mark::Point),
            std::cmp::Ordering::Less => Marks::Known(Mark::Comma),
            std::cmp::Ordering::Equal if point > 0 => Marks::Known(Mark::Point),
            std::cmp::Ordering::Equal if delimiter == Delimiter::Comma && !commas() => Marks::Known(Mark::Point),
            std::cmp::Ordering::Equal => Marks::Either,
        }
    }
}
