//! Circles of files: whoever reads one file of a circle has to read all of them first.
//!
//! A file names another when it takes something that is defined there. A `mod.rs` that hands on what its children define
//! does not name them, and who takes it from there names the child that defines it.

use super::names::{Names, Path, names_of};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;

/// Files that hang together, and the shortest way around among them.
pub struct Circle {
    pub files: Vec<String>,
    pub way: Vec<Edge>,
}

/// One file names another.
#[derive(Clone)]
pub struct Edge {
    pub from: String,
    pub to: String,
    pub line: usize,
    pub name: String,
}

impl fmt::Display for Circle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short =
            |path: &str| path.rsplit('/').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/");
        let first = self.way.first().map_or("", |edge| &edge.from);
        let around: Vec<String> = self.way.iter().map(|e| short(&e.from)).chain([short(first)]).collect();
        writeln!(out, "{} files hang together; the shortest circle is {}", self.files.len(), around.join(" -> "))?;
        for Edge { from, to, line, name } in &self.way {
            writeln!(out, "    {from}:{line} names {name} of {to}")?;
        }
        write!(out, "  all of them: {}", self.files.join(", "))
    }
}

/// What a path leads to.
enum Found {
    /// Something defined in the file of this number.
    Item(usize),
    Module(Path),
}

/// The files of a room, as modules.
struct Room<'a> {
    name: &'a str,
    /// The room is a crate of its own, so `crate::` is the room itself.
    own_crate: bool,
    files: Vec<(String, Path, Names)>,
    modules: BTreeMap<Path, usize>,
}

/// Every circle among the files of a room, which are told as path and code.
pub fn circles(name: &str, own_crate: bool, files: &[(&str, &str)]) -> Vec<Circle> {
    let files: Vec<_> =
        files.iter().map(|(path, code)| (path.to_string(), module(name, path), names_of(code))).collect();
    let modules = files.iter().enumerate().map(|(i, (_, module, _))| (module.clone(), i)).collect();
    let room = Room { name, own_crate, files, modules };
    let edges: Vec<Vec<(usize, Edge)>> = (0..room.files.len()).map(|from| room.edges(from)).collect();
    let ways: Vec<Vec<Option<Vec<Edge>>>> = (0..edges.len()).map(|from| ways(&edges, from)).collect();
    let mut told = vec![false; edges.len()];
    let mut all = Vec::new();
    for from in 0..edges.len() {
        let inside: Vec<usize> =
            (0..edges.len()).filter(|&to| ways[from][to].is_some() && ways[to][from].is_some()).collect();
        if told[from] || inside.is_empty() {
            continue;
        }
        inside.iter().for_each(|&i| told[i] = true);
        let way = inside.iter().filter_map(|&i| ways[i][i].clone()).min_by_key(Vec::len).unwrap_or_default();
        all.push(Circle { files: inside.iter().map(|&i| room.files[i].0.clone()).collect(), way });
    }
    all
}

/// The shortest ways from one file to each that it leads to, itself included if it lies on a circle.
fn ways(edges: &[Vec<(usize, Edge)>], start: usize) -> Vec<Option<Vec<Edge>>> {
    let mut ways: Vec<Option<Vec<Edge>>> = vec![None; edges.len()];
    let mut next = VecDeque::from([(start, Vec::new())]);
    while let Some((at, way)) = next.pop_front() {
        for (to, edge) in &edges[at] {
            if ways[*to].is_none() {
                let longer = [&way[..], std::slice::from_ref(edge)].concat();
                ways[*to] = Some(longer.clone());
                next.push_back((*to, longer));
            }
        }
    }
    ways
}

/// `src/session/knobs/table.rs` is `knobs::table` in its room, and a `mod.rs` is its folder.
fn module(room: &str, path: &str) -> Path {
    let inside = path.strip_prefix(&format!("src/{room}")).unwrap_or(path).trim_end_matches(".rs");
    inside.split('/').filter(|s| !s.is_empty() && *s != "mod").map(str::to_owned).collect()
}

