//! Texts from outside: tables, links and what a browser has kept. None makes the page panic, and none of 100 KB keeps it busy.
//!
//! A thousand of each kind run with every test. Ten million of each, and large texts with their times, are run by hand, the
//! tables for more than an hour: `cargo test --release --test texts -- --ignored --nocapture --test-threads=1`; `CASES` says how
//! many, `SEED` which.

mod chance;
mod large;
mod links;
mod stored;
mod tables;

use chance::Chance;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

/// How many of each kind run with every test.
const FEW: u64 = 1_000;
/// How many run by hand.
const MANY: u64 = 10_000_000;

/// A kind of text: how one is made up, and what is done with it.
trait Kind {
    fn text(&mut self, chance: &mut Chance) -> String;
    fn take(&self, text: &str, chance: &mut Chance);
}

/// Takes so many texts and returns the slowest.
fn run(kind: &mut dyn Kind, cases: u64, seed: u64) -> (Duration, String) {
    let mut slowest = (Duration::ZERO, String::new());
    for case in 0..cases {
        // Each begins anew, so that one alone can be looked at again.
        let mut chance = Chance::of(seed, case);
        let text = kind.text(&mut chance);
        let mut took = timed(kind, &text, &mut chance);
        // What comes late once, as the machine was busy elsewhere, is not slow.
        for _ in 0..3 {
            if took > slowest.0 {
                took = took.min(timed(kind, &text, &mut chance));
            }
        }
        if took > slowest.0 {
            slowest = (took, text);
        }
    }
    slowest
}

/// How long a text takes; one that panics is printed.
fn timed(kind: &dyn Kind, text: &str, chance: &mut Chance) -> Duration {
    let start = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| kind.take(text, chance)));
    let took = start.elapsed();
    if let Err(panic) = ended {
        eprintln!("this text: {:?}", start_of(text, 4000));
        resume_unwind(panic);
    }
    took
}

fn start_of(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn asked(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

fn many(name: &str, kind: &mut dyn Kind) {
    let (cases, seed) = (asked("CASES", MANY), asked("SEED", 1));
    let start = Instant::now();
    let (took, text) = run(kind, cases, seed);
    println!(
        "{name}: {cases} texts of seed {seed} in {:.0} s; the slowest took {took:?}:",
        start.elapsed().as_secs_f64()
    );
    println!("  {} bytes, {:?}", text.len(), start_of(&text, 300));
}

#[test]
fn no_table_makes_it_panic() {
    run(&mut tables::Tables, FEW, 0);
}

#[test]
fn no_link_makes_it_panic() {
    run(&mut links::Links::new(), FEW, 0);
}

#[test]
fn nothing_that_is_stored_makes_it_panic() {
    run(&mut stored::Stored::new(), FEW, 0);
}

#[test]
#[ignore = "takes more than an hour"]
fn ten_million_tables() {
    many("tables", &mut tables::Tables);
}

#[test]
#[ignore = "takes half an hour"]
fn ten_million_links() {
    many("links", &mut links::Links::new());
}

#[test]
#[ignore = "takes half an hour"]
fn ten_million_stored_texts() {
    many("stored texts", &mut stored::Stored::new());
}
