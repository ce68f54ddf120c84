//! The programs in Rust: each is compiled, run, and prints the page's digits.

use crate::runs::{Run, all, losses};
use kittengrad::export::code::{Language, code};
use std::fs;
use std::path::Path;
use std::process::Command;

/// About how many multiplications a step of a run may take.
const MOST_COST: usize = 200_000;

/// What a program prints, in either language of the page, as (training, held-out) losses.
pub fn printed(lines: &mut dyn Iterator<Item = &str>, holds_out: bool) -> (f32, Option<f32>) {
    let mut next = |words: [&str; 2]| {
        let line = lines.next().expect("a line for each loss");
        let (word, loss) = line.split_once(": ").expect("a word and a number");
        assert!(words.contains(&word), "{line}");
        loss.parse().expect("a number")
    };
    (next(["training loss", "训练损失"]), holds_out.then(|| next(["held-out loss", "留出损失"])))
}

/// A program of many: each a module, whose `main` is called in turn.
fn together(runs: &[Run]) -> String {
    let mut text = String::from("#![allow(warnings)]\n");
    let mut main = String::from("fn main() {\n");
    for (at, run) in runs.iter().enumerate() {
        let program = code(&run.session, Language::Rust).expect("there are points");
        text += &format!("mod run{at} {{\n{}}}\n", program.replace("\nfn main()", "\npub fn main()"));
        main += &format!("    run{at}::main();\n");
    }
    text + &main + "}\n"
}

#[test]
fn programs_in_rust_print_the_digits_of_the_page() {
    // Compiled without optimization, which takes least time for all of it together, the widest would take most of the time.
    let runs: Vec<Run> = all().into_iter().filter(|run| run.session.step_cost() < MOST_COST).collect();
    assert!(runs.len() > 100);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    fs::create_dir_all(&folder).expect("a folder");
    let (source, program) = (folder.join("together.rs"), folder.join("together"));
    fs::write(&source, together(&runs)).expect("a file");
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let args = ["--edition=2021", "-Copt-level=0", "-o"];
    let compiled = Command::new(compiler).args(args).arg(&program).arg(&source).output().expect("rustc is here");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let ran = Command::new(&program).output().expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8_lossy(&ran.stdout);
    let mut lines = text.lines();
    for run in &runs {
        let wanted = losses(&run.session);
        let found = printed(&mut lines, wanted.1.is_some());
        let bits = |(train, held_out): (f32, Option<f32>)| (train.to_bits(), held_out.map(f32::to_bits));
        assert_eq!(bits(found), bits(wanted), "{}: {found:?} for {wanted:?}", run.name);
    }
    assert_eq!(lines.next(), None);
}

/// As a visitor does it: one file, without a word of ours.
#[test]
fn a_program_in_rust_compiles_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("warnings");
    fs::create_dir_all(&folder).expect("a folder");
    let runs = all();
    let plain =
        ["model-network", "model-line", "loss-huber", "batch-8", "changed-adam", "schedule-cosine", "in-chinese"];
    let mut checked = 0;
    for run in runs.iter().filter(|run| plain.contains(&&*run.name)) {
        let source = folder.join("kittengrad.rs");
        fs::write(&source, code(&run.session, Language::Rust).expect("there are points")).expect("a file");
        let args = ["--edition=2021", "-Dwarnings", "--emit=metadata", "--out-dir"];
        let compiled = Command::new("rustc").args(args).arg(&folder).arg(&source).output().expect("rustc is here");
        assert!(compiled.status.success(), "{}: {}", run.name, String::from_utf8_lossy(&compiled.stderr));
        checked += 1;
    }
    assert_eq!(checked, plain.len());
}
