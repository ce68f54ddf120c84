//! Chapter 7: a deep network against a wide one of the same size, and how much of the error arrives in the first layer.

use super::told::Headline;
use crate::session::Session;
use crate::session::race::{outcome, view};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::{grouped, power_of};
use crate::text::quantity::about;
use crate::text::race as words;
use crate::text::sentences::Tone;
use crate::view::{FAINT, Race};

/// Who is ahead, and once they are judged, why.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(session: &Session) -> Headline {
    let lang = session.settings().lang;
    let Some(race) = view(session) else {
        return Headline::plain(words::nobody(lang), String::new());
    };
    let [deep, wide] = [0, 1].map(|at| race.lanes[at].fault);
    let told = |error: f64| if error.is_finite() { about(error, &race.quantity, lang) } else { "–".to_owned() };
    if race.step == 0 {
        let [deep, wide] = [0, 1].map(|at| words::layers(race.lanes[at].layers, lang)[0].clone());
        let [first, second] = [0, 1].map(|at| grouped(race.lanes[at].parameters as u64));
        let sizes = lang.say(
            "{0} and {1} weights and biases: nearly the same size. Press Play.",
            "{0} 个和 {1} 个权重与偏置：差不多大。按“开始”。",
            &[&first, &second],
        );
        return Headline::plain(
            &lang.say("Which wins: {0}, or {1}?", "谁会赢：{0}，还是{1}？", &[&deep, &wide]),
            joined(&[sizes, counted(&race, lang)], lang.pick(" ", "")),
        );
    }
    if race.step < race.end || !race.level {
        let (step, end) = (grouped(race.step), grouped(race.end));
        return Headline::around(
            &lang.say("Deep is off by {0}, wide by {1}.", "深的差 {0}，宽的差 {1}。", &["{0}", &told(wide)]),
            told(deep),
            joined(
                &[
                    lang.say(
                        "On houses that they have not seen. Step {0} of {1}.",
                        "在没见过的房子上。第 {0} 步，共 {1} 步。",
                        &[&step, &end],
                    ),
                    counted(&race, lang),
                ],
                lang.pick(" ", ""),
            ),
        );
    }
    let arrives = race.lanes[0].arrives();
    if arrives < FAINT {
        let beside = match arrives > 0.0 {
            true => lang.say(
                "At the first step it arrives {0} times fainter: the gradient has vanished.",
                "第一步传到第 1 层时只剩 1/{0}：梯度消失了。",
                &[&about_times(arrives)],
            ),
            false => lang.pick("Nothing of it arrives.", "一点也传不到。").to_owned(),
        };
        return Headline::around(
            lang.pick("The error {0}.", "误差{0}。"),
            lang.pick("does not reach layer 1", "到不了第 1 层").to_owned(),
            // By how much they miss stands over their curves.
            joined(&[beside, counted(&race, lang)], lang.pick(" ", "")),
        );
    }
    let rest = compared(&race, (&told(deep), &told(wide)), lang);
    let (en, zh) = match race.leader() == Some(0) {
        true => ("The error {0}: deep wins.", "误差{0}：深的赢了。"),
        false => ("The error {0}, and yet wide wins.", "误差{0}，但还是宽的赢了。"),
    };
    Headline::around(lang.pick(en, zh), lang.pick("reaches layer 1", "传得到第 1 层").to_owned(), rest)
}

/// A warning where the error does not reach the first layer.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn tone(session: &Session) -> Tone {
    match outcome(session) {
        Some((_, arrives)) if arrives < FAINT => Tone::Warn,
        Some(_) => Tone::Good,
        None => Tone::Calm,
    }
}

/// By how much both and the plain line miss, and who wins how often.
fn compared(race: &Race, (deep, wide): (&str, &str), lang: Lang) -> String {
    let line = race.line.map_or_else(String::new, |(_, error)| {
        let line = about(error, &race.quantity, lang);
        lang.say(", a plain line {0}", "，直线 {0}", &[&line])
    });
    let errors = lang.say(
        "Off on unseen houses: deep {0}, wide {1}{2}.",
        "没见过的房子：深的差 {0}，宽的 {1}{2}。",
        &[deep, wide, &line],
    );
    joined(&[errors, counted(race, lang)], lang.pick(" ", ""))
}

/// Who wins how often, where many races are run.
fn counted(race: &Race, lang: Lang) -> String {
    race.tally.filter(|tally| tally.done > 0).map_or_else(String::new, |tally| {
        let (done, won) = (tally.done.to_string(), tally.won[0].to_string());
        lang.say("Of {0} races deep won {1}.", "比了 {0} 场，深的赢了 {1} 场。", &[&done, &won])
    })
}

/// How many times fainter so small a share is, to two digits.
fn about_times(share: f64) -> String {
    let times = 1.0 / share;
    if !(1.0..1e15).contains(&times) {
        return "–".to_owned();
    }
    let unit = libm::pow(10.0, f64::from(power_of(times) - 1)).max(1.0);
    grouped((libm::round(times / unit) * unit) as u64)
}
