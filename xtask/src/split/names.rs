//! By what names the parts know each other.

use wasmparser::ExternalKind;

use super::program::Program;

/// The names that their script knows, too.
pub struct Names<'a> {
    /// Module and name of the function that brings the second part, which the first one imports.
    pub bring: (&'a str, &'a str),
    /// The module from which the second part imports what the first one exports.
    pub first: &'a str,
}

/// What the first part exports, by kind and number: as it did before, and what the second one needs besides.
pub struct Exports(pub Vec<(String, ExternalKind, u32)>);

impl Exports {
    /// What it exported before.
    pub fn new(program: &Program) -> Self {
        Self(program.exports.iter().map(|export| (export.name.to_string(), export.kind, export.index)).collect())
    }

    /// The name of something that the second part needs.
    pub fn name(&mut self, kind: ExternalKind, index: u32) -> String {
        let Self(all) = self;
        if let Some((name, ..)) = all.iter().find(|(_, known, number)| (*known, *number) == (kind, index)) {
            return name.clone();
        }
        let free = (all.len()..).map(short).find(|name| all.iter().all(|(known, ..)| known != name));
        let name = free.unwrap_or_default();
        all.push((name.clone(), kind, index));
        name
    }
}

/// The shortest names: a to z, aa, ba and so on.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return name,
        }
    }
}
