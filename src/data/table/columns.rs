//! What each column of a table holds, and how its cells are read: numbers in which unit, dates in which order.

use super::body::{Body, LOOKED_AT, bracketed};
use super::cell::{Seen, is_placeholder, see};
use super::classes::{self, numbered};
use super::date::{compact, month};
use super::dialect::{Delimiter, Row};
use super::dress::multiplier;
use super::names::names_split;
use super::number::{Mark, Number};
use crate::data::limits::MOST_MAGNITUDE;
use crate::data::species::Species;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers, in most of its cells.
    Number,
    /// Dates.
    Date,
    /// Words.
    Word,
    /// Nothing.
    Empty,
}

impl Kind {
    /// Whether it can be an axis.
    pub fn is_value(self) -> bool {
        matches!(self, Kind::Number | Kind::Date)
    }
}

/// How the cells of a column say a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// As numbers or dates.
    Plain,
    /// As dates of digits alone, `202401`.
    Compact,
    /// By the name of a month.
    Months,
    /// As a time since 1970, of which so many make a day.
    Since1970(f64),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in the header; may be blank.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The unit of its numbers, as most cells or the header have it; may be blank.
    pub unit: String,
    /// Whether its cells count the rows: 0, 1, 2, … or 1, 2, 3, …
    pub counts: bool,
    /// Its first five different values, without blanks.
    pub values: Vec<String>,
    way: Way,
    /// Whether dates like `3/4/2024` have their day first.
    pub day_first: bool,
    /// Whether nothing tells that order.
    pub order_is_doubtful: bool,
    /// Beyond this range a number may stand for a missing one.
    usual: (f64, f64),
    /// Whether every cell is a word, or says 0 or 1.
    uniform: bool,
}

/// The range in which no number stands for a missing one.
const EVERYTHING: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Why a cell is no value of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// Nothing was measured.
    Missing,
    /// It is no number, where the others are.
    NotANumber,
    /// It is no date, where the others are.
    NotADate,
    /// It has another unit, which cannot be converted.
    OtherUnit,
    /// It is infinite or beyond ±`MOST_MAGNITUDE`.
    TooLarge,
    /// It is such a number as programs put where nothing was measured, far from all others.
    Placeholder,
}

impl Column {
    /// Whether it may tell the classes: by at most four words, of which one is asked for, by numbers from 0 to 3, or by any two.
    pub fn can_be_label(&self) -> bool {
        let few = (1..=Species::ALL.len()).contains(&self.values.len());
        few && (self.kind == Kind::Word
            || self.values.len() < 3
            || self.values.iter().all(|value| numbered(value).is_some()))
    }

    /// Whether it tells two classes of its own accord: by two words, or by 0 and 1.
    pub fn tells_two(&self) -> bool {
        self.values.len() == 2 && self.uniform
    }

    /// The name of an axis: its own or another one, with the unit, if that is not in it already.
    pub fn axis_name(&self, otherwise: &str) -> String {
        let name = if self.name.is_empty() { otherwise } else { &self.name };
        match self.unit.is_empty() || name.contains(&self.unit) {
            true => name.to_owned(),
            false => [name, " (", &self.unit, ")"].concat(),
        }
    }

    /// Reads a cell: a number in the column's unit, or days since 1970.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&self, cell: &str, mark: Mark) -> Result<f64, CellFault> {
        let value = match (self.way, see(cell)) {
            (_, Seen::Missing) => return Err(CellFault::Missing),
            (Way::Compact, _) => compact(cell).ok_or(CellFault::NotADate)?,
            (Way::Months, _) => f64::from(month(cell).ok_or(CellFault::NotANumber)?),
            (Way::Since1970(day), Seen::Number(dressed)) => {
                dressed.number.under(mark).ok_or(CellFault::NotADate)? / day
            }
            (Way::Plain, Seen::Number(dressed)) if self.kind != Kind::Date => {
                let value = dressed.number.under(mark).ok_or(CellFault::NotANumber)?;
                self.converted(value, &dressed.unit)?
            }
            (Way::Plain, Seen::Date(dated)) if self.kind == Kind::Date => {
                dated.under(self.day_first).ok_or(CellFault::NotADate)?
            }
            (Way::Plain | Way::Since1970(_), Seen::Number(_) | Seen::Date(_) | Seen::Word) => {
                return Err(if self.kind == Kind::Date { CellFault::NotADate } else { CellFault::NotANumber });
            }
        };
        if is_placeholder(value) && !(self.usual.0..=self.usual.1).contains(&value) {
            return Err(CellFault::Placeholder);
        }
        if value.abs() > MOST_MAGNITUDE { Err(CellFault::TooLarge) } else { Ok(value) }
    }

    /// A value with this unit in the unit of the column.
    fn converted(&self, value: f64, unit: &str) -> Result<f64, CellFault> {
        if unit == self.unit {
            return Ok(value);
        }
        let ((factor, rest), (own, own_rest)) = (multiplier(unit), multiplier(&self.unit));
        if unit.is_empty() {
            // Whoever writes 300万, 350 means the same; only a number that is so much larger is written in full.
            let full = own > 1.0 && value.abs() > 100.0 * self.usual.1.abs().max(self.usual.0.abs());
            return Ok(if full { value / own } else { value });
        }
        let same = rest == own_rest || rest.is_empty() || own_rest.is_empty();
        // A header may name the unit otherwise than the cells do.
        let only_header = self.unit.is_empty();
        if same || only_header { Ok(value * factor / own) } else { Err(CellFault::OtherUnit) }
    }
}

