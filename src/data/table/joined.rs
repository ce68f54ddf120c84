//! Marks that mean two things in one text: commas that part cells and are decimal marks, spaces that part cells or thousands.

use super::cell::{Seen, see};
use super::dialect::{Delimiter, Row, rows};
use super::number::{self, Mark};

/// How many rows are looked at.
const LOOKED_AT: usize = 200;

/// Joins the cells of each row two by two where commas are decimal marks as well, `3,5,420,7`: for sure where the names are half as
/// many as the cells, or where the user has chosen the comma; and where four cells of digits have no names. Returns whether that is
/// doubtful.
pub fn join(rows: &mut [Row], delimiter: Delimiter, decimal: Option<Mark>) -> bool {
    if delimiter != Delimiter::Comma || decimal == Some(Mark::Point) {
        return false;
    }
    let Some(first) = rows.first() else { return false };
    let names = first.cells.iter().all(|cell| see(cell) == Seen::Word).then_some(first.cells.len());
    let from = usize::from(names.is_some());
    let data = rows.get(from..).unwrap_or_default();
    let width = data.first().map_or(0, |row| row.cells.len());
    let digits = |cell: &String| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
    let pair = |pair: &[String]| {
        let whole = pair.first().map(|cell| number::sign(cell).1.to_owned());
        whole.is_some_and(|whole| digits(&whole)) && pair.get(1).is_some_and(digits)
    };
    let fit = |row: &Row| row.cells.len() == width && row.cells.chunks(2).all(pair) && !row.raw.contains('"');
    if width < 4 || width % 2 == 1 || !data.iter().take(LOOKED_AT).all(fit) {
        return false;
    }
    let surely = names == Some(width / 2) || decimal == Some(Mark::Comma);
    let perhaps = names.is_none() && width == 4;
    if surely || perhaps {
        for row in rows.iter_mut().skip(from).filter(|row| row.cells.len() % 2 == 0) {
            row.cells = row.cells.chunks(2).map(|pair| pair.join(",")).collect();
        }
    }
    perhaps && !surely
}

/// The delimiter, which is the space rather than the comma where each row would then be numbers alone, as in `3,5 420,7`; and whether
/// it is doubtful what a space parts.
pub fn or_spaces(text: &str, delimiter: Delimiter) -> (Delimiter, bool) {
    match delimiter {
        Delimiter::Comma => {
            let mut lines = rows(text, delimiter).take(LOOKED_AT).peekable();
            let all = lines.peek().is_some() && lines.all(|row| is_of_numbers_with_commas(row.raw));
            (if all { Delimiter::Space } else { delimiter }, all)
        }
        Delimiter::Space => (delimiter, rows(text, delimiter).take(LOOKED_AT).all(|row| may_be_thousands(&row))),
        Delimiter::Tab | Delimiter::Semicolon | Delimiter::Bar | Delimiter::Wide => (delimiter, false),
    }
}

/// Whether a row is two or more numbers between spaces, with a comma inside.
fn is_of_numbers_with_commas(raw: &str) -> bool {
    let mut parts = raw.split_ascii_whitespace();
    raw.contains(',') && raw.trim().contains([' ', '\t']) && parts.all(|part| number::read(part).is_any())
}

/// Whether two neighbours in a row of more than two may be one number with its thousands apart: `1 200 3 400`.
fn may_be_thousands(row: &Row) -> bool {
    let together = |pair: &[String]| {
        let joined = pair.join(" ");
        row.raw.contains(&joined) && number::read(&joined).is_any()
    };
    row.cells.len() > 2 && row.cells.windows(2).any(together)
}
