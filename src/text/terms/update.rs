//! w ← w − α · ∂L/∂w, with its numbers.

use super::digits::{EQUAL, NEARLY, Printed, decimals, enclosed, is_plain, rough};
use super::units::scale;
use crate::session::{LossKind, NoUpdate, PenaltyKind, Settings, UpdateTerm};
use crate::text::lang::Lang;
use crate::text::number::{fixed, without_zeros};
use crate::text::quantity::{Scale, column_names, things};
use crate::view::Quantity;

/// Decimals that may be added to the fewest until the printed numbers give the printed result.
const MORE: i32 = 4;

/// The update of one parameter, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateRow {
    /// Its letter.
    pub name: &'static str,
    /// Its value today.
    pub now: String,
    /// The learning rate.
    pub rate: String,
    /// The derivative of the loss by it.
    pub slope: String,
    /// What stands before `next`: "=" where now − rate · slope, computed from the printed numbers and rounded as `next` is, is
    /// `next`; "≈" where no digits were found that make it so.
    pub sign: &'static str,
    /// Its value after the step.
    pub next: String,
}

/// The updates of both parameters of a line, told on a scale. Each number is a rounding of the true one.
pub fn update_rows(terms: &[UpdateTerm; 2], scale: Scale) -> [UpdateRow; 2] {
    [row(&terms[0], scale), row(&terms[1], scale)]
}

fn row(term: &UpdateTerm, scale: Scale) -> UpdateRow {
    let (name, now, next) = (term.name, scale.y(term.now), scale.y(term.next));
    let (rate, slope) = (scale.rate(term.rate), scale.slope(term.slope));
    if ![now, slope, next].iter().all(|value| is_plain(*value)) {
        let (now, rate, slope, next) = (rough(now), rough(rate), rough(slope), rough(next));
        return UpdateRow { name, now, rate, slope, sign: NEARLY, next };
    }
    // Four digits of the parameter, or so many more, up to six, as show two digits of the step; four of the slope.
    let size = now.abs().max(next.abs());
    let value = decimals(size, 4).max(decimals(rate * slope, 2).min(decimals(size, 6)));
    let written = |finer: (i32, i32, i32)| {
        let (of_now, of_slope, of_next) = finer;
        let now = Printed::new(now, value + of_now);
        let rate = Printed::significant(rate, 4 + of_slope);
        let slope = Printed::new(slope, decimals(slope, 4) + of_slope);
        let next = Printed::new(next, value + of_next);
        let sign = if next.is_of(now.value - rate.value * slope.value) { EQUAL } else { NEARLY };
        UpdateRow { name, now: now.text, rate: rate.text, slope: slope.text, sign, next: next.text }
    };
    let mut first = None;
    // The fewest digits first; at last with more of them before the equals sign than behind it.
    let even = (0..=2 * MORE).flat_map(|more| (0..=more).map(move |of_value| (of_value, more - of_value, of_value)));
    for finer in even.chain((0..=MORE).map(|more| (more + 1, MORE, more))) {
        let row = written(finer);
        if row.sign == EQUAL {
            return row;
        }
        first = first.or(Some(row));
    }
    first.unwrap_or_else(|| written((0, 0, 0)))
}

/// "w ← w − α · ∂L/∂w ="
fn update_name(row: &UpdateRow) -> String {
    let name = row.name;
    [name, " ← ", name, " − α · ∂L/∂", name, " ="].concat()
}

/// "w ← w − α · ∂L/∂w = −94.6 − 0.28 · 362.8 = −196.2"
pub fn update_line(row: &UpdateRow) -> String {
    let UpdateRow { now, rate, slope, sign, next, .. } = row;
    [&update_name(row), " ", now, " − ", rate, " · ", &enclosed(slope), " ", sign, " ", next].concat()
}

/// What the slopes are the means of, and what a penalty adds to them.
pub fn update_note(settings: &Settings, quantity: &Quantity, lang: Lang) -> String {
    let (x, y) = column_names(quantity, lang);
    let scale = scale(settings, quantity, lang);
    let (en, zh) = match settings.loss {
        LossKind::MeanSquared => (
            "∂L/∂b is twice the mean of (line − {1}), ∂L/∂w twice the mean of (line − {1}) × {0}.",
            "∂L/∂b 是（直线 − {1}）的平均值的两倍，∂L/∂w 是（直线 − {1}）× {0}的平均值的两倍。",
        ),
        LossKind::MeanAbsolute => (
            "Each of the {2} counts 1 if the line is above it and −1 if below: ∂L/∂b is the mean of these, ∂L/∂w the mean of these × {0}.",
            "直线在点的上方记 1，在下方记 −1：∂L/∂b 是它们的平均值，∂L/∂w 是它们 × {0}的平均值。",
        ),
        LossKind::Huber => (
            "∂L/∂b is the mean of (line − {1}), each taken as ±{3} where it is larger; ∂L/∂w is the mean of the same × {0}.",
            "∂L/∂b 是（直线 − {1}）的平均值，超过 ±{3} 的都按 ±{3} 算；∂L/∂w 是它们 × {0}的平均值。",
        ),
    };
    let mut text = lang.say(en, zh, &[x, y, things(2, quantity, lang), &exact(scale.y(1.0))]);
    let strength = settings.penalty_strength;
    text += &match settings.penalty {
        PenaltyKind::None => String::new(),
        PenaltyKind::L2 => lang.say(
            " To ∂L/∂w the penalty adds {0} · w.",
            "惩罚项再给 ∂L/∂w 加上 {0} · w。",
            &[&exact(scale.decay(strength))],
        ),
        PenaltyKind::L1 => lang.say(
            " To ∂L/∂w the penalty adds {0} if w is above 0, and takes {0} away if it is below.",
            "惩罚项再给 ∂L/∂w 加上 {0}（w 为正时）或减去 {0}（w 为负时）。",
            &[&exact(scale.slope(strength))],
        ),
    };
    text
}

/// A number that was set, with all its digits.
fn exact(value: f64) -> String {
    without_zeros(fixed(value, 12))
}

/// Why the next step is not written as an update; empty where it is no question.
pub fn no_update(why: NoUpdate, lang: Lang) -> &'static str {
    match why {
        NoUpdate::NoLine | NoUpdate::NoPoints => "",
        NoUpdate::Optimizer => lang.pick(
            "This optimizer makes more of the slope than w − α · ∂L/∂w: its formulas stand under More. With gradient descent the step is written out here.",
            "这个优化器不只是算 w − α · ∂L/∂w，它的公式在“更多”里。用普通的梯度下降时，这里会写出每一步的算式。",
        ),
        NoUpdate::Batches => lang.pick(
            "A step sees only a batch of the points, drawn when it is taken. With all points the step is written out here.",
            "每一步只看随机抽出的一批点，事先算不出来。每步都用全部的点时，这里会写出每一步的算式。",
        ),
        NoUpdate::Frozen => lang.pick(
            "A frozen parameter stays as it is, whatever its slope. With none frozen the step is written out here.",
            "冻结的参数不管斜率是多少都保持不变。全部解冻后，这里会写出每一步的算式。",
        ),
        NoUpdate::Diverged => lang.pick("The numbers have grown past all use.", "这些数已经大得没有意义。"),
    }
}
