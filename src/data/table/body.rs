//! Where the table stands in its text: which rows are its names, its units and its data, and which stand around it.

use super::cell::{Seen, see};
use super::dialect::{Delimiter, Row};
use super::dress;
use super::names::names_split;
use super::sniff::usual;

/// How many rows are looked at to understand a table.
pub const LOOKED_AT: usize = 1000;

/// How many lines may stand above a table.
const MOST_ABOVE: usize = 20;

/// The rows of a table, by their places among all rows of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The row of names.
    pub header: Option<usize>,
    /// The row of units below it.
    pub units: Option<usize>,
    /// The first row of data.
    pub first: usize,
    /// How many columns there are.
    pub width: usize,
    /// By how many columns the names stand left of theirs: programs leave out the name of the row names.
    pub shift: usize,
    /// Whether the row of names was hard to tell.
    pub doubtful: bool,
}

impl Body {
    /// Finds the table among the rows of a text. `header` says whether it has a row of names, if the user has said so.
    pub fn of(rows: &[Row], delimiter: Delimiter, header: Option<bool>) -> Body {
        let looked = rows.get(..LOOKED_AT).unwrap_or(rows);
        let seen: Vec<Vec<Seen>> = looked.iter().map(|row| row.cells.iter().map(|cell| see(cell)).collect()).collect();
        let with_values = looked.iter().zip(&seen).filter(|(_, seen)| seen.iter().any(Seen::is_value));
        let width = usual(with_values.map(|(row, _)| row.cells.len()));
        let start = start(looked, &seen, width);
        let (guess, doubtful) = guess_header(looked, &seen, (start, width));
        let has_header = header.unwrap_or(guess) && start < rows.len();
        let mut body = Body {
            header: has_header.then_some(start),
            units: None,
            first: start + usize::from(has_header),
            width: width.max(looked.get(start).map_or(0, Row::width)),
            shift: 0,
            doubtful: doubtful && header.is_none(),
        };
        if has_header {
            body.shift = shift(looked, &seen, start, width);
            if is_of_units(looked, &seen, start + 1, width) {
                body.units = Some(start + 1);
                body.first += 1;
            }
            if delimiter == Delimiter::Space && looked.get(start).is_some_and(|row| row.cells.len() > width) {
                body.width = width;
            }
        }
        body
    }

    /// The names in the header, one for each column, blank where there is none.
    pub fn names(&self, rows: &[Row], delimiter: Delimiter) -> Vec<String> {
        let mut names = vec![String::new(); self.width];
        let Some(row) = self.header.and_then(|header| rows.get(header)) else { return names };
        let mut cells = row.cells.clone();
        if delimiter == Delimiter::Space && cells.len() > self.width {
            // Names of several words stand apart by more than one space, or cannot be told apart.
            let wide = row.raw.trim().split("  ").map(str::trim).filter(|name| !name.is_empty());
            cells = wide.map(str::to_owned).collect();
            if cells.len() != self.width {
                return names;
            }
        }
        for (name, cell) in names.iter_mut().skip(self.shift).zip(cells) {
            *name = cell;
        }
        names
    }
}

/// The first row of the table: what stands above is shorter than its rows and has no value, or has no second cell.
fn start(rows: &[Row], seen: &[Vec<Seen>], width: usize) -> usize {
    let values = |at: usize| seen.get(at).map_or(0, |seen| seen.iter().filter(|cell| cell.is_value()).count());
    let long = |at: usize| rows.get(at).map_or(0, Row::width);
    let above = |at: &usize| {
        let cells = rows.get(*at).map_or(0, |row| row.cells.len());
        let alone = width > 1 && long(*at) < 2 && (values(*at) == 0 || cells < width);
        // A title of several words above names, which are longer and no values either.
        let title = long(*at) < width && values(*at + 1) == 0 && long(*at + 1) > long(*at);
        // Or of far fewer cells than the rows.
        alone || title || 2 * long(*at) < width
    };
    let end = (0..rows.len().min(MOST_ABOVE)).find(|at| !above(at)).unwrap_or(0);
    if end < rows.len() { end } else { 0 }
}

/// Columns, of the first `width`, in which most of the cells below row `start` are values.
fn valued(seen: &[Vec<Seen>], start: usize, width: usize) -> Vec<usize> {
    let below = seen.get(start + 1..).filter(|below| !below.is_empty());
    let below = below.or_else(|| seen.get(start..)).unwrap_or_default();
    let most = |column: &usize| {
        let cells = below.iter().filter_map(|row| row.get(*column)).filter(|cell| **cell != Seen::Missing);
        let (values, all) = cells.fold((0, 0), |(values, all), cell| (values + usize::from(cell.is_value()), all + 1));
        values > 0 && 2 * values >= all
    };
    (0..width).filter(most).collect()
}

