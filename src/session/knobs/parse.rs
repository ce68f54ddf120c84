//! A value from outside, checked against the table: nothing is clamped, and what is refused is said.

use super::interval::{interval, interval_text};
use super::knob::{Effect, Kind, Knob, Value};
use super::ranges::{ranges, ranges_text};
use super::table::{KNOBS, is_shared};
use super::widths::{widths, widths_text};
use super::words::LANGS;
use crate::data::{Formula, decimal};
use crate::session::settings::Settings;

/// Why a value was refused. The sentence for it stands in `text`.
#[derive(Clone, Debug, PartialEq)]
pub enum KnobError {
    /// There is no such key.
    UnknownKey(String),
    /// The value is not one of those allowed.
    NotAllowed {
        /// The knob's key.
        key: &'static str,
        /// What was given.
        given: String,
        /// What is allowed.
        kind: Kind,
    },
}

/// A knob and a value that it takes: what [`parse`] has let through.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    knob: usize,
    value: Value,
}

impl Change {
    /// The knob.
    pub fn knob(&self) -> &'static Knob {
        &KNOBS[self.knob]
    }

    /// The value.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The value as text, as a control shows it.
    pub fn shown(&self) -> String {
        show(&self.value)
    }

    /// Writes the value.
    pub fn apply(&self, settings: &mut Settings) {
        (self.knob().set)(settings, &self.value);
    }
}

/// Checks a value from outside against the table. Numbers and switches may come as text.
///
/// # Errors
/// An unknown key, a wrong kind, a value out of range. Nothing is clamped.
pub fn parse(key: &str, given: &Value) -> Result<Change, KnobError> {
    let Some(knob) = KNOBS.iter().position(|k| k.key == key) else {
        return Err(KnobError::UnknownKey(key.to_owned()));
    };
    let Knob { key, kind, .. } = KNOBS[knob];
    match admit(kind, given) {
        Some(value) => Ok(Change { knob, value }),
        None => Err(KnobError::NotAllowed { key, given: show(given), kind }),
    }
}

fn admit(kind: Kind, given: &Value) -> Option<Value> {
    match (kind, given) {
        (Kind::Choice(words), Value::Text(text)) => {
            let text =
                if words == LANGS && text.to_ascii_lowercase().starts_with("zh") { "zh-Hans" } else { text.trim() };
            words.contains(&text).then(|| Value::Text(text.to_owned()))
        }
        // A batch of ten, given by script as a bare number.
        (Kind::Choice(_), Value::Number(n)) => admit(kind, &Value::Text(decimal::shortest(*n))),
        (Kind::Whole { min, max, .. }, _) => {
            let n = as_number(given)?;
            (n.fract() == 0.0 && (min..=max).contains(&n)).then_some(Value::Number(n))
        }
        (Kind::Real { min, max, .. }, _) => {
            let n = as_number(given)?;
            (min..=max).contains(&n).then_some(Value::Number(n))
        }
        (Kind::Switch, Value::Switch(on)) => Some(Value::Switch(*on)),
        (Kind::Switch, Value::Text(text)) => match text.trim() {
            "true" => Some(Value::Switch(true)),
            "false" => Some(Value::Switch(false)),
            _ => None,
        },
        (Kind::Choices(words, most), Value::Text(text)) => choices(words, most, text).map(Value::Text),
        (Kind::Widths { .. }, Value::Text(text)) => widths(text).map(|w| Value::Text(widths_text(&w))),
        // One layer, given by script as a bare number.
        (Kind::Widths { .. }, Value::Number(n)) => widths(&decimal::shortest(*n)).map(|w| Value::Text(widths_text(&w))),
        (Kind::Ranges { .. }, Value::Text(text)) => ranges(text).map(|all| Value::Text(ranges_text(&all))),
        // One place, given by script as a bare number.
        (Kind::Ranges { .. }, Value::Number(n)) => admit(kind, &Value::Text(decimal::shortest(*n))),
        (Kind::Set(words), Value::Text(text)) => set(words, text).map(Value::Text),
        (Kind::Interval, Value::Text(text)) => interval(text).map(|ends| Value::Text(interval_text(ends))),
        (Kind::Formula, Value::Text(text)) => {
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Formula::read(text).is_ok().then_some(Value::Text(plain))
        }
        // A law that is the same everywhere, given by script as a bare number.
        (Kind::Formula, Value::Number(n)) => admit(kind, &Value::Text(decimal::shortest(*n))),
        (
            Kind::Choice(_)
            | Kind::Widths { .. }
            | Kind::Ranges { .. }
            | Kind::Choices(..)
            | Kind::Set(_)
            | Kind::Formula
            | Kind::Interval,
            Value::Switch(_),
        )
        | (Kind::Choices(..) | Kind::Set(_) | Kind::Interval | Kind::Switch, Value::Number(_)) => None,
    }
}

