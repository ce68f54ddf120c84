//! A module of WebAssembly, read as far as splitting it needs.

use std::collections::HashMap;

use wasmparser::{
    ConstExpr, Data, DataKind, Element, ElementItems, ElementKind, Export, FuncType, FunctionBody, Global, Import,
    KnownCustom, MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

use crate::shell::Outcome;

/// The section that says which features a module uses.
pub const FEATURES: &str = "target_features";

/// A module. Its imports are functions, as those are that wasm-bindgen makes; all else it has of its own.
#[derive(Default)]
pub struct Program<'a> {
    pub types: Vec<FuncType>,
    /// With the type of each.
    pub imports: Vec<(Import<'a>, u32)>,
    /// The functions of its own.
    pub functions: Vec<Function<'a>>,
    pub tables: Vec<TableType>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<Global<'a>>,
    pub exports: Vec<Export<'a>>,
    pub start: Option<u32>,
    pub elements: Vec<Element<'a>>,
    pub data: Vec<Data<'a>>,
    /// What it says of the features that it uses; tools need that.
    pub features: Option<&'a [u8]>,
}

/// A function of the module's own.
pub struct Function<'a> {
    /// Its type.
    pub kind: u32,
    /// Its path in the source, or nothing where none is known.
    pub name: String,
    /// The same with what tells namesakes apart.
    pub full_name: String,
    pub body: FunctionBody<'a>,
    /// What it calls by name.
    pub calls: Vec<u32>,
    /// What it refers to otherwise.
    pub refers: Vec<u32>,
}

impl<'a> Program<'a> {
    /// Reads a module.
    pub fn read(wasm: &'a [u8]) -> Outcome<Self> {
        let mut program = Self::default();
        let mut kinds = Vec::new();
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(error)? {
                Payload::TypeSection(types) => {
                    program.types = all(types.into_iter_err_on_gc_types())?;
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import.map_err(error)?;
                        let TypeRef::Func(kind) = import.ty else {
                            return Err(format!("the program imports {}, which is no function", import.name));
                        };
                        program.imports.push((import, kind));
                    }
                }
                Payload::FunctionSection(functions) => kinds = all(functions)?,
                Payload::TableSection(tables) => {
                    program.tables = all(tables)?.into_iter().map(|table| table.ty).collect();
                }
                Payload::MemorySection(memories) => program.memories = all(memories)?,
                Payload::GlobalSection(globals) => program.globals = all(globals)?,
                Payload::ExportSection(exports) => program.exports = all(exports)?,
                Payload::StartSection { func, .. } => program.start = Some(func),
                Payload::ElementSection(elements) => program.elements = all(elements)?,
                Payload::DataSection(data) => program.data = all(data)?,
                Payload::CodeSectionEntry(body) => {
                    let kind = kinds.get(program.functions.len()).copied().ok_or("a function has no type")?;
                    program.functions.push(Function::read(kind, body)?);
                }
                Payload::CustomSection(section) => {
                    if section.name() == FEATURES {
                        program.features = Some(section.data());
                    } else if let KnownCustom::Name(sections) = section.as_known() {
                        for section in sections {
                            if let Name::Function(map) = section.map_err(error)? {
                                names.extend(all(map)?.into_iter().map(|naming| (naming.index, naming.name)));
                            }
                        }
                    }
                }
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::End(_) => {}
                other => return Err(format!("the program has a section that is not understood: {other:?}")),
            }
        }
        let first = program.imports.len() as u32;
        for (index, function) in (first..).zip(&mut program.functions) {
            function.full_name = names.remove(&index).unwrap_or_default().to_string();
            function.name = plain(&function.full_name);
        }
        Ok(program)
    }

    /// The function with this index, unless it is imported.
    pub fn function(&self, index: u32) -> Option<&Function<'a>> {
        self.functions.get((index as usize).checked_sub(self.imports.len())?)
    }

    /// The indices of its own functions.
    pub fn own(&self) -> impl Iterator<Item = (u32, &Function<'a>)> {
        (self.imports.len() as u32..).zip(&self.functions)
    }

    /// The type of a function.
    pub fn kind(&self, index: u32) -> Option<u32> {
        let imported = self.imports.get(index as usize).map(|(_, kind)| *kind);
        imported.or_else(|| self.function(index).map(|function| function.kind))
    }
}

impl<'a> Function<'a> {
    fn read(kind: u32, body: FunctionBody<'a>) -> Outcome<Self> {
        let (mut calls, mut refers) = (Vec::new(), Vec::new());
        for operator in body.get_operators_reader().map_err(error)? {
            match operator.map_err(error)? {
                Operator::Call { function_index } => calls.push(function_index),
                Operator::RefFunc { function_index } | Operator::ReturnCall { function_index } => {
                    refers.push(function_index);
                }
                _ => {}
            }
        }
        Ok(Self { kind, name: String::new(), full_name: String::new(), body, calls, refers })
    }
}

/// The functions that an element segment puts into a table.
pub fn functions(items: &ElementItems) -> Outcome<Vec<u32>> {
    match items {
        ElementItems::Functions(functions) => all(functions.clone()),
        ElementItems::Expressions(..) => Err("the program has a table of expressions, which is not understood".into()),
    }
}

/// From which slot on a segment fills the first table; `None` for one that does not, or that is passive.
pub fn offset(element: &Element) -> Outcome<Option<u32>> {
    let ElementKind::Active { table_index: None | Some(0), offset_expr } = &element.kind else { return Ok(None) };
    number(offset_expr).map(Some)
}

/// Where in memory a datum goes.
pub fn place(datum: &Data) -> Outcome<u32> {
    let DataKind::Active { memory_index: 0, offset_expr } = &datum.kind else {
        return Err(error("it has data without a place"));
    };
    number(offset_expr)
}

/// The number that an expression gives.
fn number(expression: &ConstExpr) -> Outcome<u32> {
    match expression.get_operators_reader().read().map_err(error)? {
        Operator::I32Const { value } => Ok(value as u32),
        other => Err(error(format!("a place in it is not known: {other:?}"))),
    }
}

/// What a reader gives, if it can be read to the end.
pub fn all<T, E: std::fmt::Display>(items: impl IntoIterator<Item = Result<T, E>>) -> Outcome<Vec<T>> {
    items.into_iter().collect::<Result<_, _>>().map_err(error)
}

/// The program comes from a compiler: what cannot be read is no concern of who builds the page.
pub fn error(error: impl std::fmt::Display) -> String {
    format!("the program cannot be split: {error}")
}

/// A name without what the compiler adds to tell namesakes apart: `a[0f3c]::b::h0123456789abcdef` is `a::b`.
fn plain(name: &str) -> String {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((path, hash)) if is_hash(hash) => path,
        _ => name,
    };
    let mut parts = name.split('[');
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if is_hash(hash) => text += rest,
            _ => text = text + "[" + part,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_its_path() {
        for (name, path) in [
            ("learn::flat::dot::h0123456789abcdef", "learn::flat::dot"),
            ("<core[c5930c85a12de822]::fmt::Formatter>::pad", "<core::fmt::Formatter>::pad"),
            ("a::<[f32; 4]>::b", "a::<[f32; 4]>::b"),
            ("a::h5", "a::h5"),
        ] {
            assert_eq!(super::plain(name), path);
        }
    }
}
