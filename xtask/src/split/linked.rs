//! What the linker knows of the program: which data each function and each datum refers to. Once it has written an address
//! into the code, that is a number among others; but with `--emit-relocs` it notes where it wrote one, and of what. And with
//! `--no-merge-data-segments` each datum stays a segment of its own (page/build.rs asks for both).

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use wasm_encoder::{Module, RawSection};
use wasmparser::{KnownCustom, Linking, Name, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef};

use super::{
    numbers::Numbers,
    program::{all, error, functions, offset, place},
};
use crate::shell::Outcome;

/// What a function or a datum refers to.
#[derive(Clone, Default)]
pub struct Needs {
    /// Data, by their number among all.
    pub data: BTreeSet<usize>,
    /// Functions, by their slot in the table.
    pub slots: BTreeSet<u32>,
}

impl Needs {
    /// What the other one refers to, too.
    pub fn add(&mut self, other: &Self) {
        self.data.extend(&other.data);
        self.slots.extend(&other.slots);
    }
}

/// A datum: what the linker was given as one piece. Whatever refers to a place in it refers to all of it.
pub struct Datum<'a> {
    pub from: u32,
    pub bytes: &'a [u8],
    /// Nothing writes to it.
    pub constant: bool,
    pub needs: Needs,
}

/// The program as the linker wrote it, before wasm-bindgen.
#[derive(Default)]
pub struct Linked<'a> {
    pub data: Vec<Datum<'a>>,
    /// By the names that wasm-bindgen gives them; there are namesakes.
    pub functions: HashMap<String, Vec<LinkedFunction>>,
    /// The slots of the table that the linker has filled.
    pub slots: BTreeSet<u32>,
}

/// A function as the linker wrote it.
pub struct LinkedFunction {
    /// All numbers in it.
    pub numbers: Numbers,
    pub needs: Needs,
}

/// What is read of the linker's file, as it stands there.
#[derive(Default)]
struct Notes<'a> {
    /// How many functions are imported, and so come before its own.
    imported: u32,
    names: HashMap<u32, &'a str>,
    slots: BTreeSet<u32>,
    /// Where the code begins in the file, and each function.
    code: usize,
    functions: Vec<Range<usize>>,
    numbers: Vec<Numbers>,
    /// Where the section of data begins in the file, and each datum; where the latter goes in memory, and what it is called.
    data: usize,
    segments: Vec<Range<usize>>,
    places: Vec<u32>,
    titles: Vec<&'a str>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Where an address was written into code and into data.
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

impl<'a> Linked<'a> {
    /// Reads what the linker wrote.
    pub fn read(wasm: &'a [u8]) -> Outcome<Self> {
        let notes = Notes::read(wasm)?;
        if notes.symbols.is_empty() || notes.titles.len() != notes.segments.len() {
            return Err(error("the linker took no notes of its data: page/build.rs asks it to"));
        }
        let mut data = Vec::new();
        for ((range, from), title) in notes.segments.iter().zip(&notes.places).zip(&notes.titles) {
            let constant = title.starts_with(".rodata.");
            data.push(Datum { from: *from, bytes: &wasm[range.clone()], constant, needs: Needs::default() });
        }
        let mut functions = vec![Needs::default(); notes.functions.len()];
        for entry in &notes.in_code {
            let at = holder(&notes.functions, notes.code, entry)?;
            notes.add(wasm, notes.code, entry, &mut functions[at])?;
        }
        for entry in &notes.in_data {
            let at = holder(&notes.segments, notes.data, entry)?;
            notes.add(wasm, notes.data, entry, &mut data[at].needs)?;
        }
        let mut linked = Self { data, functions: HashMap::new(), slots: notes.slots };
        for (index, (needs, numbers)) in (notes.imported..).zip(functions.into_iter().zip(notes.numbers)) {
            let name = notes.names.get(&index).ok_or_else(|| error(format!("function {index} has no name")))?;
            let namesakes = linked.functions.entry(rustc_demangle::demangle(name).to_string()).or_default();
            namesakes.push(LinkedFunction { numbers, needs });
        }
        Ok(linked)
    }

    /// The functions that had this name, which wasm-bindgen has numbered if there are several: `a`, `a[1]`, `a[2]`.
    pub fn find(&self, name: &str) -> Option<(&String, &Vec<LinkedFunction>)> {
        self.functions.get_key_value(name).or_else(|| {
            let (name, number) = name.strip_suffix(']')?.rsplit_once('[')?;
            number.parse::<u32>().ok()?;
            self.functions.get_key_value(name).filter(|(_, namesakes)| namesakes.len() > 1)
        })
    }
}

