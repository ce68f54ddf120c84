//! The runs that are taken home: one for each row of tests/fixtures/bits.txt, and some whose course is no straight way.

#[allow(dead_code, reason = "bits are hashed elsewhere")]
#[path = "../bits/rows.rs"]
mod rows;

use kittengrad::data::Point;
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{Msg, Session};
use rows::{BEGINS, rows};

/// Few enough for NumPy, and more than an epoch of the smallest batches.
const STEPS: u32 = 90;

/// A run and what it is called.
pub struct Run {
    pub name: String,
    pub session: Session,
}

fn set(session: &mut Session, settings: &[(&str, &str)]) {
    for (key, value) in settings {
        let change = knobs::parse(key, &Value::Text((*value).to_owned())).expect("an allowed value");
        session.update(Msg::Set(change));
    }
}

fn run(name: &str, does: impl FnOnce(&mut Session)) -> Run {
    let mut session = Session::default();
    does(&mut session);
    Run { name: name.to_owned(), session }
}

const DEEP: [(&str, &str); 3] = [("model", "network"), ("layers", "6,5"), ("points", "40")];

/// All of them.
pub fn all() -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    // A program holds its points as numbers: a law that was typed is no matter of it.
    for row in rows(include_str!("../fixtures/bits.txt")).into_iter().filter(|row| row.name != "dataset-formula") {
        all.push(run(&row.name, |session| {
            set(session, &BEGINS);
            let own: Vec<_> = row.settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            set(session, &own);
            session.update(Msg::Step(STEPS));
        }));
    }
    assert!(all.len() > 100, "the rows are there");
    all.extend(crooked());
    all
}

/// Runs in whose course something was changed, or that are looked back at.
pub fn crooked() -> Vec<Run> {
    let mut all = Vec::new();
    for optimizer in ["gd", "momentum", "nesterov", "rmsprop", "adam"] {
        all.push(run(&format!("changed-{optimizer}"), |session| {
            set(session, &DEEP);
            set(session, &[("optimizer", optimizer), ("batch", "8"), ("dropout", "0.2"), ("schedule", "warm-up")]);
            session.update(Msg::Step(43));
            set(session, &[("learning-rate", "0.01"), ("penalty", "l2"), ("frozen", "2,9-14")]);
            session.update(Msg::Step(38));
        }));
    }
    all.push(run("another-optimizer", |session| {
        set(session, &DEEP);
        session.update(Msg::Step(30));
        set(session, &[("optimizer", "rmsprop"), ("learning-rate", "0.003")]);
        session.update(Msg::Step(30));
    }));
    all.push(run("moved", |session| {
        set(session, &DEEP);
        session.update(Msg::Step(30));
        let points: Vec<Point> = session.points().iter().map(|p| Point { y: p.y + 7.0 * p.x, ..*p }).collect();
        session.update(Msg::ReplacePoints { points, split: true, classes: false });
        session.update(Msg::Step(30));
    }));
    all.push(run("by-hand", |session| {
        set(session, &[("model", "line"), ("loss", "mae")]);
        session.update(Msg::SetParameters(vec![-0.75, 0.125]));
        session.update(Msg::Step(25));
    }));
    all.push(run("edited", |session| {
        set(session, &DEEP);
        session.update(Msg::Step(12));
        session.update(Msg::EditParameters(vec![(3, 0.5), (20, -1.25)]));
        session.update(Msg::Step(12));
    }));
    all.push(run("looked-back-at", |session| {
        set(session, &DEEP);
        session.update(Msg::Step(60));
        session.update(Msg::Seek(25));
        while session.status().step < 25 {
            session.tick(100);
        }
    }));
    all.push(run("at-its-start", |session| set(session, &DEEP)));
    all.push(run("nothing-held-out", |session| {
        set(session, &[("held-out", "0"), ("model", "polynomial"), ("degree", "6")]);
        session.update(Msg::Step(40));
    }));
    all.push(run("few-points", |session| {
        set(session, &[("points", "3"), ("model", "polynomial"), ("degree", "5")]);
        session.update(Msg::Step(40));
    }));
    all.push(run("in-chinese", |session| {
        set(session, &DEEP);
        set(
            session,
            &[("lang", "zh-Hans"), ("batch", "4"), ("dropout", "0.1"), ("schedule", "cosine"), ("frozen", "1")],
        );
        session.update(Msg::Step(40));
    }));
    all
}

/// The losses as the page tells them: on the training points, and on those held out.
pub fn losses(session: &Session) -> (f32, Option<f32>) {
    let status = session.status();
    (status.train_loss as f32, status.held_out_loss.map(|loss| loss as f32))
}
