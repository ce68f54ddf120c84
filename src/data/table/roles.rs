//! Which column is x, which is y and which tells the class: a first guess by names, by what the columns hold and by their order.

use super::classes::{may_name_class, names_class};
use super::columns::{Column, Kind};
use super::names::{is_target, names_rows, names_split};

/// A column, or the number of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The column at this place, from 0.
    Column(usize),
    /// The number of the row, from 1.
    Row,
}

impl Pick {
    /// The place of the column.
    pub fn column(self) -> Option<usize> {
        match self {
            Pick::Column(column) => Some(column),
            Pick::Row => None,
        }
    }
}

/// What the columns are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roles {
    /// x; of samples the first measure.
    pub x: Pick,
    /// y; of samples the second measure.
    pub y: Pick,
    /// What tells the class.
    pub label: Option<usize>,
    /// What tells the points that are held out.
    pub split: Option<usize>,
}

/// A first guess; what the user has chosen is kept. `None` where no column holds numbers or dates.
pub fn guess(columns: &[Column], chosen: (Option<Pick>, Option<Pick>, Option<Option<usize>>)) -> Option<Roles> {
    let (x, y, label) = chosen;
    let taken = |column: usize| [x, y].contains(&Some(Pick::Column(column)));
    let free = |column: usize| !taken(column) && label != Some(Some(column));
    let split = (0..columns.len())
        .rev()
        .find(|at| columns.get(*at).is_some_and(|column| names_split(&column.name)) && free(*at));
    let usable = |at: &usize| Some(*at) != split && columns.get(*at).is_some_and(|column| column.kind.is_value());
    // What was chosen may be gone, where the same text is cut otherwise.
    let is_there = |label: &usize| *label < columns.len() && !taken(*label);
    let label = label.unwrap_or_else(|| guess_label(columns, split)).filter(is_there);
    let mut values: Vec<usize> = (0..columns.len()).filter(usable).filter(|at| Some(*at) != label).collect();
    let all = values.clone();
    let count = columns.len() - usize::from(split.is_some()) - usize::from(label.is_some());
    values.retain(|at| !columns.get(*at).is_some_and(|column| is_id(column, *at, count)));
    // Ids are better than nothing, from the second column on.
    for at in all {
        if values.len() < 2 && !values.contains(&at) && !columns.get(at).is_some_and(|column| column.counts && at == 0)
        {
            values.push(at);
        }
    }
    values.sort_unstable();
    let is_date = |at: &usize| columns.get(*at).is_some_and(|column| column.kind == Kind::Date);
    let free = |at: &&usize| !taken(**at);
    let y = y.or_else(|| {
        let of_names = |at: &&usize| columns.get(**at).is_some_and(|column| is_target(&column.name));
        let numbers = || values.iter().rev().filter(free).filter(|at| !is_date(at));
        let named = numbers().find(of_names).filter(|_| label.is_none());
        let behind_x =
            x.and_then(Pick::column).filter(|_| label.is_some()).and_then(|x| numbers().rev().find(|at| **at > x));
        // Of samples the first two measures.
        let second = || values.iter().filter(free).filter(|at| !is_date(at)).nth(usize::from(x.is_none()));
        let guess = match label {
            Some(_) => behind_x.or_else(second).or_else(|| numbers().next()),
            None => named.or_else(|| numbers().next()),
        };
        guess.or_else(|| values.iter().rev().find(free)).map(|at| Pick::Column(*at))
    })?;
    let x = x.unwrap_or_else(|| {
        let others = || values.iter().filter(|at| Pick::Column(**at) != y);
        let named = others().find(|at| columns.get(**at).is_some_and(|column| column.name.eq_ignore_ascii_case("x")));
        let date = others().find(|at| is_date(at));
        date.or(named).or_else(|| others().next()).map_or(Pick::Row, |at| Pick::Column(*at))
    });
    Some(Roles { x, y, label, split })
}

/// Whether a column only counts or names rows: by its name, or as the first of several, unnamed, by its numbers.
fn is_id(column: &Column, at: usize, count: usize) -> bool {
    match column.name.is_empty() {
        false => names_rows(&column.name) && count > 2,
        true => at == 0 && column.counts && count > 2,
    }
}

/// The column that tells the class: one that is called so, or the last one, behind two columns of numbers, with two values.
fn guess_label(columns: &[Column], split: Option<usize>) -> Option<usize> {
    let others = |at: usize| {
        let value = move |other: &usize| {
            Some(*other) != split && *other != at && columns.get(*other).is_some_and(|column| column.kind.is_value())
        };
        (0..columns.len()).filter(value)
    };
    let asked = columns.iter().any(|column| column.kind.is_value() && is_target(&column.name));
    let named = |at: &usize| {
        let names = |column: &Column| names_class(&column.name) || (may_name_class(&column.name) && !asked);
        columns.get(*at).is_some_and(|column| names(column) && column.can_be_label())
    };
    if let Some(at) = (0..columns.len()).rev().filter(named).find(|at| others(*at).count() >= 2) {
        return Some(at);
    }
    let last = (0..columns.len()).rev().find(|at| Some(*at) != split)?;
    columns.get(last).filter(|column| column.tells_two())?;
    let measures: Vec<&Column> =
        others(last).filter_map(|at| columns.get(at).filter(|column| !is_id(column, at, columns.len()))).collect();
    let dated = measures.iter().any(|column| column.kind == Kind::Date);
    (measures.len() == 2 && !asked && !dated).then_some(last)
}