/// A module without the linker's notes: wasm-bindgen hands on those that no longer fit.
pub fn without_notes(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(error)?;
        if matches!(&payload, Payload::CustomSection(section) if is_note(section.name())) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = wasm.get(range).ok_or_else(|| error("it ends within a section"))?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

fn is_note(section: &str) -> bool {
    section == "linking" || section.starts_with("reloc.")
}

impl<'a> Notes<'a> {
    fn read(wasm: &'a [u8]) -> Outcome<Self> {
        let mut notes = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(error)? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        notes.imported += u32::from(matches!(import.map_err(error)?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in all(elements)? {
                        let count = functions(&element.items)?.len() as u32;
                        notes.slots.extend(offset(&element)?.into_iter().flat_map(|from| from..from + count));
                    }
                }
                Payload::CodeSectionStart { range, .. } => notes.code = range.start,
                Payload::CodeSectionEntry(body) => {
                    notes.functions.push(body.range());
                    notes.numbers.push(Numbers::of(&body)?);
                }
                Payload::DataSection(data) => {
                    notes.data = data.range().start;
                    for datum in all(data)? {
                        notes.places.push(place(&datum)?);
                        notes.segments.push(datum.range.end - datum.data.len()..datum.range.end);
                    }
                }
                Payload::CustomSection(section) => match (section.name(), section.as_known()) {
                    ("reloc.CODE", KnownCustom::Reloc(reader)) => notes.in_code = all(reader.entries())?,
                    ("reloc.DATA", KnownCustom::Reloc(reader)) => notes.in_data = all(reader.entries())?,
                    (_, KnownCustom::Linking(parts)) => {
                        for part in parts {
                            match part.map_err(error)? {
                                Linking::SymbolTable(symbols) => notes.symbols = all(symbols)?,
                                Linking::SegmentInfo(segments) => {
                                    notes.titles = all(segments)?.into_iter().map(|segment| segment.name).collect();
                                }
                                _ => {}
                            }
                        }
                    }
                    (_, KnownCustom::Name(parts)) => {
                        for part in parts {
                            if let Name::Function(map) = part.map_err(error)? {
                                notes.names = all(map)?.into_iter().map(|naming| (naming.index, naming.name)).collect();
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(notes)
    }

    /// Adds what was written in one place. That it is what the notes say is looked up, since all depends on it.
    fn add(&self, wasm: &[u8], base: usize, entry: &RelocationEntry, needs: &mut Needs) -> Outcome {
        let unknown = || error(format!("the linker's note {entry:?} is not understood"));
        let bytes = entry.relocation_range();
        let bytes = wasm.get(base + bytes.start..base + bytes.end).ok_or_else(unknown)?;
        let symbol = self.symbols.get(entry.index as usize);
        match (entry.ty, symbol) {
            // These say by name what they are, wherever it stands.
            (RelocationType::FunctionIndexLeb | RelocationType::TypeIndexLeb | RelocationType::TableNumberLeb, _) => {}
            (RelocationType::GlobalIndexLeb, Some(SymbolInfo::Global { name: Some("__stack_pointer"), .. })) => {}
            (RelocationType::TableIndexSleb | RelocationType::TableIndexI32, Some(SymbolInfo::Func { .. })) => {
                let slot = number(entry.ty, bytes);
                needs.slots.insert(slot);
            }
            (
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32,
                Some(SymbolInfo::Data { symbol: Some(symbol), .. }),
            ) => {
                let datum = symbol.index as usize;
                let (range, from) = self.segments.get(datum).zip(self.places.get(datum)).ok_or_else(unknown)?;
                let is_inside = symbol.offset.checked_add(symbol.size).is_some_and(|end| end as usize <= range.len());
                let address = from.wrapping_add(symbol.offset).wrapping_add(entry.addend as u32);
                if !is_inside || number(entry.ty, bytes) != address {
                    return Err(unknown());
                }
                needs.data.insert(datum);
            }
            _ => return Err(unknown()),
        }
        Ok(())
    }
}

/// In which of the ranges, which come in order, an address was written.
fn holder(ranges: &[Range<usize>], base: usize, entry: &RelocationEntry) -> Outcome<usize> {
    let bytes = entry.relocation_range();
    let at = ranges.partition_point(|range| range.end <= base + bytes.start);
    let holds = ranges.get(at).is_some_and(|range| range.start <= base + bytes.start && base + bytes.end <= range.end);
    if holds { Ok(at) } else { Err(error(format!("the linker's note {entry:?} is of no known place"))) }
}

/// The number that was written: plain in data, in groups of seven bits in code.
fn number(kind: RelocationType, bytes: &[u8]) -> u32 {
    let bits = match kind {
        RelocationType::TableIndexI32 | RelocationType::MemoryAddrI32 => 8,
        _ => 7,
    };
    let mask = (1_u64 << bits) - 1;
    bytes.iter().rev().fold(0_u64, |number, byte| number << bits | u64::from(*byte) & mask) as u32
}
