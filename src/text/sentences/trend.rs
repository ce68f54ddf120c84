//! Where training is heading, in a sentence.

use crate::learn::Optimizer;
use crate::session::{Model, ScheduleKind, Settings, Status, Trend, Verdict};
use crate::text::lang::Lang;
use crate::text::number::{grouped, short};

/// Where training is heading, and what to do if that is nowhere; empty where more important things are said.
pub(super) fn trend(status: &Status, settings: &Settings, lang: Lang) -> String {
    let percent = |share: f64| short(100.0 * share);
    let (judged, overfit) = match status.fit {
        Verdict::Unknown(_) => (false, false),
        Verdict::Underfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Good { .. }
        | Verdict::Mixes { .. }
        | Verdict::Sorts { .. } => (true, false),
        Verdict::Overfit { .. } | Verdict::ByHeart { .. } => (true, true),
    };
    match status.trend {
        // A model that has learned its points by heart is not to be praised for improving on them.
        Trend::Unknown | Trend::Improving | Trend::Flat { .. } | Trend::Best | Trend::ThroughAll if overfit => {
            String::new()
        }
        Trend::Unknown => lang.pick("Training.", "正在训练。").to_owned(),
        Trend::Improving => lang.pick("Improving.", "还在进步。").to_owned(),
        Trend::Flat { .. } if settings.frozen.count() >= status.parameters => lang
            .pick("At rest: all parameters are frozen.", "已停下：所有参数都被冻结了。")
            .to_owned(),
        Trend::Flat { .. } if rate_is_zero(status, settings) => lang
            .pick("At rest: the schedule has brought the learning rate down to 0.", "已停下：学习率已按调度降到 0。")
            .to_owned(),
        // The sentence on the fit leaves no room for more.
        Trend::Flat { steps } if judged => lang.say("Flat for {0} steps.", "已走平 {0} 步。", &[&grouped(steps)]),
        Trend::Flat { steps } => lang.say(
            "Flat: in {0} steps the loss has fallen by less than 1 %.",
            "已经走平：最近 {0} 步，损失下降不到 1%。",
            &[&grouped(steps)],
        ),
        Trend::Oscillating { swing } => {
            let (en, zh) = oscillating(status, settings);
            lang.say(en, zh, &[&percent(swing)])
        }
        Trend::Bouncing => lang
            .pick(
                "It bounces at the limit of the learning rate: each step leaps across the valley and lands as high as it was. A smaller rate comes down.",
                "它在学习率的极限处来回弹跳：每一步都跨过谷底，落到对面同样高的地方。调小学习率就能降下来。",
            )
            .to_owned(),
        Trend::Rising => lang
            .pick("Getting worse: the loss rises. Lower the learning rate.", "越来越差：损失在上升。请调小学习率。")
            .to_owned(),
        Trend::Best => {
            let (en, zh) = match settings.model {
                Model::Line => ("Solved: no line fits these points better.", "已解出：对这些点，没有更好的直线了。"),
                Model::Polynomial => {
                    ("Solved: no polynomial of this degree fits better.", "已解出：对这些点，没有更好的同次多项式了。")
                }
                Model::Network => {
                    ("Solved: no such network fits these points better.", "已解出：对这些点，没有更好的同类网络了。")
                }
            };
            lang.pick(en, zh).to_owned()
        }
        Trend::ThroughAll => {
            let (en, zh) = match status.classes.is_some() {
                false => ("Solved: it goes through every training point.", "已解出：它穿过了每一个训练点。"),
                true => ("Solved: it gets every training sample right.", "已解出：它分对了每一个训练样本。"),
            };
            lang.pick(en, zh).to_owned()
        }
    }
}

/// Whether the schedule has brought the learning rate down to 0.
fn rate_is_zero(status: &Status, settings: &Settings) -> bool {
    match settings.schedule {
        ScheduleKind::Constant | ScheduleKind::Step | ScheduleKind::WarmUp => false,
        ScheduleKind::Cosine => status.step >= u64::from(settings.schedule_steps),
    }
}

/// How the loss jumps, and what calms it, in both languages.
fn oscillating(status: &Status, settings: &Settings) -> (&'static str, &'static str) {
    // With mini-batches an epoch is more than a step.
    if settings.batch.is_some_and(|batch| batch < status.training_points) {
        return (
            "Oscillating: the loss jumps by {0} % at a time. A smaller learning rate or larger batches calm it.",
            "正在震荡：损失每次上下跳动约 {0}%。调小学习率，或加大批量，就会平稳。",
        );
    }
    match settings.recipe().optimizer {
        Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => (
            "Oscillating: the loss jumps by {0} % a step. A smaller learning rate or less momentum calms it.",
            "正在震荡：损失每步上下跳动约 {0}%。调小学习率，或减小动量系数，就会平稳。",
        ),
        Optimizer::Descent | Optimizer::RmsProp | Optimizer::Adam => (
            "Oscillating: the loss jumps by {0} % a step. A smaller learning rate calms it.",
            "正在震荡：损失每步上下跳动约 {0}%。调小学习率就会平稳。",
        ),
    }
}
