//! What the cells of a table's class column say.

use super::cell::is_missing;
use super::number;
use crate::data::species::Species;
use std::cmp::Ordering;

/// What the class that is asked for is called, besides 1.
const POSITIVE: [&str; 5] = ["true", "yes", "是", "cat", "猫"];

/// Whether a header calls a column so that it surely tells the class.
pub fn names_class(cell: &str) -> bool {
    ["class", "label", "species", "类别", "标签", "物种", "klasse", "espèce"].contains(&cell.to_lowercase().as_str())
}

/// Whether a header calls a column so that it may tell the class.
pub fn may_name_class(cell: &str) -> bool {
    const NAMES: [&str; 16] = [
        "kind", "group", "type", "category", "animal", "sex", "gender", "种类", "类型", "分类", "动物", "性别", "组",
        "gruppe", "art", "sexe",
    ];
    NAMES.contains(&cell.to_lowercase().as_str())
}

/// What each cell of the class column says; `None` if it is blank or a value too many.
///
/// Where all are numbers from 0 to 3, each is a kind by its number. Else there are two to four values, in any case of letters: of the
/// class that is asked for is the one that says so (1, true, yes, 是, cat, 猫), and if none or several do, the one that comes last;
/// the others are groups of the other class. If there is only one value, it is of the class asked for if it says so.
pub fn kinds(cells: &[&str]) -> Vec<Option<Species>> {
    let numbers: Vec<Option<Species>> = cells.iter().map(|cell| numbered(cell)).collect();
    if cells.iter().zip(&numbers).all(|(cell, kind)| kind.is_some() || is_missing(cell)) {
        return numbers;
    }
    let values = values(cells);
    let known = values.get(..Species::ALL.len()).unwrap_or(&values);
    let positive = positive(known);
    let groups = [Species::First, Species::Second, Species::Third];
    let kind = |cell: &&str| {
        let place = known.iter().position(|value| value.eq_ignore_ascii_case(cell))?;
        match place.cmp(&positive) {
            Ordering::Equal => Some(Species::Positive),
            Ordering::Less => groups.get(place).copied(),
            Ordering::Greater => groups.get(place - 1).copied(),
        }
    };
    cells.iter().map(kind).collect()
}

/// The place of the value of the class that is asked for; beyond the end if it is none of one value.
pub fn positive(values: &[&str]) -> usize {
    let mut said = values.iter().enumerate().filter(|(_, value)| is_positive(value)).map(|(at, _)| at);
    match (said.next(), said.next()) {
        (Some(only), None) => only,
        (Some(_), Some(_)) | (None, _) => values.len().max(2) - 1,
    }
}

/// The first five different values, in the order in which they appear; what is missing is none.
pub fn values<'c>(cells: &[&'c str]) -> Vec<&'c str> {
    let mut values: Vec<&str> = Vec::new();
    for cell in cells.iter().filter(|cell| !is_missing(cell)) {
        if values.len() < 5 && !values.iter().any(|value| value.eq_ignore_ascii_case(cell)) {
            values.push(cell);
        }
    }
    values
}

/// The kind of this number, under either decimal mark: programs write 1 as `1.0` too.
pub fn numbered(cell: &str) -> Option<Species> {
    let number = number::read(cell);
    let is = |kind: &Species| [number.point, number.comma].contains(&Some(kind.number().into()));
    Species::ALL.into_iter().find(is)
}

fn is_positive(value: &str) -> bool {
    numbered(value) == Some(Species::Positive) || POSITIVE.contains(&value.to_ascii_lowercase().as_str())
}
