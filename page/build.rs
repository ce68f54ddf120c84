//! Asks the linker to tell what it knows of the program's data: which belong together, and what refers to which. By that
//! xtask/src/split gives each part of the program its own.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
        println!("cargo::rustc-link-arg-cdylib=--no-merge-data-segments");
    }
}
