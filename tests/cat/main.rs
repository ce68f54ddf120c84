//! The laboratory of the cat through its one door: messages and time in, sketches and what is told out.

mod apart;
mod changes;
mod exam;
mod fresh;
mod fuzz;
mod goldens;
mod hands;
#[path = "../scenes/kept.rs"]
mod kept;
mod naive;
mod page;
mod pictures;
mod running;
#[path = "../scenes/small.rs"]
#[expect(dead_code, reason = "an image below is kept in another way here")]
mod small;
mod sums;
#[path = "../scenes/svg.rs"]
#[expect(dead_code, reason = "of the other pictures' documents only some is of use here")]
mod svg;
mod teaching;
mod undo;
mod words;

use cat::Cat;
use cat::learners::Kind as Whose;
use cat::session::{Session, View};
use lab::{Answer, Laboratory, Message, Phase, Sketch, Tell, Told, Work};

/// The laboratory, and what a page does with it.
#[derive(Default)]
pub(crate) struct Desk(Cat);

impl Desk {
    /// One that has learnt for so many steps, and rests, with all known that is asked at rest.
    pub(crate) fn trained(steps: u32) -> Desk {
        let mut desk = Desk::default();
        desk.press("tempo-fast");
        desk.run_to(steps);
        desk.settle();
        desk
    }

    pub(crate) fn session(&mut self) -> &mut Session {
        self.0.session()
    }

    pub(crate) fn hear(&mut self, message: Message) {
        self.0.hear(message);
    }

    pub(crate) fn press(&mut self, name: &str) {
        self.hear(Message::Press(name.to_owned()));
    }

    pub(crate) fn set(&mut self, name: &str, value: f32) {
        self.hear(Message::Set(name.to_owned(), value));
    }

    pub(crate) fn key(&mut self, view: View, key: &str) {
        self.hear(Message::Key { picture: view as usize, key: key.to_owned() });
    }

    pub(crate) fn point(&mut self, view: View, phase: Phase, at: (f32, f32)) {
        self.hear(Message::Point { picture: view as usize, phase, at, touch: false });
    }

    /// A press that lets go where it began.
    pub(crate) fn tap(&mut self, view: View, at: (f32, f32)) {
        self.point(view, Phase::Down, at);
        self.point(view, Phase::Up, at);
    }

    /// A frame: time passes, and work is done until there is no more for now.
    pub(crate) fn frame(&mut self, milliseconds: f32) -> Work {
        self.0.pass(milliseconds);
        self.work(100_000)
    }

    /// Slices of work, so many at the most.
    pub(crate) fn work(&mut self, most: usize) -> Work {
        let mut left = Work::Goes;
        for _ in 0..most {
            left = self.0.work();
            if left != Work::Goes {
                break;
            }
        }
        left
    }

    pub(crate) fn pass(&mut self, milliseconds: f32) {
        self.0.pass(milliseconds);
    }

    /// Plays, and pauses between two slices when this step is there.
    pub(crate) fn run_to(&mut self, step: u32) {
        self.run_in_frames(step, 16.7, usize::MAX);
    }

    /// The same in frames of so many milliseconds, each with room for so many slices.
    pub(crate) fn run_in_frames(&mut self, step: u32, milliseconds: f32, slices: usize) {
        if !self.session().playing {
            self.press("play");
        }
        while self.step() < step {
            assert!(self.session().playing, "it rests at {}", self.step());
            self.pass(milliseconds);
            for _ in 0..slices {
                if self.0.work() != Work::Goes || self.step() >= step {
                    break;
                }
            }
        }
        if self.session().playing {
            self.press("play");
        }
    }

    /// Works until nothing is left to do at rest.
    pub(crate) fn settle(&mut self) {
        assert_eq!(self.work(100_000), Work::Rests);
    }

    pub(crate) fn step(&mut self) -> u32 {
        self.session().run.step()
    }

    pub(crate) fn ask(&mut self, question: &str, numbers: &[f32]) -> Answer {
        self.0.answer(question, numbers).expect("an answer")
    }

    pub(crate) fn refuses(&mut self, question: &str, numbers: &[f32]) -> bool {
        self.0.answer(question, numbers).is_none()
    }

