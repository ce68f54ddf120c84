//! Laboratories: modules beside the page's own program, each of a package of plain `extern "C"` functions, with a memory
//! of its own. A page that is opened does not fetch them; `kittengradLab(name)` in www/boot.js does, by the name that
//! is written into its script tag here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    shell::{Outcome, Workshop, output, run},
    squeeze, staged,
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
        staged::place(folder, &module, (lab.name, &format!("lab-{}", lab.name)))?;
    }
    Ok(())
}

/// Compiles and optimizes a laboratory; its functions keep their names, since the page calls them by those.
fn build(shop: &Workshop, lab: &Lab) -> Outcome<PathBuf> {
    let target = shop.root.join("target");
    let mut cargo = shop.wasm_command("cargo");
    cargo.args(["build", "--quiet", "--release", "--target", "wasm32-unknown-unknown", "--package", lab.package]);
    run(cargo.arg("--target-dir").arg(&target))?;
    let compiled = target.join(format!("wasm32-unknown-unknown/release/{}.wasm", lab.package.replace('-', "_")));
    let small = compiled.with_extension("small.wasm");
    output(shop.npm_command("wasm-opt").args(squeeze::PASSES).arg(&compiled).arg("-o").arg(&small))?;
    Ok(small)
}
