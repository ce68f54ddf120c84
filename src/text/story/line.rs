//! Chapter 1: the line by hand, and the machine's.

use super::told::{Headline, Told};
use crate::session::{Notice, State, Trend};
use crate::text::join::joined;
use crate::text::number::grouped;
use crate::text::quantity::amount;

/// By how much the line misses a house, whose line it is, and what to do next.
pub fn headline(told: &Told) -> Headline {
    let Told { story, status, quantity, lang, .. } = told;
    let error = |error: f64| amount(error, quantity, *lang);
    let now = error(status.train_error);
    let seen = story.seen(story.at());
    let best_try = seen.tries.iter().copied().reduce(f64::min);
    let by_hand = status.step == 0 && status.notice == Notice::Placed;
    if status.trend == Trend::Best && status.step > 0 {
        let yours = best_try
            .map_or_else(String::new, |own| lang.say("; your best was {0}", "；你最好的差 {0}", &[&error(own)]));
        let text = lang.say("It found the best line: {0}{1}.", "它找到了最好的直线：只差 {0}{1}。", &["{0}", &yours]);
        let beside = lang.say(
            "Steps: {0}. No line comes closer to all houses at once. Drag a house, and it has to learn anew.",
            "共 {0} 步。没有哪条直线能同时离所有房子更近。拖动一套房子，它就得重新学。",
            &[&grouped(status.step)],
        );
        return Headline::around(&text, now, beside);
    }
    let (en, zh, en_beside, zh_beside) = match status.state {
        State::Running => (
            "It is learning: off by {0} now.",
            "它在学：现在差 {0}。",
            "Step {0}. Each step turns and lifts the line a little, to where it misses less.",
            "第 {0} 步。每走一步，直线就转一点、移一点，朝着差得更少的方向。",
        ),
        State::Paused | State::Diverged(_) if status.step > 0 => (
            "Paused: off by {0} now.",
            "已暂停：现在差 {0}。",
            "Step {0}. Press Play to go on.",
            "第 {0} 步。按“开始”继续。",
        ),
        State::Paused | State::Diverged(_) if by_hand => (
            "You miss a typical house by {0}. Let it try.",
            "你的直线平均每套差 {0}。让机器试试。",
            "That is the typical miss over all of them; k is a thousand. The machine starts from your line.",
            "这是所有房子平均差多少。机器会从你的直线开始。",
        ),
        State::Paused | State::Diverged(_) => (
            "This line misses a typical house by {0}. Tilt it.",
            "这条直线平均每套差 {0}。把它转一转。",
            "Drag its two ends until it runs through the dots. k is a thousand.",
            "拖动直线的两端，让它穿过这些点。",
        ),
    };
    let mut beside = lang.say(en_beside, zh_beside, &[&grouped(status.step)]);
    if by_hand && seen.tries.len() > 1 {
        let tries: Vec<String> = seen.tries.iter().map(|own| error(*own)).collect();
        let tries = joined(&tries, lang.pick(", ", "、"));
        beside = lang.say(
            "Your tries: {0}. The machine starts from your line.",
            "你试过的：{0}。机器会从你的直线开始。",
            &[&tries],
        );
    }
    Headline::around(lang.pick(en, zh), now, beside)
}
