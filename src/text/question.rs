//! The question that the user asks at the probe, and the answers to it.

use super::join::joined;
use super::labels;
use super::lang::Lang;
use super::number::{fixed, short};
use super::quantity::{amount, place};
use crate::view::{Probe, Quantity};

/// The question at the probe, in one line, or in two where the names of columns may be long.
pub fn question(quantity: &Quantity, x: f64, lang: Lang) -> (String, Option<String>) {
    match quantity {
        Quantity::Houses => {
            let (en, zh) = ("Price of a house at {0} km?", "距市中心 {0} 公里的房子多少钱？");
            (lang.say(en, zh, &[&kilometres(x)]), None)
        }
        Quantity::Plain | Quantity::Animals | Quantity::Inputs => {
            (lang.say("y at x = {0}?", "x = {0} 时 y 是多少？", &[&place(quantity, x)]), None)
        }
        Quantity::Named(name, of) | Quantity::Dated(name, of) => {
            let second = lang.say("at {0} = {1}", "当 {0} = {1}", &[&brief(name), &place(quantity, x)]);
            (brief(of) + lang.pick("?", "？"), Some(second))
        }
    }
}

fn kilometres(x: f64) -> String {
    if x.abs() < 1e4 { fixed(x, 1) } else { short(x) }
}

/// The beginning of a column's name, which may be of any length.
fn brief(name: &str) -> String {
    const MOST: usize = 24;
    match (name.char_indices().nth(MOST - 1), name.chars().nth(MOST)) {
        (Some((end, _)), Some(_)) => [name.get(..end).unwrap_or_default().trim_end(), "…"].concat(),
        _ => name.to_owned(),
    }
}

/// The answers of the model, of the true law and of the best line, as far as they are known.
pub fn answers(quantity: &Quantity, probe: &Probe, lang: Lang) -> [Option<String>; 3] {
    let answer = |name: &str, y: f64| match y.is_finite() {
        true => [name, " ", &amount(y, quantity, lang)].concat(),
        false => [name, lang.pick(": no answer", "：没有答案")].concat(),
    };
    [
        Some(answer(lang.pick("this model", "这个模型"), probe.predicted)),
        probe.law.filter(|y| y.is_finite()).map(|y| answer(labels::law(lang), y)),
        probe.line.filter(|y| y.is_finite()).map(|y| answer(lang.pick("best line", "最优直线"), y)),
    ]
}

/// The answers of law and line, to stand beside the model's answer.
pub fn beside(quantity: &Quantity, probe: &Probe, lang: Lang) -> String {
    let [_, law, line] = answers(quantity, probe, lang);
    joined(&[law, line].map(Option::unwrap_or_default), " · ")
}

/// The model's answer alone, where there is room for few words.
pub fn brief_answer(quantity: &Quantity, probe: &Probe, lang: Lang) -> String {
    let at = match quantity {
        Quantity::Houses => lang.say("{0} km", "{0} 公里", &[&kilometres(probe.x)]),
        Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => {
            place(quantity, probe.x)
        }
    };
    let answer = match probe.predicted.is_finite() {
        true => amount(probe.predicted, quantity, lang),
        false => lang.pick("no answer", "没有答案").to_owned(),
    };
    [&at, " → ", &answer].concat()
}

/// Question and answers in one sentence, to be spoken.
pub fn spoken(quantity: &Quantity, probe: &Probe, lang: Lang) -> String {
    let (first, second) = question(quantity, probe.x, lang);
    let [model, law, line] = answers(quantity, probe, lang).map(Option::unwrap_or_default);
    joined(&[first, second.unwrap_or_default(), model, law, line], lang.pick("; ", "；"))
}
