//! Why a measurement was refused.

use crate::session::{MOST_FOLDS, MOST_SWEEP_STEPS, VARIES};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;

/// Why a measurement was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// There is nothing of this name to vary.
    Vary,
    /// The number of steps is out of range.
    Steps,
    /// The number of folds is out of range.
    Folds,
    /// A degree, where a class is asked for: no polynomial tells two classes apart here.
    Degree,
    /// There are too few points to learn from and to judge by.
    Points,
}

/// Why a measurement was refused, and what is allowed.
pub fn refusal(why: Unmeasured, lang: Lang) -> String {
    match why {
        Unmeasured::Vary => {
            let words = joined(&VARIES.map(|(word, _)| word), lang.pick(", ", "、"));
            lang.say("What is varied is one of {0}.", "可变的是 {0} 之一。", &[&words])
        }
        Unmeasured::Steps => {
            let most = grouped(MOST_SWEEP_STEPS.into());
            lang.say("Steps are a whole number from 1 to {0}.", "步数是 1 到 {0} 的整数。", &[&most])
        }
        Unmeasured::Folds => {
            let most = MOST_FOLDS.to_string();
            lang.say("Folds are 0, or a whole number from 2 to {0}.", "折数是 0，或 2 到 {0} 的整数。", &[&most])
        }
        Unmeasured::Degree => lang
            .pick(
                "No polynomial tells two classes apart here. Measure with more layers or wider ones.",
                "这里不用多项式来区分两类。请改为测量不同的层数或宽度。",
            )
            .to_owned(),
        Unmeasured::Points => lang
            .pick("There are too few points to measure with. Add some first.", "数据点太少，无法测量。请先添加一些。")
            .to_owned(),
    }
}