fn as_number(given: &Value) -> Option<f64> {
    match given {
        Value::Number(n) => Some(*n),
        Value::Text(text) => decimal::read(text.trim()),
        Value::Switch(_) => None,
    }
}

/// `relu, ,tanh` → `relu,,tanh`; what is empty at the end falls away. `None` for a word that is not allowed, or too many.
fn choices(words: &[&str], most: usize, text: &str) -> Option<String> {
    let mut all: Vec<&str> = text.split([',', '，']).map(str::trim).collect();
    while all.last().is_some_and(|word| word.is_empty()) {
        all.pop();
    }
    let allowed = all.iter().all(|word| word.is_empty() || words.contains(word));
    (allowed && all.len() <= most).then(|| all.join(","))
}

/// `x2, x1` → `x1,x2`: in the order of the words, each once. `None` for a word that is not allowed, or none at all.
fn set(words: &[&str], text: &str) -> Option<String> {
    let given: Vec<&str> = text.split([',', '，']).map(str::trim).collect();
    let allowed = given.iter().all(|word| words.contains(word));
    let kept: Vec<&str> = words.iter().copied().filter(|word| given.contains(word)).collect();
    allowed.then(|| kept.join(","))
}

/// A value as text, as a control or a message shows it.
pub fn show(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(n) => decimal::shortest(*n),
        Value::Switch(on) => on.to_string(),
    }
}

/// The settings `to`, with what a link has of them as it is in `from`.
pub fn with_shared(from: &Settings, mut to: Settings) -> Settings {
    for knob in KNOBS.iter().filter(|knob| is_shared(knob)) {
        (knob.set)(&mut to, &(knob.get)(from));
    }
    to
}

/// The settings `to`, with the knobs of these effects as they are in `from`.
pub fn with_knobs(from: &Settings, effects: &[Effect], mut to: Settings) -> Settings {
    for knob in KNOBS.iter().filter(|knob| effects.contains(&knob.effect)) {
        (knob.set)(&mut to, &(knob.get)(from));
    }
    to
}

/// The value of a knob as text; empty for an unknown key.
pub fn value(key: &str, settings: &Settings) -> String {
    KNOBS.iter().find(|knob| knob.key == key).map_or_else(String::new, |knob| show(&(knob.get)(settings)))
}

/// The value of a knob that is a number.
pub fn number(key: &str, settings: &Settings) -> Option<f64> {
    match (KNOBS.iter().find(|knob| knob.key == key)?.get)(settings) {
        Value::Number(number) => Some(number),
        Value::Text(_) | Value::Switch(_) => None,
    }
}

