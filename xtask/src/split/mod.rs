//! Splits the program in two: what the first screens need, and a second part that arrives once the page is ready, or at once
//! when something of it is called earlier.
//!
//! Both work on one memory and one table of functions. A function of the second part that the first one calls has a slot in
//! that table. Until the second part is there, the slot holds a stub: it calls `bring`, which does not return before the
//! second part has been loaded and has filled the slots, and then calls its slot anew. So a call that comes early waits, and
//! none is ever missed, whatever the doors are; what they decide is how soon the page is ready.

mod copier;
mod data;
mod doors;
mod linked;
mod names;
mod numbers;
mod owners;
mod parts;
mod plan;
mod program;

pub use self::doors::DOORS;
pub use self::linked::without_notes;
pub use self::names::Names;

use self::{linked::Linked, owners::Owners, plan::Plan, program::Program};
use crate::shell::Outcome;

/// A program in two parts.
pub struct Parts {
    pub first: Vec<u8>,
    pub second: Vec<u8>,
    /// Those of the doors that lead nowhere: no function has such a name.
    pub unknown: Vec<&'static str>,
}

/// Splits a program by the names that its functions have. `linked` is what the linker wrote, before wasm-bindgen.
pub fn split(wasm: &[u8], linked: &[u8], doors: &[&'static str], names: &Names) -> Outcome<Parts> {
    let program = Program::read(wasm)?;
    let owners = Owners::new(&program, &Linked::read(linked)?)?;
    split_by(&program, &owners, doors, names)
}

fn split_by(program: &Program, owners: &Owners, doors: &[&'static str], names: &Names) -> Outcome<Parts> {
    let plan = Plan::new(program, owners, |name| doors::is_behind(doors, name))?;
    let (second, exports) = parts::second(program, &plan, names)?;
    let first = parts::first(program, &plan, names, &exports)?;
    let leads_nowhere = |door: &&str| !program.functions.iter().any(|each| doors::is_behind(&[*door], &each.name));
    Ok(Parts { first, second, unknown: doors.iter().copied().filter(leads_nowhere).collect() })
}

#[cfg(test)]
mod tests;
