//! Chapter 3: a step downhill, a leap across the valley, or out of it.

use super::told::{Headline, Told};
use crate::session::story::FEW_STEPS;
use crate::session::{RateZone, State, Trend};
use crate::text::join::joined;
use crate::text::number::{grouped, plain, short};
use crate::text::quantity;

/// Where the last step has led.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(told: &Told) -> Headline {
    let Told { story, status, settings, units, lang, .. } = told;
    let loss = quantity::loss(status.train_loss, units, *lang);
    // Until the goal is reached, a run that cannot reach it any more says so.
    let late = if status.step > FEW_STEPS && !story.seen(story.at()).has_reached(0) {
        lang.say(
            "That is more than {0} steps: start again with another rate.",
            "已经超过 {0} 步：换个学习率，重新开始。",
            &[&grouped(FEW_STEPS)],
        )
    } else {
        String::new()
    };
    if status.trend == Trend::Best && status.step > 0 {
        let least = lang.say("The loss is {0}, the least that there is.", "损失是 {0}，不能再小了。", &[&loss]);
        let beside = joined(&[least, late], lang.pick(" ", ""));
        return Headline::around(
            lang.pick("It found the best line in {0} steps.", "只用 {0} 步就找到了最好的直线。"),
            grouped(story.seen(story.at()).found.map_or(status.step, |(step, _)| step)),
            beside,
        );
    }
    let beside = status.rate_limit.map_or_else(String::new, |limit| {
        let (en, zh) = match RateZone::of(settings.learning_rate, limit) {
            RateZone::Out => (
                "The learning rate is above {0}: each step climbs out of the valley.",
                "学习率超过了 {0}：每一步都在往谷外爬。",
            ),
            RateZone::Crawls | RateZone::Good | RateZone::Leaps if settings.x_unit == 1 => (
                "In km the valley is a ravine: its walls allow no rate above {0}, and that is a crawl along its floor.",
                "以公里计，山谷成了峡谷：谷壁只容得下小于 {0} 的学习率，沿着谷底走，这样的步子几乎不动。",
            ),
            RateZone::Leaps => (
                "Each step leaps across the valley and lands lower. Above a rate of {0} it would climb out.",
                "每一步都跨过谷底，落到对面更低的地方。学习率超过 {0} 就会爬出去。",
            ),
            RateZone::Crawls => (
                "It crawls: a rate many times as large would still hold, up to {0}.",
                "它走得太慢：学习率放大许多倍也稳得住，只要小于 {0}。",
            ),
            RateZone::Good => (
                "A step is the slope times the learning rate. Above a rate of {0} it would leap out of the valley.",
                "一步的大小是坡度乘以学习率。学习率超过 {0}，就会跳出山谷。",
            ),
        };
        lang.say(en, zh, &[&short(limit)])
    });
    let beside = if late.is_empty() { beside } else { late };
    let (en, zh) = match (status.step, status.state) {
        (0, State::Paused | State::Diverged(_)) => {
            ("The loss here is {0}. Take a step.", "这里的损失是 {0}。走一步看看。")
        }
        (_, State::Running | State::Paused | State::Diverged(_)) => {
            ("Step {1}: the loss is {0}.", "第 {1} 步：损失 {0}。")
        }
    };
    let text = lang.say(en, zh, &["{0}", &grouped(status.step)]);
    Headline::around(&text, loss, beside)
}

/// After a divergence, in whatever chapter: what has happened, and the way back.
#[inline(never)] // in the second part of the program
pub fn out_of_the_valley(told: &Told) -> Headline {
    let Told { status, settings, lang, .. } = told;
    let rate = plain(settings.learning_rate);
    let beside = match status.rate_limit {
        Some(limit) if settings.learning_rate >= limit => lang.say(
            "A rate of {0} is too much: below {1} it holds. Lower it, and press Back to the last good step.",
            "学习率 {0} 太大了，小于 {1} 才稳得住。调小它，再按“回到最后正常的一步”。",
            &[&rate, &short(limit)],
        ),
        Some(_) => lang.say(
            "With a rate of {0} it would hold. Press Back to the last good step.",
            "学习率 {0} 就稳得住了。按“回到最后正常的一步”。",
            &[&rate],
        ),
        None => lang.say(
            "A rate of {0} is too much here. Lower it, and press Back to the last good step.",
            "学习率 {0} 在这里太大了。调小它，再按“回到最后正常的一步”。",
            &[&rate],
        ),
    };
    Headline::around(
        lang.pick("Out of the valley after {0} steps.", "走了 {0} 步，跳出了山谷。"),
        grouped(status.step),
        beside,
    )
}
