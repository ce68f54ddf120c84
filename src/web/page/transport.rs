//! The buttons that run the training, and those of the page as a whole.

use super::announce;
use super::app::{Act, App};
use super::ids::Id;
use crate::session::{Msg, State};
use web_sys::Event;

/// Where each is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::Play, "click", play),
    (Id::Step1, "click", |app, _| step(app, 1)),
    (Id::Step10, "click", |app, _| step(app, 10)),
    (Id::Step100, "click", |app, _| step(app, 100)),
    (Id::Rewind, "click", |app, _| app.send(Msg::Rewind)),
    (Id::NewSeed, "click", |app, _| app.send(Msg::NewSeed)),
    (Id::Recover, "click", |app, _| app.send(Msg::Recover)),
    (Id::Reset, "click", |app, _| app.send(Msg::Reset)),
    (Id::MessageClose, "click", |app, _| app.page.get(Id::Message).set_hidden(true)),
];

fn play(app: &mut App, _: &Event) {
    app.settle();
    let running = app.session.state() == State::Running;
    app.act_now(if running { Msg::Pause } else { Msg::Play });
}

fn step(app: &mut App, steps: u32) {
    app.act_now(Msg::Step(steps));
    announce::verdict(app);
}
