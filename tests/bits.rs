//! Whole runs end in the same bits for ever: tests/fixtures/bits.txt holds them. The same rows are run in Chromium and in
//! Firefox by tests/browser/tests/bits.rs. UPDATE_GOLDEN=1 writes the file anew, from the runs planned here.

#[path = "bits/rows.rs"]
mod rows;

use kittengrad::session::knobs::{self, Effect, KNOBS, Kind, Knob, Value};
use kittengrad::session::{Msg, Session};
use rows::{BEGINS, Row, hash, rows};
use std::path::Path;

const STEPS: u32 = 1_000;

/// Written out because no walk through the table comes upon them: where numbers and not words make the difference.
const APART: [&str; 26] = [
    "line-raw model=line standardize=false learning-rate=0.001",
    "slope-raw model=polynomial degree=1 standardize=false learning-rate=0.001",
    "tens-line model=line standardize=false x-unit=10 learning-rate=0.1",
    "tens-cubic model=polynomial dataset=sine standardize=false x-unit=10 learning-rate=0.01",
    "tens-network model=network standardize=false x-unit=10 learning-rate=0.00001",
    "hundreds-network model=network standardize=false x-unit=10 y-unit=100 activation=relu learning-rate=0.01",
    "cubic-raw model=polynomial dataset=sine standardize=false learning-rate=0.001",
    "degree-15 model=polynomial degree=15",
    "no-noise model=network noise=0",
    "seed-7 model=network seed=7",
    "no-layers model=network layers=",
    "one-neuron model=network layers=1",
    "uneven model=network layers=3,5,1,6 activation=gelu init=suited points=37 held-out=0.45",
    "wide model=network layers=64,64,64 activation=relu init=he learning-rate=0.01 points=250",
    "deep model=network layers=8,8,8,8,8,8,8,8 activation=silu",
    "one-for-each-layer model=network layers=4,4,4,4,4,4,4,4 activations=relu,leaky-relu,sigmoid,elu,gelu,silu,sine,linear",
    "no-momentum model=network optimizer=momentum momentum=0",
    "most-momentum model=network optimizer=nesterov momentum=0.99 learning-rate=0.001",
    "halved-often model=network schedule=step schedule-steps=100",
    "faded-out model=network schedule=cosine schedule-steps=900",
    "strong-l1 model=network penalty=l1 penalty-strength=0.1",
    "strong-l2 model=polynomial penalty=l2 penalty-strength=1",
    // So strong that the weights shrink until an f32 has no smaller number: flushed to zero they would be others.
    "down-to-subnormals model=network penalty=l2 penalty-strength=10",
    "most-dropout model=network layers=64,64 dropout=0.9",
    "first-layer-frozen model=network optimizer=adam frozen=0-15",
    "some-frozen model=network optimizer=momentum batch=8 dropout=0.1 penalty=l1 frozen=3,17-40,96",
];

/// Run with each optimizer: alone, and with all that can lie on its way.
const WITH_EACH_OPTIMIZER: [&str; 7] = [
    "classes model=network dataset=spiral layers=8,8 learning-rate=0.01",
    "classes-batches model=network dataset=circle layers=4,2 batch=10 inputs=x1,x2,x1-x2,sin-x2 learning-rate=0.01",
    "line model=line",
    "polynomial model=polynomial degree=5",
    "batches model=network batch=10 dropout=0.2",
    "all-else model=network activations=relu,tanh loss=huber schedule=warm-up penalty=l2 penalty-strength=0.01 batch=32",
    "wide model=network layers=64,64 activation=gelu loss=mae schedule=cosine penalty=l1 penalty-strength=0.001 batch=16 \
     learning-rate=0.003",
];

fn head() -> String {
    format!(
        "# Bits in which training ends, on every target. Each run begins at the defaults, is given those of `BEGINS` in\n\
         # tests/bits/rows.rs and then its own in their order, and takes its steps. `UPDATE_GOLDEN=1 cargo test --test bits` writes this file.\n\
         #{:23} steps parameters       training loss    settings\n",
        " name",
    )
}

/// The words that a knob takes, if words are what it takes.
fn words(knob: &Knob) -> &'static [&'static str] {
    match knob.kind {
        Kind::Choice(words) | Kind::Set(words) => words,
        Kind::Switch => &["true", "false"],
        _ => &[],
    }
}

/// Names and settings: every word of every knob that has a say in training, then those apart.
fn planned() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for knob in KNOBS.iter().filter(|knob| !matches!(knob.effect, Effect::Pace | Effect::View)) {
        let base = match knob.kind {
            // What a model is given of two measures.
            Kind::Set(_) => "model=network dataset=moons ",
            _ if knob.key == "model" => "",
            _ => "model=network ",
        };
        // What standardizing spares a run, a small rate has to.
        let rate = if knob.key == "standardize" { " learning-rate=0.00001" } else { "" };
        let row = |word: &&str| (format!("{}-{word}", knob.key), format!("{base}{}={word}{rate}", knob.key));
        all.extend(words(knob).iter().map(row));
    }
    let parts = |row: &'static str| row.split_once(' ').expect("a name and settings");
    all.extend(APART.map(parts).map(|(name, settings)| (name.to_owned(), settings.to_owned())));
    let optimizer = KNOBS.iter().find(|knob| knob.key == "optimizer").expect("a knob");
    for word in words(optimizer) {
        let row = |(name, settings)| (format!("{word}-{name}"), format!("{settings} optimizer={word}"));
        all.extend(WITH_EACH_OPTIMIZER.map(parts).map(row));
    }
    all
}

/// What becomes of a run.
fn run(name: String, settings: &str) -> Row {
    let pairs = settings.split(' ').filter_map(|word| word.split_once('='));
    let settings: Vec<_> = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let mut session = Session::default();
    let begins = BEGINS.into_iter();
    for (key, value) in begins.chain(settings.iter().map(|(key, value)| (key.as_str(), value.as_str()))) {
        let change = knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value");
        session.update(Msg::Set(change));
    }
    session.update(Msg::Step(STEPS));
    let status = session.status();
    assert_eq!(status.step, u64::from(STEPS), "{name} diverges");
    assert!(session.parameters().iter().all(|p| p.is_finite()), "{name}");
    let parameters = hash(session.parameters().iter().map(|p| p.to_bits()));
    Row { name, steps: STEPS, parameters, loss: status.train_loss.to_bits(), settings }
}

#[test]
fn runs_end_in_the_bits_that_are_pinned() {
    let made: Vec<Row> = planned().into_iter().map(|(name, settings)| run(name, &settings)).collect();
    for (i, row) in made.iter().enumerate() {
        assert!(made[..i].iter().all(|other| other.name != row.name), "two rows are called {}", row.name);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bits.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let lines: String = made.iter().map(|row| format!("{row}\n")).collect();
        std::fs::write(&file, head() + &lines).expect("the fixture can be written");
    }
    let kept = rows(&std::fs::read_to_string(&file).expect("the fixture is there"));
    let gone = kept.iter().filter(|row| !made.contains(row)).map(|row| format!("- {row}\n"));
    let new = made.iter().filter(|row| !kept.contains(row)).map(|row| format!("+ {row}\n"));
    let differ: String = gone.chain(new).collect();
    assert!(differ.is_empty(), "pinned (-) and run (+); UPDATE_GOLDEN=1 keeps the runs:\n{differ}");
}

#[test]
fn the_hash_is_fnv_1a() {
    assert_eq!(hash([]), 0xcbf2_9ce4_8422_2325);
    assert_eq!(hash([u32::from_le_bytes(*b"foob")]), 0xdd12_0e79_0c25_12af);
}
