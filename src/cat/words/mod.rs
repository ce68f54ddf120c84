//! What is said, in English and Simplified Chinese.

pub mod kinds;
pub mod number;
pub mod own;
pub mod picture;
pub mod spoken;
pub mod units;
pub mod verdict;

/// The text in the language that is spoken.
pub fn pick<'a>(chinese: bool, en: &'a str, zh: &'a str) -> &'a str {
    if chinese { zh } else { en }
}

/// The sentence in the language that is spoken, with these in the places of `{0}`, `{1}` and so on.
pub fn say(chinese: bool, en: &str, zh: &str, parts: &[impl AsRef<str>]) -> String {
    let mut rest = pick(chinese, en, zh);
    let mut said = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((place, after)) = after.split_once('}') else { break };
        let place = place.bytes().fold(0, |sum, digit| 10 * sum + usize::from(digit.wrapping_sub(b'0')));
        said.push_str(parts.get(place).map_or("", AsRef::as_ref));
        rest = after;
    }
    said.push_str(rest);
    said
}
