//! Chapter 6: no line parts the cats from the others, a few lines together do.

use super::told::{Headline, Told, word};
use crate::session::story::{FENCED, right_of_all};
use crate::session::{State, Trend};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;
use crate::text::sentences::sorting::percent;

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
    let more = if stuck && share < FENCED {
        lang.pick("No more to gain with so few: press + for another line.", "这么几条线，只能这样了：按 + 再加一条。")
    } else {
        ""
    };
    let beside = joined(&[line.as_str(), below, &unseen, more], lang.pick(" ", ""));
    if status.step == 0 {
        let (en, zh) = ("Can {0} tell cats from the others? Press Play.", "{0}能把猫和别的动物分开吗？按“开始”。");
        return Headline::plain(&lang.say(en, zh, &[&lines(told)]), line);
    }
    let (en, zh) = match (told.bends && share >= FENCED, told.settings.layers.as_slice()) {
        (true, [_]) => ("{1} keep the others out: {0} right.", "{1}把别的动物挡在外面：分对 {0}。"),
        (false, [1]) => ("{1} gets {0} right.", "{1}，分对 {0}。"),
        (false, [_]) => ("{1} get {0} right.", "{1}，分对 {0}。"),
        (true | false, _) => ("The layers get {0} right.", "这些层分对 {0}。"),
    };
    Headline::around(&lang.say(en, zh, &["{0}", &capital(lines(told))]), percent(share, lang), beside)
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
