//! Dates as people write them: `2024-01-31`, `31.01.2024`, `1/31/24`, `2024年1月`, `Jan 2024`, `2024-Q1`, with a time of day or without.

use crate::data::calendar::{YEARS, day};
use crate::data::decimal;

/// A date, in days since 1 January 1970. Of `3/4/2024` nothing tells which is the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// Where the day stands before the month.
    pub day_first: Option<f64>,
    /// Where the month does.
    pub month_first: Option<f64>,
}

impl Dated {
    fn surely(days: f64) -> Dated {
        Dated { day_first: Some(days), month_first: Some(days) }
    }

    /// The date under one of the two orders.
    pub fn under(self, day_first: bool) -> Option<f64> {
        if day_first { self.day_first } else { self.month_first }
    }
}

/// Reads a cell without spaces around it; `None` if it is no date. Whole numbers are none: see [`compact`].
pub fn read(cell: &str) -> Option<Dated> {
    // No date is so long or has no digit, and most cells are numbers.
    if cell.len() > 40 || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // `20240131T120000`, as some programs write it.
    if let Some((day, time)) = cell.split_once('T')
        && (day.len(), time.len()) == (8, 6)
        && time.bytes().all(|b| b.is_ascii_digit())
    {
        let seconds = decimal::read(time)?;
        let (hours, minutes) = ((seconds / 1e4).floor(), (seconds / 100.0).floor() % 100.0);
        let share = (hours + (minutes + seconds % 100.0 / 60.0) / 60.0) / 24.0;
        return Some(Dated::surely(compact(day)? + share));
    }
    let (date, time) = parted(cell);
    let share = if time.is_empty() { 0.0 } else { time_of_day(time)? };
    let dated = chinese(date).or_else(|| quarter(date)).or_else(|| by_marks(date)).or_else(|| by_name(date))?;
    let later = |days: Option<f64>| Some(days? + share);
    Some(Dated { day_first: later(dated.day_first), month_first: later(dated.month_first) })
}

/// `202401` and `20240131`, which are dates only where a whole column is such.
pub fn compact(cell: &str) -> Option<f64> {
    if !cell.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| cell.get(from..to)?.parse::<u8>().ok();
    let year = cell.get(..4)?.parse().ok().filter(|year| (1800..=2100).contains(year))?;
    match cell.len() {
        6 => day(year, part(4, 6)?, 1),
        8 => day(year, part(4, 6)?, part(6, 8)?),
        _ => None,
    }
}

/// A date and the time of day behind it: parted by a `T` or by a space before `12:30`.
fn parted(cell: &str) -> (&str, &str) {
    let Some(colon) = cell.find(':') else { return (cell, "") };
    let before = cell.get(..colon).unwrap_or(cell);
    match before.rfind([' ', 'T']) {
        Some(at) => (before.get(..at).unwrap_or(before).trim_end(), cell.get(at + 1..).unwrap_or_default()),
        None => (cell, ""),
    }
}

/// The share of a day at `12:30`, `12:30:15.5`, `1:30 pm`, with a time zone behind it or without: all of a table have the same.
fn time_of_day(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let (text, noon) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim_end(), Some(12.0)),
        (None, Some(rest)) => (rest.trim_end(), Some(0.0)),
        (None, None) => (lower.as_str(), None),
    };
    let end = text.find(['z', '+', '-', ' ']).unwrap_or(text.len());
    let parts: Vec<f64> = text.get(..end)?.split(':').map(decimal::read).collect::<Option<_>>()?;
    let (&hours, minutes) = (parts.first()?, *parts.get(1)?);
    let seconds = parts.get(2).copied().unwrap_or(0.0);
    let hours = noon.map_or(hours, |noon| hours % 12.0 + noon);
    let right = parts.len() <= 3
        && (0.0..24.0).contains(&hours)
        && (0.0..60.0).contains(&minutes)
        && (0.0..61.0).contains(&seconds);
    right.then_some((hours + (minutes + seconds / 60.0) / 60.0) / 24.0)
}

