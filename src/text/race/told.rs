//! How a race stands, in sentences: who wins, by how much, how often, and whether that was guessed.

use super::lanes::{made_of, missed, name};
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::grouped;
use crate::text::sentences::sorting::percent;
use crate::view::{Lane, Race};

/// How a race stands.
pub fn told(race: &Race, lang: Lang) -> String {
    let sentences = match (race.step, race.is_over()) {
        (0, _) => {
            [sizes(race, lang), lang.pick("Guess who wins, then press Play.", "猜猜谁会赢，再按“开始”。").to_owned()]
        }
        (_, false) => [ahead(race, lang), counted(race, lang)],
        (_, true) => [joined(&[winner(race, lang), guessed(race, lang)], lang.pick(" ", "")), counted(race, lang)],
    };
    joined(&sentences, lang.pick(" ", ""))
}

/// What races, and how large each is.
fn sizes(race: &Race, lang: Lang) -> String {
    let each = |(at, lane): (usize, &Lane)| {
        let (count, of) = (grouped(lane.parameters as u64), made_of(lane, lang)[0].clone());
        lang.say("{0} ({1}): {2}", "{0}（{1}）{2} 个", &[name(race, at, lang), &of, &count])
    };
    let all: Vec<String> = race.lanes.iter().enumerate().map(each).collect();
    lang.say("Weights and biases: {0}.", "权重和偏置：{0}。", &[&joined(&all, lang.pick("; ", "；"))])
}

/// Who is ahead on the way.
fn ahead(race: &Race, lang: Lang) -> String {
    let (step, end) = (grouped(race.step), grouped(race.end));
    let place = match race.step > race.end {
        true => lang.say("Step {0}", "第 {0} 步", &[&step]),
        false => lang.say("Step {0} of {1}", "第 {0} 步，共 {1} 步", &[&step, &end]),
    };
    match race.leader() {
        _ if !race.level => lang.say("{0}: the others are catching up.", "{0}：其他的正在追上来。", &[&place]),
        Some(at) => lang.say(
            "{0}: {1} is ahead, {2}.",
            "{0}：{1}领先，{2}。",
            &[&place, name(race, at, lang), &does(race, at, lang)],
        ),
        None => lang.say("{0}: nobody is ahead ({1}).", "{0}：不分先后（{1}）。", &[&place, &all(race, lang)]),
    }
}

/// Who has won, and how all did.
fn winner(race: &Race, lang: Lang) -> String {
    let step = grouped(race.step);
    match race.leader() {
        Some(first) => lang.say(
            "After {0} steps {1} wins: {2}.",
            "{0} 步后{1}赢了：{2}。",
            &[&step, name(race, first, lang), &all(race, lang)],
        ),
        None => lang.say("After {0} steps nobody wins: {1}.", "{0} 步后不分胜负：{1}。", &[&step, &all(race, lang)]),
    }
}

/// How well each lane does, the best first.
fn all(race: &Race, lang: Lang) -> String {
    let mut order: Vec<usize> = (0..race.lanes.len()).collect();
    order.sort_by(|one, other| race.lanes[*one].fault.total_cmp(&race.lanes[*other].fault));
    let each = |at: usize| lang.say("{0} {1}", "{0}{1}", &[name(race, at, lang), &does(race, at, lang)]);
    joined(&order.into_iter().map(each).collect::<Vec<_>>(), lang.pick(", ", "，"))
}

/// How well a lane does on what it has not seen, or else on its own.
fn does(race: &Race, at: usize, lang: Lang) -> String {
    let lane = &race.lanes[at];
    match lane.right {
        Some((own, None)) => lang.say("{0} of its own right", "自己的答对 {0}", &[&percent(own, lang)]),
        Some((_, Some(unseen))) => lang.say("{0} of the unseen right", "没见过的答对 {0}", &[&percent(unseen, lang)]),
        None => {
            let error = missed(lane.fault, &race.quantity, lang);
            let (en, zh) = match lane.unseen {
                Some(_) => ("off by {0} on unseen points", "对没见过的点差 {0}"),
                None => ("off by {0}", "差 {0}"),
            };
            lang.say(en, zh, &[&error])
        }
    }
}

/// Whether it was guessed who wins; nothing where nobody has guessed.
fn guessed(race: &Race, lang: Lang) -> String {
    match race.guess {
        Some(guess) if race.leader() == Some(guess) => lang.pick("You guessed it.", "你猜对了。").to_owned(),
        Some(guess) => lang.say("You guessed {0}.", "你猜的是{0}。", &[name(race, guess, lang)]),
        None => String::new(),
    }
}

/// Who wins how often, where many races are run.
fn counted(race: &Race, lang: Lang) -> String {
    race.tally.filter(|tally| tally.done > 0).map_or_else(String::new, |tally| {
        let won = |(at, won): (usize, &usize)| {
            lang.say("{0} won {1}", "{0}赢 {1} 场", &[name(race, at, lang), &won.to_string()])
        };
        let mut all: Vec<String> = tally.won.iter().take(race.lanes.len()).enumerate().map(won).collect();
        let drawn = tally.done - tally.won.iter().sum::<usize>();
        all.extend((drawn > 0).then(|| lang.say("{0} drawn", "平 {0} 场", &[&drawn.to_string()])));
        lang.say(
            "With {0} seeds, of which this is the first: {1}.",
            "从这个种子起换了 {0} 个种子各比一场：{1}。",
            &[&tally.done.to_string(), &joined(&all, lang.pick(", ", "，"))],
        )
    })
}
