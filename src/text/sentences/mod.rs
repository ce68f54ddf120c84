//! The sentences with numbers in them: how training goes, formulas, what was wrong with an input.

mod divergence;
mod exploded;
mod fit;
mod formula;
mod links;
mod model;
mod neuron;
mod opening;
mod pins;
mod refusals;
pub mod sorting;
mod trend;
mod vanished;
mod verdict;

pub use fit::{ABOUT, capacity, fit, split, unseen};
pub use formula::{closed_form, formula};
pub use links::{replaying, unread_link};
pub use neuron::neuron;
pub use opening::opening;
pub use pins::{pin_hint, pinned, remove_pin, unpinned};
pub use refusals::{MOST_STEPS, Misuse, knob_error, misuse, point_fault};
pub use verdict::{Tone, never_trained, tone, verdict};

pub use super::quantity::{amount, column_names};

use super::lang::Lang;
use super::number::{fixed, grouped};
use super::quantity::{self, loss_unit, thing};
use crate::session::{MOST_PACE, Status};
use crate::view::{End, Extent, LossEntry, Plane, Quantity, Units};

/// What the loss surface shows.
pub fn surface_caption(plane: Plane, lang: Lang) -> String {
    match plane {
        Plane::Exact { .. } | Plane::Centred => {
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

/// How fast it trains, in steps a second.
pub fn pace(pace: u32, lang: Lang) -> String {
    if pace >= MOST_PACE {
        return lang.pick("as fast as it goes", "尽可能快").to_owned();
    }
    lang.say("{0} steps/s", "每秒 {0} 步", &[&grouped(pace.into())])
}

/// Where the point that was moved or added is now.
pub fn point(index: usize, (x, y): (f64, f64), quantity: &Quantity, lang: Lang) -> String {
    let at = match quantity {
        Quantity::Dated(..) => quantity::place(quantity, x),
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Animals | Quantity::Inputs => fixed(x, 2),
    };
    let parts = [(index + 1).to_string(), at, amount(y, quantity, lang)];
    lang.say("Point {0}: x {1}, y {2}", "第 {0} 个点：x {1}，y {2}", &[&parts[0], &parts[1], &parts[2]])
}

/// What the button does that takes back a point that was just added.
pub fn undo_added(quantity: &Quantity, lang: Lang) -> String {
    lang.say("Undo: {0} added", "撤销：添加了 1 {0}", &[thing(quantity, lang)])
}

/// What the button does that takes a point back to where it was before it was dragged.
pub fn undo_moved(quantity: &Quantity, lang: Lang) -> String {
    lang.say("Undo: {0} moved", "撤销：移动了 1 {0}", &[thing(quantity, lang)])
}

/// Which end of the line the keyboard holds, how high it is, and how well the line fits.
pub fn line_end(end: End, height: f64, status: &Status, quantity: &Quantity, lang: Lang) -> String {
    let (en, zh) = match end {
        End::Left => {
            ("Left end of the line: {0}. It misses a typical {1} by {2}.", "直线左端：{0}。对每{1}一般差 {2}。")
        }
        End::Right => {
            ("Right end of the line: {0}. It misses a typical {1} by {2}.", "直线右端：{0}。对每{1}一般差 {2}。")
        }
    };
    let error = amount(status.train_error, quantity, lang);
    lang.say(en, zh, &[&amount(height, quantity, lang), thing(quantity, lang), &error])
}

/// That the keyboard holds no end of the line any more.
pub fn line_let_go(lang: Lang) -> &'static str {
    lang.pick("The line is let go of.", "已放开直线。")
}

/// That there is no line whose ends could be held.
pub fn no_line(lang: Lang) -> &'static str {
    lang.pick("Only a line has ends to hold.", "只有直线才有可以抓住的两端。")
}

/// A loss with its unit.
pub fn loss(loss: f64, units: &Units, lang: Lang) -> String {
    quantity::loss(loss, units, lang) + loss_unit(units, lang)
}

/// The losses that were recorded at a step.
pub fn losses_at(step: u64, entry: &LossEntry, units: &Units, lang: Lang) -> String {
    let last = |extent: Extent| quantity::loss(extent.last.into(), units, lang);
    let (step, train) = (grouped(step), last(entry.train));
    let mut text = lang.say("Step {0}: training loss {1}", "第 {0} 步：训练损失 {1}", &[&step, &train]);
    if let Some(held_out) = entry.held_out {
        let loss = last(held_out);
        text += &lang.say(", held-out loss {0}", "，留出集损失 {0}", &[&loss]);
    }
    if let Some(penalty) = entry.penalty {
        let cost = last(penalty);
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
