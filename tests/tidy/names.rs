//! Which names a file takes from where, as far as its text tells: its `use` lines and the paths that it writes out.

use super::source::{bare, is_of_name, line_of, words};
use std::collections::BTreeSet;

/// A path as it is written: `super::knobs::parse`.
pub type Path = Vec<String>;

/// One name that a `use` line brings.
pub struct Use {
    /// What it is called here; `*` for all of a module.
    pub name: String,
    pub path: Path,
    /// Handed on to whoever names this file.
    pub public: bool,
    pub line: usize,
}

/// What a file says of names.
pub struct Names {
    pub uses: Vec<Use>,
    /// Paths of more than one segment outside of `use` lines, with their lines.
    pub paths: Vec<(Path, usize)>,
    /// Every word outside of `use` lines that may be something brought by one, and no field, method or module.
    pub words: BTreeSet<String>,
    /// What is defined here.
    pub defined: BTreeSet<String>,
}

const DEFINES: [&str; 9] = ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules!"];

pub fn names_of(code: &str) -> Names {
    let code = without_visibility(&bare(code));
    let (mut uses, mut rest) = (Vec::new(), code.clone());
    for at in words(&code, "use") {
        let before = code[..at].trim_end();
        let public = before.ends_with("pub");
        let Some(end) =
            code[at..].find(';').filter(|_| public || before.is_empty() || before.ends_with([';', '{', '}', ']']))
        else {
            continue; // such as the `use<'a>` of a type
        };
        for (path, name) in leaves(&code[at + 3..at + end]) {
            uses.push(Use { name, path, public, line: line_of(&code, at) });
        }
        let blank: String = code[at..at + end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        rest.replace_range(at..at + end, &blank);
    }
    let defined = DEFINES.iter().flat_map(|kind| {
        let after = |at: usize| rest[at + kind.len()..].trim_start().split(|c| !is_of_name(c)).next();
        words(&rest, kind).filter_map(after).map(str::to_owned).collect::<Vec<_>>()
    });
    let defined = defined.collect();
    let (paths, words) = paths_in(&rest);
    Names { uses, paths, words, defined }
}

/// `pub(in crate::session)` says who may look, and takes nothing from there.
fn without_visibility(code: &str) -> String {
    let mut out = code.to_owned();
    for at in words(code, "pub").filter(|at| code[at + 3..].starts_with('(')) {
        if let Some(end) = code[at..].find(')') {
            out.replace_range(at + 3..=at + end, &" ".repeat(end - 2));
        }
    }
    out
}

/// The paths of a `use` tree, and what each is called.
fn leaves(tree: &str) -> Vec<(Path, String)> {
    let tree = tree.trim();
    let (head, inner) = match tree.split_once('{') {
        Some((head, inner)) => (head, inner.rsplit_once('}').map_or(inner, |(inner, _)| inner)),
        None => {
            let (path, alias) =
                tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
            let mut path = segments(path);
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let name = alias.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
            return if path.is_empty() { Vec::new() } else { vec![(path, name)] };
        }
    };
    let head = segments(head);
    let mut all = Vec::new();
    for part in split_top(inner, ',') {
        // `self` in braces is the module itself.
        if part.trim() == "self" {
            all.push((head.clone(), head.last().cloned().unwrap_or_default()));
            continue;
        }
        all.extend(leaves(part).into_iter().map(|(path, name)| ([head.clone(), path].concat(), name)));
    }
    all
}

fn segments(path: &str) -> Path {
    path.split("::").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Splits at a sign that stands outside of all brackets.
pub fn split_top(text: &str, sign: char) -> Vec<&str> {
    let (mut depth, mut from, mut all, mut before) = (0, 0, Vec::new(), ' ');
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            '>' if before == '-' || before == '=' => {}
            ')' | ']' | '}' | '>' => depth -= 1,
            _ if c == sign && depth == 0 => {
                all.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    all.push(&text[from..]);
    all.retain(|part| !part.trim().is_empty());
    all
}

/// The paths with their lines, and the words with which a path begins or which stand alone.
fn paths_in(code: &str) -> (Vec<(Path, usize)>, BTreeSet<String>) {
    let (mut all, mut firsts) = (Vec::new(), BTreeSet::new());
    let mut at = 0;
    while let Some(start) = code[at..].find(is_of_name).map(|i| at + i) {
        let mut end = start;
        let mut path = Path::new();
        loop {
            let long = code[end..].find(|c| !is_of_name(c)).unwrap_or(code.len() - end);
            path.push(code[end..end + long].to_owned());
            end += long;
            // Not into `::<…>`, nor into a `::{`, which only a `use` has.
            match code[end..].strip_prefix("::") {
                Some(more) if more.starts_with(is_of_name) => end += 2,
                _ => break,
            }
        }
        // Neither a method nor a path that begins outside of this project.
        if !code[..start].ends_with(['.', ':']) && !code[..start].ends_with("mod ") {
            firsts.insert(path[0].clone());
            if path.len() > 1 {
                all.push((path, line_of(code, start)));
            }
        }
        at = end;
    }
    (all, firsts)
}

#[test]
fn a_tree_of_uses_is_taken_apart() {
    let names = names_of(
        "pub use self::a::{B, c::{self, D as E}};\nuse super::*;\npub(in crate::x) fn f<'a>() -> impl T + use<'a> {\n    super::g::h(\"use super::i;\"); j.k::<L>() }",
    );
    let told: Vec<String> = names.uses.iter().map(|u| format!("{}={} {}", u.name, u.path.join("::"), u.line)).collect();
    assert_eq!(told, ["B=self::a::B 1", "c=self::a::c 1", "E=self::a::c::D 1", "*=super::* 2"]);
    assert_eq!(names.uses.iter().map(|u| u.public).collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(names.paths, [(vec!["super".to_owned(), "g".to_owned(), "h".to_owned()], 4)]);
    assert_eq!(names.defined, BTreeSet::from(["f".to_owned()]));
}
