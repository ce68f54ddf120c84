//! A program of a few lines, whole and split, has to compute the same.

use wasmi::{Caller, Engine, Extern, Func, Instance, Module, Store, Val};
use wasmparser::{KnownCustom, Name, Parser, Payload};

mod notes;

use super::{Names, Parts, owners::Owners, program::Program, split_by};
use crate::shell::Outcome;

/// It counts on its stack pointer, in its memory and in its host, calls by name, by number and from the second part back.
const WHOLE: &str = r#"
(module
  (type $unary (func (param i32) (result i32)))
  (import "host" "note" (func $note (param i32)))
  (memory (export "memory") 1)
  (table $functions 4 4 funcref)
  (table $things (export "things") 2 externref)
  (global $stack (mut i32) (i32.const 1000))
  (elem (i32.const 1) $early::twice $late::by_number $late::draw)
  (data (i32.const 16) "\07")
  (func $early::twice (type $unary) (i32.mul (local.get 0) (i32.const 2)))
  (func $early::shared (type $unary) (i32.add (local.get 0) (i32.load8_u (i32.const 16))))
  (func $early::run (export "run") (type $unary)
    (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
    (call $early::shared (call $early::twice (local.get 0))))
  (func $early::draw (export "draw") (param i32 f64) (result i32)
    (i32.add (call $late::draw (local.get 0)) (call $late::two (local.get 0) (local.get 1))))
  (func $early::by_number (export "by_number") (param i32 i32) (result i32)
    (call_indirect (type $unary) (local.get 0) (local.get 1)))
  (func $late::draw (type $unary)
    (call $note (local.get 0))
    (global.set $stack (i32.sub (global.get $stack) (i32.const 1)))
    (i32.store8 (i32.const 16) (i32.add (i32.load8_u (i32.const 16)) (i32.const 1)))
    (call $only_for_late (call $early::shared (local.get 0))))
  (func $late::two (param i32 f64) (result i32)
    (drop (table.get $things (i32.const 0)))
    (block (result i32) (i32.add (local.get 0) (i32.trunc_f64_s (local.get 1)))))
  (func $late::by_number (type $unary)
    (call_indirect (type $unary) (i32.add (local.get 0) (global.get $stack)) (i32.const 1)))
  (func $only_for_late (type $unary) (i32.xor (local.get 0) (i32.const 5)))
  (func $late::exported (export "late") (type $unary) (i32.const 3)))
"#;
const DOORS: &[&str] = &["late", "nowhere"];
const NAMES: Names = Names { bring: ("loader", "bring"), first: "first" };

fn parts() -> Parts {
    without_notes(&wat::parse_str(WHOLE).unwrap()).unwrap()
}

/// Splits a program of which the linker tells nothing.
fn without_notes(wasm: &[u8]) -> Outcome<Parts> {
    let program = Program::read(wasm)?;
    split_by(&program, &Owners::unknown(&program), DOORS, &NAMES)
}

/// What the host knows: what was noted, how often the second part was brought, and what that is.
#[derive(Default)]
struct Host {
    noted: Vec<i32>,
    brought: usize,
    second: Vec<u8>,
}

/// A program that runs; each call returns what the program did and what the host has noted.
struct Running {
    store: Store<Host>,
    instance: Instance,
}

fn note(mut caller: Caller<Host>, number: i32) {
    caller.data_mut().noted.push(number);
}

fn bring(mut caller: Caller<Host>) {
    caller.data_mut().brought += 1;
    let second = Module::new(caller.engine(), &caller.data().second).unwrap();
    let mut given = Vec::new();
    for import in second.imports() {
        let extern_ = match import.module() {
            "host" => Extern::Func(Func::wrap(&mut caller, note)),
            "first" => caller.get_export(import.name()).unwrap(),
            other => panic!("the second part imports from {other}"),
        };
        given.push(extern_);
    }
    Instance::new(&mut caller, &second, &given).unwrap();
}

impl Running {
    fn new(program: &[u8], second: Vec<u8>) -> Self {
        let engine = Engine::default();
        let mut store = Store::new(&engine, Host { second, ..Host::default() });
        let module = Module::new(&engine, program).unwrap();
        let mut given = vec![Extern::Func(Func::wrap(&mut store, note))];
        if module.imports().count() > 1 {
            given.push(Extern::Func(Func::wrap(&mut store, bring)));
        }
        let instance = Instance::new(&mut store, &module, &given).unwrap();
        Self { store, instance }
    }

    fn call(&mut self, name: &str, arguments: &[Val]) -> (i32, Vec<i32>) {
        let mut result = [Val::I32(0)];
        let function = self.instance.get_func(&self.store, name).unwrap();
        function.call(&mut self.store, arguments, &mut result).unwrap();
        (result[0].i32().unwrap(), self.store.data().noted.clone())
    }
}

#[test]
fn two_parts_compute_what_the_whole_did() {
    let Parts { first, second, .. } = parts();
    let whole = wat::parse_str(WHOLE).unwrap();
    // Whatever is called first brings the second part, and nothing brings it twice.
    let by_number = |slot: i32| ("by_number", vec![Val::I32(3), Val::I32(slot)]);
    let draw = || ("draw", vec![Val::I32(20), Val::from(2.5)]);
    for order in [
        vec![draw(), by_number(2), by_number(3), draw()],
        vec![by_number(2), draw(), by_number(1)],
        vec![by_number(3), by_number(3), by_number(2)],
    ] {
        let (mut one, mut two) = (Running::new(&whole, Vec::new()), Running::new(&first, second.clone()));
        for quiet in [("run", vec![Val::I32(4)]), by_number(1), ("late", vec![Val::I32(0)])] {
            assert_eq!(one.call(quiet.0, &quiet.1), two.call(quiet.0, &quiet.1), "{quiet:?}");
        }
        assert_eq!(two.store.data().brought, 0, "what stands in the first part needs no second");
        for (name, arguments) in order {
            assert_eq!(one.call(name, &arguments), two.call(name, &arguments), "{name} {arguments:?}");
        }
        assert_eq!(two.store.data().brought, 1);
    }
}

/// The names of a part's functions, in their order.
fn names(part: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(part) {
        if let Payload::CustomSection(section) = payload.unwrap()
            && let KnownCustom::Name(sections) = section.as_known()
            && let Some(Ok(Name::Function(map))) = sections.into_iter().next()
        {
            names.extend(map.into_iter().map(|naming| naming.unwrap().name.to_string()));
        }
    }
    names
}

#[test]
fn what_is_reached_through_doors_alone_goes_with_them() {
    let Parts { first, second, unknown } = parts();
    assert_eq!(names(&second), ["late::draw", "late::two", "late::by_number", "only_for_late"]);
    // What is exported stays, whatever it is called.
    let kept = ["early::twice", "early::shared", "early::run", "early::draw", "early::by_number", "late::exported"];
    let stubs = ["late::draw (stub)", "late::two (stub)", "late::by_number (stub)"];
    assert_eq!(names(&first), [&kept[..], &stubs[..]].concat());
    assert_eq!(unknown, ["nowhere"]);
}

#[test]
fn what_is_not_understood_ends_the_build() {
    for (from, to) in [
        (
            "(import \"host\" \"note\" (func $note (param i32)))",
            "(import \"host\" \"n\" (global i32)) (func $note (param i32))",
        ),
        ("(elem (i32.const 1) ", "(elem (i32.const 1) funcref (ref.null func)) (elem (i32.const 1) "),
    ] {
        assert!(WHOLE.contains(from));
        let program = wat::parse_str(WHOLE.replacen(from, to, 1)).unwrap();
        assert!(without_notes(&program).is_err(), "{to}");
    }
    assert!(without_notes(b"\0asm").is_err());
}
