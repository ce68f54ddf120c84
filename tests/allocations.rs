//! Nothing is allocated in a step of training, neither of the core nor of a session with its records, nor in a frame for pinned
//! curves: a counting allocator watches whole runs.
//!
//! It has no test harness: every allocation of the program is counted, and the harness makes some of its own, in a thread
//! beside the test, when that takes long.

use std::alloc::System;

use cat::Cat;
use cat::conditions::Conditions;
use cat::learners::{Kind as Whose, Learners};
use cat::models::{Form, Model};
use deep::Poke;
use drawings::{Manners, Series, Variety};
use kittengrad::learn::training::RngStreams;
use kittengrad::learn::{
    Activation, Batch, Dropout, Frozen, Loss, Optimizer, OptimizerState, Penalty, Recipe, Schedule, Shape, Training,
    Workspace, forward,
};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{Msg, Session};
use lab::{Laboratory, Message};
use rand_core::SeedableRng;
use rand_pcg::Pcg32;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    of_the_core();
    of_a_plan();
    of_the_cat();
    of_a_session();
    of_a_frame_with_pins();
    of_undo();
    of_undo_of_the_cat();
    println!("test a_step_allocates_nothing ... ok");
}

/// What moves while `steps` runs.
fn moved(steps: impl FnOnce()) -> (usize, usize, usize) {
    let region = Region::new(COUNTED);
    steps();
    let change = region.change();
    (change.allocations, change.reallocations, change.deallocations)
}

/// The losses, the path and the watch for divergence are part of a session's step.
fn of_a_session() {
    for optimizer in ["gd", "momentum", "nesterov", "rmsprop", "adam"] {
        for batch in ["all", "10"] {
            let mut session = Session::default();
            for (key, value) in [
                ("model", "network"),
                ("optimizer", optimizer),
                ("batch", batch),
                ("penalty", "l2"),
                ("dropout", "0.3"),
                // Far enough that the path is kept step by step, and has all its room soon.
                ("learning-rate", "0.05"),
            ] {
                let change = knobs::parse(key, &Value::Text(value.to_owned())).expect("allowed");
                session.update(Msg::Set(change));
            }
            session.update(Msg::PlayUntil(u64::MAX));
            assert_eq!(session.tick(5_000), 5_000, "{optimizer} {batch}");
            assert_eq!(moved(|| assert_eq!(session.tick(2_000), 2_000)), (0, 0, 0), "{optimizer} {batch}");
        }
    }
}

/// Pinned curves are looked at in a frame, and are computed again only where points or frame are others.
fn of_a_frame_with_pins() {
    let frame = |pins: usize| {
        let mut session = Session::default();
        session.update(Msg::Step(10));
        for _ in 0..pins {
            session.update(Msg::Pin);
        }
        session.after_steps();
        moved(|| session.after_steps())
    };
    assert_eq!(frame(4), frame(0));
}

fn of_the_core() {
    let shape = Shape::network(2, &[8, 5], Activation::Gelu, 3);
    let points = Batch::new(2, 3, 43);
    let mut parameters = vec![0.1; shape.parameter_count()];
    let optimizers = [
        Optimizer::Descent,
        Optimizer::Momentum { momentum: 0.9 },
        Optimizer::Nesterov { momentum: 0.9 },
        Optimizer::RmsProp,
        Optimizer::Adam,
    ];
    for optimizer in optimizers {
        for loss in Loss::ALL {
            for batch_size in [None, Some(1), Some(10), Some(16), Some(42)] {
                for rate in [0.0, 0.5] {
                    let recipe = Recipe {
                        loss,
                        optimizer,
                        batch_size,
                        penalty: Penalty::L1 { strength: 0.01 },
                        dropout: Dropout { rate },
                        learning_rate: 0.01,
                        schedule: Schedule::Cosine { over: 1000 },
                    };
                    let mut ws = Workspace::new(&shape, &points);
                    let mut training = Training::new(&shape, &points);
                    // Also where something is frozen.
                    training.freeze(if rate > 0.0 { Frozen::of([1..4, 9..20]) } else { Frozen::default() });
                    let mut chance = RngStreams { order: Pcg32::seed_from_u64(1), dropout: Pcg32::seed_from_u64(2) };
                    let mut value = 0.0;
                    let mut steps = |count: usize| {
                        for _ in 0..count {
                            forward(&parameters, &points, &mut ws);
                            value += loss.value(&points, &ws) + recipe.penalty.value(&shape, &parameters);
                            training.step(&recipe, &mut parameters, &points, &mut ws, &mut chance);
                        }
                    };
                    steps(1); // the first makes room for a batch
                    assert_eq!(moved(|| steps(100)), (0, 0, 0), "{recipe:?}");
                }
            }
        }
    }
}

