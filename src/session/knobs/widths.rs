//! Widths of hidden layers as text and back.

/// The most hidden layers that a network may have.
pub const MOST_LAYERS: usize = 8;
/// The most neurons that a hidden layer may have.
pub const MOST_UNITS: usize = 64;

/// `8,8` → [8, 8]; empty → []; `None` when a width or the number of layers is out of range.
pub fn widths(text: &str) -> Option<Vec<usize>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut all = Vec::new();
    for part in text.split([',', '，']) {
        all.push(part.trim().parse().ok().filter(|units| (1..=MOST_UNITS).contains(units))?);
    }
    Some(all).filter(|layers| layers.len() <= MOST_LAYERS)
}

/// Widths as text, as a knob takes them.
pub fn widths_text(layers: &[usize]) -> String {
    let mut text = String::new();
    for units in layers {
        if !text.is_empty() {
            text.push(',');
        }
        text += &units.to_string();
    }
    text
}
