//! Chapter 4: its own houses, and those that it has not seen.

use super::told::{Headline, Told};
use crate::session::{State, Trend, Verdict};
use crate::text::number::grouped;
use crate::text::quantity::{amount, things};
use crate::text::sentences::ABOUT;

/// From so many houses on, the exam is another one than that of the chapter's own few.
const MANY: usize = 100;

/// How far off it is on its own houses and, once they have been told of, on the others.
#[inline(never)] // in the second part of the program (xtask/src/split)
pub fn headline(told: &Told) -> Headline {
    let Told { story, status, quantity, plain, lang, exam, .. } = told;
    let error = |error: f64| amount(error, quantity, *lang);
    let (own, unseen) = (error(status.train_error), error(status.held_out_error.unwrap_or(f64::NAN)));
    let count = status.training_points;
    let on_own = lang.say(
        "It learnt from {0} of the {1} {2}; on those it is off by {3}.",
        "共 {1} {2}，其中 {0} {2}它学过，对学过的差 {3}。",
        &[&grouped(count as u64), &grouped(status.points as u64), things(status.points, quantity, *lang), &own],
    );
    let plain = plain.map_or_else(String::new, |plain| {
        lang.say(" The plain line misses the unseen ones by {0}.", "普通的直线对没见过的差 {0}。", &[&error(plain)])
    });
    let (overfit, good) = match status.fit {
        Verdict::Overfit { .. } => (*exam, false),
        Verdict::Good { .. } => (false, *exam),
        Verdict::Unknown(_)
        | Verdict::Underfit { .. }
        | Verdict::Vanished { .. }
        | Verdict::Exploded { .. }
        | Verdict::Mixes { .. }
        | Verdict::Sorts { .. }
        | Verdict::ByHeart { .. } => (false, false),
    };
    // By a hand, and not because there was nothing more to gain.
    let settled = matches!(status.trend, Trend::Best | Trend::ThroughAll | Trend::Flat { .. });
    let paused = status.state == State::Paused && !settled;
    let learnt = !exam && story.seen(story.at()).learnt.is_some();
    let (en, zh, number, beside) = match (overfit, good, learnt) {
        (true, ..) => (
            "It learnt them by heart: {0} off on houses it has not seen.",
            "它把房子背下来了：没见过的房子差 {0}。",
            unseen,
            on_own + &plain,
        ),
        (_, true, _) => {
            let chance = lang.pick(
                " New houses and its own are about the same to it: the rest is chance.",
                "新房子和学过的对它都差不多：剩下的只是偶然。",
            );
            let larger = lang.pick(
                " The exam is another one now, of many more houses. What is left is chance.",
                "现在是另一场考试，房子多得多。剩下的只是偶然。",
            );
            let own = status.train_error;
            let alike = |unseen: f64| unseen <= ABOUT * own && own <= ABOUT * unseen;
            let beside = match status.held_out_error.is_some_and(alike) {
                true if status.points >= MANY => on_own + larger,
                true => on_own + chance,
                false => on_own,
            };
            ("It fits well: {0} off on houses it has not seen.", "拟合得好：没见过的房子差 {0}。", unseen, beside)
        }
        (.., true) => (
            "It misses its own houses by only {0}!",
            "它对自己的房子只差 {0}！",
            own,
            lang.pick(
                "Now the exam: houses that it has never seen. Who will price them better? Make your guess.",
                "现在考试：它从没见过的房子。谁的定价会更准？先猜一猜。",
            )
            .to_owned(),
        ),
        (.., false) if paused => (
            "Paused: it misses its own houses by {0}.",
            "已暂停：它对自己的房子差 {0}。",
            own,
            lang.say("Step {0}. Press Play to go on.", "第 {0} 步。按“开始”继续。", &[&grouped(status.step)]),
        ),
        (.., false) => (
            "It misses its own houses by {0}.",
            "它对自己的房子差 {0}。",
            own,
            lang.say(
                "Step {0}. Give it more layers with +, and see whether it can do better.",
                "第 {0} 步。按 + 给它更多的层，看它能不能做得更好。",
                &[&grouped(status.step)],
            ),
        ),
    };
    Headline::around(lang.pick(en, zh), number, beside)
}
