//! What goes into which part.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    linked::Needs,
    owners::Owners,
    program::{Program, functions, offset},
};
use crate::shell::Outcome;

/// What stands in the second part, and how the two parts reach each other.
pub struct Plan {
    /// The functions of the second part, in order.
    pub second: Vec<u32>,
    /// Those of them that the first part calls, and the slot of the table by which it does.
    pub slots: BTreeMap<u32, u32>,
    /// The first slot that is added to the table.
    pub added: u32,
    /// What else the table holds, by slots.
    pub table: BTreeMap<u32, u32>,
    /// What the second part calls that does not stand in it, in order.
    pub needed: Vec<u32>,
    /// The data segments of the second part, in order.
    pub data: Vec<usize>,
}

/// What the first part can reach.
#[derive(Default)]
struct Reached {
    functions: BTreeSet<u32>,
    slots: BTreeSet<u32>,
    data: BTreeSet<usize>,
}

/// Something that was reached, and from which it goes on.
enum Step {
    Function(u32),
    Slot(u32),
    Datum(usize),
}

impl Plan {
    /// Makes a plan. A door is a function that the first part may call but does not hold; with the doors goes all that is
    /// reached through them alone.
    pub fn new(program: &Program, owners: &Owners, is_door: impl Fn(&str) -> bool) -> Outcome<Self> {
        let mut fixed: BTreeSet<u32> = program.exports.iter().filter_map(|export| function_of(export)).collect();
        fixed.extend(program.start);
        fixed.extend(program.functions.iter().flat_map(|function| &function.refers));
        let mut table = BTreeMap::new();
        for element in &program.elements {
            let members = functions(&element.items)?;
            match offset(element)? {
                Some(from) => table.extend((from..).zip(members)),
                None => fixed.extend(members),
            }
        }
        let doors: BTreeSet<u32> =
            program.own().filter(|(_, function)| is_door(&function.name)).map(|(index, _)| index).collect();
        let doors: BTreeSet<u32> = doors.difference(&fixed).copied().collect();
        let first = Reached::new(program, owners, &doors, &table, &fixed);

        let (mut second, mut needed) = (Vec::new(), BTreeSet::new());
        let mut called: BTreeSet<u32> = first.slots.iter().filter_map(|slot| table.get(slot)).copied().collect();
        for (index, function) in program.own() {
            if first.functions.contains(&index) {
                called.extend(&function.calls);
            } else {
                second.push(index);
                let elsewhere =
                    |callee: &&u32| program.function(**callee).is_none() || first.functions.contains(callee);
                needed.extend(function.calls.iter().filter(elsewhere).copied());
            }
        }
        let added = program.tables.first().map_or(0, |table| table.initial as u32);
        let (mut slots, mut free) = (BTreeMap::new(), added);
        let known: BTreeMap<u32, u32> = table.iter().map(|(slot, index)| (*index, *slot)).collect();
        for door in doors.intersection(&called) {
            slots.insert(*door, known.get(door).copied().unwrap_or(free));
            free += u32::from(!known.contains_key(door));
        }
        let data = (0..program.data.len()).filter(|number| !first.data.contains(number)).collect();
        Ok(Self { second, slots, added, table, needed: needed.into_iter().collect(), data })
    }

    /// How many slots are added to the table.
    pub fn more_slots(&self) -> u32 {
        self.slots.values().filter(|slot| **slot >= self.added).count() as u32
    }

    /// What the first part puts into the table: what stands in it, and stubs for what does not and is called all the same.
    pub fn first_slots(&self) -> BTreeMap<u32, u32> {
        let mut all = self.all_slots();
        all.retain(|_, index| self.second.binary_search(index).is_err() || self.slots.contains_key(index));
        all
    }

    /// What the second part puts into the table.
    pub fn second_slots(&self) -> BTreeMap<u32, u32> {
        let mut all = self.all_slots();
        all.retain(|_, index| self.second.binary_search(index).is_ok());
        all
    }

    fn all_slots(&self) -> BTreeMap<u32, u32> {
        let mut all = self.table.clone();
        all.extend(self.slots.iter().map(|(index, slot)| (*slot, *index)));
        all
    }
}

impl Reached {
    fn new(
        program: &Program,
        owners: &Owners,
        doors: &BTreeSet<u32>,
        table: &BTreeMap<u32, u32>,
        fixed: &BTreeSet<u32>,
    ) -> Self {
        let mut open: Vec<Step> = fixed.iter().copied().map(Step::Function).collect();
        // A slot that can be called by anyone.
        open.extend(table.keys().filter(|slot| !owners.slots.contains(slot)).copied().map(Step::Slot));
        open.extend(owners.roots.steps());
        let mut reached = Self::default();
        while let Some(step) = open.pop() {
            match step {
                Step::Function(index) if !doors.contains(&index) && reached.functions.insert(index) => {
                    let calls = program.function(index).into_iter().flat_map(|function| &function.calls);
                    open.extend(calls.copied().map(Step::Function));
                    open.extend(owners.functions.get(&index).into_iter().flat_map(Needs::steps));
                }
                Step::Slot(slot) if reached.slots.insert(slot) => {
                    open.extend(table.get(&slot).copied().map(Step::Function));
                }
                Step::Datum(number) if reached.data.insert(number) => {
                    open.extend(owners.data.get(number).into_iter().flat_map(Needs::steps));
                }
                Step::Function(_) | Step::Slot(_) | Step::Datum(_) => {}
            }
        }
        reached
    }
}

impl Needs {
    fn steps(&self) -> impl Iterator<Item = Step> {
        self.slots.iter().copied().map(Step::Slot).chain(self.data.iter().copied().map(Step::Datum))
    }
}

fn function_of(export: &wasmparser::Export) -> Option<u32> {
    (export.kind == wasmparser::ExternalKind::Func).then_some(export.index)
}
