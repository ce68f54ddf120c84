//! Why training has diverged, and what to do about it.

use super::exploded;
use crate::data::decimal::shortest;
use crate::session::knobs::LEAST_RATE;
use crate::session::{Divergence, Notice, Settings, Status};
use crate::text::lang::Lang;
use crate::text::number::{grouped, short};

/// What happened, why, and what to do.
pub(super) fn diverged(why: Divergence, status: &Status, settings: &Settings, lang: Lang) -> String {
    let (en, zh) = match why {
        Divergence::Exploded => ("The loss has grown past all use at step {0}. ", "到第 {0} 步，损失已大得没有意义。"),
        Divergence::NonFinite => {
            ("The loss is no longer a number at step {0}. ", "到第 {0} 步，损失已经不再是一个数。")
        }
    };
    let cause = lang.say(en, zh, &[&grouped(status.step)]);
    if is_by_hand(status.notice) {
        return cause
            + lang.pick(
                "What was set by hand is too large for it. Go back, or set smaller values.",
                "手动设定的值太大了。请退回，或换小一些的值。",
            );
    }
    if !settings.standardize && (status.step == 0 || status.rate_limit.is_some_and(|limit| limit < LEAST_RATE)) {
        // Even the smallest learning rate that can be set is too large.
        return cause
            + lang.pick(
                "The numbers are too large for training as they are. Switch Standardize on, or lower the degree of a polynomial.",
                "这些数太大，直接训练不了。请打开“标准化”，或降低多项式的次数。",
            );
    }
    if exploded::by_first_weights(settings) {
        return cause
            + lang.pick(
                "The gradient has exploded: the first weights are too large, and each layer multiplies it further. Start with weights by activation, or have fewer layers.",
                "这是梯度爆炸：初始权重太大，每往回传一层，梯度又放大几倍。请把初始权重改为“按激活函数”，或减少层数。",
            );
    }
    // For a line and a polynomial the limit is known: 2 over the largest eigenvalue of the Hessian.
    let limit = status
        .rate_limit
        .filter(|limit| *limit < settings.learning_rate)
        .map(|limit| lang.say(" below {0}, the limit for these points", "（对这些点，上限是 {0}）", &[&short(limit)]));
    let raw = lang.pick(" and data that are not standardized", "，数据又没有标准化");
    let advice = lang.say(
        "It diverged: with a learning rate of {0}{1} every step leaps farther across the valley than the last. Lower the learning rate{2}, then go back or rewind.",
        "训练发散了：学习率为 {0}{1}，每一步都比上一步跨得更远，越过谷底。请调小学习率{2}，再退回或从头开始。",
        &[
            &shortest(settings.learning_rate),
            if settings.standardize { "" } else { raw },
            &limit.unwrap_or_default(),
        ],
    );
    cause + &advice
}

/// Whether the latest that happened is that parameters were set by hand: then no step has led here.
fn is_by_hand(notice: Notice) -> bool {
    match notice {
        Notice::Placed | Notice::Edited => true,
        Notice::Ready
        | Notice::Playing
        | Notice::Paused
        | Notice::Hidden
        | Notice::Rewound
        | Notice::Recovered
        | Notice::NewRun
        | Notice::NewModel
        | Notice::Points
        | Notice::Imported
        | Notice::Regrown
        | Notice::LookingBack
        | Notice::StoppedEarly
        | Notice::Solved
        | Notice::NothingToGain
        | Notice::Undone
        | Notice::Redone => false,
    }
}