    /// A field of the status.
    pub(crate) fn status(&mut self, name: &str) -> Vec<f32> {
        let fields = self.ask("status", &[]).fields;
        fields.into_iter().find(|(known, _)| known == name).expect("a field").1
    }

    pub(crate) fn told(&mut self) -> Told {
        let mut told = Told::new();
        self.0.tell(&mut told);
        told
    }

    /// The text, the value or the attribute that is told of a role.
    pub(crate) fn tells(&mut self, role: &str, attribute: &str) -> String {
        let find = |tell: Tell| match tell {
            Tell::Text { role: of, text } => (of == role && attribute == "text").then_some(text),
            Tell::Value { role: of, value } => (of == role && attribute == "value").then(|| value.to_string()),
            Tell::Mark { role: of, name, value } => (of == role && attribute == name).then_some(value),
            Tell::Goal(_) | Tell::Right(_) | Tell::Say(_) | Tell::Keep(_) | Tell::Focus(_) => None,
        };
        self.told().into_iter().find_map(find).expect(role)
    }

    /// Whether a goal is told of.
    pub(crate) fn reached(&mut self, goal: usize) -> bool {
        self.told().contains(&Tell::Goal(goal))
    }

    /// The large sentence, without the one beside it.
    pub(crate) fn headline(&mut self) -> String {
        ["before", "number", "after"].map(|role| self.tells(role, "text")).concat()
    }

    pub(crate) fn draw(&mut self, view: View, size: (f32, f32)) -> Sketch {
        let mut sketch = Sketch::default();
        self.0.draw(view as usize, size, &mut sketch);
        sketch
    }

    /// Whether the drawing in hand is taken for a cat.
    pub(crate) fn says_cat(&mut self) -> bool {
        self.status("cat") == [1.0]
    }

    /// Everything that the three have learnt, how the drawing in hand passes through, and how the exams went, as bits.
    pub(crate) fn bits(&mut self) -> Vec<u32> {
        let mut all = vec![self.step()];
        for kind in Whose::ALL {
            let learner = self.session().run.learners.get(kind);
            all.extend(learner.model.parameters.values().iter().map(|value| value.to_bits()));
        }
        for sheet in 0..=4 {
            let values = self.ask("sheet", &[sheet as f32]).fields.remove(0).1;
            all.extend(values.iter().map(|value| value.to_bits()));
        }
        for field in ["sum", "enough", "evidence"] {
            all.extend(self.status(field).iter().map(|value| value.to_bits()));
        }
        all
    }

    /// The exams on the way: step, right answers and losses.
    pub(crate) fn history(&mut self) -> Vec<(u32, [u32; 3], [f32; 3])> {
        self.session().run.marks().iter().map(|marks| (marks.step, marks.right, marks.losses)).collect()
    }
}

/// The sizes in which the drawing in hand is shown in these tests: ten px to a pixel.
pub(crate) const HELD: (f32, f32) = (280.0, 280.0);

impl Desk {
    /// A stroke of the pointer through places of the drawing, in its pixels.
    pub(crate) fn stroke(&mut self, places: &[(f32, f32)]) {
        self.draw(View::Hand, HELD);
        let px = |at: (f32, f32)| (10.0 * at.0, 10.0 * at.1);
        self.point(View::Hand, Phase::Down, px(places[0]));
        for place in &places[1..] {
            self.point(View::Hand, Phase::Drag, px(*place));
        }
        self.point(View::Hand, Phase::Up, px(places[places.len() - 1]));
    }

    /// Rubs out the ears of the held-out drawing in hand, as a hand would that follows their lines.
    pub(crate) fn rub_out_ears(&mut self) {
        let drawing = self.drawing();
        self.press("tool-rub");
        for mark in drawing.marks().iter().filter(|mark| mark.place == drawings::Place::Ear && !mark.closing) {
            self.stroke(&[mark.from, mark.to]);
        }
    }

    /// The held-out drawing that is in hand.
    pub(crate) fn drawing(&mut self) -> drawings::Drawing {
        let session = self.session();
        let cat::hand::Origin::HeldOut(number, _) = session.hand.origin else { panic!("a held-out drawing") };
        session.conditions().series.held_out(number.into())
    }
}
