//! The buttons that run the training, and those of the page as a whole.

use super::announce;
use super::app::{Act, App};
use super::ids::{Id, Page};
use crate::session::{Msg, PaceWord, Session, State};
use crate::text::sentences;
use crate::web::kit::elements::flag;
use web_sys::Event;

/// Where each is, the event, and what it does.
pub const CONTROLS: &[(Id, &str, Act)] = &[
    (Id::Play, "click", play),
    (Id::Step1, "click", |app, _| step(app, 1)),
    (Id::Step10, "click", |app, _| step(app, 10)),
    (Id::Step100, "click", |app, _| step(app, 100)),
    (Id::Again, "click", |app, _| app.send(Msg::Again)),
    (Id::PaceSlow, "click", |app, _| app.send(Msg::Pace(PaceWord::Slow))),
    (Id::PaceNormal, "click", |app, _| app.send(Msg::Pace(PaceWord::Normal))),
    (Id::PaceFast, "click", |app, _| app.send(Msg::Pace(PaceWord::Fast))),
    (Id::NewSeed, "click", |app, _| app.send(Msg::NewSeed)),
    (Id::Recover, "click", |app, _| app.send(Msg::Recover)),
    (Id::Reset, "click", |app, _| app.send(Msg::Reset)),
    (Id::MessageClose, "click", |app, _| app.page.get(Id::Message).set_hidden(true)),
];

/// Shows which pace is chosen.
pub fn write_pace(page: &Page, session: &Session) {
    for word in PaceWord::ALL {
        let id = match word {
            PaceWord::Slow => Id::PaceSlow,
            PaceWord::Normal => Id::PaceNormal,
            PaceWord::Fast => Id::PaceFast,
        };
        flag(page.get(id), "aria-pressed", session.pace() == Some(word));
    }
    let settings = session.settings();
    page.write(Id::PaceText, sentences::pace(settings.pace, settings.lang));
}

fn play(app: &mut App, _: &Event) {
    app.settle();
    let running = app.session.state() == State::Running;
    app.act_now(if running { Msg::Pause } else { Msg::Play });
}

fn step(app: &mut App, steps: u32) {
    app.act_now(Msg::Step(steps));
    announce::verdict(app);
}
