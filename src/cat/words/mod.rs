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

/// These one after the other. What the standard library has for it is many times longer.
pub fn joined(parts: &[&str]) -> String {
    let mut all = String::new();
    for part in parts {
        all += part;
    }
    all
}

/// Writes one more into a list, with this between it and the one before.
pub fn enlist(list: &mut String, between: &str, item: &str) {
    if !list.is_empty() {
        *list += between;
    }
    *list += item;
}

/// The sentence in the language that is spoken, with these in the places of `{0}`, `{1}` and so on.
pub fn say(chinese: bool, en: &str, zh: &str, parts: &[impl AsRef<str>]) -> String {
    filled(pick(chinese, en, zh), &|place| parts.get(place).map_or("", AsRef::as_ref))
}

/// A text with parts in their places, of which there are no more than ten.
fn filled<'a>(text: &str, part: &dyn Fn(usize) -> &'a str) -> String {
    let mut said = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let place = if letter == '{' { letters.next().and_then(|digit| digit.to_digit(10)) } else { None };
        match place {
            Some(place) => {
                said += part(place as usize);
                letters.next(); // the brace that closes
            }
            None => said.push(letter),
        }
    }
    said
}
