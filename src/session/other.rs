//! The run with the bend that today's has not, or without the one that it has.

use super::board::KeptRun;
use crate::data::Law;
use crate::probe::{self, Lazy};
use crate::run::Tally;
use crate::view::Span;
use std::rc::Rc;

/// The run of the same samples with the bend that today's has not, or without the one that it has.
#[derive(Default)]
pub struct Other {
    run: Option<Rc<KeptRun>>,
    curve: Lazy<Vec<(f64, f64)>>,
    /// The x over which its curve was sampled last.
    x: Option<Span>,
}

/// The same, as it is kept for undo.
#[derive(Clone, Default)]
pub struct KeptOther(Option<Rc<KeptRun>>);

impl KeptOther {
    /// This run.
    pub fn of(run: KeptRun) -> KeptOther {
        KeptOther(Some(Rc::new(run)))
    }

    /// Tells what is kept of it.
    pub fn tell(&self, tally: &mut Tally) {
        if let Some(run) = &self.0 {
            run.tell(tally);
        }
    }
}

impl Other {
    /// As it is, for undo.
    pub fn kept(&self) -> KeptOther {
        KeptOther(self.run.clone())
    }

    /// The one that was, or that comes after.
    pub fn set(&mut self, kept: KeptOther) {
        self.run = kept.0;
        self.curve.forget();
    }

    /// The run, which is no longer the other one.
    pub fn take(&mut self) -> Option<KeptRun> {
        self.curve.forget();
        self.run.take().map(|run| (*run).clone())
    }

    /// Points of another law, or of none, measure something else.
    pub fn drop_stranger(&mut self, law: Option<Law>) {
        if self.run.as_ref().is_some_and(|run| run.context().points.law() != law) {
            self.set(KeptOther::default());
        }
    }

    /// Where the frame has changed its curve is sampled anew when it is looked at.
    pub fn follow(&mut self, x: Span) {
        if self.x.replace(x) != Some(x) {
            self.curve.forget();
        }
    }

    /// (x, ŷ) from end to end of the frame.
    pub fn curve(&self, x: Span) -> Option<&[(f64, f64)]> {
        let run = self.run.as_ref()?;
        Some(self.curve.get(|_| probe::curve(&run.model(), x)))
    }
}
