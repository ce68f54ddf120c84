//! The fences between the rooms, which one crate cannot hold by itself: plain rules over the text of the source.

#[path = "tidy/cases.rs"]
mod cases;
#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/keys.rs"]
mod keys;
#[path = "tidy/names.rs"]
mod names;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;

use source::{bare, read, sources};
use std::fs;
use std::path::Path;

#[test]
fn nothing_names_the_web_but_the_web() {
    for source in sources(&["src"]) {
        if source.path.starts_with("src/web/") {
            continue;
        }
        for word in ["web_sys", "js_sys", "wasm_bindgen", "plotters_canvas", "console_error_panic_hook", "crate::web"] {
            assert!(!source.code.contains(word), "{} names {word}", source.path);
        }
        let module = source.code.contains("mod web");
        assert_eq!(module, source.path == "src/lib.rs", "{}", source.path);
    }
    assert!(read("src/lib.rs").contains("#[cfg(target_arch = \"wasm32\")]\nmod web;"));
}

#[test]
fn below_the_web_there_is_no_clock_and_no_chance_but_the_seed() {
    for source in sources(&["src"]) {
        if source.path.starts_with("src/web/") {
            continue;
        }
        let clocks = ["Instant", "SystemTime", "std::time", "Date::", "performance"];
        let chance =
            ["thread_rng", "getrandom", "Math.random", "RandomState", "from_os_rng", "from_entropy", "HashMap"];
        for word in clocks.iter().chain(&chance) {
            assert!(!source.code.contains(word), "{} uses {word}", source.path);
        }
    }
}

#[test]
fn a_run_is_the_same_on_every_target() {
    let rooms = ["learn", "deep", "drawings", "cat", "data", "run", "task", "probe", "session"];
    for source in sources(&rooms.map(|room| ["src/", room].concat()).each_ref().map(String::as_str)) {
        for call in [
            "sin()", "cos()", "tan()", "exp()", "ln()", "tanh()", "sinh()", "cosh()", "log10()", "log2()", "exp2()",
            "exp_m1()", "ln_1p()", "cbrt()", "powf(", "hypot(", "atan2(", "atan()", "asin()", "acos()", "mul_add(",
        ] {
            assert!(!source.code.contains(&format!(".{call}")), "{}: .{call} differs between targets", source.path);
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources(&["src", "labs", "tests", "xtask", "peers/rust/src"]) {
        // Nothing is said of a program that does nothing.
        let first = source.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") || source.text == "fn main() {}\n", "{}", source.path);
    }
}

#[test]
fn pure_rooms_cannot_fail() {
    for source in sources(&["src"]) {
        for word in [".unwrap()", ".expect(", "todo!", "panic!", "unimplemented!", "unreachable!", "dbg!", "println!"] {
            // A string may be a program that the page writes.
            assert!(!bare(&source.code).contains(word), "{} has {word}", source.path);
        }
        assert!(!source.code.contains("mul_add"), "{}: a call of a function on wasm32", source.path);
    }
}

/// The lines of a section of a manifest.
fn section<'a>(manifest: &'a str, head: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| line.trim() != head).skip(1);
    lines.take_while(|line| !line.starts_with('[')).collect()
}

/// The version that a dependency asks for, out of `name = "1"` or `name = { version = "1", … }`.
fn version(section: &[&str], name: &str) -> Option<String> {
    let line = section.iter().find(|line| line.split('=').next().is_some_and(|n| n.trim() == name))?;
    let (_, value) = line.split_once('=')?;
    let from = value.split_once("version").map_or(value, |(_, rest)| rest);
    from.split('"').nth(1).map(str::to_owned)
}

const BROWSER: [&str; 5] = ["console_error_panic_hook", "js-sys", "plotters-canvas", "wasm-bindgen", "web-sys"];

#[test]
fn the_browser_exists_for_wasm_only() {
    let manifest = read("Cargo.toml");
    let wasm = section(&manifest, "[target.'cfg(target_arch = \"wasm32\")'.dependencies]");
    for name in BROWSER {
        assert!(version(&wasm, name).is_some(), "{name}");
        for head in ["[dependencies]", "[dev-dependencies]", "[build-dependencies]"] {
            assert_eq!(version(&section(&manifest, head), name), None, "{name} under {head}");
        }
    }
}

#[test]
fn the_version_of_wasm_bindgen_is_one() {
    let manifest = read("Cargo.toml");
    let wasm = section(&manifest, "[target.'cfg(target_arch = \"wasm32\")'.dependencies]");
    let pinned = version(&wasm, "wasm-bindgen").expect("a version");
    let pinned = pinned.strip_prefix('=').expect("a version pinned by =");
    let lock = read("Cargo.lock");
    let locked: Vec<&str> = lock
        .split("[[package]]")
        .filter(|package| package.contains("name = \"wasm-bindgen\"\n"))
        .filter_map(|package| package.split("version = \"").nth(1)?.split('"').next())
        .collect();
    assert_eq!(locked, [pinned]);
    let manifest = read("page/Cargo.toml");
    let wasm = section(&manifest, "[target.'cfg(target_arch = \"wasm32\")'.dependencies]");
    assert_eq!(version(&wasm, "wasm-bindgen"), Some(format!("={pinned}")));
    // The benchmark's peers are compiled apart, and the same command writes their script.
    let peers = read("peers/rust/Cargo.toml");
    assert_eq!(version(&section(&peers, "[dependencies]"), "wasm-bindgen"), Some(format!("={pinned}")));
}

#[test]
fn the_peers_come_from_whatever_registry_npm_is_set_to() {
    let lock = read("peers/package-lock.json");
    assert!(lock.contains("\"integrity\"") && !lock.contains("\"resolved\"") && !lock.contains("://"));
}

#[test]
fn the_page_has_no_script_or_style_of_its_own() {
    // A link to elsewhere loads nothing until it is pressed.
    let page = read("index.html").replace("<a href=\"https://", "<a href=\"");
    for word in ["<script", "<style", " style=", "javascript:", "http://", "https://"] {
        assert!(!page.contains(word), "index.html has {word}");
    }
    let handler = page.split_whitespace().find(|w| w.starts_with("on") && w.contains("=\""));
    assert_eq!(handler, None);
}

#[test]
fn nothing_speaks_of_the_machine_it_was_made_on() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Put together here, so that this file does not speak of them either.
    let words = [["/wo", "rk/"].concat(), ["../sha", "red"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat()];
    let mut texts: Vec<(String, String)> =
        sources(&["src", "labs", "tests", "xtask", "peers/rust/src"]).into_iter().map(|s| (s.path, s.text)).collect();
    for file in [
        "Cargo.toml",
        "Trunk.toml",
        "index.html",
        ".cargo/config.toml",
        "www/style.css",
        "www/boot.js",
        "peers/package.json",
        "peers/package-lock.json",
        "peers/rust/Cargo.toml",
    ] {
        texts.push((file.to_owned(), read(file)));
    }
    for file in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        texts.extend(fs::read_to_string(root.join(file)).map(|text| (file.to_owned(), text)));
    }
    for (path, text) in texts {
        for word in &words {
            assert!(!text.contains(word.as_str()), "{path} has {word}");
        }
    }
}
