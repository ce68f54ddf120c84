//! What a browser has kept: knobs, points, samples, what was reached, and the runs and pins of all chapters; whole, damaged, and of
//! pieces.

use crate::Kind;
use crate::chance::Chance;
use crate::{links, tables};
use kittengrad::data::bytes::{Reader, seal, unseal};
use kittengrad::data::{Point, Species};
use kittengrad::session::story::{Chapter, Story};
use kittengrad::session::{Msg, Session, Settings, link};

pub const PIECES: &[&str] = &[
    "@",
    "\n@",
    "@free\n",
    "@overfit\n",
    "@line\n",
    "\n",
    "\n\n",
    ";",
    ",",
    "=",
    "free",
    "overfit",
    "line=1,255",
    "cat=,7",
    "0 ",
    "3 ",
    "99 ",
    "model=network\n",
    "layers=64,64\n",
    "dataset=own\n",
    "dataset=own-classes\n",
    "points=9999\n",
    "frozen=0-99\n",
    "seed=-1\n",
    "own,named\n",
    "own-classes,\n",
    ",dated\n",
    "5,\n",
    "x,y,held_out\n",
    "1,2,0\n",
    "1e400,2\n",
    "\"",
    "\u{feff}",
    "-0",
    "NaN",
    "1e15",
    "\u{0}",
];

/// Between the texts of a visit.
const NEXT: &str = "\u{1}";

pub struct Stored {
    /// Settings, points, samples, story, runs.
    visits: Vec<[String; 5]>,
}

impl Stored {
    pub fn new() -> Stored {
        let mut visits = vec![Default::default()];
        for (i, written) in links::written().iter().enumerate() {
            let mut story = Story::default();
            let mut session = Session::new(Settings::default());
            story.read_runs(&mut session, &["@free\n", written, "\n0 ", written].concat());
            if i % 2 == 0 {
                story.open(&mut session, [Chapter::Overfit, Chapter::Line, Chapter::Neuron][i / 2 % 3]);
                story.guess(&session, 0);
                session.update(Msg::Step(20));
                session.update(Msg::Pin);
            }
            let points = (0..7).map(|i| Point::of_curve(f64::from(i), f64::from(9 - i), i == 2)).collect::<Vec<_>>();
            let samples = points.iter().map(|p| Point { kind: Species::Positive, ..*p }).collect();
            let mut other = Session::new(Settings::default());
            other.update(Msg::ReplacePoints { points, split: true, classes: false });
            other.update(Msg::ReplacePoints { points: samples, split: false, classes: true });
            let (settings, own) = other.kept();
            let text = |classes: bool| {
                let own = own.iter().find(|own| own.source.tells_classes() == classes);
                own.map_or_else(String::new, link::write_points)
            };
            let runs = story.write_runs(&session);
            visits.push([link::write_settings(&settings), text(false), text(true), story.write(), runs]);
        }
        for part in 0..5 {
            assert!(visits.iter().any(|visit| !visit[part].is_empty()), "text {part} is always empty");
        }
        Stored { visits }
    }
}

impl Kind for Stored {
    fn text(&mut self, chance: &mut Chance) -> String {
        let visit = &self.visits[chance.below(self.visits.len())];
        let other = &self.visits[chance.below(self.visits.len())];
        let mut texts: Vec<String> = Vec::new();
        for part in 0..5 {
            let whole = if chance.once_in(8) { &other[chance.below(5)] } else { &visit[part] };
            texts.push(match chance.below(8) {
                0 => chance.row_of(PIECES, 20),
                1 => chance.row_of([tables::PIECES, links::PIECES][part % 2], 20),
                2 => links::inside(whole, chance),
                3..5 => chance.damaged(whole, PIECES),
                _ => whole.clone(),
            });
        }
        texts.join(NEXT)
    }

    fn take(&self, text: &str, chance: &mut Chance) {
        let mut parts = text.split(NEXT);
        let [settings, points, samples, told, runs] = [(); 5].map(|()| parts.next().unwrap_or_default());
        // The copies of all this are sealed as one, and read so.
        if let Some(bytes) = unseal(runs) {
            let mut from = Reader::new(&bytes);
            let _ = (from.byte(), from.double(), from.text(), from.double(), from.text());
        }
        let (settings, own) = link::read(settings, [points, samples], Settings::default());
        let mut story = Story::default();
        let at = story.read(told);
        if chance.once_in(50) {
            let _ = seal(text.as_bytes()[..text.len().min(500)].to_vec());
            let mut session = Session::restored(settings, own);
            story.read_runs(&mut session, runs);
            story.open(&mut session, at.unwrap_or(Chapter::ALL[chance.below(Chapter::ALL.len())]));
            session.tick(2);
            session.after_steps();
            story.observe(&mut session);
            let _ = (session.status(), story.write(), story.write_runs(&session));
        }
    }
}
