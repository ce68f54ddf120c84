//! Chapter 6: no line parts the cats from the others, a few lines together do.

use super::told::{Fence, Headline, Told, word};
use crate::session::classes::answer_map;
use crate::session::story::{NEARLY_ALL, right_of_all};
use crate::session::{Session, State, Trend};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;
use crate::text::sentences::sorting::percent;
use crate::view::AnswerMap;

/// How many of the animals so many lines get right.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(told: &Told) -> Headline {
    let (status, lang) = (told.status, told.lang);
    let Some((numbers, share)) = status.classes.as_ref().and_then(|numbers| Some((numbers, right_of_all(numbers)?)))
    else {
        return Headline::plain(
            lang.pick("There are no animals to learn from.", "没有可以学习的动物。"),
            String::new(),
        );
    };
    let line = numbers.line.map_or_else(String::new, |line| {
        let (en, zh) = ("One straight line alone is right for {0} at best.", "单用一条直线，最多分对 {0}。");
        lang.say(en, zh, &[&percent(line.share(), lang)])
    });
    let unseen = numbers.sorted.held_out.all();
    let unseen = unseen.share().map_or_else(String::new, |share| {
        let (en, zh) = ("Of the {0} that it has not seen: {1}.", "没见过的 {0} 只，分对 {1}。");
        lang.say(en, zh, &[&grouped(unseen.of as u64), &percent(share, lang)])
    });
    let stuck = status.state == State::Paused && status.step > 0 && matches!(status.trend, Trend::Flat { .. });
    let one = told.settings.layers == [1] && status.step > 0;
    let below = if one && numbers.line.is_some_and(|line| share < line.share()) {
        let (en, zh) =
            ("Training makes the loss small, not the count of wrong ones.", "训练减小的是损失，不是分错的个数。");
        lang.pick(en, zh)
    } else {
        ""
    };
    let more = if stuck && share < NEARLY_ALL {
        lang.pick("No more to gain with so few: press + for another line.", "这么几条线，只能这样了：按 + 再加一条。")
    } else {
        ""
    };
    let beside = joined(&[line.as_str(), below, &unseen, more], lang.pick(" ", ""));
    if status.step == 0 {
        let (en, zh) = ("Can {0} tell cats from the others? Press Play.", "{0}能把猫和别的动物分开吗？按“开始”。");
        return Headline::plain(&lang.say(en, zh, &[&lines(told)]), line);
    }
    if !told.bends {
        let (en, zh) = ("{1} without a bend: {0} right.", "{1}，都不弯折：分对 {0}。");
        let still = numbers.line.map_or_else(String::new, |line| {
            let (en, zh) = ("Still one straight line: {0} at best.", "还是一条直线，最多分对 {0}。");
            lang.say(en, zh, &[&percent(line.share(), lang)])
        });
        let nowhere = lang.pick("The loss is least where it says no cat everywhere.", "处处都说不是猫，损失才最小。");
        let nowhere = if told.fence == Fence::None { nowhere } else { "" };
        return Headline::around(
            &lang.say(en, zh, &["{0}", &layers(&told.settings.layers, lang)]),
            percent(share, lang),
            joined(&[&still, nowhere], lang.pick(" ", "")),
        );
    }
    let (en, zh) = match (told.fence == Fence::Closed && share >= NEARLY_ALL, told.settings.layers.as_slice()) {
        (true, [_]) => ("{1} fence the cats in: {0} right.", "{1}把猫围了起来：分对 {0}。"),
        (false, [1]) => ("{1} gets {0} right.", "{1}，分对 {0}。"),
        (false, [_]) => ("{1} get {0} right.", "{1}，分对 {0}。"),
        (true | false, _) => ("The layers get {0} right.", "这些层分对 {0}。"),
    };
    Headline::around(&lang.say(en, zh, &["{0}", &capital(lines(told))]), percent(share, lang), beside)
}

/// Where the answer is cat, as the map shows it.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn fence(session: &Session) -> Fence {
    let Some(AnswerMap { side, logits }) = answer_map(session) else { return Fence::Open };
    let is_edge =
        |at: usize| at < side || at + side >= logits.len() || at.is_multiple_of(side) || at % side == side - 1;
    let cats = || logits.iter().enumerate().filter(|(_, logit)| **logit > 0.0);
    match (cats().next(), cats().any(|(at, _)| is_edge(at))) {
        (None, _) => Fence::None,
        (Some(_), true) => Fence::Open,
        (Some(_), false) => Fence::Closed,
    }
}

/// "Three layers of eight", or as many as there are.
fn layers(widths: &[usize], lang: Lang) -> String {
    match widths {
        [] => lang.pick("No layer", "没有隐藏层").to_owned(),
        [width] => lang.say("One layer of {0}", "一层 {0} 个", &[&width.to_string()]),
        [width, others @ ..] if others.iter().all(|other| other == width) => {
            let (count, width) = (word(widths.len(), lang), word(*width, lang).to_ascii_lowercase());
            lang.say("{0} layers of {1}", "{0}层、每层{1}个", &[&count, &width])
        }
        _ => lang.say("{0} layers", "{0}层", &[&word(widths.len(), lang)]),
    }
}

/// "three lines", as many as there are neurons in the one hidden layer.
fn lines(told: &Told) -> String {
    let (count, lang) = (told.settings.layers.first().copied().unwrap_or(0), told.lang);
    match lang {
        Lang::En if count == 1 => "one line".to_owned(),
        Lang::En => word(count, lang).to_ascii_lowercase() + " lines",
        Lang::ZhHans => word(count, lang) + "条直线",
    }
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
