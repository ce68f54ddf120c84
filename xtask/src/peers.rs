//! The libraries that the benchmark times beside the page: fetched, compiled and bundled into one script, for it alone.

use std::{fs, path::Path, time::SystemTime};

use crate::labs;
use crate::shell::{Outcome, Workshop, run, say};

/// What the page can do on pictures, as a module of its own.
const PLAN: &str = "kittengrad-plan";

/// Leaves the script in target/peers/peers.js.
pub fn build(shop: &Workshop) -> Outcome {
    parts(shop)
        .map_err(|error| format!("{error}.\n  `cargo xtask bench --no-peers` measures the page without its peers."))
}

fn parts(shop: &Workshop) -> Outcome {
    let (peers, target) = (shop.root.join("peers"), shop.root.join("target/peers"));
    if older(&peers.join("node_modules/.package-lock.json"), &peers.join("package-lock.json")) {
        say("installing TensorFlow.js and ConvNetJS by npm into peers/node_modules (about 10 seconds)");
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        run(shop.command(npm).current_dir(&peers).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    }
    say("compiling burn and candle to WebAssembly into target/peers (about 4 minutes the first time)");
    let mut cargo = shop.wasm_command("cargo");
    cargo.args(["build", "--release", "--locked", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--manifest-path", "peers/rust/Cargo.toml", "--target-dir"]).arg(&target);
    run(&mut cargo)?;
    let mut bindgen = shop.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(target.join("script"));
    run(bindgen.arg(target.join("wasm32-unknown-unknown/release/kittengrad_peers.wasm")))?;
    let plan = target.join("plan.wasm");
    fs::copy(labs::build(shop, PLAN)?, &plan).map_err(|e| format!("{}: {e}", plan.display()))?;
    // The programs travel inside of the script, so that the benchmark's server has one file to serve.
    let mut esbuild = shop.npm_command("esbuild");
    esbuild.args(["peers/js/main.js", "--bundle", "--format=esm", "--target=es2023", "--loader:.wasm=binary"]);
    run(esbuild.arg("--log-level=error").arg(format!("--outfile={}", target.join("peers.js").display())))
}

/// Whether a file is older than the other, or not there.
fn older(file: &Path, other: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    !file.exists() || changed(file) < changed(other)
}
