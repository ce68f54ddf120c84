//! The wasm32 standard library, by the first way that works: already there, rustup, its source, Debian's own Rust.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    str::FromStr,
    time::{Duration, Instant},
};

use crate::{
    debian,
    shell::{Outcome, Scratch, Workshop, run, say, version},
};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_SYSROOT: &str = "/usr";

/// A way to come by the library.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Way {
    /// `rustup target add`, on any machine with the open internet.
    Rustup,
    /// The source of this very rustc, as Debian packages it, built into this toolchain.
    RustSrc,
    /// Debian's own rustc, cargo and source, beside this toolchain.
    Debian,
}

impl FromStr for Way {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "rustup" => Ok(Self::Rustup),
            "rust-src" => Ok(Self::RustSrc),
            "debian" => Ok(Self::Debian),
            _ => Err(format!("{text} is no way to the wasm32 standard library: rustup, rust-src or debian")),
        }
    }
}

/// Sees to it that `shop` can build for wasm32.
pub fn ensure(shop: &mut Workshop, forced: Option<Way>, sudo: bool) -> Outcome {
    let own = own_library(shop)?;
    if forced != Some(Way::Debian) {
        if is_library(&own) {
            return Ok(());
        }
        if forced.is_none() && debian_is_ready(shop) {
            return use_debian(shop);
        }
    } else if debian_is_ready(shop) {
        return use_debian(shop);
    }
    say(format!("the standard library for {TARGET} is missing"));
    let ways = forced.map_or(vec![Way::Rustup, Way::RustSrc, Way::Debian], |way| vec![way]);
    let mut failures = String::new();
    for way in ways {
        let outcome = match way {
            Way::Rustup => by_rustup(shop, &own),
            Way::RustSrc => by_source(shop, &own),
            Way::Debian => by_debian(shop, sudo),
        };
        match outcome {
            Ok(()) => return Ok(()),
            Err(error) => {
                say(format!("that did not do: {error}"));
                failures += &format!("\n  {way:?}: {error}");
            }
        }
    }
    Err(format!(
        "the standard library for {TARGET} is missing; `rustup target add {TARGET}` provides it. What was tried:{failures}"
    ))
}

/// Where this rustc looks for the library.
fn own_library(shop: &Workshop) -> Outcome<PathBuf> {
    shop.ask("rustc", &["--print", "target-libdir", "--target", TARGET])
        .map(PathBuf::from)
        .ok_or("rustc is missing; rustup provides it".into())
}

