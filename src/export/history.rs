//! The course of a run as a table: the losses of each step that was recorded.

use super::digits::single;
use crate::session::{Session, taken};
use crate::view::{Extent, LossEntry};

/// The losses of a step that was taken, in the units of the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// After how many steps.
    pub step: u64,
    /// Epochs that had come to their end.
    pub epoch: u64,
    /// On the training points, without the penalty.
    pub train: f32,
    /// On the points held out; `None` without any.
    pub held_out: Option<f32>,
    /// What the weights cost on top; `None` without a penalty.
    pub penalty: Option<f32>,
}

/// Each step that is kept of the run, up to the one that is looked at. Of a long run some are left out, and none is a mean.
pub fn rows(session: &Session) -> Vec<Row> {
    let mut rows = Vec::new();
    let last = session.status().step;
    for entry in taken::losses(session) {
        rows.push(row(entry, entry.from, |losses| losses.first));
        if entry.to > entry.from && entry.to <= last {
            rows.push(row(entry, entry.to, |losses| losses.last));
        }
    }
    let steps: Vec<u64> = rows.iter().map(|row| row.step).collect();
    for (row, epoch) in rows.iter_mut().zip(taken::epochs(session, &steps)) {
        row.epoch = epoch;
    }
    rows
}

fn row(entry: &LossEntry, step: u64, of: fn(Extent) -> f32) -> Row {
    Row { step, epoch: 0, train: of(entry.train), held_out: entry.held_out.map(of), penalty: entry.penalty.map(of) }
}

/// The same as CSV; a cell is empty where there is no such loss.
pub fn csv(rows: &[Row]) -> String {
    let has_penalty = rows.iter().any(|row| row.penalty.is_some());
    let mut text = "step,epoch,training_loss,held_out_loss".to_owned();
    text += if has_penalty { ",penalty\n" } else { "\n" };
    for row in rows {
        let cell = |loss: Option<f32>| loss.map_or_else(String::new, single);
        let cells = [row.step.to_string(), row.epoch.to_string(), single(row.train), cell(row.held_out)];
        text += &cells.join(",");
        if has_penalty {
            text += &[",", &cell(row.penalty)].concat();
        }
        text.push('\n');
    }
    text
}
