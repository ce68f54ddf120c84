//! Dates as they are told: year, month and day in this order (ISO 8601), which readers of both languages know.

use crate::data::calendar::{civil, day};

/// How far apart ticks of dates may stand, the finest first.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Every {
    Minutes(u32),
    Hours(u32),
    Days(u32),
    Months(u32),
    Years(u32),
}

const STEPS: [Every; 20] = [
    Every::Minutes(1),
    Every::Minutes(5),
    Every::Minutes(15),
    Every::Hours(1),
    Every::Hours(3),
    Every::Hours(6),
    Every::Hours(12),
    Every::Days(1),
    Every::Days(2),
    Every::Days(7),
    Every::Days(14),
    Every::Months(1),
    Every::Months(3),
    Every::Months(6),
    Every::Years(1),
    Every::Years(2),
    Every::Years(5),
    Every::Years(10),
    Every::Years(20),
    Every::Years(50),
];

impl Every {
    /// About how many days.
    fn days(self) -> f64 {
        match self {
            Every::Minutes(n) => f64::from(n) / 1440.0,
            Every::Hours(n) => f64::from(n) / 24.0,
            Every::Days(n) => n.into(),
            Every::Months(n) => 30.4 * f64::from(n),
            Every::Years(n) => 365.2 * f64::from(n),
        }
    }

    /// The ticks from `lo` to `hi`, in days since 1970.
    fn ticks(self, lo: f64, hi: f64) -> Vec<f64> {
        let step = match self {
            Every::Minutes(_) | Every::Hours(_) | Every::Days(_) => self.days(),
            Every::Months(n) => return by_months(n, lo, hi),
            Every::Years(n) => return by_months(12 * n, lo, hi),
        };
        let first = (lo / step).ceil();
        let count = ((hi - lo) / step).min(1e3) as u32;
        (0..=count).map(|i| (first + f64::from(i)) * step).filter(|at| *at <= hi).collect()
    }

    /// The name of a tick.
    fn name(self, days: f64) -> String {
        let Some((year, month, _, _)) = civil(days) else { return String::new() };
        match self {
            Every::Minutes(_) | Every::Hours(_) => {
                let text = date(days);
                // The year is plain from the day before.
                text.get(5..).map_or(text.clone(), str::to_owned)
            }
            Every::Days(_) => date(days.round()),
            Every::Months(_) => [&year.to_string(), "-", &two(month)].concat(),
            Every::Years(_) => year.to_string(),
        }
    }
}

/// The first days of every so many months.
fn by_months(months: u32, lo: f64, hi: f64) -> Vec<f64> {
    let (Some(first), Some(last)) = (civil(lo), civil(hi)) else { return Vec::new() };
    let (from, to) = (first.0 * 12 + i32::from(first.1) - 1, last.0 * 12 + i32::from(last.1) - 1);
    let months = months as i32;
    let begins = |at: i32| day(at.div_euclid(12), at.rem_euclid(12) as u8 + 1, 1);
    (from.div_euclid(months)..=to.div_euclid(months))
        .filter_map(|at| begins(at * months))
        .filter(|at| (lo..=hi).contains(at))
        .collect()
}

/// At most about `want` ticks of an axis of dates, in days since 1970, and their names.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn ticks(lo: f64, hi: f64, want: usize) -> Vec<(f64, String)> {
    let room = (hi - lo) / want.max(2) as f64;
    let every = STEPS.into_iter().find(|every| every.days() >= room).unwrap_or(Every::Years(100));
    every.ticks(lo, hi).into_iter().map(|at| (at, every.name(at))).collect()
}

/// A date, `2024-03-05`, with the time of day if it is not midnight; blank beyond the years 1000 to 2999.
#[inline(never)] // in the second part of the program
pub fn date(days: f64) -> String {
    // To the minute, which is all that is told.
    let Some((year, month, of_month, share)) = civil((days * 1440.0).round() / 1440.0 + 1e-9) else {
        return String::new();
    };
    let whole = [&year.to_string(), "-", &two(month), "-", &two(of_month)].concat();
    let minutes = (share * 1440.0).floor() as u16;
    match minutes {
        0 => whole,
        _ => [&whole, " ", &two((minutes / 60) as u8), ":", &two((minutes % 60) as u8)].concat(),
    }
}

fn two(number: u8) -> String {
    if number < 10 { "0".to_owned() + &number.to_string() } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(from: (i32, u8, u8), to: (i32, u8, u8), want: usize) -> Vec<String> {
        let [lo, hi] = [from, to].map(|(y, m, d)| day(y, m, d).expect("a day"));
        let ticks = ticks(lo, hi, want);
        assert!(ticks.iter().all(|(at, _)| (lo..=hi).contains(at)) && ticks.len() <= 2 * want, "{ticks:?}");
        ticks.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn ticks_stand_at_round_dates() {
        assert_eq!(names((2001, 5, 1), (2024, 5, 1), 6), ["2005", "2010", "2015", "2020"]);
        assert_eq!(names((2024, 1, 15), (2024, 12, 20), 5), ["2024-04", "2024-07", "2024-10"]);
        assert_eq!(
            names((2024, 2, 27), (2024, 3, 2), 5),
            ["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]
        );
        assert_eq!(names((2024, 2, 28), (2024, 2, 29), 3), ["02-28", "02-28 12:00", "02-29"]);
        assert_eq!(names((1500, 1, 1), (2400, 1, 1), 5).first().map(String::as_str), Some("1500"));
    }

    #[test]
    fn a_date_is_told_to_the_minute() {
        let noon = day(2024, 3, 5).map(|day| day + 0.5);
        assert_eq!(noon.map(date).as_deref(), Some("2024-03-05 12:00"));
        assert_eq!(date(0.0), "1970-01-01");
        assert_eq!(date(-1.0 / 1440.0), "1969-12-31 23:59");
        assert_eq!([date(f64::NAN), date(1e9)], ["", ""]);
    }
}
