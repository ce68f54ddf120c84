//! Marks that mean two things in one text: commas that part cells and are decimal marks, spaces that part cells or thousands.

use super::cell::{Seen, see};
use super::dialect::{Delimiter, Row, rows};
use super::number::{self, Mark};

/// How many rows are looked at.
const LOOKED_AT: usize = 200;

/// Joins the cells of each row two by two where commas are decimal marks as well, `3,5,420,7`: for sure where the names are half as
/// many as the cells, or where the user has chosen the comma; and where four cells of digits have no names. Returns whether that is
/// doubtful. Where the names are one fewer than the cells, one number in each row has such a comma.
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
    if let Some(names) = names.filter(|names| names + 1 == width) {
        return join_one(rows, names, decimal);
    }
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

/// Joins the two neighbours in each row that are one number, where rows have one cell more than there are names. Returns whether there
/// are several places where they may stand.
fn join_one(rows: &mut [Row], names: usize, decimal: Option<Mark>) -> bool {
    let digits = |cell: &String| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
    let fits = |at: &usize| {
        let pair = |row: &Row| match row.cells.get(*at..at + 2) {
            Some([whole, fraction]) => {
                digits(&number::sign(whole).1.to_owned()) && digits(fraction) && !row.raw.contains('"')
            }
            Some(_) | None => false,
        };
        rows.iter().skip(1).take(LOOKED_AT).all(|row| row.cells.len() == names + 1 && pair(row))
    };
    let places: Vec<usize> = (0..names).filter(fits).collect();
    // Of several the one with the fewest digits behind the mark.
    let digits_behind = |at: &usize| -> usize {
        rows.iter().skip(1).take(LOOKED_AT).filter_map(|row| row.cells.get(at + 1)).map(String::len).sum()
    };
    let Some(place) = places.iter().copied().min_by_key(digits_behind) else { return false };
    // One name may be a title above two columns, and names may lack that of the row names, which count.
    let counts = |(at, row): (usize, &Row)| {
        row.cells.first().is_some_and(|cell| cell.parse() == Ok(at) || cell.parse() == Ok(at + 1))
    };
    if decimal.is_some() || (names > 1 && !rows.iter().skip(1).enumerate().all(counts)) {
        for row in rows.iter_mut().skip(1) {
            if let Some([whole, fraction]) = row.cells.get(place..place + 2) {
                let joined = [whole, ",", fraction].concat();
                row.cells.splice(place..place + 2, [joined]);
            }
        }
    }
    decimal.is_none() && (names == 1 || places.len() > 1)
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

/// The lists of a list each on a line of its own, as programs write `[(1, 2), (3, 4)]`; `None` if there are no brackets.
pub fn without_brackets(text: &str) -> Option<String> {
    const LONGEST: usize = 1_000_000;
    if text.len() > LONGEST || !text.contains(['[', '(']) {
        return None;
    }
    let mut lines = String::new();
    for c in text.chars() {
        match c {
            '[' | '(' => {
                // What parts the lists stands at the end of a line, and before all of them what they are called.
                let ends = lines.trim_end_matches([',', ' ']).len();
                lines.truncate(if lines.ends_with(['=', ' ']) && lines.contains('=') { 0 } else { ends });
                lines.push('\n');
            }
            ']' | ')' => lines.push('\n'),
            ',' if lines.ends_with('\n') => {}
            _ => lines.push(c),
        }
    }
    Some(lines)
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
