//! The shape of the source: how long files are, how far a type spreads, how much a function asks for.

use super::names::split_top;
use super::source::{Source, bare, exists, is_of_name, line_of, sources, words};
use std::collections::{BTreeMap, BTreeSet};

/// The most lines of a file.
const MOST_LINES: usize = 350;
/// Longer files, and why.
const LONG: &[(&str, &str)] = &[];

/// The lines below which half of the files of `src` are.
const MEDIAN_LINES: usize = 150;

/// The most files over which the methods of one type may spread.
const MOST_FILES: usize = 3;
/// Types that are still waited for to be taken apart, with their room.
const SPREAD: &[(&str, &str)] = &[];

/// The most arguments of a function, `self` not counted.
const MOST_ARGUMENTS: usize = 5;
/// Functions that still ask for more, with the room that they stand in.
const GREEDY: &[(&str, &str)] = &[];

#[test]
fn files_stay_short_enough_to_be_read() {
    for source in sources(&["src", "labs", "tests", "xtask", "peers/rust/src"]) {
        let lines = source.text.lines().count();
        let listed = LONG.iter().any(|(path, _)| *path == source.path);
        if lines > MOST_LINES {
            assert!(listed, "{} has {lines} lines: split it where that makes it clearer", source.path);
        } else {
            assert!(!listed, "{} is short enough now: take it off the list", source.path);
        }
    }
    for (path, _) in LONG {
        assert!(exists(path), "{path} is gone: take it off the list");
    }
}

#[test]
fn half_of_the_files_are_short() {
    let mut lines: Vec<usize> = sources(&["src"]).iter().map(|source| source.text.lines().count()).collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median < MEDIAN_LINES, "the median file has {median} lines");
}

/// `src/session/run.rs` stands in `session`.
fn room(source: &Source) -> &str {
    let within = source.path.trim_start_matches("src/").trim_end_matches(".rs");
    within.split('/').next().unwrap_or_default()
}

#[test]
fn no_type_has_its_methods_all_over_a_room() {
    let mut spread: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for source in sources(&["src"]) {
        for name in types_with_methods(&bare(&source.code)) {
            spread.entry((room(&source).to_owned(), name)).or_default().insert(source.path.clone());
        }
    }
    let wide = spread.into_iter().filter(|(_, files)| files.len() > MOST_FILES);
    let told = wide.map(|(at, files)| (at, format!("its methods stand in {} files: {files:?}", files.len())));
    listed("SPREAD", SPREAD, told.collect());
}

#[test]
fn no_function_asks_for_too_much() {
    let mut greedy = BTreeMap::new();
    for source in sources(&["src"]) {
        for (name, count, line) in arguments(&bare(&source.code)) {
            if count > MOST_ARGUMENTS {
                let told = format!("{}:{line} asks for {count} arguments", source.path);
                greedy.entry((room(&source).to_owned(), name)).or_insert(told);
            }
        }
    }
    listed("GREEDY", GREEDY, greedy);
}

/// Fails for what is found and not on the list, and for what is on the list and not found.
fn listed(list: &str, allowed: &[(&str, &str)], mut found: BTreeMap<(String, String), String>) {
    let mut wrong = Vec::new();
    for (room, name) in allowed {
        if found.remove(&(room.to_string(), name.to_string())).is_none() {
            wrong.push(format!("{room}: {name} is as it should be: take it off {list}"));
        }
    }
    wrong.extend(found.into_iter().map(|((room, name), told)| format!("{room}: {name}: {told}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The types of the `impl` blocks that are of no trait.
fn types_with_methods(code: &str) -> Vec<String> {
    let mut all = Vec::new();
    for at in words(code, "impl") {
        let head = code[at + 4..].split('{').next().unwrap_or_default().trim();
        // Not `-> impl Trait` nor an argument of `impl Trait`.
        let begins = code[..at].trim_end();
        if !(begins.is_empty() || begins.ends_with([';', '}', '{', ']'])) || words(head, "for").next().is_some() {
            continue;
        }
        let of = if head.starts_with('<') { after_brackets(head) } else { head };
        let name = of.split(['<', ' ', '\n']).find(|word| !word.is_empty()).unwrap_or_default();
        all.push(name.rsplit("::").next().unwrap_or_default().to_owned());
    }
    all
}

/// What follows the `<…>` with which a text begins.
fn after_brackets(text: &str) -> &str {
    let (mut depth, mut before) = (0, ' ');
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
        before = c;
    }
    ""
}

/// Each function's name, how many arguments it has besides `self`, and its line.
fn arguments(code: &str) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    for at in words(code, "fn") {
        let rest = code[at + 2..].trim_start();
        let name: String = rest.chars().take_while(|c| is_of_name(*c)).collect();
        let rest = &rest[name.len()..];
        let rest = if rest.starts_with('<') { after_brackets(rest) } else { rest };
        // A type such as `fn(f64) -> f64` has no name.
        let Some(inside) = rest.strip_prefix('(').filter(|_| !name.is_empty()) else { continue };
        let mut depth = 1;
        let end = inside.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        let parts = split_top(&inside[..end.unwrap_or(inside.len())], ',');
        let own = parts.first().is_some_and(|first| words(first, "self").next().is_some());
        all.push((name, parts.len() - usize::from(own), line_of(code, at)));
    }
    all
}

#[test]
fn methods_and_arguments_are_counted() {
    let code = "impl A {\n fn f(&mut self, a: (u8, u8), b: impl Fn(u8, u8) -> Vec<u8>, c: [u8; 2],) {} }\nimpl<'a, F: Fn(u8) -> u8> b::B<'a, F> {}\n\
                impl fmt::Display for C {}\nfn g<T: Into<u8>, F: FnMut(u8) -> u8>() -> impl Copy {}\nimpl D\nwhere D: Sized {}\nconst H: fn(u8) = h;";
    assert_eq!(types_with_methods(code), ["A", "B", "D"]);
    assert_eq!(arguments(code), [("f".to_owned(), 3, 2), ("g".to_owned(), 0, 5)]);
}