/// What was found out about all columns.
pub struct Columns {
    /// Each of them.
    pub all: Vec<Column>,
    /// The decimal mark of the table.
    pub mark: Mark,
    /// Columns in which a number says otherwise under the other mark, where nothing tells which it is.
    pub doubtful_marks: Vec<usize>,
}

/// Looks at the columns of a table. `mark` is the decimal mark, and `day_first` the order of dates, if the user has chosen them.
pub fn of(rows: &[Row], body: &Body, delimiter: Delimiter, (mark, day_first): (Option<Mark>, Option<bool>)) -> Columns {
    let data = rows.get(body.first..).unwrap_or_default();
    let data = data.get(..LOOKED_AT).unwrap_or(data);
    let names = body.names(rows, delimiter);
    let cells: Vec<Vec<&str>> = (0..body.width)
        .map(|column| data.iter().filter_map(|row| row.cells.get(column)).map(String::as_str).collect())
        .collect();
    let seen: Vec<Vec<Seen>> = cells.iter().map(|cells| cells.iter().map(|cell| see(cell)).collect()).collect();
    let (found, doubtful_marks) = find_mark(&cells, &seen, delimiter);
    let mark = mark.unwrap_or(found);
    let unit = |column: usize| body.units.and_then(|row| rows.get(row)?.cells.get(column)).map_or("", String::as_str);
    let mut all = Vec::new();
    for (at, (name, (cells, seen))) in names.into_iter().zip(cells.iter().zip(&seen)).enumerate() {
        all.push(column(name, cells, seen, (mark, unit(at))));
    }
    // A table that tells what is held out was written by this page, and has no number for what is missing.
    if all.iter().any(|column| names_split(&column.name)) {
        all.iter_mut().for_each(|column| column.usual = EVERYTHING);
    }
    if let Some(day_first) = day_first {
        all.iter_mut().for_each(|column| column.day_first = day_first);
    }
    Columns { all, mark, doubtful_marks }
}

fn column(name: String, cells: &[&str], seen: &[Seen], (mark, unit): (Mark, &str)) -> Column {
    let count = |which: fn(&Seen) -> bool| seen.iter().filter(|cell| which(cell)).count();
    let (missing, dates) = (count(|cell| *cell == Seen::Missing), count(|cell| matches!(cell, Seen::Date(_))));
    let numbers = count(|cell| matches!(cell, Seen::Number(_)));
    let there = seen.len() - missing;
    let filled = || cells.iter().zip(seen).filter(|(_, seen)| **seen != Seen::Missing).map(|(cell, _)| *cell);
    let values = || seen.iter().filter_map(|cell| number_of(cell)?.under(mark));
    let way = if there > 0 && filled().all(|cell| month(cell).is_some()) {
        Way::Months
    } else if numbers == there && there > 1 {
        way(&name, &filled().collect::<Vec<_>>(), &values().collect::<Vec<_>>())
    } else {
        Way::Plain
    };
    let kind = match way {
        Way::Months => Kind::Number,
        Way::Compact | Way::Since1970(_) => Kind::Date,
        Way::Plain if there == 0 => Kind::Empty,
        Way::Plain if dates >= numbers && 2 * dates >= there => Kind::Date,
        Way::Plain if 2 * numbers >= there => Kind::Number,
        Way::Plain => Kind::Word,
    };
    let (day_first, order_is_doubtful) = order(seen, mark);
    let whole: Vec<f64> = values().collect();
    let from = whole.first().copied().unwrap_or(f64::NAN);
    let counts = whole.len() == cells.len()
        && (from == 0.0 || from == 1.0)
        && whole.iter().enumerate().all(|(at, value)| *value == from + at as f64);
    let words = seen.iter().all(|cell| *cell == Seen::Word);
    let said = |cell: &str| numbered(cell).is_some_and(|kind| kind.number() <= 1);
    Column {
        unit: if kind == Kind::Number { found_unit(&name, seen, unit) } else { String::new() },
        kind,
        counts,
        values: classes::values(cells).into_iter().map(str::to_owned).collect(),
        way,
        day_first,
        order_is_doubtful: kind == Kind::Date && order_is_doubtful,
        usual: usual_range(whole),
        uniform: words || (!cells.is_empty() && cells.iter().all(|cell| said(cell))),
        name,
    }
}