/// Twice the value of a number's knob, or its greatest; `None` where that is no change.
pub fn doubled(key: &str, settings: &Settings) -> Option<f64> {
    let (now, knob) = (number(key, settings)?, KNOBS.iter().find(|knob| knob.key == key)?);
    let most = match knob.kind {
        Kind::Whole { max, .. } | Kind::Real { max, .. } => max,
        Kind::Choice(_)
        | Kind::Choices(..)
        | Kind::Set(_)
        | Kind::Switch
        | Kind::Widths { .. }
        | Kind::Ranges { .. }
        | Kind::Formula
        | Kind::Interval => now,
    };
    let next = (2.0 * now).min(most);
    (next > now).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Value {
        Value::Text(value.to_owned())
    }

    #[test]
    fn every_knob_reads_back_what_it_was_given() {
        for knob in KNOBS {
            let mut settings = Settings::default();
            let tries: Vec<Value> = match knob.kind {
                Kind::Choice(words) => words.iter().map(|w| text(w)).collect(),
                Kind::Whole { min, max, .. } | Kind::Real { min, max, .. } => {
                    vec![Value::Number(min), Value::Number(max)]
                }
                Kind::Switch => vec![Value::Switch(false), Value::Switch(true)],
                Kind::Widths { .. } => vec![text(""), text("1"), text("64,1,8,8,8,8,8,3")],
                Kind::Ranges { .. } => vec![text(""), text("7"), text("0-3,7,9-10,29312")],
                Kind::Choices(..) => vec![text(""), text("relu"), text(",,relu,,,,,tanh")],
                Kind::Set(words) => vec![text(words[1]), text(&words.join(","))],
                Kind::Formula => vec![text("900 - 24*x"), text("|x − 1| + max(5x, 2)")],
                Kind::Interval => vec![text(""), text("20..30"), text("-1.5..0.25")],
            };
            for value in tries {
                let change = parse(knob.key, &value).expect("in range");
                change.apply(&mut settings);
                assert_eq!((knob.get)(&settings), value, "{}", knob.key);
            }
        }
    }

    #[test]
    fn the_defaults_are_allowed_and_keys_are_distinct() {
        for (i, knob) in KNOBS.iter().enumerate() {
            assert!(parse(knob.key, &(knob.get)(&Settings::default())).is_ok(), "{}", knob.key);
            assert!(KNOBS[..i].iter().all(|other| other.key != knob.key));
        }
    }

    #[test]
    fn what_is_out_of_range_or_of_the_wrong_kind_is_refused() {
        for (key, value) in [
            ("points", Value::Number(0.0)),
            ("points", Value::Number(2001.0)),
            ("points", Value::Number(3.5)),
            ("points", Value::Number(f64::NAN)),
            ("learning-rate", Value::Number(0.0)),
            ("learning-rate", text("fast")),
            ("learning-rate", Value::Number(f64::INFINITY)),
            ("layers", text("8,0")),
            ("layers", text("65")),
            ("layers", text("1,1,1,1,1,1,1,1,1")),
            ("layers", text("8,,8")),
            ("activation", text("swish")),
            ("activations", text("relu,swish")),
            ("activations", text("relu,,,,,,,,tanh")),
            ("inputs", text("")),
            ("inputs", text("x1,x3")),
            ("inputs", Value::Number(1.0)),
            ("frozen", text("0-")),
            ("frozen", text("3-1")),
            ("frozen", text("w")),
            ("frozen", text("1,,2")),
            ("frozen", text("-1")),
            ("frozen", text("29313")),
            ("frozen", Value::Number(0.5)),
            ("frozen", Value::Switch(true)),
            ("batch", text("3")),
            ("formula", text("")),
            ("formula", text("900 - 24*d")),
            ("formula", Value::Switch(true)),
            ("unseen", text("20")),
            ("unseen", text("20..20")),
            ("unseen", text("1..2..3")),
            ("unseen", text("20 of 30")),
            ("unseen", Value::Number(20.0)),
            ("x-range", text("zero to ten")),
            ("model", Value::Switch(true)),
            ("standardize", Value::Number(1.0)),
        ] {
            assert!(matches!(parse(key, &value), Err(KnobError::NotAllowed { .. })), "{key} {value:?}");
        }
        assert_eq!(parse("rate", &text("1")), Err(KnobError::UnknownKey("rate".into())));
    }

    #[test]
    fn places_are_sorted_and_merged() {
        for (given, kept) in
            [(" ", ""), ("7, 0 - 3", "0-3,7"), ("1,0", "0-1"), ("4-6，5-9,3", "3-9"), ("2–2", "2"), ("8,8", "8")]
        {
            assert_eq!(parse("frozen", &text(given)), parse("frozen", &text(kept)), "{given}");
            let mut settings = Settings::default();
            parse("frozen", &text(given)).expect("allowed").apply(&mut settings);
            assert_eq!(value("frozen", &settings), kept, "{given}");
        }
        assert_eq!(parse("frozen", &Value::Number(3.0)), parse("frozen", &text("3")));
    }

    #[test]
    fn a_stretch_is_read_as_people_write_it() {
        for given in
            ["20..30", " 30 .. 20", "20 to 30", "20-30", "20 – 30", "20, 30", "20…30", "20 到 30", "20到30", "2e1~3e1"]
        {
            assert_eq!(parse("unseen", &text(given)), parse("unseen", &text("20..30")), "{given}");
        }
        for given in ["-3..-1", "-1 - -3", "−3 to −1", "-3--1"] {
            assert_eq!(parse("unseen", &text(given)), parse("unseen", &text("-3..-1")), "{given}");
        }
        assert_eq!(parse("unseen", &text("  ")), parse("unseen", &text("")));
    }

    #[test]
    fn numbers_and_switches_may_come_as_text() {
        assert_eq!(parse("noise", &text(" 0.5 ")), parse("noise", &Value::Number(0.5)));
        assert_eq!(parse("standardize", &text("false")), parse("standardize", &Value::Switch(false)));
        assert_eq!(parse("layers", &text(" 8 , 8 ")), parse("layers", &text("8,8")));
        assert_eq!(parse("lang", &text("zh-CN")), parse("lang", &text("zh-Hans")));
    }
}
