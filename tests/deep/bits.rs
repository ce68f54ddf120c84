//! Whole runs of plans end in the same bits for ever: tests/fixtures/deep-bits.txt holds them. UPDATE_GOLDEN=1 writes the
//! file anew, from the runs planned here.

#[allow(dead_code, reason = "what a session begins with")]
#[path = "../bits/rows.rs"]
mod rows;

use super::gradients::scatter;
use super::taught::{classes, taught};
use kittengrad::learn::{Optimizer, OptimizerState};
use rows::{Row, hash, rows};
use std::path::Path;

/// Names, steps and settings: each model, whole vectors of pictures and not, in one pass and in several.
const PLANNED: [(&str, u32, &str); 9] = [
    ("cat", 100, "form=cat optimizer=adam rate=0.004 count=8 passes=4"),
    ("cat-at-once", 40, "form=cat optimizer=adam rate=0.004 count=32 passes=1"),
    ("cat-of-five", 60, "form=cat optimizer=momentum rate=0.05 count=5 passes=2"),
    ("cat-alone", 60, "form=cat optimizer=rmsprop rate=0.001 count=1 passes=3"),
    ("digits", 60, "form=digits optimizer=adam rate=0.002 count=16 passes=1"),
    ("digits-of-twelve", 40, "form=digits optimizer=nesterov rate=0.02 count=12 passes=2"),
    ("dense", 100, "form=dense optimizer=adam rate=0.002 count=8 passes=4"),
    ("dense-of-three", 100, "form=dense optimizer=gd rate=0.05 count=3 passes=1"),
    ("line", 100, "form=line optimizer=adam rate=0.004 count=8 passes=4"),
];

const HEAD: &str =
    "# Bits in which training of plans ends, on every target: name, steps, hash of the parameters, last loss, settings.
# `UPDATE_GOLDEN=1 cargo test --test deep` writes this file.
";

fn run((name, steps, settings): (&str, u32, &str)) -> Row {
    let settings: Vec<(String, String)> = settings
        .split(' ')
        .filter_map(|word| word.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let of = |key: &str| &*settings.iter().find(|(other, _)| other == key).expect(key).1;
    let number = |key: &str| of(key).parse::<usize>().expect("a number");
    let optimizer = match of("optimizer") {
        "gd" => Optimizer::Descent,
        "momentum" => Optimizer::Momentum { momentum: 0.9 },
        "nesterov" => Optimizer::Nesterov { momentum: 0.9 },
        "rmsprop" => Optimizer::RmsProp,
        "adam" => Optimizer::Adam,
        other => panic!("no optimizer {other}"),
    };
    let (count, passes, rate) = (number("count"), number("passes"), of("rate").parse().expect("a rate"));
    let (mut model, classes) = (taught(of("form"), 20, 1), classes(of("form")));
    let mut network = model.network(count);
    let mut state = OptimizerState::new(model.parameters().values().len());
    let mut loss = 0.0;
    for _ in 0..steps {
        loss = 0.0;
        for pass in 0..passes {
            for picture in 0..count {
                let number = pass * count + picture;
                let mut random = scatter(number as u64);
                let pixels: Vec<f32> = (0..784).map(|_| random().max(0.0)).collect();
                network.plan.set_picture(network.input, 0, picture, &pixels);
                let targets = network.plan.targets_mut(network.loss).expect("a loss");
                targets.target_mut(0)[picture] = (number * 7 % classes) as f32;
            }
            network.plan.forward(model.parameters());
            network.plan.backward(model.parameters(), 1.0 / passes as f32);
            loss += network.plan.loss();
        }
        model.step(optimizer, rate, &mut state);
    }
    assert!(model.parameters().values().iter().all(|p| p.is_finite()), "{name}");
    let parameters = hash(model.parameters().values().iter().map(|p| p.to_bits()));
    Row { name: name.to_owned(), steps, parameters, loss: f64::from(loss).to_bits(), settings }
}

#[test]
fn runs_end_in_the_bits_that_are_pinned() {
    let made: Vec<Row> = PLANNED.into_iter().map(run).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/deep-bits.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let lines: String = made.iter().map(|row| format!("{row}\n")).collect();
        std::fs::write(&file, HEAD.to_owned() + &lines).expect("the fixture can be written");
    }
    let kept = rows(&std::fs::read_to_string(&file).expect("the fixture is there"));
    let gone = kept.iter().filter(|row| !made.contains(row)).map(|row| format!("- {row}\n"));
    let new = made.iter().filter(|row| !kept.contains(row)).map(|row| format!("+ {row}\n"));
    let differ: String = gone.chain(new).collect();
    assert!(differ.is_empty(), "pinned (-) and run (+); UPDATE_GOLDEN=1 keeps the runs:\n{differ}");
}
