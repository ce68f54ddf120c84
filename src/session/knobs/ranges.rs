//! Places of parameters as text and back.

use super::widths::{MOST_LAYERS, MOST_UNITS};
use crate::learn::Frozen;
use std::ops::Range;

/// The place of the last parameter of the largest model: the widest layers, as many as there may be, and an output.
pub const LAST_PLACE: usize = 2 * MOST_UNITS + (MOST_LAYERS - 1) * MOST_UNITS * (MOST_UNITS + 1) + MOST_UNITS;

/// `0-3, 7` → the places 0, 1, 2, 3 and 7; empty → none. `None` for what is no place, or a range that runs backward.
pub fn ranges(text: &str) -> Option<Frozen> {
    if text.trim().is_empty() {
        return Some(Frozen::default());
    }
    let mut all = Vec::new();
    for part in text.split([',', '，']) {
        all.push(range(part)?);
    }
    Some(Frozen::of(all))
}

fn range(part: &str) -> Option<Range<usize>> {
    let place = |text: &str| text.trim().parse().ok().filter(|place| *place <= LAST_PLACE);
    let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
    let (first, last) = (place(first)?, place(last)?);
    (first <= last).then_some(first..last + 1)
}

/// Places as text, as a knob takes them: in rising order, what lies side by side as one range.
pub fn ranges_text(frozen: &Frozen) -> String {
    let mut text = String::new();
    for range in frozen.ranges() {
        if !text.is_empty() {
            text.push(',');
        }
        text += &range.start.to_string();
        if range.len() > 1 {
            text.push('-');
            text += &(range.end - 1).to_string();
        }
    }
    text
}
