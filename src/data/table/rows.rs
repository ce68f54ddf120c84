//! Rows as points, one after the other: what is left out is told with its line and the reason.

use super::body::Body;
use super::cell::{Seen, is_missing, see};
use super::classes;
use super::columns::{CellFault, Column};
use super::dialect::Row;
use super::number::Mark;
use super::roles::{Pick, Roles};
use crate::data::limits::MOST_POINTS;
use crate::data::point::Point;
use crate::data::species::Species;
use crate::data::streams::Stream;
use rand_core::Rng;

/// How many characters of a cell or row are told.
const MOST_QUOTED: usize = 40;

/// A line of the text that is not among the points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The line on which it begins; the first line of the text is 1.
    pub line: u64,
    /// The cell that is to blame, or the whole row: at most 40 characters; one that was longer ends in `…`.
    pub text: String,
    /// Why it is left out.
    pub why: Why,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands above the table.
    Above,
    /// It is a remark below or between the rows.
    Note,
    /// It names the units.
    Units,
    /// It holds the names once more.
    Names,
    /// It holds a sum or a mean of the rows.
    Total,
    /// A cell is no value of its column.
    Cell(CellFault),
    /// It has other numbers of cells than the names, or than most rows.
    Cells,
    /// The class is missing.
    NoClass,
    /// The class is one more than can be told apart.
    OtherClass,
    /// The held-out cell is none of 0, 1, true and false.
    HeldOut,
}

impl Why {
    /// Whether the line was a row of data.
    fn is_of_a_row(self) -> bool {
        match self {
            Why::Above | Why::Note | Why::Units | Why::Names | Why::Total => false,
            Why::Cell(_) | Why::Cells | Why::NoClass | Why::OtherClass | Why::HeldOut => true,
        }
    }
}

/// What became of the rows.
pub struct Taken {
    /// At most `MOST_POINTS` points.
    pub points: Vec<Point>,
    /// How many rows of data there are.
    pub rows: usize,
    /// What was left out.
    pub left: Vec<Left>,
    /// Whether the points are a sample.
    pub sampled: bool,
}

/// Reads each row of a table.
pub fn points(rows: &[Row], body: &Body, columns: &[Column], (roles, mark): (Roles, Mark), seed: u32) -> Taken {
    let header = body.header.and_then(|header| rows.get(header));
    let kinds = roles.label.map(|column| {
        let cells: Vec<&str> = rows.get(body.first..).unwrap_or_default().iter().map(|row| cell(row, column)).collect();
        classes::kinds(&cells)
    });
    let mut taken = Taken { points: Vec::new(), rows: 0, left: Vec::new(), sampled: false };
    for (at, row) in rows.iter().enumerate() {
        let number = at.checked_sub(body.first);
        let kind = match (&kinds, number) {
            (Some(kinds), Some(number)) => kinds.get(number).copied().flatten(),
            (None, _) | (_, None) => Some(Species::default()),
        };
        let read = match number {
            _ if Some(at) == body.header => continue,
            _ if Some(at) == body.units => Err((Why::Units, row.raw)),
            None => Err((Why::Above, row.raw)),
            Some(_) => aside(row, body.width, header).map_or(Ok(()), Err),
        };
        let read = read.and_then(|()| point(row, columns, (roles, mark), (kind, taken.rows + 1)));
        taken.rows += usize::from(read.as_ref().map_or_else(|(why, _)| why.is_of_a_row(), |_| true));
        match read {
            Ok(point) => taken.points.push(point),
            Err((why, text)) => {
                let whole = row.cells.join(" ");
                let text = shortened(if text.is_empty() { &whole } else { text });
                taken.left.push(Left { line: row.line, text, why });
            }
        }
    }
    taken.sampled = taken.points.len() > MOST_POINTS;
    if taken.sampled {
        taken.points = sample(taken.points, seed);
    }
    taken
}

/// What is wrong with a row, and its cell; blank if it is all of the row.
type Fault<'r> = (Why, &'r str);

/// Names of sums and means.
const TOTALS: [&str; 20] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "average",
    "avg",
    "mean",
    "median",
    "summe",
    "gesamt",
    "mittelwert",
    "durchschnitt",
    "moyenne",
    "somme",
    "合计",
    "总计",
    "小计",
    "平均",
    "平均值",
];

/// Whether a row is no data: a sum, a remark, or the names once more.
fn aside<'r>(row: &'r Row, width: usize, header: Option<&Row>) -> Option<Fault<'r>> {
    let first = row.cells.iter().find(|cell| !cell.is_empty())?;
    let word = first.trim_end_matches([':', '：']).to_lowercase();
    if TOTALS.contains(&word.as_str()) {
        return Some((Why::Total, row.raw));
    }
    if header.is_some_and(|header| header.cells == row.cells) {
        return Some((Why::Names, row.raw));
    }
    // A remark that has commas of its own is parted, but it begins with a word and has no value.
    let words = row.cells.iter().all(|cell| cell.is_empty() || see(cell) == Seen::Word);
    let alone = row.width() == 1 && width > 1 && see(first) == Seen::Word;
    (alone || (words && row.cells.len() != width)).then_some((Why::Note, row.raw))
}

fn cell<'r>(row: &'r Row, column: usize) -> &'r str {
    row.cells.get(column).map_or("", String::as_str)
}

fn point<'r>(
    row: &'r Row,
    columns: &[Column],
    (roles, mark): (Roles, Mark),
    (kind, number): (Option<Species>, usize),
) -> Result<Point, Fault<'r>> {
    if row.width() > columns.len() {
        return Err((Why::Cells, ""));
    }
    let coordinate = |pick: Pick| match pick {
        Pick::Row => Ok(number as f64),
        Pick::Column(at) => {
            let text = cell(row, at);
            let column = columns.get(at).ok_or((Why::Cells, ""))?;
            column.read(text, mark).map_err(|fault| (Why::Cell(fault), text))
        }
    };
    let (x, y) = (coordinate(roles.x)?, coordinate(roles.y)?);
    let mut held_out = false;
    if let Some(column) = roles.split {
        let text = cell(row, column);
        held_out = match text.to_ascii_lowercase().as_str() {
            "0" | "false" => false,
            "1" | "true" => true,
            _ => return Err((Why::HeldOut, text)),
        };
    }
    let Some(kind) = kind else {
        let text = roles.label.map_or("", |column| cell(row, column));
        return Err((if is_missing(text) { Why::NoClass } else { Why::OtherClass }, text));
    };
    Ok(Point { x, y, kind, held_out, unseen: false })
}

/// `MOST_POINTS` of the points in their order, each as likely as any other (Knuth, The Art of Computer Programming, vol. 2, 3.4.2, S).
fn sample(points: Vec<Point>, seed: u32) -> Vec<Point> {
    let mut rng = Stream::Sample.of(seed);
    let (mut rest, mut wanted) = (points.len() as u64, MOST_POINTS as u64);
    let chosen = |_: &Point| {
        let drawn = (u64::from(rng.next_u32()) * rest) >> 32;
        rest -= 1;
        let chosen = drawn < wanted;
        wanted -= u64::from(chosen);
        chosen
    };
    points.into_iter().filter(chosen).collect()
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
