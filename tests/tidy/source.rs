//! The files that the rules are about: their text, and their code without what does not count.

use std::fs;
use std::path::Path;

/// A file of the repository: its path from the root, its text, and its text without comments and test modules.
pub struct Source {
    pub path: String,
    pub text: String,
    pub code: String,
}

/// Every Rust file in these folders, or these files themselves.
pub fn sources(places: &[&str]) -> Vec<Source> {
    let mut all = Vec::new();
    for place in places {
        gather(place, &mut all);
    }
    assert!(!all.is_empty());
    all
}

fn gather(path: &str, all: &mut Vec<Source>) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if full.is_dir() {
        let mut entries: Vec<String> = fs::read_dir(&full)
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        entries.sort();
        for entry in entries.iter().filter(|e| *e != "target") {
            gather(&format!("{path}/{entry}"), all);
        }
    } else if path.ends_with(".rs") {
        let text = read(path);
        let code = if path.ends_with("/tests.rs") { String::new() } else { code_of(&text) };
        all.push(Source { path: path.to_owned(), text, code });
    }
}

pub fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

pub fn exists(path: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
}

/// Without comments, and without what stands under `#[cfg(test)]`, which is the end of a file here.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    without(text, false)
}

/// Code in which a string says nothing any more, so that only names, brackets and signs are left.
pub fn bare(code: &str) -> String {
    without(code, true)
}

/// Blanks comments and, if wanted, what stands between quotes. Every byte stays in its place.
fn without(text: &str, strings: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let long = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            'r' if !out.ends_with(is_of_name) => raw(rest).unwrap_or(1),
            // A character, not a lifetime.
            '\'' if rest[1..].starts_with('\\') => rest[3..].find('\'').map_or(rest.len(), |end| end + 4),
            '\'' => rest.char_indices().nth(2).filter(|(_, c)| *c == '\'').map_or(1, |(at, _)| at + 1),
            _ => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(long);
        let text = long > c.len_utf8();
        if text && (strings || c == '/') {
            let edge = if c == '/' { None } else { Some(c) };
            let last = piece.char_indices().last().map_or(0, |(at, _)| at);
            for (at, c) in piece.char_indices() {
                match c {
                    '\n' => out.push(c),
                    _ if edge.is_some() && (at == 0 || at == last) => out.push(c),
                    _ => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
                }
            }
        } else {
            out.push_str(piece);
        }
        rest = after;
    }
    out
}

/// How long a string is that begins here.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How long a raw string is, if one begins here.
fn raw(text: &str) -> Option<usize> {
    let marks = text[1..].chars().take_while(|c| *c == '#').count();
    let inside = text[1 + marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(2 + marks + inside.find(&end)? + end.len())
}

pub fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The line, from 1, of a place in a text.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Where a word stands by itself, and not as a part of another.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |&at| !code[..at].ends_with(is_of_name) && !code[at + word.len()..].starts_with(is_of_name))
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let code = "let a = \"x // y\"; // z \"\nlet b = '\"'; let c: &'a str = r#\"\"q\"\"#; /* d\n */ e('\\'')";
    assert_eq!(
        code_of(code),
        "let a = \"x // y\";       \nlet b = '\"'; let c: &'a str = r#\"\"q\"\"#;     \n    e('\\'')"
    );
    assert_eq!(bare("f(\"a\\\"b\", 'x')"), "f(\"    \", ' ')");
    assert_eq!(bare("f(r#\"a\"b\"#)"), "f(r      #)");
}
