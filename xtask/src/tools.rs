//! The three programs that make a site out of a Rust library: trunk, wasm-bindgen and wasm-opt.

use std::{fs, process::Command};

use crate::shell::{Outcome, Workshop, run, say, version};

const TRUNK: &str = "0.21.14"; // 0.22 asks for a newer rustc than this project does
const BINARYEN: &str = "132.0.0";
const WASM_OPT_AT_LEAST: u32 = 120; // older ones do not know what rustc emits today

pub fn ensure(shop: &Workshop) -> Outcome {
    let bindgen = locked_version(shop, "wasm-bindgen")?;
    let trunk_fits = |found: &[u32]| found.starts_with(&version(TRUNK)[..2]);
    cargo_install(shop, "trunk", "trunk", TRUNK, "2 to 3 minutes", trunk_fits)?;
    // The command and the crate must be equal: they speak a private language.
    let bindgen_fits = |found: &[u32]| found == version(&bindgen);
    cargo_install(shop, "wasm-bindgen", "wasm-bindgen-cli", &bindgen, "1 minute", bindgen_fits)?;
    wasm_opt(shop)
}

fn cargo_install(
    shop: &Workshop,
    program: &str,
    package: &str,
    wanted: &str,
    takes: &str,
    fits: impl Fn(&[u32]) -> bool,
) -> Outcome {
    let found = shop.which(program).and_then(|_| shop.ask(program, &["--version"]));
    if found.as_ref().is_some_and(|text| fits(&version(text))) {
        return Ok(());
    }
    // Another version on PATH may be needed elsewhere: ours then goes where only this project looks.
    let folder = if found.is_some() { shop.tools.join("bin") } else { shop.cargo_bin.clone() };
    say(format!(
        "{}; installing {package} {wanted} from its source into {} (about {takes} on two cores)",
        found.map_or(format!("{program} is missing"), |text| format!("{text} does not fit")),
        folder.display(),
    ));
    // Built as `--debug` it is ready in a third of the time, and runs well enough.
    let mut command = shop.command("cargo");
    command.args(["install", "--locked", "--debug", "--config", "profile.dev.debug=false"]);
    command.args([package, "--version", wanted]);
    if let Some(root) = folder.parent() {
        command.arg("--root").arg(root);
    }
    run(&mut command).map_err(|error| {
        format!("{program} is missing and could not be installed: {error}.\n  `cargo install --locked {package} --version {wanted}` provides it.")
    })
}

fn wasm_opt(shop: &Workshop) -> Outcome {
    // Our own copy is recognized by its package.json: asking it would start node.
    let manifest = shop.tools.join("node_modules/binaryen/package.json");
    if fs::read_to_string(manifest).is_ok_and(|text| text.contains(&format!("\"version\": \"{BINARYEN}\""))) {
        return Ok(());
    }
    let found = shop.which("wasm-opt").and_then(|_| shop.ask("wasm-opt", &["--version"]));
    if found.as_deref().map(version).and_then(|numbers| numbers.first().copied()) >= Some(WASM_OPT_AT_LEAST) {
        return Ok(());
    }
    say(format!(
        "{}; installing binaryen {BINARYEN} by npm into {} (about 10 seconds)",
        found.map_or("wasm-opt is missing".into(), |text| format!("{text} is too old")),
        shop.tools.display(),
    ));
    fs::create_dir_all(&shop.tools).map_err(|e| format!("cannot create {}: {e}", shop.tools.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command: Command = shop.command(npm);
    command.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]).arg(&shop.tools);
    command.arg(format!("binaryen@{BINARYEN}"));
    run(&mut command).map_err(|error| {
        format!("wasm-opt is missing: {error}.\n  Node.js with npm, or binaryen {WASM_OPT_AT_LEAST} or newer on PATH, provides it.")
    })
}

/// The version of a package in Cargo.lock, so that it is written down once only.
fn locked_version(shop: &Workshop, package: &str) -> Outcome<String> {
    let lock = fs::read_to_string(shop.root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let head = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&head).ok_or(format!("Cargo.lock does not hold {package}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_string())
}
