//! What the cells of a table's class column say.

use super::number::{self, Mark};
use super::species::Species;

/// What the class that is asked for is called, besides 1.
const POSITIVE: [&str; 5] = ["true", "yes", "是", "cat", "猫"];

/// Whether a header calls a column so that it tells the class.
pub fn names_class(cell: &str) -> bool {
    ["class", "label", "类别", "标签", "kind", "group", "type"].contains(&cell.to_ascii_lowercase().as_str())
}

/// What each cell of the class column says; `None` if it is blank or a value too many.
///
/// Where all are numbers from 0 to 3, each is a kind by its number. Else there are two values, in any case of letters: of the class
/// that is asked for is the one that says so (1, true, yes, 是, cat, 猫), and if neither or both do, the one that comes second. If
/// there is only one value, it is of that class if it says so.
pub fn kinds(cells: &[&str]) -> Vec<Option<Species>> {
    let numbers: Vec<Option<Species>> = cells.iter().map(|cell| numbered(cell)).collect();
    if cells.iter().zip(&numbers).all(|(cell, kind)| kind.is_some() || cell.is_empty()) {
        return numbers;
    }
    let values = values(cells);
    let says = |at: usize| values.get(at).is_some_and(|value| is_positive(value));
    let positive = if says(0) && !says(1) { 0 } else { 1 };
    let place = |cell: &str| values.iter().take(2).position(|value| value.eq_ignore_ascii_case(cell));
    cells.iter().map(|cell| place(cell).map(|place| Species::of(place == positive))).collect()
}

/// The first three different values, in the order in which they appear; blank cells have none.
pub fn values<'c>(cells: &[&'c str]) -> Vec<&'c str> {
    let mut values: Vec<&str> = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        if values.len() < 3 && !values.iter().any(|value| value.eq_ignore_ascii_case(cell)) {
            values.push(cell);
        }
    }
    values
}

/// The kind of this number, under either decimal mark: programs write 1 as `1.0` too.
pub fn numbered(cell: &str) -> Option<Species> {
    let is = |kind: &Species| {
        [Mark::Point, Mark::Comma]
            .iter()
            .any(|mark| number::read(cell, *mark) == number::Cell::Number(kind.number().into()))
    };
    Species::ALL.into_iter().find(is)
}

fn is_positive(value: &str) -> bool {
    numbered(value) == Some(Species::Positive) || POSITIVE.contains(&value.to_ascii_lowercase().as_str())
}
