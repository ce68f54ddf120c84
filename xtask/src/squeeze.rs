//! The last step of a build: the program and its scripts, made as small as they go. Trunk calls it, as Trunk.toml says.
//!
//! What the program and its script call each other is spelled out in both (`__wbg_fillText_179650d6cb13c263`), and random
//! digits do not compress. wasm-opt shortens these names in the program and prints what it did; here the script follows.

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    shell::{Outcome, Workshop, output, say},
    split,
};

/// What wasm-opt does, in this order. Functions of a file come together, by their names: they are alike, and what is alike
/// compresses better side by side. Each access to memory forgets how its address is aligned: it is no more than a hint, which
/// the processors of today do not need. To flatten the code and build its loops and branches anew pays off only for what has
/// been optimized, and only if it is optimized again. Nothing here assumes that the program never traps. The lowest KB of
/// memory counts as unused: it is the far end of the stack, which rustc puts below all else. What is computed twice is not kept
/// in a local: that is shorter, but said twice it compresses better, and browsers see it themselves. Nor are data cut where
/// they are zero. At last goes what only tools read.
pub const PASSES: [&str; 15] = [
    "--reorder-functions-by-name",
    "--dealign",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
];
/// Shortens the names of what is imported and exported.
const SHORTEN: &str = "--minify-imports-and-exports-and-modules";
/// What it calls the one module from which a program imports.
const MODULE: &str = "a";

/// The oldest script that esbuild may write: a browser that is too old for the program can still say so.
const SCRIPT: [&str; 4] = ["--minify", "--format=esm", "--target=es2020", "--log-level=warning"];
/// boot.js hands bytes to the program's script, which so never meets a response or a request, and can do without the
/// code for them.
const UNUSED: [&str; 2] = ["--define:Response=undefined", "--define:Request=undefined"];

/// Scripts that are fetched once the page is ready.
const MODULES: [&str; 2] = ["elsewhere.js", "offline.js"];
/// Scripts that are no modules; all that they name is their own.
const PLAIN_SCRIPTS: [&str; 2] = ["boot.js", "trouble.js"];
const PLAIN: [&str; 4] = ["--minify", "--format=iife", "--target=es2020", "--log-level=warning"];
/// Style sheets that the page adds when it needs them; trunk makes small what index.html names.
const SHEETS: [&str; 2] = ["elsewhere.css", "embed.css"];
/// How style sheets are made small that are not trunk's matter.
pub const SHEET: [&str; 2] = ["--minify", "--log-level=warning"];

/// What the names of the program's files end in: its two parts, and the script of the first, which www/boot.js asks for.
const FILES: [&str; 3] = ["_bg.wasm", "_second.wasm", ".js"];

/// The functions of the script for the second part: see xtask/src/split.
const NAMES: split::Names = split::Names { bring: ("b", "a"), first: "c" };

/// Squeezes what trunk has put together and not yet moved to dist/, and returns the folder where it is.
pub fn squeeze(shop: &Workshop) -> Outcome<PathBuf> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder = folder.ok_or("squeeze is a step of trunk's; `cargo xtask build` takes them all")?;
    let name = program(&folder)?;
    let [first, second, script] = FILES.map(|end| folder.join(name.clone() + end));
    let program = fs::read(&first).map_err(|e| format!("{}: {e}", first.display()))?;
    fs::write(&first, split::without_notes(&program)?).map_err(|e| format!("{}: {e}", first.display()))?;
    // The names of functions are still needed.
    let said = output(shop.npm_command("wasm-opt").args(["-g", SHORTEN]).arg(&first).arg("-o").arg(&first))?;
    write(&script, &Names::read(&said)?.apply(&with_second(&read(&script)?)?)?)?;
    split_program(shop, &first, &second, &linked(shop, &name)?)?;
    minify(shop, &script, &UNUSED)?;
    for name in MODULES {
        minify(shop, &folder.join(name), &[])?;
    }
    for name in PLAIN_SCRIPTS {
        let file = folder.join(name);
        write(&file, &output(shop.npm_command("esbuild").args(PLAIN).arg(&file))?)?;
    }
    for name in SHEETS {
        let sheet = folder.join(name);
        write(&sheet, &output(shop.npm_command("esbuild").args(SHEET).arg(&sheet))?)?;
    }
    rename(&folder, &name)?;
    Ok(folder)
}

