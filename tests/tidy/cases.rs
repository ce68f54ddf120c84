//! The cases of our own enums: what lists all of them leaves none out, and what tells them apart names each.

use super::source::{Source, bare, is_of_name, sources};
use std::collections::BTreeMap;

/// The enums of the source by room and name, with their cases: two rooms may call different things the same.
fn enums() -> BTreeMap<(String, String), Vec<String>> {
    let mut all = BTreeMap::new();
    for source in sources(&["src"]) {
        let mut lines = source.code.lines();
        while let Some(line) = lines.next() {
            let words = || line.trim_end_matches('{').split_whitespace();
            let Some(name) = words().skip_while(|word| *word != "enum").nth(1) else { continue };
            if line.ends_with('{') {
                let indent = line.len() - line.trim_start().len();
                let cases = lines.by_ref().take_while(|line| line.trim() != "}" || indent_of(line) > indent);
                let cases = cases.filter(|line| indent_of(line) == indent + 4).filter_map(|line| {
                    let name: String = line.trim().chars().take_while(|c| is_of_name(*c)).collect();
                    name.starts_with(char::is_uppercase).then_some(name)
                });
                let name = name.split('<').next().unwrap_or(name);
                all.insert((room(&source).to_owned(), name.to_owned()), cases.collect());
            }
        }
    }
    all
}

/// `src/session/run.rs` stands in `session`.
fn room(source: &Source) -> &str {
    source.path.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The enums whose cases a pattern names.
fn named<'a>(pattern: &str, enums: &'a BTreeMap<(String, String), Vec<String>>) -> Option<&'a String> {
    enums
        .keys()
        .map(|(_, name)| name)
        .find(|name| pattern.match_indices(&format!("{name}::")).any(|(at, _)| !pattern[..at].ends_with(is_of_name)))
}

#[test]
fn a_list_of_all_cases_has_all_cases() {
    let enums = enums();
    let mut lists = 0;
    for source in sources(&["src"]) {
        for (at, start) in source.code.match_indices("const ALL: [") {
            let rest = &source.code[at + start.len()..];
            let element: String = rest.chars().take_while(|c| is_of_name(*c)).collect();
            // An enum of the same room before one of another.
            let own = enums.iter().find(|((of, name), _)| of == room(&source) && *name == element);
            let Some((_, cases)) = own.or_else(|| enums.iter().find(|((_, name), _)| *name == element)) else {
                continue;
            };
            let list = rest.split_once('=').and_then(|(_, list)| list.split(';').next()).unwrap_or_default();
            for case in cases {
                let named = format!("{element}::{case}");
                let whole = |(at, _): (usize, &str)| !list[at + named.len()..].starts_with(is_of_name);
                assert!(list.match_indices(&named).any(whole), "{}: ALL leaves out {named}", source.path);
            }
            lists += 1;
        }
    }
    assert!(lists >= 4, "{lists} lists found");
}

/// A match over cases of ours with an arm for "all others" takes in a new case without a word.
#[test]
fn a_match_over_our_own_cases_names_each() {
    let enums = enums();
    let mut matches = 0;
    for source in sources(&["src"]) {
        let code = bare(&source.code);
        let lines: Vec<&str> = code.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let indent = indent_of(line);
            if !line.trim_start().starts_with("_ =>") {
                continue;
            }
            let above = lines[..number].iter().rev().take_while(|line| line.is_empty() || indent_of(line) >= indent);
            let arms = above.filter(|line| indent_of(line) == indent).map(|line| {
                let pattern = line.split("=>").next().unwrap_or_default();
                pattern.split(" if ").next().unwrap_or_default()
            });
            matches += 1;
            for pattern in arms {
                let name = named(pattern, &enums);
                assert_eq!(name, None, "{}:{}: name the other cases", source.path, number + 1);
            }
        }
    }
    assert!(matches > 20, "{matches} found");
}
