//! Panics of a laboratory's module, made mute: it imports nothing, so that nobody hears why it stopped.
//!
//! The standard library comes compiled, with a sentence for each way to fail and with all that writes sentences. Where a
//! function does nothing but panic, its body becomes the trap in which that ends; wasm-opt then sees that what it would have
//! been told is needed by nobody. Where in the sources it stopped is wiped out of the data, too: zeros compress to nothing. What
//! a module computes, and where it stops, stays as it is.

use std::{collections::HashMap, ops::Range};

use wasm_encoder::{CodeSection, Module, RawSection, SectionId};
use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload};

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
    let wasm = &without_locations(wasm)?[..];
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

/// The module without the places of panics in the sources. Only panics read those.
fn without_locations(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut wiped = wasm.to_vec();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::DataSection(segments) = payload.map_err(error)? else { continue };
        for segment in segments {
            let segment = segment.map_err(error)?;
            let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read().map_err(error)? else {
                continue;
            };
            let start = segment.range.end - segment.data.len();
            for range in locations(segment.data, value as u32 as usize) {
                wiped[start + range.start..start + range.end].fill(0);
            }
        }
    }
    Ok(wiped)
}

/// Where data that lie at an address hold a `Location`, which is a path's address and length, a line and a column, and its path.
fn locations(data: &[u8], address: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, words) in data.windows(16).enumerate().filter(|(at, _)| (address + at).is_multiple_of(4)) {
        let words: Vec<usize> =
            words.as_chunks().0.iter().map(|word: &[u8; 4]| u32::from_le_bytes(*word) as usize).collect();
        let [path, length, line, column] = words[..] else { continue };
        let start = path.wrapping_sub(address);
        let text = start.checked_add(length).and_then(|end| data.get(start..end)).unwrap_or_default();
        if text.ends_with(b".rs") && line > 0 && column > 0 {
            found.extend([at..at + 16, start..start + length]);
        }
    }
    found
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
    fn where_it_panicked_is_wiped_out_and_other_words_stay() {
        // At the end, what begins with the address of a path, but has no line.
        let module = |path: &str, place: &str| {
            let text = format!(
                r#"(module (memory 1) (data (i32.const 64)
                "{path}" "  a.rs" "{place}" "\48\00\00\00\04\00\00\00\00\00\00\00\01\00\00\00")
                (func (export "f")))"#
            );
            wat::parse_str(text).unwrap()
        };
        let place = r"\40\00\00\00\06\00\00\00\07\00\00\00\09\00\00\00";
        assert_eq!(
            mute(&module(r"src.rs", &[r"\00\00\00\00", place].concat())).unwrap(),
            module(r"\00\00\00\00\00\00", &r"\00".repeat(20))
        );
    }

    #[test]
    fn a_module_that_imports_is_no_laboratory() {
        let module = wat::parse_str(r#"(module (import "a" "b" (func)))"#).unwrap();
        assert!(mute(&module).is_err());
    }
}
