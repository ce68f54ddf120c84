//! The programs that make a site out of a Rust library (trunk, wasm-bindgen, wasm-opt, esbuild), and one that tests it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::shell::{Outcome, Workshop, run, say, version};

const TRUNK: &str = "0.21.14"; // 0.22 asks for a newer rustc than this project does

const GECKODRIVER: &str = "0.37.1";
/// Older ones let nobody read Firefox's console.
const GECKODRIVER_AT_LEAST: &str = "0.36";

/// A program that npm provides.
struct Npm {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    /// The oldest version on PATH that will do.
    at_least: &'static str,
}

const NPM: [Npm; 3] = [
    // Older ones print otherwise which names they gave.
    Npm { program: "wasm-opt", package: "binaryen", version: "132.0.0", at_least: "132" },
    Npm { program: "esbuild", package: "esbuild", version: "0.28.2", at_least: "0.25" },
    // No program but a script, with which the tests in a browser look for what keeps people out.
    Npm { program: "axe-core", package: "axe-core", version: "4.14.1", at_least: "4" },
];

pub fn ensure(shop: &Workshop) -> Outcome {
    let bindgen = locked_version(shop, "wasm-bindgen")?;
    let trunk_fits = |found: &[u32]| found.starts_with(&version(TRUNK)[..2]);
    cargo_install(shop, "trunk", "trunk", TRUNK, "2 to 3 minutes", &shop.cargo_bin, trunk_fits)?;
    // The command and the crate must be equal: they speak a private language.
    let bindgen_fits = |found: &[u32]| found == version(&bindgen);
    cargo_install(shop, "wasm-bindgen", "wasm-bindgen-cli", &bindgen, "1 minute", &shop.cargo_bin, bindgen_fits)?;
    npm_install(shop)
}

/// The driver of Firefox. It is for tests alone, so it goes where only this project looks.
pub fn geckodriver(shop: &Workshop) -> Outcome<PathBuf> {
    let fits = |found: &[u32]| found >= &version(GECKODRIVER_AT_LEAST)[..];
    cargo_install(shop, "geckodriver", "geckodriver", GECKODRIVER, "1 minute", &shop.tools.join("bin"), fits)?;
    shop.which("geckodriver").ok_or("cargo reported success yet left no geckodriver".into())
}

/// Installs a program into the folder `home`, unless one that fits is there.
fn cargo_install(
    shop: &Workshop,
    program: &str,
    package: &str,
    wanted: &str,
    takes: &str,
    home: &Path,
    fits: impl Fn(&[u32]) -> bool,
) -> Outcome {
    let found = shop.which(program).and_then(|_| shop.ask(program, &["--version"]));
    if found.as_ref().is_some_and(|text| fits(&version(text))) {
        return Ok(());
    }
    // Another version on PATH may be needed elsewhere: ours then goes where only this project looks.
    let folder = if found.is_some() { shop.tools.join("bin") } else { home.to_path_buf() };
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

fn npm_install(shop: &Workshop) -> Outcome {
    let missing: Vec<String> = NPM.iter().filter_map(|tool| tool.lack(shop)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    // All of them together: npm removes what it is not told of.
    let packages = NPM.map(|tool| format!("{}@{}", tool.package, tool.version));
    say(format!(
        "{}; installing {} by npm into {} (about 10 seconds)",
        missing.join(", "),
        packages.join(" and "),
        shop.tools.display(),
    ));
    fs::create_dir_all(&shop.tools).map_err(|e| format!("cannot create {}: {e}", shop.tools.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = shop.command(npm);
    command.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&shop.tools);
    run(command.args(&packages)).map_err(|error| {
        let by_hand = NPM.map(|tool| format!("{} of version {} or newer", tool.program, tool.at_least));
        format!(
            "{}: {error}.\n  Node.js with npm provides it, or {} on PATH.",
            missing.join(", "),
            by_hand.join(" and ")
        )
    })
}

impl Npm {
    /// What is amiss with the tool, if anything is.
    fn lack(&self, shop: &Workshop) -> Option<String> {
        // Our own copy is recognized by its package.json: asking it would start node.
        let manifest = shop.tools.join("node_modules").join(self.package).join("package.json");
        let wanted = format!("\"version\": \"{}\"", self.version);
        if fs::read_to_string(manifest).is_ok_and(|text| text.contains(&wanted)) {
            return None;
        }
        let found = shop.which(self.program).and_then(|_| shop.ask(self.program, &["--version"]));
        match found {
            Some(text) if version(&text) >= version(self.at_least) => None,
            Some(text) => Some(format!("{} is too old: {text}", self.program)),
            None => Some(format!("{} is missing", self.program)),
        }
    }
}

/// The version of a package in Cargo.lock, so that it is written down once only.
fn locked_version(shop: &Workshop, package: &str) -> Outcome<String> {
    let lock = fs::read_to_string(shop.root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let head = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&head).ok_or(format!("Cargo.lock does not hold {package}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_string())
}
