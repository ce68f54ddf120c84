//! A program of which the linker tells what refers to what: each part gets its own data.

use wasm_encoder::{CodeSection, CustomSection, Module, reencode::Reencode};
use wasmi::Val;
use wasmparser::{FunctionBody, Operator, Parser, Payload, RelocAddendKind, RelocationType};

use super::{DOORS, NAMES, Running, names};
use crate::split::{copier::Copied, linked::without_notes, program::Program, program::place, split};

/// The second part alone knows 1004 and 1020, through the latter 1028 and slot 3, and reads what the first writes to 1032.
const WHOLE: &str = r#"
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "note" (func $note (param i32)))
  (memory (export "memory") 1)
  (table $functions 4 4 funcref)
  (elem (i32.const 1) $early::by_slot $late::by_slot $only_for_late)
  (data (i32.const 1000) "\0b")
  (data (i32.const 1004) "\16")
  (data (i32.const 1008) "\f8\03\00\00\01\00\00\00")
  (data (i32.const 1016) "\21")
  (data (i32.const 1020) "\04\04\00\00\03\00\00\00")
  (data (i32.const 1028) "\2c")
  (data (i32.const 1032) "\37")
  (func $early::by_slot (type $unary) (i32.add (local.get 0) (i32.load8_u (i32.const 1000))))
  (func $early::run (export "run") (type $unary)
    (i32.store8 (i32.const 1032) (local.get 0))
    (call_indirect (type $unary)
      (i32.add (local.get 0) (i32.load8_u (i32.load (i32.const 1008))))
      (i32.load (i32.const 1012))))
  (func $early::call (export "call") (type $unary) (call $late::by_slot (local.get 0)))
  (func $early::pick (export "pick") (type $unary) (call_indirect (type $unary) (local.get 0) (i32.const 2)))
  (func $late::by_slot (type $unary)
    (i32.add
      (i32.add (i32.load8_u (i32.const 1032)) (i32.load8_u offset=1004 (i32.const 0)))
      (call_indirect (type $unary)
        (i32.add (local.get 0) (i32.load8_u (i32.load (i32.const 1020))))
        (i32.load (i32.const 1024)))))
  (func $only_for_late (type $unary) (i32.xor (local.get 0) (i32.const 5)))
)"#;
/// What the pieces of data are called.
const TITLES: [&str; 7] =
    [".rodata.a", ".rodata.b", ".rodata.c", ".rodata.d", ".rodata.e", ".rodata.f", ".data.written"];
/// Where the data hold an address, and where a slot: by number and byte.
const POINTERS: [(usize, usize, RelocationType); 4] = [
    (2, 0, RelocationType::MemoryAddrI32),
    (2, 4, RelocationType::TableIndexI32),
    (4, 0, RelocationType::MemoryAddrI32),
    (4, 4, RelocationType::TableIndexI32),
];
/// The slots, which the program names by no other number.
const SLOTS: std::ops::RangeInclusive<u32> = 1..=3;

fn program() -> Vec<u8> {
    wat::parse_str(WHOLE).unwrap()
}

