//! Panics of a laboratory's module, made mute: it imports nothing, so that nobody hears why it stopped.
//!
//! The standard library comes compiled, with a sentence for each way to fail and with all that writes sentences. Where a
//! function does nothing but panic, its body becomes the trap in which that ends; wasm-opt then sees that what it would have
//! been told is needed by nobody. What a module computes, and where it stops, stays as it is.

use std::collections::HashMap;

use wasm_encoder::{CodeSection, Module, RawSection, SectionId};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::shell::Outcome;

/// What begins the path of a function that does nothing but panic.
const PANICS: [&str; 10] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
];

/// The body of a function that traps: no variables, `unreachable`, the end.
const TRAP: [u8; 3] = [0x00, 0x00, 0x0b];

/// The module with mute panics. Its functions have to have their names.
pub fn mute(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let names = names(wasm)?;
    let panics = |index: u32| names.get(&index).is_some_and(|name| PANICS.iter().any(|start| name.starts_with(start)));
    let (mut module, mut code) = (Module::new(), CodeSection::new());
    let (mut index, mut left) = (0, 0);
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(error)?;
        match &payload {
            Payload::CodeSectionStart { count, .. } => left = *count,
            Payload::CodeSectionEntry(body) => {
                code.raw(if panics(index) { &TRAP } else { body.as_bytes() });
                (index, left) = (index + 1, left - 1);
                if left == 0 {
                    module.section(&code);
                }
            }
            Payload::ImportSection(imports) if imports.count() > 0 => {
                return Err("a laboratory imports nothing, and this one does".into());
            }
            other => {
                if let Some((id, range)) = other.as_section().filter(|(id, _)| *id != SectionId::Code as u8) {
                    let data = wasm.get(range).ok_or_else(|| error("it ends within a section"))?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

/// The paths of functions, by their indices.
fn names(wasm: &[u8]) -> Outcome<HashMap<u32, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload.map_err(error)?
            && let KnownCustom::Name(sections) = section.as_known()
        {
            for section in sections {
                if let Name::Function(map) = section.map_err(error)? {
                    for naming in map {
                        let naming = naming.map_err(error)?;
                        names.insert(naming.index, format!("{:#}", rustc_demangle::demangle(naming.name)));
                    }
                }
            }
        }
    }
    Ok(names)
}

fn error(error: impl std::fmt::Display) -> String {
    format!("a laboratory's module cannot be read: {error}")
}

#[cfg(test)]
mod tests {
    use super::mute;

    #[test]
    fn what_only_panics_traps_and_all_else_stays() {
        let module = |panic: &str| {
            let text = format!(
                r#"(module (memory 1)
                (func $"core::panicking::panic" (param i32) {panic})
                (func $"core::panicking_not" (param i32) (i32.store (i32.const 0) (local.get 0)))
                (func (export "f") (call 0 (i32.const 7)) (call 1 (i32.const 7))))"#
            );
            wat::parse_str(text).unwrap()
        };
        let (speaks, mute_already) =
            (module("(i32.store (i32.const 4) (local.get 0)) unreachable"), module("unreachable"));
        assert_eq!(mute(&speaks).unwrap(), mute_already);
        assert_eq!(mute(&mute_already).unwrap(), mute_already);
    }

    #[test]
    fn a_module_that_imports_is_no_laboratory() {
        let module = wat::parse_str(r#"(module (import "a" "b" (func)))"#).unwrap();
        assert!(mute(&module).is_err());
    }
}
