//! Texts of 100 KB that take long where something is done again for each part of them.

use crate::chance::Chance;
use crate::{Kind, links, start_of, stored, tables, timed};
use std::time::Duration;

const LONG: usize = 100_000;

fn repeated(piece: &str) -> String {
    if piece.is_empty() { String::new() } else { piece.repeat(LONG.div_ceil(piece.len())) }
}

/// Rows of each piece, before and behind each head, and of pairs.
fn texts(pieces: &[&str], heads: &[&str], mut each: impl FnMut(&str, &str)) {
    for first in pieces {
        for head in heads {
            each(&format!("{head:?}, {first:?}…"), &[head, repeated(first).as_str()].concat());
            each(&format!("{first:?}…, {head:?}"), &[repeated(first).as_str(), head].concat());
        }
        // Every two of them would take an hour.
        for second in pieces.iter().step_by(7) {
            each(&format!("{first:?}{second:?}…"), &repeated(&[*first, *second].concat()));
        }
    }
}

fn slowest(name: &str, kind: &dyn Kind, pieces: &[&str], heads: &[&str]) {
    let mut all: Vec<(Duration, String)> = Vec::new();
    let mut chance = Chance::of(1, 1);
    texts(pieces, heads, |what, text| {
        let took = timed(kind, text, &mut chance);
        // As for small ones.
        let again = |took: Duration, chance: &mut Chance| took.min(timed(kind, text, chance));
        let took = if took.as_millis() < 10 { took } else { (0..2).fold(took, |took, _| again(took, &mut chance)) };
        all.push((took, what.to_owned()));
    });
    all.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
    println!("{name}: of {} texts of 100 KB the slowest:", all.len());
    for (took, what) in all.iter().take(8) {
        println!("  {:8.1} ms  {}", took.as_secs_f64() * 1000.0, start_of(what, 120));
    }
}

#[test]
#[ignore = "a measurement of some minutes"]
fn large_tables() {
    let heads = [
        "",
        "1,2\n3,4\n",
        "x;y\n1;2\n",
        "\"",
        "[",
        "1 2\n3 4\n\"",
        "x\ty\n1\t2\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
    ];
    slowest("tables", &tables::Tables, tables::PIECES, &heads);
}

#[test]
#[ignore = "a measurement"]
fn large_links() {
    let heads = ["", "at=overfit&", "v=2&points=1.own.", "v=2&state=1.", "v=2&model=network&layers=", "&step=5"];
    slowest("links", &links::Links::new(), links::PIECES, &heads);
}

#[test]
#[ignore = "a measurement"]
fn large_stored_texts() {
    let between = "\u{1}";
    let heads: Vec<String> = (0..5).map(|part| between.repeat(part)).collect();
    let mut heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    heads.extend([
        "\u{1}own,named\nx,y\n",
        "\u{1}\u{1}\u{1}\u{1}@free\nv=2&points=1.own.",
        "\u{1}\u{1}\u{1}\u{1}@free\nv=2\n0 ",
    ]);
    slowest(
        "stored texts",
        &stored::Stored::new(),
        &[stored::PIECES, &links::PIECES[..20], &["1,2\n", "3 v=2&step=9\n"]].concat(),
        &heads,
    );
}
