//! The sentences with numbers in them: how training goes, formulas, what was wrong with an input.

mod formula;
mod refusals;
mod verdict;

pub use formula::{column_names, formula, neuron};
pub use refusals::{MOST_STEPS, Misuse, csv_error, file_too_large, file_unreadable, knob_error, misuse, point_fault};
pub use verdict::{Tone, amount, verdict};

use super::Lang;
use super::number::{fixed, grouped, short};
use crate::snapshot::{LossEntry, Plane};

/// What the loss surface shows.
pub fn surface_caption(plane: Plane, lang: Lang) -> String {
    match (plane, lang) {
        (Plane::Exact | Plane::Centred, _) => {
            lang.pick("both parameters · drag the ball", "两个参数 · 可拖动圆点").to_owned()
        }
        (Plane::Path { dimensions } | Plane::Weights { dimensions, .. }, Lang::En) => {
            format!("a 2-D slice of {} dimensions", grouped(dimensions as u64))
        }
        (Plane::Path { dimensions } | Plane::Weights { dimensions, .. }, Lang::ZhHans) => {
            format!("{} 维空间的一个二维切片", grouped(dimensions as u64))
        }
    }
}

/// Where the point that was moved, added or removed is now.
pub fn point(index: usize, x: f64, y: f64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Point {}: x {}, y {}", index + 1, fixed(x, 2), short(y)),
        Lang::ZhHans => format!("第 {} 个点：x {}，y {}", index + 1, fixed(x, 2), short(y)),
    }
}

/// The losses that were recorded at a step.
pub fn losses_at(step: u64, entry: &LossEntry, lang: Lang) -> String {
    let (step, train) = (grouped(step), short(entry.train.last.into()));
    let held_out = entry.held_out.map(|h| short(h.last.into()));
    match (lang, held_out) {
        (Lang::En, None) => format!("Step {step}: training loss {train}"),
        (Lang::En, Some(held)) => format!("Step {step}: training loss {train}, held-out loss {held}"),
        (Lang::ZhHans, None) => format!("第 {step} 步：训练损失 {train}"),
        (Lang::ZhHans, Some(held)) => format!("第 {step} 步：训练损失 {train}，留出集损失 {held}"),
    }
}
