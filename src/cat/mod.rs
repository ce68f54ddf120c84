//! The laboratory of the cat: a convolutional network learns to see cats on drawings made by code, in seconds, and is taken apart.
//!
//! In reading order: what a run is trained on ([`conditions`]), who learns ([`models`], [`learners`]) and the steps that they take ([`run`]);
//! the units of the convolutional network ([`units`]) and the exam that tells what excites each ([`exam`]). Then the drawing in hand
//! ([`hand`]): its way through the network ([`trace`]), what hurts it most ([`hurts`]), and what the same does to other cats
//! ([`others`]). All of it is one application without a screen ([`session`]), which works in slices ([`work`]), does what
//! controls ([`acts`], [`change`], [`teach`]), pointer and keys ([`pointer`]) ask for, takes it back ([`undo`]), keeps own drawings ([`keep`]), and sees which of the chapter's
//! goals are reached ([`goals`]).
//! What is shown of it is drawn as sketches ([`draw`]) and told in two languages ([`words`], [`tell`]).

pub mod conditions;

pub mod models;

pub mod learners;

pub mod run;

pub mod units;

pub mod exam;

pub mod hand;

pub mod trace;

pub mod chain;

pub mod hurts;

pub mod others;

pub mod undo;

pub mod session;

pub mod goals;

pub mod work;

pub mod keep;

pub mod change;

pub mod teach;

pub mod acts;

pub mod pointer;

pub mod draw;

pub mod words;

pub mod tell;

mod answers;

use crate::session::{Session, View};
use lab::{Answer, Laboratory, Message, Sketch, Told, Work};

/// The laboratory, as the page knows it.
#[derive(Debug, Default)]
pub struct Cat(Session);

impl Cat {
    /// What it is made of.
    pub fn session(&mut self) -> &mut Session {
        &mut self.0
    }
}

impl Laboratory for Cat {
    fn hear(&mut self, message: Message) {
        let session = &mut self.0;
        if session.run.wanted().is_some() && acts::is_of_the_run(&message) {
            session.waiting.push(message);
            return;
        }
        match message {
            Message::Press(name) => acts::press(session, &name),
            Message::Set(name, value) => acts::set(session, &name, value),
            Message::Point { picture, phase, at, touch } => {
                if let Some(view) = View::ALL.get(picture) {
                    pointer::point(session, *view, phase, (at, touch));
                }
            }
            Message::Key { picture, key } => {
                if let Some(view) = View::ALL.get(picture) {
                    pointer::key(session, *view, &key);
                }
            }
            Message::LetGo => session.undo.let_go(),
            Message::Chinese(chinese) => {
                session.chinese = chinese;
                session.touch();
            }
            Message::Kept(bytes) => teach::bring_own(session, &bytes),
            Message::Rest => work::rest(session),
        }
        goals::by_hand(session);
    }

    fn pass(&mut self, milliseconds: f32) {
        work::pass(&mut self.0, milliseconds);
    }

    fn work(&mut self) -> Work {
        let left = work::work(&mut self.0);
        if self.0.waiting.is_empty() || self.0.run.wanted().is_some() {
            return left;
        }
        for message in std::mem::take(&mut self.0.waiting) {
            self.hear(message);
        }
        Work::Goes
    }

    fn stale(&mut self) -> u32 {
        std::mem::take(&mut self.0.stale)
    }

    fn draw(&mut self, picture: usize, size: (f32, f32), sketch: &mut Sketch) {
        if let Some(view) = View::ALL.get(picture) {
            draw::draw(&mut self.0, *view, size, sketch);
        }
    }

    fn tell(&mut self, told: &mut Told) {
        tell::tell(&mut self.0, told);
    }

    fn answer(&mut self, question: &str, numbers: &[f32]) -> Option<Answer> {
        let answer = answers::answer(&mut self.0, question, numbers);
        goals::by_hand(&mut self.0);
        answer
    }
}
