//! Writes the two parts.

use std::collections::{BTreeMap, HashMap, HashSet};

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportSection,
    FunctionSection, GlobalSection, ImportSection, MemorySection, Module, NameMap, NameSection, StartSection,
    TableSection,
    reencode::{Error, Reencode},
};
use wasmparser::ExternalKind;

use super::{
    copier::{Copied, Copier, Numbers},
    data::segments,
    names::{Exports, Names},
    plan::Plan,
    program::{FEATURES, Program, error, offset},
};
use crate::shell::Outcome;

/// The part that comes first: memory and tables, data, and all that the plan leaves there.
pub fn first(program: &Program, plan: &Plan, names: &Names, exported: &Exports) -> Outcome<Vec<u8>> {
    write_first(program, plan, names, exported).map_err(error)
}

fn write_first(program: &Program, plan: &Plan, names: &Names, exported: &Exports) -> Copied<Vec<u8>> {
    let moved: HashSet<u32> = plan.second.iter().copied().collect();
    let bring = program.imports.len() as u32;
    let kept: Vec<_> = program.own().filter(|(index, _)| !moved.contains(index)).collect();
    let mut numbers: HashMap<u32, u32> = (0..bring).map(|index| (index, index)).collect();
    // A door's number is its stub's: that is what a table gets.
    let order = kept.iter().map(|(index, _)| *index).chain(plan.slots.keys().copied());
    numbers.extend(order.zip(bring + 1..));
    let mut copier = Copier {
        program,
        functions: numbers,
        slots: &plan.slots,
        types: Numbers::default(),
        globals: None,
        tables: None,
        memories: None,
    };

    let mut code = CodeSection::new();
    let mut kinds = FunctionSection::new();
    for (_, function) in &kept {
        copier.parse_function_body(&mut code, function.body.clone())?;
        kinds.function(copier.type_index(function.kind)?);
    }
    for index in plan.slots.keys() {
        copier.stub(&mut code, (*index, bring))?;
        kinds.function(copier.type_index(program.kind(*index).unwrap_or_default())?);
    }
    let mut imports = ImportSection::new();
    for (import, _) in &program.imports {
        copier.parse_import(&mut imports, *import)?;
    }
    let empty = program.types.iter().position(|kind| kind.params().is_empty() && kind.results().is_empty());
    let empty = empty.unwrap_or(program.types.len()) as u32;
    imports.import(names.bring.0, names.bring.1, EntityType::Function(copier.type_index(empty)?));

    let mut tables = TableSection::new();
    for index in 0..program.tables.len() as u32 {
        tables.table(copier.table(plan, index)?);
    }
    let mut memories = MemorySection::new();
    for memory in &program.memories {
        memories.memory(copier.memory_type(*memory)?);
    }
    let mut globals = GlobalSection::new();
    for global in &program.globals {
        copier.parse_global(&mut globals, global.clone())?;
    }
    let mut exports = ExportSection::new();
    for (name, kind, index) in &exported.0 {
        let index = copier.external_index(*kind, *index)?;
        exports.export(name, copier.export_kind(*kind)?, index);
    }
    let mut elements = ElementSection::new();
    for element in &program.elements {
        if offset(element).map_err(Error::UserError)?.is_none() {
            copier.parse_element(&mut elements, element.clone())?;
        }
    }
    fill(&mut copier, &mut elements, plan.first_slots())?;
    let here: Vec<usize> = (0..program.data.len()).filter(|number| plan.data.binary_search(number).is_err()).collect();
    let data = data(program, &here)?;

    let mut module = Module::new();
    module.section(&copier.types()?).section(&imports).section(&kinds).section(&tables).section(&memories);
    module.section(&globals).section(&exports);
    if let Some(function) = program.start {
        module.section(&StartSection { function_index: copier.function_index(function)? });
    }
    module.section(&elements);
    module.section(&code).section(&data);
    let stubs =
        plan.slots.keys().filter_map(|index| program.function(*index)).map(|door| format!("{} (stub)", door.name));
    let named = kept.iter().map(|(_, function)| function.name.clone()).chain(stubs);
    for_tools(&mut module, program, (bring + 1..).zip(named));
    Ok(module.finish())
}