/// `2024年1月31日`, `2024年1月`, `2024年第1季度`.
fn chinese(text: &str) -> Option<Dated> {
    let (year, rest) = text.split_once('年')?;
    let year = year_of(year.trim())?;
    let rest = rest.trim();
    if let Some(quarter) = rest.strip_suffix("季度") {
        let quarter = quarter.trim_start_matches('第').trim();
        let names = ["一", "二", "三", "四"];
        let number = names
            .iter()
            .position(|name| *name == quarter)
            .or_else(|| "1234".find(quarter).filter(|_| quarter.len() == 1))?;
        return Some(Dated::surely(day(year, 3 * number as u8 + 1, 1)?));
    }
    let (month, rest) = rest.split_once('月')?;
    let of_month = match rest.trim().trim_end_matches(['日', '号', '號']) {
        "" => 1,
        text => text.trim().parse().ok()?,
    };
    Some(Dated::surely(day(year, month.trim().parse().ok()?, of_month)?))
}

/// `2024Q1`, `2024-Q1`, `Q1 2024`, `Q1/2024`: the first day of the quarter.
fn quarter(text: &str) -> Option<Dated> {
    let (before, behind) = text.split_once(['Q', 'q'])?;
    let between = |c: char| matches!(c, ' ' | '-' | '/' | '.');
    let (year, number) = match before.trim_end_matches(between) {
        "" => {
            let (number, year) = behind.split_at_checked(1)?;
            (year.trim_start_matches(between), number)
        }
        year => (year, behind),
    };
    let number = "1234".find(number).filter(|_| number.len() == 1)?;
    Some(Dated::surely(day(year_of(year)?, 3 * number as u8 + 1, 1)?))
}

/// Numbers with one kind of mark between them.
fn by_marks(text: &str) -> Option<Dated> {
    let mark = text.chars().find(|c| matches!(c, '-' | '/' | '.' | '\u{2013}'))?;
    let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
    if !parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let small = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    match parts.as_slice() {
        [year, month, of_month] if year.len() == 4 => {
            Some(Dated::surely(day(year_of(year)?, small(month)?, small(of_month)?)?))
        }
        [first, second, year] if matches!(year.len(), 2 | 4) => {
            let (first, second) = (small(first)?, small(second)?);
            let year = year_of(year).or_else(|| short_year(year))?;
            let day_first = day(year, second, first);
            // Between points and hyphens the day comes first everywhere.
            let month_first = if mark == '/' { day(year, first, second) } else { day_first };
            let dated = Dated { day_first, month_first };
            (day_first.is_some() || month_first.is_some()).then_some(dated)
        }
        // `2024.01` is a number.
        [year, month] if year.len() == 4 && mark != '.' => Some(Dated::surely(day(year_of(year)?, small(month)?, 1)?)),
        [month, year] if year.len() == 4 && mark != '.' => Some(Dated::surely(day(year_of(year)?, small(month)?, 1)?)),
        _ => None,
    }
}

/// `Jan 2024`, `31 January 2024`, `Jan 31, 2024`, `31-Jan-24`, `Jan-24`, `2024 Jan`, in English, German and French.
fn by_name(text: &str) -> Option<Dated> {
    let parts: Vec<&str> = text.split([' ', '-', ',', '.', '/', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let at = parts.iter().position(|part| month(part).is_some())?;
    let named = month(parts.get(at)?)?;
    let numbers: Vec<&str> = parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| *part).collect();
    let of_month = |text: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        digits.parse::<u8>().ok().filter(|_| digits.len() <= 2)
    };
    let days = match numbers.as_slice() {
        [year] => day(year_of(year).or_else(|| short_year(year))?, named, 1),
        [first, year] if at < 2 => match year_of(first) {
            Some(first) => day(first, named, of_month(year)?),
            None => day(year_of(year).or_else(|| short_year(year))?, named, of_month(first)?),
        },
        _ => None,
    };
    days.map(Dated::surely)
}

