//! A stretch of x as text and back.

use crate::data::{MOST_MAGNITUDE, decimal};
use crate::session::settings::Interval;

/// `20..30`, `20 to 30`, `20–30`, `20, 30` or `20 到 30` → (20, 30); empty → none. `None` for anything else, and for a stretch
/// without length.
pub fn interval(text: &str) -> Option<Interval> {
    if text.is_empty() { Some(None) } else { read(text) }
}

#[inline(never)] // in the second part of the program (xtask/src/split)
fn read(text: &str) -> Option<Interval> {
    let signs: Vec<char> = text.chars().map(|sign| if sign == '−' { '-' } else { sign }).collect();
    let mut ends = vec![String::new()];
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let dots = sign == '.' && signs.get(at + 1) == Some(&'.');
        let begun = ends.last().is_some_and(|end| !end.is_empty() && !end.ends_with('e'));
        let signs_number = !begun && signs.get(at + 1).is_some_and(|next| next.is_ascii_digit() || *next == '.');
        match sign {
            // A dash after a number is no minus sign.
            '0'..='9' | 'e' | '.' | '-' if !dots && (sign != '-' || signs_number) => ends.last_mut()?.push(sign),
            '-' | '.' | ' ' | '\t' | '–' | '—' | ',' | '，' | ';' | '~' | '～' | '…' | 't' | 'o' | '到' | '至' =>
            {
                if begun {
                    ends.push(String::new());
                }
                at += usize::from(dots);
            }
            _ => return None,
        }
        at += 1;
    }
    ends.retain(|end| !end.is_empty());
    let numbers: Vec<f64> = ends.iter().filter_map(|end| decimal::read(end)).collect();
    match numbers[..] {
        [] if ends.is_empty() => Some(None),
        [a, b] if ends.len() == 2 && a != b && a.abs().max(b.abs()) <= MOST_MAGNITUDE => {
            Some(Some((a.min(b), a.max(b))))
        }
        _ => None,
    }
}

/// A stretch as text, as a knob takes it.
pub fn interval_text(interval: Interval) -> String {
    interval.map_or_else(String::new, |(lo, hi)| [&decimal::shortest(lo), "..", &decimal::shortest(hi)].concat())
}
