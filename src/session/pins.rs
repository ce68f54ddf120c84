//! Runs that were pinned to be compared with: each stays as it was, and answers for today's points.

use super::board::KeptRun;
use super::points::Points;
use super::settings::Settings;
use super::source::Source;
use crate::data::Point;
use crate::probe::{self, Field, Lazy};
use crate::run::Tally;
use crate::task::{Learner, Sorted};
use crate::view::{Ghost, GhostMap, Span};
use std::rc::Rc;

/// The most runs that can be pinned; each has a letter.
pub const MOST_PINS: usize = 4;

/// What a pinned run says of today's points.
#[derive(Clone)]
pub struct Pin {
    /// 0 for A, 1 for B and so on. It stays, whatever becomes of the other pins.
    pub letter: usize,
    /// What the knobs were set to.
    pub settings: Settings,
    /// The run's step.
    pub step: u64,
    /// The typical error, √ of the mean squared error, of today's training points, in the units of y; not finite without any.
    pub train_error: f64,
    /// The same of today's held-out points; `None` when there are none.
    pub held_out_error: Option<f64>,
    /// How many of today's points it tells apart, where a class is asked for.
    pub sorted: Option<Sorted>,
}

/// A run that was pinned.
pub struct Pinned {
    letter: usize,
    run: KeptRun,
}

impl Pinned {
    /// 0 for A, 1 for B and so on.
    pub fn letter(&self) -> usize {
        self.letter
    }

    /// The run, as it was.
    pub fn run(&self) -> &KeptRun {
        &self.run
    }

    fn source(&self) -> Source {
        self.run.context().points.source()
    }

    /// Tells what is kept of it.
    pub fn tell(&self, tally: &mut Tally) {
        self.run.tell(tally);
    }
}

/// All of them, in the order of their letters.
#[derive(Default)]
pub struct Pins {
    /// Shared with what can be undone.
    all: Rc<Vec<Rc<Pinned>>>,
    compared: Lazy<Compared>,
    /// What they were compared on last.
    ground: Option<ComparedOn>,
}

/// What pins are compared on: the points, by their one place in memory, and the frame over which ghosts are drawn.
#[derive(Clone, PartialEq)]
struct ComparedOn {
    points: Rc<Vec<Point>>,
    source: Source,
    frame: (Span, Span),
}

/// The pins of the present source, with their models.
#[derive(Default)]
struct Compared {
    models: Vec<(Rc<Pinned>, Learner)>,
    pins: Vec<Pin>,
    ghosts: Vec<Ghost>,
    maps: Vec<GhostMap>,
}

impl Pins {
    /// The first letter that no pin has.
    pub fn free(&self) -> Option<usize> {
        (0..MOST_PINS).find(|letter| self.all.iter().all(|pin| pin.letter != *letter))
    }

    /// Pins a run under a letter that is free.
    pub fn add(&mut self, letter: usize, mut run: KeptRun) {
        // Of its past nothing is shown.
        run.thin_out();
        let mut all = (*self.all).clone();
        let at = all.partition_point(|pin| pin.letter < letter);
        all.insert(at, Rc::new(Pinned { letter, run }));
        self.set(Rc::new(all));
    }

    /// Takes a pin away, by its letter; says whether there was one.
    pub fn remove(&mut self, letter: usize) -> bool {
        self.keep(|pin| pin.letter != letter)
    }

    /// Points from elsewhere measure something else: pins of other points are dropped, since they would say
    /// nothing.
    pub fn drop_strangers(&mut self, source: Source) {
        self.keep(|pin| pin.source() == source);
    }

    fn keep(&mut self, wanted: impl Fn(&Pinned) -> bool) -> bool {
        let all: Vec<_> = self.all.iter().filter(|pin| wanted(pin)).cloned().collect();
        let fewer = all.len() < self.all.len();
        if fewer {
            self.set(Rc::new(all));
        }
        fewer
    }

    /// None any more.
    pub fn clear(&mut self) {
        self.set(Rc::default());
    }

    /// All of them, for undo.
    pub fn all(&self) -> Rc<Vec<Rc<Pinned>>> {
        Rc::clone(&self.all)
    }

    /// Those that were before, or that come after.
    pub fn set(&mut self, all: Rc<Vec<Rc<Pinned>>>) {
        self.all = all;
        self.compared.forget();
    }

    /// Where the points, which of them are held out, or the frame have changed, the comparison is made again when it is read.
    /// Costs nothing where they have not.
    pub fn follow(&mut self, points: &Points) {
        let ground = ComparedOn::of(points);
        if self.ground.as_ref() != Some(&ground) {
            self.ground = Some(ground);
            self.compared.forget();
        }
    }

    fn compared(&self, points: &Points) -> &Compared {
        self.compared.get(|room| {
            let mut models = room.unwrap_or_default().models;
            let ComparedOn { points, source, frame: (x, y) } = ComparedOn::of(points);
            let mut compared = Compared::default();
            for pinned in self.all.iter().filter(|pin| pin.source() == source) {
                let known = models.iter().position(|(of, _)| Rc::ptr_eq(of, pinned));
                let model = known.map_or_else(|| pinned.run.model(), |at| models.swap_remove(at).1);
                let errors = model.errors_on(&points);
                compared.pins.push(Pin {
                    letter: pinned.letter,
                    settings: pinned.run.context().settings.clone(),
                    step: pinned.run.step(),
                    train_error: errors.train,
                    held_out_error: errors.held_out,
                    sorted: model.sorted_on(&points),
                });
                let letter = pinned.letter;
                match model.tells_classes() {
                    false => compared.ghosts.push(Ghost { letter, curve: probe::curve(&model, x) }),
                    true => compared.maps.push(probe::ghost_map(&model, &Field { x, y, asked: None }, letter)),
                }
                compared.models.push((Rc::clone(pinned), model));
            }
            compared
        })
    }

    /// What they say of these points.
    pub fn seen(&self, points: &Points) -> &[Pin] {
        &self.compared(points).pins
    }

    /// What may be drawn of them.
    pub fn ghosts(&self, points: &Points) -> &[Ghost] {
        &self.compared(points).ghosts
    }

    /// What may be drawn of them on the plane of two classes.
    pub fn maps(&self, points: &Points) -> &[GhostMap] {
        &self.compared(points).maps
    }
}

impl ComparedOn {
    fn of(points: &Points) -> ComparedOn {
        ComparedOn { points: points.shared(), source: points.source(), frame: points.frame() }
    }
}
