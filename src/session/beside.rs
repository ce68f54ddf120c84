//! A run that stays as a ghost beside today's: the one before it, when a run starts again; and the one of the other kind, with the
//! bend that today's has not, or without it.

use super::board::{Board, KeptRun};
use super::source::Source;
use crate::probe::{self, Field, Lazy};
use crate::run::Tally;
use crate::view::{AnswerMap, GhostMap, LossEntry, Span};
use std::rc::Rc;

/// A run beside today's, to compare with, if there is one: the one before it, or the one with the bend that it has not, or
/// without it.
#[derive(Default)]
pub struct Beside {
    /// Shared with what can be undone.
    run: Option<Rc<KeptRun>>,
    curve: Lazy<Vec<(f64, f64)>>,
    /// Of two classes, its answer everywhere.
    map: Lazy<GhostMap>,
    /// The frame over which it was asked last.
    frame: Option<(Span, Span)>,
}

/// The same, as it is kept for undo.
#[derive(Clone, Default)]
pub struct KeptBeside(Option<Rc<KeptRun>>);

impl KeptBeside {
    /// Tells what is kept of it.
    pub fn tell(&self, tally: &mut Tally) {
        if let Some(run) = &self.0 {
            run.tell(tally);
        }
    }
}

impl Beside {
    /// This one, from now on, to be gone on with.
    pub fn put(&mut self, run: KeptRun) {
        self.set(KeptBeside(Some(Rc::new(run))));
    }

    /// Whether it has taken a step.
    pub fn is_trained(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.step() > 0)
    }

    /// The run, which is beside today's no longer.
    pub fn take(&mut self) -> Option<KeptRun> {
        self.forget();
        self.run.take().map(|run| (*run).clone())
    }

    /// A run has ended, and another one of the same model begins.
    pub fn keep(&mut self, mut run: KeptRun) {
        // Of its past only the losses are shown.
        run.thin_out();
        self.put(run);
    }

    /// As it is, for undo.
    pub fn kept(&self) -> KeptBeside {
        KeptBeside(self.run.clone())
    }

    /// The one that was before, or that comes after.
    pub fn set(&mut self, kept: KeptBeside) {
        self.run = kept.0;
        self.forget();
    }

    fn forget(&mut self) {
        self.curve.forget();
        self.map.forget();
    }

    /// There is none any more.
    pub fn clear(&mut self) {
        self.set(KeptBeside::default());
    }

    /// Points from elsewhere measure something else.
    pub fn drop_stranger(&mut self, source: Source) {
        if self.run.as_ref().is_some_and(|run| run.context().points.source() != source) {
            self.clear();
        }
    }

    /// Where the frame has changed its curve is sampled anew when it is looked at.
    pub fn follow(&mut self, board: &Board) {
        let frame = board.points.frame();
        if self.frame.replace(frame) != Some(frame) {
            self.forget();
        }
    }

    /// Of points of this board.
    fn seen(&self, board: &Board) -> Option<&KeptRun> {
        self.run.as_deref().filter(|run| run.context().points.source() == board.points.source())
    }

    /// (x, ŷ) from end to end of the frame.
    pub fn curve(&self, board: &Board) -> Option<&[(f64, f64)]> {
        let (run, (x, _)) = (self.seen(board)?, board.points.frame());
        Some(self.curve.get(|_| probe::curve(&run.model(), x)))
    }

    /// Its answer everywhere, of two classes.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn map(&self, board: &Board) -> Option<AnswerMap<'_>> {
        let (run, (x, y)) = (self.seen(board)?, board.points.frame());
        let GhostMap { side, logits, .. } =
            self.map.get(|_| probe::ghost_map(&run.model(), &Field { x, y, asked: None }, 0));
        Some(AnswerMap { side: *side, logits })
    }

    /// Its losses, as long as today's are of the same kind.
    pub fn losses(&self, board: &Board) -> &[LossEntry] {
        let seen = self.seen(board).filter(|run| run.context().settings.loss == board.settings.loss);
        seen.map_or(&[], KeptRun::entries)
    }
}
