//! A model's answer everywhere on the plane, computed in slices: of one moment of training each time, so that what is shown at
//! once belongs together.

use super::field::{Field, place};
use crate::learn::{self, Batch, Workspace};
use crate::run::{Editions, Kept, Model, Run};
use crate::task::Learner;
use crate::view::{AnswerMap, Span};

/// Places along a side, of models whose answer costs up to so many multiplications.
const SIDES: [(usize, usize); 3] = [(400, 129), (3_000, 97), (usize::MAX, 65)];

/// A model's answer everywhere.
#[derive(Default)]
pub struct Map {
    shown: Option<Grid>,
    next: Option<Grid>,
    places: Option<Places>,
}

/// The places of a map as the model sees them. They stay while training goes on, and to work them out takes as long as a small
/// model's answers.
struct Places {
    of: Of,
    /// One batch a row, as far as they have been needed.
    rows: Vec<Batch>,
    work: Workspace,
}

/// The answers of one moment.
struct Grid {
    side: usize,
    logits: Vec<f32>,
    /// How many rows are computed.
    rows: usize,
    /// The moment.
    parameters: Vec<f32>,
    of: Of,
}

/// What a map is of.
#[derive(Clone, Copy, PartialEq)]
struct Of {
    space: u64,
    parameters: u64,
    frame: (Span, Span),
}

impl Of {
    fn now(editions: Editions, field: &Field) -> Of {
        Of { space: editions.space, parameters: editions.parameters, frame: (field.x, field.y) }
    }

    /// Whether a map of it still shows something of today: the same space of parameters, seen in the same frame.
    fn is_kin(&self, now: &Of) -> bool {
        self.space == now.space && self.frame == now.frame
    }
}

/// How many places along a side a map of this model has.
fn side(learner: &Learner) -> usize {
    let cost = learner.pass_cost();
    SIDES.iter().find(|(most, _)| cost <= *most).map_or(65, |(_, side)| *side)
}

impl Map {
    /// Whether it is not that of today's parameters.
    pub fn is_unfinished<C: Kept>(&self, run: &Run<Learner, C>, field: &Field) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.of != Of::now(run.editions(), field))
    }

    /// Computes rows of at most this many places, at least one; returns how many places.
    pub fn fill<C: Kept>(&mut self, run: &Run<Learner, C>, field: &Field, places: usize) -> usize {
        let (learner, now) = (run.model(), Of::now(run.editions(), field));
        if self.next.as_ref().is_none_or(|next| !next.of.is_kin(&now)) {
            let side = side(learner);
            let logits = vec![0.0; side * side];
            let parameters = learner.parameters().to_vec();
            self.next = Some(Grid { side, logits, rows: 0, parameters, of: now });
        }
        let Some(next) = &mut self.next else { return 0 };
        let (side, shape) = (next.side, learner.shape());
        let batch = || Batch::new(shape.inputs(), shape.outputs(), side);
        let known = match &mut self.places {
            Some(known) if known.of.is_kin(&now) => known,
            room => room.insert(Places { of: now, rows: Vec::new(), work: Workspace::new(shape, &batch()) }),
        };
        let rows = (places / side).max(1).min(side - next.rows);
        for row in next.rows..next.rows + rows {
            if known.rows.len() <= row {
                let mut batch = batch();
                learner.fill_places(&mut batch, &|at| place(field, side, row * side + at));
                known.rows.push(batch);
            }
            learn::forward(&next.parameters, &known.rows[row], &mut known.work);
            next.logits[row * side..(row + 1) * side].copy_from_slice(&known.work.output()[..side]);
        }
        next.rows += rows;
        if next.rows == side {
            self.shown = self.next.take();
        }
        rows * side
    }

    /// The map that was finished last, as long as it shows something of today.
    pub fn view<C: Kept>(&self, run: &Run<Learner, C>, field: &Field) -> Option<AnswerMap<'_>> {
        let now = Of::now(run.editions(), field);
        let shown = self.shown.as_ref().filter(|shown| shown.of.is_kin(&now))?;
        Some(AnswerMap { side: shown.side, logits: &shown.logits })
    }
}