/// Whether row `start` names the columns, and whether that is hard to tell.
fn guess_header(rows: &[Row], seen: &[Vec<Seen>], (start, width): (usize, usize)) -> (bool, bool) {
    let (Some(row), Some(first)) = (rows.get(start), seen.get(start)) else { return (false, false) };
    if row.cells.iter().any(|cell| names_split(cell)) {
        return (true, false);
    }
    if seen.len() == start + 1 {
        return (false, false);
    }
    let valued = valued(seen, start, width);
    let (mut names, mut values, mut numbers) = (0, 0, 0);
    for column in &valued {
        match first.get(*column) {
            Some(Seen::Word) => names += 1,
            Some(Seen::Number(_)) if is_odd_one(seen, start, *column) => {
                names += 1;
                numbers += 1;
            }
            Some(Seen::Number(_) | Seen::Date(_)) => values += 1,
            Some(Seen::Missing) | None => {}
        }
    }
    // 1, 2, 3, … beside a word above words: months, or the like.
    let beside = (0..width).any(|column| !valued.contains(&column) && first.get(column) == Some(&Seen::Word));
    let counted = valued.len() > 2
        && beside
        && valued.windows(2).all(|pair| match (value(first, pair[0]), value(first, pair[1])) {
            (Some(before), Some(after)) => after == before + 1.0,
            (None, _) | (_, None) => false,
        });
    let is_header = names > values || counted;
    (is_header, (is_header && (numbers > 0 || values > 0)) || (!is_header && names > 0) || counted)
}

fn value(row: &[Seen], column: usize) -> Option<f64> {
    match row.get(column) {
        Some(Seen::Number(dressed)) => dressed.number.point,
        Some(Seen::Missing | Seen::Date(_) | Seen::Word) | None => None,
    }
}

/// Whether the number in row `start` is of another kind than those below it, as a name is: a year above small numbers, or `60m` above
/// numbers without a unit.
fn is_odd_one(seen: &[Vec<Seen>], start: usize, column: usize) -> bool {
    let Some(Seen::Number(first)) = seen.get(start).and_then(|row| row.get(column)) else { return false };
    let below = || {
        let cells = seen.iter().skip(start + 1).filter_map(move |row| row.get(column));
        cells.filter_map(|cell| match cell {
            Seen::Number(dressed) => Some(dressed),
            Seen::Missing | Seen::Date(_) | Seen::Word => None,
        })
    };
    let letters = first.unit.starts_with(char::is_alphabetic);
    if letters && below().all(|other| other.unit.is_empty()) && below().next().is_some() {
        return true;
    }
    let is_year = |value: f64| value.fract() == 0.0 && (1800.0..=2100.0).contains(&value);
    let near = |value: f64| (1500.0..=2500.0).contains(&value);
    let year = first.unit.is_empty() && first.number.point.is_some_and(is_year);
    year && below().next().is_some() && !below().any(|other| other.number.point.is_some_and(near))
}

/// Whether the names begin one column late: they are one fewer than the cells below, which begin with row names.
fn shift(rows: &[Row], seen: &[Vec<Seen>], start: usize, width: usize) -> usize {
    let names = rows.get(start).map_or(0, |row| row.cells.len());
    if names + 1 != width || width < 3 {
        return 0;
    }
    let below = || rows.iter().skip(start + 1).filter_map(|row| row.cells.first());
    let counted = below().enumerate().all(|(at, cell)| cell.parse() == Ok(at) || cell.parse() == Ok(at + 1));
    let words = seen.iter().skip(start + 1).all(|row| row.first().is_some_and(|cell| *cell == Seen::Word));
    usize::from(counted || words)
}

/// Whether a row holds units: above values, and itself of nothing but short words there.
fn is_of_units(rows: &[Row], seen: &[Vec<Seen>], at: usize, width: usize) -> bool {
    let (Some(row), Some(cells), Some(_)) = (rows.get(at), seen.get(at), seen.get(at + 1)) else { return false };
    let is_unit = |cell: &str| bracketed(cell).is_some() || dress::is_unit(cell);
    let mut any = false;
    for column in valued(seen, at, width) {
        match (cells.get(column), row.cells.get(column)) {
            (Some(Seen::Word), Some(cell)) if is_unit(cell) => any = true,
            (Some(Seen::Missing) | None, _) => {}
            (Some(Seen::Word | Seen::Number(_) | Seen::Date(_)), _) => return false,
        }
    }
    any
}

/// What stands in the brackets at the end of a name: its unit.
pub fn bracketed(name: &str) -> Option<&str> {
    for (open, close) in [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')] {
        if let Some(rest) = name.strip_suffix(close)
            && let Some((_, unit)) = rest.rsplit_once(open)
        {
            return Some(unit.trim()).filter(|unit| !unit.is_empty());
        }
    }
    None
}
