//! Parts of a text, joined.

/// The parts that say something, with the same between any two of them; empty parts are left out.
pub fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    let mut text = String::new();
    for part in parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text += between;
        }
        text += part;
    }
    text
}
