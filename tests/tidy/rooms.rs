//! The rooms: what each may name, and that no files in one go round in a circle.

use super::circles::circles;
use super::names::names_of;
use super::source::{Source, exists, read, sources};

/// The rooms in reading order, and what of the house each may name besides itself.
const ROOMS: [(&str, &[&str]); 15] = [
    ("learn", &[]),
    ("deep", &["learn"]),
    ("drawings", &["learn"]),
    ("lab", &[]),
    ("cat", &["learn", "deep", "drawings", "lab"]),
    ("data", &[]),
    ("view", &[]),
    ("run", &["learn", "view"]),
    ("task", &["learn", "data", "run"]),
    ("probe", &["learn", "data", "run", "task", "view"]),
    ("session", &["learn", "data", "run", "task", "probe", "view", "text::Lang"]),
    ("text", &["learn", "data", "run", "task", "session", "view"]),
    ("export", &["learn", "data", "run", "task", "session", "view", "text"]),
    ("scene", &["lab", "view", "text"]),
    ("web", &["learn", "lab", "data", "run", "task", "probe", "session", "view", "export", "scene", "text"]),
];

/// Rooms in which a circle is still waited for to be taken apart.
const ROOMS_WITH_A_CIRCLE: &[&str] = &[];

/// The files of a room, which is a folder or one file; none if it is not built yet.
fn files_of(room: &str) -> Vec<Source> {
    let places = [format!("src/{room}"), format!("src/{room}.rs")];
    places.iter().filter(|place| exists(place)).flat_map(|place| sources(&[place])).collect()
}

/// Whether the room is a crate of its own, so that `crate::` is the room there.
fn is_a_crate(room: &str) -> bool {
    !read("src/lib.rs").lines().any(|line| line.trim_start_matches("pub ") == format!("mod {room};"))
}

/// The words after each `start`, as far as they are of a path.
fn named_after<'a>(code: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    code.split(start)
        .skip(1)
        .map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().unwrap_or_default())
}

#[test]
fn every_file_stands_in_a_room() {
    for source in sources(&["src"]) {
        let within = source.path.trim_start_matches("src/").trim_end_matches(".rs");
        let room = within.split('/').next().unwrap_or_default();
        assert!(room == "lib" || ROOMS.iter().any(|(known, _)| *known == room), "{}: no such room", source.path);
    }
}

#[test]
fn the_rooms_themselves_stand_in_a_row() {
    for (i, (room, may)) in ROOMS.iter().enumerate() {
        for named in *may {
            // A language is a word of its own; nothing else of a room above may be named.
            let below = ROOMS[..i].iter().any(|(other, _)| other == named);
            assert!(below || *named == "text::Lang", "{room} may name {named}, which stands above it");
        }
    }
}

#[test]
fn a_room_names_only_the_rooms_below_it() {
    for (room, may) in ROOMS {
        for source in files_of(room) {
            for named in named_after(&source.code, "crate::") {
                let allowed = may.iter().chain([&room]).any(|m| named == *m || named.starts_with(&format!("{m}::")));
                assert!(allowed || is_a_crate(room), "{}: {room} may not name crate::{named}", source.path);
            }
            assert!(!source.code.contains("use crate::{"), "{}: one `use crate::room` each", source.path);
        }
    }
}

/// The edge's kit is of use to any page: it knows no knob, no message and nothing of this one.
#[test]
fn the_kit_of_the_edge_knows_nothing_of_the_page() {
    for source in sources(&["src/web/kit"]) {
        for named in named_after(&source.code, "crate::") {
            let room = named.split("::").next().unwrap_or_default();
            let own = named == "web::kit" || named.starts_with("web::kit::");
            assert!(own || ["lab", "data", "view", "text", "scene"].contains(&room), "{} names {named}", source.path);
        }
        assert!(!source.code.contains("super::super::"), "{} climbs out of the kit", source.path);
    }
}

/// A room that is a crate names others as crates; which it can name at all, its manifest says, and here which it may.
#[test]
fn a_room_that_is_a_crate_names_only_the_rooms_below_it_either() {
    for (room, may) in ROOMS.into_iter().filter(|(room, _)| is_a_crate(room)) {
        for source in files_of(room) {
            let names = names_of(&source.code);
            let uses = names.uses.iter().map(|u| (&u.path, u.line));
            for (path, line) in uses.chain(names.paths.iter().map(|(path, line)| (path, *line))) {
                let of_ours = path[0] == "kittengrad" || ROOMS.iter().any(|(other, _)| path[0] == *other);
                let allowed = !of_ours || path[0] == room || may.contains(&path[0].as_str());
                assert!(allowed, "{}:{line}: {room} may not name {}", source.path, path.join("::"));
            }
        }
    }
}

#[test]
fn nothing_climbs_out_of_a_room_by_super() {
    for source in sources(&["src"]) {
        // src/room/file.rs may say super; src/room/mod.rs and src/room.rs may not, nor a file super::super.
        let depth = source.path.matches('/').count() + 1 - usize::from(source.path.ends_with("/mod.rs"));
        let most = depth.saturating_sub(2);
        let climbs = "super::".repeat(most + 1);
        assert!(!source.code.contains(&climbs), "{} climbs out of its room", source.path);
    }
}

#[test]
fn no_files_of_a_room_go_round_in_a_circle() {
    let mut wrong = Vec::new();
    for (room, _) in ROOMS {
        let sources = files_of(room);
        let files: Vec<(&str, &str)> = sources.iter().map(|s| (s.path.as_str(), s.code.as_str())).collect();
        let found = circles(room, is_a_crate(room), &files);
        match (found.is_empty(), ROOMS_WITH_A_CIRCLE.contains(&room)) {
            (false, false) => wrong.extend(found.iter().map(|circle| format!("{room}: {circle}"))),
            (true, true) => wrong.push(format!("{room} has no circle any more: take it off ROOMS_WITH_A_CIRCLE")),
            (false, true) => found.iter().for_each(|circle| println!("{room}, still allowed: {circle}")),
            (true, false) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
