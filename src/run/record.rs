//! What is recorded of a run.

use super::history::Ledger;
use super::model::Model;
use super::path::Path;
use super::timeline::{Bests, Checkpoint, Reference, Timeline};
use super::trend::Recent;
use std::rc::Rc;

/// All that begins anew with a run, beside the model.
pub struct Record<M: Model, C> {
    pub start: Rc<M::Start>,
    pub step: u64,
    pub ledger: Ledger,
    pub path: Path,
    pub recent: Recent,
    pub reference: Reference,
    pub least: Bests,
    pub timeline: Timeline<M, C>,
    pub last_good: LastGood<M>,
    /// While somebody looks back: what lies ahead.
    pub ahead: Option<Ahead<M, C>>,
    /// The step that the run is on its way to, back or forth.
    pub target: Option<u64>,
    /// Training stops by itself after this step.
    pub until: Option<u64>,
    /// It stopped because there was nothing more to gain.
    pub rests: bool,
}

/// The moment to go back to after a divergence.
pub struct LastGood<M: Model> {
    pub step: u64,
    pub moment: M::Moment,
    pub ledger: Ledger,
    pub least: Bests,
}

impl<M: Model, C> Record<M, C> {
    /// Of step 0 at the model's present parameters; its losses are still to come.
    pub fn new(model: &M) -> Self {
        let mut path = Path::default();
        path.restart(0, model.parameters());
        Record {
            start: Rc::new(model.start()),
            step: 0,
            ledger: Ledger::new(),
            path,
            recent: Recent::default(),
            reference: Reference { loss: model.losses().train.into(), error: model.error(), edited: false },
            least: Bests::default(),
            timeline: Timeline::default(),
            last_good: LastGood { step: 0, moment: model.moment(), ledger: Ledger::default(), least: Bests::default() },
            ahead: None,
            target: None,
            until: None,
            rests: false,
        }
    }
}

impl<M: Model, C> Clone for Record<M, C> {
    fn clone(&self) -> Self {
        Record {
            start: Rc::clone(&self.start),
            step: self.step,
            ledger: self.ledger.clone(),
            path: self.path.clone(),
            recent: self.recent.clone(),
            reference: self.reference,
            least: self.least,
            timeline: self.timeline.clone(),
            last_good: LastGood {
                step: self.last_good.step,
                moment: self.last_good.moment.clone(),
                ledger: self.last_good.ledger.clone(),
                least: self.last_good.least,
            },
            ahead: self.ahead.clone(),
            target: self.target,
            until: self.until,
            rests: self.rests,
        }
    }
}

/// What lies ahead of a step that is looked back at.
pub struct Ahead<M: Model, C> {
    /// Where the run has come to.
    pub end: Rc<Checkpoint<M>>,
    /// The context there.
    pub context: Rc<C>,
    /// The run's path, while one is where its parameters mean something else.
    pub path: Option<Path>,
    /// In which segment of the timeline one is.
    pub segment: usize,
}

impl<M: Model, C> Clone for Ahead<M, C> {
    fn clone(&self) -> Self {
        let (end, context) = (Rc::clone(&self.end), Rc::clone(&self.context));
        Ahead { end, context, path: self.path.clone(), segment: self.segment }
    }
}
