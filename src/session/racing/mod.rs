//! Who races beside today's run, and what came of it.

mod many;
mod proposals;
mod rival;

pub use self::many::{END, Many};
pub use self::proposals::{MOST_RIVALS, another, more};
pub use self::rival::{Otherwise, Rival, fault, may_differ, with};

use self::rival::{before_of, profile_of};
use super::board::{Board, Run};
use super::msg::Msg;
use crate::data::Point;
use crate::learn::Activation;
use crate::probe::Lazy;
use crate::run::{SegmentConditions, State};
use crate::task::{Learner, Spec};
use crate::view::LaneBefore;
use std::rc::Rc;

/// After a message those beside take at most so many multiplications to catch up; what is left they take in the frames.
const AT_ONCE: usize = 4_000_000;

/// What a race has come to.
pub struct Judged {
    /// Each lane, today's run first.
    pub lanes: Vec<LaneBefore>,
    /// At which step.
    step: u64,
}

/// What is computed of the lanes when somebody looks.
pub struct Looked {
    /// (x, ŷ) of each lane from end to end of the frame; none where a class is asked for.
    pub curves: Vec<Vec<(f64, f64)>>,
    /// The log-odds of each at the places of a grid, where a class is asked for.
    pub maps: Vec<Vec<f32>>,
    /// The mean |∂L/∂W| of each layer of each lane.
    pub now: Vec<Vec<f64>>,
}

/// Who races, and what came of it.
#[derive(Default)]
pub struct Race {
    /// In the order of their lanes, today's run being the first lane.
    pub rivals: Vec<Rival>,
    /// The gradient of today's run at its first step, layer by layer.
    pub first: Vec<f64>,
    /// What all came to under the settings before.
    pub before: Option<Judged>,
    /// The same of the settings of today, once they are judged.
    pub leaving: Option<Judged>,
    pub many: Option<Many>,
    /// The lane that is to win, by the user's guess before the first step.
    pub guess: Option<usize>,
    pub looked: Lazy<Looked>,
    /// Milliseconds that a step of each lane takes, as far as it has been told.
    pub times: Vec<f64>,
    /// It was asked to go on although it had been judged.
    past: bool,
    /// On what the first steps of today's run depend.
    began: Option<Rc<SegmentConditions<Learner, Board>>>,
    /// The board that was looked at last for this.
    board: Option<Rc<Board>>,
    /// What races on which points: to see when that is another race.
    of: Option<(Vec<Spec>, Rc<Vec<Point>>)>,
}

