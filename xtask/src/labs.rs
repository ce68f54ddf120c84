//! Laboratories: modules beside the page's own program, each of a package of plain `extern "C"` functions, with a memory
//! of its own; and the words and the style sheet of its chapter, where it has them. A page that is opened fetches none of
//! this; `kittengradLab(name)` in www/boot.js does, by the names that are written into its script tag here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    fragment, mute,
    shell::{Outcome, Workshop, output, run, say},
    squeeze,
};

/// What is fetched when it is asked for: a module, and beside it what the page shows of it.
pub struct Lab {
    /// What the page calls it: small letters.
    pub name: &'static str,
    /// The workspace's package that the module is built from, a `cdylib`.
    pub package: &'static str,
    /// The folder with `NAME.html`, a piece of the page in both languages, and `NAME.css`. Either may be missing.
    pub shown: &'static str,
}

/// The laboratories of the site.
pub const LABS: &[Lab] = &[Lab { name: "cat", package: "kittengrad-cat", shown: "www/labs" }];

/// The one that only tests meet.
const OF_TESTS: &[Lab] = &[Lab { name: "test", package: "kittengrad-module", shown: "tests/browser/module" }];

/// The site as it is, with a module for tests, beside dist/ and not in it.
pub fn site_for_tests(shop: &Workshop) -> Outcome {
    let (dist, folder) = (shop.root.join("dist"), shop.root.join("target/site-with-module"));
    let failed = |e: std::io::Error| format!("{} cannot be filled: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    for file in fs::read_dir(&dist).map_err(|e| format!("{}: {e}", dist.display()))?.flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).map_err(failed)?;
    }
    add(shop, &folder, OF_TESTS)
}

/// Builds laboratories into a folder that holds the page, and tells the page where they are.
pub fn add(shop: &Workshop, folder: &Path, labs: &[Lab]) -> Outcome {
    for lab in labs {
        let module = build(shop, lab.package)?;
        let bytes = fs::read(&module).map_err(|e| format!("{}: {e}", module.display()))?;
        let size = bytes.len();
        let mut files = vec![("wasm", bytes)];
        let shown = shop.root.join(lab.shown).join(lab.name);
        let [words, sheet] = ["html", "css"].map(|ending| shown.with_extension(ending));
        if words.is_file() {
            let small = fragment::small(&squeeze::read(&words)?).map_err(|e| format!("{}: {e}", words.display()))?;
            files.push(("html", small.into_bytes()));
        }
        if sheet.is_file() {
            files.push(("css", output(shop.npm_command("esbuild").args(squeeze::SHEET).arg(&sheet))?.into_bytes()));
        }
        // One name for all: they fit only each other.
        let all: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes).copied().collect();
        let stem = format!("{}-{:016x}", lab.name, squeeze::hash(&all));
        for (ending, bytes) in &files {
            let file = format!("{stem}.{ending}");
            say(format!("of the laboratory {}: {file}, {} bytes", lab.name, bytes.len()));
            fs::write(folder.join(&file), bytes).map_err(|e| format!("{file}: {e}"))?;
        }
        let index = folder.join("index.html");
        let endings: Vec<&str> = files.iter().map(|(ending, _)| *ending).collect();
        squeeze::write(&index, &told(&squeeze::read(&index)?, lab.name, &addresses(&stem, size, &endings))?)?;
    }
    Ok(())
}

/// What www/boot.js reads of a laboratory: module, its size, words, style sheet. Words that there are not are an empty word.
fn addresses(stem: &str, size: usize, endings: &[&str]) -> String {
    let file = |ending: &str| if endings.contains(&ending) { format!("./{stem}.{ending}") } else { String::new() };
    [file("wasm"), size.to_string(), file("html"), file("css")].join(" ").trim_end().to_string()
}