fn number_of(cell: &Seen) -> Option<Number> {
    match cell {
        Seen::Number(dressed) => Some(dressed.number),
        Seen::Missing | Seen::Date(_) | Seen::Word => None,
    }
}

/// Whether numbers are dates after all: months and days written together, or a time since 1970, in order or with a name that says so.
fn way(name: &str, cells: &[&str], values: &[f64]) -> Way {
    let named = [
        "time", "date", "stamp", "month", "day", "zeit", "datum", "monat", "mois", "时间", "日期", "年月", "月份", "月",
    ]
    .iter()
    .any(|word| name.to_lowercase().contains(word));
    let ordered = values.windows(2).all(|pair| pair[0] <= pair[1]) || values.windows(2).all(|pair| pair[0] >= pair[1]);
    let within =
        |least: f64, most: f64| values.iter().all(|value| value.fract() == 0.0 && (least..=most).contains(value));
    if !(named || ordered) {
        Way::Plain
    } else if cells.iter().all(|cell| compact(cell).is_some()) {
        Way::Compact
    } else if within(1e12, 2.5e12) {
        Way::Since1970(86_400_000.0)
    } else if within(6e8, 2.5e9) && named {
        Way::Since1970(86_400.0)
    } else {
        Way::Plain
    }
}

/// Whether dates have their day first, and whether nothing tells. Then it is as where the decimal comma is usual.
fn order(seen: &[Seen], mark: Mark) -> (bool, bool) {
    let dates = || {
        seen.iter().filter_map(|cell| match cell {
            Seen::Date(dated) => Some(dated),
            Seen::Missing | Seen::Number(_) | Seen::Word => None,
        })
    };
    let count = |day_first: bool| dates().filter(|dated| dated.under(day_first).is_some()).count();
    let (day, month) = (count(true), count(false));
    let differs = dates().any(|dated| dated.day_first != dated.month_first);
    match day == month {
        true => (mark == Mark::Comma, differs),
        false => (day > month, false),
    }
}

/// The unit of most cells that have one; else that of the row of units, else that in the brackets of the name.
fn found_unit(name: &str, seen: &[Seen], below: &str) -> String {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    for cell in seen {
        let Seen::Number(dressed) = cell else { continue };
        match counts.iter_mut().find(|(_, known)| *known == dressed.unit) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, &dressed.unit)),
        }
    }
    counts.retain(|(_, unit)| !unit.is_empty());
    // Of equals the one that comes first.
    counts.reverse();
    let in_cells = counts.iter().max_by_key(|(count, _)| *count).map(|(_, unit)| *unit);
    in_cells
        .or(Some(bracketed(below).unwrap_or(below)).filter(|unit| !unit.is_empty()))
        .or(bracketed(name))
        .unwrap_or_default()
        .to_owned()
}

/// The range of the values, widened to either side by three times its width: what programs put for a missing value lies beyond.
fn usual_range(mut values: Vec<f64>) -> (f64, f64) {
    values.retain(|value| !is_placeholder(*value));
    values.sort_unstable_by(f64::total_cmp);
    let (Some(least), Some(most)) = (values.first(), values.last()) else {
        return EVERYTHING;
    };
    let room = 3.0 * (most - least).max(0.1 * most.abs());
    (least - room, most + room)
}

/// The decimal mark of the cells: the one under which more of them are numbers. Where nothing tells, a likely one, and the columns
/// that it matters to.
fn find_mark(cells: &[Vec<&str>], seen: &[Vec<Seen>], delimiter: Delimiter) -> (Mark, Vec<usize>) {
    let numbers = || seen.iter().flatten().filter_map(number_of);
    let only = |mark: Mark, not: Mark| {
        numbers().filter(|number| number.under(mark).is_some() && number.under(not).is_none()).count()
    };
    let (point, comma) = (only(Mark::Point, Mark::Comma), only(Mark::Comma, Mark::Point));
    if point != comma || point > 0 {
        return (if point >= comma { Mark::Point } else { Mark::Comma }, Vec::new());
    }
    let differs = |cell: &Seen| number_of(cell).is_some_and(|number| number.point != number.comma);
    let doubtful: Vec<&str> = cells
        .iter()
        .flatten()
        .zip(seen.iter().flatten())
        .filter(|(_, seen)| differs(seen))
        .map(|(cell, _)| *cell)
        .collect();
    let commas = doubtful.iter().any(|cell| cell.contains([',']));
    // Between commas a point is a decimal point.
    if doubtful.is_empty() || (delimiter == Delimiter::Comma && !commas) {
        return (Mark::Point, Vec::new());
    }
    // Prices end in zeros, measurements seldom do.
    let round = doubtful.iter().all(|cell| cell.trim_end_matches(|c: char| !c.is_ascii_digit()).ends_with("00"));
    let thousands = commas || round;
    let mark = if commas == thousands { Mark::Point } else { Mark::Comma };
    let columns = seen.iter().enumerate().filter(|(_, seen)| seen.iter().any(differs)).map(|(at, _)| at);
    (mark, columns.collect())
}
