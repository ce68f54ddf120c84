//! A knob's key and range stand in the table and in index.html, and nowhere else.

use super::source::{bare, is_of_name, line_of, sources, words};
use kittengrad::session::knobs::{KNOBS, Kind};
use std::collections::BTreeSet;

/// Where the table stands.
const TABLE: &str = "src/session/knobs";

/// Files that still write a key, waiting to be mended.
const WRITE_A_KEY: &[&str] = &[];

/// Many a key is an ordinary word too, such as "points". It is meant as a key where the statement has one of these words.
const OF_KNOBS: [&str; 8] = ["key", "knob", "knobs", "Knob", "KNOBS", "scale_of", "turned", "all(\"name\""];

/// The keys that code writes as such, with their lines.
fn written(code: &str) -> Vec<(String, usize)> {
    let bare = bare(code);
    let mut all = Vec::new();
    for knob in KNOBS {
        let literal = format!("\"{}\"", knob.key);
        for (at, _) in code.match_indices(&literal) {
            // Inside of a longer text the quotes are blank.
            if !bare[at..].starts_with('"') || !bare[..at + literal.len()].ends_with('"') {
                continue;
            }
            let ends = [';', '{', '}'];
            let from = bare[..at].rfind(ends).map_or(0, |i| i + 1);
            let to = bare[at..].find(ends).map_or(code.len(), |i| at + i);
            let (before, after) = (code[from..at].trim_end(), code[at + literal.len()..to].trim_start());
            let compared = before.ends_with("==") || before.ends_with("!=") || before.ends_with('|');
            let matched = ["==", "!=", "=>", "|"].iter().any(|sign| after.starts_with(sign));
            let spoken = OF_KNOBS.iter().any(|word| mentions(&code[from..to], word));
            if compared || matched || spoken {
                all.push((knob.key.to_owned(), line_of(code, at)));
            }
        }
    }
    all
}

fn mentions(statement: &str, word: &str) -> bool {
    // A word within quotes is none of the code's own.
    if word.ends_with(is_of_name) { words(&bare(statement), word).next().is_some() } else { statement.contains(word) }
}

#[test]
fn no_key_stands_outside_of_the_table() {
    let mut wrong = Vec::new();
    let mut offenders = BTreeSet::new();
    for source in sources(&["src"]).iter().filter(|s| !s.path.starts_with(TABLE)) {
        for (key, line) in written(&source.code) {
            offenders.insert(source.path.clone());
            if !WRITE_A_KEY.contains(&source.path.as_str()) {
                wrong.push(format!("{}:{line} writes the key {key}", source.path));
            }
        }
    }
    for path in WRITE_A_KEY.iter().filter(|path| !offenders.contains(**path)) {
        wrong.push(format!("{path} writes no key any more: take it off WRITE_A_KEY"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_range_stands_outside_of_the_table() {
    let ranges: Vec<(f64, f64, &str)> = KNOBS
        .iter()
        .filter_map(|knob| match knob.kind {
            Kind::Whole { min, max, .. } | Kind::Real { min, max, .. } => Some((min, max, knob.key)),
            _ => None,
        })
        // Between 0 and 1 lies every share.
        .filter(|(min, max, _)| (*min, *max) != (0.0, 1.0))
        .collect();
    assert!(ranges.len() > 6, "{ranges:?}");
    for source in sources(&["src"]).iter().filter(|s| !s.path.starts_with(TABLE)) {
        for (low, high, line) in limits(&bare(&source.code)) {
            let known = ranges.iter().find(|(min, max, _)| (*min, *max) == (low, high));
            assert_eq!(known, None, "{}:{line} has the range of a knob", source.path);
        }
    }
}

/// Pairs of numbers between which something is kept: `bounded(x, 1.0, 15.0)`, `x.clamp(1, 15)`, `(1..=15).contains(&x)`.
fn limits(code: &str) -> Vec<(f64, f64, usize)> {
    let number = |text: &str| text.trim().trim_start_matches('(').replace('_', "").parse::<f64>().ok();
    let mut all = Vec::new();
    for call in ["bounded", "clamp"] {
        for at in words(code, call) {
            let inside = code[at..].split(')').next().unwrap_or_default();
            let mut last = inside.rsplit([',', '(']);
            if let Some((high, low)) = last.next().and_then(number).zip(last.next().and_then(number)) {
                all.push((low, high, line_of(code, at)));
            }
        }
    }
    for (at, _) in code.match_indices("..=") {
        let of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '_';
        let low = code[..at].rsplit(|c| !of_number(c)).next().and_then(number);
        let high = code[at + 3..].split(|c| !of_number(c)).next().and_then(number);
        all.extend(low.zip(high).map(|(low, high)| (low, high, line_of(code, at))));
    }
    all
}

#[test]
fn keys_and_ranges_are_seen() {
    for code in [
        "knobs::parse(\"seed\", &v);",
        "if k.name == \"pace\" {",
        "match k {\n\"pace\" => 1,",
        "for key in [\"points\", 3] {",
        "page.all(\"name\", \"loss\");",
        "let s = scale_of(\"held-out\");",
    ] {
        assert_eq!(written(code).len(), 1, "{code}");
    }
    for code in ["lang.pick(\"points\", \"个点\");", "let key = 1; f(\"points\");", "say(\"the key \\\"seed\\\"\")"] {
        assert_eq!(written(code), [], "{code}");
    }
    assert_eq!(limits("bounded(x, 1.0, 15.0)\nx.clamp(2, 1_000)"), [(1.0, 15.0, 1), (2.0, 1000.0, 2)]);
    assert_eq!(limits("(1..=15).contains(&x); for i in 0..=n {}"), [(1.0, 15.0, 1)]);
}