/// The program as the linker wrote it, for trunk keeps no copy: that it is of this build is seen where it is read.
fn linked(shop: &Workshop, name: &str) -> Outcome<Vec<u8>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| shop.root.join("target"), PathBuf::from);
    let name = name.rsplit_once('-').map_or(name, |(stem, _)| stem).replace('-', "_");
    let file = target.join(format!("wasm32-unknown-unknown/release/{name}.wasm"));
    fs::read(&file).map_err(|e| format!("what the linker wrote is not in {}: {e}", file.display()))
}

/// Puts the two parts of the program in its place.
fn split_program(shop: &Workshop, first: &Path, second: &Path, linked: &[u8]) -> Outcome {
    let failed = |e: std::io::Error| format!("{}: {e}", first.display());
    let parts = split::split(&fs::read(first).map_err(failed)?, linked, split::DOORS, &NAMES)?;
    for door in parts.unknown {
        say(format!("no function is called {door}: the door in xtask/src/split/doors.rs leads nowhere"));
    }
    for (file, part) in [(first, parts.first), (second, parts.second)] {
        fs::write(file, part).map_err(failed)?;
        output(shop.npm_command("wasm-opt").args(PASSES).arg(file).arg("-o").arg(file))?;
    }
    Ok(())
}

/// Gives script and parts one new hash in their names, of what they are now. They fit only each other, and browsers keep files
/// by their names; trunk's hash is of what the program was.
fn rename(folder: &Path, name: &str) -> Outcome {
    let mut all = Vec::new();
    for end in FILES {
        let file = folder.join(name.to_string() + end);
        all.extend(fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?);
    }
    let new = format!("{}-{:016x}", name.rsplit_once('-').map_or(name, |(stem, _)| stem), hash(&all));
    for end in FILES {
        let (from, to) = (folder.join(name.to_string() + end), folder.join(new.clone() + end));
        fs::rename(&from, to).map_err(|e| format!("{}: {e}", from.display()))?;
    }
    let index = folder.join("index.html");
    // With a byte order mark the page is read right, whatever encoding a server says it has.
    write(&index, &["\u{feff}", &read(&index)?.replace(name, &new)].concat())
}

/// The script, which leaves it to the boot script to begin, and gives it what the second part imports.
fn with_second(script: &str) -> Outcome<String> {
    let mut text = script.to_string();
    replace_once(&mut text, "    wasm.__wbindgen_start();\n    return wasm;", "    return wasm;")?;
    let given = "    return {\n        __proto__: null,\n";
    replace_once(&mut text, given, &format!("{given}        b: {{ a: () => globalThis.kittengradSecond() }},\n"))?;
    Ok(text
        + "\nexport const given = () => ({ ...__wbg_get_imports(), c: wasm });\
           \nexport const begin = () => wasm.__wbindgen_start();\n")
}

/// Replaces what must occur exactly once.
fn replace_once(text: &mut String, from: &str, to: &str) -> Outcome {
    match text.matches(from).count() {
        1 => *text = text.replacen(from, to, 1),
        n => return Err(format!("the script should hold “{from}” once, and does {n} times")),
    }
    Ok(())
}

fn minify(shop: &Workshop, script: &Path, more: &[&str]) -> Outcome {
    let small = output(shop.npm_command("esbuild").args(SCRIPT).args(more).arg(script))?;
    write(script, &small)
}

/// The name of the one program in a folder.
fn program(folder: &Path) -> Outcome<String> {
    let files = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?.flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut programs = names.filter_map(|name| name.strip_suffix("_bg.wasm").map(String::from));
    match (programs.next(), programs.next()) {
        (Some(program), None) => Ok(program),
        _ => Err(format!("{} should hold one program, and holds none or several", folder.display())),
    }
}

pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

pub fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// FNV-1a: other bytes are another name, so that a browser may keep a file for ever.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// From the names that wasm-bindgen gave to those that wasm-opt gave.
#[derive(Default)]
struct Names {
    /// With the module that is imported from.
    imports: Vec<(String, String, String)>,
    exports: HashMap<String, String>,
}

