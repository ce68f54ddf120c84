//! Tables that stand sideways: each row is a name and its numbers.

use super::cell::{Seen, see};
use super::dialect::Row;
use super::names::names_split;

/// The fewest cells in a row of a table that is taken to stand sideways: a name and three values.
const FEWEST_CELLS: usize = 4;

/// The most rows of such a table.
const MOST_ROWS: usize = 8;

/// Whether each row of a text begins with a name and goes on with values, more of them than there are rows.
pub fn is_sideways(rows: &[Row]) -> bool {
    let width = rows.first().map_or(0, Row::width);
    let is_name = |cell: &str| see(cell) == Seen::Word || names_split(cell);
    let row_of_values = |row: &Row| {
        let mut cells = row.cells.iter();
        let named = cells.next().is_some_and(|cell| is_name(cell));
        named
            && row.width() == width
            && cells.take(width - 1).all(|cell| matches!(see(cell), Seen::Number(_) | Seen::Date(_) | Seen::Missing))
    };
    let broad = width > rows.len() && width >= FEWEST_CELLS;
    (2..=MOST_ROWS).contains(&rows.len()) && broad && rows.iter().all(row_of_values)
}

/// Makes a row of each column, and numbers them as lines: in the text they have none of their own.
pub fn turn(rows: &mut Vec<Row>) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let column = |at: usize| rows.iter().map(|row| row.cells.get(at).cloned().unwrap_or_default()).collect();
    *rows = (0..width).map(|at| Row { line: at as u64 + 1, raw: "", cells: column(at) }).collect();
}
