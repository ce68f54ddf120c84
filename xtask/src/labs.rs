//! Laboratories: modules beside the page's own program, each of a package of plain `extern "C"` functions, with a memory
//! of its own. A page that is opened does not fetch them; `kittengradLab(name)` in www/boot.js does, by the name that
//! is written into its script tag here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    shell::{Outcome, Workshop, output, run, say},
    squeeze,
};

/// A module that is fetched when it is asked for.
pub struct Lab {
    /// What the page calls it: small letters.
    pub name: &'static str,
    /// The workspace's package that it is built from, a `cdylib`.
    pub package: &'static str,
}

/// The laboratories of the site.
pub const LABS: &[Lab] = &[];

/// The one that only tests meet.
const OF_TESTS: &[Lab] = &[Lab { name: "test", package: "kittengrad-module" }];

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
        let module = build(shop, lab)?;
        let bytes = fs::read(&module).map_err(|e| format!("{}: {e}", module.display()))?;
        let file = format!("{}-{:016x}.wasm", lab.name, squeeze::hash(&bytes));
        say(format!("the laboratory {} is {file}, {} bytes", lab.name, bytes.len()));
        fs::write(folder.join(&file), &bytes).map_err(|e| format!("{file}: {e}"))?;
        let index = folder.join("index.html");
        let page = squeeze::read(&index)?;
        squeeze::write(&index, &told(&page, lab.name, &file, bytes.len())?)?;
    }
    Ok(())
}

/// Compiles and optimizes a laboratory; its functions keep their names, since the page calls them by those.
pub fn build(shop: &Workshop, lab: &Lab) -> Outcome<PathBuf> {
    let target = shop.root.join("target");
    let mut cargo = shop.wasm_command("cargo");
    cargo.args(["build", "--quiet", "--release", "--target", "wasm32-unknown-unknown", "--package", lab.package]);
    run(cargo.arg("--target-dir").arg(&target))?;
    let compiled = target.join(format!("wasm32-unknown-unknown/release/{}.wasm", lab.package.replace('-', "_")));
    let small = compiled.with_extension("small.wasm");
    output(shop.npm_command("wasm-opt").args(squeeze::PASSES).arg(&compiled).arg("-o").arg(&small))?;
    Ok(small)
}

/// The page with a laboratory's file and size in the tag of its script.
fn told(page: &str, name: &str, file: &str, bytes: usize) -> Outcome<String> {
    let places: Vec<_> = page.match_indices(" data-wasm=").collect();
    let [(at, _)] = places[..] else {
        return Err(format!("index.html should name one program, and names {}", places.len()));
    };
    Ok(format!("{} data-lab-{name}=\"./{file} {bytes}\"{}", &page[..at], &page[at..]))
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_script_is_told_where_a_laboratory_is() {
        let page = "<script async data-js=./a.js data-wasm=./a.wasm src=boot.js></script>";
        let known = told(page, "cnn", "cnn-7.wasm", 9).unwrap();
        let expected =
            "<script async data-js=./a.js data-lab-cnn=\"./cnn-7.wasm 9\" data-wasm=./a.wasm src=boot.js></script>";
        assert_eq!(known, expected);
        // And of another one too.
        assert!(
            told(&known, "gan", "gan-8.wasm", 10).unwrap().contains("9\" data-lab-gan=\"./gan-8.wasm 10\" data-wasm")
        );
        assert!(told("<script src=boot.js>", "cnn", "cnn-7.wasm", 9).is_err());
    }
}
