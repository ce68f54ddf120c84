//! The sentences with numbers in them: how training goes, formulas, what was wrong with an input.

mod divergence;
mod fit;
mod formula;
mod links;
mod model;
mod opening;
mod pins;
mod refusals;
mod trend;
mod verdict;

pub use fit::capacity;
pub use formula::{closed_form, formula, neuron};
pub use links::{replaying, unread_link};
pub use pins::{pin_hint, pinned, remove_pin, unpinned};
pub use refusals::{MOST_STEPS, Misuse, csv_error, file_too_large, file_unreadable, knob_error, misuse, point_fault};
pub use verdict::{Tone, verdict};

pub use super::quantity::{amount, column_names};

use super::lang::Lang;
use super::number::{fixed, grouped, short};
use crate::session::Status;
use crate::view::{LossEntry, Plane};

/// What the loss surface shows.
pub fn surface_caption(plane: Plane, lang: Lang) -> String {
    match plane {
        Plane::Exact | Plane::Centred => {
            lang.pick("both parameters · drag the ball", "两个参数 · 可拖动圆点").to_owned()
        }
        Plane::Path { dimensions } | Plane::Weights { dimensions, .. } => {
            lang.say("a 2-D slice of {0} dimensions", "{0} 维空间的一个二维切片", &[&grouped(dimensions as u64)])
        }
    }
}

/// How many points there are.
pub fn points(count: usize, lang: Lang) -> String {
    let en = if count == 1 { "{0} point" } else { "{0} points" };
    lang.say(en, "共 {0} 个点", &[&grouped(count as u64)])
}

/// Where the point that was moved or added is now.
pub fn point(index: usize, x: f64, y: f64, lang: Lang) -> String {
    let parts = [(index + 1).to_string(), fixed(x, 2), short(y)];
    lang.say("Point {0}: x {1}, y {2}", "第 {0} 个点：x {1}，y {2}", &[&parts[0], &parts[1], &parts[2]])
}

/// The losses that were recorded at a step.
pub fn losses_at(step: u64, entry: &LossEntry, lang: Lang) -> String {
    let (step, train) = (grouped(step), short(entry.train.last.into()));
    let mut text = lang.say("Step {0}: training loss {1}", "第 {0} 步：训练损失 {1}", &[&step, &train]);
    if let Some(held_out) = entry.held_out {
        let loss = short(held_out.last.into());
        text += &lang.say(", held-out loss {0}", "，留出集损失 {0}", &[&loss]);
    }
    if let Some(penalty) = entry.penalty {
        let cost = short(penalty.last.into());
        text += &lang.say(", penalty {0}", "，惩罚项 {0}", &[&cost]);
    }
    text
}

/// Which step of the run is looked at, and the first to which one can go back.
pub fn timeline(status: &Status, lang: Lang) -> String {
    let [step, last, first] = [status.sought_step, status.last_step, status.first_step].map(grouped);
    let mut text = lang.say("step {0} of {1}", "第 {0} 步，共 {1} 步", &[&step, &last]);
    if status.first_step > 0 {
        text += &lang.say(", kept from step {0} on", "，可回看到第 {0} 步", &[&first]);
    }
    text
}

/// What is written on the button that leads to the step of the least held-out loss.
pub fn best_step(status: &Status, lang: Lang) -> String {
    let step = status.best_step.map_or_else(|| "–".to_owned(), grouped);
    lang.say("Best step: {0}", "最佳：第 {0} 步", &[&step])
}
