//! Days of the Gregorian calendar as numbers: 0 is 1 January 1970, and half of a day is 0.5.

use time::{Date as Day, Month};

/// The Julian day of 1 January 1970.
const EPOCH: i32 = 2_440_588;

/// Years that are taken for years.
pub const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;

/// The number of a day; `None` if there is no such day. Months and days count from 1.
pub fn day(year: i32, month: u8, day: u8) -> Option<f64> {
    let month = Month::try_from(month).ok()?;
    let date = Day::from_calendar_date(year, month, day).ok().filter(|_| YEARS.contains(&year))?;
    Some(f64::from(date.to_julian_day() - EPOCH))
}

/// Year, month and day of a number, and what share of the day has gone by; `None` beyond the years 1000 to 2999.
pub fn civil(days: f64) -> Option<(i32, u8, u8, f64)> {
    let whole = days.floor();
    if whole.abs() > 1e6 || whole.is_nan() {
        return None;
    }
    let date = Day::from_julian_day(whole as i32 + EPOCH).ok()?;
    let (year, month, day) = date.to_calendar_date();
    YEARS.contains(&year).then(|| (year, month.into(), day, days - whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_found_again() {
        assert_eq!(day(1970, 1, 1), Some(0.0));
        assert_eq!(day(2024, 2, 29), Some(19_782.0));
        assert_eq!([day(2023, 2, 29), day(2024, 13, 1), day(2024, 0, 1), day(999, 1, 1)], [None; 4]);
        assert_eq!(civil(-0.25), Some((1969, 12, 31, 0.75)));
        for days in (-300_000..370_000).step_by(97) {
            let (year, month, of_month, rest) = civil(f64::from(days)).expect("within the years");
            assert_eq!((day(year, month, of_month), rest), (Some(f64::from(days)), 0.0));
        }
        assert_eq!([civil(f64::NAN), civil(1e7), civil(-1e6)], [None; 3]);
    }
}