impl Names {
    /// Reads what wasm-opt prints: JSON, with one name to a line and no name that needs an escape.
    fn read(said: &str) -> Outcome<Self> {
        let mut names = Self::default();
        for line in said.lines() {
            let words: Vec<String> = line.split('"').skip(1).step_by(2).map(String::from).collect();
            match <[String; 3]>::try_from(words) {
                Ok([module, long, short]) => names.imports.push((module, long, short)),
                Err(words) => match &words[..] {
                    [long, short] => drop(names.exports.insert(long.clone(), short.clone())),
                    [] | [_] => {}
                    _ => return Err(format!("wasm-opt printed a line that is not understood: {line}")),
                },
            }
        }
        Ok(names)
    }

    /// The script with the program's new names. Each must be where it is expected, since one that was missed would show
    /// only when the page is open.
    fn apply(&self, script: &str) -> Outcome<String> {
        let mut text = script.to_string();
        let (module, ..) = self.imports.first().ok_or("wasm-opt named no import")?;
        replace_key(&mut text, &format!("\"{module}\""), MODULE)?;
        for (from, long, short) in &self.imports {
            if from != module {
                return Err(format!("the program imports from {from} and from {module}; one was expected"));
            }
            replace_key(&mut text, long, short)?;
        }
        self.apply_exports(&text)
    }

    /// Exports are properties of the object `wasm`.
    fn apply_exports(&self, script: &str) -> Outcome<String> {
        if script.contains("wasm[") {
            return Err("the script asks for an export by an expression, which cannot be followed".into());
        }
        let mut parts = script.split("wasm.");
        let mut text = parts.next().unwrap_or_default().to_string();
        for part in parts {
            let end = part.find(|c: char| !is_of_name(c)).unwrap_or(part.len());
            let (long, rest) = part.split_at(end);
            let short = match self.exports.get(long) {
                _ if text.ends_with(is_of_name) => long, // a longer word that ends in these letters
                Some(short) => short,
                None => return Err(format!("the script asks for wasm.{long}, which the program does not export")),
            };
            text += &format!("wasm.{short}{rest}");
        }
        Ok(text)
    }
}

/// Replaces the key of an object, which must occur exactly once.
fn replace_key(text: &mut String, long: &str, short: &str) -> Outcome {
    replace_once(text, &format!(" {long}: "), &format!(" {short}: "))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::{Names, hash};

    const SAID: &str = r#"{
 "imports": [
  ["./page_bg.js", "__wbg_stroke_cf80", "$"],
  ["./page_bg.js", "__wbg_stroke_cf80a", "$a"]
 ],
 "exports": [
  ["memory", "b"],
  ["__wbindgen_malloc", "c"]
 ]
}"#;

    fn apply(script: &str) -> Result<String, String> {
        Names::read(SAID).unwrap().apply(script)
    }

    #[test]
    fn the_script_follows_the_program() {
        let script = "{ __wbg_stroke_cf80: function(a) { a.memory(wasm.memory) },\n __wbg_stroke_cf80a: f, \"./page_bg.js\": i };\
                      wasm.__wbindgen_malloc(notwasm.memory, wasm.memory.buffer)";
        let renamed = "{ $: function(a) { a.memory(wasm.b) },\n $a: f, a: i };wasm.c(notwasm.memory, wasm.b.buffer)";
        assert_eq!(apply(script).as_deref(), Ok(renamed));
    }

    #[test]
    fn a_name_that_is_missed_ends_the_build() {
        let whole = "{ __wbg_stroke_cf80: f, __wbg_stroke_cf80a: f, \"./page_bg.js\": i }";
        assert!(apply(whole).is_ok());
        for (from, to) in
            [("cf80:", "cf8:"), ("cf80a", "cf80"), ("page_bg", "page"), ("}", "wasm.free}"), ("}", "wasm[x]}")]
        {
            assert!(apply(&whole.replacen(from, to, 1)).is_err(), "{from} as {to}");
        }
        assert!(Names::read("{}").unwrap().apply(whole).is_err());
    }

    #[test]
    fn other_bytes_have_another_name() {
        // The published values of FNV-1a.
        assert_eq!((hash(b""), hash(b"a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }
}