/// Compiles and optimizes the package of a laboratory; its functions keep their names, since the page calls them by those.
pub fn build(shop: &Workshop, package: &str) -> Outcome<PathBuf> {
    let target = shop.root.join("target");
    let mut cargo = shop.wasm_command("cargo");
    cargo.args(["build", "--quiet", "--release", "--target", "wasm32-unknown-unknown", "--package", package]);
    run(cargo.arg("--target-dir").arg(&target))?;
    let compiled = target.join(format!("wasm32-unknown-unknown/release/{}.wasm", package.replace('-', "_")));
    let (silent, small) = (compiled.with_extension("mute.wasm"), compiled.with_extension("small.wasm"));
    let bytes = fs::read(&compiled).map_err(|e| format!("{}: {e}", compiled.display()))?;
    fs::write(&silent, mute::mute(&bytes)?).map_err(|e| format!("{}: {e}", silent.display()))?;
    // A large function with one caller stays one: copied into it, it would need more variables, and each a longer number.
    let optimize = [&["--one-caller-inline-max-function-size=0"], &squeeze::PASSES[..]].concat();
    output(shop.npm_command("wasm-opt").args(optimize).arg(&silent).arg("-o").arg(&small))?;
    Ok(small)
}

/// The page with what is told of a laboratory in the tag of its script.
fn told(page: &str, name: &str, addresses: &str) -> Outcome<String> {
    with_attribute(page, &format!("data-lab-{name}"), addresses)
}

/// The page with one attribute more in the tag of its script.
pub fn with_attribute(page: &str, name: &str, value: &str) -> Outcome<String> {
    let places: Vec<_> = page.match_indices(" data-wasm=").collect();
    let [(at, _)] = places[..] else {
        return Err(format!("index.html should name one program, and names {}", places.len()));
    };
    Ok(format!("{} {name}=\"{value}\"{}", &page[..at], &page[at..]))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{LABS, OF_TESTS, addresses, told};

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn the_script_is_told_where_a_laboratory_is() {
        let page = "<script async data-js=./a.js data-wasm=./a.wasm src=boot.js></script>";
        let known = told(page, "cnn", "./cnn-7.wasm 9").unwrap();
        let expected =
            "<script async data-js=./a.js data-lab-cnn=\"./cnn-7.wasm 9\" data-wasm=./a.wasm src=boot.js></script>";
        assert_eq!(known, expected);
        // And of another one too.
        let both = told(&known, "gan", "./gan-8.wasm 10").unwrap();
        assert!(both.contains("9\" data-lab-gan=\"./gan-8.wasm 10\" data-wasm"));
        assert!(told("<script src=boot.js>", "cnn", "./cnn-7.wasm 9").is_err());
    }

    #[test]
    fn what_is_told_is_told_by_its_place() {
        let of = |endings: &[&str]| addresses("cnn-7", 9, endings);
        assert_eq!(of(&["wasm"]), "./cnn-7.wasm 9");
        assert_eq!(of(&["wasm", "html"]), "./cnn-7.wasm 9 ./cnn-7.html");
        assert_eq!(of(&["wasm", "html", "css"]), "./cnn-7.wasm 9 ./cnn-7.html ./cnn-7.css");
        // The style sheet stays the fourth.
        assert_eq!(of(&["wasm", "css"]).split(' ').collect::<Vec<_>>(), ["./cnn-7.wasm", "9", "", "./cnn-7.css"]);
    }

    #[test]
    fn every_laboratory_is_a_package_and_a_word() {
        for lab in LABS {
            assert!(!lab.name.is_empty() && lab.name.bytes().all(|b| b.is_ascii_lowercase()), "{}", lab.name);
            assert!(OF_TESTS.iter().all(|other| other.name != lab.name), "{}", lab.name);
            let own = fs::read_to_string(root().join("labs").join(lab.name).join("Cargo.toml")).unwrap();
            assert!(own.contains(&format!("name = \"{}\"\n", lab.package)), "{}", lab.package);
            assert!(own.contains("crate-type = [\"cdylib\"]"), "{}", lab.package);
        }
    }

    #[test]
    fn what_is_shown_of_laboratories_belongs_to_one() {
        let known: Vec<String> =
            LABS.iter().flat_map(|lab| ["html", "css"].map(|ending| format!("{}.{ending}", lab.name))).collect();
        let there = fs::read_dir(root().join("www/labs")).into_iter().flatten().flatten();
        for name in there.map(|file| file.file_name().to_string_lossy().into_owned()) {
            assert!(known.contains(&name), "www/labs/{name} is of no laboratory in LABS");
        }
    }
}