fn of_a_plan() {
    for form in [Form::Cat, Form::Dense { units: 8 }, Form::Line] {
        for count in [1, 8, 10] {
            let mut model = Model::new(form, &mut Pcg32::seed_from_u64(1));
            let mut network = model.network_with_gradient(count);
            network.plan.pokes_mut().push(Poke::Off { sheet: network.logits, row: 1 });
            let mut state = OptimizerState::new(model.parameters.values().len());
            let pixels = [0.5; 784];
            let steps = || {
                for _ in 0..3 {
                    network.plan.set_picture(network.input, 0, 0, &pixels);
                    network.plan.forward(&model.parameters);
                    network.plan.backward(&mut model.parameters, 0.5);
                    network.plan.backward_from(&mut model.parameters, network.logits, 0, 0);
                    model.step(Optimizer::Adam, 0.01, &mut state);
                }
            };
            assert_eq!(moved(steps), (0, 0, 0), "{form:?} on {count}");
        }
    }
}

/// Three learners draw their pictures and learn from them, some of which are the visitor's own.
fn of_the_cat() {
    let series = Series { seed: 1, variety: Variety::INVERTED, manners: Manners::Both, first: None };
    let own = cat::conditions::Own { picture: [0.5; drawings::PIXELS], cat: true };
    let conditions = Conditions { series, slider: 1.0, own: vec![own; 3].into() };
    let mut learners = Learners::new(1);
    let mut steps = |from: u32| {
        for step in from..from + 5 {
            while !learners.work(step, &conditions) {}
        }
    };
    steps(0);
    assert_eq!(moved(|| steps(5)), (0, 0, 0), "a step of the cat");
}

/// Whatever is changed, and however often, all that undo keeps stays within its bound.
fn of_undo() {
    const BOUND: usize = 64_000_000;
    let live = |region: &Region<System>| {
        let change = region.change();
        change.bytes_allocated - change.bytes_deallocated
    };
    let change = |key: &str, value: &str| knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value");
    let largest = "64,64,64,64,64,64,64,64";
    let mut session = Session::default();
    session.update(Msg::SetAll(vec![
        change("model", "network"),
        change("layers", largest),
        change("optimizer", "adam"),
        change("batch", "8"),
    ]));
    // A run of its own takes what it takes: 24 MB of checkpoints at the most, and its path.
    let region = Region::new(COUNTED);
    let mut most = 0;
    for i in 0..60 {
        session.update(Msg::Set(change("seed", &(i + 1).to_string())));
        for _ in 0..6 {
            session.update(Msg::Step(8));
        }
        session.update(Msg::Pin);
        session.update(Msg::Set(change("learning-rate", if i % 2 == 0 { "0.01" } else { "0.02" })));
        session.update(Msg::LetGo);
        most = most.max(live(&region));
        if i % 5 == 4 {
            session.update(Msg::Undo);
            session.update(Msg::Undo);
            most = most.max(live(&region));
            session.update(Msg::Redo);
        }
    }
    println!("undo of the largest network keeps {} MB at the most", most / 1_000_000);
    let own = 24_000_000 + 16_000_000;
    assert!(most < BOUND + own, "{most} bytes are kept");
    assert!(session.status().undo.0 > 5, "and there is something to be undone: {:?}", session.status().undo);
}

/// Of the runs that undo keeps, what was learnt on the way is kept in full of the latest alone.
fn of_undo_of_the_cat() {
    let mut cat = Cat::default();
    let learners = &cat.session().run.learners;
    // What was learnt, and what Adam remembers of it.
    let values: usize = Whose::ALL.iter().map(|kind| learners.get(*kind).model.parameters.values().len()).sum();
    let checkpoint = 3 * size_of::<f32>() * values;
    let region = Region::new(COUNTED);
    for _ in 0..10 {
        let run = &mut cat.session().run;
        while run.step() < 150 {
            run.work();
        }
        cat.hear(Message::Press("reseed".to_owned()));
    }
    let change = region.change();
    let kept = (change.bytes_allocated - change.bytes_deallocated) / checkpoint;
    // Eight runs, each with where it stood; of the latest the seven checkpoints to there, and four of each other; and that of today.
    assert!(kept <= 8 + 7 + 7 * 4 + 1 + 2, "{kept} checkpoints are kept");
    let mut back = 0;
    while cat.session().undo.can().0 {
        cat.hear(Message::Press("undo".to_owned()));
        back += 1;
    }
    assert_eq!((back, cat.session().run.step()), (8, 150));
}