impl Room<'_> {
    /// A path as seen in a module, from the root of the room; `None` for what lies outside of it.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" if self.own_crate => Some(rest.to_vec()),
            "crate" => rest.split_first().filter(|(room, _)| *room == self.name).map(|(_, rest)| rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => {
                let above = &module[..module.len().checked_sub(1)?];
                if rest.first().is_some_and(|s| s == "super") {
                    self.absolute(above, rest)
                } else {
                    Some([above, rest].concat())
                }
            }
            _ => self.modules.contains_key(&[module, &path[..1]].concat()).then(|| [module, path].concat()),
        }
    }

    /// Follows a path from the root of the room to the file that defines what it leads to.
    fn find(&self, path: &[String], hops: usize) -> Option<Found> {
        let mut here = Path::new();
        for (i, segment) in path.iter().enumerate() {
            let deeper = [&here[..], std::slice::from_ref(segment)].concat();
            if self.modules.contains_key(&deeper) {
                here = deeper;
                continue;
            }
            let file = *self.modules.get(&here)?;
            let names = &self.files[file].2;
            // A file that is no `mod.rs` is meant itself, also by who takes from it what it has from elsewhere.
            if names.defined.contains(segment) || hops == 0 || !self.files[file].0.ends_with("/mod.rs") {
                return Some(Found::Item(file));
            }
            // Handed on by name, or with all else of a module.
            for handed in names.uses.iter().filter(|u| u.name == *segment || u.name == "*") {
                let Some(mut to) = self.absolute(&here, &handed.path) else { continue };
                if handed.name == "*" {
                    to.pop();
                    to.push(segment.clone());
                    if !matches!(self.find(&to, 0), Some(Found::Item(there)) if self.files[there].2.defined.contains(segment))
                    {
                        continue;
                    }
                }
                to.extend_from_slice(&path[i + 1..]);
                return self.find(&to, hops - 1);
            }
            return Some(Found::Item(file));
        }
        Some(Found::Module(here))
    }

    /// The files that a file names, each by the first line that does.
    fn edges(&self, from: usize) -> Vec<(usize, Edge)> {
        let (file, module, names) = &self.files[from];
        let mut found: BTreeMap<usize, Edge> = BTreeMap::new();
        let mut add = |path: &Path, line: usize| {
            let to = match self.find(path, 8) {
                Some(Found::Item(to)) => Some(to),
                Some(Found::Module(module)) => self.modules.get(&module).copied(),
                None => None,
            };
            if let Some(to) = to.filter(|to| *to != from) {
                let (from, to_file) = (file.clone(), self.files[to].0.clone());
                let name = path.last().cloned().unwrap_or_default();
                found.entry(to).or_insert(Edge { from, to: to_file, line, name });
            }
        };
        let mut called: BTreeMap<&str, Path> = BTreeMap::new();
        for u in &names.uses {
            let Some(mut path) = self.absolute(module, &u.path) else { continue };
            let below = path.starts_with(module) && path.len() > module.len();
            if u.name == "*" {
                path.pop();
            } else if matches!(self.find(&path, 8), Some(Found::Module(_))) {
                // What is taken from a module is seen where it is taken.
                called.insert(&u.name, path.clone());
                if names.paths.iter().any(|(path, _)| path[0] == u.name) {
                    continue;
                }
            }
            let handed_on = below && !names.words.contains(&u.name);
            if !handed_on {
                add(&path, u.line);
            }
        }
        for (path, line) in &names.paths {
            let full = called.get(path[0].as_str()).map(|to| [&to[..], &path[1..]].concat());
            if let Some(full) = full.or_else(|| self.absolute(module, path)) {
                add(&full, *line);
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    /// The circles of a room `r`, each as its shortest way.
    fn round(files: &[(&str, &str)]) -> Vec<String> {
        let all = circles("r", false, files);
        let short = |path: &str| path.trim_start_matches("src/r/").trim_end_matches(".rs").to_owned();
        all.iter()
            .map(|c| c.way.iter().map(|e| format!("{}:{}", short(&e.from), e.line)).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_straight_room_has_none() {
        let files = [
            ("src/r/mod.rs", "mod a;\nmod b;\npub use self::a::A;\npub use b::*;\npub struct Room(());"),
            ("src/r/a.rs", "use super::b::B;\nuse crate::other::a;\npub struct A(B);"),
            ("src/r/b.rs", "pub struct B;\nfn f() { let s = \"super::a::A\"; }"),
        ];
        assert!(round(&files).is_empty());
        // And may use what it hands on.
        let using = [("src/r/mod.rs", "pub use self::a::A;\nfn f(a: A) {}"), files[1], files[2]];
        assert!(round(&using).is_empty());
    }

    #[test]
    fn a_circle_is_told_with_its_lines() {
        let files = [
            ("src/r/a.rs", "\nuse super::b::B;\npub struct A(B);"),
            ("src/r/b.rs", "pub struct B;\nfn f() {\n    crate::r::c::g() }"),
            ("src/r/c.rs", "use std::fmt;\nuse super::{d, a::A};\nfn g() { d::h() }"),
            ("src/r/d.rs", "use super::a;\nfn h() { a::f() }"),
        ];
        assert_eq!(round(&files), ["a:2 b:3 c:2"]);
        let told = circles("r", false, &files)[0].to_string();
        assert!(
            told.starts_with("4 files hang together; the shortest circle is r/a.rs -> r/b.rs -> r/c.rs -> r/a.rs\n")
        );
        assert!(told.contains("src/r/b.rs:3 names g of src/r/c.rs"), "{told}");
    }

    #[test]
    fn what_is_handed_on_belongs_to_the_file_that_defines_it() {
        let parent = "mod a;\nmod b;\npub use self::a::{A as Renamed};\npub use self::deep::*;\nmod deep;";
        let files = [
            ("src/r/mod.rs", parent),
            ("src/r/a.rs", "pub struct A;\nfn f() { super::b::g() }"),
            ("src/r/b.rs", "use super::Renamed;"),
            ("src/r/deep/mod.rs", "pub use self::er::E;\nmod er;"),
            ("src/r/deep/er.rs", "pub struct E;"),
        ];
        assert_eq!(round(&files), ["a:2 b:1"]);
        let files = [
            files[0],
            ("src/r/deep/mod.rs", "pub use self::er::E;\nmod er;"),
            ("src/r/deep/er.rs", "pub struct E;\nuse crate::r::E as Own;"),
        ];
        assert!(round(&files).is_empty(), "a file may name itself");
    }

    #[test]
    fn a_child_and_its_parent_go_round_only_when_both_name_the_other() {
        let child = ("src/r/a.rs", "use super::Room;\nimpl Room {}\npub fn go() {}");
        assert!(round(&[("src/r/mod.rs", "mod a;\npub struct Room;"), child]).is_empty());
        assert!(round(&[("src/r/mod.rs", "mod a;\npub use a::go;\npub struct Room;"), child]).is_empty());
        assert_eq!(round(&[("src/r/mod.rs", "mod a;\npub struct Room;\nfn f() { a::go() }"), child]), ["mod:3 a:1"]);
        assert_eq!(
            round(&[("src/r/mod.rs", "mod a;\npub use a::go;\npub struct Room;\nfn f() { go() }"), child]),
            ["mod:2 a:1"]
        );
    }

    #[test]
    fn who_may_look_is_no_name() {
        let files = [
            ("src/r/mod.rs", "mod a;\npub struct Room;\nfn f() { a::go() }"),
            ("src/r/a.rs", "pub(in crate::r) fn go() {}"),
        ];
        assert!(round(&files).is_empty());
    }

    #[test]
    fn a_room_may_be_a_crate() {
        let files =
            [("src/r/a.rs", "use crate::b::B;\npub struct A;"), ("src/r/b.rs", "use super::a::A;\npub struct B;")];
        assert_eq!(circles("r", true, &files).len(), 1);
        assert_eq!(circles("r", false, &files).len(), 0);
    }
}