impl Race {
    /// These race beside today's run from its start on. Who has raced before goes on.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn with(mut self, others: Vec<Otherwise>, run: &Run) -> Race {
        let rival = |otherwise: Otherwise| {
            let known = self.rivals.iter().position(|rival| *rival.otherwise() == otherwise);
            known.map_or_else(|| Rival::new(otherwise, run.conditions()), |at| self.rivals.remove(at))
        };
        let rivals: Vec<Rival> = others.into_iter().map(rival).collect();
        let guess = self.guess.filter(|lane| *lane <= rivals.len());
        let past = self.past || run.state() == State::Running && run.step() >= END;
        Race { rivals, guess, past, ..Race::default() }
    }

    /// Whether anybody races.
    pub fn is_on(&self) -> bool {
        !self.rivals.is_empty()
    }

    /// What each of those beside has otherwise than today's settings.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn lanes(&self) -> Vec<Otherwise> {
        self.rivals.iter().map(|rival| rival.otherwise().clone()).collect()
    }

    /// About how many multiplications those beside take for a step.
    pub fn step_cost(&self) -> usize {
        self.rivals.iter().map(Rival::step_cost).sum()
    }

    /// Whether all have taken as many steps, as far as they can.
    pub fn is_level(&self, step: u64) -> bool {
        self.rivals.iter().all(|rival| rival.is_level(step))
    }

    /// Takes note of what is asked for: who plays on after the end wants no stop there.
    pub fn heed(&mut self, msg: &Msg, run: &Run) {
        if matches!(msg, Msg::Play | Msg::Undo | Msg::Redo) {
            self.past = matches!(msg, Msg::Play) && run.step() >= END;
        }
    }

    /// Trains today's run as `Run::tick` does. Whatever has set it going, in a race it stops where that is judged; from there it
    /// goes on for who asks for it.
    pub fn tick(&self, run: &mut Run, most: u32) -> u32 {
        if !self.is_on() || run.steps_to_go().is_some() || self.past && run.step() >= END {
            return run.tick(most);
        }
        let left = END.saturating_sub(run.step());
        let taken = run.tick(most.min(left as u32));
        if run.step() >= END && run.state() == State::Running {
            run.pause();
        }
        taken
    }

    /// Those beside are at the same step as today's run, or nearer to it.
    pub fn follow(&mut self, run: &Run, board: &Rc<Board>) {
        if self.is_on() {
            self.follow_all(run, board);
        }
    }

    /// Those beside take at most so many steps in all; returns how many.
    pub fn catch_up(&mut self, run: &Run, most: u32) -> u32 {
        let mut left = u64::from(most);
        for rival in &mut self.rivals {
            left -= rival.catch_up(run.step(), left);
        }
        self.looked.forget();
        self.keep_judged(run);
        most - left as u32
    }

    /// What is judged is kept, to be compared with what comes of other settings.
    fn keep_judged(&mut self, run: &Run) {
        let step = run.step();
        if step >= END && self.is_level(step) && self.leaving.as_ref().is_none_or(|of| of.step != step) {
            let today = [before_of(run, &self.first)].into_iter();
            let lanes = today.chain(self.rivals.iter().map(|rival| before_of(rival.run(), rival.first()))).collect();
            self.leaving = Some(Judged { lanes, step });
        }
    }

    #[inline(never)] // in the second part of the program (xtask/src/split)
    fn follow_all(&mut self, run: &Run, board: &Rc<Board>) {
        let boards = run.conditions();
        self.rivals.iter_mut().for_each(|rival| rival.follow(run, boards.clone()));
        let began = boards.first().map(|(_, conditions)| Rc::clone(conditions));
        if self.began.as_ref().zip(began.as_ref()).is_none_or(|(one, other)| !Rc::ptr_eq(one, other)) {
            self.first = profile_of(&run.beginning());
            self.began = began;
        }
        self.tell_apart(board);
        for rival in &mut self.rivals {
            let steps = (AT_ONCE / rival.step_cost().max(1)).max(1) as u64;
            rival.catch_up(run.step(), steps);
        }
        self.looked.forget();
        self.keep_judged(run);
    }

    /// Where other settings race, what came of those before is kept beside; where it is on other points, it is not.
    fn tell_apart(&mut self, board: &Rc<Board>) {
        let known = self.board.replace(Rc::clone(board));
        if known.is_some_and(|known| Rc::ptr_eq(&known, board)) {
            return;
        }
        let of = |otherwise: &[_]| with(&board.settings, otherwise).spec();
        let specs = std::iter::once(board.settings.spec()).chain(self.rivals.iter().map(|rival| of(rival.otherwise())));
        let of = (specs.collect(), board.points.shared());
        let Some(before) = self.of.replace(of) else { return };
        let Some(now) = self.of.as_ref().filter(|now| **now != before) else { return };
        let same_points = now.1 == before.1;
        self.times.clear();
        if let Some(judged) = self.leaving.take() {
            self.before = Some(judged);
        }
        self.before = self.before.take().filter(|_| same_points);
        self.many = self.many.take().filter(|many| many.is_of(board));
    }
}

/// The activation of a model's hidden layers.
pub fn activation(learner: &Learner) -> Activation {
    learner.shape().layers().first().map_or(Activation::Linear, |layer| layer.activation)
}
