//! The numbers that stand in a function.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{Reencode, utils};
use wasmparser::{FunctionBody, MemArg, Operator};

use super::{copier::Copied, program::error};
use crate::shell::Outcome;

/// What could be an address or a slot of the table: constants, and what loads and stores add to an address.
#[derive(Default, PartialEq)]
pub struct Numbers {
    pub all: BTreeSet<u32>,
    /// Whether it calls by slot.
    pub calls_by_slot: bool,
}

impl Numbers {
    /// Those of a function.
    pub fn of(body: &FunctionBody) -> Outcome<Self> {
        let mut numbers = Self::default();
        for operator in body.get_operators_reader().map_err(error)? {
            match operator.map_err(error)? {
                Operator::I32Const { value } => drop(numbers.all.insert(value as u32)),
                operator => {
                    numbers.calls_by_slot |= matches!(operator, Operator::CallIndirect { .. });
                    numbers.instruction(operator).map_err(error)?;
                }
            }
        }
        Ok(numbers)
    }
}

impl Reencode for Numbers {
    type Error = String;

    fn mem_arg(&mut self, argument: MemArg) -> Copied<wasm_encoder::MemArg> {
        self.all.insert(argument.offset as u32);
        utils::mem_arg(self, argument)
    }
}