/// Four digits that may be a year.
fn year_of(text: &str) -> Option<i32> {
    text.parse().ok().filter(|year| text.len() == 4 && YEARS.contains(year))
}

/// `24` is 2024 and `69` is 1969, as POSIX has it.
fn short_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))?;
    Some(if year < 69 { 2000 + year } else { 1900 + year })
}

/// The number of a month by its name, in full or in short.
pub fn month(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "jan january januar jänner janv janvier",
        "feb february februar fév févr février fevrier",
        "mar march mär märz mrz mars",
        "apr april avr avril",
        "may mai",
        "jun june juni juin",
        "jul july juli juil juillet",
        "aug august aoû août aout",
        "sep sept september septembre",
        "oct october okt oktober octobre",
        "nov november novembre",
        "dec december dez dezember déc décembre decembre",
    ];
    let name = name.to_lowercase();
    let at = NAMES.iter().position(|names| names.split(' ').any(|known| known == name));
    at.map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_spellings() {
        let january = [
            "2024-01-31",
            "2024/1/31",
            "2024.01.31",
            "31.01.2024",
            "31.1.24",
            "31/01/2024",
            "1/31/2024",
            "31-01-2024",
            "2024年1月31日",
            "2024年1月31号",
            "31 Jan 2024",
            "31-Jan-24",
            "Jan 31, 2024",
            "January 31st, 2024",
            "31. Januar 2024",
            "31 janv. 2024",
            "2024-01-31T00:00:00Z",
            "2024-01-31 00:00",
        ];
        let day_31 = day(2024, 1, 31);
        for text in january {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.day_first.or(read.month_first), day_31, "{text}");
        }
        let months = [
            "2024-01",
            "2024/01",
            "01/2024",
            "2024年1月",
            "Jan 2024",
            "Jan-24",
            "2024 Jan",
            "2024Q1",
            "2024-Q1",
            "Q1 2024",
            "Q1/2024",
            "2024年第1季度",
            "2024年一季度",
        ];
        for text in months {
            assert_eq!(read(text).and_then(|read| read.day_first), day(2024, 1, 1), "{text}");
        }
        let times = [("2024-01-31 12:00", 0.5), ("2024-01-31T06:00:00.000+08:00", 0.25), ("1/31/2024 6:00 PM", 0.75)];
        for (text, share) in times {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.month_first, day_31.map(|day| day + share), "{text}");
        }
        assert_eq!(read("20240131T120000").and_then(|read| read.day_first), day_31.map(|day| day + 0.5));
        assert_eq!([compact("202401"), compact("20240131")], [day(2024, 1, 1), day_31]);
    }

    #[test]
    fn of_some_dates_the_order_is_not_told() {
        let doubtful = read("3/4/2024").expect("a date");
        assert_eq!((doubtful.day_first, doubtful.month_first), (day(2024, 4, 3), day(2024, 3, 4)));
        let told = read("13/4/2024").expect("a date");
        assert_eq!((told.day_first, told.month_first), (day(2024, 4, 13), None));
    }

    #[test]
    fn what_is_no_date() {
        let words = [
            "",
            "3",
            "2024",
            "2024.01",
            "1-2",
            "3/4",
            "1990-2000",
            "2024-13",
            "2024-02-30",
            "cat",
            "May",
            "12:30",
            "1.2.3",
            "192.168.0.1",
            "2024年",
            "Q5 2024",
            "99999-01",
            "Mark 24",
            "10-12-14-16",
            "5 km",
            "3.5",
        ];
        for text in words {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["2024", "202413", "20240230", "123456", "300000"] {
            assert_eq!(compact(text), None, "{text}");
        }
    }
}