/// A program as a linker writes it: each address in five bytes, and notes of them.
fn linked(program: &[u8], titles: &[&str], pointers: &[(usize, usize, RelocationType)]) -> Vec<u8> {
    let read = Program::read(program).unwrap();
    let data: Vec<_> = read.data.iter().map(|datum| (place(datum).unwrap(), datum.data)).collect();
    let mut linker = Linker { data: &data, notes: Vec::new(), function: 0 };
    let mut module = Module::new();
    linker.parse_core_module(&mut module, Parser::new(0), program).unwrap();
    let wasm = module.finish();

    let (mut code, mut functions, mut section, mut places) = (0, Vec::new(), 0, Vec::new());
    for payload in Parser::new(0).parse_all(&wasm) {
        match payload.unwrap() {
            Payload::CodeSectionStart { range, .. } => code = range.start,
            Payload::CodeSectionEntry(body) => functions.push(body.range().start),
            Payload::DataSection(reader) => {
                section = reader.range().start;
                places.extend(reader.into_iter().map(Result::unwrap).map(|datum| datum.range.end - datum.data.len()));
            }
            _ => {}
        }
    }
    let in_code =
        linker.notes.iter().map(|(function, at, kind, number)| (functions[*function] + at - code, *kind, *number));
    let in_code: Vec<_> = in_code.collect();
    let in_data = pointers.iter().map(|(datum, at, kind)| {
        let number = data[*datum].1[*at..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        (places[*datum] + at - section, *kind, number)
    });
    let in_data: Vec<_> = in_data.collect();

    let mut linking = vec![2];
    let pieces = titles.iter().flat_map(|title| [&text(title)[..], &[0, 0]].concat());
    linking.extend(subsection(5, titles.len(), pieces.collect()));
    let symbols = data
        .iter()
        .enumerate()
        .flat_map(|(number, (_, bytes))| [&[1, 0][..], &text("datum"), &[number as u8, 0, bytes.len() as u8]].concat());
    let slots = SLOTS.flat_map(|slot| [&[0, 0, slot as u8][..], &text("function")].concat());
    linking.extend(subsection(8, data.len() + SLOTS.count(), symbols.chain(slots).collect()));
    let mut all = wasm;
    for (name, data) in
        [("linking", linking), ("reloc.CODE", notes(&data, &in_code)), ("reloc.DATA", notes(&data, &in_data))]
    {
        let section = CustomSection { name: name.into(), data: data.into() };
        let mut module = Module::new();
        module.section(&section);
        all.extend(&module.finish()[8..]);
    }
    all
}

/// A section of notes: where an address stands, what it is of, and what is added to that.
fn notes(data: &[(u32, &[u8])], places: &[(usize, RelocationType, u32)]) -> Vec<u8> {
    let mut bytes = [vec![0], leb(places.len() as u32)].concat();
    for (at, kind, number) in places {
        bytes.push(*kind as u8);
        bytes.extend(leb(*at as u32));
        let (index, more) = holder(data, *number).unwrap_or((data.len() as u32 + number - SLOTS.start(), 0));
        bytes.extend(leb(index));
        if kind.addend_kind() != RelocAddendKind::None {
            bytes.extend(leb(more));
        }
    }
    bytes
}

/// In which datum an address is, and how far from its beginning.
fn holder(data: &[(u32, &[u8])], address: u32) -> Option<(u32, u32)> {
    let is_inside = |(from, bytes): &(u32, &[u8])| (*from..*from + bytes.len() as u32).contains(&address);
    let at = data.iter().position(is_inside)?;
    Some((at as u32, address - data[at].0))
}

fn subsection(kind: u8, count: usize, content: Vec<u8>) -> Vec<u8> {
    let content = [leb(count as u32), content].concat();
    [vec![kind], leb(content.len() as u32), content].concat()
}

fn text(text: &str) -> Vec<u8> {
    [&leb(text.len() as u32)[..], text.as_bytes()].concat()
}

/// As few bytes as a number needs; one below 64 is the same with a sign.
fn leb(number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = number;
    while rest > 127 {
        bytes.push(rest as u8 | 128);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// Writes each number that is an address or a slot in five bytes, and notes it: function, byte, kind and number.
struct Linker<'a> {
    data: &'a [(u32, &'a [u8])],
    notes: Vec<(usize, usize, RelocationType, u32)>,
    function: usize,
}

impl Reencode for Linker<'_> {
    type Error = String;

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Copied<()> {
        let mut copy = self.new_function_with_parsed_locals(&body)?;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let operator = reader.read()?;
            let (opcode, kind, number): (&[u8], _, _) = match &operator {
                Operator::I32Const { value } if SLOTS.contains(&(*value as u32)) => {
                    (&[0x41], RelocationType::TableIndexSleb, *value as u32)
                }
                Operator::I32Const { value } if holder(self.data, *value as u32).is_some() => {
                    (&[0x41], RelocationType::MemoryAddrSleb, *value as u32)
                }
                Operator::I32Load8U { memarg } if memarg.offset > 0 => {
                    (&[0x2d, 0], RelocationType::MemoryAddrLeb, memarg.offset as u32)
                }
                _ => {
                    copy.instruction(&self.instruction(operator)?);
                    continue;
                }
            };
            copy.raw(opcode.iter().copied());
            self.notes.push((self.function, copy.byte_len(), kind, number));
            copy.raw([number as u8 | 128, (number >> 7) as u8 | 128, 128, 128, 0]);
        }
        self.function += 1;
        code.function(&copy);
        Ok(())
    }
}

