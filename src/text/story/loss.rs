//! Chapter 2: the loss of a line, and how far above the least it is.

use super::told::{Headline, Told};
use crate::text::number::fixed;
use crate::text::quantity;

/// The loss, and what is left of it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(told: &Told) -> Headline {
    let Told { status, units, lang, .. } = told;
    let loss = quantity::loss(status.train_loss, units, *lang);
    let above = status.best.as_ref().map_or(f64::INFINITY, |best| status.train_loss / best.loss - 1.0);
    if above <= 0.02 {
        let beside = lang.say(
            "That is within {0} % of the least that any line can have.",
            "比任何直线能达到的最小损失只高不到 {0}%。",
            &["2"],
        );
        return Headline::around(
            lang.pick("There: a loss of {0}, the bottom of the valley.", "到了：损失 {0}，这里就是谷底。"),
            loss,
            beside,
        );
    }
    let (en, zh, much) = if above < 1.0 {
        (
            "The loss is the mean of the squares, so its unit is k times k. This one is {0} % above the least.",
            "损失是这些正方形面积的平均，单位是万的平方。现在比最小值高 {0}%。",
            fixed(100.0 * above, 0),
        )
    } else {
        (
            "The loss is the mean of the squares, so its unit is k times k. This one is {0} times the least.",
            "损失是这些正方形面积的平均，单位是万的平方。现在是最小值的 {0} 倍。",
            fixed(above + 1.0, 1),
        )
    };
    let beside = lang.say(en, zh, &[&much]);
    Headline::around(
        lang.pick("The loss of this line is {0}. Roll the ball lower.", "这条直线的损失是 {0}。把小球滚得更低些。"),
        loss,
        beside,
    )
}
