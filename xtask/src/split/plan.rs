//! What goes into which part.

use std::collections::{BTreeMap, BTreeSet};

use super::program::{Program, functions, offset};
use crate::shell::Outcome;

/// Which functions stand in the second part, and how the two parts reach each other.
pub struct Plan {
    /// What stands in the second part, in order.
    pub second: Vec<u32>,
    /// Those of them that the first part calls, and the slot of the table by which it does.
    pub slots: BTreeMap<u32, u32>,
    /// The first slot that is added to the table.
    pub added: u32,
    /// What the second part calls that does not stand in it, in order.
    pub needed: Vec<u32>,
}

impl Plan {
    /// Makes a plan. A door is a function that the first part may call but does not hold; with the doors goes all that is
    /// reached through them alone.
    pub fn new(program: &Program, is_door: impl Fn(&str) -> bool) -> Outcome<Self> {
        let mut fixed: BTreeSet<u32> = program.exports.iter().filter_map(|export| function_of(export)).collect();
        fixed.extend(program.start);
        fixed.extend(program.functions.iter().flat_map(|function| &function.refers));
        // By number, what a table holds can be called by anything.
        let mut in_table = BTreeMap::new();
        for element in &program.elements {
            let members = functions(&element.items)?;
            match offset(element)? {
                Some(from) => in_table.extend(members.into_iter().zip(from..)),
                None => fixed.extend(members),
            }
        }
        let doors: BTreeSet<u32> =
            program.own().filter(|(_, function)| is_door(&function.name)).map(|(index, _)| index).collect();
        let doors: BTreeSet<u32> = doors.difference(&fixed).copied().collect();

        let mut first: BTreeSet<u32> = BTreeSet::new();
        let mut open: Vec<u32> = fixed.iter().chain(in_table.keys()).copied().collect();
        while let Some(index) = open.pop() {
            if !doors.contains(&index) && first.insert(index) {
                open.extend(program.function(index).into_iter().flat_map(|function| &function.calls));
            }
        }
        let (mut second, mut slots, mut needed) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        let mut called = BTreeSet::new();
        for (index, function) in program.own() {
            if first.contains(&index) {
                called.extend(function.calls.iter().copied().filter(|callee| doors.contains(callee)));
            } else {
                second.push(index);
                needed.extend(
                    function
                        .calls
                        .iter()
                        .copied()
                        .filter(|callee| program.function(*callee).is_none_or(|_| first.contains(callee))),
                );
            }
        }
        let added = program.tables.first().map_or(0, |table| table.initial as u32);
        let mut free = added;
        for door in doors {
            if let Some(slot) = in_table.get(&door) {
                slots.insert(door, *slot);
            } else if called.contains(&door) {
                slots.insert(door, free);
                free += 1;
            }
        }
        Ok(Self { second, slots, added, needed: needed.into_iter().collect() })
    }

    /// How many slots are added to the table.
    pub fn more_slots(&self) -> u32 {
        self.slots.values().filter(|slot| **slot >= self.added).count() as u32
    }
}

fn function_of(export: &wasmparser::Export) -> Option<u32> {
    (export.kind == wasmparser::ExternalKind::Func).then_some(export.index)
}