/// The part that comes second: it has no more of its own than functions and the data that only these refer to,
/// and puts them into the first one's table and memory.
/// Returns what it needs the first one to export, too.
pub fn second(program: &Program, plan: &Plan, names: &Names) -> Outcome<(Vec<u8>, Exports)> {
    let mut exported = Exports::new(program);
    let part = write_second(program, plan, names, &mut exported).map_err(error)?;
    Ok((part, exported))
}

fn write_second(program: &Program, plan: &Plan, names: &Names, exported: &mut Exports) -> Copied<Vec<u8>> {
    let order = plan.needed.iter().chain(&plan.second).copied();
    let mut copier = Copier {
        program,
        functions: order.zip(0..).collect(),
        slots: &BTreeMap::new(),
        types: Numbers::default(),
        globals: Some(Numbers::default()),
        tables: Some(Numbers::default()),
        memories: Some(Numbers::default()),
    };
    copier.table_index(0)?;
    if !plan.data.is_empty() {
        copier.memory_index(0)?;
    }
    let mut code = CodeSection::new();
    let mut kinds = FunctionSection::new();
    for function in plan.second.iter().filter_map(|index| program.function(*index)) {
        copier.parse_function_body(&mut code, function.body.clone())?;
        kinds.function(copier.type_index(function.kind)?);
    }

    let mut imports = ImportSection::new();
    for index in &plan.needed {
        match program.imports.get(*index as usize) {
            Some((import, _)) => drop(copier.parse_import(&mut imports, *import)?),
            None => {
                let kind = EntityType::Function(copier.type_index(program.kind(*index).unwrap_or_default())?);
                imports.import(names.first, &exported.name(ExternalKind::Func, *index), kind);
            }
        }
    }
    for index in copier.tables.as_ref().map(Numbers::all).unwrap_or_default() {
        let table = copier.table(plan, index)?;
        imports.import(names.first, &exported.name(ExternalKind::Table, index), table);
    }
    for index in copier.memories.as_ref().map(Numbers::all).unwrap_or_default() {
        let memory = copier.memory_type(program.memories[index as usize])?;
        imports.import(names.first, &exported.name(ExternalKind::Memory, index), memory);
    }
    for index in copier.globals.as_ref().map(Numbers::all).unwrap_or_default() {
        let global = copier.global_type(program.globals[index as usize].ty)?;
        imports.import(names.first, &exported.name(ExternalKind::Global, index), global);
    }
    let mut elements = ElementSection::new();
    fill(&mut copier, &mut elements, plan.second_slots())?;
    let mut module = Module::new();
    module.section(&copier.types()?).section(&imports).section(&kinds).section(&elements).section(&code);
    module.section(&data(program, &plan.data)?);
    let named = plan.second.iter().filter_map(|index| program.function(*index)).map(|function| function.name.clone());
    for_tools(&mut module, program, (plan.needed.len() as u32..).zip(named));
    Ok(module.finish())
}

/// What wasm-opt is to know, and drops: which features are used, and by what names to put functions in order.
fn for_tools(module: &mut Module, program: &Program, named: impl Iterator<Item = (u32, String)>) {
    let mut functions = NameMap::new();
    named.for_each(|(index, name)| functions.append(index, &name));
    let mut names = NameSection::new();
    names.functions(&functions);
    module.section(&names);
    if let Some(data) = program.features {
        module.section(&CustomSection { name: FEATURES.into(), data: data.into() });
    }
}

/// Fills slots of the table, in runs without a gap.
fn fill(copier: &mut Copier, elements: &mut ElementSection, slots: BTreeMap<u32, u32>) -> Copied<()> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, index) in slots {
        let index = copier.function_index(index)?;
        match runs.last_mut() {
            Some((from, members)) if *from + members.len() as u32 == slot => members.push(index),
            _ => runs.push((slot, vec![index])),
        }
    }
    for (from, members) in runs {
        elements.active(None, &ConstExpr::i32_const(from as i32), Elements::Functions(members.into()));
    }
    Ok(())
}

/// Some of the data.
fn data(program: &Program, numbers: &[usize]) -> Copied<DataSection> {
    let mut section = DataSection::new();
    for (from, bytes) in segments(program, numbers).map_err(Error::UserError)? {
        section.active(0, &ConstExpr::i32_const(from as i32), bytes);
    }
    Ok(section)
}
