//! Copies what a part holds of the program, where all has other numbers than in the part.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
};

use wasm_encoder::{
    CodeSection, Function, Instruction, TableType, TypeSection,
    reencode::{Error, Reencode},
};
use wasmparser::{FuncType, FunctionBody, Operator};

use super::{plan::Plan, program::Program};

/// Copies functions of a program into a part, where all has other numbers.
pub struct Copier<'a, 'b> {
    pub program: &'b Program<'a>,
    pub functions: HashMap<u32, u32>,
    /// What is called through the table instead.
    pub slots: &'b BTreeMap<u32, u32>,
    /// The types that were met, numbered as they came.
    pub types: Numbers,
    /// What is met of these, if the part does not have it all.
    pub globals: Option<Numbers>,
    pub tables: Option<Numbers>,
    pub memories: Option<Numbers>,
}

/// New numbers, in the order in which they are asked for.
#[derive(Default)]
pub struct Numbers(RefCell<Vec<u32>>);

impl Numbers {
    fn of(&self, old: u32) -> u32 {
        let mut known = self.0.borrow_mut();
        let at = known.iter().position(|each| *each == old).unwrap_or(known.len());
        if at == known.len() {
            known.push(old);
        }
        at as u32
    }

    /// What was asked for, in that order.
    pub fn all(&self) -> Vec<u32> {
        self.0.borrow().clone()
    }
}

/// What was copied, or why it cannot be.
pub type Copied<T> = Result<T, Error<String>>;

impl Reencode for Copier<'_, '_> {
    type Error = String;

    fn function_index(&mut self, index: u32) -> Copied<u32> {
        let missing = || Error::UserError(format!("function {index} is out of reach"));
        self.functions.get(&index).copied().ok_or_else(missing)
    }

    fn type_index(&mut self, index: u32) -> Copied<u32> {
        Ok(self.types.of(index))
    }

    fn global_index(&mut self, index: u32) -> Copied<u32> {
        Ok(self.globals.as_ref().map_or(index, |met| met.of(index)))
    }

    fn table_index(&mut self, index: u32) -> Copied<u32> {
        Ok(self.tables.as_ref().map_or(index, |met| met.of(index)))
    }

    fn memory_index(&mut self, index: u32) -> Copied<u32> {
        Ok(self.memories.as_ref().map_or(index, |met| met.of(index)))
    }

    fn data_index(&mut self, index: u32) -> Copied<u32> {
        Err(Error::UserError(format!("it asks for data by their number, {index}")))
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Copied<()> {
        let mut copy = self.new_function_with_parsed_locals(&body)?;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            match reader.read()? {
                Operator::Call { function_index } if self.slots.contains_key(&function_index) => {
                    self.call_by_slot(&mut copy, function_index)?;
                }
                operator => drop(copy.instruction(&self.instruction(operator)?)),
            }
        }
        code.function(&copy);
        Ok(())
    }
}

impl<'a, 'b> Copier<'a, 'b> {
    fn call_by_slot(&mut self, copy: &mut Function, index: u32) -> Copied<()> {
        let missing = || Error::UserError(format!("there is no function {index}"));
        let kind = self.program.kind(index).ok_or_else(missing)?;
        let slot = self.slots.get(&index).copied().ok_or_else(missing)?;
        copy.instruction(&Instruction::I32Const(slot as i32));
        copy.instruction(&Instruction::CallIndirect {
            type_index: self.types.of(kind),
            table_index: self.table_index(0)?,
        });
        Ok(())
    }

    /// What stands in a slot until the second part is there: it brings that, which fills the slot, and calls it anew.
    pub fn stub(&mut self, code: &mut CodeSection, (index, bring): (u32, u32)) -> Copied<()> {
        let kind = self.program.kind(index).and_then(|kind| self.program.types.get(kind as usize));
        let parameters = kind.map_or(0, |kind| kind.params().len());
        let mut stub = Function::new([]);
        stub.instruction(&Instruction::Call(bring));
        for parameter in 0..parameters as u32 {
            stub.instruction(&Instruction::LocalGet(parameter));
        }
        self.call_by_slot(&mut stub, index)?;
        stub.instruction(&Instruction::End);
        code.function(&stub);
        Ok(())
    }

    /// A table; the first one has room for what is added.
    pub fn table(&mut self, plan: &Plan, index: u32) -> Copied<TableType> {
        let mut table = self.table_type(self.program.tables[index as usize])?;
        if index == 0 {
            let more = u64::from(plan.more_slots());
            table.minimum += more;
            table.maximum = table.maximum.map(|most| most + more);
        }
        Ok(table)
    }

    /// The types that were met.
    pub fn types(&mut self) -> Copied<TypeSection> {
        let mut section = TypeSection::new();
        for index in self.types.all() {
            // One that is not among them takes nothing and gives nothing.
            let kind = self.program.types.get(index as usize).cloned();
            let kind = self.func_type(kind.unwrap_or_else(|| FuncType::new([], [])))?;
            section.ty().func_type(&kind);
        }
        Ok(section)
    }
}
