//! Links: written by a session and then damaged, inside and outside of what a checksum guards, and put together of pieces.

use crate::Kind;
use crate::chance::Chance;
use kittengrad::data::bytes::{seal, unseal};
use kittengrad::data::{Names, Point};
use kittengrad::session::knobs::{self, KNOBS, Value};
use kittengrad::session::story::{Chapter, begins, opened, settings};
use kittengrad::session::{Link, Msg, Session, Settings};

pub const PIECES: &[&str] = &[
    "&",
    "&",
    "=",
    "=",
    "#",
    ".",
    ",",
    "-",
    "1",
    "2",
    "0",
    "9e15",
    "1e300",
    "-1",
    "0.5",
    "NaN",
    "inf",
    "true",
    "false",
    "at=",
    "at=free",
    "at=overfit",
    "v=1",
    "v=2",
    "v=3",
    "step=",
    "step=5",
    "state=1.",
    "state=",
    "points=1.",
    "points=",
    "points=20",
    "own",
    "sine",
    "%",
    "%2C",
    "%26",
    "%00",
    "%ff",
    "%F0%9F",
    "model=network",
    "model=polynomial",
    "degree=12",
    "layers=",
    "64,64",
    "1,1,1,1,1,1,1,1",
    "0-9",
    "frozen=",
    "dataset=",
    "cats",
    "own-classes",
    "AAAA",
    "____",
    "/wA=",
    "seed=4294967295",
    "\n",
    "离",
];

/// Sessions of every kind as links.
pub fn written() -> Vec<String> {
    let turns: [&[(&str, &str)]; 9] = [
        &[],
        &[("model", "polynomial"), ("degree", "9"), ("penalty", "l1")],
        &[("model", "network"), ("layers", "4,3"), ("optimizer", "adam"), ("batch", "8"), ("dropout", "0.1")],
        &[("model", "network"), ("layers", "2,2,2,2,2,2,2,2"), ("schedule", "cosine"), ("standardize", "false")],
        &[("dataset", "cats"), ("model", "network"), ("layers", "3"), ("optimizer", "momentum")],
        &[("dataset", "steps"), ("points", "200"), ("noise", "0.4"), ("held-out", "0.5")],
        &[("model", "network"), ("layers", "3"), ("frozen", "0-3"), ("optimizer", "rmsprop")],
        &[("dataset", "cats"), ("features", "x1,x2,x1^2")],
        &[("loss", "huber"), ("learning-rate", "1.9")],
    ];
    let mut all = vec![String::new()];
    for (turn, knobs) in turns.iter().enumerate() {
        let mut session = Session::new(Settings::default());
        for (key, value) in *knobs {
            // Words come and go; what is not allowed today is left as it is.
            if let Ok(change) = knobs::parse(key, &Value::Text((*value).to_owned())) {
                session.update(Msg::Set(change));
            }
        }
        session.update(Msg::Step(7));
        let write = |session: &Session| session.link(None).write(&settings(Chapter::Free));
        all.push(write(&session));
        session.update(Msg::MovePoint(0, (2.0, 300.0)));
        session.update(Msg::EditParameters(vec![(0, 0.5)]));
        session.update(Msg::LetGo);
        session.update(Msg::Step(5));
        all.push(write(&session));
        let points = (0..9).map(|i| Point::of_curve(f64::from(i), f64::from(i * i), i % 4 == 0)).collect();
        let names = Some(Names::of("width, cm", "price"));
        session.update(Msg::Import { points, names, split: turn % 2 == 0, classes: turn % 3 == 0 });
        session.update(Msg::Step(3));
        all.push(write(&session));
    }
    assert!(["state=1.", "points=1.", "step="].iter().all(|key| all.iter().any(|link| link.contains(key))));
    all
}

pub struct Links {
    written: Vec<String>,
}

impl Links {
    pub fn new() -> Links {
        Links { written: written() }
    }
}

impl Kind for Links {
    fn text(&mut self, chance: &mut Chance) -> String {
        let whole = &self.written[chance.below(self.written.len())];
        match chance.below(4) {
            0 => fields(chance),
            1 => chance.damaged(whole, PIECES),
            2 => inside(whole, chance),
            _ => {
                let whole = inside(whole, chance);
                let more = fields(chance);
                chance.damaged(&[whole, more].join("&"), PIECES)
            }
        }
    }

    fn take(&self, text: &str, chance: &mut Chance) {
        let (link, unread) = Link::read(text, &begins);
        assert!(unread.iter().all(|key| key.chars().count() <= 24));
        let defaults = settings(link.place.as_deref().and_then(Chapter::read).unwrap_or(Chapter::Free));
        // What is written reads back the same, whatever it was read from.
        let again = Link::read(&link.write(&defaults), &begins);
        assert!(again.1.is_empty() && again.0 == link, "{:?}", again.1);
        let rarely = if link.moment.is_some() { 50 } else { 500 };
        if chance.once_in(rarely) {
            let place = link.place.as_deref().and_then(Chapter::read).unwrap_or(Chapter::Free);
            let (mut session, _) = opened(&link, &Settings::default(), place);
            session.tick(2);
            session.after_steps();
            let _ = session.status();
            let _ = session.link(link.place.clone()).write(&defaults);
        }
    }
}

/// Knobs with values that may be theirs, and others.
fn fields(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..chance.below(6) {
        text += "&";
        text += if chance.once_in(4) { chance.of_all(PIECES) } else { KNOBS[chance.below(KNOBS.len())].key };
        text += "=";
        let session = Settings::default();
        let value = match chance.below(3) {
            0 => chance.row_of(PIECES, 4),
            1 => knobs::show(&(KNOBS[chance.below(KNOBS.len())].get)(&session)),
            _ => chance.below(3000).to_string(),
        };
        text += &value;
    }
    text
}

/// Damages what a checksum guards, and seals it anew.
pub fn inside(link: &str, chance: &mut Chance) -> String {
    let mut fields: Vec<String> = link.split('&').map(str::to_owned).collect();
    for field in &mut fields {
        let Some((head, sealed)) = field.rsplit_once('.').filter(|_| !field.starts_with("step")) else { continue };
        if let Some(mut bytes) = unseal(sealed) {
            chance.damaged_bytes(&mut bytes);
            *field = [head, ".", &seal(bytes)].concat();
        }
    }
    fields.join("&")
}
