//! Debian's packages: installing them, and fetching Rust's source without touching the machine's own settings.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::shell::{Outcome, Workshop, run, say};

/// Where a version of Rust newer than the machine's own release is looked for, best first.
const SUITES: [&str; 3] = ["trixie-backports", "testing", "unstable"];
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Installs packages, or says which command would.
pub fn install(shop: &Workshop, packages: &[&str], sudo: bool) -> Outcome {
    let by_hand = format!("`sudo apt-get install {}`", packages.join(" "));
    if shop.which("apt-get").is_none() {
        return Err(format!("missing, and this is no Debian or Ubuntu: {}", packages.join(", ")));
    }
    let root = shop.ask("id", &["-u"]).as_deref() == Some("0");
    if !root && !sudo {
        return Err(format!("installing packages needs root: {by_hand} provides them, or run this again with --sudo"));
    }
    let apt = || {
        let mut command = shop.command(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let install =
        |command: &mut Command| run(command.args(["install", "--yes", "--no-install-recommends"]).args(packages));
    run(apt().args(["-qq", "update"]))
        .and_then(|()| install(&mut apt()))
        .map_err(|error| format!("{error}; {by_hand} would provide them"))
}

/// The folder `library` of Rust's source, of exactly this version, unpacked somewhere in `scratch`.
pub fn rust_source(shop: &Workshop, scratch: &Path, version: &str) -> Outcome<PathBuf> {
    if shop.which("apt-get").is_none() || shop.which("dpkg").is_none() {
        return Err("this is no Debian or Ubuntu".into());
    }
    let mirror = mirror().ok_or("the machine's apt sources name no mirror of Debian")?;
    for suite in SUITES {
        say(format!("looking for rust-src {version} in Debian's {suite}"));
        let lists = scratch.join(suite);
        let apt = apt_get_aside(shop, &lists, &format!("deb [signed-by={KEYRING}] {mirror} {suite} main\n"))?;
        let package = format!("rust-src={version}*");
        let fetched = run(apt().args(["-qq", "update"])).and_then(|()| run(apt().args(["-qq", "download", &package])));
        if let Err(error) = fetched {
            say(format!("not there ({error})"));
            continue;
        }
        let deb = fs::read_dir(&lists)
            .map_err(|e| e.to_string())?
            .flatten()
            .map(|file| file.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
            .ok_or("apt-get reported success yet left no package")?;
        run(shop.command("dpkg").arg("-x").arg(deb).arg(scratch))?;
        return Ok(scratch.join(format!("usr/src/rustc-{version}/library")));
    }
    Err(format!("Debian has no rust-src {version} in {}", SUITES.join(", ")))
}

/// An apt-get that sees only the given source and keeps its state in `folder`.
fn apt_get_aside<'a>(shop: &'a Workshop, folder: &'a Path, source: &str) -> Outcome<impl Fn() -> Command + 'a> {
    let list = folder.join("source.list");
    fs::create_dir_all(folder.join("lists/partial"))
        .and_then(|()| fs::write(&list, source))
        .map_err(|e| format!("cannot write {}: {e}", list.display()))?;
    Ok(move || {
        let mut command = shop.command("apt-get");
        command.current_dir(folder);
        for (option, value) in [
            ("Dir::Etc::SourceList", list.display().to_string()),
            ("Dir::Etc::SourceParts", "/dev/null".into()),
            ("Dir::State::Lists", folder.join("lists").display().to_string()),
            ("Dir::Cache::pkgcache", String::new()),
            ("Dir::Cache::srcpkgcache", String::new()),
            ("APT::Sandbox::User", String::new()), // the folder is not one that apt's own user may enter
            ("Acquire::Languages", "none".into()),
            ("Acquire::Retries", "1".into()),
            ("Acquire::http::Timeout", "20".into()),
        ] {
            command.args(["-o", &format!("{option}={value}")]);
        }
        command
    })
}

/// The mirror of Debian in the machine's own sources, in the new format (`URIs:`) or the old (`deb …`).
fn mirror() -> Option<String> {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    files.extend(fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten().map(|file| file.path()));
    let texts = files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "list" || extension == "sources"))
        .filter_map(|file| fs::read_to_string(file).ok());
    texts.filter_map(|text| mirror_in(&text)).next()
}

fn mirror_in(sources: &str) -> Option<String> {
    let lines = sources.lines().map(str::trim);
    let addressed = lines.filter(|line| line.starts_with("URIs:") || line.starts_with("deb "));
    let mut addresses = addressed.flat_map(str::split_whitespace).filter(|word| word.contains("://"));
    // A mirror's archive ends in /debian; /debian-security and others beside it do not hold the whole.
    addresses.find(|address| address.trim_end_matches('/').ends_with("/debian")).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::mirror_in;

    #[test]
    fn the_mirror_is_found_in_both_formats() {
        let new = "Types: deb\n# URIs: http://old.example/debian\nURIs: http://a.example/debian\nSuites: bookworm\n";
        assert_eq!(mirror_in(new).as_deref(), Some("http://a.example/debian"));
        let old =
            "deb http://b.example/debian-security x main\ndeb [arch=amd64] http://b.example/debian/ bookworm main\n";
        assert_eq!(mirror_in(old).as_deref(), Some("http://b.example/debian/"));
        assert_eq!(mirror_in("deb http://c.example/ubuntu noble main"), None);
    }
}
