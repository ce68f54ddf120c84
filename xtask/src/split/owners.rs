//! Whose the data are: what the linker knew, told of the program as wasm-bindgen made it.
//!
//! Functions are found again by their names, and have to hold the same numbers still. Whatever does not fit ends the build: a
//! part that reads what is not there yet would read zeros, and nothing would tell.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    linked::{Linked, Needs},
    numbers::Numbers,
    program::{Program, error, place},
};
use crate::shell::Outcome;

/// How far from its data a program has no number that could be an address in them.
const MARGIN: u32 = 1 << 12;

/// What each function and each datum of a program refers to.
#[derive(Default)]
pub struct Owners {
    /// By the indices of functions. One that is missing refers to nothing.
    pub functions: BTreeMap<u32, Needs>,
    /// By the numbers of data segments.
    pub data: Vec<Needs>,
    /// What must be there from the start, whoever refers to it: data that are written to, and what is referred to by
    /// functions that wasm-bindgen took out, which may have told it to the script.
    pub roots: Needs,
    /// The slots of the table that are known by the notes alone; whoever has not been seen to refer to one does not.
    pub slots: BTreeSet<u32>,
}

impl Owners {
    /// For a program of which the linker's file is not at hand: all data stay where they are, and any slot can be called.
    #[cfg(test)]
    pub fn unknown(program: &Program) -> Self {
        let roots = Needs { data: (0..program.data.len()).collect(), ..Needs::default() };
        Self { data: vec![Needs::default(); program.data.len()], roots, ..Self::default() }
    }

    /// Finds functions and data of a program among what the linker wrote.
    pub fn new(program: &Program, linked: &Linked) -> Outcome<Self> {
        let mut owners = Self { slots: linked.slots.clone(), ..Self::default() };
        if program.data.len() != linked.data.len() {
            return Err(error("it has other data than the linker's file, which is of another build"));
        }
        for (number, (datum, known)) in program.data.iter().zip(&linked.data).enumerate() {
            if (place(datum)?, datum.data) != (known.from, known.bytes) {
                return Err(error("it has other data than the linker's file, which is of another build"));
            }
            owners.data.push(known.needs.clone());
            if !known.constant {
                owners.roots.data.insert(number);
            }
        }
        let ends = linked.data.iter().map(|datum| datum.from + datum.bytes.len() as u32);
        let (from, to) = (linked.data.iter().map(|datum| datum.from).min(), ends.max());
        let around = from.unwrap_or_default().saturating_sub(MARGIN)..to.unwrap_or_default().saturating_add(MARGIN);
        let mut found: HashMap<&String, usize> = HashMap::new();
        for (index, function) in program.own() {
            let numbers = Numbers::of(&function.body)?;
            let Some((name, namesakes)) = linked.find(&function.full_name) else {
                // One that wasm-bindgen made. It made none so far that knows an address or a slot.
                if numbers.calls_by_slot || numbers.all.iter().any(|number| around.contains(number)) {
                    return Err(error(format!("it is not known what “{}” refers to", function.full_name)));
                }
                continue;
            };
            let mut same = namesakes.iter().filter(|namesake| namesake.numbers == numbers).peekable();
            if same.peek().is_none() {
                return Err(error(format!("“{name}” is not what it was when it was linked")));
            }
            *found.entry(name).or_default() += 1;
            let needs = owners.functions.entry(index).or_default();
            same.for_each(|namesake| needs.add(&namesake.needs));
        }
        for (name, namesakes) in &linked.functions {
            if found.get(name).copied().unwrap_or_default() < namesakes.len() {
                namesakes.iter().for_each(|namesake| owners.roots.add(&namesake.needs));
            }
        }
        Ok(owners)
    }
}
