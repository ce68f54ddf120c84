//! The programs in Python. What each has printed where NumPy and PyTorch are stands in tests/fixtures/programs.txt, beside a hash
//! of the program: so it is known of the very text that is written today.
//!
//! UPDATE_GOLDEN=1 runs all of them anew, by `python3` or what PYTHON names.

use crate::runs::{Run, all, losses};
use crate::rust::printed;
use kittengrad::export::code::{Language, code};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How far PyTorch's losses may be from the page's, relative to them.
const NEAR: f32 = 1e-4;

const LANGUAGES: [Language; 2] = [Language::NumPy, Language::PyTorch];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// FNV-1a in 64 bits over a text.
fn hash(text: &str) -> String {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, add))
}

fn program(run: &Run, language: Language) -> String {
    code(&run.session, language).expect("there are points")
}

/// Runs all programs and writes down what they print.
fn write_down(runs: &[Run]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    fs::create_dir_all(&folder).expect("a folder");
    let mut table =
        String::from("# language, run, hash of the program, and the losses that it prints; see programs.py\n");
    for language in LANGUAGES {
        for run in runs {
            let file = folder.join(format!("{}.{}.py", run.name, language.word()));
            fs::write(file, program(run, language)).expect("a file");
        }
    }
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ran = Command::new(python).arg(fixture("programs.py")).arg(&folder).output().expect("python3 is here");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8_lossy(&ran.stdout);
    let told: HashMap<&str, &str> = text.lines().filter_map(|line| line.split_once(' ')).collect();
    for language in LANGUAGES {
        for run in runs {
            let losses = told[&*format!("{}.{}.py", run.name, language.word())];
            table += &format!("{} {} {} {losses}\n", language.word(), run.name, hash(&program(run, language)));
        }
    }
    fs::write(fixture("programs.txt"), table).expect("the fixture can be written");
}

#[test]
fn programs_in_python_have_printed_the_losses_of_the_page() {
    let runs = all();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        write_down(&runs);
    }
    let table = fs::read_to_string(fixture("programs.txt")).expect("the fixture is there");
    let rows: HashMap<(&str, &str), Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect::<Vec<_>>())
        .map(|words| ((words[0], words[1]), words[2..].to_vec()))
        .collect();
    assert_eq!(rows.len(), LANGUAGES.len() * runs.len(), "runs and rows are the same");
    let mut worst: f32 = 0.0;
    for run in &runs {
        let wanted = losses(&run.session);
        for language in LANGUAGES {
            let name = format!("{} in {}", run.name, language.word());
            let row = &rows[&(language.word(), &*run.name)];
            assert_eq!(
                row[0],
                hash(&program(run, language)),
                "{name}: nobody has run the program that is written today"
            );
            let found: Vec<f32> = row[1..].iter().map(|loss| loss.parse().expect("a number")).collect();
            let wanted: Vec<f32> = [Some(wanted.0), wanted.1].into_iter().flatten().collect();
            assert_eq!(found.len(), wanted.len(), "{name}");
            for (found, wanted) in found.into_iter().zip(wanted) {
                match language {
                    Language::NumPy | Language::Rust => assert_eq!(found.to_bits(), wanted.to_bits(), "{name}"),
                    Language::PyTorch => {
                        let off = (found / wanted - 1.0).abs();
                        worst = worst.max(off);
                        assert!(off < NEAR, "{name}: {found} for {wanted}");
                    }
                }
            }
        }
    }
    println!("PyTorch is off by at most {worst:e}");
}

/// Where NumPy is here, some of them are run again.
#[test]
fn programs_in_numpy_print_the_digits_of_the_page_here_too() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_numpy = Command::new(&python).args(["-c", "import numpy"]).output().is_ok_and(|ran| ran.status.success());
    if !has_numpy {
        println!("SKIPPED: no NumPy here; what its programs print is known from tests/fixtures/programs.txt alone");
        return;
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("here.py");
    for run in
        all().iter().filter(|run| ["model-network", "changed-adam", "degree-15", "in-chinese"].contains(&&*run.name))
    {
        fs::write(&file, program(run, Language::NumPy)).expect("a file");
        let ran = Command::new(&python).arg(&file).env("PYTHONIOENCODING", "utf-8").output().expect("it runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let text = String::from_utf8_lossy(&ran.stdout);
        let wanted = losses(&run.session);
        assert_eq!(printed(&mut text.lines(), wanted.1.is_some()), wanted, "{}", run.name);
    }
}