/// Where a part's data go, and how many bytes they are.
fn data(part: &[u8]) -> Vec<(u32, usize)> {
    let program = Parser::new(0).parse_all(part).find_map(|payload| match payload.unwrap() {
        Payload::DataSection(reader) => Some(reader),
        _ => None,
    });
    let all = program.into_iter().flatten().map(Result::unwrap);
    all.map(|datum| (place(&datum).unwrap(), datum.data.len())).collect()
}

#[test]
fn each_part_has_its_own_data() {
    let whole = program();
    let parts = split(&whole, &linked(&whole, &TITLES, &POINTERS), DOORS, &NAMES).unwrap();
    assert_eq!(data(&parts.first), [(1000, 1), (1008, 9), (1032, 1)]);
    assert_eq!(data(&parts.second), [(1004, 1), (1020, 9)]);
    // What only data of the second part know by its slot goes with them, without a door.
    assert_eq!(names(&parts.second), ["late::by_slot", "only_for_late"]);
    let kept = ["early::by_slot", "early::run", "early::call", "early::pick", "late::by_slot (stub)"];
    assert_eq!(names(&parts.first), kept);

    for order in [["run", "call", "pick"], ["call", "pick", "run"], ["pick", "run", "call"]] {
        let mut one = Running::new(&whole, Vec::new());
        let mut two = Running::new(&parts.first, parts.second.clone());
        for (name, number) in order.into_iter().zip(7..) {
            assert_eq!(one.call(name, &[Val::I32(number)]), two.call(name, &[Val::I32(number)]), "{name} in {order:?}");
        }
        assert_eq!(two.store.data().brought, 1);
    }
}

#[test]
fn what_does_not_fit_the_notes_ends_the_build() {
    let whole = program();
    let notes = linked(&whole, &TITLES, &POINTERS);
    for (from, to, why) in [
        ("\"\\2c\"", "\"\\2d\"", "another build"),
        ("(data (i32.const 1032)", "(data (i32.const 1036)", "another build"),
        ("(i32.load (i32.const 1012))", "(i32.load (i32.const 1000))", "“early::run” is not what it was"),
        ("$early::run", "$early::made_later", "not known what “early::made_later” refers to"),
        ("$early::pick", "$early::made_later", "not known what “early::made_later” refers to"),
    ] {
        assert!(WHOLE.contains(from));
        let program = wat::parse_str(WHOLE.replacen(from, to, 1)).unwrap();
        let refused = split(&program, &notes, DOORS, &NAMES).map(|_| ()).unwrap_err();
        assert!(refused.contains(why), "{from}, {to}: {refused}");
    }
    let mut wrong = POINTERS;
    for (at, kind, why) in [
        (1, RelocationType::MemoryAddrI32, "not understood"),
        (0, RelocationType::FunctionOffsetI32, "not understood"),
        (6, RelocationType::TableIndexI32, "of no known place"),
    ] {
        wrong[3] = (2, at, kind);
        let refused = split(&whole, &linked(&whole, &TITLES, &wrong), DOORS, &NAMES).map(|_| ()).unwrap_err();
        assert!(refused.contains(why), "{kind:?} at {at}: {refused}");
    }
    for notes in [whole.clone(), linked(&whole, &TITLES[1..], &POINTERS)] {
        assert!(split(&whole, &notes, DOORS, &NAMES).is_err());
    }
}

/// What wasm-bindgen took out it may have told its script, so that it stays where the script can call it.
#[test]
fn what_is_gone_is_still_needed() {
    let gone = "(func $described (export \"described\") (result i32) (i32.load8_u (i32.load (i32.const 1020))))";
    let before = wat::parse_str(WHOLE.trim_end().strip_suffix(')').unwrap().to_string() + gone + ")").unwrap();
    let whole = program();
    let parts = split(&whole, &linked(&before, &TITLES, &POINTERS), DOORS, &NAMES).unwrap();
    assert_eq!(data(&parts.second), [(1004, 1)]);
    assert_eq!(names(&parts.second), ["late::by_slot"]);
}

#[test]
fn notes_that_no_longer_fit_are_dropped() {
    let whole = program();
    let noted = linked(&whole, &TITLES, &POINTERS);
    let plain = without_notes(&noted).unwrap();
    assert!(noted.starts_with(&plain) && plain.len() < noted.len());
    assert!(split(&whole, &plain, DOORS, &NAMES).is_err());
}