fn is_library(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| {
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

fn by_rustup(shop: &Workshop, own: &Path) -> Outcome {
    say(format!("asking rustup for it: rustup target add {TARGET} (about 10 seconds, 20 MB)"));
    let patience = Duration::from_secs(180);
    let mut command = shop.command("rustup");
    // One try tells an open network from a closed one.
    command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0").stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("rustup cannot be started: {e}"))?;
    let start = Instant::now();
    while child.try_wait().map_err(|e| e.to_string())?.is_none() {
        if start.elapsed() > patience {
            let _ = child.kill(); // it may have ended by itself meanwhile
            return Err(format!("rustup had not finished after {} s", patience.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true if is_library(own) => Ok(()),
        true => Err(format!("rustup believes the library to be there, yet {} lacks it", own.display())),
        false => Err(said.lines().find(|line| line.starts_with("error")).unwrap_or("rustup failed").to_string()),
    }
}

fn by_source(shop: &Workshop, own: &Path) -> Outcome {
    let rustc = shop.ask("rustc", &["--version"]).unwrap_or_default();
    let [major, minor, patch] = version(&rustc)[..] else {
        return Err(format!("{rustc}: its version is not understood"));
    };
    if rustc.contains("nightly") || rustc.contains("beta") {
        return Err(format!("Debian packages the source of released versions only, and this is {rustc}"));
    }
    say(format!(
        "building it from source instead: Debian's package rust-src {major}.{minor}.{patch}, fetched by apt-get into \
         a temporary folder (the machine's package lists and sources stay as they are), the result written to {} (about 1 minute)",
        own.display()
    ));
    let scratch = Scratch::new("rust-src")?;
    let source = debian::rust_source(shop, &scratch.0, &format!("{major}.{minor}.{patch}"))?;
    build(shop.command("cargo"), &source, &scratch.0, own)?;
    say(format!("done; should rustup ever provide it instead, delete {} first", own.display()));
    Ok(())
}

fn by_debian(shop: &mut Workshop, sudo: bool) -> Outcome {
    say(
        "installing Debian's own Rust beside this one: apt-get install rustc-web cargo-web rust-web-src rust-web-clippy (about 1 minute)",
    );
    debian::install(shop, &["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"], sudo)?;
    let rustc = shop.ask(format!("{DEBIAN_SYSROOT}/bin/rustc"), &["--version"]).unwrap_or_default();
    let [major, minor, patch] = version(&rustc)[..] else {
        return Err(format!("{DEBIAN_SYSROOT}/bin/rustc did not tell its version"));
    };
    let source = PathBuf::from(format!("{DEBIAN_SYSROOT}/src/rustc-{major}.{minor}.{patch}/library"));
    let library = debian_library();
    say(format!("building the library with it, the result written to {} (about half a minute)", library.display()));
    let scratch = Scratch::new("debian")?;
    let mut cargo = shop.command(format!("{DEBIAN_SYSROOT}/bin/cargo"));
    cargo.env("RUSTC", format!("{DEBIAN_SYSROOT}/bin/rustc"));
    build(cargo, &source, &scratch.0, &library)?;
    use_debian(shop)
}

/// Builds the library as Rust's own build does, and puts it where its rustc looks.
fn build(mut cargo: Command, source: &Path, scratch: &Path, library: &Path) -> Outcome {
    let built = scratch.join("built");
    cargo
        .current_dir(scratch) // away from this project's own settings
        .args(["build", "--release", "--target", TARGET, "--no-default-features"])
        .args(["--features", "panic-unwind compiler-builtins-mem", "--manifest-path"])
        .arg(source.join("sysroot/Cargo.toml"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes")
        .env("__CARGO_DEFAULT_LIB_METADATA", "stablestd")
        .env("CARGO_TARGET_DIR", &built)
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(&mut cargo)?;
    let put = || -> std::io::Result<()> {
        // Under another name until it is whole, so that half a library is never taken for one.
        let partial = library.with_extension("partial");
        let _ = fs::remove_dir_all(&partial); // from an interrupted run
        fs::create_dir_all(&partial)?;
        for file in fs::read_dir(built.join(TARGET).join("release/deps"))? {
            let file = file?.path();
            if let (Some(name), Some("rlib")) = (file.file_name(), file.extension().and_then(|e| e.to_str())) {
                fs::copy(&file, partial.join(name))?;
            }
        }
        let _ = fs::remove_dir_all(library); // it held no library, or this would not run
        fs::rename(&partial, library)
    };
    put().map_err(|e| format!("the library was built but could not be put into {}: {e}", library.display()))
}

fn debian_library() -> PathBuf {
    Path::new(DEBIAN_SYSROOT).join("lib/rustlib").join(TARGET).join("lib")
}

fn debian_is_ready(shop: &Workshop) -> bool {
    let own = shop.ask("rustc", &["--version"]).unwrap_or_default();
    let theirs = || shop.ask(format!("{DEBIAN_SYSROOT}/bin/rustc"), &["--version"]).unwrap_or_default();
    is_library(&debian_library()) && version(&theirs()) >= version(&own)
}

/// Children that build for wasm32 use Debian's Rust, with the linker of the toolchain at hand.
fn use_debian(shop: &mut Workshop) -> Outcome {
    let sysroot = shop.ask("rustc", &["--print", "sysroot"]).unwrap_or_default();
    let host = shop.ask("rustc", &["--print", "host-tuple"]).unwrap_or_default();
    let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.is_file() {
        return Err(format!("{} is missing, and Debian's Rust has no linker for wasm32 of its own", linker.display()));
    }
    say(format!("building for wasm32 with Debian's own Rust in {DEBIAN_SYSROOT}"));
    shop.wasm_env.extend([
        ("RUSTUP_TOOLCHAIN".into(), OsString::from(DEBIAN_SYSROOT)),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(), linker.into()),
    ]);
    Ok(())
}
