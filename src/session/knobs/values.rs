//! Values on their way into the settings and out of them.

use super::knob::Value;
use super::words::Word;

/// The word of a case.
pub fn choice(case: impl Word) -> Value {
    Value::Text(case.word().to_owned())
}

/// Sets a choice to the case of a word.
pub fn turn<T: Word>(setting: &mut T, value: &Value) {
    if let Value::Text(text) = value
        && let Some(case) = T::read(text)
    {
        *setting = case;
    }
}

/// A number as it is.
pub fn number(value: &Value) -> f64 {
    if let Value::Number(n) = value { *n } else { 0.0 }
}

/// Words as they are.
pub fn text(value: &Value) -> &str {
    if let Value::Text(text) = value { text } else { "" }
}
